"""Looks: which theme the window wears, as chosen or as the desktop is, larger when presenting."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from graphviz_app.theme import DARK, LIGHT, PROJECTOR, Theme

CHOICES = ("system", "light", "dark")


class Looks(QObject):
    """The theme of now; ``changed`` carries a new one."""

    changed = Signal(object)
    choice_changed = Signal(str)

    def __init__(self, parent: QObject | None = None, choice: str = "system") -> None:
        super().__init__(parent)
        self.choice = choice if choice in CHOICES else "system"
        self._presenting = False
        self.theme = self._current()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._refresh)

    def choose(self, choice: str) -> None:
        """``system``, ``light`` or ``dark``."""
        if choice in CHOICES and choice != self.choice:
            self.choice = choice
            self.choice_changed.emit(choice)
            self._refresh()

    def toggle(self) -> None:
        """Light to dark, dark to light."""
        self.choose("light" if self._is_dark() else "dark")

    def set_presenting(self, presenting: bool) -> None:
        """Everything larger, to be read from the last row."""
        self._presenting = presenting
        self._refresh()

    def _refresh(self) -> None:
        theme = self._current()
        if theme != self.theme:
            self.theme = theme
            self.changed.emit(theme)

    def _current(self) -> Theme:
        theme = DARK if self._is_dark() else LIGHT
        return replace(theme, scale=PROJECTOR.scale) if self._presenting else theme

    def _is_dark(self) -> bool:
        if self.choice != "system":
            return self.choice == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
