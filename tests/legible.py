"""How large the numbers on screen are: measured while the window paints them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.captions.card_layout import Placed
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
    zooms: frozenset[float] = frozenset()
    """At which the graph was looked at: one, if no step changes it."""
    unseen: int = 0
    """Steps whose nodes were out of sight."""

    def with_(self, seen: Sequence[Seen], least: float, place: str) -> "Legibility":
        """With those of one more picture."""
        small = [one for one in seen if one.size < least - 0.05]
        told = f"{small[0].text} with {small[0].size:.1f} px at {place}" if small else ""
        return Legibility(
            min([self.smallest, *(one.size for one in seen)]),
            self.numbers + len(seen),
            self.small + len(small),
            self.example or told,
            self.zooms,
            self.unseen,
        )

    def looked_at(self, zoom: float, unseen: bool) -> "Legibility":
        """With the zoom of one more picture, and whether its step was out of sight."""
        return self._replace(zooms=self.zooms | {round(zoom, 6)}, unseen=self.unseen + unseen)


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


def is_unseen(window: MainWindow) -> bool:
    """Whether a node that the step under way is about is not in sight."""
    frame, view = window.scene.frame, window.view
    if frame is None or frame.moment is None:
        return False
    rects = [QRectF(view.to_viewport(window.scene.node_rect(id_))) for id_ in frame.moment.nodes]
    largest = view.room.size()
    fitting = [r for r in rects if r.width() < largest.width() and r.height() < largest.height()]
    return any(not view.room.adjusted(-2, -2, 2, 2).contains(rect) for rect in fitting[:1])


def legibility(window: MainWindow, name: str, most: int = 1000) -> Legibility:
    """Of what the window shows, at every step of its run; or at so many of them, evenly spread."""
    measured, least = Legibility(), window.scene.theme.legible
    end = round(window.player.end)
    for t in sorted({round(end * i / most) for i in range(most + 1)}):
        window.player.scrub(float(t))
        seen = [*on_graph(window), *in_caption(window)]
        measured = measured.with_(seen, least, f"step {t} of {name}")
        measured = measured.looked_at(window.view.zoom, is_unseen(window))
    return measured
