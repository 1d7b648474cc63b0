"""What the page is furnished with: its row of buttons, rooms that scroll, its style rules."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.parts import PAGE_SIDE, PAGE_TOP, card_rules
from graphviz_app.gui.widgets.sheet import Row, Sheet, jump_rules
from graphviz_app.resources import icon
from graphviz_app.scene.style import faded, laid_over
from graphviz_app.theme import Theme

WRONG_TINT = 0.09


class Tools(QWidget):
    """Ask for numbers, reveal them all, and what else there is."""

    def __init__(self) -> None:
        super().__init__()
        self.ask = _menu_button("Ask for")
        self.reveal = QPushButton("Reveal all")
        self.more = QPushButton("…")
        self.more.setToolTip("More")
        self.more.setAccessibleName("More")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.ask, self.reveal, self.more):
            button.setAutoDefault(False)
            self._row.addWidget(button)
        self._row.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        self._row.setSpacing(round(theme.px(6)))

    def say(self, *, all_revealed: bool, enabled: bool) -> None:
        """What the middle one does now, if it does anything."""
        self.reveal.setText("Hide all" if all_revealed else "Reveal all")
        self.reveal.setEnabled(enabled)


def _menu_button(words: str) -> QPushButton:
    """It opens a menu."""
    button = QPushButton(f"{words}\N{NO-BREAK SPACE}")
    button.setIcon(QIcon(str(icon("chevron-down.svg"))))
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return button


class Scrolled(QScrollArea):
    """A sheet with a margin; its widgets stay where the next rows are of the same forms."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("checkBody")
        self._column = QVBoxLayout(body)
        self._rows: list[Row] = []
        self.sheet = self._made()
        self._column.addWidget(self.sheet)
        self._column.addStretch(1)
        self.setWidget(body)

    def set_theme(self, theme: Theme) -> None:
        """The same rows in other colours and lengths."""
        self._theme = theme
        side = round(theme.px(PAGE_SIDE))
        self._column.setContentsMargins(side, round(theme.px(PAGE_TOP)), side, side)
        self._rebuild()

    def say(self, rows: Iterable[Row]) -> None:
        """Show these rows."""
        self._rows = list(rows)
        if not self.sheet.take(self._rows):
            self._rebuild()

    def _rebuild(self) -> None:
        old, self.sheet = self.sheet, self._made()
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._column.insertWidget(0, self.sheet)
        self.verticalScrollBar().setValue(0)

    def _made(self) -> Sheet:
        sheet = Sheet(self._theme, self._rows)
        sheet.chosen.connect(self.chosen, Qt.ConnectionType.QueuedConnection)
        return sheet


def page_rules(theme: Theme) -> str:
    """Style rules: narrow buttons, and cards in the colour of what is wrong."""
    tint = laid_over(faded(QColor(theme.wrong), WRONG_TINT), QColor(theme.panel)).name()
    padding = f"{round(theme.px(3))}px {round(theme.px(8))}px"
    return f"""
    #checkPage, #checkBody {{ background: {theme.panel}; }}
    QLabel[tone] {{ background: transparent; }}
    #checkPage QPushButton {{ padding: {padding}; }}
    {card_rules(theme)} {jump_rules(theme)}
    QFrame[card="wrong"] {{ background: {tint}; border: none;
        border-radius: {round(theme.px(6))}px; }}
    QLabel[tone="card-title"][kind="wrong"] {{ color: {theme.wrong}; }}
    """
