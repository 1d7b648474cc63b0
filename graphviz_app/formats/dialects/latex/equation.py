"""The sides of an equation, and what its left side says."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.formats.dialects.latex.names import INDICES
from graphviz_app.formats.dialects.latex.tokens import Token, tokens
from graphviz_app.formats.dialects.latex.words import RELATIONS

_NUMBER = re.compile(r"-?\s*(?:\d+(?:(?:\.|\{,\})\d+)?|\.\d+)(?:e-?\d+)?")
_SIGN = re.compile(
    r"\\[{}]|[({\[\])}]|=|≈|≔"
    r"|\\(?:approx|simeq|equiv|leftarrow|gets|coloneqq|doteq|triangleq)(?![a-z])"
)


class Side(NamedTuple):
    """One side: the sign of equality before it, its signs, and how it is written."""

    relation: str
    signs: list[Token]
    words: str

    @property
    def number(self) -> str | None:
        """The number that it is, as it is typed here."""
        words = self.words.strip(" .,;\n")
        return words.replace("{,}", ".").replace(" ", "") if _NUMBER.fullmatch(words) else None


class Left(NamedTuple):
    """A left side: its name, the operands of ``f(x)`` if there are any, and an index behind."""

    name: Sequence[Token]
    operands: Sequence[Token] | None
    element: str


def sides_of(words: str) -> list[Side]:
    """All sides, the left one first."""
    sides: list[tuple[str, list[Token]]] = [("", [])]
    depth = 0
    for token in tokens(words):
        if token.kind == "sign":
            depth += (token.text in "({[") - (token.text in ")}]")
        if depth == 0 and token.text in RELATIONS and token.kind != "word":
            sides.append((RELATIONS[token.text], []))
        elif token.text != ":" or token.kind != "sign":
            sides[-1][1].append(token)
    return [
        Side(relation, signs, text)
        for (relation, signs), text in zip(sides, _pieces(words), strict=False)
    ]


def left_of(signs: Sequence[Token]) -> Left:
    """What a left side says."""
    texts = [token.text for token in signs]
    index = ""
    if texts[-3:-1] == [")", "_"] and texts[-1] in INDICES:
        index, signs, texts = texts[-1], signs[:-2], texts[:-2]
    start = _opening(texts)
    if start <= 0:
        return Left(signs, None, index)
    return Left(signs[:start], signs[start + 1 : -1], index)


def _opening(texts: Sequence[str]) -> int:
    """Where the bracket opens that closes at the end; -1 if there is none."""
    depth = 0
    for at in range(len(texts) - 1, -1, -1):
        depth += (texts[at] == ")") - (texts[at] == "(")
        if depth <= 0:
            return at if texts[at] == "(" else -1
    return -1


def _pieces(words: str) -> Iterator[str]:
    depth, start = 0, 0
    for found in _SIGN.finditer(words):
        text = found[0]
        if text in "({[":
            depth += 1
        elif text in ")}]":
            depth -= 1
        elif depth == 0 and text not in ("\\{", "\\}"):
            yield words[start : found.start()].rstrip(" :")
            start = found.end()
    yield words[start:]
