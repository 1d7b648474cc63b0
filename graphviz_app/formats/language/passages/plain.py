"""Plain lines, read without Python's parser: ``h = tanh(w*x + b)``, ``w = parameter(0.5)``.

Most lines of a large text are of names, numbers, the signs of arithmetic, brackets and calls of
operators. Python's trees of them take longer than all the rest. What is said here of a line is
what ``Reader`` says of it; whatever is not as plain as can be, and every mistake, is left to that.
"""

import math
from collections.abc import Mapping, Sequence
from keyword import kwlist
from typing import NamedTuple

from graphviz_app.core.graph import Attr, Edge, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.words.grammar import (
    ALIASES,
    CONSTANTS,
    FOLDED,
    LEAVES,
    STATEMENTS,
)
from graphviz_app.formats.limits import MAX_NAME
from graphviz_app.patterns import late

_LETTERS, _WORDS, _NAME_LETTERS = 800, 200, MAX_NAME - 50
"""So long at most: what Python's parser refuses as too deep is longer, as are names too long."""
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?"
_NAME = "[A-Za-z_][A-Za-z0-9_]*"
_WORD = late(rf"{_NAME}|{_NUMBER}|\*\*|[^ \t]")
_REMARK = r"(?:#[^\n\\]*)?"
_PLAIN = late(rf"({_NAME} *=[A-Za-z0-9_+*/@(),. -]+){_REMARK}(?:\n *{_REMARK})*")
_SIGN = late(r"\$a ?([-+*/@]+) ?\$b")
_TAKEN = frozenset([*OPS, *ALIASES, *STATEMENTS, *CONSTANTS, *kwlist])
"""Words that are no names of plain lines."""
_NO_ATTRS: Mapping[str, Attr] = {}
_SIGNS = {
    sign[1]: (op.precedence, op.name)
    for op in OPS.values()
    if (sign := _SIGN.fullmatch(op.python)) and not op.attrs
}
_OF_NUMBERS = frozenset(["/", "**"])
"""Signs that are more than an operator behind a number: 1/x is one, and -2**x has its own order."""
_MINUS = OPS["neg"].precedence
_CALLED: Mapping[str, Op] = {
    word: OPS[name]
    for word, name in [*zip(OPS, OPS, strict=True), *ALIASES.items()]
    if not (OPS[name].is_leaf or OPS[name].variadic)
    and not any(f"${attr}" in OPS[name].python for attr in OPS[name].attrs)
    and name != "pow"
}
"""Words of operators that take what they are given; pow(x, 3) is a power of its own kind."""


class _NotPlainError(Exception):
    """A line that must be read in another way."""


class _Step(NamedTuple):
    """A node of a line."""

    id: str
    op: str
    operands: Sequence[str]
    attrs: Mapping[str, Attr]


def may_be_plain(text: str) -> bool:
    """Whether a passage looks like a plain line, with remarks and blank lines behind it or none."""
    return len(text) <= _LETTERS and _PLAIN.fullmatch(text) is not None


class PlainLines:
    """Reads those that ``may_be_plain`` into what is built so far, one after the other."""

    def __init__(self, built: Built, functions: Mapping[str, Function]) -> None:
        self._built = built
        self._nodes, self._groups = built.nodes, built.groups
        self._functions = functions
        self._begin("", [])

    def _begin(self, name: str, words: list[str]) -> None:
        self._name = name
        words.append("")
        words.reverse()
        self._words = words
        """What is still to be read of the line, the next one last."""
        self._steps: list[_Step] = []
        self._uses: dict[str, None] = {}
        self._calls: dict[str, None] = {}
        self._counts: dict[str, int] = {}
        self._numbers: set[str] = set()
        """The ids of those operands that are numbers."""

    def passage(self, text: str, number: int) -> Passage | None:
        """What this line of that number says, which is added; None if it is not plain."""
        name, _, *words = _WORD.findall(text.partition("\n")[0].partition("#")[0])
        if len(words) > _WORDS or len(name) > _NAME_LETTERS or name in _TAKEN:
            return None
        if name in self._nodes or name in self._groups or name in self._built.constants:
            return None
        self._begin(name, words)
        try:
            steps = self._line()
        except _NotPlainError:
            return None
        if len(self._nodes) + len(steps) > self._built.most:
            return None
        return self._added(text, number, steps)

    def _added(self, text: str, number: int, steps: Sequence[_Step]) -> Passage:
        line, built = self._name, self._built
        nodes: list[tuple[str, Node]] = []
        edges: list[tuple[tuple[str, int], Edge]] = []
        for id_, op, operands, attrs in steps:
            nodes.append((id_, Node(id_, op, attrs, "" if id_ == line else line)))
            for slot, operand in enumerate(operands):
                edges.append(((id_, slot), Edge(operand, id_, slot)))
        built.nodes.update(nodes)
        built.edges.update(edges)
        built.lines[line] = number
        names, uses = ((line, 1),), tuple(self._uses)
        calls = tuple(self._calls.items())
        return Passage(text, tuple(nodes), tuple(edges), names, uses, calls=calls)

    def _line(self) -> Sequence[_Step]:
        """What the formula is made of, last the one that has the name; raises _NotPlainError."""
        if self._words[-1] in LEAVES:
            return (self._leaf(),)
        result = self._formula(0)
        if self._words != [""]:
            raise _NotPlainError
        if not self._steps:
            return (_Step(self._name, "identity", (result,), _NO_ATTRS),)
        _, op, operands, attrs = self._steps[-1]
        self._steps[-1] = _Step(self._name, op, operands, attrs)
        return self._steps

    def _leaf(self) -> _Step:
        op = self._words.pop()
        sign = "-" if self._words[-2:-1] == ["-"] else ""
        if sign:
            del self._words[-2]
        match self._words:
            case ["", ")", number, "("] if number[:1].isdigit():
                self._calls[op] = None
                return _Step(self._name, op, (), {"value": _finite(sign + number)})
        raise _NotPlainError

    def _formula(self, least: int) -> str:
        """What comes next, as far as signs bind it tighter than this: the id of its node."""
        left = self._operand()
        while True:
            precedence, op = _SIGNS.get(self._words[-1], (0, ""))
            if precedence <= least:
                return left
            sign = self._words.pop()
            if left in self._numbers and sign in _OF_NUMBERS:
                left = self._reciprocal(left, sign, precedence)
            elif sign == "**":
                left = self._power(left, op)
            else:
                left = self._step(op, (left, self._formula(precedence)))

    def _operand(self) -> str:
        word = self._words.pop()
        if self._words and self._words[-1] == "(" and word.isidentifier():
            return self._call(word)
        if word in self._nodes:
            self._uses[word] = None
            return word
        if word == "(":
            inner = self._formula(0)
            self._close()
            return inner
        if word == "-":
            if self._words[-1][:1].isdigit():
                return self._number(f"-{self._words.pop()}")
            return self._step("neg", (self._formula(_MINUS),))
        if word[:1].isdigit():
            return self._number(word)
        raise _NotPlainError

    def _reciprocal(self, number: str, sign: str, precedence: int) -> str:
        """One over something, where the one has been read."""
        last = self._steps.pop()
        if sign != "/" or last.id != number or last.attrs["value"] != 1:
            raise _NotPlainError
        self._counts["c"] -= 1
        right = self._formula(precedence)
        if right in self._numbers:
            raise _NotPlainError
        return self._step("reciprocal", (right,))

    def _number(self, word: str) -> str:
        id_ = self._step("constant", (), {"value": _finite(word)})
        self._numbers.add(id_)
        return id_

    def _power(self, base: str, op: str) -> str:
        """What follows ``**``."""
        sign = self._words.pop() if self._words[-1] == "-" else ""
        if self._words[-1][:1].isdigit():
            exponent = _finite(sign + self._words.pop())
            if self._words[-1] == "**":
                raise _NotPlainError
            if exponent == 2:
                return self._step("square", (base,))
            return self._step("power", (base,), {"exponent": exponent})
        right = self._formula(_MINUS)
        if sign or right in self._numbers:
            raise _NotPlainError
        return self._step(op, (base, right))

    def _call(self, word: str) -> str:
        op = _CALLED.get(word)
        if op is None or word in self._functions:
            raise _NotPlainError
        self._calls[word] = None
        self._words.pop()
        operands = [self._formula(0)]
        while self._words[-1] == ",":
            self._words.pop()
            if len(operands) == 2 and op.name in FOLDED:
                operands = [self._step(op.name, operands)]
            operands.append(self._formula(0))
        self._close()
        if len(operands) != len(op.operands):
            raise _NotPlainError
        attrs = dict(op.attrs) if op.attrs else _NO_ATTRS
        return self._step(op.name, operands, attrs)  # type: ignore[arg-type]  # a default is an Attr

    def _close(self) -> None:
        if self._words.pop() != ")":
            raise _NotPlainError

    def _step(self, op: str, operands: Sequence[str], attrs: Mapping[str, Attr] = _NO_ATTRS) -> str:
        if self._numbers and operands and self._numbers.issuperset(operands):
            raise _NotPlainError  # arithmetic on numbers
        word = op if operands else "c"
        number = self._counts[word] = self._counts.get(word, 0) + 1
        id_ = f"{self._name}.{word}{number}"
        if id_ in self._nodes or id_ in self._groups:
            raise _NotPlainError
        self._steps.append(_Step(id_, op, operands, attrs))
        return id_


def _finite(word: str) -> float:
    number = float(word)
    if math.isinf(number):
        raise _NotPlainError
    return number
