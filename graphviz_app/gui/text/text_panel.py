"""TextPanel: the graph as text, to be edited; what is typed becomes a graph after a short pause."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of, owner_of
from graphviz_app.core.running.problem import Problem
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.editor.lines import lines_of, name_at
from graphviz_app.gui.documents.doing import Doing, at_once
from graphviz_app.gui.documents.state import LIVE, State, understood, unread
from graphviz_app.gui.text.code_editor import CodeEditor
from graphviz_app.gui.text.error_card import CardPlace
from graphviz_app.gui.text.margin import line_verdicts
from graphviz_app.gui.text.trouble import Trouble
from graphviz_app.gui.widgets.code.long_text import to_show
from graphviz_app.gui.widgets.code.two_texts import common_ends
from graphviz_app.gui.widgets.parts import Card, card_rules
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.core.check import Checked

PAUSE = 300
"""Milliseconds without typing after which the text is read."""
EXAMPLE = """\
x = input(2)
w = parameter(0.5)
L = (w*x - 3)**2

Type here, one line for each value.
The last line is what is differentiated."""


class TextPanel(QWidget):
    """The editor, and below the line it is about a card with the sentence about what is wrong."""

    typed = Signal()
    """The person has changed the text; it is read after a pause."""
    about_to_read = Signal()
    """What was typed is about to be read, which takes a while for a long text."""
    read = Signal(object)
    """The State that the typed text stands for, with its mistakes if there are any."""
    pasted = Signal(str)
    """Lines were pasted that are not understood; the document has them already."""
    translation_wanted = Signal()
    """The text is a program in another dialect, and is to be translated."""
    line_selected = Signal(str)
    step_wanted = Signal(str)
    """The number of a line was clicked: the name that it defines."""
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, do: Doing = at_once) -> None:
        """``do`` reads long texts."""
        super().__init__(parent)
        self._do = do
        self.setObjectName("textPanel")
        self.setProperty("surface", "panel")
        self.state = State(Graph({}, {}))
        self._shown = ""
        """What the editor holds of the state; anything else in it was typed since."""
        self._names: Mapping[str, int] | None = None
        self._showing = False
        self._only_shown = ""
        """Why the text cannot be edited here."""
        self._chosen = ""
        self.editor = CodeEditor(theme, self)
        self.editor.setPlaceholderText(EXAMPLE)
        self.editor.setAccessibleName("The graph as text")
        self.card = Card(self)
        self.card.hide()
        self.trouble = Trouble(self.editor, self.card, self.block_of)
        self._build()
        self._connect()
        self.set_theme(theme)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        self._margin = QVBoxLayout()
        self.place = CardPlace(self.card, self.editor, self._margin, self.trouble.line)
        layout.addLayout(self._margin)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_pause)
        self.editor.textChanged.connect(self._on_typing)
        self.editor.cursorPositionChanged.connect(self._on_caret)
        self.editor.number_clicked.connect(self._want_step)
        self.editor.apply_requested.connect(self.apply_now)
        self.editor.refused.connect(lambda why: self.card.show_message("Not inserted", why, "info"))
        self.editor.pasted.connect(self._on_paste)
        self.card.offer_taken.connect(self._on_offer)
        self.editor.undo_requested.connect(self.undo_requested)
        self.editor.redo_requested.connect(self.redo_requested)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.setStyleSheet(f"#textPanel {{ background: {theme.panel}; }} {card_rules(theme)}")
        self.editor.set_theme(theme)
        edge = round(theme.px(14))
        self._margin.setContentsMargins(edge, round(theme.px(6)), edge, edge)

    def text(self) -> str:
        """What is in the editor."""
        return self.editor.toPlainText()

    def focus_editor(self) -> None:
        """Let the person type."""
        self.editor.setFocus()

    # What is shown

    @property
    def graph(self) -> Graph:
        """What is understood of the text."""
        return self.state.graph

    @property
    def error(self) -> ParseError | None:
        """The first mistake in the text."""
        return next(iter(self.state.mistakes), None)

    @property
    def pending(self) -> str | None:
        """What was typed and not read yet; None if there is nothing."""
        if self.editor.isReadOnly() or (text := self.text()) == self._shown:
            return None
        return text.replace("\n", self._line_end())

    def show_state(self, state: State) -> None:
        """Show a text and what is wrong with it; caret and scrolling stay where they can."""
        self.state = state
        text = _as_lines(state.text)
        if text != self.text():
            self._replace(text)
        self._shown = self.text()
        self._settle()

    def _replace(self, text: str) -> None:
        self._showing = True
        shown, self._only_shown = to_show(text)
        self.editor.setReadOnly(bool(self._only_shown))
        self.editor.replace_text(shown)
        self._showing = False
        self._names = None

    def go_along(self, change: Callable[[], object]) -> None:
        """Let something change the text (undo does), and take the caret to where it did."""
        before = self.text()
        change()
        after = self.text()
        if before != after:
            self.editor.put_caret(len(after) - common_ends(before, after)[1])

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """What could not be computed: the first as a card, all underlined."""
        self.trouble.show(self.state, self._only_shown, problems)

    def set_active_lines(self, names: Iterable[str]) -> None:
        """Tint the lines that define these nodes."""
        blocks = {self.block_of(name) for name in names} - {None}
        typing = self.editor.hasFocus()
        self.editor.set_active_blocks([b for b in blocks if b is not None], scroll=not typing)

    def set_checked(self, checked: "Checked | None", text: str | None = None) -> None:
        """What is said of the claims of a text, by itself the one that is shown; or nothing."""
        judged = _as_lines(self.state.text if text is None else text)
        self.editor.set_verdicts(line_verdicts(checked), judged.split("\n"))

    def visit_line(self, line: int) -> None:
        """Light a line, counted from 1; the caret of a person who types here goes there."""
        self.light_line(line)
        if self.editor.hasFocus() and 0 < line <= self.editor.blockCount():
            self.editor.go_to(line - 1, 0)

    def light_line(self, line: int) -> None:
        """Tint one line, counted from 1, and bring it into view; 0 is none."""
        if 0 < line <= self.editor.blockCount():
            self.editor.set_active_blocks([line - 1], scroll=not self.editor.hasFocus())

    def block_of(self, name: str) -> int | None:
        """The 0-based line that defines a node, or the line it belongs to; of an element h[0] h."""
        number = self._lines.get(name)
        if number is None and (owner := owner_of(name, self.graph.nodes)) is not None:
            number = self._lines.get(line_of(self.graph, owner))
        return number

    @property
    def _lines(self) -> Mapping[str, int]:
        if self._names is None:
            self._names = lines_of(self.text())
        return self._names

    # What is typed

    def _on_typing(self) -> None:
        self._names = None
        if not self._showing:
            self._pause.start()
            self.typed.emit()

    def _on_pause(self) -> None:
        """A long text is kept as it is: reading it takes too long to be done at every pause."""
        text = self._to_read()
        if text is not None:
            self.about_to_read.emit()
            self._take(
                understood(text, self.graph) if len(text) <= LIVE else unread(text, self.graph)
            )

    def _on_paste(self, words: str) -> None:
        """Several lines, or all there is, are read at once; the pieces of a line are not."""
        text = self.text()
        whole = "\n" in words.strip() or words.strip() == text.strip()
        if whole and len(text) <= LIVE and not self.apply_now() and self.state.mistakes:
            self.pasted.emit(words)

    def _on_offer(self) -> None:
        if not self.apply_now():
            self.translation_wanted.emit()

    def apply_now(self) -> bool:
        """Read the text at once; False if it is not a graph."""
        self._pause.stop()
        text = self._to_read()
        if text is None and self.state.draft is not None and not self.state.mistakes:
            text = self.state.draft
        if text is not None:
            self._take(self._understood(text, self.graph))
        return self.state.draft is None

    def _to_read(self) -> str | None:
        """What is pending; where that is nothing, words may have gone and come back."""
        if (text := self.pending) is None:
            self.editor.set_marks(self.editor.marks)  # they went with their words
        return text

    def _understood(self, text: str, before: Graph) -> State:
        if len(text) < LIVE:
            return understood(text, before)
        try:
            return self._do("Reading the text …", lambda: understood(text, before))
        except GaveUpError:
            return unread(text, before)

    def _take(self, state: State) -> None:
        self.state, self._shown = state, self.text()
        self._settle()
        self.read.emit(state)

    def _line_end(self) -> str:
        """As in the text before: the editor itself knows only one."""
        return "\r\n" if "\r\n" in self.state.text else "\n"

    def _settle(self) -> None:
        self._pause.stop()
        self.trouble.show(self.state, self._only_shown)

    def _want_step(self, block: int) -> None:
        name = name_at(self._lines, block, "", 0)
        if name in self.graph.nodes and self.error is None:
            self.step_wanted.emit(name)

    def _on_caret(self) -> None:
        if self._showing or not self.editor.hasFocus():
            return
        caret = self.editor.textCursor()
        name = name_at(
            self._lines, caret.blockNumber(), caret.block().text(), caret.positionInBlock()
        )
        name = name if name in self.graph.nodes else ""
        if name and name != self._chosen and self.error is None:
            self.line_selected.emit(name)
        self._chosen = name


def _as_lines(text: str) -> str:
    """With line ends as the editor has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
