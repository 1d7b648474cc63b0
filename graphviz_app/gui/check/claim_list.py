"""ClaimList: claims below each other; a number key begins an answer, Enter goes to the next blank.

Rows are painted, not widgets: hundreds of them open at once, and nothing flickers while they are
judged again.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from graphviz_app.formats.answers.numbers import Answer
from graphviz_app.gui.check.answer_field import AnswerField, is_table
from graphviz_app.gui.check.claim_model import ROW, ClaimModel
from graphviz_app.gui.check.claim_painter import ClaimPainter, Room, row_size
from graphviz_app.gui.check.claim_row import ClaimRow
from graphviz_app.gui.widgets.own_keys import NUMBER_KEYS, is_command, takes_key
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Index = QModelIndex | QPersistentModelIndex
ANSWER_KEYS = f"{NUMBER_KEYS}[(?"
"""What begins an answer; elsewhere some of these keys do other things."""
_LATER = Qt.ConnectionType.QueuedConnection


class _ClaimDelegate(QStyledItemDelegate):
    """Paints rows, and opens a field over one."""

    moved = Signal(int)
    table_pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.painter = ClaimPainter(theme)
        self.typing_at = -1
        """The row over which a field is open."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return row_size(self.painter.theme)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, ClaimRow):
            self.painter.paint(painter, option, row, index.row() == self.typing_at)

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> AnswerField:
        field = AnswerField(parent)
        row: ClaimRow = index.data(ROW)
        field.setAccessibleName(f"Answer for {row.name}")
        box = QRect(option.rect)  # type: ignore[attr-defined]
        field.textChanged.connect(
            lambda text: field.setGeometry(Room(box, self.painter.theme, text).field)
        )
        field.moved.connect(lambda way: self._leave(field, way))
        field.left.connect(
            lambda: self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.RevertModelCache)
        )
        field.table_pasted.connect(self.table_pasted)
        self.typing_at = index.row()
        return field

    def _leave(self, field: AnswerField, way: int) -> None:
        """Hand the answer over, and go on."""
        self.commitData.emit(field)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(way)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.typing_at = -1
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, AnswerField)
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    @override
    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, AnswerField)
        assert isinstance(model, ClaimModel)
        if editor.answer is not None:
            model.setData(index, editor.answer)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        assert isinstance(editor, AnswerField)
        box = QRect(option.rect)  # type: ignore[attr-defined]
        editor.setGeometry(Room(box, self.painter.theme, editor.text()).field)

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # Qt's name
        """Keys are the field's own: Qt's would close it whatever is typed there."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(object, event)


class ClaimList(QListView):
    """The current row is what is explained; what the pointer is on is lit in the graph."""

    answered = Signal(int, object)
    chosen = Signal(int)
    """Another claim is current: its place."""
    shown = Signal(int)
    """A person has come to it: go there in graph and text."""
    pointed_at = Signal(int)
    """The place of the claim under the pointer; -1 if there is none."""
    reveal_wanted = Signal(int)
    removed = Signal(int)
    table_pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = ClaimModel()
        self._delegate = _ClaimDelegate(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        triggers = QListView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Claims")
        self._pointed = -1
        # What is typed changes the graph when the field has done what it does with the key.
        self.rows.answered.connect(self.answered, _LATER)
        self._delegate.moved.connect(self._go_on, _LATER)
        self._delegate.table_pasted.connect(self.table_pasted, _LATER)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._delegate.painter.theme = theme
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def take(self, rows: Sequence[ClaimRow]) -> None:
        """Show these; the current one stays, as long as there is one in its place."""
        at = self.current
        self.rows.take(rows)
        if rows and self.current != min(max(at, 0), len(rows) - 1):
            self.set_current(min(max(at, 0), len(rows) - 1))

    @property
    def current(self) -> int:
        """The place of the claim that is explained; -1 if there is none."""
        return self.currentIndex().row()

    @property
    def is_typing(self) -> bool:
        """Whether a field is open."""
        return self._delegate.typing_at >= 0

    def set_current(self, place: int) -> None:
        """Explain this one."""
        self.selectionModel().setCurrentIndex(
            self.rows.index(place, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def type_at(self, place: int, begin_with: str = "") -> None:
        """Open the field of a claim."""
        self.set_current(place)
        self.edit(self.currentIndex())
        field = self.findChild(AnswerField)
        if field is not None and begin_with:
            field.setText("" if begin_with == "?" else begin_with.replace("−", "-"))

    def next_blank(self, after: int) -> int | None:
        """The next claim without an answer, from the top again after the last; None if none is."""
        count = len(self.rows.rows)
        places = [place % count for place in range(after + 1, after + count)]
        return next((i for i in places if not self.rows.rows[i].claim.printed), None)

    def _go_on(self, way: int) -> None:
        at = self.current
        to = self.next_blank(at) if way == 0 else at + way
        if to is not None and 0 <= to < len(self.rows.rows):
            self.type_at(to)
        else:
            self.setFocus()
        self.shown.emit(self.current)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    @override
    def event(self, event: QEvent) -> bool:
        """Keys that begin an answer, although they do something else elsewhere."""
        return takes_key(event, self._of_key) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.current
        if (act := self._of_key(event)) is not None:
            act()
        else:
            super().keyPressEvent(event)
            if self.current != at:
                self.shown.emit(self.current)

    def _of_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None for those that move about and those that are not for it."""
        at, keys, text = self.current, Qt.Key, event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste
        if at < 0 or is_command(event):
            return None
        if text and text in ANSWER_KEYS:
            return lambda: self.type_at(at, text)
        acts: dict[int, Callable[[], object]] = {
            keys.Key_Return: lambda: self.type_at(at),
            keys.Key_Enter: lambda: self.type_at(at),
            keys.Key_F2: lambda: self.type_at(at),
            keys.Key_Space: lambda: self.reveal_wanted.emit(at),
            keys.Key_Delete: lambda: self._clear(at),
            keys.Key_Backspace: lambda: self._clear(at),
        }
        return acts.get(event.key())

    def _clear(self, at: int) -> None:
        """Take an answer back; of what has none, the question."""
        if self.rows.rows[at].claim.printed:
            self.answered.emit(at, Answer(""))
        else:
            self.removed.emit(at)

    def _paste(self) -> None:
        words = QGuiApplication.clipboard().text()
        if is_table(words):
            self.table_pasted.emit(words)
        elif self.current >= 0 and words.strip():
            self.type_at(self.current, words.strip())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the field types there; beside it, it goes to the graph."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        answer = self.rows.rows[index.row()].answer
        field = Room(self.visualRect(index), self._delegate.painter.theme, answer).field
        self.shown.emit(index.row())
        if field.contains(event.position().toPoint()):
            self.type_at(index.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def _point_at(self, place: int) -> None:
        if place != self._pointed:
            self._pointed = place
            self.pointed_at.emit(place)
