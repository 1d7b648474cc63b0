"""A small pin on nodes that stay where a person has put them."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.gui.canvas.zooming import ZoomView

HEAD, LENGTH = 3.5, 7.0


def paint_pins(painter: QPainter, view: ZoomView) -> None:
    """Paint them on what is selected and what the pointer is on, in pixels of the viewport."""
    scene, theme = view.scene(), view.scene().theme
    reading = scene.reading
    pins = {} if reading is None else reading.graph.pinned(reading.kind)
    if not pins:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for element in {scene.hover, *scene.selection}:
        if isinstance(element, str) and element in pins:
            corner = view.viewportTransform().map(scene.node_rect(element).topLeft())
            _paint(painter, corner + QPointF(theme.px(6), theme.px(3)), theme.scale, theme.value)


def _paint(painter: QPainter, at: QPointF, scale: float, color: str) -> None:
    """A head, and a point that leads down to the left."""
    painter.setPen(QPen(QColor(color), 1.6 * scale))
    painter.setBrush(QColor(color))
    painter.drawLine(at, at + QPointF(-LENGTH / 2, LENGTH) * scale)
    painter.drawEllipse(at, HEAD * scale, HEAD * scale)
