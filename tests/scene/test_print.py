"""The colours for print are none: what is told apart is told by weight, dash, shape and place."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

import graphviz_app
from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.export.at import parse_at
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Image
from graphviz_app.export.painting import painted_image
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.sizes import pixel_size
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.style import style_of
from graphviz_app.theme import PAPER, PRINT, Theme

pytestmark = pytest.mark.usefixtures("qapp")
FEW = ("neuron", "xor")
GRAPHS = {path.stem: graphviz_app.load(path) for path in examples() if path.stem in FEW}


def pixels(name: str, view: View, at: str, theme: Theme) -> np.ndarray:
    picture, schedule = drawn_picture(GRAPHS[name], view, theme, at=at)
    frame = frame_at(schedule, parse_at(schedule, at))
    size = pixel_size(picture.bounds, 1.0)
    image = finished(painted_image(picture, frame, size, 1.0, transparent=False))
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("view", [View(), View(style="wires"), View("neurons"), View(shapes=True)])
@pytest.mark.parametrize("at", ["END", "backward:2"])
def test_print_has_no_colour_at_all(name: str, view: View, at: str) -> None:
    painted = pixels(name, view, at, PRINT)
    assert (painted.max(axis=2) == painted.min(axis=2)).all()
    assert (painted.min(), painted.max()) == (0, 255)


@pytest.mark.parametrize("view", [View(), View(style="wires"), View("neurons")])
def test_print_is_black_or_white_without_tints(view: View) -> None:
    picture, schedule = drawn_picture(GRAPHS["xor"], view, PRINT)
    found = set()
    for group in drawn_of(picture, frame_at(schedule, schedule.finished)).groups:
        for mark in group.marks:
            fills = (
                (mark.fill, getattr(mark, "stroke", None)) if not isinstance(mark, Image) else ()
            )
            found |= {(one.color, one.opacity) for one in fills if one is not None and one.opacity}
    assert {color for color, _ in found} <= {"#000000", "#ffffff"}
    assert all(opacity == 1 for color, opacity in found if color == "#000000")


def test_values_are_bold_and_gradients_light_in_print() -> None:
    plain, coloured = style_of(PRINT), style_of(PAPER)
    assert plain.number.weight - plain.gradient_number.weight >= 300
    assert coloured.number.weight - coloured.gradient_number.weight == 100
