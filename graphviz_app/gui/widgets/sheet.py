"""Sheet: what the inspector shows about one thing, built from the top down."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from graphviz_app.core.graph import Value
from graphviz_app.explain.explain import Explanation
from graphviz_app.explain.numerals import plain
from graphviz_app.gui.widgets.elided import ElidedButton, ElidedLabel
from graphviz_app.gui.widgets.parts import Card, FormulaLabel, NumberLabel, first_upper, label, rule
from graphviz_app.theme import Theme


class Sheet(QWidget):
    """A column of headings, rows, formulas and sentences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, widget: QWidget, above: float = 0) -> None:
        """Any widget, with room above it in design pixels."""
        self.space(above)
        self._column.addWidget(widget)

    def space(self, height: float) -> None:
        """Empty room in design pixels."""
        if height:
            self._column.addSpacing(round(self.theme.px(height)))

    def heading(self, title: str, kind: str) -> None:
        """What this is about, and at the right what kind of thing it is."""
        row = QHBoxLayout()
        name = label(title, "heading", wrap=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(name, 1)
        row.addWidget(label(kind, "caption"), 0, Qt.AlignmentFlag.AlignBaseline)
        self._column.addLayout(row)
        self.space(8)

    def row(self, name: str, value: Value | None, tone: str = "") -> NumberLabel:
        """A number with its name."""
        number = NumberLabel(value, tone)
        number.setAccessibleName(name)
        self.pair(_named(name), number)
        return number

    def words(self, name: str, text: str, choose: Callable[[], None] | None = None) -> None:
        """A word or two with their name; with ``choose`` they can be clicked."""
        shown: QWidget = jump(text, choose) if choose else label(text)
        if isinstance(shown, QLabel):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            shown.setWordWrap(True)
        self.pair(_named(name), shown)

    def pair(self, left: QWidget, right: QWidget, ruled: bool = True) -> None:
        """Two widgets at the ends of a row, over a hairline."""
        row = QHBoxLayout()
        edge = round(self.theme.px(8))
        row.setContentsMargins(0, edge, 0, edge)
        row.setSpacing(round(self.theme.px(12)))
        row.addWidget(left)
        row.addStretch(0)
        row.addWidget(right, 1 if isinstance(right, QLabel) else 0)
        self._column.addLayout(row)
        if ruled:
            self._column.addWidget(rule())

    def section(self, title: str, note: str = "") -> None:
        """The heading of a part, with a note at its right."""
        self.space(22)
        row = QHBoxLayout()
        row.addWidget(label(title, "title"), 1)
        if note:
            row.addWidget(label(note, "caption"))
        self._column.addLayout(row)
        self.space(8)

    def formula(self, latex: str, size: float = 17) -> None:
        """Typeset mathematics."""
        self.add(FormulaLabel(latex, self.theme, size))

    def numbers(self, latex: str, above: float = 4) -> None:
        """Numbers in a line: as text that can be copied where that can be, else typeset."""
        text = plain(latex)
        if text is not None:
            self.sentence(text, above=above)
        elif latex:
            self.add(FormulaLabel(latex, self.theme, told=True), above)

    def told(self, found: Explanation) -> None:
        """Symbols, numbers and the remark, one below the other."""
        if found.symbols:
            self.formula(found.symbols)
        if found.numbers:
            self.numbers(found.numbers)
        if found.remark:
            self.sentence(first_upper(found.remark), "caption")

    def sentence(self, text: str, tone: str = "", above: float = 4) -> None:
        """A line or more of words."""
        found = label(text, tone, wrap=True)
        found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(found, above)

    def card(self, title: str, sentence: str, kind: str = "error") -> None:
        """A tinted box with a sentence about something special."""
        box = Card(self)  # shown without a parent it would be a window, for a moment
        box.show_message(title, first_upper(sentence), kind)
        self.add(box, 8)
        self.space(4)

    def table(self, names: tuple[str, ...]) -> QGridLayout:
        """A grid with captions over right-aligned columns; the first is left-aligned."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(round(self.theme.px(16)))
        grid.setVerticalSpacing(round(self.theme.px(9)))
        for column, name in enumerate(names):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(label(name, "caption"), 0, column, side)
        grid.setColumnStretch(0, 1)
        self._column.addLayout(grid)
        return grid

    def end(self) -> None:
        """Leave the rest empty."""
        self._column.addStretch(1)


def _named(name: str) -> QLabel:
    found = ElidedLabel(name)
    found.setProperty("tone", "muted")
    return found


def jump(text: str, choose: Callable[[], None]) -> QPushButton:
    """Words that lead to a node or an edge."""
    button = ElidedButton(text)
    button.setAutoDefault(False)
    button.setProperty("jump", True)
    button.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
    button.setAccessibleName(f"Show {text}")
    button.clicked.connect(lambda _checked: choose())
    return button


def jump_rules(theme: Theme) -> str:
    """Style rules for jumps."""
    plain = "border: 1px solid transparent; background: transparent; padding: 0; min-height: 0;"
    return f"""
    QPushButton[jump="true"] {{ {plain} color: {theme.ink}; font-weight: 500; text-align: left; }}
    QPushButton[jump="true"]:hover, QPushButton[jump="true"]:focus {{ {plain}
        color: {theme.value}; text-decoration: underline; }}
    QPushButton[jump="true"]:focus {{
        border-color: {theme.value}; border-radius: 4px; background: {theme.value_tint}; }}
    """
