"""One plot as a widget: hover tells, a click or a key goes to a step."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from graphviz_app.scene.plots.axes import Axes, shape_in
from graphviz_app.scene.plots.contour_plot import ContourPlot
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.scene.plots.fit_plot import FitPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.scene.plots.plot import Plot
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MARGIN = 10.0, 2.0, 8.0, 4.0
"""Around a plot: left, top, right, bottom."""
_KEYS = {
    Qt.Key.Key_Left: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Right: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class PlotView(QAbstractSlider):
    """A slider over the steps, so that keys and screen readers can tell and set the one shown."""

    step_picked = Signal(int, int)
    """A run, and a step of it."""
    point_held = Signal(float, float)
    """Where the point of a contour is dragged to; then put, or dropped."""
    point_put = Signal(float, float)
    point_dropped = Signal()
    row_picked = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.blank = ""
        """What is said where there is no plot."""
        self._held = False
        self._theme = theme
        self._plot: Plot | None = None
        self._run = 0
        self._still: QPixmap | None = None
        """What stays while another step is shown."""
        self._axes: Axes | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.actionTriggered.connect(self._act)

    @property
    def plot(self) -> Plot | None:
        """What it shows."""
        return self._plot

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self._forget()

    def set_plot(self, plot: Plot | None, run: int, step: int, last: int) -> None:
        """Show a plot; ``step`` of ``last`` steps of a run is the one that it marks."""
        before, self._plot, self._run = self._plot, plot, run
        with QSignalBlocker(self):
            self.setRange(0, last)
            self.setPageStep(max(last // 10, 1))
            self.setValue(step)
        self.setAccessibleDescription(self.blank if plot is None else plot.spoken())
        if not self._grown(before, plot):
            self._forget()
        self.update()

    def _grown(self, before: Plot | None, now: Plot | None) -> bool:
        """Whether only steps have come, which are painted onto what is there."""
        if self._still is None or self._axes is None:
            return False
        if isinstance(now, ContourPlot):
            return now.continues(before)
        if not isinstance(before, CoursePlot) or not isinstance(now, CoursePlot):
            return False
        if not now.continues(before):
            return False
        since = [len(course.values) for course in before.courses]
        if since == [len(course.values) for course in now.courses] and now.last == before.last:
            return True
        if now.axes(self._room, self._theme) != self._axes:
            return False
        painter = QPainter(self._still)
        now.paint_more(painter, self._axes, since)
        painter.end()
        return True

    def _forget(self) -> None:
        self._still = self._axes = None
        self.update()

    @property
    def axes(self) -> Axes | None:
        """Where its numbers are."""
        if self._axes is None and self._plot is not None:
            self._axes = self._plot.axes(self._room, self._theme)
        return self._axes

    @property
    def _room(self) -> QRectF:
        left, top, right, bottom = (self._theme.px(side) for side in MARGIN)
        return QRectF(self.rect()).adjusted(left, top, -right, -bottom)

    @property
    def shape(self) -> float:
        """Width by height of a plane to one scale; 0 where there is no room for that."""
        return shape_in(self._room, self._theme)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 60)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, axes = QPainter(self), self.axes
        if self._plot is None or axes is None:
            painter.fillRect(self.rect(), QColor(self._theme.panel))
            painter.setPen(QColor(self._theme.muted))
            painter.setFont(font(self._theme, 12, 400))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.blank)
            return
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = self._painted(self._plot, axes, ratio)
        painter.drawPixmap(0, 0, self._still)
        self._plot.paint_marks(painter, axes)
        if self._pointer is not None:
            self._plot.paint_hover(painter, axes, self._pointer)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.value), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _painted(self, plot: Plot, axes: Axes, ratio: float) -> QPixmap:
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(QColor(self._theme.panel))
        painter = QPainter(still)
        plot.paint(painter, axes)
        painter.end()
        return still

    # What a person does

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.axes is None:
            return
        place = event.position()
        self._held = isinstance(self._plot, ContourPlot) and self._plot.grip(self.axes, place)
        if not self._held:
            self._pick(place)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position())
        if (
            not self._held
            and event.buttons() & Qt.MouseButton.LeftButton
            and isinstance(self._plot, CoursePlot)
        ):
            self._pick(event.position())

    def _move_to(self, place: QPointF) -> None:
        self._pointer = place
        if self._held:
            self.point_held.emit(*self._point(place))
        self._show_cursor()
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.point_put.emit(*self._point(event.position()))

    def _point(self, place: QPointF) -> tuple[float, float]:
        """The numbers there, at most at the edge."""
        assert self.axes is not None
        box = self.axes.box
        x = min(max(place.x(), box.left()), box.right())
        y = min(max(place.y(), box.top()), box.bottom())
        return self.axes.at(QPointF(x, y))

    def _show_cursor(self) -> None:
        """A hand where something can be taken."""
        takes = (
            isinstance(self._plot, ContourPlot)
            and self.axes is not None
            and self._pointer is not None
            and (self._held or self._plot.grip(self.axes, self._pointer))
        )
        hand = Qt.CursorShape.ClosedHandCursor if self._held else Qt.CursorShape.OpenHandCursor
        self.setCursor(hand if takes else Qt.CursorShape.ArrowCursor)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (self._held or _is_own(event)):
            event.accept()  # its own steps, not those of the timeline
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _KEYS.get(Qt.Key(event.key()))
        if self._held and event.key() == Qt.Key.Key_Escape:
            self._held = False
            self.point_dropped.emit()
        elif action is None:
            event.ignore()
        else:
            self.triggerAction(action)

    def _pick(self, place: QPointF) -> None:
        plot, axes = self._plot, self.axes
        if plot is None or axes is None:
            return
        found = plot.nearest(axes, place)
        if found is not None:
            self.step_picked.emit(*found)
        row = plot.row_at(axes, place) if isinstance(plot, MapPlot | FitPlot) else None
        if row is not None:
            self.row_picked.emit(row)

    def _act(self, _action: int) -> None:
        """Keys and screen readers move by steps."""
        if self.sliderPosition() != self.value():
            self.step_picked.emit(self._run, self.sliderPosition())


def _is_own(event: QEvent) -> bool:
    """Whether it is a key that moves the step."""
    if not isinstance(event, QKeyEvent) or event.key() not in _KEYS:
        return False
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
