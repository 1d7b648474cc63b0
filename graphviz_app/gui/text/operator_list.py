"""OperatorList: everything that can be typed, to be filtered and inserted."""

from collections.abc import Iterable
from string import Template

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.op import Op
from graphviz_app.core.oplib import FAMILIES, OPS
from graphviz_app.formats.language.editor.forms import listed_form
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.scene.typeset.fonts import font, mono_font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
NAME = Qt.ItemDataRole.UserRole + 1
SIGN = Qt.ItemDataRole.UserRole + 2
TYPED = Qt.ItemDataRole.UserRole + 3


def sign_of(op: Op) -> str:
    """The sign in the list: that of the node, n for what it is given; or the leaf's kind."""
    if op.is_leaf:
        return {"input": "x", "parameter": "w", "target": "t", "constant": "c"}.get(op.name, "x")
    return Template(op.symbol).safe_substitute(dict.fromkeys(op.attrs, "n")).replace("^n", "ⁿ")


class OperatorList(QWidget):
    """A filter field over the list; Enter or a double click inserts."""

    insert_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("operatorList")
        self.setProperty("surface", "panel")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter operators")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter operators")
        self.list = QListView()
        self.list.setAccessibleName("Operators")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.nothing = label("No operator is called like that.", "muted", wrap=True)
        self.nothing.hide()
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self._row = _Row(theme)
        self.list.setItemDelegate(self._row)
        self._layout = QVBoxLayout(self)
        for widget in (self.filter, self.nothing):
            self._layout.addWidget(widget)
        self._layout.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._fill)
        self.filter.returnPressed.connect(self._insert_current)
        self.list.doubleClicked.connect(lambda index: self._insert(index))
        self._fill()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._row.theme = theme
        edge = round(theme.px(12))
        self._layout.setContentsMargins(edge, edge, edge, 0)
        self._layout.setSpacing(round(theme.px(8)))
        self.setStyleSheet(f"#operatorList {{ background: {theme.panel}; }}")
        self.list.doItemsLayout()

    def _fill(self) -> None:
        """All by topic; or what matches, a name that begins with the words first."""
        words = self.filter.text().strip().casefold()
        ops = [op for op in OPS.values() if matches(op, words)]
        ops.sort(key=lambda op: not op.name.startswith(words))
        self._model.clear()
        if words:
            self._list(ops)
        else:
            for title, family in FAMILIES.items():
                self._model.appendRow(_heading(title))
                self._list(family)
        self.nothing.setVisible(not ops)
        if words and ops:
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _list(self, ops: Iterable[Op]) -> None:
        for op in ops:
            op = OPS[op.name]
            item = QStandardItem(f"{listed_form(op)}: {op.about}")
            item.setData(op.name, NAME)
            item.setData(sign_of(op), SIGN)
            item.setData(listed_form(op), TYPED)
            item.setToolTip(tip(tooltip(op)))
            self._model.appendRow(item)

    def names(self) -> list[str]:
        """The operators that are listed now."""
        rows = range(self._model.rowCount())
        return [name for row in rows if (name := self._model.index(row, 0).data(NAME))]

    def _first(self) -> QModelIndex:
        """The first that is no heading."""
        return self._model.index(0 if self.filter.text().strip() else 1, 0)

    def _insert_current(self) -> None:
        index = self.list.currentIndex()
        self._insert(index if index.isValid() else self._first())

    def _insert(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(NAME):
            self.insert_requested.emit(str(index.data(NAME)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._insert_current()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._first())
        else:
            super().keyPressEvent(event)


def matches(op: Op, words: str) -> bool:
    """Whether an operator is meant by these casefolded words."""
    return not words or any(
        words in text.casefold()
        for text in (op.name, op.about, op.symbol, listed_form(op), *op.aliases)
    )


def tooltip(op: Op) -> str:
    """What it is and is for, where it is defined, and which derivative is used at a kink."""
    parts = [f"{op.name}: {op.about}.", op.help, op.domain and f"Domain: {op.domain}."]
    parts.append(op.convention and f"At a corner {op.convention}.")
    return "\n".join(filter(None, parts))


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


class _Row(QStyledItemDelegate):
    """One operator: its sign on a tab, how it is typed, what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

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
