"""Legend: what shapes, colours and places of numbers mean, drawn as the scene draws them."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviz_app.scene.items.shapes import Shape, outline, tab
from graphviz_app.scene.style import Style, style_of
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

ROW, SAMPLE, GAP = 46, 104, 16
_VALUE, _GRADIENT = "1.500", "\N{MINUS SIGN}0.145"
Draw = Callable[[QPainter, QRectF, Style], None]


class Legend(QWidget):
    """Samples with their meaning, in two columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("; ".join(words for _, words in ROWS))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        rows = (len(ROWS) + 1) // 2
        return QSize(round(self._theme.px(760)), round(self._theme.px(ROW) * rows))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._theme.px(460)), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, style = self._theme, style_of(self._theme)
        row, width = theme.px(ROW), self.width() / 2
        for place, (draw, words) in enumerate(ROWS):
            column, line = divmod(place, (len(ROWS) + 1) // 2)
            sample = QRectF(
                column * width + 2, line * row + 4, theme.px(SAMPLE), row - theme.px(10)
            )
            draw(painter, sample, style)
            left = sample.right() + theme.px(GAP)
            painter.setFont(font(theme, 12, 400))
            painter.setPen(QColor(theme.ink))
            room = QRectF(left, line * row, (column + 1) * width - left - theme.px(12), row)
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(wrap), words)
        painter.end()


def _leaf(shape: Shape, op: str, name: str) -> Draw:
    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        fill, line = style.leaf_colors(op)
        rect = box.adjusted(style.px(14), 0, -style.px(14), 0)
        path = outline(shape, rect, style.theme.scale)
        painter.fillPath(path, fill)
        painter.strokePath(path, QPen(line, style.px(1.4)))
        _text(painter, rect, name, style.ink, style, italic=True)

    return draw


def _operator(is_output: bool) -> Draw:
    def draw(painter: QPainter, box: QRectF, style: Style) -> None:
        rect = box.adjusted(style.px(14), 0, -style.px(14), 0)
        path = outline("operator", rect, style.theme.scale)
        painter.fillPath(path, style.node)
        sign = tab(rect, style.px(30), style.theme.scale)
        painter.fillPath(sign, style.tab)
        line = QPen(style.ink, style.px(2.2)) if is_output else QPen(style.outline, style.px(1.4))
        painter.strokePath(path, line)
        _text(painter, sign.boundingRect(), "×", style.ink, style)

    return draw


def _edge(backward: bool) -> Draw:
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


def _sign(painter: QPainter, box: QRectF, style: Style) -> None:
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


ROWS: tuple[tuple[Draw, str], ...] = (
    (_leaf("pill", "input", "x"), "Rounded ends: an input, the data."),
    (_leaf("box", "parameter", "w"), "Box: a parameter, which learning changes."),
    (_leaf("hexagon", "target", "t"), "Hexagon: a target, what should come out."),
    (_leaf("plain", "constant", "½"), "Plain: a constant of a formula."),
    (_operator(False), "An operator: its sign on the tab, its numbers beside it."),
    (_operator(True), "Heavy outline: the output, which is differentiated."),
    (_sign, "In wires: only its sign; its numbers are on its wire."),
    (_edge(False), "Above, blue: the value that flows forward."),
    (_edge(True), "Below, dashed: the gradient that flows back."),
)
