"""What the page is furnished with: its row of buttons, rooms that scroll, its style rules."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.parts import card_rules
from graphviz_app.gui.widgets.sheet import Sheet, jump_rules
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
    """Holds one sheet, with a margin."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("checkBody")
        self._column = QVBoxLayout(body)
        self._column.addStretch(1)
        self.sheet: Sheet
        self.setWidget(body)

    def set_edge(self, side: int, top: int) -> None:
        """The margin."""
        self._column.setContentsMargins(side, top, side, side)

    def hold(self, sheet: Sheet) -> Sheet:
        """Show this one in place of the one before."""
        if self._column.count() > 1:
            old = self.sheet
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.sheet = sheet
        self._column.insertWidget(0, sheet)
        self.verticalScrollBar().setValue(0)
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
