"""Two versions of a text side by side, with what differs tinted, and a choice between them."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.gui.widgets.parts import label
from graphviz_app.theme import Theme

SIZE = (960, 600)
MOST_LINES = 4000
"""Lines up to which it is worked out what differs."""
MOST_LETTERS = 400_000
"""Characters of a version that are shown."""


class Version(NamedTuple):
    """One of two texts, and whose it is."""

    title: str
    text: str


class Compare(QDialog):
    """Asks which of two versions it should be; ``chosen`` is the word on the button."""

    def __init__(
        self,
        theme: Theme,
        question: str,
        versions: tuple[Version, Version],
        words: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Two versions")
        self.chosen = ""
        self.views = tuple(_view(version, theme, self) for version in versions)
        self.buttons = [self._button(word) for word in (*words, "Cancel")]
        self._build(theme, question, versions)
        self._tint()
        self._scroll_together()
        self.resize(*(round(theme.px(length)) for length in SIZE))

    def _build(self, theme: Theme, question: str, versions: tuple[Version, Version]) -> None:
        whole = QVBoxLayout(self)
        side = round(theme.px(16))
        whole.setContentsMargins(side, side, side, side)
        whole.setSpacing(side // 2)
        whole.addWidget(label(question, wrap=True))
        both = QHBoxLayout()
        both.setSpacing(side)
        for version, view in zip(versions, self.views, strict=True):
            column = QVBoxLayout()
            column.addWidget(label(version.title, "heading"))
            column.addWidget(view, 1)
            both.addLayout(column, 1)
        whole.addLayout(both, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        whole.addLayout(row)

    def _button(self, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setAutoDefault(word == "Cancel")
        button.clicked.connect(lambda: self._choose(word))
        return button

    def _choose(self, word: str) -> None:
        self.chosen = "" if word == "Cancel" else word
        self.done(int(bool(self.chosen)))

    def _tint(self) -> None:
        """The lines of each that the other has not; the first of them is brought into view."""
        left, right = (view.toPlainText().split("\n") for view in self.views)
        if max(len(left), len(right)) > MOST_LINES:
            return
        changes = [
            change
            for change in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
            if change[0] != "equal"
        ]
        self.views[0].set_active_blocks(i for _, a, b, _, _ in changes for i in range(a, b))
        self.views[1].set_active_blocks(i for _, _, _, a, b in changes for i in range(a, b))

    def _scroll_together(self) -> None:
        left, right = (view.verticalScrollBar() for view in self.views)
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)


def _view(version: Version, theme: Theme, parent: QWidget) -> CodeView:
    view = CodeView(theme, parent)
    view.setReadOnly(True)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    view.setPlainText(version.text[:MOST_LETTERS])
    view.setAccessibleName(version.title)
    return view
