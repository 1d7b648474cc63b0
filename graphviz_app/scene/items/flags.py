"""The disc at a node's corner."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from graphviz_app.scene.items.faces import Flag
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.text_line import text_line


def paint_flag(painter: QPainter, at: QPointF, flag: Flag, style: Style) -> None:
    """A corner for a kink, an exclamation mark for a problem."""
    color = style.gradient if flag == "problem" else style.target
    painter.setPen(QPen(style.canvas, style.px(1.5)))
    painter.setBrush(color)
    painter.drawEllipse(at, style.px(7.5), style.px(7.5))
    if flag == "problem":
        mark = text_line("!", style.mark)
        mark.draw(painter, at.x() - mark.width / 2, at.y() + mark.cap_height / 2, style.node)
        return
    painter.setPen(QPen(style.node, style.px(1.5), c=Qt.PenCapStyle.RoundCap))
    knee = at + QPointF(0, style.px(2.2))
    painter.drawLine(knee, knee - QPointF(style.px(3.4), 0))
    painter.drawLine(knee, knee + QPointF(style.px(3), style.px(-4.4)))
