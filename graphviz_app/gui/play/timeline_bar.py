"""The timeline: a forward and a backward part, a tick per moment, a knob to scrub with."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from graphviz_app.core.schedule import Part, Schedule
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.scene.captions.moment_titles import moment_title
from graphviz_app.scene.captions.timeline import Track, snapped, stretches_of
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

TRACK, KNOB = 10.0, 11.0
LOWER = 0.64
"""Where the track of a low bar is: below its words."""
MIN_TICK_GAP = 6
TITLE = 13, 600
"""Size and weight of a part's word; before and behind it there is some air."""
BEFORE, BEHIND = 6.0, 4.0


class TimelineBar(QAbstractSlider):
    """Shows time t and lets a person set it; ``scrubbed`` carries the time that was chosen.

    A slider, so that screen readers can tell and set the step.
    """

    scrubbed = Signal(float)
    track_height, knob, side = TRACK, KNOB, KNOB + 3
    """Lengths of the design; the track begins at ``side``."""
    worded = True
    """Whether it names its parts and has a tick per step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._schedule: Schedule | None = None
        self._t = 0.0
        self._made: tuple[object, Track] | None = None
        self.low = False
        """Whether there is height for one line of words only."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.actionTriggered.connect(self._act)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.update()

    def show_frame(self, frame: Frame | None) -> None:
        """The time of a frame, among the moments of its schedule; None is no run."""
        schedule = frame.schedule if frame is not None else None
        if schedule is not self._schedule:
            self.set_schedule(schedule)
        if frame is not None:
            self.set_t(frame.t)

    def set_schedule(self, schedule: Schedule | None) -> None:
        """Other moments; or the same ones of another run."""
        before, self._schedule = self._schedule, schedule
        if before is None or schedule is None or before.moments is not schedule.moments:
            self.setRange(0, round(self.end))
            self.update()

    def set_t(self, t: float) -> None:
        """Move the knob."""
        before, self._t = self._t, t
        self.setValue(int(t))
        if t == before:
            return
        reach = self._theme.px(self.knob) + 3
        left, right = sorted((self.x_of(before), self.x_of(t)))
        top = self._track().center().y() - reach
        self.update(QRectF(left - reach, top, right - left + 2 * reach, 2 * reach).toAlignedRect())

    @property
    def end(self) -> float:
        """The time at which everything is over."""
        return self._schedule.end if self._schedule else 0.0

    def stretches(self) -> Iterator[tuple[Part, float, float]]:
        """The parts that this run has, from when to when."""
        return stretches_of(self._schedule)

    def describe(self, index: int) -> str:
        """Names a moment by its place, the start (-1) and the end, for the tooltip."""
        return moment_title(self._schedule, index) if self._schedule is not None else ""

    def x_of(self, t: float) -> float:
        """Where time t is, in pixels."""
        return self._laid().x_of(t)

    def _laid(self) -> Track:
        """Its parts along the track, each with room for its word."""
        key = self._schedule, self._track(), self._theme
        if self._made is None or self._made[0] != key:
            least = [self._least(part) for part, _, _ in self.stretches()]
            self._made = key, Track.of(self._theme, self._schedule, key[1], least)
        return self._made[1]

    def _least(self, part: Part) -> float:
        if not self.worded:
            return 0.0
        word = QFontMetricsF(font(self._theme, *TITLE)).horizontalAdvance(part.kind.title)
        return word + self._theme.px(BEFORE + BEHIND) + 1

    def t_at(self, x: float) -> float:
        """Which time is at x: moments catch the knob a little."""
        t = self._laid().time_at(x)
        nearest = round(t)
        return float(nearest) if abs(self.x_of(nearest) - x) <= 3 else t

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.px(400)), round(self._theme.px(84)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._theme.px(160)), round(self._theme.px(40 if self.low else 60)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = snapped(painter, self._track())
        self._laid().paint(painter, self._t)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.value), 1.5))
            painter.drawRoundedRect(track.adjusted(-3, -3, 3, 3), 8, 8)
        if self.worded:
            for stretch in self.stretches():
                self._paint_words(painter, *stretch, track)
            self._paint_ticks(painter, track)
        if self.end:
            self._laid().paint_knob(painter, self._t, self._theme.px(self.knob))

    def _paint_words(
        self, painter: QPainter, part: Part, start: float, end: float, track: QRectF
    ) -> None:
        theme, kind = self._theme, part.kind
        left = self.x_of(start) + (theme.px(BEFORE) if start > 0 else 0)
        width = max(self.x_of(end) - left - theme.px(BEHIND), 0)
        rows = (
            (kind.title, theme.toned(kind.tone), font(theme, *TITLE)),
            (kind.about, theme.muted, font(theme, 12, 400)),
        )
        upper = QPointF(left, track.top() - theme.px(8 if self.low else 14))
        for words, colour, face in rows:
            metrics = QFontMetricsF(face)
            shown = whole_words(words, metrics, width)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            painter.drawText(upper, shown)
            if self.low:
                end = metrics.horizontalAdvance(shown) + theme.px(8)
                upper, width = upper + QPointF(end, 0), width - end
            else:
                upper.setY(track.bottom() + theme.px(32))

    def _paint_ticks(self, painter: QPainter, track: QRectF) -> None:
        end = round(self.end)
        if not end:
            return
        gap = min(stretch.step for stretch in self._laid().laid)
        every = 1
        while gap * every < self._theme.px(MIN_TICK_GAP):
            every *= 2 if every % 5 else 5
        below = self._theme.px(4 if self.low else 7)
        top, height = track.bottom() + below, self._theme.px(4)
        for k in range(0, end + 1, every):
            tick = snapped(painter, QRectF(self.x_of(k), top, 1, height))
            painter.fillRect(tick, QColor(self._theme.faint))

    def _track(self) -> QRectF:
        margin, height = self._theme.px(self.side), self._theme.px(self.track_height)
        middle = self.height() * (LOWER if self.low else 0.5)
        return QRectF(margin, middle - height / 2, self.width() - 2 * margin, height)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.end:
            self.scrubbed.emit(self.t_at(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.end:
            self.scrubbed.emit(self.t_at(event.position().x()))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.end:
            index = math.ceil(self.t_at(event.pos().x())) - 1
            QToolTip.showText(event.globalPos(), tip(self.describe(index)), self)
            return True
        return super().event(event)

    def _act(self, _action: int) -> None:
        """Keys and screen readers move the slider by whole steps."""
        self.scrubbed.emit(float(self.sliderPosition()))


def whole_words(words: str, metrics: QFontMetricsF, width: float) -> str:
    """The words, or the first two of them, or none: what has room without being cut."""
    choices = (words, " ".join(words.split()[:2]))
    return next((some for some in choices if metrics.horizontalAdvance(some) <= width), "")
