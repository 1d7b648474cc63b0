"""A graph of layers as one of numbers: ``h = sigmoid(W @ x + b)`` becomes h[0], h[1] …

Each element is a node for itself, so that neurons are found, run, animated and explained as in a
graph that was written so. Where a vector is still used as a whole, its elements are gathered.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.oplib import OPS, is_leaf, leaf_value
from graphviz_app.core.order import topological
from graphviz_app.core.reading.elements import Shape, element_id, parts_of
from graphviz_app.core.reading.layers import ARRANGING, unrollable
from graphviz_app.core.reading.lines import line_of


def unrolled(graph: Graph, shapes: Mapping[str, Shape]) -> Graph | None:
    """The graph with its small layers taken apart; None if it has none.

    ``shapes`` are those of the values. Everything else keeps its id, its value and its gradient.
    """
    layers = unrollable(graph, shapes)
    return _Unrolling(graph, shapes, layers).graph() if layers else None


def gathered(graph: Graph, id_: str) -> str | None:
    """The vector or matrix whose elements a node puts together, all and in order; else None."""
    if graph.nodes[id_].op != "stack":
        return None
    elements = [parts_of(element) for element in _stacked(graph, id_)]
    if not elements or elements[0] is None:
        return None
    owner = elements[0][0]
    places = [element[1] for element in elements if element is not None and element[0] == owner]
    own = (parts_of(other) for other in graph.nodes)
    there = sum(parts is not None and parts[0] == owner for parts in own)
    whole = len(places) == len(elements) == there and places == sorted(places)
    return owner if whole and owner not in graph.nodes else None


def _stacked(graph: Graph, id_: str) -> list[str]:
    """The operands of a stack, or of the stacks that are stacked."""
    sources = [edge.source for edge in graph.incoming[id_]]
    if any(graph.nodes[source].op == "stack" for source in sources):
        return [inner for source in sources for inner in _stacked(graph, source)]
    return sources


class _Unrolling:
    def __init__(self, graph: Graph, shapes: Mapping[str, Shape], layers: Set[str]) -> None:
        self._graph, self._shapes, self._layers = graph, shapes, layers
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._elements: dict[str, Any] = {}
        """Per node that is taken apart the ids of its elements, in its shape."""
        self._picks: dict[str, Any] = {}
        """The same of what stays whole beside them."""

    def graph(self) -> Graph:
        """The whole of it."""
        for id_ in topological(self._graph)[0]:
            if id_ in self._layers:
                self._elements[id_] = self._taken_apart(id_)
            else:
                self._kept(id_)
        output = self._output()
        whole = Graph.of(self._nodes.values(), self._edges, output)
        graph = self._graph
        return replace(
            whole,
            title=graph.title,
            learning_rate=graph.learning_rate,
            frozen=tuple(part for id_ in graph.frozen for part in self._parts(id_)),
            descents=graph.descents,
            other_pins=graph.other_pins,
            labels={id_: words for id_, words in graph.labels.items() if id_ in self._nodes},
            view=graph.view,
        )

    def _parts(self, id_: str) -> Sequence[str]:
        """Its elements; itself if it stays whole."""
        elements = self._elements.get(id_)
        return [id_] if elements is None else [str(part) for part in elements.ravel()]

    # What stays as it is

    def _kept(self, id_: str) -> None:
        node = self._graph.nodes[id_]
        sources = {}
        for edge in self._graph.incoming[id_]:
            if edge.source not in sources:
                sources[edge.source] = self._source(edge.source, node)
        self._nodes[id_] = node
        for edge in self._graph.incoming[id_]:
            self._edges.append(edge._replace(source=sources[edge.source]))

    def _source(self, id_: str, user: Node) -> str:
        """An operand as it is, or its elements gathered for whoever uses it."""
        elements = self._elements.get(id_)
        if elements is None or not elements.shape:
            return id_ if elements is None else str(elements[()])
        return self._gathered(self._free(f"{user.id}.{id_}"), self._inside(user), elements)

    def _gathered(self, name: str, group: str, elements: Any) -> str:
        """A vector of elements, or a matrix as a stack of its rows."""
        if elements.ndim == 1:
            return self._put(name, "stack", [str(id_) for id_ in elements], group)
        inside = group or name
        rows = [
            self._gathered(self._free(f"{name}.row{number}"), inside, row)
            for number, row in enumerate(elements, 1)
        ]
        return self._put(name, "stack", rows, group)

    def _output(self) -> str | None:
        output = self._graph.output
        elements = None if output is None else self._elements.get(output)
        if output is None or elements is None:
            return output
        if elements.size == 1:
            return str(elements.ravel()[0])
        return self._gathered(output, self._graph.nodes[output].group, elements)

    # What is taken apart

    def _taken_apart(self, id_: str) -> Any:
        node = self._graph.nodes[id_]
        operands = [self._operand(edge.source) for edge in self._graph.incoming[id_]]
        if is_leaf(node):
            return self._leaves(node)
        if node.op in ARRANGING:
            return _arranged(node, operands)
        if node.op == "sum":
            return self._each(node, [[[id_] for id_ in operands[0].ravel()]])
        if node.op in ("matmul", "dot"):
            return self._each(node, _pairs(*operands))
        if node.op == "linear":
            added = operands[2].reshape(-1) if len(operands) > 2 else None
            return self._each(node, _pairs(operands[0], operands[1].T), added)
        return self._by_element(node, np.broadcast_arrays(*operands))

    def _operand(self, id_: str) -> Any:
        known = self._elements.get(id_)
        if known is None and self._shapes[id_]:
            known = self._picks[id_] if id_ in self._picks else self._picked(id_)
        return np.array(id_, dtype=object) if known is None else known

    def _picked(self, id_: str) -> Any:
        """The elements of what stays whole, as nodes of their own."""
        ids = self._picks[id_] = self._ids(id_)
        for at in np.ndindex(ids.shape):
            place = {"at": ", ".join(map(str, at))}
            self._put(ids[at], "index", [id_], self._graph.nodes[id_].group, place)
        return ids

    def _leaves(self, node: Node) -> Any:
        values = np.asarray(leaf_value(node), dtype=np.float64)
        for at, value in np.ndenumerate(values):
            id_ = element_id(node.id, at, values.shape)
            self._nodes[id_] = Node(id_, node.op, {"value": float(value)}, node.group)
        return self._ids(node.id)

    def _ids(self, id_: str) -> Any:
        shape = self._shapes[id_]
        ids = np.empty(shape, dtype=object)
        for at in np.ndindex(shape):
            ids[at] = element_id(id_, at, shape)
        return ids

    def _by_element(self, node: Node, operands: Sequence[Any]) -> Any:
        """The same operator for each element."""
        ids = self._ids(node.id)
        for at in np.ndindex(ids.shape):
            sources = [str(operand[at]) for operand in operands]
            self._put(ids[at], node.op, sources, self._group(node, at), node.attrs)
        return ids

    def _each(self, node: Node, sums: Sequence[Any], added: Any = None) -> Any:
        """A sum of products (or of what is there) for each element."""
        ids = self._ids(node.id)
        for place, at in enumerate(np.ndindex(ids.shape)):
            more = [[str(added[place % len(added)])]] if added is not None else []
            self._sum(ids[at], [*sums[place], *more], self._group(node, at))
        return ids

    def _sum(self, id_: str, summands: Sequence[Sequence[str]], group: str) -> None:
        """``id_`` = a₁·b₁ + a₂·b₂ + … + c; inside, its parts are called after it."""
        inside = group if line_in(group, id_) else f"{group}/{id_}".lstrip("/")
        parts = []
        for number, factors in enumerate(summands, 1):
            lone = len(summands) == 1
            name, where = (id_, group) if lone else (self._free(f"{id_}.mul{number}"), inside)
            single = len(factors) == 1
            parts.append(factors[0] if single else self._put(name, "mul", factors, where))
        if len(summands) == 1 and len(summands[0]) == 1:
            self._put(id_, "identity", parts, group)
        for number in range(1, len(parts)):
            last = number == len(parts) - 1
            name, where = (id_, group) if last else (self._free(f"{id_}.add{number}"), inside)
            parts[number] = self._put(name, "add", [parts[number - 1], parts[number]], where)

    def _group(self, node: Node, at: tuple[int, ...]) -> str:
        """An element's group; inside a line that is taken apart, it belongs to one of those."""
        line = line_of(self._graph, node.id)
        shape, whole = self._shapes[node.id], self._shapes.get(line)
        if line == node.id or line not in self._layers or shape != whole:
            return node.group
        own = element_id(line, at, shape)
        return "/".join(own if part == line else part for part in node.group.split("/"))

    def _inside(self, user: Node) -> str:
        named = line_of(self._graph, user.id) == user.id
        return f"{user.group}/{user.id}".lstrip("/") if named else user.group

    def _free(self, name: str) -> str:
        """A name that nothing has."""
        while name in self._graph.nodes or name in self._nodes:
            name += "_"
        return name

    def _put(
        self,
        id_: str,
        op: str,
        sources: Sequence[str],
        group: str,
        attrs: Mapping[str, Attr] | None = None,
    ) -> str:
        self._nodes[id_] = Node(id_, op, dict(attrs or {}), group)
        self._edges += [Edge(source, id_, slot) for slot, source in enumerate(sources)]
        return id_


def line_in(group: str, id_: str) -> bool:
    """Whether an operator is inside a line: then what it is made of is inside that, too."""
    return "[" in group.rpartition("/")[2] or "." in id_.partition("[")[0]


def _arranged(node: Node, operands: Sequence[Any]) -> Any:
    """The elements of the operands, as the operator would put numbers in their places."""
    op = OPS[node.op]
    flat: list[str] = []
    places = []
    for operand in operands:
        places.append(np.arange(operand.size, dtype=np.float64).reshape(operand.shape) + len(flat))
        flat += list(operand.ravel())
    put = np.asarray(op.forward(*places, **{**op.attrs, **node.attrs}))
    ids = np.empty(put.shape, dtype=object)
    for at, place in np.ndenumerate(put):
        ids[at] = flat[int(place)]
    return ids


def _pairs(a: Any, b: Any) -> Sequence[Sequence[Sequence[str]]]:
    """Per element of the product a @ b, row by row, the pairs that are multiplied."""
    rows = a.reshape(1, -1) if a.ndim == 1 else a
    columns = b.reshape(-1, 1) if b.ndim == 1 else b
    return [
        [[str(x), str(y)] for x, y in zip(row, column, strict=True)]
        for row in rows
        for column in columns.T
    ]
