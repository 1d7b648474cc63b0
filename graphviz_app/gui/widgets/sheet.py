"""Sheet: what a panel shows about one thing, from the top down.

A page is a list of rows, which are data. Where the next page has rows of the same forms, as after
another run, the widgets stay and only say something else.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.elided import ElidedButton
from graphviz_app.gui.widgets.parts import rule
from graphviz_app.theme import Theme


class Row(ABC):
    """One row of a sheet, as data."""

    @property
    def form(self) -> object:
        """Rows of the same form are shown by the same widgets."""
        return type(self)

    @abstractmethod
    def put(self, sheet: "Sheet") -> Callable[[Self], None]:
        """Make the widgets at the end of a sheet; what is returned lets them say a row."""


class Sheet(QWidget):
    """A column of rows."""

    chosen = Signal(object)
    """A node or an edge whose name was clicked."""
    asked = Signal(str)
    """What is to be done: the word of the row that was clicked."""
    edited = Signal(str, object)
    """A leaf, and the value that was typed for it."""
    dragged = Signal(str, float)
    """A leaf, and to what its number is dragged."""
    drag_ended = Signal(bool)
    """Whether it is to be that."""
    ticked = Signal(str, bool)
    """A parameter, and whether it is to be trained."""

    def __init__(self, theme: Theme, rows: Sequence[Row] = ()) -> None:
        super().__init__()
        self.theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._forms = [row.form for row in rows]
        self._says = [row.put(self) for row in rows]
        self._say(rows)
        self._column.addStretch(1)

    def take(self, rows: Sequence[Row]) -> bool:
        """Say other rows with the widgets that are there; False if they are of other forms."""
        if [row.form for row in rows] != self._forms:
            return False
        self._say(rows)
        return True

    def replaced_by(self, other: "Sheet", column: QLayout) -> "Sheet":
        """The other one, which stands from now on where this one stood in a column."""
        column.replaceWidget(self, other)
        self.hide()
        self.deleteLater()
        return other

    def _say(self, rows: Sequence[Row]) -> None:
        for say, row in zip(self._says, rows, strict=True):
            say(row)

    # What rows are made with

    def add(self, widget: QWidget, above: float = 0) -> None:
        """Any widget, with room above it in design pixels."""
        self.space(above)
        self._column.addWidget(widget)

    def space(self, height: float) -> None:
        """Empty room in design pixels."""
        if height:
            self._column.addSpacing(round(self.theme.px(height)))

    def lay(self, layout: QLayout) -> None:
        """Widgets side by side."""
        self._column.addLayout(layout)

    def pair(self, left: QWidget, right: QWidget) -> None:
        """Two widgets at the ends of a row, over a hairline."""
        row = QHBoxLayout()
        self.lay(row)
        edge = round(self.theme.px(8))
        row.setContentsMargins(0, edge, 0, edge)
        row.setSpacing(round(self.theme.px(12)))
        row.addWidget(left)
        row.addStretch(0)
        row.addWidget(right, 1 if isinstance(right, QLabel) else 0)
        self._column.addWidget(rule())


class Jump(ElidedButton):
    """Words that lead somewhere."""

    def __init__(self) -> None:
        super().__init__("")
        self._choose: Callable[[], object] = lambda: None
        self.setAutoDefault(False)
        self.setProperty("jump", True)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.clicked.connect(lambda _checked: self._choose())

    def lead(self, text: str, choose: Callable[[], object]) -> None:
        """Say something else, and lead there."""
        self._choose = choose
        if self.say(text):
            self.setAccessibleName(f"Show {text}")


def jump(text: str, choose: Callable[[], object]) -> Jump:
    """Words that lead to a node, an edge or a file."""
    button = Jump()
    button.lead(text, choose)
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
