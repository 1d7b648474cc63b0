"""The gradients of a graph as lines of its own language, after those of the forward pass.

The rules are the operators' own formulas; the order is that of the backward pass itself, so sums
have their terms in the order in which they arrive. The result can be run, and differentiated again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward.algebra import finished, is_zero, made, total
from graphviz_app.core.backward.applied import Applied
from graphviz_app.core.backward.forward import Forward
from graphviz_app.core.backward.lowering import lowered
from graphviz_app.core.backward.names import Names
from graphviz_app.core.backward.term import Term, filled, raw
from graphviz_app.core.expression import Apply, Expr, Name, formula, names_in, parts
from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.core.operators.formulas import in_terms_of_value
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.trace import Trace
from graphviz_app.errors import GraphError

MOST_WRITTEN = 30
"""Operators of one gradient without a name; a longer one gets a line, to be read at all."""


class BackwardPass(NamedTuple):
    """Forward and backward pass as one graph, and what the gradient of each line is called."""

    graph: Graph
    gradients: Mapping[str, str]
    """Per line of the forward pass, in the order in which they become known."""


def backward_graph(of: Trace | Graph, output: str | None = None) -> Graph:
    """Forward and backward pass as one graph: for each line z its gradient dz.

    ``output`` is differentiated, else the graph's own; it stays the output of the result.
    Raises GraphError if there is none, or if an operator has no formula for its derivative.
    """
    return backward_pass(of, output).graph


def backward_pass(of: Trace | Graph, output: str | None = None) -> BackwardPass:
    """The same, and which line is the gradient of which."""
    trace = _run(of, output)
    if trace.output is None:
        raise GraphError("there is no output, so there is no backward pass; write output(L)")
    names = Names(trace.graph)
    try:
        backward = _Backward(Forward(trace, names), names, trace.output)
        made = lowered(backward.lines())
    except (ArithmeticError, IndexError, ValueError) as error:
        raise GraphError(f"there is no backward pass: {error}") from None
    leaves = {id_: names.of(id_) for id_, node in trace.graph.nodes.items() if is_leaf(node)}
    learning = trace.graph.with_learners(
        {id_: name if name in made.nodes else None for id_, name in leaves.items()}
    )
    graph = replace(
        made,
        output=names.of(trace.output),
        title=trace.graph.title,
        learning_rate=trace.graph.learning_rate,
        frozen=learning.frozen,
        descents=learning.descents,
        data=learning.data,
    )
    return BackwardPass(graph, backward.gradients)


def _run(of: Trace | Graph, output: str | None) -> Trace:
    """With this output; raises what is in the way of its values."""
    graph = of.graph if isinstance(of, Trace) else of
    if output is not None and output not in graph.nodes:
        raise GraphError(f"there is no node '{output}' to be differentiated")
    if isinstance(of, Graph) or output not in (None, graph.output):
        return run(replace(graph, output=output or graph.output, source=""))
    for problem in of.found_so_far:
        if problem.kind != "nonfinite":
            raise problem.error
    return of


class _Backward:
    """Goes back over the tape; what arrives at a term is added when its turn comes."""

    def __init__(self, forward: Forward, names: Names, output: str) -> None:
        self._forward, self._names = forward, names
        self._output = forward.of[output]
        self._arrived: dict[Term, list[Term]] = {}
        self._waiting = self._arrivals()
        self._reached = {self._output, *self._waiting}
        self._lines: list[Term] = []
        self._gradients: dict[Term, str] = {}

    def lines(self) -> Iterator[Term]:
        """Forward and backward, each after those that it uses."""
        tape = self._forward.tape
        self._arrived[self._output] = [filled(1.0, self._output.shape)]
        for term in reversed(tape):
            if term in self._reached:
                self._pull(term)
        for term in tape:
            if term.name and not term.operands and term not in self._arrived:
                self._line(term, filled(0.0, term.shape))
        yield from (term for term in tape if term.name)
        yield from self._lines

    @property
    def gradients(self) -> Mapping[str, str]:
        """Per line of the forward pass the name of its gradient."""
        return {term.name: name for term, name in self._gradients.items() if term.name}

    def _arrivals(self) -> Counter[Term]:
        """How often something will arrive at each term."""
        waiting: Counter[Term] = Counter()
        for term in reversed(self._forward.tape):
            if term is self._output or term in waiting:
                waiting.update(way.operand for way in _ways(term))
        return waiting

    def _pull(self, term: Term) -> None:
        """One operator: from the gradient of its value those of its operands."""
        if not term.operands and term is not self._output:
            return
        ways = list(_ways(term))
        gradient = self._gradient(term, ways)
        for way in ways:
            if gradient is not None:
                share = self._share(term, way, gradient)
                if not is_zero(share):
                    self._arrived.setdefault(way.operand, []).append(share)
            self._waiting[way.operand] -= 1
            if not (way.operand.operands or self._waiting[way.operand]):
                self._gradient(way.operand, ())

    def _gradient(self, term: Term, ways: "Sequence[_Way]") -> Term | None:
        """Under its name; without one where it is short, or stands in one place only."""
        arrived = self._arrived.get(term)
        if arrived is None:
            return None
        whole = total(arrived)
        uses = sum(part == Name("g") for way in ways for part in parts(way.tree))
        long = (uses > 1 and whole.is_long) or whole.size > MOST_WRITTEN or whole.is_deep
        return self._line(term, whole) if term.name or long else whole

    def _line(self, term: Term, gradient: Term) -> Term:
        whole = finished(gradient)
        line = raw("identity", [whole]) if whole.name else replace(whole)
        line.name = self._names.gradient(self._forward.name_of(term))
        self._gradients[term] = line.name
        self._lines.append(line)
        return line

    def _share(self, term: Term, way: "_Way", gradient: Term) -> Term:
        """What one operand receives, in its own shape."""
        used = names_in(way.tree)
        op = OPS[term.op]
        known = {"y": term, **dict(zip(op.letters(len(term.operands)), term.operands, strict=True))}
        for letter in used & known.keys():
            if known[letter].is_long:
                self._forward.named(known[letter])
        known["g"] = gradient
        share = Applied(known, {**op.attrs, **term.attrs, "slot": way.slot}).term(way.tree)
        return share if is_zero(share) else made("sum_to", [share], {"shape": way.operand.shape})


class _Way(NamedTuple):
    """Back through an operator to one operand, by a formula of g, the gradient that arrives."""

    slot: int
    operand: Term
    tree: Expr


def _ways(term: Term) -> Iterator[_Way]:
    op = OPS[term.op]
    for slot, operand in enumerate(term.operands):
        if not op.steers(slot) and operand.number is None:
            yield _Way(slot, operand, _formula(op, term, slot))


def _formula(op: Op, term: Term, slot: int) -> Expr:
    at = 0 if op.variadic else slot
    written = op.pullbacks[at] if at < len(op.pullbacks) else ""
    if callable(written):
        letters = op.letters(len(term.operands))
        shapes = {x: t.shape for x, t in zip(letters, term.operands, strict=True)}
        attrs = {**op.attrs, **term.attrs, "slot": slot}
        written = written({**shapes, "g": term.shape, "y": term.shape}, attrs)
    if written:
        return formula(written)
    partial = op.partial(at)
    if partial is None:
        raise GraphError(f"the derivative of {op.name} has no formula", term.name)
    return Apply("mul", (Name("g"), in_terms_of_value(op, partial)))
