"""The forward pass as terms: what a line is, and what an operator without a formula stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphviz_app.core.backward.algebra import made
from graphviz_app.core.backward.applied import Applied
from graphviz_app.core.backward.names import Names
from graphviz_app.core.backward.term import Term, leaf, parts, raw
from graphviz_app.core.expression import statements
from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import enclosing_group, is_name
from graphviz_app.core.op import Op, Shape
from graphviz_app.core.operators.composite import expanded
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.trace import Trace


class Forward:
    """The terms of a run in the order in which they are computed."""

    def __init__(self, trace: Trace, names: Names) -> None:
        self.tape: list[Term] = []
        self.of: dict[str, Term] = {}
        """The term of each node."""
        self._names = names
        self._ids: dict[Term, str] = {}
        self._id = self._group = ""
        """The node that is being read, and the group that its line stands in."""
        differentiated = _differentiated(trace)
        graph = trace.graph
        for step in trace.program.instructions:
            node = graph.nodes[step.node.id]
            self._id, self._group = node.id, "/".join(enclosing_group(graph, node.id))
            operands = [self.of[edge.source] for edge in graph.incoming[node.id]]
            if step.op.is_leaf:
                term = leaf(node, _shape(trace, node.id))
            else:
                flows = node.id in differentiated
                term = self._operator(step, operands, flows, _shape(trace, node.id))
            self.of[node.id] = self._noted(graph, node.id, term)

    def named(self, term: Term) -> Term:
        """With a name: a long expression that is needed once more becomes a line."""
        term.name = term.name or self.name_of(term)
        return term

    def name_of(self, term: Term) -> str:
        """The name that a term has, or would have."""
        return term.name or self._names.of(self._ids[term])

    def _operator(
        self, step: Instruction, operands: list[Term], differentiated: bool, shape: Shape
    ) -> Term:
        attrs = {k: v for k, v in step.attrs.items() if k in step.node.attrs}
        if not (differentiated and needs_expansion(step.op)):
            return Term(step.op.name, tuple(operands), attrs, shape)
        return self._made(step.op.name, operands, attrs)

    def _noted(self, graph: Graph, id_: str, term: Term) -> Term:
        """On the tape, with its name if it has a line of its own."""
        if id_ == graph.output or _has_own_line(graph, id_) or term.is_deep:
            if term in self._ids:
                term = raw("identity", [term])
            term.name = self._names.of(id_)
        self._put(term, id_)
        return term

    def _put(self, term: Term, id_: str) -> None:
        """Its parts too: of an operator that was written out they have no node of their own."""
        for part in parts(term, self._ids):
            self._ids[part] = id_ if part is term else f"{id_}.{part.op}"
            part.group = self._group
            self.tape.append(part)

    def _made(self, op: str, operands: Sequence[Term], attrs: Mapping[str, Any]) -> Term:
        """An operator, or what it stands for if its derivative has no formula."""
        entry = OPS[op]
        if not needs_expansion(entry):
            return made(op, operands, attrs)
        known = dict(zip(entry.letters(len(operands)), operands, strict=True))
        shapes = {letter: term.shape for letter, term in known.items()}
        whole = {**entry.attrs, **attrs}
        applied = Applied(known, whole, self._made)
        term = operands[0]
        for name, tree in statements(expanded(entry, shapes, whole)):
            term = applied.term(tree)
            if name:
                if term not in self._ids and term.operands:
                    term.name = self._names.fresh(f"{self._names.of(self._id)}_{name}")
                    self._put(term, f"{self._id}.{name}")
                applied.know(name, term)
        return term


def needs_expansion(op: Op) -> bool:
    """Whether a derivative of it is only known by that of its parts."""
    return bool(op.expansion) and any(
        not op.steers(slot) and not has_formula(op, slot) for slot in range(len(op.operands))
    )


def has_formula(op: Op, slot: int) -> bool:
    """Whether what an operand receives is written as a formula."""
    at = 0 if op.variadic else slot
    return bool(at < len(op.pullbacks) and op.pullbacks[at]) or op.partial(at) is not None


def _shape(trace: Trace, id_: str) -> tuple[int, ...]:
    value = trace.value(id_)
    return () if isinstance(value, float) else value.shape


def _differentiated(trace: Trace) -> set[str]:
    """Nodes through which a gradient flows."""
    return {trace.program.edges[i].target for i in trace.program.backward_edges}


def _has_own_line(graph: Graph, id_: str) -> bool:
    """Whether it is written after a name; else inside the one expression that uses it."""
    if is_name(id_):
        return True
    node, users = graph.nodes[id_], graph.outgoing[id_]
    if node.op == "constant" and not isinstance(node.attrs.get("value", 0.0), tuple):
        return not users
    return len(users) != 1 or line_of(graph, id_) != line_of(graph, users[0].target)
