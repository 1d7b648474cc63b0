"""The strip below the graph, as the window has it in a presentation: the caption and the time."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from graphviz_app.export.moving.script import Script
from graphviz_app.frames import Frame
from graphviz_app.scene.captions.caption import Caption, caption_of, key_of
from graphviz_app.scene.captions.painting import (
    KNOB,
    paint_hairline,
    paint_strip,
    timeline_height,
    track_in,
)
from graphviz_app.scene.captions.strip_layout import Page, pages_of, scaled, strip_height
from graphviz_app.scene.captions.timeline import Track
from graphviz_app.theme import Theme

PAGE_SECONDS = 2.0
"""How long each part of a caption stays, after the first one."""
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class Strip:
    """Of a frame of this size; asked for what changes, then to paint it."""

    def __init__(self, theme: Theme, script: Script, width: int, height: int) -> None:
        self.size = QSize(width, strip_height(theme, height))
        self.at = QPoint(0, height - self.size.height())
        """Its corner in the frame."""
        self._theme, self._scaled = theme, scaled(theme, max(self.size.height(), 1))
        high = timeline_height(self.size.height())
        self._foot = QRect(0, self.size.height() - high, width, high)
        self._track = shown_track(self._scaled, script, self._foot.size())
        self._key: object = None
        self._caption: Caption | None = None
        self._pages: Sequence[Page] = ()
        self._page: Page | None = None
        self._told = QImage()
        self._t = 0.0

    def pages(self, frame: Frame) -> Sequence[Page]:
        """In which parts the caption of a frame is told."""
        return pages_of(caption_of(frame, on_screen=False), self._scaled, self.size.width())

    def show(self, frame: Frame, place: int) -> Sequence[QRect]:
        """Show this part of a frame's caption, or the last one; returns what is to be painted."""
        before, self._t = self._t, frame.t
        if key_of(frame) != self._key:
            self._key, self._caption = key_of(frame), caption_of(frame, on_screen=False)
            self._pages = pages_of(self._caption, self._scaled, self.size.width())
            self._page = None
        page = self._pages[min(place, len(self._pages) - 1)] if self._pages else None
        if page is not self._page or page is None:
            self._page = page
            self._told = self._page_painted()
            return [QRect(QPoint(), self.size)]
        return [] if before == frame.t else [self._between(before, frame.t)]

    def _between(self, before: float, after: float) -> QRect:
        """What the knob leaves, and where it goes."""
        reach = round(self._scaled.px(KNOB)) + 3
        left, right = sorted((self._track.x_of(before), self._track.x_of(after)))
        return self._foot & QRect(
            int(left) - reach, self._foot.y(), int(right - left) + 2 * reach + 1, 1000
        )

    def _page_painted(self) -> QImage:
        """What stands above the timeline, which alone is another one in the next frame."""
        image = QImage(self.size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHints(_SMOOTH)
        paint_strip(painter, self.size, self._theme, self._caption, self._page)
        painter.end()
        return image

    def paint(self, painter: QPainter) -> None:
        """All of it; the painter is where the strip is."""
        painter.drawImage(0, 0, self._told)
        painter.setRenderHints(_SMOOTH)
        painter.translate(self._foot.topLeft())
        paint_hairline(painter, self._track, self._t)


def shown_track(theme: Theme, script: Script, size: QSize) -> Track:
    """Where time is in a foot of this size: no part is on it that does not come."""
    return Track.of(theme, script.schedule, track_in(size, theme), until=script.end)
