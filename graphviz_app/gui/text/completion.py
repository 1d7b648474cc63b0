"""Completion of names and operators while typing."""

from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from graphviz_app.formats.language.editor.suggestions import suggestions
from graphviz_app.theme import Theme

SHORTEST = 2
"""Letters after which something is offered."""


class Completer(QCompleter):
    """A short list under the caret: Tab takes the first, arrows and Enter another."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setWidget(editor)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self.setMaxVisibleItems(6)

    def offer(self, words: list[str]) -> None:
        """The words to choose from."""
        self._words.setStringList(words)

    @property
    def first(self) -> str:
        """What Tab takes: the chosen word, else the first."""
        chosen = self.popup().currentIndex()
        words = self._words.stringList()
        return words[max(chosen.row(), 0)] if words else ""

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is meant for the open list: it takes a word, or closes the list."""
        if not self.popup().isVisible():
            return False
        chosen = self.popup().currentIndex().isValid()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        word = self.first if event.key() == Qt.Key.Key_Tab or (enter and chosen) else ""
        if word or event.key() == Qt.Key.Key_Escape:
            self.popup().hide()
            if word:
                self.activated.emit(word)
            return True
        return False

    def suggest(self, text: str, word: str, caret: QRect, letter: int, line: str = "") -> None:
        """Offer what goes on from a word, among the names of a text, or close the list."""
        words = suggestions(text, word, line) if len(word) >= SHORTEST else []
        if not words or words in ([f"{word}()"], [word]):
            self.popup().hide()
        else:
            self.show_under(caret, words, letter)

    def show_under(self, caret: QRect, words: list[str], letter: int) -> None:
        """Open under the caret (in the widget's pixels), wide enough for letters of this width."""
        self.offer(words)
        few = len(words) <= self.maxVisibleItems()
        bar = Qt.ScrollBarPolicy
        self.popup().setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if few else bar.ScrollBarAsNeeded
        )
        caret.setWidth(letter * (max(map(len, words)) + 4))
        self.complete(caret)
        self.popup().setCurrentIndex(QModelIndex())  # Enter is for what was typed

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        size = round(theme.px(12))
        self.popup().setStyleSheet(
            f"QListView {{ background: {theme.node}; color: {theme.ink}; padding: 4px;"
            f" border: 1px solid {theme.outline}; font-family: '{theme.mono}';"
            f" font-size: {size}px; }}"
            f"QListView::item {{ padding: 3px 8px; }}"
            f"QListView::item:selected {{ background: {theme.value_tint}; color: {theme.ink}; }}"
        )
