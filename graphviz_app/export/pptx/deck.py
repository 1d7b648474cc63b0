"""The file: a slide for each step at which one rests, and the step's words as its notes."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF

from graphviz_app.animate import frame_at
from graphviz_app.errors import ExportError
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.pptx.place import EMU
from graphviz_app.export.pptx.shapes import Drawer
from graphviz_app.export.pptx.slide import camera_of, graph_xml, place_of
from graphviz_app.export.vector import title_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

MAX_SLIDES, MAX_SHAPES = 300, 60_000
"""Beyond these, programs that show slides do not open the file in a minute."""
_WIDTH = round(13 + 1 / 3, 6) * 72 * EMU
"""Of a slide 16:9; others are as wide."""
_BLANK = 6
"""The layout without places for titles."""


def pptx(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Write the deck; raises ExportError for more than can be shown."""
    from pptx import Presentation  # late: 0.3 s, and needed by this format alone

    steps = moving.script.steps
    _bounded(moving)
    deck = Presentation()
    width = round(_WIDTH)
    deck.slide_width, deck.slide_height = width, round(width * moving.size[1] / moving.size[0])
    deck.core_properties.title = title_of(moving.picture)
    deck.core_properties.author = ""
    for number, t in enumerate(steps, 1):
        _add_slide(deck, moving, t)
        yield number / (len(steps) + 1)
    deck.save(str(path))


def _bounded(moving: Moving) -> None:
    steps = len(moving.script.steps)
    if steps > MAX_SLIDES:
        raise ExportError(
            f"that would be {steps:,} slides, and at most {MAX_SLIDES} are written: take a part of "
            "them, or step by level"
        )
    shapes = steps * 4 * (len(moving.picture.nodes) + len(moving.picture.edges))
    if shapes > MAX_SHAPES:
        raise ExportError(
            f"that would be about {shapes:,} shapes, more than slides can hold: fold groups, take "
            "a part of the steps, or write a PDF"
        )


def _add_slide(deck: "Presentation", moving: Moving, t: float) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(moving.picture.style.canvas.name())
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    unit = width / moving.size[0]
    frame = frame_at(moving.schedule, t)
    room = QSizeF(moving.size[0], moving.size[1])
    shot = camera_of(moving.picture, frame, room, moving.camera)
    drawer = Drawer(place_of(shot, room, unit))
    _insert(slide, graph_xml(moving.picture, frame, drawer, (width, height)))


def _insert(slide: "Slide", shapes: str) -> None:
    from lxml import etree

    names = " ".join(f'xmlns:{prefix}="{_NAMES}{tail}"' for prefix, tail in _SPACES)
    tree = slide.shapes._spTree
    for shape in etree.fromstring(f"<root {names}>{shapes}</root>"):
        tree.append(shape)


_NAMES = "http://schemas.openxmlformats.org/"
_SPACES = (
    ("a", "drawingml/2006/main"),
    ("p", "presentationml/2006/main"),
    ("r", "officeDocument/2006/relationships"),
)


def _rgb(color: str) -> "RGBColor":
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color.removeprefix("#").upper())
