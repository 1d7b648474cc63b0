"""OperatorList: the palette: all operators, to be filtered, clicked, and dragged to the canvas."""

from collections.abc import Iterable, Sequence
from string import Template

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from graphviz_app.core.op import Op
from graphviz_app.core.oplib import FAMILIES, OPS
from graphviz_app.core.wording import operand_count, shortened
from graphviz_app.formats.language.editor.forms import listed_form
from graphviz_app.gui.text.operator_row import NAME, SIGN, TYPED, OperatorRow
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

OPERATOR_MIME = "application/x-graphviz-app-operator"
"""Marks what is dragged as an operator, by its name."""
OPEN = "Click an operator to add it with open operands, or drag it to where it goes."
ON_NODES = "Click an operator to put it on {names}, or drag it to where it goes."
ON_EDGE = "Click an operator to put it into the edge {names}, or drag it to where it goes."
SHOWN, WIDEST = 3, 14
"""How many names the sentence has, and how many letters of each."""


def sign_of(op: Op) -> str:
    """The sign in the list: that of the node, n for what it is given; or the leaf's kind."""
    if op.is_leaf:
        return {"input": "x", "parameter": "w", "target": "t", "constant": "c"}.get(op.name, "x")
    return Template(op.symbol).safe_substitute(dict.fromkeys(op.attrs, "n")).replace("^n", "ⁿ")


class OperatorList(QWidget):
    """A filter field over the list; a click or Enter chooses, and so does no second click."""

    chosen = Signal(str)
    """An operator is wanted: on what is selected, else with open operands."""
    refused = Signal(str)
    """Why it cannot be had now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("operatorList")
        self.setProperty("surface", "panel")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter operators")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter operators")
        self._row = OperatorRow(theme, self.fits)
        self.list = _Draggable(self._row)
        self.list.setAccessibleName("Operators")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.nothing = label("No operator is called like that.", "muted", wrap=True)
        self.nothing.hide()
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._row)
        self._layout = QVBoxLayout(self)
        self.about = label(OPEN, "muted", wrap=True)
        self._count = 0
        self._broken = ""
        for widget in (self.filter, self.about, self.nothing):
            self._layout.addWidget(widget)
        self._layout.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._fill)
        self.filter.returnPressed.connect(self._choose_current)
        self.list.clicked.connect(self._choose)
        self._filled = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._row.theme = theme
        edge = round(theme.px(12))
        self._layout.setContentsMargins(edge, edge, edge, 0)
        self._layout.setSpacing(round(theme.px(8)))
        self.setStyleSheet(f"#operatorList {{ background: {theme.panel}; }}")
        self.list.doItemsLayout()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._filled:  # not made before it is looked at
            self._fill()

    def _fill(self) -> None:
        """All by topic; or what matches, a name that begins with the words first."""
        self._filled = True
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

    def _choose_current(self) -> None:
        index = self.list.currentIndex()
        self._choose(index if index.isValid() else self._first())

    def _choose(self, index: QModelIndex) -> None:
        name = str(index.data(NAME) or "") if index.isValid() else ""
        if name and (self._broken or not self.fits(name)):
            self.refused.emit(self._broken or _too_many(name, self._count))
        elif name:
            self.chosen.emit(name)

    def set_operands(self, names: Sequence[str], edge: bool = False) -> None:
        """What an operator would be put on: these nodes, or the edge of this name."""
        self._count = 1 if edge else len(names)
        shown = " and ".join(shortened(name, WIDEST) for name in names[:SHOWN])
        shown += " …" * (len(names) > SHOWN)
        words = ON_EDGE if edge else ON_NODES if names else OPEN
        self.about.setText(self._broken or words.format(names=shown))
        self.list.viewport().update()

    def set_broken(self, why: str) -> None:
        """Why nothing can be added now; '' if it can."""
        self._broken = why
        self.set_operands([])

    def fits(self, name: str) -> bool:
        """Whether it can have so many operands as are selected."""
        op = OPS[name]
        if self._broken:
            return False
        return op.is_leaf or op.grows or self._count <= op.most

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._choose_current()
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


def _too_many(name: str, count: int) -> str:
    return f"{name} takes {operand_count(len(OPS[name].operands))}, but {count} nodes are selected."


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


class _Draggable(QListView):
    """Its operators can be dragged away."""

    def __init__(self, row: OperatorRow) -> None:
        super().__init__()
        self._operator_row = row
        self.setDragEnabled(True)

    @override
    def startDrag(self, actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        if index.isValid() and index.data(NAME):
            drag = QDrag(self)
            drag.setMimeData(operator_mime(str(index.data(NAME))))
            drag.setPixmap(self._operator_row.pixmap(str(index.data(SIGN))))
            drag.exec(Qt.DropAction.CopyAction)


def operator_mime(name: str) -> QMimeData:
    """An operator as it is dragged."""
    data = QMimeData()
    data.setData(OPERATOR_MIME, name.encode())
    return data


def dragged_operator(data: QMimeData) -> str | None:
    """Which operator is dragged, if it is one."""
    name = bytes(data.data(OPERATOR_MIME).data()).decode(errors="replace")
    return name if name in OPS else None
