"""FindBar: a field that finds nodes by name or label, operator, sign or value."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from graphviz_app.core.read_run import ReadRun
from graphviz_app.gui.canvas.looking.finding import find_nodes
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LEAST = 48
WIDTH, ROOMY, COUNT = 420, 340, 84
"""How wide it likes to be, and how wide it has to be for everything; and its count."""


class FindBar(QFrame):
    """A field with the number of matches; Enter goes to the next, Esc closes."""

    opened = Signal()
    matches_changed = Signal(object)
    current_changed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("findBar")
        self._run: ReadRun | None = None
        self.matches: list[str] = []
        self.current = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("Name, operator, sign or value")
        self.field.setAccessibleName("Find")
        self.count = label("", "muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.field.setMinimumWidth(LEAST)
        self._layout = QHBoxLayout(self)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
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
        self._theme = theme
        edge = round(theme.px(6))
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(round(theme.px(4)))
        self.adjustSize()
        self._give_way()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.px(WIDTH)), super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """In a narrow window Enter and Shift+Enter do what the arrows do."""
        roomy = self.width() >= self._theme.px(ROOMY)
        self.count.setMinimumWidth(round(self._theme.px(COUNT)) if roomy else 0)
        for button in (self.before, self.after):
            button.setVisible(roomy)

    def set_run(self, run: ReadRun | None) -> None:
        """Search in this run from now on; only nodes that are drawn are found."""
        self._run = run
        if self.isVisible():
            self._search()

    def open_bar(self) -> None:
        """Show it and let the person type."""
        if self.isHidden():
            self.opened.emit()
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
            self._choose(self.matches[(at + by) % len(self.matches)], again=True)

    def _search(self) -> None:
        found = find_nodes(self.field.text(), self._run) if self._run else []
        current = self.current if self.current in found else (found[0] if found else "")
        self._take(found, current)

    def _take(self, found: list[str], current: str) -> None:
        if found != self.matches:
            self.matches = found
            self.matches_changed.emit(list(found))
        for button in (self.before, self.after):
            button.setEnabled(len(found) > 1)
        self._choose(current)

    def _choose(self, id_: str, again: bool = False) -> None:
        changed, self.current = id_ != self.current, id_
        self._tell()
        if changed or again:
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
