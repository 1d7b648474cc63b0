"""Sums of thousands of terms.

Python's parser nests ``a + b + c`` to the left, one level per term, and gives up at about a
thousand levels. A list does not nest: so the signs of a long chain are replaced by commas, which
keeps every column, and the chain is put back together from the tuple that Python then returns.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.tokens import Token, ends_operand, tokenize
from graphviz_app.patterns import late

_LONG = 100
_SUM: dict[str, ast.operator] = {"+": ast.Add(), "-": ast.Sub()}
_PRODUCT: dict[str, ast.operator] = {"*": ast.Mult(), "/": ast.Div(), "@": ast.MatMult()}
_BETWEEN = late(r"(?:[\s)\\]|#[^\n]*)*")
_RESETS = {"=", ":", ";", "return"}


@dataclass
class _Level:
    """What stands inside one pair of brackets; ``plain`` if it is nothing but a chain."""

    sums: list[Token] = field(default_factory=list)
    products: list[Token] = field(default_factory=list)
    plain: bool = True

    def chain(self) -> list[Token]:
        """The operators that join its terms, if there are many."""
        joints = self.sums or self.products
        return joints if self.plain and len(joints) > _LONG else []


class Chains:
    """The chains of one text: where the first comma of each is, and its signs."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._signs: dict[int, list[str]] = {}
        self.lines: list[str] | None = None
        """The text with long chains turned into tuples, once that was needed."""

    def shortened(self) -> list[str]:
        """The lines of the text, with long chains turned into tuples."""
        if self.lines is not None:
            return self.lines
        letters = list(self._script.text)
        for chain in _long_chains(self._script.text):
            self._signs[chain[0].start] = [token.text for token in chain]
            for token in chain:
                letters[token.start] = ","
        self.lines = "".join(letters).split("\n")
        return self.lines

    def restore(self, terms: Sequence[ast.expr]) -> ast.expr | None:
        """The chain that these terms are, or None if somebody wrote the commas."""
        if not self._signs or len(terms) <= _LONG:
            return None
        first = terms[0]
        end = self._script.offset(first.end_lineno or first.lineno, first.end_col_offset or 0)
        between = _BETWEEN.match(self._script.text, end)
        signs = self._signs.get(between.end() if between else -1)
        if signs is None:
            return None
        for sign, term in zip(signs, terms[1:], strict=True):
            first = _joined(first, (_SUM | _PRODUCT)[sign], term)
        return first


def _joined(left: ast.expr, sign: ast.operator, right: ast.expr) -> ast.expr:
    joined = ast.BinOp(left, sign, right)
    joined.lineno, joined.col_offset = left.lineno, left.col_offset
    joined.end_lineno, joined.end_col_offset = right.end_lineno, right.end_col_offset
    return joined


def _long_chains(text: str) -> list[list[Token]]:
    chains: list[list[Token]] = []
    levels = [_Level()]
    before: Token | None = None
    for token in tokenize(text):
        if token.kind == "open":
            if token.text != "(":
                levels[-1].plain = levels[-1].plain and token.text == "["
            levels.append(_Level(plain=token.text == "("))
        elif token.kind == "close" and len(levels) > 1:
            chains.append(levels.pop().chain())
        elif len(levels) == 1 and (token.kind == "newline" or token.text in _RESETS):
            chains.append(levels[0].chain())
            levels[0] = _Level()
        else:
            _count(levels[-1], token, before)
        before = token
    chains.append(levels[0].chain())
    return [chain for chain in chains if chain]


def _count(level: _Level, token: Token, before: Token | None) -> None:
    if token.text in _SUM:
        if ends_operand(before):
            level.sums.append(token)
    elif token.text in _PRODUCT:
        level.products.append(token)
    elif token.text not in {"**", "."} and (
        token.kind in {"sign", "newline", "close"}
        or token.text in {"if", "else", "and", "or", "not", "in", "is", "lambda", "for"}
    ):
        level.plain = False
