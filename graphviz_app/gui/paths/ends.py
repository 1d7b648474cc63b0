"""The ends of the paths: two fields that know the names of what is drawn, and a swap."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QToolButton, QWidget

from graphviz_app.core.paths import ends_of
from graphviz_app.core.read_run import ReadRun
from graphviz_app.gui.canvas.looking.finding import find_nodes
from graphviz_app.gui.text.completion import Completer
from graphviz_app.gui.widgets.parts import label, restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class Ends(QWidget):
    """From where to where; a name that there is not is marked, and nothing else happens."""

    chosen = Signal(str, str)
    """The ids of source and target, typed or swapped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._run: ReadRun | None = None
        self._names: Sequence[str] = ()
        self._told = ("", "")
        self.source, self.target = EndField("From"), EndField("To")
        self.swap = QToolButton()
        self.swap.setText("⇄")
        self.swap.setToolTip(tip("Swap source and target"))
        self.swap.setAccessibleName("Swap source and target")
        self.swap.setProperty("flat", True)
        self.swap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column, field in ((0, self.source), (2, self.target)):
            self._grid.addWidget(label(field.accessibleName(), "caption"), 0, column)
            self._grid.addWidget(field, 1, column)
            self._grid.setColumnStretch(column, 1)
            field.returnPressed.connect(self._take)
            field.editingFinished.connect(self._take)
        self._grid.addWidget(self.swap, 1, 1)
        self.swap.clicked.connect(self._swap)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        side = round(theme.px(28))
        self.swap.setFixedSize(side, side)
        self.swap.setStyleSheet(f"font-size: {round(theme.px(16))}px;")
        self._grid.setHorizontalSpacing(round(theme.px(6)))
        self._grid.setVerticalSpacing(round(theme.px(4)))
        for field in (self.source, self.target):
            field.completed.set_theme(theme)

    def show_ends(self, run: ReadRun | None, source: str, target: str) -> None:
        """Say which they are."""
        names = [] if run is None else list(ends_of(run.reading))
        if names != self._names:
            self._names = names
            for field in (self.source, self.target):
                field.completed.offer(names)
        self._run, self._told = run, (source, target)
        self.source.say(source)
        self.target.say(target)

    def _take(self) -> None:
        """What was typed, if both are there."""
        pairs = zip((self.source, self.target), self._told, strict=True)
        ends = [self._meant(field, told) for field, told in pairs]
        if all(ends) and tuple(ends) != self._told:
            self.chosen.emit(*ends)

    def _meant(self, field: "EndField", told: str) -> str:
        """The id of what is typed: a name, or what is found by it; '' and a mark if nothing is."""
        text = field.text().strip()
        if not text:
            field.mark(wrong=False)
            return told
        known = set(self._names)
        found = [] if self._run is None or text in known else find_nodes(text, self._run)
        meant = text if text in known else next((id_ for id_ in found if id_ in known), "")
        field.mark(wrong=not meant)
        return meant

    def _swap(self) -> None:
        source, target = self._told
        if source and target:
            self.chosen.emit(target, source)


class EndField(QLineEdit):
    """A field for the name of a node; Esc takes back what is typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("name")
        self.setMinimumWidth(48)
        self._said = ""
        self.completed = Completer(self)
        self.completed.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completed.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completed.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self.completed)
        self.completed.activated.connect(self._complete)

    def _complete(self, word: str) -> None:
        self.setText(word)
        self.returnPressed.emit()

    def say(self, id_: str) -> None:
        """Show another end, unless somebody is typing one."""
        if id_ != self._said or not self.hasFocus():
            self._said = id_
            self.setText(id_)
            self.setCursorPosition(0)
            self.setToolTip(tip(id_))
            self.mark(wrong=False)

    def mark(self, *, wrong: bool) -> None:
        """Whether there is nothing of that name."""
        restyle(self, wrong=wrong)
        self.setToolTip(tip("Nothing is called that here" if wrong else self._said))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._said:
            self.setText(self._said)
            self.mark(wrong=False)
        else:
            super().keyPressEvent(event)
