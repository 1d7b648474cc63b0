"""The numbers that forward mode can differentiate by: one pass is for one of them."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, line_of
from graphviz_app.core.reading.elements import element_id, owner_of, place_of
from graphviz_app.core.trace import Trace
from graphviz_app.core.wording import near, shortened
from graphviz_app.errors import GraphError

_KINDS = ("input", "parameter", "target", "constant")
"""The first is what is chosen where nobody chooses."""


def moving_leaves(trace: Trace) -> Sequence[str]:
    """Leaves with a name and a value: inputs first, then parameters, targets and constants."""
    graph = trace.graph
    named = [id_ for id_ in graph.nodes if id_ in trace.values and _is_named_leaf(graph, id_)]
    return sorted(named, key=lambda id_: _KINDS.index(graph.nodes[id_].op))


def _is_named_leaf(graph: Graph, id_: str) -> bool:
    return graph.nodes[id_].op in _KINDS and line_of(graph, id_) == id_


def elements_of(trace: Trace, leaf: str, most: int | None = None) -> Sequence[str]:
    """A leaf's numbers by name: ``W[0,0]``, ``W[0,1]`` …; a number's own."""
    shape = np.shape(trace.values[leaf])
    return [element_id(leaf, at, shape) for at in islice(np.ndindex(shape), most)]


def meant(trace: Trace, wished: str) -> str | None:
    """The number that is differentiated by: what is wished, as far as there is such a leaf.

    Of a vector or matrix the first element; without a wish the first number there is. None where
    there is nothing to differentiate by.
    """
    leaf = owner_of(wished, trace.values)
    if leaf is not None and trace.graph.nodes[leaf].op in _KINDS:
        at = place_of(wished, np.shape(trace.values[leaf]))
        return first_of(trace, leaf) if at is None else wished
    leaves = [one for one in moving_leaves(trace) if np.size(trace.values[one])]
    return first_of(trace, leaves[0]) if leaves else None


def require(trace: Trace, wished: str) -> None:
    """Raise GraphError if there is no such number."""
    leaf = owner_of(wished, trace.graph.nodes)
    if leaf is None or trace.graph.nodes[leaf].op not in _KINDS:
        hint = near(wished, trace.graph.nodes) if leaf is None else ": it is no leaf"
        raise GraphError(f"'{shortened(wished)}' is not to be differentiated by{hint}")
    if leaf != wished and meant(trace, wished) != wished:
        raise GraphError(f"'{shortened(leaf)}' has no element '{shortened(wished)}'")


def number_of(run: ReadRun, element: Element) -> str | None:
    """The number that is meant by what is drawn: a leaf, or an edge on which a weight stands.

    Of a leaf of which one number is chosen already, that one. None of what is computed.
    """
    drawn = run.reading.edges[element].weight if isinstance(element, int) else element
    leaf = None if drawn is None else owner_of(drawn, run.whole.values)
    if drawn is None or leaf is None or run.whole.graph.nodes[leaf].op not in _KINDS:
        return None
    if run.wrt is not None and owner_of(run.wrt, run.whole.values) == drawn:
        return run.wrt
    return meant(run.whole, drawn)


def first_of(trace: Trace, leaf: str) -> str | None:
    """The first of a leaf's numbers; None of an empty one."""
    found = elements_of(trace, leaf, 1)
    return found[0] if found else None


def direction_of(trace: Trace, wrt: str) -> tuple[str, Value] | None:
    """The leaf of a run that moves, and how: by 1 in one number. None if it has no such leaf."""
    leaf = owner_of(wrt, trace.values)
    if leaf is None:
        return None
    shape = np.shape(trace.values[leaf])
    at = place_of(wrt, shape)
    if leaf == wrt or at is None:
        return leaf, np.ones(shape) if shape else 1.0
    direction = np.zeros(shape)
    direction[at] = 1.0
    return leaf, direction
