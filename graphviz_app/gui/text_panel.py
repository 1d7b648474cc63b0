"""TextPanel: the graph as text, to be edited; what is typed becomes a graph after a short pause."""

import re
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.problem import Problem
from graphviz_app.core.reading import line_of
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse, text_of
from graphviz_app.gui.code_editor import CodeEditor
from graphviz_app.gui.error_card import CardPlace
from graphviz_app.gui.pieces import PROBLEM_TITLES, Card, card_rules, first_upper
from graphviz_app.gui.typed import inserted_form
from graphviz_app.theme import Theme

PAUSE = 300
"""Milliseconds without typing after which the text is read."""
LIVE = 100_000
"""Characters up to which text is read while typing; longer ones wait for Ctrl+Enter."""
LARGEST = 2_000_000
"""Characters up to which a text is shown for editing."""
EXAMPLE = """\
x = input(2)
w = parameter(0.5)
L = (w*x - 3)**2

Type here, one line for each value.
The last line is what is differentiated."""
_NAME = re.compile(r"(\s*)([^\W\d]\w*)\s*=(?!=)")
_FUNCTION = re.compile(r"(\s*)def\b")


class TextPanel(QWidget):
    """The editor, and below the line it is about a card with the sentence about what is wrong."""

    applied = Signal(object, str)
    """The text became this Graph."""
    broken = Signal(str, object)
    """The text is none; with the ParseError that says why."""
    line_selected = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textPanel")
        self.setProperty("surface", "panel")
        self.graph = Graph({}, {})
        self.error: ParseError | None = None
        self._clean = ""
        self._problems: Sequence[Problem] = ()
        self._names: Mapping[str, int] | None = None
        self._showing = False
        self._anew = False
        """Whether the next graph is another document's."""
        self._chosen = ""
        self.editor = CodeEditor(theme, self)
        self.editor.setPlaceholderText(EXAMPLE)
        self.editor.setAccessibleName("The graph as text")
        self.card = Card(self)
        self.card.hide()
        self._build()
        self._connect()
        self.set_theme(theme)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        self._margin = QVBoxLayout()
        self.place = CardPlace(self.card, self.editor, self._margin, self._line_of_card)
        layout.addLayout(self._margin)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.apply_now)
        self.editor.textChanged.connect(self._on_typing)
        self.editor.cursorPositionChanged.connect(self._on_caret)
        self.editor.apply_requested.connect(self.apply_now)
        self.editor.undo_requested.connect(self.undo_requested)
        self.editor.redo_requested.connect(self.redo_requested)
        self.card.clicked.connect(self._go_to_mistake)

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

    def set_graph(self, graph: Graph) -> None:
        """Show the text of this graph; nothing happens if it is what was typed."""
        known = graph.source == self.graph.source != "" and self._is_clean()
        self.graph = graph
        text = _as_lines(text_of(graph))
        if self._anew or not (known or (self._is_clean() and text == self._clean)):
            self._replace(text)
        self._anew = False
        self._settle()

    def _replace(self, text: str) -> None:
        """Text that was not applied yet can be had back with Ctrl+Z."""
        lost = not self._anew and not self._is_clean()
        self._showing = True
        too_long = len(text) > LARGEST
        shown = (
            f"# This text has {len(text):,} characters: too long to edit here."
            if too_long
            else text
        )
        self.editor.setReadOnly(too_long)
        self.editor.replace_text(shown)
        self._showing = False
        self._clean = self.text()
        if not lost:
            self.editor.document().clearUndoRedoStacks()

    def set_draft(self, text: str) -> None:
        """Show text that is not a graph yet, and say what is wrong with it."""
        if text != self.text():
            self._showing = True
            self.editor.setReadOnly(False)
            self.editor.replace_text(text)
            self._showing = False
            self.editor.document().clearUndoRedoStacks()
        self.apply_now()

    def start_over(self) -> None:
        """Another document follows: typing that was not applied is not kept for undo."""
        self.error = None
        self._pause.stop()
        self._anew = True

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """What could not be computed: the first as a card, all underlined."""
        self._problems = tuple(problems)
        self._show_trouble()

    def set_active_lines(self, names: Iterable[str]) -> None:
        """Tint the lines that define these nodes."""
        blocks = {self.block_of(name) for name in names} - {None}
        typing = self.editor.hasFocus()
        self.editor.set_active_blocks([b for b in blocks if b is not None], scroll=not typing)

    def insert_operator(self, name: str) -> None:
        """Put an operator at the caret as it is typed."""
        self.editor.insert_call(inserted_form(OPS[name]))
        self.editor.setFocus()

    def block_of(self, name: str) -> int | None:
        """The 0-based line that defines a node, or the line it belongs to."""
        if self._names is None:
            self._names = defining_lines(self.text())
        found = self._names.get(name)
        if found is None and name in self.graph.nodes:
            found = self._names.get(line_of(self.graph, name))
        return found

    # What is typed

    def _is_clean(self) -> bool:
        return self.text() == self._clean and self.error is None

    def _on_typing(self) -> None:
        self._names = None
        if self._showing:
            return
        if self.editor.document().characterCount() <= LIVE:
            self._pause.start()

    def apply_now(self) -> bool:
        """Read the text at once; False if it is not a graph."""
        self._pause.stop()
        text = self.text()
        if self._is_clean() or self.editor.isReadOnly():
            return self.error is None
        try:
            graph = parse(text.replace("\n", self._line_end()))
        except ParseError as error:
            self._break(text, error)
            return False
        self.graph, self._clean = graph, text
        self.editor.document().clearUndoRedoStacks()
        self._settle()
        self.applied.emit(graph, text)
        return True

    def _line_end(self) -> str:
        """As in the text before: the editor itself knows only one."""
        return "\r\n" if "\r\n" in self.graph.source else "\n"

    def _break(self, text: str, error: ParseError) -> None:
        self.error = error
        self._show_trouble()
        self.broken.emit(text, error)

    def _settle(self) -> None:
        self._pause.stop()
        self.error = None
        self._problems = ()
        self._show_trouble()

    def _show_trouble(self) -> None:
        """The card and the marks: a mistake in the text comes before what cannot be computed."""
        if self.error is not None:
            self.editor.set_marks([(self.error.line - 1, self.error.column - 1, 0)])
            title = f"Line {self.error.line}, column {self.error.column}"
            kind = "error"
            if says_nothing(self.text()):
                title, kind = "An empty page", "info"
                self.editor.set_marks([])
            self.card.show_message(title, first_upper(self.error.reason), kind)
            return
        places = ((self.block_of(problem.node), problem) for problem in self._problems)
        self.editor.set_marks(
            [(line, *self._extent(line)) for line, _ in places if line is not None]
        )
        if self._problems:
            first = self._problems[0]
            self.card.show_message(PROBLEM_TITLES[first.kind], first_upper(first.message))
        else:
            self.card.hide()

    def _extent(self, line: int) -> tuple[int, int]:
        words = self.editor.document().findBlockByNumber(line).text()
        return len(words) - len(words.lstrip()), 0

    def _line_of_card(self) -> int | None:
        """The 0-based line that the card is about."""
        if self.error is not None:
            return self.error.line - 1
        return self.block_of(self._problems[0].node) if self._problems else None

    def _go_to_mistake(self) -> None:
        line = self._line_of_card()
        if line is not None:
            self.editor.go_to(line, self.error.column - 1 if self.error is not None else 0)

    def _on_caret(self) -> None:
        if self._showing or not self.editor.hasFocus():
            return
        found = _NAME.match(self.editor.textCursor().block().text())
        name = found[2] if found and found[2] in self.graph.nodes else ""
        if name and name != self._chosen and self.error is None:
            self.line_selected.emit(name)
        self._chosen = name


def _as_lines(text: str) -> str:
    """With line ends as the editor has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def says_nothing(text: str) -> bool:
    """Whether there are only comments and blank lines: no mistake, only a beginning."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def defining_lines(text: str) -> Mapping[str, int]:
    """Name → 0-based line of its assignment; what stands inside a function is left out."""
    found: dict[str, int] = {}
    inside: int | None = None
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if inside is not None and indent > inside:
            continue
        inside = indent if _FUNCTION.match(line) else None
        if match := _NAME.match(line):
            found.setdefault(match[2], number)
    return found
