"""Far out: what is too small to be drawn is still told apart, and found."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.core.graph import Graph
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Box
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.far_out import BEACON, MARK, STRONG_MARK
from graphviz_app.scene.group_names import far_names
from graphviz_app.scene.items.group_item import GroupItem
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture, paint_still
from tests.scene.conftest import pixels

ZOOM = 0.02
TEXT = """
x = input(0.5)
w = parameter(0.25)
t = target(1)
h = tanh(w*x)
L = (h - t)**2
"""


def painted(picture: Picture, frame: Frame, zoom: float = ZOOM) -> np.ndarray:
    """The picture, with 20 pixels around it."""
    size = (picture.bounds.size() * zoom).toSize()
    image = QImage(size.width() + 40, size.height() + 40, QImage.Format.Format_RGB32)
    image.fill(picture.style.canvas)
    painter = QPainter(image)
    painter.translate(20, 20)
    painter.scale(zoom, zoom)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture, frame, background=False)
    painter.end()
    return pixels(image)


def area(image: np.ndarray, color: QColor) -> int:
    """How many pixels have exactly this colour."""
    rgb = np.array([color.blue(), color.green(), color.red()])
    return int((np.abs(image[:, :, :3] - rgb).max(axis=2) <= 1).sum())


@pytest.fixture
def small(make_picture: Callable[..., Picture]) -> Picture:
    """A neuron."""
    return make_picture(parse(TEXT), "lines")


def test_every_kind_has_marks_of_its_colour_that_can_be_seen(small: Picture) -> None:
    schedule = Schedule(small.run)
    image = painted(small, frame_at(schedule, schedule.end))
    for op in ("input", "parameter", "target"):
        assert area(image, small.style.leaf_colors(op)[1]) >= MARK**2 - MARK
    assert area(image, small.style.ink) >= STRONG_MARK**2 - STRONG_MARK


def test_a_problem_stands_out(make_picture: Callable[..., Picture]) -> None:
    broken = make_picture(parse("x = input(-1)\ny = ln(x)\nz = y + x\nL = z*2\n"), "lines")
    schedule = Schedule(broken.run)
    image = painted(broken, frame_at(schedule, schedule.end))
    assert area(image, broken.style.gradient) >= STRONG_MARK**2 - STRONG_MARK


@pytest.mark.parametrize("progress", [0.5, 1.0])
def test_what_is_under_way_is_found(small: Picture, progress: float) -> None:
    schedule = Schedule(small.run)
    rest = painted(small, frame_at(schedule, schedule.end))
    image = painted(small, frame_at(schedule, progress))
    assert area(image, small.style.value) > area(rest, small.style.value) + BEACON


def groups(picture: Picture, boxes: dict[str, Box]) -> Picture:
    """The picture with groups in these boxes."""
    picture.places.groups = [GroupItem(path, box, picture.style) for path, box in boxes.items()]
    return picture


def test_names_of_groups_are_as_large_as_on_the_screen(small: Picture) -> None:
    boxes = {"net": Box(0, 0, 9000, 6000)}
    (name,) = far_names(groups(small, boxes).places, ZOOM)
    assert name.plate.height() > small.style.caption.size
    assert QRectF(0, 0, 180, 120).contains(name.plate)


def test_names_never_lie_on_each_other_and_larger_groups_go_first(small: Picture) -> None:
    row = {f"layer {i}": Box(900.0 * i, 0, 800, 9000 - 10 * i) for i in range(12)}
    names = list(far_names(groups(small, row).places, ZOOM))
    assert names[0].path == "layer 0"
    assert 1 < len(names) < 12
    for i, one in enumerate(names):
        assert not any(one.plate.intersects(other.plate) for other in names[:i])


def test_a_group_of_a_few_pixels_has_no_name(small: Picture) -> None:
    assert not list(far_names(groups(small, {"g": Box(0, 0, 200, 200)}).places, ZOOM))


def test_edges_that_would_only_be_grey_are_left_out(make_picture: Callable[..., Picture]) -> None:
    rows = [f"x{i} = input(1)" for i in range(40)]
    rows += [f"y{i} = " + " + ".join(f"x{j}" for j in range(40)) for i in range(40)]
    dense = make_picture(parse("\n".join(rows) + "\n"), "lines")
    schedule = Schedule(dense.run)
    end = frame_at(schedule, schedule.end)
    image = painted(dense, end, 0.004)
    grey = area(image, dense.style.canvas) / image[:, :, 0].size
    assert grey > 0.7


def test_a_graph_without_edges_is_painted(make_picture: Callable[..., Picture]) -> None:
    lone: Graph = parse("x = input(1)\n")
    picture = make_picture(lone, "lines")
    schedule = Schedule(picture.run)
    assert area(painted(picture, frame_at(schedule, 0.0)), picture.style.ink) > 0


def test_names_are_told_on_the_screen_and_not_in_small_pictures(small: Picture) -> None:
    wide = groups(small, {"net": Box(0, 0, 9000, 6000)})
    schedule = Schedule(small.run)
    end = frame_at(schedule, schedule.end)
    images = []
    for ratio in (None, 1.0):
        image = QImage(200, 140, QImage.Format.Format_RGB32)
        image.fill(wide.style.canvas)
        painter = QPainter(image)
        painter.scale(ZOOM, ZOOM)
        paint_still(painter, wide, end, Detail.SPECKS, None, ratio)
        painter.end()
        images.append(pixels(image))
    (name,) = far_names(wide.places, ZOOM)
    plate = name.plate.toRect()
    rows, columns = slice(plate.top(), plate.bottom()), slice(plate.left(), plate.right())
    written = (np.abs(images[0] - images[1])[rows, columns].max(axis=2) > 60).sum()
    assert written > 20
