"""Formulas over single numbers, as expressions of JavaScript."""

import math
from collections.abc import Mapping
from typing import Any

from graphviz_app.core.expression import (
    CONDITIONS,
    SIGNS,
    Apply,
    Expr,
    Name,
    Number,
    formula,
    replaced,
)
from graphviz_app.core.op import Op
from graphviz_app.core.operators.formulas import completed, in_terms_of_value, written_value
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import GraphError
from graphviz_app.formats.code.javascript.library import runtime

_SIGN = dict(SIGNS.values()) | {"equal": "===", "not_equal": "!=="}
_NAMED = {
    **{n: n for n in ("exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "abs", "sin")},
    **{n: n for n in ("cos", "tan", "sinh", "cosh", "tanh", "floor", "ceil")},
    **{f"arc{n}": f"a{n}" for n in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
}
"""NumPy's names of functions, and JavaScript's."""
_CLOSE: Mapping[str, str] = {"tanh": "1/cosh(a)**2"}
"""Derivatives in digits that the table's formula has lost near saturation, as the same formula."""
Written = Mapping[str, str]
"""What stands for each letter."""


def literal(value: Any) -> str:
    """A number, a word, a shape, as JavaScript writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return repr(value)
    number = float(value)
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else f"{'-' if number < 0 else ''}Infinity"
    return repr(number).removesuffix(".0")


class NumberFunctions:
    """Spells formulas over numbers, and keeps the functions that this takes."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}
        """Functions of their own, by name."""

    def source(self, tree: Expr, letters: Written) -> str:
        """A formula with something for each of its letters."""
        match tree:
            case Number(value):
                return literal(value) if value >= 0 else f"({literal(value)})"
            case Name(name):
                return letters[name]
            case Apply("neg", (operand,)):
                return f"(-{self.source(operand, letters)})"
            case Apply("where", (test, first, second)):
                both = (self.source(part, letters) for part in (first, second))
                return f"({self._test(test, letters)} ? {' : '.join(both)})"
            case Apply("pow", (base, Number(2.0))) if isinstance(base, Name):
                return f"({letters[base.name]} * {letters[base.name]})"
            case Apply(op, _) if op in CONDITIONS:
                return f"({self._test(tree, letters)} ? 1 : 0)"
            case Apply(op, (left, right)) if op in _SIGN and op != "matmul":
                return f"({self.source(left, letters)} {_SIGN[op]} {self.source(right, letters)})"
        assert isinstance(tree, Apply)
        given = [self.source(part, letters) for part in tree.operands]
        given += [self.source(part, letters) for _, part in tree.attrs]
        return f"{self.function(OPS[tree.op])}({', '.join(given)})"

    def _test(self, tree: Expr, letters: Written) -> str:
        if isinstance(tree, Apply) and tree.op in CONDITIONS:
            left, right = (self.source(part, letters) for part in tree.operands)
            return f"{left} {_SIGN[tree.op]} {right}"
        return f"{self.source(tree, letters)} !== 0"

    def function(self, op: Op) -> str:
        """What is called for an operator, with its operands, then its attributes."""
        name = f"f_{op.name}"
        if name in runtime() or name in self.written:
            return name
        if isinstance(op.numpy, str) and op.numpy in _NAMED:
            return f"Math.{_NAMED[op.numpy]}"
        if not (op.elementwise and written_value(op)):
            raise GraphError(f"there is no JavaScript for {op.name}")
        letters = [*op.operands, *op.attrs]
        tree = completed(formula(written_value(op)), op.others)
        value = self.source(tree, {letter: letter for letter in letters})
        self.written[name] = f"const {name} = ({', '.join(letters)}) => {bare(value)};"
        return name

    def value(self, op: Op, letters: Written) -> str:
        """An elementwise operator's value."""
        if f"f_{op.name}" in runtime() or not written_value(op):
            given = [letters[letter] for letter in (*op.operands, *op.attrs)]
            return f"{self.function(op)}({', '.join(given)})"
        return bare(self.source(completed(formula(written_value(op)), op.others), letters))

    def complement(self, op: Op, operands: list[str]) -> str:
        """1 − y, in digits that y has lost where it is nearly 1."""
        tree = completed(formula(op.complement), op.others)
        return bare(self.source(tree, dict(zip(op.operands, operands, strict=True))))

    def share(self, op: Op, slot: int, letters: Written) -> str | None:
        """What an operand of an elementwise operator receives of g; None without a formula."""
        written = op.pullbacks[slot] if slot < len(op.pullbacks) else ""
        if isinstance(written, str) and written:
            return bare(self.source(completed(formula(written), op.others), letters))
        partial = formula(_CLOSE[op.name]) if op.name in _CLOSE else op.partial(slot)
        if partial is None:
            return None
        return bare(self.source(self._times(op, in_terms_of_value(op, partial)), letters))

    def _times(self, op: Op, tree: Expr) -> Expr:
        """g times a derivative, in which 1 − y is what the entry knows better."""
        tree, g = _with_complement(op, completed(tree, op.others)), Name("g")
        match tree:
            case Number(1.0):
                return g
            case Number(-1.0):
                return Apply("neg", (g,))
            case Apply("div", (Number(1.0), below)):
                return Apply("div", (g, below))
        return Apply("mul", (g, tree))


def _with_complement(op: Op, tree: Expr) -> Expr:
    if not op.complement:
        return tree
    return replaced(tree, {Apply("sub", (Number(1.0), Name("y"))): formula(op.complement)})


def bare(text: str) -> str:
    """Without the brackets around all of it."""
    if not text.startswith("("):
        return text
    depth = 0
    for i, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return text[1:-1] if i == len(text) - 1 else text
    return text
