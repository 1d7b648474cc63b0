"""The row at the top: what is open, how it is read, what is shown, and five words to press."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from graphviz_app.gui.play.transport import segmented, word_button
from graphviz_app.gui.widgets.narrow import Strip
from graphviz_app.gui.widgets.plain import PlainLabel, tip
from graphviz_app.gui.window.actions import TOP_READING, TOP_RIGHT, TOP_SHOWN
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HEIGHT = 40
"""With the menu bar above it at most 64."""


class TopBar(Strip):
    """Words instead of signs; toggles show their state."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__("top")
        self._heading = Heading(theme)
        self.row.addWidget(self._heading, 1)
        self._reading = segmented([actions[id_] for id_ in TOP_READING])
        shown = [word_button(actions[id_]) for id_ in TOP_SHOWN]
        for part in (self._reading, *shown):
            self.row.addWidget(part)
        self._right = QHBoxLayout()
        self._right.addStretch(1)
        self.words = {id_: word_button(actions[id_]) for id_ in TOP_RIGHT}
        for word in self.words.values():
            self._right.addWidget(word)
        undo, redo, *others, save = self.words.values()
        last = [*reversed(others), undo, redo]  # what can be redone was undone before
        self.extras = [save, *shown, *last]  # they are also in the menus
        self.row.addLayout(self._right, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self.row.setContentsMargins(round(theme.px(20)), 0, round(theme.px(16)), 0)
        for row in (self.row, self._right):
            row.setSpacing(round(theme.px(6)))
        self.setFixedHeight(round(theme.px(HEIGHT)))
        self._heading.set_theme(theme)

    @override
    def needed(self) -> int:
        gap = self.row.spacing()
        return self._heading.minimumWidth() + self._reading.sizeHint().width() + gap

    def show_document(self, name: str, title: str, unsaved: bool) -> None:
        """The file's name, a dot if something is unsaved, and the graph's title."""
        self._heading.show_text(f"{name} •" if unsaved else name, title)


class Heading(QWidget):
    """Name and title side by side; the title gives way first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._texts = ("", "")
        self._name, self._title = PlainLabel(), PlainLabel()
        for label in (self._name, self._title):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._title.setProperty("tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._title)
        row.addStretch(1)
        self.setMinimumWidth(60)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        self._name.setFont(font(theme, 14, 600))
        self._title.setFont(font(theme, 13, 400))
        self._elide()

    def show_text(self, name: str, title: str) -> None:
        """Show both, as far as there is room."""
        self._texts = (name, title)
        self.setToolTip(tip(f"{name} — {title}" if title else name))
        self._elide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        name, title = self._texts
        room = self.width()
        end = Qt.TextElideMode.ElideRight
        shown = self._name.fontMetrics().elidedText(name, end, room)
        self._name.setText(shown)
        self._name.setFixedWidth(self._name.fontMetrics().horizontalAdvance(shown) + 2)
        room -= self._name.width() + 12
        words = f"— {title}" if title and room > 60 else ""
        words = self._title.fontMetrics().elidedText(words, end, max(room, 0))
        self._title.setText(words)
        self._title.setFixedWidth(self._title.fontMetrics().horizontalAdvance(words) + 2)
