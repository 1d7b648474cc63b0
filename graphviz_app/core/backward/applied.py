"""An operator's formula, applied to terms: letters become what they stand for."""

from collections.abc import Callable, Mapping
from typing import Any

from graphviz_app.core.backward.algebra import made
from graphviz_app.core.backward.term import Term, number, of_shape
from graphviz_app.core.expression import ARITHMETIC, Apply, Expr, Name, Number, called, names_in
from graphviz_app.core.operators.composite import split
from graphviz_app.core.operators.formulas import STATIC
from graphviz_app.core.oplib import OPS

Make = Callable[[str, list[Term], Mapping[str, Any]], Term]
_WORDS = {"None": None, "True": True, "False": False}
_FIXED: Mapping[str, Callable[..., Any]] = {
    **ARITHMETIC,
    "equal": lambda a, b: a == b,
    "not_equal": lambda a, b: a != b,
    "less": lambda a, b: a < b,
    "less_equal": lambda a, b: a <= b,
    "greater": lambda a, b: a > b,
    "greater_equal": lambda a, b: a >= b,
    "tuple": lambda *items: items,
}
"""What can be done with attributes, sizes and shapes before anything is run."""


class Applied:
    """What the letters and attributes of one application stand for.

    ``make`` puts operators and terms together.
    """

    def __init__(
        self, known: Mapping[str, Term], attrs: Mapping[str, Any], make: Make = made
    ) -> None:
        self._known = dict(known)
        self._attrs = attrs
        self._make = make

    def know(self, name: str, term: Term) -> None:
        """One more letter: a line of an expansion."""
        self._known[name] = term

    def term(self, tree: Expr) -> Term:
        """The formula with terms for letters."""
        match tree:
            case Name(name) if name in self._known:
                return self._known[name]
            case Apply("where", (test, first, second)) if self._is_fixed(test):
                return self.term(first if self.fixed(test) else second)
            case Apply(op, _) if op in OPS and not (op in _FIXED and self._is_fixed(tree)):
                return self._applied(tree)
        return number(self.fixed(tree))

    def _applied(self, tree: Apply) -> Term:
        operands, given = split(OPS[tree.op], tree)
        attrs = {name: self.fixed(value) for name, value in given.items()}
        return self._make(tree.op, [self.term(operand) for operand in operands], attrs)

    def _is_fixed(self, tree: Expr) -> bool:
        """Whether it is about attributes, sizes and shapes alone."""
        known = names_in(tree) & self._known.keys()
        return not known and called(tree, infix=True) <= _FIXED.keys() | STATIC.keys()

    def fixed(self, tree: Expr) -> Any:
        """An attribute: a number, a word, what the operator itself was given, a shape."""
        match tree:
            case Number(value):
                return int(value) if value.is_integer() else value
            case Name(name) if name in self._known:
                return of_shape(self._known[name].shape)
            case Name(name):
                known = {**_WORDS, **self._attrs}
                return known[name] if name in known else name.strip("'\"")
            case Apply(op, operands) if op in _FIXED or op in STATIC:
                return (_FIXED.get(op) or STATIC[op])(*map(self.fixed, operands))
        raise ValueError(tree)
