"""DataSection: where the data come from, and their rows; on the page Learn."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from graphviz_app.arrays import Array
from graphviz_app.core.learning.columns import called
from graphviz_app.core.learning.table import Feed
from graphviz_app.core.wording import counted
from graphviz_app.gui.learn.data.row_table import RowTable
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper, label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.switch import Switch
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

FOR = (
    "A table feeds the inputs and targets, a row at a time: a CSV file, cells copied from a "
    "spreadsheet, or numbers typed here."
)
NOT_TYPED = "So many numbers are changed in their file, not here."
WRONG = "These data feed nothing"


class DataSection(QWidget):
    """Whoever has the data tells it what to show, and hears what a person wants."""

    row_chosen = Signal(int)
    """A row is to be shown on the graph, from 0."""
    open_wanted = Signal()
    paste_wanted = Signal()
    text_pasted = Signal(str)
    typing_wanted = Signal()
    """A table is to be typed: a first row."""
    row_wanted = Signal(int)
    """A row more: behind this one, or at the end (-1)."""
    row_removed = Signal(int)
    number_typed = Signal(int, int, float)
    """A row, a column of the table, and the number."""
    remove_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dataSection")
        self._theme = theme
        self._refusal = ""
        self._typing_next = False
        self.remove = self._flat("Remove", "The graph keeps the values that are shown")
        self.source = ElidedLabel("")
        self.count = label("", "caption")
        self.about = label(FOR, "muted", wrap=True)
        self.ignored = label("", "caption", wrap=True)
        self.wrong = Card(self)
        self.order = Switch(
            ("In order", "As the data are"), ("Largest loss first", "What is learned worst")
        )
        self.table = RowTable(theme)
        self.open = _button("Open…", "A table in a file: CSV, TSV, Markdown")
        self.paste = _button("Paste", "Cells copied from a spreadsheet, or a list of rows")
        self.type = _button("Type", "Begin a table with the values of now")
        self.add = _button("Add row", "A row of zeros at the end, to be typed over")
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.set_feed(None)

    def _flat(self, word: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setProperty("flat", "true")
        button.setToolTip(tip(words))
        button.setAccessibleName(f"{word} the data")
        return button

    def _lay_out(self) -> None:
        self._head, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(label("Data", "title"))
        self._head.addWidget(self.source)
        self._head.addWidget(self.count)
        self._head.addStretch(1)
        self._head.addWidget(self.remove)
        for button in (self.open, self.paste, self.type, self.add):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        for widget in (self.about, self.wrong):
            self._column.addWidget(widget)
        self._column.addLayout(self.order)
        self._column.addWidget(self.table)
        self._column.addWidget(self.ignored)
        self._column.addLayout(self._buttons)
        self.source.setProperty("tone", "caption")

    def _connect(self) -> None:
        table = self.table
        self.open.clicked.connect(lambda _on: self.open_wanted.emit())
        self.paste.clicked.connect(lambda _on: self.paste_wanted.emit())
        self.type.clicked.connect(lambda _on: self._begin(self.typing_wanted.emit))
        self.add.clicked.connect(lambda _on: self._begin(lambda: self.row_wanted.emit(-1)))
        self.remove.clicked.connect(lambda _on: self.remove_wanted.emit())
        self.order.clicked.connect(self._sort)
        table.chosen.connect(self.row_chosen)
        table.typed.connect(self.number_typed)
        table.row_wanted.connect(self.row_wanted)
        table.removed.connect(self.row_removed)
        table.table_pasted.connect(self.text_pasted)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.table.set_theme(theme)
        self._head.setSpacing(round(theme.px(8)))
        self._buttons.setSpacing(round(theme.px(6)))
        self._column.setSpacing(round(theme.px(8)))
        self.setStyleSheet(
            f"{card_rules(theme)} #dataSection QPushButton {{ padding: {round(theme.px(3))}px"
            f" {round(theme.px(10))}px; }}"
            f'#dataSection QToolButton[flat="true"] {{ color: {theme.muted};'
            f" padding: 0; }}"
        )

    def set_feed(
        self,
        feed: Feed | None,
        row_losses: Array | None = None,
        row: int | None = None,
        batch: Collection[int] = (),
        *,
        editable: bool = False,
        trouble: str = "",
    ) -> None:
        """Show these rows; ``row`` is the one on the graph, ``batch`` those of the present step.

        ``trouble`` is why the data that a document names feed nothing.
        """
        before = self.table.rows.feed
        if feed is not before:
            self._refusal = ""
        self.table.rows.editable = editable
        self.table.take(feed, row_losses, row, batch)
        self._say(feed, trouble)
        if self._typing_next and feed is not None and feed is not before and editable:
            self._typing_next = False
            self.table.setFocus()
            self.table.type_at(feed.count - 1)

    def complain(self, sentence: str) -> None:
        """Why what was chosen, pasted or typed is not taken; until there are other data."""
        self._refusal, self._typing_next = sentence, False
        self._show_wrong(sentence, "Not taken")

    def _begin(self, want: Callable[[], object]) -> None:
        """The first cell of what comes is typed in."""
        self._typing_next = True
        want()

    def _say(self, feed: Feed | None, trouble: str) -> None:
        there, sorted_by_loss = feed is not None, self.table.rows.losses is not None
        self.source.say(feed.table.source if feed is not None else "")
        self.source.setVisible(bool(self.source.text()))
        self.count.setText("" if feed is None else counted_rows(feed))
        self.about.setVisible(not (there or trouble))
        self.remove.setVisible(there or bool(trouble))
        self.table.setVisible(there)
        for button in self.order.buttons:
            button.setVisible(sorted_by_loss and there and feed is not None and feed.count > 1)
        self.order.choose(int(self.table.rows.largest_first))
        self.type.setVisible(not (there or trouble))
        self.add.setVisible(there and self.table.rows.editable)
        self.open.setText("Choose another…" if trouble else "Open…")
        notes = notes_of(feed, self.table.rows.editable)
        self.ignored.setText(notes)
        self.ignored.setVisible(bool(notes))
        self._show_wrong(self._refusal or trouble, "Not taken" if self._refusal else WRONG)

    def _show_wrong(self, sentence: str, title: str) -> None:
        if sentence:
            self.wrong.show_message(title, first_upper(sentence), "error")
        self.wrong.setVisible(bool(sentence))

    def _sort(self, place: int) -> None:
        self.order.choose(place)
        self.table.sort_by_loss(place == 1)

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+V anywhere here pastes a table."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.text_pasted.emit(QGuiApplication.clipboard().text())
                return True
        return super().event(event)


def counted_rows(feed: Feed) -> str:
    """``· 4 rows`` behind a file's name."""
    rows = counted(feed.count, "row")
    return f"· {rows}" if feed.table.source else rows


def notes_of(feed: Feed | None, editable: bool) -> str:
    """What is not used, and why nothing can be typed."""
    if feed is None:
        return ""
    several = "s" if len(feed.ignored) > 1 else ""
    ignored = f"Nothing is fed by the column{several} {called(feed.ignored)}."
    return " ".join(([ignored] if feed.ignored else []) + ([] if editable else [NOT_TYPED]))


def _button(word: str, words: str) -> QPushButton:
    button = QPushButton(word)
    button.setAutoDefault(False)
    button.setToolTip(tip(words))
    return button
