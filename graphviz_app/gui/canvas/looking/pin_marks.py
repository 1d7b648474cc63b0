"""A small pin on nodes that stay where a person has put them."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.gui.canvas.looking.zooming import ZoomView

HEAD, LENGTH = 3.5, 7.0
FULL = 0.5
"""The zoom below which they get smaller with their nodes."""


def paint_pins(painter: QPainter, view: ZoomView) -> None:
    """Paint them on what is selected and what the pointer is on, in pixels of the viewport."""
    scene, theme = view.scene(), view.scene().theme
    reading = scene.reading
    pins = {} if reading is None else reading.graph.pinned(reading.kind)
    if not pins or scene.picture is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for element in {scene.hover, *scene.selection}:
        if isinstance(element, str) and element in pins and element in scene.picture.nodes:
            corner = view.viewportTransform().map(scene.picture.nodes[element].body.topLeft())
            scale = theme.scale * min(view.zoom / FULL, 1.0)
            _paint(painter, corner + QPointF(6, 3) * scale, scale, theme.value)


def _paint(painter: QPainter, at: QPointF, scale: float, color: str) -> None:
    """A head, and a point that leads down to the left."""
    painter.setPen(QPen(QColor(color), 1.6 * scale))
    painter.setBrush(QColor(color))
    painter.drawLine(at, at + QPointF(-LENGTH / 2, LENGTH) * scale)
    painter.drawEllipse(at, HEAD * scale, HEAD * scale)
