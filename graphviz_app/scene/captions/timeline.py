"""The timeline: the parts of a run along a track, filled as far as time has come."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.schedule import Part, Schedule
from graphviz_app.scene.captions.stretches import Stretch, laid_along, place_of, time_at
from graphviz_app.theme import Theme

_RING = 3.0
"""Of the knob."""


def stretches_of(
    schedule: Schedule | None, until: float = math.inf
) -> Iterator[tuple[Part, float, float]]:
    """The parts that a run has, from when to when: each goes on to the next, or the end.

    Without those that have not begun at ``until``.
    """
    parts = schedule.parts if schedule else ()
    ends = [float(part.start) for part in parts[1:]]
    if schedule is not None:
        ends.append(schedule.end)
    for part, end in zip(parts, ends, strict=False):
        if part.start < until or part is parts[0]:
            yield part, float(part.start), end


@dataclass(frozen=True)
class Track:
    """Where it is, and where each part is on it."""

    theme: Theme
    schedule: Schedule | None
    rect: QRectF
    laid: Sequence[Stretch]
    until: float = math.inf
    """No part is on it that has not begun then."""

    @staticmethod
    def of(
        theme: Theme,
        schedule: Schedule | None,
        rect: QRectF,
        least: Sequence[float] = (),
        until: float = math.inf,
    ) -> "Track":
        """Each part is as wide as it is long, or at least so wide."""
        stretches = list(stretches_of(schedule, until))
        times = [start for _, start, _ in stretches] + [stretches[-1][2] if stretches else 0.0]
        widths = least or [0.0] * len(stretches)
        return Track(theme, schedule, rect, laid_along(times, widths, rect.width()), until)

    @property
    def end(self) -> float:
        """The time at which everything on it is over."""
        return self.laid[-1].end if self.laid else 0.0

    def x_of(self, t: float) -> float:
        """Where time t is, in pixels."""
        return self.rect.left() + (place_of(t, self.laid) if self.end else 0.0)

    def time_at(self, x: float) -> float:
        """Which time is at x, or nearest to it."""
        on_it = min(max(x - self.rect.left(), 0.0), self.rect.width())
        return min(time_at(on_it, self.laid), self.end) if self.rect.width() > 0 else 0.0

    def paint(self, painter: QPainter, t: float) -> None:
        """Each part in its colour: tinted, and full as far as time has come."""
        track = snapped(painter, self.rect)
        outline = QPainterPath()
        outline.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(track, QColor(self.theme.hairline))
        for stretch in stretches_of(self.schedule, self.until):
            self._paint_part(painter, *stretch, track, t)
        painter.restore()

    def _paint_part(
        self, painter: QPainter, part: Part, start: float, end: float, track: QRectF, t: float
    ) -> None:
        theme, tone = self.theme, part.kind.tone
        left, right = self.x_of(start), self.x_of(end)
        now = min(max(self.x_of(t), left), right)
        boxes = [(left, right, theme.tinted(tone)), (left, now, theme.toned(tone))]
        if start > 0:
            boxes.append((left - 1, left + 1, theme.panel))
        for x, to, colour in boxes:
            stretch = QRectF(x, track.top(), to - x, track.height())
            painter.fillRect(snapped(painter, stretch), QColor(colour))

    def paint_knob(self, painter: QPainter, t: float, radius: float) -> None:
        """A ring at time t, in the colour of its part."""
        theme = self.theme
        part = self.schedule.part_of(max(math.ceil(t) - 1, 0)) if self.schedule else None
        ring = theme.toned(part.kind.tone if part else "value")
        painter.setPen(QPen(QColor(ring), theme.px(_RING)))
        painter.setBrush(QColor(theme.panel))
        inner = radius - theme.px(_RING / 2)
        painter.drawEllipse(
            QPointF(self.x_of(t), snapped(painter, self.rect).center().y()), inner, inner
        )


def snapped(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle with its edges between the pixels of the screen, whatever its resolution."""
    to_pixels = painter.deviceTransform()
    return to_pixels.inverted()[0].mapRect(QRectF(to_pixels.mapRect(rect).toRect()))
