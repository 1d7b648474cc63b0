"""Tick: a check box in the theme's colours; the style's own has no frame on our panels."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SIDE, GAP = 15, 8
_MARK = ((0.24, 0.52), (0.43, 0.70), (0.77, 0.32))
"""The corners of the mark, in shares of the box."""


class Tick(QCheckBox):
    """A box with words beside it, or without."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self) -> QSize:
        side, words = round(self._theme.px(SIDE)) + 2, self.text()
        metrics = self.fontMetrics()
        gap = round(self._theme.px(GAP)) + metrics.horizontalAdvance(words) if words else 0
        return QSize(side + gap, max(side, metrics.height() + 4))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos) -> bool:  # type: ignore[no-untyped-def]
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.px(SIDE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        lit = self.hasFocus() or self.underMouse()
        rim = theme.value if lit else theme.parameter if on else theme.muted
        painter.setPen(QPen(QColor(rim), 2 if self.hasFocus() else 1.3))
        painter.setBrush(QColor(theme.parameter if on else theme.panel))
        painter.drawRoundedRect(box, theme.px(3.5), theme.px(3.5))
        if on:
            corners = [QPointF(box.x() + x * side, box.y() + y * side) for x, y in _MARK]
            pen = QPen(QColor(theme.panel), theme.px(1.8))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(corners))
        painter.setPen(QColor(theme.ink))
        words = self.rect().adjusted(round(side + theme.px(GAP)), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
