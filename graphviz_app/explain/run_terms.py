"""The terms of one run: its nodes, gradients and partial derivatives, each with its numbers."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.expression import (
    Apply,
    Expr,
    Name,
    Number,
    factors,
    names_in,
    replaced,
    simplified,
)
from graphviz_app.core.graph import Edge, Node, Value
from graphviz_app.core.oplib import OPS, leaf_value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.vjp import plain
from graphviz_app.explain.copies import copies_in
from graphviz_app.explain.formula import MISSING, Spelling, is_written_number, operand_places
from graphviz_app.explain.numerals import value_piece
from graphviz_app.explain.piece import Piece, atom, bracketed, is_condition
from graphviz_app.explain.term import Shape, Term, in_tone, of_formula, ones, written
from graphviz_app.explain.tones import unmarked

_NEARLY_ONE = 0.999
"""From here on four decimals of y leave less than two digits of 1 − y."""


class RunTerms:
    """Names and numbers of one run; ``nodes`` are those that one formula is about."""

    def __init__(self, run: ReadRun, nodes: Iterable[str] = ()) -> None:
        self.run, self.reading = run, run.reading
        self.trace, self.graph = run.trace, run.graph
        trace = run.trace
        self.columns = any(self._takes_column(id_) for id_ in nodes)
        self.symbols = Spelling(trace.graph, trace.values, copies=copies_in(trace), tone="value")
        self.numbers = Spelling(
            trace.graph,
            trace.values,
            numbers=True,
            tone="value",
            columns=self.columns,
            whole={id_ for id_ in trace.program.kept_digits if self._is_tiny(id_)},
        )

    def _is_tiny(self, id_: str) -> bool:
        """Whether four decimals of what it is made of do not tell it from 0."""
        return bool(np.any(np.abs(self.trace.values.get(id_, 1.0)) < 1.0 - _NEARLY_ONE))

    def _takes_column(self, id_: str) -> bool:
        """Whether it is a matrix times a vector, or makes one number of each row of a matrix."""
        shapes = [self.shape(e.source) for e in self.graph.incoming[id_]]
        node = self.graph.nodes[id_]
        if node.op == "outer":
            return True
        if node.op in ("matmul", "dot") and len(shapes) == 2:
            return len(shapes[0]) > 1 and len(shapes[1]) == 1
        op = OPS.get(node.op)
        reduces = op is not None and "keepdims" in op.attrs and node.attrs.get("axis") in (1, -1)
        return reduces and len(shapes) == 1 and len(shapes[0]) == 2

    def shape(self, id_: str) -> Shape:
        """The shape of a node's value; () for a number and where there is none."""
        return np.shape(self.trace.values.get(id_, 0.0))

    def value(self, value: Value | None) -> Piece:
        """A number of this run, as it stands in this formula."""
        return MISSING if value is None else value_piece(value, self.columns)

    def node(self, id_: str) -> Term:
        """A node by its name and its value."""
        return self._term(id_, self.symbols.node(id_), self.numbers.node(id_))

    def operand(self, edge: Edge) -> Term:
        """The same as an operand."""
        return self._term(edge.source, self.symbols.operand(edge), self.numbers.operand(edge))

    def _term(self, id_: str, symbols: Piece, numbers: Piece) -> Term:
        number = leaf_value(self.graph.nodes[id_]) if is_written_number(self.graph, id_) else None
        coefficient = float(number) if isinstance(number, int | float) else None
        return Term(symbols, numbers, self.shape(id_), coefficient)

    def letters(self, id_: str) -> Mapping[str, Term]:
        """Operand letters, y and attributes of an operator."""
        op = OPS[self.graph.nodes[id_].op]
        edges = [e for e in self.graph.incoming[id_] if op.has(e.slot)]
        names = op.letters(operand_places(op, [e.slot for e in edges]))
        operands = {names[e.slot]: self.operand(e) for e in edges}
        pieces = self.symbols.letters(id_)
        rest = {name: Term(piece, piece) for name, piece in pieces.items() if name not in operands}
        return {**rest, **operands, "y": self.node(id_)}

    # Gradients

    @cached_property
    def _output(self) -> Piece:
        """What is differentiated: the output, or the sum of its elements."""
        assert self.trace.output is not None  # without one there are no gradients to be named
        piece = self.symbols.node(self.trace.output)
        if self.shape(self.trace.output):
            return Piece(rf"\left(\sum {atom(piece).text}\right)")
        return atom(piece)

    def gradient_of(self, by: Piece) -> str:
        """The gradient of whatever is written so."""
        return unmarked(rf"\partial {self._output.text}/\partial {atom(by).text}")

    def gradient(self, node: str) -> Term | None:
        """The gradient of a node as a factor; of the output ones, None for the number 1."""
        if node == self.trace.output:
            shape = self.shape(node)
            return ones(shape) if shape else None
        symbols = Piece(self.gradient_of(self.symbols.variable(node)), Level.POWER)
        numbers = self.value(self.trace.gradients.get(node))
        return in_tone(Term(symbols, numbers, self.shape(node)), "gradient")

    # Partial derivatives

    def partial(self, edge: Edge, operand: Term | None = None) -> list[Term]:
        """Factors of the partial derivative of the target by this operand; none if it steers.

        ``operand`` is how the only one is written, if not as usual.
        """
        letters = self.letters(edge.target)
        if operand is not None:
            letters = {**letters, OPS[self.graph.nodes[edge.target].op].operands[0]: operand}
        parts = _factors(partial_formula(self.graph.nodes[edge.target], edge.slot))
        found = [_factor(part, letters) for part in parts]
        return self._near_one(edge, found) if any(map(_is_left_of_one, parts)) else found

    def _near_one(self, edge: Edge, factors: list[Term]) -> list[Term]:
        """1 − y as the number it is where y is nearly 1: 1.0000 · (1 − 1.0000) would seem 0."""
        y = self.trace.values.get(edge.target)
        if y is None or not np.any(np.abs(y) > _NEARLY_ONE):
            return factors
        local = self.trace.local(*edge)
        if local is None:
            return factors
        with np.errstate(all="ignore"):
            left = plain(local / y if len(factors) > 1 else np.asarray(local))
        return [*factors[:-1], factors[-1]._replace(numbers=self.value(left))]


def partial_formula(node: Node, slot: int) -> Expr | None:
    """The derivative of a node's operator by an operand, its attributes put in."""
    op = OPS[node.op]
    tree = op.partial(slot)
    if tree is None:
        return None
    given = {name: node.attrs.get(name, default) for name, default in op.attrs.items()}
    numbers = {
        Name(name): Number(float(value))
        for name, value in given.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    return simplified(replaced(tree, numbers))  # type: ignore[arg-type]  # Names are Exprs


def _factors(tree: Expr | None) -> Sequence[Expr]:
    return () if tree is None else factors(tree)


def _is_left_of_one(tree: Expr) -> bool:
    """Whether it is 1 − y, or 1 less something of y."""
    match tree:
        case Apply("sub", (Number(1.0), rest)):
            return "y" in names_in(rest)
    return False


def _factor(tree: Expr, letters: Mapping[str, Term]) -> Term:
    if isinstance(tree, Number):
        return written(tree.value)
    if isinstance(tree, Name):
        return _apart(letters[tree.name])
    shapes = (letters[name].shape for name in names_in(tree))
    return _apart(of_formula(tree, letters, np.broadcast_shapes(*shapes)))


def _apart(term: Term) -> Term:
    """A condition in brackets: after an equals sign it would seem to go on."""
    if not is_condition(term.symbols):
        return term
    numbers = bracketed(term.numbers) if is_condition(term.numbers) else term.numbers
    return term._replace(symbols=bracketed(term.symbols), numbers=numbers)


def share_of(count: int) -> Term:
    """One of ``count`` equal parts: 1/n."""
    return written(Fraction(1, count))
