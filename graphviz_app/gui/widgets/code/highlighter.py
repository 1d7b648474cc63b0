"""Colours for the text language: of each kind of word. Digits that only keep a number exact are
so small that its line needs no second one, except where the caret is.
"""

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from graphviz_app.formats.language.editor.definitions import carried
from graphviz_app.formats.language.editor.kinds import kinds
from graphviz_app.formats.language.editor.long_numbers import digits_beyond
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LARGE = 5000
"""Lines above which only what is seen is coloured."""
LONG_LINE = 2000
"""Characters of a line above which it stays plain."""
FOLDED = "folded"
"""The kind of the digits behind those that are read."""
DONE = 1
"""The state of a block that has been coloured; more where a statement is open after it."""


class Highlighter(QSyntaxHighlighter):
    """Colours a document; of a large one only the lines that ``show_range`` names."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._range = (0, 0)
        self.asleep = False
        """While a large text comes in: what is seen of it is coloured afterwards."""
        self._open = -1
        self._formats = formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._formats = formats(theme)
        self.rehighlight()

    def open_line(self, number: int) -> bool:
        """Show the numbers of this block with all digits; whether that changes anything."""
        pair = self._open, number
        self._open = number
        blocks = [self.document().findBlockByNumber(one) for one in {*pair} if one >= 0]
        changed = [one for one in blocks if pair[0] != pair[1] and _has_long(one)]
        for block in changed:
            self.rehighlightBlock(block)
        return bool(changed)

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
            if kind == "number" and self.currentBlock().blockNumber() != self._open:
                self._fold(start, text[start : start + length])

    def _fold(self, start: int, number: str) -> None:
        beyond = digits_beyond(number)
        if beyond is not None:
            self.setFormat(start + beyond[0], beyond[1] - beyond[0], self._formats[FOLDED])


def _has_long(block: QTextBlock) -> bool:
    text = block.text()
    if not block.isValid() or len(text) > LONG_LINE:
        return False
    pieces = (text[start : start + length] for start, length, _ in kinds(text, goes_on(block)))
    return any(digits_beyond(piece) is not None for piece in pieces)


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
    by_kind = {}
    for kind, (color, weight) in look.items():
        by_kind[kind] = QTextCharFormat()
        by_kind[kind].setForeground(QColor(color))
        if weight != 400:
            by_kind[kind].setFontWeight(QFont.Weight(weight))
    by_kind[FOLDED] = QTextCharFormat()
    by_kind[FOLDED].setForeground(QColor(theme.value))
    by_kind[FOLDED].setProperty(QTextFormat.Property.FontPixelSize, 1)
    return by_kind
