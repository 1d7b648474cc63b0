"""Colours for the text language: comments, names that are defined, calls, numbers, claims."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from graphviz_app.formats.language.words.grammar import LEAVES, STATEMENTS
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LARGE = 5000
"""Lines above which only what is seen is coloured."""
LONG_LINE = 2000
"""Characters of a line above which it stays plain."""
KEYWORDS = frozenset({"def", "return", "with", "if", "else", "True", "False", "None", "and", "or"})
DONE = 1
"""The state of a block of a large text that has been coloured."""

_TOKEN = re.compile(
    r"(?P<comment>#.*)"
    r"|(?P<string>\"[^\"]*\"?|'[^']*'?)"
    r"|(?P<number>(?:(?<=[(\[,=])[-−]|(?<=[(\[,=] )[-−]|(?<![\w.]))"
    r"(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[^\W\d]\w*)"
)
_DEFINITION = re.compile(r"\s*[^\W\d]\w*\s*=(?!=)")
_CLAIM = re.compile(r"^[^#=]*==\s*")


def tokens(line: str) -> Iterator[tuple[int, int, str]]:
    """Where in a line what stands: (start, length, kind).

    Kinds: comment, string, number, leaf, call, statement, keyword, definition, claim.
    """
    claim = _CLAIM.match(line)
    defined = _DEFINITION.match(line)
    for found in _TOKEN.finditer(line):
        kind = found.lastgroup or ""
        if kind == "word":
            kind = _kind_of_word(found[0], line[found.end() :].lstrip())
            if not kind and defined and found.end() <= defined.end():
                kind = "definition"
        if claim and kind == "number" and found.start() >= claim.end() - 1:
            kind = "claim"
        if kind:
            yield found.start(), found.end() - found.start(), kind


def _kind_of_word(word: str, after: str) -> str:
    if word in KEYWORDS:
        return "keyword"
    if not after.startswith("("):
        return ""
    if word in LEAVES:
        return "leaf"
    return "statement" if word in STATEMENTS else "call"


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
            if block.userState() != DONE:
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
            self.setCurrentBlockState(DONE)
        if len(text) > LONG_LINE:
            return
        for start, length, kind in tokens(text):
            self.setFormat(start, length, self._formats[kind])


def formats(theme: Theme) -> dict[str, QTextCharFormat]:
    """How each kind of token looks."""
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
    found = {}
    for kind, (color, weight) in look.items():
        found[kind] = QTextCharFormat()
        found[kind].setForeground(QColor(color))
        if weight != 400:
            found[kind].setFontWeight(QFont.Weight(weight))
    return found
