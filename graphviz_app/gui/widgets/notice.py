"""Notice: a sentence above the canvas, with what can be done about it; it covers nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QPushButton, QSizePolicy, QWidget

from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import PlainLabel, on_button
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

WORDS = 20
"""Letters beside the buttons; with less room than that the sentence stands above them."""

Offer = tuple[str, Callable[[], object]]
"""A button's word and what it does."""


class Notice(QFrame):
    """One message at a time; the newest replaces the one before."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("notice", "error")
        self._says = self._waits = False
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._words, 1)
        self._offers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._offers)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(1)
        self.set_theme(theme)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown; empty if nothing is."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> list[QPushButton]:
        """What is offered; the last one closes the notice."""
        return self._buttons

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        self._theme = theme
        side = round(theme.px(12))
        self._row.setContentsMargins(side, side // 2, side // 2, side // 2)
        for row in (self._row, self._offers):
            row.setSpacing(side // 2)

    def _give_way(self, width: int) -> None:
        """In a narrow window the buttons stand below the words, or even below each other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        room = width - margins.left() - margins.right()
        needed = sum(button.sizeHint().width() + gap for button in self._buttons)
        words = self._words.fontMetrics().horizontalAdvance("n") * WORDS
        self._row.setDirection(across if needed + words <= room else down)
        self._offers.setDirection(across if needed - gap <= room else down)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way(event.size().width())

    def tell(self, sentence: str, *offers: Offer) -> None:
        """Something worth knowing."""
        self._show("info", sentence, offers)

    def complain(self, sentence: str, *offers: Offer) -> None:
        """Something went wrong."""
        self._show("error", sentence, offers)

    def clear(self) -> None:
        """Nothing more to say."""
        if self._says:
            self._says = False
            self._appear()

    def wait(self, on: bool) -> None:
        """What is merely worth knowing waits, as before an audience; what went wrong does not."""
        self._waits = on
        if self._says:
            self._appear()

    def _appear(self) -> None:
        held = self._waits and self.property("notice") == "info"
        self.setVisible(self._says and not held)
        self.changed.emit()

    def _show(self, kind: str, sentence: str, offers: tuple[Offer, ...]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in (*offers, ("Close", _nothing))]
        self._words.setText(sentence)
        restyle(self, notice=kind)
        self._give_way(self.width())
        self._says = True
        self._appear()

    def _button(self, word: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(on_button(word))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were
        self._offers.addWidget(button)

        def act() -> None:
            self.clear()
            do()

        button.clicked.connect(act)
        return button


def _nothing() -> None:
    """Closing is all that happens."""
