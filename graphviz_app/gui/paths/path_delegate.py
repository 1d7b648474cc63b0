"""How a path is painted in the list: its names, its product; factors and running sum below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from graphviz_app.gui.paths.path_lines import LINE, PathLine
from graphviz_app.gui.paths.small_heat import SmallHeat
from graphviz_app.scene.style import readable
from graphviz_app.scene.typeset.fonts import Typeface, typeface
from graphviz_app.scene.typeset.text_line import TextLine, elided, text_line
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
MOST = 14
"""Nodes of a path that are tried first; ever fewer until they fit."""
_EDGE, _TOP, _LINE, _GAP = 8.0, 8.0, 19.0, 12.0
_MARK = 3.0


class PathDelegate(QStyledItemDelegate):
    """Paints rows as wide as the list is."""

    def __init__(self, theme: Theme, width: Callable[[], int]) -> None:
        """``width``: of the room that rows have now."""
        super().__init__()
        self.theme = theme
        self._width = width
        self.lit = -1
        """The row that is pointed at."""

    def _faces(self) -> tuple[Typeface, Typeface, Typeface]:
        theme = self.theme
        return typeface(theme, 13, 500), typeface(theme, 14, 600), typeface(theme, 12, 400)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: PathLine = index.data(LINE)
        px = self.theme.px
        lines = 1 if line.path is None and not line.so_far else 2
        height = 2 * _TOP + lines * _LINE
        table = self._heat(line)
        below = 0.0 if table is None else table.height + px(6)
        return QSize(0, round(px(height) + below) + 1)

    def _heat(self, line: PathLine) -> SmallHeat | None:
        room = self._width() - 2 * self.theme.px(_EDGE)
        return None if line.table is None else SmallHeat(line.table, room, self.theme)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PathLine = index.data(LINE)
        rect, theme = QRectF(option.rect), self.theme  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, chosen, index.row() == self.lit)
        px = theme.px
        inner = rect.adjusted(px(_EDGE), px(_TOP), -px(_EDGE), -px(_TOP))
        self._words(painter, inner, line, QColor(theme.gradient_tint if chosen else theme.panel))
        table = self._heat(line)
        if table is not None:
            table.paint(painter, QPointF(inner.left(), inner.bottom() - table.height + 1))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, chosen: bool, lit: bool) -> None:
        theme = self.theme
        if chosen or lit:
            painter.fillRect(rect, QColor(theme.gradient_tint if chosen else theme.tab))
        if chosen:
            mark = QRectF(rect.left(), rect.top(), theme.px(_MARK), rect.height())
            painter.fillRect(mark, QColor(theme.gradient))
        hairline = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(hairline, QColor(theme.hairline))

    def _words(self, painter: QPainter, inner: QRectF, line: PathLine, ground: QColor) -> None:
        names, numbers, small = self._faces()
        theme, px = self.theme, self.theme.px
        muted = readable(QColor(theme.muted), ground)
        first, second = inner.top() + px(14), inner.top() + px(_LINE + 14)
        product = text_line(line.product, numbers)
        room = inner.width() - product.width - (px(_GAP) if line.product else 0.0)
        ink = QColor(theme.ink) if line.path is not None else muted
        fitted(line.names, names, room).draw(painter, inner.left(), first, ink)
        told = readable(QColor(theme.gradient), ground)
        product.draw(painter, inner.right() - product.width, first, told)
        so_far = text_line(f"Σ {line.so_far}" if line.so_far else "", small)
        room = inner.width() - so_far.width - px(_GAP)
        whole = text_line(line.factors(MOST), small).width <= room
        factors = partial(line.factors, decimals=4 if whole else 3)
        fitted(factors, small, room).draw(painter, inner.left(), second, muted)
        so_far.draw(painter, inner.right() - so_far.width, second, muted)


def fitted(words: Callable[[int | None], str], face: Typeface, width: float) -> TextLine:
    """As much as fits, left out in the middle between names or factors, not within one."""
    for most in range(MOST, 1, -1):
        line = text_line(words(most), face)
        if line.width <= width:
            return line
    return elided(words(2), face, max(width, 0.0))
