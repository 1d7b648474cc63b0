"""What stands around a graph in a figure, in its places."""

import math
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.scene.captions.caption import Caption, caption_of
from graphviz_app.scene.captions.card_layout import CaptionLayout, laid_out
from graphviz_app.scene.captions.painting import paint_placed
from graphviz_app.scene.style import style_of, theme_of
from graphviz_app.scene.surround.keys import keys
from graphviz_app.scene.surround.legend import Legend
from graphviz_app.scene.surround.words import Words
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.theme import Theme

_TITLE, _WEIGHT = 1.35, 600
"""Of a title: its size in those of the smallest text."""
_AIR = 0.8
"""Between the graph and what is around it, in the same."""
_LEAST = 10.44
"""Of the type of captions, in pixels of the design: remarks in narrow ones."""
_CLEAR = 24.0
"""From a graph in which something is under way, in pixels of the design."""
_NARROW = 6.0
"""The least width in which anything is set, in sizes of text."""


class Wanted(NamedTuple):
    """What is to stand around a graph."""

    title: str = ""
    caption: bool = False
    legend: bool = False


NOTHING = Wanted()


class Surround:
    """Set for a width, with no text smaller than ``size``; lengths in pixels."""

    def __init__(
        self, wanted: Wanted, frame: Frame, view: View, theme: Theme, size: float, width: float
    ) -> None:
        self._frame, self._size = frame, size
        self.width = max(width, _NARROW * size)
        self._theme = theme_of(theme, frame.run)
        self._style = style_of(self._theme)
        face = Typeface(theme.sans, math.ceil(_TITLE * size), _WEIGHT)
        self._title = Words(wanted.title, face, self.width)
        self._with_caption = wanted.caption
        told = [*keys(frame.run, frame, view)] if wanted.legend else []
        on_wires = view.style == "wires" and not frame.run.reading.neurons
        high = math.ceil(size)
        self._legend = Legend(told, self._style, high, self.width, on_wires=on_wires)

    @property
    def above(self) -> float:
        """What it takes above the graph."""
        return self._title.height + self._air if self._title.height else 0.0

    @property
    def below(self) -> float:
        """What it takes below the graph."""
        parts = (self._caption_height, self._legend.height)
        return sum(height + self._air for height in parts if height)

    @property
    def _air(self) -> float:
        return _AIR * self._size

    @cached_property
    def _caption_height(self) -> float:
        if not self._with_caption:
            return 0.0
        layout = self._set(self._frame, math.inf)[1]
        return _bottom(layout) - _top(layout)

    def _set(self, frame: Frame, most: float) -> tuple[Caption, CaptionLayout]:
        theme = replace(self._theme, scale=self._size / _LEAST)
        said = printed(caption_of(frame, on_screen=False))
        return said, laid_out(said, theme, self.width, most)

    def paint(self, painter: QPainter, frame: Frame, graph: QRectF) -> None:
        """Paint it around a graph, as of a frame."""
        if self._frame.active:  # what is told beside nodes is kept clear of
            clear = self._theme.px(_CLEAR)
            graph = graph.adjusted(0.0, -clear, 0.0, clear)
        middle = graph.center().x()
        self._title.draw(painter, middle, graph.top() - self.above, self._style.ink)
        top = graph.bottom() + self._air
        if self._caption_height:
            said, layout = self._set(frame, math.inf)
            left = min((one.x for one in layout.placed), default=0.0)
            right = max((one.x + one.ink.width for one in layout.placed), default=0.0)
            painter.save()
            painter.translate(middle - (left + right) / 2, top - _top(layout))
            paint_placed(painter, self._theme, said, layout.placed)
            painter.restore()
            top += self._caption_height + self._air
        self._legend.draw(painter, middle, top)


def printed(caption: Caption) -> Caption:
    """What a caption says on paper: without the number of its step."""
    return caption._replace(note="")


def _top(layout: CaptionLayout) -> float:
    return min((one.baseline - one.ink.ascent for one in layout.placed), default=0.0)


def _bottom(layout: CaptionLayout) -> float:
    return max((one.baseline + one.ink.descent for one in layout.placed), default=0.0)
