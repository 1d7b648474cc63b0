"""How large the numbers on screen are: measured while the window paints them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.gui.play.caption_layout import Placed
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.still_layer import StillLayer
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.number_block import NumberBlock
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.scene.typeset.toned_line import TonedLine

_DECIMAL = re.compile(r"\d\.\d")


class Seen(NamedTuple):
    """A number on screen, and its size in pixels."""

    text: str
    size: float


class Legibility(NamedTuple):
    """Of all numbers in sight at all steps: the smallest, and how many are too small."""

    smallest: float = 1000.0
    numbers: int = 0
    small: int = 0
    example: str = ""
    """One of the small ones, and where it was."""

    def with_(self, seen: Sequence[Seen], least: float, place: str) -> "Legibility":
        """With those of one more picture."""
        small = [one for one in seen if one.size < least - 0.05]
        told = f"{small[0].text} with {small[0].size:.1f} px at {place}" if small else ""
        return Legibility(
            min([self.smallest, *(one.size for one in seen)]),
            self.numbers + len(seen),
            self.small + len(small),
            self.example or told,
        )


@contextmanager
def _noted() -> Iterator[list[tuple[Seen, QPointF]]]:
    """What is painted meanwhile of the picture's numbers, and where."""
    seen: list[tuple[Seen, QPointF]] = []
    draw = NumberBlock._draw

    def noting(
        block: NumberBlock, painter: QPainter, right: float, top: float, color: QColor
    ) -> None:
        transform = painter.deviceTransform()
        middle = QPointF(right - block.width / 2, top + block.height / 2)
        size = block._em * transform.m22()
        seen.append((Seen(block.text, size), transform.map(middle)))
        draw(block, painter, right, top, color)

    NumberBlock._draw = noting  # type: ignore[method-assign, assignment]  # for as long as it is looked at
    try:
        yield seen
    finally:
        NumberBlock._draw = draw  # type: ignore[method-assign]


def on_graph(window: MainWindow) -> list[Seen]:
    """Numbers on nodes, edges and plates, as far as they are in sight."""
    window.scene.keep_still_in(StillLayer())
    with _noted() as seen:
        window.view.viewport().grab()
    return [one for one, at in seen if window.view.room.contains(at)]


def in_caption(window: MainWindow) -> list[Seen]:
    """Numbers in the caption, on all of its pages."""
    strip, card = window.stage.strip, window.stage.caption
    if strip is not None and window.stage.presenting:
        placed = [one for page in strip._pages for one in page.placed]
    else:
        placed = [] if card._layout is None else card._layout.placed
    return [one for one in map(_told, placed) if _DECIMAL.search(one.text)]


def _told(placed: Placed) -> Seen:
    ink = placed.ink
    if isinstance(ink, MathText):
        return Seen(ink.latex, ink.size)
    assert isinstance(ink, TextLine | TonedLine)
    return Seen(ink.content, ink.size)


def legibility(window: MainWindow, name: str) -> Legibility:
    """Of what the window shows, at every step of its run."""
    measured, least = Legibility(), window.scene.theme.legible
    for t in range(round(window.player.end) + 1):
        window.player.scrub(float(t))
        seen = [*on_graph(window), *in_caption(window)]
        measured = measured.with_(seen, least, f"step {t} of {name}")
    return measured
