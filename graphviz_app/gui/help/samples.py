"""Samples of what is in a picture, each drawn into a box, as the scene draws it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.why.cause import Fate
from graphviz_app.scene.items.flags import paint_fate
from graphviz_app.scene.items.group_item import paint_fold_sign
from graphviz_app.scene.items.shapes import Shape, outline, tab
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import font

_VALUE, _GRADIENT = "1.500", "\N{MINUS SIGN}0.145"
Draw = Callable[[QPainter, QRectF, Style], None]


def leaf(shape: Shape, op: str, name: str) -> Draw:
    """A leaf of some kind, with its name."""

    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        fill, line = style.leaf_colors(op)
        rect = box.adjusted(style.px(14), 0, -style.px(14), 0)
        path = outline(shape, rect, style.theme.scale)
        painter.fillPath(path, fill)
        painter.strokePath(path, QPen(line, style.px(1.4)))
        _text(painter, rect, name, style.ink, style, italic=True)

    return draw


def operator(is_output: bool) -> Draw:
    """A card with a sign on its tab."""

    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        rect = box.adjusted(style.px(14), 0, -style.px(14), 0)
        path = outline("operator", rect, style.theme.scale)
        painter.fillPath(path, style.node)
        ground = tab(rect, style.px(30), style.theme.scale)
        painter.fillPath(ground, style.tab)
        line = QPen(style.ink, style.px(2.2)) if is_output else QPen(style.outline, style.px(1.4))
        painter.strokePath(path, line)
        _text(painter, ground.boundingRect(), "×", style.ink, style)

    return draw


def marked(fate: Fate) -> Draw:
    """The corner of a unit with its sign."""

    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        rect = box.adjusted(style.px(14), style.px(6), -style.px(14), 0)
        path = outline("operator", rect, style.theme.scale)
        painter.fillPath(path, style.node)
        painter.strokePath(path, QPen(style.outline, style.px(1.4)))
        _text(painter, rect, "ReLU" if fate == "dead" else "σ", style.ink, style)
        paint_fate(painter, QPointF(rect.left() + style.px(10), rect.top()), fate, style)

    return draw


def edge(backward: bool) -> Draw:
    """An arrow with the number that it carries."""

    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        color = style.gradient if backward else style.edge
        pen = QPen(color, style.px(3 if backward else 1.7))
        if backward:
            pen.setDashPattern([2.5, 1.6])
        middle, tip = box.center().y(), box.right() - style.px(8)
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left(), middle), QPointF(tip, middle))
        head, reach = QPainterPath(), style.px(8)
        head.moveTo(box.right(), middle)
        head.lineTo(tip - style.px(1), middle - reach / 2)
        head.lineTo(tip - style.px(1), middle + reach / 2)
        head.closeSubpath()
        painter.fillPath(head, color)
        half = box.height() / 2
        number, tone = (_GRADIENT, style.gradient) if backward else (_VALUE, style.value)
        at = QRectF(box.left(), box.top() + (half if backward else 0), box.width() - reach, half)
        _text(painter, at.adjusted(0, -2, 0, 2), number, tone, style, size=12)

    return draw


def sign(painter: QPainter, box: QRectF, style: Style) -> None:
    """A sign of wires, with the numbers on its own wire."""
    side = box.height() - style.px(4)
    body = QRectF(box.left() + style.px(8), box.center().y() - side / 2, side, side)
    painter.setPen(QPen(style.edge, style.px(1.6)))
    painter.setBrush(style.node)
    painter.drawEllipse(body)
    painter.drawLine(
        QPointF(body.right(), box.center().y()), QPointF(box.right(), box.center().y())
    )
    _text(painter, body, "×", style.ink, style)
    room = QRectF(body.right(), box.top(), box.right() - body.right(), box.height() / 2)
    below = room.translated(0, room.height())
    _text(painter, room.adjusted(0, -2, 0, 2), _VALUE, style.value, style, size=12)
    _text(painter, below.adjusted(0, -2, 0, 2), _GRADIENT, style.gradient, style, size=12)


def neuron(painter: QPainter, box: QRectF, style: Style) -> None:
    """A circle with Σ in it, and a weight on the edge to it."""
    side = box.height()
    body = QRectF(box.right() - side - style.px(2), box.top(), side, side)
    painter.setPen(QPen(style.outline, style.px(1.6)))
    painter.setBrush(style.node)
    painter.drawEllipse(body)
    _text(painter, body, "Σ", style.ink, style)
    middle = box.center().y()
    line = QRectF(box.left(), middle, body.left() - box.left(), 0)
    name = QRectF(line.left() + style.px(8), box.top(), style.px(14), side)
    number = QRectF(name.right() + style.px(3), box.top(), style.px(24), side)
    painter.setPen(QPen(style.edge, style.px(1.7)))
    painter.drawLine(line.topLeft(), QPointF(name.left() - style.px(2), middle))
    painter.drawLine(QPointF(number.right() + style.px(2), middle), line.topRight())
    _text(painter, name, "w", style.name_of_parameter, style, italic=True)
    _text(painter, number, "0.5", style.value, style, size=12)


def folded(painter: QPainter, box: QRectF, style: Style) -> None:
    """A box with two more behind it, and a triangle."""
    rect = box.adjusted(style.px(8), 0, -style.px(8), -style.px(6))
    painter.setPen(QPen(style.outline, style.px(1.4)))
    for reach in (6, 3):
        painter.setBrush(style.tab)
        across = style.px(2 * reach)
        behind = rect.adjusted(across, 0, -across, style.px(reach))
        painter.drawPath(outline("operator", behind, style.theme.scale))
    painter.setBrush(style.node)
    painter.drawPath(outline("operator", rect, style.theme.scale))
    at = QPointF(rect.left() + style.px(16), rect.center().y())
    paint_fold_sign(painter, at, style.px(5), style.muted, open_=False)
    _text(painter, rect.adjusted(style.px(16), 0, 0, 0), "group", style.ink, style, size=12)


def missing(painter: QPainter, box: QRectF, style: Style) -> None:
    """A question mark where an edge would arrive."""
    operator(False)(painter, box.adjusted(style.px(20), 0, style.px(14), 0), style)
    room = QRectF(box.left() + style.px(12), box.top(), style.px(22), box.height())
    _text(painter, room, "?", style.gradient, style)


def _text(
    painter: QPainter,
    box: QRectF,
    text: str,
    color: QColor,
    style: Style,
    size: float = 14,
    italic: bool = False,
) -> None:
    face = font(style.theme, size, 600 if not italic else 500)
    face.setItalic(italic)
    painter.setFont(face)
    painter.setPen(color)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
