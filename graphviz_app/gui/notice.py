"""Notice: a sentence above the canvas, with what can be done about it; it covers nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from graphviz_app.gui.pieces import restyle
from graphviz_app.gui.plain import PlainLabel, on_button
from graphviz_app.theme import Theme

Offer = tuple[str, Callable[[], object]]
"""A button's word and what it does."""


class Notice(QFrame):
    """One message at a time; the newest replaces the one before."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("notice", "error")
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
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
        self._row.setSpacing(side // 2)

    def tell(self, sentence: str, *offers: Offer) -> None:
        """Something worth knowing."""
        self._show("info", sentence, offers)

    def complain(self, sentence: str, *offers: Offer) -> None:
        """Something went wrong."""
        self._show("error", sentence, offers)

    def clear(self) -> None:
        """Nothing more to say."""
        if not self.isHidden():
            self.hide()
            self.changed.emit()

    def _show(self, kind: str, sentence: str, offers: tuple[Offer, ...]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in (*offers, ("Close", _nothing))]
        self._words.setText(sentence)
        restyle(self, notice=kind)
        self.show()
        self.changed.emit()

    def _button(self, word: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(on_button(word))
        button.setAutoDefault(False)
        self._row.addWidget(button)

        def act() -> None:
            self.clear()
            do()

        button.clicked.connect(act)
        return button


def _nothing() -> None:
    """Closing is all that happens."""
