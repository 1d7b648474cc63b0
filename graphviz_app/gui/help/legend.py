"""Legend: what shapes, colours and places of numbers mean, drawn as the scene draws them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.gui.help.samples import (
    Draw,
    edge,
    folded,
    leaf,
    marked,
    missing,
    neuron,
    operator,
    sign,
)
from graphviz_app.scene.style import style_of
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

ROW, SAMPLE, GAP = 46, 104, 16


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


ROWS: tuple[tuple[Draw, str], ...] = (
    (leaf("pill", "input", "x"), "Rounded ends: an input, the data."),
    (leaf("box", "parameter", "w"), "Box: a parameter, which learning changes."),
    (leaf("hexagon", "target", "t"), "Hexagon: a target, what should come out."),
    (leaf("plain", "constant", "½"), "Plain: a constant of a formula."),
    (operator(False), "An operator: its sign on the tab, its numbers beside it."),
    (operator(True), "Heavy outline: the output, which is differentiated."),
    (sign, "In wires: only its sign; its numbers are on its wire."),
    (neuron, "A neuron: a weighted sum in a circle, each weight on its edge."),
    (folded, "A folded group; a click on the name opens it."),
    (missing, "An operand that is missing: an edge can be put there."),
    (marked("dead"), "Cross: dead, it puts out 0 and hands nothing back. M marks it."),
    (marked("saturated"), "Levelled off: saturated, it hands back next to nothing. M marks it."),
    (edge(False), "Above, blue: the value that flows forward."),
    (edge(True), "Below, dashed: the gradient that flows back."),
)
