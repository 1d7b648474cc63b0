"""Stage: a small cinema in the dialog, in which the very frames of the film are shown."""

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.export.moving import card
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen
from graphviz_app.theme import LIGHT, Theme
from graphviz_app.typing_compat import override

_TICK_MS = 33
_BAR = 4.0
"""Pixels of the line that tells how far it is."""


class Stage(QWidget):
    """Plays again and again; a click or Space pauses."""

    playing_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._moving: Moving | None = None
        self._screen: Screen | None = None
        self._card: QImage | None = None
        self._second = 0.0
        self.playing = True
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Preview of the animation; Space pauses")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """What is around the film."""
        self._theme = theme
        self.update()

    @property
    def second(self) -> float:
        """Which second of the film is seen."""
        return self._second

    def show_moving(self, moving: Moving) -> None:
        """Show this one; where it shows the same picture, time goes on."""
        before, self._moving = self._moving, moving
        if before is None or not _looks_alike(before, moving):
            self._screen, self._card = Screen(moving), _card_of(moving)
        self._second = min(self._second, self._seconds)
        self._clock.start()
        self._timer.start()
        self._draw()

    def play(self, on: bool) -> None:
        """Go on, or rest."""
        if on != self.playing:
            self.playing = on
            self._clock.start()
            self.playing_changed.emit(on)
            self.update()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()

    def _tick(self) -> None:
        passed = self._clock.restart() / 1000
        if self.playing and self._moving is not None and self.isVisible():
            self._second += min(passed, 0.25)
            if self._second > self._seconds:
                self._second = 0.0
            self._draw()

    @property
    def _lead(self) -> float:
        """Seconds that the title card stays."""
        return card.SECONDS if self._card is not None else 0.0

    @property
    def _seconds(self) -> float:
        """How long all of it takes."""
        return self._lead + (self._moving.script.seconds if self._moving is not None else 0.0)

    @property
    def image(self) -> QImage | None:
        """The frame that is seen."""
        if self._card is not None and self._second < self._lead:
            return self._card
        return None if self._screen is None else self._screen.image

    def _draw(self) -> None:
        if self._moving is not None and self._screen is not None:
            self._screen.show(self._moving.script.instant(max(self._second - self._lead, 0.0)))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 360)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.play(not self.playing)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.play(not self.playing)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.window))
        if self._moving is not None and self.image is not None:
            box = self._box(*self._moving.size)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self.image)
            self._paint_bar(painter, box)
            painter.setPen(QColor(self._theme.value if self.hasFocus() else self._theme.outline))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
            if not self.playing:
                self._paint_sign(painter, box.center())
        painter.end()

    def _box(self, width: int, height: int) -> QRectF:
        """As large as there is room, but not larger than it is."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shrunk = min(room.width() / width, (room.height() - 2 * _BAR) / height, 1.0)
        box = QRectF(0, 0, round(width * shrunk), round(height * shrunk))
        box.moveCenter(QPointF(room.center().x(), room.center().y() - _BAR))
        return QRectF(box.toRect())

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        bar = QRectF(box.left(), box.bottom() + _BAR, box.width(), _BAR)
        painter.fillRect(bar, QColor(self._theme.hairline))
        bar.setWidth(bar.width() * min(self._second / max(self._seconds, 1e-9), 1.0))
        painter.fillRect(bar, QColor(self._theme.value))

    def _paint_sign(self, painter: QPainter, middle: QPointF) -> None:
        """A triangle: it plays when clicked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.value))
        painter.drawEllipse(middle, 24, 24)
        painter.setBrush(QColor(self._theme.panel))
        corners = [middle + QPointF(x, y) for x, y in ((-7, -11), (12, 0), (-7, 11))]
        painter.drawPolygon(corners)


def _looks_alike(one: Moving, other: Moving) -> bool:
    """Whether a screen for one shows the other as well."""
    alike = (one.picture is other.picture, one.schedule is other.schedule, one.size == other.size)
    switched = (one.camera, one.caption, one.title) == (other.camera, other.caption, other.title)
    return all(alike) and switched


def _card_of(moving: Moving) -> QImage | None:
    """What it begins with, if it has a title."""
    if not moving.title:
        return None
    image = QImage(*moving.size, QImage.Format.Format_RGB32)
    card.paint_card(image, moving)
    return image
