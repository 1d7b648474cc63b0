"""The forms that a derivative is told in: by the names on the way, in the leaves, as powers of e.

Part of the worker: it imports nothing of the program.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import mpmath
import sympy
from algebra import Algebra, NoFormError, Pair, number, sigmoid  # type: ignore[import-not-found]

MOST = 90
"""Operations of a form by names that is still told."""
_MOST_OF = {"leaves": 45, "numbers": 30, "powers": 30}
"""The same of other forms."""
_SIMPLE = 60
"""Operations up to which it is tried whether a form can be simplified."""


class Derivative:
    """Of ``of`` by ``by``, in a graph whose lines are expressions in earlier names."""

    def __init__(self, question: Mapping[str, Any]) -> None:
        self._of, self._by = question["of"], question["by"]
        self._steps: Sequence[tuple[str, Any, bool]] = question["steps"]
        self._leaves = {
            id_: Pair(sympy.Symbol(id_, real=True), number(x).at)
            for id_, x in question["leaves"].items()
        }
        self._algebra = Algebra()
        self._lines: dict[str, sympy.Expr] = {}
        self._assumed: dict[str, Sequence[sympy.Expr]] = {}
        self._known = dict(self._leaves)
        for id_, tree, named in self._steps:
            self._algebra.conditions = []
            pair = self._algebra.built(tree, self._known)
            self._assumed[id_] = self._algebra.conditions
            if named:
                self._lines[id_] = pair.expr
                pair = Pair(sympy.Symbol(id_, real=True), pair.at)
            self._known[id_] = pair

    @property
    def conditions(self) -> Sequence[sympy.Expr]:
        """Where it holds: what was assumed between the two."""
        moved = {self._by}
        for id_, tree, _ in self._steps:
            if moved & set(_names(tree)):
                moved.add(id_)
        assumed = (self._assumed[id_] for id_, *_ in self._steps if id_ in moved)
        return list(dict.fromkeys(condition for some in assumed for condition in some))

    def forms(self) -> Iterator[tuple[str, sympy.Expr]]:
        """Each by its kind, the readiest first; NoFormError if all are too long."""
        by_names = _shortest(self._by_names(), (sympy.factor, sympy.cancel))
        told = [by_names] if _length(by_names) <= MOST else []
        if told:
            yield "names", by_names
        for kind, form in self._others(by_names):
            if form not in told and _length(form) <= _MOST_OF[kind]:
                told.append(form)
                yield kind, form
        if not told:
            raise NoFormError("it has more than a hundred terms and factors")

    def _others(self, by_names: sympy.Expr) -> Iterator[tuple[str, sympy.Expr]]:
        whole = self._in_leaves(by_names)
        if _length(whole) > 2 * MOST:
            return
        in_leaves = _shortest(whole, (sympy.factor, sympy.simplify))
        yield "leaves", in_leaves
        others = {pair.expr: number(float(pair.at)).expr
                  for id_, pair in self._leaves.items() if id_ != self._by}  # fmt: skip
        if len(in_leaves.free_symbols) > 1 and sympy.Symbol(self._by, real=True) in (
            in_leaves.free_symbols
        ):
            yield "numbers", _shortest(in_leaves.subs(others), (sympy.simplify,))
        if in_leaves.has(sigmoid, sympy.tanh):
            yield "powers", _shortest(in_leaves.rewrite(sympy.exp), (sympy.factor, sympy.simplify))

    def number_of(self, form: sympy.Expr) -> mpmath.mpf | None:
        """What a form is at the point; None if it has no value there."""
        values = {pair.expr: sympy.Float(pair.at, 30) for pair in self._known.values()
                  if pair.expr.is_Symbol}  # fmt: skip
        with_values = form.subs(values).rewrite(sympy.exp)
        value = sympy.re(with_values.evalf(30))
        return mpmath.mpf(value) if value.is_finite else None

    def _by_names(self) -> sympy.Expr:
        """Backwards from the output, line by line: the chain rule in symbols."""
        back: dict[str, sympy.Expr] = {self._of: sympy.Integer(1)}
        for id_ in reversed(self._lines):
            arrived, line = back.get(id_), self._lines[id_]
            if arrived is None or id_ == self._by:
                continue
            for symbol in sorted(line.free_symbols, key=str):
                local = self._local(id_, line, symbol)
                back[symbol.name] = back.get(symbol.name, sympy.Integer(0)) + arrived * local
        return back.get(self._by, sympy.Integer(0))

    def _local(self, id_: str, line: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
        """A line's derivative; in its value, where it is one function: a·(1 − a)."""
        local = sympy.factor_terms(sympy.diff(line, symbol))
        whole = isinstance(line, sympy.Function) or line.is_Pow
        return local.subs(line, sympy.Symbol(id_, real=True)) if whole else local

    def _in_leaves(self, form: sympy.Expr) -> sympy.Expr:
        for id_ in reversed(self._lines):
            if id_ != self._by:
                form = form.subs(sympy.Symbol(id_, real=True), self._lines[id_])
        return form


def _length(form: sympy.Expr) -> int:
    return int(sympy.count_ops(form, visual=False))


def _shortest(form: sympy.Expr, ways: Sequence[Any]) -> sympy.Expr:
    """As it is, or rewritten in one of these ways."""
    length = _length(form)
    if length > 2 * MOST:
        return form
    quick = [way for way in ways if way is not sympy.simplify or length <= _SIMPLE]
    return min([form, *(way(form) for way in quick)], key=_length)


def _names(tree: Any) -> Iterator[str]:
    """What a tree is about."""
    word, *rest = tree
    if word == "v":
        yield rest[0]
    elif word != "n":
        for operand in rest:
            yield from _names(operand)
