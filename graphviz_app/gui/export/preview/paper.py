"""Paper: a picture at a size on paper, scrolled where it is larger than the room."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from graphviz_app.gui.export.preview.ruler import Span
from graphviz_app.theme import LIGHT, Theme
from graphviz_app.typing_compat import override

AIR = 16
"""Pixels that stay free around the paper."""
_CHEQUERS = {False: ("#FFFFFF", "#ECEEF1"), True: ("#2B3038", "#23272E")}
_SQUARE = 8


class Paper(QAbstractScrollArea):
    """Shows an image that somebody else paints; a chequered ground stands for transparency."""

    moved = Signal()
    """The paper lies elsewhere, or is larger or smaller."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._points = QSizeF(0, 0)
        self.scale = 1.0
        """Pixels per point."""
        self._image: QImage | None = None
        self._ground: QColor | None = None
        self._chequers = {on: _tile(on) for on in _CHEQUERS}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Preview")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(24)
            bar.valueChanged.connect(self._scrolled)

    def set_theme(self, theme: Theme) -> None:
        """What is around the paper."""
        self._theme = theme
        self.viewport().update()

    @property
    def image(self) -> QImage | None:
        """What is shown, once it is painted."""
        return self._image

    @property
    def size_on_screen(self) -> QSizeF:
        """Of the paper, in pixels."""
        return self._points * self.scale

    @property
    def spans(self) -> tuple[Span, Span]:
        """Where it lies, across and down."""
        box = self._box
        return (
            Span(box.left(), box.right(), self.scale),
            Span(box.top(), box.bottom(), self.scale),
        )

    def fitting(self, points: QSizeF) -> float:
        """The scale at which paper of a size in points fits into the room."""
        room = self.maximumViewportSize() - QSize(2 * AIR, 2 * AIR)
        across, down = room.width() / points.width(), room.height() / points.height()
        return max(min(across, down), 1e-6)

    def lay(self, points: QSizeF, scale: float, ground: QColor | None) -> None:
        """Other paper, or the same at another scale; ``ground`` is None where it is transparent."""
        self._points, self.scale, self._ground = points, scale, ground
        self._arrange()

    def show_image(self, image: QImage | None) -> None:
        """What is on it; None while it is being painted anew and nothing is known."""
        self._image = image
        self.viewport().update()

    def _arrange(self) -> None:
        needed, room = self.size_on_screen + QSizeF(2 * AIR, 2 * AIR), self.viewport().size()
        for bar, length, seen in (
            (self.horizontalScrollBar(), needed.width(), room.width()),
            (self.verticalScrollBar(), needed.height(), room.height()),
        ):
            bar.setRange(0, max(0, round(length - seen)))
            bar.setPageStep(seen)
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()

    @property
    def _box(self) -> QRectF:
        size, room = self.size_on_screen, self.viewport().size()
        x = max((room.width() - size.width()) / 2, AIR) - self.horizontalScrollBar().value()
        y = max((room.height() - size.height()) / 2, AIR) - self.verticalScrollBar().value()
        return QRectF(QPointF(round(x), round(y)), size)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.resized.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.window))
        box = self._box
        if not box.isEmpty():
            self._paint_ground(painter, box)
            if self._image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(box, self._image)
            self._paint_rim(painter, box)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if self._ground is not None:
            painter.fillRect(box, self._ground)
        else:
            dark = QColor(self._theme.canvas).lightness() < 128
            painter.drawTiledPixmap(box, self._chequers[dark])

    def _paint_rim(self, painter: QPainter, box: QRectF) -> None:
        color = QColor(self._theme.value if self.hasFocus() else self._theme.outline)
        painter.setPen(color)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))


def _tile(dark: bool) -> QPixmap:
    """Two squares of either colour."""
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    light, shade = map(QColor, _CHEQUERS[dark])
    tile.fill(light)
    painter = QPainter(tile)
    for x, y in ((0, 0), (_SQUARE, _SQUARE)):
        painter.fillRect(x, y, _SQUARE, _SQUARE, shade)
    painter.end()
    return tile
