"""The rows of a sheet: headings, numbers, words, formulas, sentences, cards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Element
from graphviz_app.explain.explain import Explanation
from graphviz_app.explain.numerals import plain
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import Card, FormulaLabel, NumberLabel, first_upper, label
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override

ASKS = "asks"
"""The property of a button that tells what for it asks."""


@dataclass(frozen=True, slots=True)
class Heading(Row):
    """What this is about, and at the right what kind of thing it is."""

    title: str
    kind: str

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        row = QHBoxLayout()
        title, kind = label("", "heading", wrap=True), label("", "caption")
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(title, 1)
        row.setSpacing(12)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        sheet.lay(row)
        sheet.space(8)

        def say(row: Self) -> None:
            title.setText(row.title)
            kind.setText(row.kind)
            kind.setContentsMargins(0, _higher(title, kind), 0, 0)

        return say


def _higher(large: QLabel, small: QLabel) -> int:
    """How much lower the small one begins if the first lines of both stand on one line."""
    large.ensurePolished()
    small.ensurePolished()
    return max(large.fontMetrics().ascent() - small.fontMetrics().ascent(), 0)


@dataclass(frozen=True, slots=True)
class Number(Row):
    """A number with its name."""

    name: str
    value: Value | None
    tone: str = ""

    @property
    @override
    def form(self) -> object:
        return Number, self.tone

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        name, number = _name(), NumberLabel(None, self.tone)
        sheet.pair(name, number)

        def say(row: Self) -> None:
            name.say(row.name)
            number.setAccessibleName(row.name)
            number.say(row.value)

        return say


@dataclass(frozen=True, slots=True)
class Share(Row):
    """A number beside what it comes from, which can be clicked; ``more`` is in its tooltip."""

    text: str
    source: Element
    value: Value
    more: str = ""

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        button, number = Jump(), NumberLabel(None, "gradient")
        sheet.pair(button, number)

        def say(row: Self) -> None:
            button.lead(row.text, partial(sheet.chosen.emit, row.source))
            number.say(row.value, row.more)

        return say


@dataclass(frozen=True, slots=True)
class Words(Row):
    """A word or two with their name; where they name an element they can be clicked."""

    name: str
    text: str
    element: Element | None = None

    @property
    @override
    def form(self) -> object:
        return Words, self.element is None

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        name = _name()
        shown = label("") if self.element is None else Jump()
        if isinstance(shown, QLabel):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            shown.setWordWrap(True)
        sheet.pair(name, shown)

        def say(row: Self) -> None:
            name.say(row.name)
            if isinstance(shown, Jump):
                shown.lead(row.text, partial(sheet.chosen.emit, row.element))
            else:
                shown.setText(row.text)

        return say


@dataclass(frozen=True, slots=True)
class Section(Row):
    """The heading of a part, with a note at its right."""

    title: str
    note: str = ""

    @property
    @override
    def form(self) -> object:
        return Section, bool(self.note)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        row = QHBoxLayout()
        title, note = label("", "title"), label("", "caption") if self.note else None
        row.addWidget(title, 1)
        if note is not None:
            row.addWidget(note)
        sheet.space(22)
        sheet.lay(row)
        sheet.space(8)

        def say(row: Self) -> None:
            title.setText(row.title)
            if note is not None:
                note.setText(row.note)

        return say


@dataclass(frozen=True, slots=True)
class Formula(Row):
    """Typeset mathematics; ``told`` for numbers in the size of the words around them."""

    latex: str
    size: float = 17
    told: bool = False
    above: float = 0

    @property
    @override
    def form(self) -> object:
        return Formula, self.size, self.told, self.above

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        formula = FormulaLabel("", sheet.theme, self.size, told=self.told)
        sheet.add(formula, self.above)
        return lambda row: formula.say(row.latex)


@dataclass(frozen=True, slots=True)
class Sentence(Row):
    """A line or more of words."""

    text: str
    tone: str = ""
    above: float = 4

    @property
    @override
    def form(self) -> object:
        return Sentence, self.tone, self.above

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        words = label("", self.tone, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sheet.add(words, self.above)
        return lambda row: words.setText(row.text)


@dataclass(frozen=True, slots=True)
class Asked(Row):
    """Something that is done on demand: the sheet tells what for, by a word."""

    text: str
    word: str

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        button, line, word = QPushButton(), QHBoxLayout(), ""
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on: sheet.asked.emit(word))
        line.addWidget(button)
        line.addStretch(1)
        sheet.space(8)
        sheet.lay(line)

        def say(row: Self) -> None:
            nonlocal word
            word = row.word
            button.setText(row.text)
            button.setProperty(ASKS, word)

        return say


def told(explanation: Explanation) -> Iterator[Row]:
    """Symbols, numbers and the remark, one below the other."""
    if explanation.symbols:
        yield Formula(explanation.symbols)
    if explanation.numbers:
        text = plain(explanation.numbers)  # which can be copied
        yield Formula(explanation.numbers, told=True, above=4) if text is None else Sentence(text)
    if explanation.remark:
        yield Sentence(first_upper(explanation.remark), "caption")


@dataclass(frozen=True, slots=True)
class Message(Row):
    """A tinted box with a sentence about something special; ``kind`` is error, info or right."""

    title: str
    sentence: str
    kind: str = "error"

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        card = Card(sheet)  # shown without a parent it would be a window, for a moment
        sheet.add(card, 8)
        sheet.space(4)
        return lambda row: card.show_message(row.title, first_upper(row.sentence), row.kind)


@dataclass(frozen=True, slots=True)
class Space(Row):
    """Empty room in design pixels."""

    height: float

    @property
    @override
    def form(self) -> object:
        return self

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        sheet.space(self.height)
        return lambda row: None


def _name() -> ElidedLabel:
    name = ElidedLabel("")
    name.setProperty("tone", "muted")
    return name
