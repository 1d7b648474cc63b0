"""The file: a slide for each step at which one rests, and the step's words as its notes."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.errors import ExportError
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.pptx.lines import plain
from graphviz_app.export.pptx.place import EMU
from graphviz_app.export.pptx.slide import Slides
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.stepped.sheets import Sheet, sheets_of
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
    from pptx.util import Emu

    _bounded(moving)
    deck = Presentation()
    width = round(_WIDTH)
    deck.slide_width = Emu(width)
    deck.slide_height = Emu(round(width * moving.size[1] / moving.size[0]))
    deck.core_properties.title = title_of(moving.picture)
    deck.core_properties.author = ""
    page = Page(moving)
    sheets = yield from sheets_of(moving, page)
    slides = Slides(moving, page, width / moving.size[0])
    for number, sheet in enumerate(sheets, 1):
        _add_slide(deck, moving, slides, sheet)
        yield number / (len(sheets) + 1)
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


def _add_slide(deck: "Presentation", moving: Moving, slides: Slides, sheet: Sheet) -> None:
    from pptx.dml.color import RGBColor

    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    if not moving.setting.transparent:
        fill = slide.background.fill
        fill.solid()
        ground = moving.picture.style.canvas
        parts = ground.red(), ground.green(), ground.blue()
        fill.fore_color.rgb = RGBColor(*parts)  # type: ignore[no-untyped-call]
    _insert(slide, slides.shapes(sheet))
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = plain(slides.notes(sheet))


def _insert(slide: "Slide", shapes: str) -> None:
    from pptx.oxml import parse_xml

    names = " ".join(f'xmlns:{prefix}="{_NAMES}{tail}"' for prefix, tail in _SPACES)
    tree = slide.shapes._spTree
    for shape in parse_xml(f"<root {names}>{shapes}</root>"):
        tree.append(shape)


_NAMES = "http://schemas.openxmlformats.org/"
_SPACES = (
    ("a", "drawingml/2006/main"),
    ("p", "presentationml/2006/main"),
    ("r", "officeDocument/2006/relationships"),
)
