"""The discs at a node's corners."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from graphviz_app.core.why.cause import Fate
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


def paint_fate(painter: QPainter, at: QPointF, fate: Fate, style: Style) -> None:
    """A cross for a unit that is dead, a curve that levels off for one that is saturated."""
    painter.setPen(QPen(style.canvas, style.px(1.5)))
    painter.setBrush(style.ink if fate == "dead" else style.muted)
    painter.drawEllipse(at, style.px(7.5), style.px(7.5))
    painter.setPen(QPen(style.node, style.px(1.6), c=Qt.PenCapStyle.RoundCap))
    px = style.px
    if fate == "dead":
        for way in (1, -1):
            end = QPointF(px(2.7), px(2.7 * way))
            painter.drawLine(at - end, at + end)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_levelling_off(at, style))


def _levelling_off(at: QPointF, style: Style) -> QPainterPath:
    points = [(-4.2, 3.0), (-1.2, 3.0), (-2.0, -2.4), (1.0, -2.4), (4.2, -2.4)]
    start, first, second, bend, end = (at + QPointF(style.px(x), style.px(y)) for x, y in points)
    curve = QPainterPath(start)
    curve.cubicTo(first, second, bend)
    curve.lineTo(end)
    return curve
