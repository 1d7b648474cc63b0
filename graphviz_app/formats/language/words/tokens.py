"""The words of a text, for what Python's parser cannot tell: brackets, long sums, slips."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.patterns import late

_TOKEN = late(
    r"""(?P<comment>\#[^\n]*)
      | (?P<newline>\n)
      | (?P<space>[^\S\n]+|\\\n)
      | (?P<string>"[^"\n]*"|'[^'\n]*')
      | (?P<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)
      | (?P<name>[^\W\d]\w*|\.\.\.)
      | (?P<sign>\*\*|//|[=<>!]=|<>|:=|->|<<|>>|&&|\|\||\+\+|--|[-+*/@%&|^~<>=,:;.])
      | (?P<open>[(\[{])
      | (?P<close>[)\]}])
      | (?P<other>.)""",
    re.VERBOSE,
)
_BRACKETS = late(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|[()\[\]{}]")
_BRACKET = late(r"[()\[\]{}]")
CLOSING = {"(": ")", "[": "]", "{": "}"}


class Token(NamedTuple):
    """A word, what it is (``name``, ``number``, ``sign``, ``open`` …) and where it begins."""

    kind: str
    text: str
    start: int


class BracketSlip(NamedTuple):
    """A bracket without partner: ``opened`` is None where one closes that was never opened."""

    opened: Token | None
    closed: Token | None


def tokenize(text: str) -> Iterator[Token]:
    """Every token but spaces and comments; newlines only where they end a statement."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind in {"space", "comment"} or (kind == "newline" and depth):
            continue
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        yield Token(kind, match[0], match.start())


def bracket_slip(text: str) -> BracketSlip | None:
    """The first bracket without partner."""
    waiting: list[Token] = []
    for match in _BRACKETS.finditer(text):
        bracket = Token("bracket", match[0], match.start())
        if bracket.text in CLOSING:
            waiting.append(bracket)
        elif len(bracket.text) == 1 and bracket.text != "#":
            if not waiting or CLOSING[waiting[-1].text] != bracket.text:
                return BracketSlip(waiting[-1] if waiting else None, bracket)
            waiting.pop()
    return BracketSlip(waiting[-1], None) if waiting else None


def depth_change(line: str) -> int:
    """How many more brackets open than close in a line."""
    pieces = _BRACKETS.findall(line)
    if not pieces:
        return 0
    return sum(map(pieces.count, "([{")) - sum(map(pieces.count, ")]}"))


def logical_lines(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From … to before …: lines that an open bracket or a ``\\`` joins are one."""
    first = depth = 0
    for number, line in enumerate(lines):
        if _BRACKET.search(line):
            depth = max(0, depth + depth_change(line))
        if not depth and not line.endswith("\\"):
            yield first, number + 1
            first = number + 1
    if first < len(lines):
        yield first, len(lines)


def ends_operand(token: Token | None) -> bool:
    """Whether an operator that follows this token has a left operand."""
    return token is not None and (
        token.kind in {"number", "string", "close"}
        or (token.kind == "name" and token.text not in {"return", "if", "else", "and", "or", "not"})
    )
