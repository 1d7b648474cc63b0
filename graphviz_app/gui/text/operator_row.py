"""A row of the list of operators: its sign on a tab, how it is typed, what it is."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from graphviz_app.core.oplib import OPS
from graphviz_app.scene.typeset.fonts import font, mono_font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
NAME = Qt.ItemDataRole.UserRole + 1
SIGN = Qt.ItemDataRole.UserRole + 2
TYPED = Qt.ItemDataRole.UserRole + 3
FAINT = 0.4
"""How opaque a row is that a click would do nothing with."""


class OperatorRow(QStyledItemDelegate):
    """One operator; faint where it does not ``fit`` what is selected."""

    def __init__(self, theme: Theme, fits: Callable[[str], bool]) -> None:
        super().__init__()
        self.theme = theme
        self._fits = fits

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, round(self.theme.px(52 if index.data(NAME) else 36)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self.theme, QRect(option.rect)  # type: ignore[attr-defined]
        if not index.data(NAME):
            self._paint_heading(painter, box, str(index.data()))
            return
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._fits(str(index.data(NAME))):
            painter.setOpacity(FAINT)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            path = QPainterPath()
            path.addRoundedRect(box.adjusted(0, 1, 0, -1), theme.px(6), theme.px(6))
            painter.fillPath(path, QColor(theme.value_tint if chosen else theme.tab))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.value), 2))
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -2), theme.px(6), theme.px(6))
        side = round(theme.px(36))
        tab = QRect(box.left() + round(theme.px(8)), box.center().y() - side // 2, side, side)
        self._paint_sign(painter, tab, str(index.data(SIGN)))
        left = tab.right() + round(theme.px(12))
        words = QRect(left, box.top() + round(theme.px(8)), box.right() - left - 6, box.height())
        self._paint_words(painter, words, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, title: str) -> None:
        painter.save()
        painter.setFont(font(self.theme, 12, 600))
        painter.setPen(QColor(self.theme.muted))
        room = box.adjusted(round(self.theme.px(8)), 0, 0, -round(self.theme.px(6)))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
        painter.restore()

    def _paint_sign(self, painter: QPainter, tab: QRect, sign: str) -> None:
        path = QPainterPath()
        path.addRoundedRect(tab, self.theme.px(6), self.theme.px(6))
        painter.fillPath(path, QColor(self.theme.node))
        painter.setPen(QColor(self.theme.outline))
        painter.drawPath(path)
        painter.setFont(font(self.theme, 15 if len(sign) < 3 else 11, 600))
        painter.setPen(QColor(self.theme.ink))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_words(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme = self.theme
        lines = (
            (mono_font(theme, 13), theme.ink, str(index.data(TYPED))),
            (font(theme, 12, 400), theme.muted, OPS[str(index.data(NAME))].about),
        )
        for face, color, text in lines:
            painter.setFont(face)
            painter.setPen(QColor(color))
            metrics = painter.fontMetrics()
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, short)
            box = box.translated(0, round(theme.px(19)))

    def pixmap(self, sign: str) -> QPixmap:
        """The tab alone, to be dragged."""
        side = round(self.theme.px(36))
        pixmap = QPixmap(side + 2, side + 2)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sign(painter, QRect(1, 1, side, side), sign)
        painter.end()
        return pixmap
