"""The foot of a page: the caption of its step, all of it at once where that can be read."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter

from graphviz_app.export.moving.script import Script
from graphviz_app.export.moving.strip import shown_track
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.captions.caption import Caption, caption_of, key_of
from graphviz_app.scene.captions.painting import (
    paint_hairline,
    paint_placed,
    paint_strip,
    timeline_height,
)
from graphviz_app.scene.captions.strip_layout import SIDE, Page, pages_of, scaled, strip_height
from graphviz_app.theme import Theme

_SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Sizes that are tried before a caption goes on on another page: a page does not pass by."""


class Foot:
    """Of pages of this size; the strip of a presentation, which rests."""

    def __init__(self, theme: Theme, script: Script, width: int, height: int) -> None:
        self.size = QSize(width, strip_height(theme, height))
        self.top = height - self.size.height()
        """Where it begins on the page."""
        self._theme, self._schedule = theme, script.schedule
        self._side = scaled(theme, max(self.size.height(), 1)).px(SIDE)
        self._high = timeline_height(self.size.height())
        whole = scaled(theme, max(self.size.height(), 1))
        self._track = shown_track(whole, script, QSize(width, self._high))
        self._told = lru_cache(maxsize=1024)(self._laid_out)

    def parts(self, t: float) -> int:
        """In how many parts the caption is told."""
        return len(self._told(t)[1]) or 1

    def _laid_out(self, t: float) -> tuple[float, Sequence[Page], Caption | None]:
        """How much smaller, and in which parts."""
        caption = caption_of(frame_at(self._schedule, t), on_screen=False)
        first: Sequence[Page] = ()
        for share in _SMALLER:
            theme = scaled(self._theme, max(self.size.height(), 1) * share)
            pages = pages_of(caption, theme, self.size.width() - 2 * self._inset(share))
            if len(pages) <= 1:
                return share, pages, caption
            first = first or pages
        return 1.0, first, caption

    def _inset(self, share: float) -> float:
        """So much further in does a smaller caption stand, to be in line with all others."""
        return (1.0 - share) * self._side

    def key(self, frame: Frame) -> object:
        """What its caption depends on."""
        return key_of(frame)

    def paint(self, painter: QPainter, frame: Frame, part: int) -> None:
        """All of it; the painter is in pixels of the page."""
        self.paint_caption(painter, frame, part)
        self.paint_time(painter, frame.t)

    def paint_caption(self, painter: QPainter, frame: Frame, part: int) -> None:
        """This part of a frame's caption."""
        share, pages, caption = self._told(frame.t)
        painter.save()
        painter.translate(QPointF(0, self.top))
        paint_strip(painter, self.size, self._theme, caption, None)
        if caption is not None and pages:
            lower = (1.0 - share) * (self.size.height() - self._high) / 2
            painter.translate(self._inset(share), 0.0)
            paint_placed(painter, self._theme, caption, pages[part].placed, lower)
        painter.restore()

    def paint_time(self, painter: QPainter, t: float) -> None:
        """The timeline."""
        painter.save()
        painter.translate(QPointF(0, self.top + self.size.height() - self._high))
        paint_hairline(painter, self._track, t)
        painter.restore()
