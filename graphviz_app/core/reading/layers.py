"""Layers: which vectors and matrices of a graph are small enough to be read neuron by neuron."""

import math
from collections.abc import Iterable, Mapping, Set

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.order import topological
from graphviz_app.core.reading.elements import Shape, is_row
from graphviz_app.core.reading.weighing import ACTIVATING, names_weight

MOST = 16
"""Units of a layer, and what arrives at each, up to which it is drawn neuron by neuron."""
ARRANGING = frozenset(
    ("transpose", "index", "reshape", "flatten", "stack", "concat", "squeeze", "expand_dims")
)
"""Operators that only put elements elsewhere."""
_ADDING = ("add", "sub")
_PRODUCTS = ("matmul", "dot", "linear")


def unrollable(graph: Graph, shapes: Mapping[str, Shape]) -> Set[str]:
    """The nodes that are taken apart into their elements, from inputs and weights to activations.

    ``shapes`` are those of their values. Layers that are too large, and those of batches, are not
    among them, nor is what does anything else with vectors.
    """
    return _Layers(graph, shapes).found()


class _Layers:
    def __init__(self, graph: Graph, shapes: Mapping[str, Shape]) -> None:
        self._graph, self._shapes = graph, shapes
        self._order = topological(graph)[0]
        self._open: set[str] = set()
        """Nodes of which every element could be told by others."""
        self._roots: list[str] = []
        """Products with weights."""
        for id_ in self._order:
            if self._opens(id_):
                self._open.add(id_)

    def found(self) -> Set[str]:
        """The layers, what is added to them and applied to them, and all that they are made of."""
        wanted = {*self._roots, *filter(self._is_picked, self._open)}
        for id_ in self._order:
            if id_ in self._open and self._goes_on(id_, wanted):
                wanted.add(id_)
        for id_ in reversed(self._order):
            if id_ in wanted:
                wanted.update(s for s in self._sources(id_) if self._shapes[s] or s in self._open)
        return {id_ for id_ in wanted if id_ in self._open}

    def _is_picked(self, id_: str) -> bool:
        """Whether it is an element of something, which then is written as that."""
        return self._graph.nodes[id_].op == "index" and self._shapes[id_] == ()

    def _goes_on(self, id_: str, wanted: Set[str]) -> bool:
        """Whether it is a part of a layer: an activation, or a sum that is held against nothing."""
        op, sources = self._graph.nodes[id_].op, list(self._sources(id_))
        if wanted.isdisjoint(sources):
            return False
        if op == "sub":
            return self._are_weights(sources[1])
        targets = any(self._graph.nodes[source].op == "target" for source in sources)
        return op in ACTIVATING or (op == "add" and not targets)

    def _sources(self, id_: str) -> Iterable[str]:
        return [edge.source for edge in self._graph.incoming[id_]]

    def _opens(self, id_: str) -> bool:
        shape, node = self._shapes.get(id_), self._graph.nodes[id_]
        if shape is None or len(shape) > 2 or any(not 0 < size <= MOST for size in shape):
            return False
        if is_leaf(node):
            return bool(shape)
        sources = self._sources(id_)
        known = (s in self._open or self._shapes.get(s) == () for s in sources)
        if not sources or (not all(known) and not self._is_fed(id_)):
            return False
        return self._follows(id_, node.op, shape)

    def _is_fed(self, id_: str) -> bool:
        """Whether it is a product of weights and a short vector that is computed as a whole."""
        sources = list(self._sources(id_))
        whole = [s for s in sources if s not in self._open and self._shapes.get(s) != ()]
        return (
            self._graph.nodes[id_].op in _PRODUCTS
            and len(whole) == 1
            and not self._are_weights(whole[0])
            and 0 < math.prod(self._shapes.get(whole[0], ())) <= MOST
        )

    def _follows(self, id_: str, op: str, shape: Shape) -> bool:
        if op in ARRANGING:
            return any(s in self._open for s in self._sources(id_)) or op in ("stack", "concat")
        if op in _PRODUCTS or self._is_added_up(id_, op):
            layer = is_row(shape) and self._weighs(id_)
            self._roots += [id_] * layer
            return layer
        if op == "mul":
            return is_row(shape) and self._is_weighing(id_)
        single = op in ACTIVATING and len(self._graph.incoming[id_]) == 1
        tables = any(s in self._open for s in self._sources(id_))
        return is_row(shape) and tables and (op in _ADDING or single)

    def _is_added_up(self, id_: str, op: str) -> bool:
        """Whether it is ``sum(w*x)``."""
        attrs, sources = self._graph.nodes[id_].attrs, list(self._sources(id_))
        whole = attrs.get("axis") is None and not attrs.get("keepdims", False)
        return op == "sum" and whole and self._graph.nodes[sources[0]].op == "mul"

    def _is_weighing(self, id_: str) -> bool:
        """Whether a product element by element is only added up."""
        uses = self._graph.outgoing[id_]
        added = len(uses) == 1 and self._graph.nodes[uses[0].target].op == "sum"
        return added and id_ != self._graph.output

    def _weighs(self, id_: str) -> bool:
        """Whether it is a product of weights and one row or column of something else."""
        graph = self._graph
        if graph.nodes[id_].op == "sum":
            id_ = graph.incoming[id_][0].source
        sources = list(self._sources(id_))[:2]
        if len(sources) != 2:
            return False
        weights = [self._are_weights(source) for source in sources]
        arriving = [s for s, weigh in zip(sources, weights, strict=True) if not weigh]
        return len(arriving) == 1 and is_row(self._shapes[arriving[0]])

    def _are_weights(self, id_: str) -> bool:
        """Whether it is a parameter, perhaps turned or a part of it, or put together of such."""
        node, sources = self._graph.nodes[id_], list(self._sources(id_))
        if node.op in ARRANGING and sources:
            return all(map(self._are_weights, sources))
        return node.op == "parameter" or (node.op == "constant" and names_weight(node.id))
