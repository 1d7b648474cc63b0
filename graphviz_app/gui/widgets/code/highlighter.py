"""Colours for the text language: of each kind of word."""

import re

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from graphviz_app.formats.language.editor.definitions import carried
from graphviz_app.formats.language.editor.kinds import kinds
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LARGE = 5000
"""Lines above which only what is seen is coloured."""
LONG_LINE = 2000
"""Characters of a line above which it stays plain."""
READ, LONG = 8, 12
"""Characters of a number that are read; of those with more than the second the rest is narrow."""
NARROW = 75
"""Percent of the usual width."""
DONE = 1
"""The state of a block that has been coloured; more where a statement is open after it."""


class Highlighter(QSyntaxHighlighter):
    """Colours a document; of a large one only the lines that ``show_range`` names."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._range = (0, 0)
        self.asleep = False
        """While a large text comes in: what is seen of it is coloured afterwards."""
        self._formats = formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._formats = formats(theme)
        self.rehighlight()

    def show_range(self, first: int, last: int) -> None:
        """Colour these blocks of a large document, if they are not yet."""
        document = self.document()
        self._range = (first, last)
        block = document.findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= last:
            if block.userState() < DONE:
                self.rehighlightBlock(block)
            block = block.next()

    @override
    def highlightBlock(self, text: str) -> None:
        if self.asleep:
            return
        if self.document().blockCount() > LARGE:
            first, last = self._range
            if not first <= self.currentBlock().blockNumber() <= last:
                self.setCurrentBlockState(-1)
                return
        before = _open_after(self.previousBlockState())
        long = len(text) > LONG_LINE
        self.setCurrentBlockState(DONE + (before if long else carried(text, before)))
        if long:
            return
        for start, length, kind in kinds(text, bool(before)):
            self.setFormat(start, length, self._formats[kind])
            if kind == "number" and length > LONG:
                self._draw_in(text[start : start + length], start)

    def _draw_in(self, number: str, start: int) -> None:
        """Decimals that nobody reads take less room, so that lines stay as they are in learning."""
        digits = re.split("[eE]", number)[0]
        first = max(READ, digits.find(".") + 2)
        if "." in digits:
            self.setFormat(start + first, max(len(digits) - first, 0), self._formats["tail"])


def goes_on(block: QTextBlock) -> bool:
    """Whether a block goes on with a statement that begins above it."""
    return _open_after(block.previous().userState()) > 0


def _open_after(state: int) -> int:
    return max(0, state - DONE)


def formats(theme: Theme) -> dict[str, QTextCharFormat]:
    """How each kind of word looks."""
    look = {
        "comment": (theme.faint, 400),
        "string": (theme.muted, 400),
        "number": (theme.value, 400),
        "leaf": (theme.muted, 400),
        "call": (theme.ink, 400),
        "statement": (theme.muted, 400),
        "keyword": (theme.muted, 600),
        "definition": (theme.ink, 600),
        "claim": (theme.value, 600),
    }
    by_kind = {"tail": _tail(theme)}
    for kind, (color, weight) in look.items():
        by_kind[kind] = QTextCharFormat()
        by_kind[kind].setForeground(QColor(color))
        if weight != 400:
            by_kind[kind].setFontWeight(QFont.Weight(weight))
    return by_kind


def _tail(theme: Theme) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(theme.muted))
    look.setFontStretch(NARROW)
    return look
