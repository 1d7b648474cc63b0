"""What an operator on tensors hands back, by the formula of its entry, as a person would write it.

Shapes are not part of what is written: reshaping and repeating are left out.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.expression import Apply, Expr, Name, Number, factors, formula
from graphviz_app.core.graph import Edge
from graphviz_app.core.op import Op, Shape
from graphviz_app.core.operators.formulas import STATIC
from graphviz_app.core.oplib import OPS
from graphviz_app.explain.piece import bracketed, is_condition
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.spelled import spelled
from graphviz_app.explain.term import (
    Term,
    filled,
    opposite,
    product,
    summed,
    total,
    written,
)

_ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: Fraction(a) / Fraction(b),
    "neg": lambda a: -a,
}


def _product_shape(a: Shape, b: Shape) -> Shape:
    return (*np.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *(b[-1:] if len(b) > 1 else ()))


_SHAPES: Mapping[str, Callable[..., Shape]] = {
    "matmul": _product_shape,
    "outer": lambda a, b: (*a, *b),
    "transpose": lambda a: a[::-1],
    "swapaxes": lambda a: (*a[:-2], *a[:-3:-1]),
    "softmax": lambda a: a,
    "log_softmax": lambda a: a,
}
"""Of what changes no number, or is a product."""


class _Unwritten(Exception):  # noqa: N818  # not an error: it is then told in another way
    """The formula is about shapes or places, and would not be understood."""


def by_formula(terms: RunTerms, edge: Edge, g: Term) -> Term | None:
    """The contribution; None if the formula does not say it shortly."""
    node = terms.graph.nodes[edge.target]
    op = OPS[node.op]
    letters = terms.letters(edge.target)
    known = {name: term for name, term in letters.items() if name not in op.attrs} | {"g": g}
    attrs = {**op.attrs, **node.attrs, "slot": edge.slot}
    text = _chosen(op, edge.slot, {name: term.shape for name, term in known.items()}, attrs)
    smooth = edge.target not in {kink.node for kink in terms.trace.kinks}
    try:
        reader = _Formula(known, attrs, smooth, terms.columns, _whole(terms, edge))
        made = reader.term(formula(text or "None"))
    except _Unwritten:
        return None
    own = terms.shape(edge.source)
    return made if made.shape == own or _is_batch(made.shape, own) else None


@np.errstate(all="ignore")  # what is too large to be added does not add up to 1
def _whole(terms: RunTerms, edge: Edge) -> Container[str]:
    """Operands of which every row adds up to 1, as probabilities do."""
    graph, values = terms.graph, terms.trace.values
    edges = graph.incoming[edge.target]
    letters = OPS[graph.nodes[edge.target].op].letters(len(edges))
    rows = {
        letter: np.asarray(values.get(e.source, 0.0))
        for letter, e in zip(letters, edges, strict=False)
    }
    return {k for k, x in rows.items() if x.ndim and bool((np.sum(x, axis=-1) == 1).all())}


def _is_batch(made: Shape, own: Shape) -> bool:
    """Whether there is one for each of a batch, which are still to be added."""
    return 0 < len(own) < len(made) and made[-len(own) :] == own


def _chosen(op: Op, slot: int, shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    at = 0 if op.variadic else slot
    chosen = op.pullbacks[at] if at < len(op.pullbacks) else ""
    return chosen(shapes, attrs) if callable(chosen) else chosen


class _Formula:
    """Terms for the letters of a formula; attributes are what they are."""

    def __init__(
        self,
        letters: Mapping[str, Term],
        attrs: Mapping[str, Any],
        smooth: bool,
        columns: bool,
        whole: Container[str],
    ) -> None:
        """``smooth``: there is no kink here; ``columns``: vectors are written as columns;
        ``whole``: letters of which every row adds up to 1."""
        self._letters, self._attrs = letters, attrs
        self._smooth, self._columns, self._whole = smooth, columns, whole

    def term(self, tree: Expr) -> Term:
        """The formula in symbols and numbers; raises _Unwritten."""
        match tree:
            case Name(name) if name in self._letters:
                return self._letters[name]
            case Apply("add", (Apply() | Name() as number, Apply("equal", (same, Number(0.0))))):
                if number == same:
                    return self._guarded(number)
            case Apply("mul", (row, Apply("sum", (Name(letter),)))) if letter in self._whole:
                return self.term(row)
            case Apply("div", (above, Apply("sum", (counted,)))):
                if _is_comparison(counted) and self._smooth:
                    return self.term(above)  # the one largest has no others to share with
        known = self._number(tree)
        if known is not None:
            return written(known)
        if not isinstance(tree, Apply):
            raise _Unwritten
        return self._applied(tree)

    def _guarded(self, tree: Expr) -> Term:
        """Without the guard of a division by zero; at zero the formula does not say it."""
        if not self._smooth:
            raise _Unwritten
        return self.term(tree)

    def _number(self, tree: Expr) -> float | Fraction | None:
        """What is known without the numbers of the run."""
        match tree:
            case Number(value):
                return Fraction(value) if value.is_integer() else value
            case Name(name):
                given = self._attrs.get(name)
                if isinstance(given, bool) or not isinstance(given, int | float):
                    return None
                return Fraction(given) if isinstance(given, int) else given
            case Apply("count_of", (Name(letter), axis)):
                shape = self._letters[letter].shape
                return Fraction(STATIC["count_of"](np.empty(shape), self._attr(axis)))
            case Apply(op, operands) if op in _ARITHMETIC:
                known = [x for x in map(self._number, operands) if x is not None]
                return _ARITHMETIC[op](*known) if len(known) == len(operands) else None
        return None

    def _attr(self, tree: Expr) -> Any:
        match tree:
            case Number(value):
                return int(value)
            case Name(name):
                words = {"None": None, "True": True, "False": False}
                return words[name] if name in words else self._attrs.get(name, name.strip("'"))
        raise _Unwritten

    def _applied(self, tree: Apply) -> Term:
        match tree.op, tree.operands:
            case "mul", _:
                return product([_apart(self.term(factor)) for factor in factors(tree)])
            case "neg", (operand,):
                return opposite(self.term(operand))
            case "add", (left, right):
                return total([self.term(left), self.term(right)])
            case "sub", (left, right):
                return total([self.term(left), opposite(self.term(right))])
            case "div", (left, right):
                return self._fraction(left, right)
            case "reshape", (operand, Apply("kept_shape", (Name(letter), axis))):
                return self._kept(self.term(operand), self._letters[letter].shape, axis)
            case "one_hot", (operand,):
                return self._classes(self.term(operand), dict(tree.attrs))
            case "sum" | "mean", (operand,):
                return self._reduced(tree.op, self.term(operand), dict(tree.attrs))
            case "index", (operand, at):
                return _element(self.term(operand), self._attr(at))
        if tree.op not in OPS:
            raise _Unwritten
        return self._by_template(OPS[tree.op], [self.term(operand) for operand in tree.operands])

    def _kept(self, term: Term, shape: Shape, axis: Expr) -> Term:
        """A row or a column beside the matrix that it belongs to; a number stays one."""
        kept = STATIC["kept_shape"](np.empty(shape), self._attr(axis))
        return term._replace(shape=kept) if term.shape else term

    def _by_template(self, op: Op, operands: Sequence[Term]) -> Term:
        shapes = [term.shape for term in operands]
        if op.elementwise:
            shape = np.broadcast_shapes(*shapes)
        elif op.name in _SHAPES:
            shape = _SHAPES[op.name](*shapes)
        else:
            raise _Unwritten
        if op.name in ("transpose", "swapaxes") and len(shape) < 2:
            return operands[0]
        if op.name == "outer" and not self._columns:
            a, b = operands
            return filled(r"$a^\top \, $b", {"a": a, "b": b}, Level.JUXTAPOSED, shape)
        letters, axes = op.letters(len(operands)), [*map(len, shapes)]
        symbols, numbers = (
            spelled(op, op.attrs, dict(zip(letters, pieces, strict=True)), axes)
            for pieces in ([t.symbols for t in operands], [t.numbers for t in operands])
        )
        return Term(symbols, numbers, shape)

    def _classes(self, term: Term, attrs: Mapping[str, Expr]) -> Term:
        """The number of a class as a row."""
        row = filled(r"\mathrm{one\_hot}\left($i\right)", {"i": term}, Level.ATOM, ())
        return row._replace(shape=(*term.shape, self._attr(attrs["classes"])))

    def _fraction(self, left: Expr, right: Expr) -> Term:
        above, below = self.term(left), self.term(right)
        shape = np.broadcast_shapes(above.shape, below.shape)
        return filled(r"\frac{$a}{$b}", {"a": above, "b": below}, Level.FRACTION, shape)

    def _reduced(self, op: str, term: Term, attrs: Mapping[str, Expr]) -> Term:
        axis = self._attr(attrs["axis"]) if "axis" in attrs else None
        if len(term.shape) > 2:
            raise _Unwritten
        count = len(term.shape)
        axes = (axis % count,) if count and axis is not None else tuple(range(count))
        sign = r"\sum" if op == "sum" else rf"\mathrm{{{op}}}"
        keep = bool(self._attr(attrs["keepdims"])) if "keepdims" in attrs else False
        return summed(term, axes, term.shape, sign, keep) if count else term


def _is_comparison(tree: Expr) -> bool:
    return isinstance(tree, Apply) and tree.op == "equal"


def _apart(term: Term) -> Term:
    """A condition in brackets."""
    if not is_condition(term.symbols):
        return term
    return term._replace(symbols=bracketed(term.symbols), numbers=bracketed(term.numbers))


def _element(term: Term, at: str) -> Term:
    value = np.empty(term.shape)
    template = rf"{{$a}}_{{{at}}}"
    return filled(template, {"a": term}, Level.ATOM, np.shape(OPS["index"].forward(value, at=at)))
