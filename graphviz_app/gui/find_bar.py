"""FindBar: nodes by name or label, operator or value."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from graphviz_app.core.explain import node_sign
from graphviz_app.core.graph import Node, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading
from graphviz_app.core.trace import Trace
from graphviz_app.gui.pieces import label
from graphviz_app.gui.plain import tip
from graphviz_app.numbers import MINUS, in_panel, on_graph
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


def find_nodes(words: str, nodes: Iterable[Node], trace: Trace) -> list[str]:
    """Ids of nodes that are meant, best first: names and labels, then operators, then values."""
    words = words.strip().casefold()
    if not words:
        return []
    ranked = [(rank, node.id) for node in nodes if (rank := _rank(words, node, trace)) is not None]
    return [id_ for _, id_ in sorted(ranked, key=lambda found: found[0])]


def _rank(words: str, node: Node, trace: Trace) -> int | None:
    """0 for the very name, up to 5 for a number; None if the node is not meant."""
    names = [node.id.casefold(), trace.graph.labels.get(node.id, "").casefold()]
    if words in names:
        return 0
    if any(name.startswith(words) for name in names):
        return 1
    if len(words) > 1 and any(words in name for name in names):
        return 2
    op = OPS.get(node.op)
    if node.op.startswith(words) or words == node_sign(node).casefold():
        return 3
    if op is not None and len(words) > 2 and f" {words}" in f" {op.about.casefold()}":
        return 4
    numbers = (trace.values.get(node.id), trace.gradients.get(node.id))
    return 5 if any(_is_written(words, x) for x in numbers if x is not None) else None


def _is_written(words: str, value: Value) -> bool:
    """Whether a number begins with the digits that were typed."""
    words = words.replace("-", MINUS)
    if not any(sign.isdigit() for sign in words) or np.size(value) != 1:
        return False
    return in_panel(value).startswith(words) or on_graph(value) == words


class FindBar(QFrame):
    """A field with the number of matches; Enter goes to the next, Esc closes."""

    matches_changed = Signal(object)
    current_changed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._trace: Trace | None = None
        self._nodes: list[Node] = []
        self.matches: list[str] = []
        self.current = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("Name, operator or value")
        self.field.setAccessibleName("Find")
        self.count = label("", "muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.field, 1)
        self._layout.addWidget(self.count)
        self.before = self._button("‹", "Previous match (Shift+Enter)", self.previous_match)
        self.after = self._button("›", "Next match (Enter)", self.next_match)
        self.dismiss = self._button("×", "Close (Esc)", self.close_bar)
        self.field.textChanged.connect(self._search)
        self.set_theme(theme)
        self.hide()

    def _button(self, sign: str, about: str, slot) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(tip(about))
        button.setAccessibleName(about.partition(" (")[0])
        button.setProperty("flat", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        self._layout.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        radius, side = round(theme.px(8)), round(theme.px(28))
        self.setStyleSheet(
            f"#findBar {{ background: {theme.panel}; border: 1px solid {theme.outline};"
            f" border-radius: {radius}px; }}"
            f"#findBar QToolButton {{ min-width: {side}px; min-height: {side}px;"
            f" max-width: {side}px; font-size: {round(theme.px(17))}px; }}"
        )
        edge = round(theme.px(6))
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(round(theme.px(4)))
        self.count.setMinimumWidth(round(theme.px(84)))
        self.setFixedWidth(round(theme.px(420)))
        self.adjustSize()

    def set_run(self, trace: Trace | None, reading: Reading | None = None) -> None:
        """Search in this run from now on; only nodes that are drawn are found."""
        self._trace = trace
        shown = reading.nodes if reading else trace.graph.nodes if trace else {}
        self._nodes = list(shown.values())
        if self.isVisible():
            self._search()

    def open_bar(self) -> None:
        """Show it and let the person type."""
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def close_bar(self) -> None:
        """Hide it and forget the matches."""
        if self.isHidden():
            return
        self.hide()
        self._take([], "")
        self.closed.emit()

    def next_match(self) -> None:
        """Go on to the next match, from the last to the first."""
        self._step(1)

    def previous_match(self) -> None:
        """Go back to the match before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.matches:
            at = self.matches.index(self.current) if self.current in self.matches else -by
            self._choose(self.matches[(at + by) % len(self.matches)])

    def _search(self) -> None:
        words = self.field.text()
        found = find_nodes(words, self._nodes, self._trace) if self._trace else []
        current = self.current if self.current in found else (found[0] if found else "")
        self._take(found, current)

    def _take(self, found: list[str], current: str) -> None:
        if found != self.matches:
            self.matches = found
            self.matches_changed.emit(list(found))
        for button in (self.before, self.after):
            button.setEnabled(len(found) > 1)
        self._choose(current)

    def _choose(self, id_: str) -> None:
        changed, self.current = id_ != self.current, id_
        self._tell()
        if changed:
            self.current_changed.emit(id_)

    def _tell(self) -> None:
        if self.matches:
            place = self.matches.index(self.current) + 1
            self.count.setText(f"{place} of {len(self.matches)}")
        else:
            self.count.setText("No match" if self.field.text().strip() else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(-1 if back else 1)
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case _:
                super().keyPressEvent(event)
