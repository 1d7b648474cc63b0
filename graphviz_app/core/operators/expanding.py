"""Composite operators opened: a node replaced by what it stands for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.expression import statements
from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.operators.composite import expanded as lines_of
from graphviz_app.core.operators.lowering import Lowering, Shape
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError


def expansion(graph: Graph, id_: str) -> str:
    """The lines that a node stands for, in its operator's letters; '' if it is nothing but itself.

    Raises GraphError where that depends on shapes that are not known, or do not fit.
    """
    node = graph.nodes[id_]
    op = OPS.get(node.op)
    edges = graph.incoming[id_]
    if op is None or op.is_leaf or not op.takes(len(edges)):
        return ""
    shapes = _shapes(graph, id_, op) if callable(op.expansion) else {}
    try:
        return lines_of(op, shapes, {**op.attrs, **node.attrs})
    except (
        ArithmeticError,
        IndexError,
        TypeError,
        ValueError,
    ) as error:
        raise GraphError(f"'{id_}' cannot be expanded: {error}", id_) from None


def can_expand(graph: Graph, id_: str) -> bool:
    """Whether there is something to expand, as far as that is known without a run."""
    op = OPS.get(graph.nodes[id_].op) if id_ in graph.nodes else None
    return op is not None and bool(op.expansion) and op.takes(len(graph.incoming[id_]))


def with_expanded(graph: Graph, id_: str) -> Graph:
    """The graph with one node opened: it keeps its id as the last of its parts.

    The others are called after its line, ``h.exp1``. Raises GraphError if there is nothing to open.
    """
    written = expansion(graph, id_)
    node = graph.nodes[id_]
    if not written:
        size = " of this size" if can_expand(graph, id_) else ""
        reason = f"'{id_}' ({node.op}) has no parts{size} that it could be expanded into"
        raise GraphError(reason, id_)
    op, line = OPS[node.op], line_of(graph, id_)
    edges = graph.incoming[id_]
    letters = op.letters(len(edges))
    names = _Names(graph, line)
    lowering = Lowering(
        {letter: edge.source for letter, edge in zip(letters, edges, strict=True)},
        {**op.attrs, **node.attrs},
        _shapes(graph, id_, op),
        names.fresh,
        node.group if line != id_ else f"{node.group}/{line}".lstrip("/"),
    )
    *named, (_, last) = statements(written)
    sources = {letter: edge.source for letter, edge in zip(letters, edges, strict=True)}
    for name, tree in named:
        lowering.line(name, tree, names.free(_shown(name, sources)))
    lowering.put(last, id_, node.group)
    return _exchanged(graph, id_, lowering)


def _shown(name: str, sources: Mapping[str, str]) -> str:
    """What a line of the expansion is called: an element a12 after the operand itself, W12."""
    letter = name.rstrip("0123456789_")
    source = sources.get(letter, "")
    return f"{source}{name[len(letter) :]}" if source.isidentifier() else name


def _exchanged(graph: Graph, id_: str, lowering: Lowering) -> Graph:
    """The graph with the new nodes in the place of the old one."""
    nodes: dict[str, Node] = {}
    for known in graph.nodes.values():
        new = lowering.nodes if known.id == id_ else [known]
        nodes |= {node.id: node for node in new}
    edges = {key: edge for key, edge in graph.edges.items() if edge.target != id_}
    edges |= {(edge.target, edge.slot): edge for edge in lowering.edges}
    parts = tuple(node.id for node in lowering.nodes if node.id != id_)
    opened = {**graph.opened, id_: (*graph.opened.get(id_, ()), *parts)}
    return replace(graph, nodes=nodes, edges=edges, opened=opened)


def _shapes(graph: Graph, id_: str, op: Op) -> Mapping[str, Shape]:
    trace = run(graph, partial=True)
    edges = graph.incoming[id_]
    known: dict[str, Any] = {edge.source: trace.values.get(edge.source) for edge in edges}
    if any(value is None for value in known.values()):
        raise GraphError(f"'{id_}' cannot be expanded: an operand of it has no value yet", id_)
    letters = op.letters(len(edges))
    return {letter: np.shape(known[e.source]) for letter, e in zip(letters, edges, strict=True)}


class _Names:
    """Unused names for the operators of a line."""

    def __init__(self, graph: Graph, line: str) -> None:
        self._taken, self._line = set(graph.nodes), line
        self._counts: dict[str, int] = {}

    def fresh(self, word: str) -> str:
        """h.exp1, h.exp2 …"""
        while True:
            times = self._counts[word] = self._counts.get(word, 0) + 1
            id_ = f"{self._line}.{word}{times}"
            if id_ not in self._taken:
                self._taken.add(id_)
                return id_

    def free(self, name: str) -> str:
        """h.mu, or h.mu_2 if that is taken."""
        number, id_ = 1, f"{self._line}.{name}"
        while id_ in self._taken:
            number += 1
            id_ = f"{self._line}.{name}_{number}"
        self._taken.add(id_)
        return id_
