"""The signs of a formula, and where each of them stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.latex.words import BARE, SPACES

_TOKEN = re.compile(
    r"(?P<name>\\(?:text|mathrm|operatorname|textrm|textit|mbox)\*?\s*\{\s*[A-Za-z][\w ]*?\s*\})"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|.))"
    r"|(?P<number>\d+(?:(?:\.|\{,\})\d+)?(?:[eE]-?\d+)?|\.\d+)"
    rf"|(?P<word>(?:{'|'.join(BARE)})(?=\s*(?:\(|\\left|\\big|\\Big|\\!\s*\()))"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<space>[\s~&]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_LABEL = re.compile(r"\\(?:tag|label|ref|eqref|phantom|vspace|hspace|color)\*?\s*\{[^{}]*\}")


class Token(NamedTuple):
    """A sign: its kind (command, name, number, word, letter, sign) and its letters."""

    kind: str
    text: str
    at: int


def tokens(formula: str) -> list[Token]:
    """All signs that mean something."""
    return list(_tokens(_LABEL.sub(lambda found: " " * len(found[0]), formula)))


def _tokens(formula: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(formula):
        kind, text = found.lastgroup or "", found[0]
        if kind == "space":
            continue
        if kind == "name":
            text = "_".join(text[text.index("{") + 1 : -1].split())
        if kind == "command":
            text = text[1:].rstrip("*")
            if text in SPACES or not text.strip():
                continue
            if text in "{}|%#&_$" and text != "|":
                kind = "sign"
        yield Token(kind, text, found.start())


class Place(NamedTuple):
    """Where a formula stands in the text: its 1-based line, and that line's words."""

    line: int
    words: str
    column: int = 1

    def error(self, reason: str) -> ParseError:
        """A mistake in the formula."""
        return ParseError(reason, self.line, self.column, self.words, len(self.words.strip()))
