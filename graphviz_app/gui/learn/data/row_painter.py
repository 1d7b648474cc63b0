"""How a cell of data is painted: the shown row tinted, the batch dotted, losses with bars."""

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from graphviz_app.gui.learn.data.row_model import LOSS, NUMBER, Index, RowModel
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme

SIDE = 7
"""From a cell's edge to its number."""
DOT = 3
"""The radius of the dot beside a row of the batch."""
BAR = 3
"""How high the bar is that says a loss."""


class RowPainter:
    """Paints one cell at a time."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, model: RowModel
    ) -> None:
        """A cell with its ground, its marks and its number."""
        box = QRect(option.rect)  # type: ignore[attr-defined]
        row, column = model.row_at(index.row()), index.column()
        shown = row == model.shown
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, box, shown)
        if column == NUMBER and row in model.batch:
            self._paint_dot(painter, box)
        if column == LOSS and model.losses is not None:
            self._paint_bar(painter, box, model.number(index.row(), LOSS), model.most)
        self._paint_text(painter, box, model.text(index.row(), column), column, shown)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, shown: bool
    ) -> None:
        theme, state = self.theme, option.state  # type: ignore[attr-defined]
        if shown:
            painter.fillRect(box, QColor(theme.value_tint))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.tab))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.value), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _paint_dot(self, painter: QPainter, box: QRect) -> None:
        radius = self.theme.px(DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.parameter))
        middle = box.center().y() + 0.5
        left = box.left() + self.theme.px(SIDE)
        painter.drawEllipse(QRectF(left, middle - radius, 2 * radius, 2 * radius))

    def _paint_bar(self, painter: QPainter, box: QRect, loss: float, most: float) -> None:
        """Below the number, from the left; of the largest loss as wide as the cell."""
        share = 1.0 if not math.isfinite(loss) else loss / most if most > 0 else 0.0
        side = self.theme.px(SIDE)
        width = (box.width() - 2 * side) * min(max(share, 0.0), 1.0)
        high = self.theme.px(BAR)
        bar = QRectF(box.left() + side, box.bottom() - high, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.value))
        painter.setOpacity(0.55)
        painter.drawRoundedRect(bar, high / 2, high / 2)
        painter.setOpacity(1.0)

    def _paint_text(
        self, painter: QPainter, box: QRect, text: str, column: int, shown: bool
    ) -> None:
        theme = self.theme
        painter.setFont(font(theme, 12 if column == NUMBER else 13, 600 if shown else 500))
        number = theme.value if shown else theme.muted
        painter.setPen(QColor(number if column == NUMBER else theme.value))
        side = round(theme.px(SIDE))
        inside = box.adjusted(side, 0, -side, -1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
