"""Graphs of networkx whose nodes say what they compute.

A node has ``op`` (the name or sign of an operator, or the kind of a leaf), ``value`` and perhaps
``label``, ``group`` and ``grad``; an edge may have ``slot`` (from 0) where the order of operands
matters, else they come in the order in which the edges were added.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from graphviz_app.arrays import Array
from graphviz_app.core.graph import Attr, as_attr, round_trip
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.core.wording import listed, near, shortened
from graphviz_app.errors import CycleError, GraphError, SlotError, UnknownOpError
from graphviz_app.formats.language.words.grammar import operator_called
from graphviz_app.formats.tracing.linear import add_opaque
from graphviz_app.formats.tracing.naming import role_of
from graphviz_app.formats.tracing.recording import Entry, Recording

_SIGNS: Mapping[str, str] = {
    "+": "add", "-": "sub", "−": "sub", "*": "mul", "×": "mul", "·": "mul", "⋅": "mul", "/": "div",
    "÷": "div", "**": "pow", "^": "pow", "@": "matmul", "<": "less", ">": "greater", "Σ": "sum",
    "∑": "sum", "u²": "square", "²": "square", "√": "sqrt", "|x|": "abs", "=": "identity",
    "multiply": "mul", "subtract": "sub", "divide": "div", "plus": "add", "minus": "sub",
    "times": "mul", "variable": "input", "weight": "parameter", "param": "parameter",
    "const": "constant", "leaf": "input",
}  # fmt: skip
_OP, _VALUE = ("op", "operator", "operation", "type"), ("value", "data", "val")
_SLOT = ("slot", "order", "index", "arg", "position", "operand")


def is_network(thing: object) -> bool:
    """Whether it is a graph of networkx."""
    classes = {f"{c.__module__}.{c.__name__}" for c in type(thing).__mro__}
    return "networkx.classes.graph.Graph" in classes


def record(network: Any) -> tuple[Recording, int | None]:
    """All of its nodes; the output is the one that it names, else the last that nothing uses.

    Raises GraphError with what is missing or wrong.
    """
    if not network.is_directed():
        raise GraphError("edges of this graph have no direction: make it a networkx.DiGraph")
    if not network.number_of_nodes():
        raise GraphError("this graph has no nodes: there is nothing to show")
    return _Network(network).all()


class _Network:
    def __init__(self, network: Any) -> None:
        self._network = network
        self._recording = Recording()
        self._index: dict[Hashable, int] = {}

    def all(self) -> tuple[Recording, int | None]:
        for node in self._sorted():
            self._index[node] = self._add(node, self._network.nodes[node])
        said = self._network.graph
        self._recording.title = str(said.get("title") or said.get("name") or "")
        ends = [node for node in self._network if not self._network.out_degree(node)]
        output = said.get("output", ends[-1] if ends else None)
        if output not in self._index:
            raise GraphError(f"the output {_told(output)} is not a node of this graph")
        if "output" not in said and len(ends) > 1:
            self._recording.remark(
                f"{listed([*map(str, ends)], 4)} are used by nothing: gradients are of "
                f"{ends[-1]} (graph.graph['output'] chooses another one)"
            )
        return self._recording, self._index[output]

    def _sorted(self) -> Sequence[Hashable]:
        import networkx as nx  # late: whoever has such a graph has it

        try:
            return [*nx.topological_sort(self._network)]
        except nx.NetworkXUnfeasible:
            way = [str(source) for source, *_ in nx.find_cycle(self._network)]
            raise CycleError(
                f"this graph has a cycle, {round_trip([*way, way[0]])}: a value cannot depend on "
                "itself",
                way[0],
            ) from None

    def _add(self, node: Hashable, said: Mapping[str, Any]) -> int:
        operands = [self._index[source] for source in self._sources(node)]
        value, name = self._number(node, said, _VALUE), str(said.get("name", node))
        word = next((said[key] for key in _OP if said.get(key)), None)
        if word is None and operands:
            raise GraphError(f"node {_told(node)} does not say what it computes: give it an op")
        op = self._operator(node, str(word or role_of(name, "input")), bool(operands))
        if op is None:
            return self._box(node, str(word), operands, value, name)
        if op.is_leaf:
            return self._leaf(node, op, operands, value, name, said)
        operands = self._as_many(node, op, operands)
        attrs = {key: self._attr(said[key]) for key in op.attrs if key in said}
        gradient = self._number(node, said, ("grad", "gradient"))
        entry = Entry(op.name, operands, attrs, name, str(said.get("group", "")), value, gradient)
        return self._recording.add(entry)

    def _operator(self, node: Hashable, word: str, has_operands: bool) -> Op | None:
        """What a word means; None for one that is not known but has a value."""
        name = _SIGNS.get(word.strip().lower(), operator_called(word.strip()) or "")
        if name == "sub" and has_operands and self._network.in_degree(node) == 1:
            name = "neg"
        if name:
            return OPS[name]
        by_sign = next((op for op in OPS.values() if op.symbol == word.strip()), None)
        if by_sign is None and self._number(node, self._network.nodes[node], _VALUE) is None:
            raise UnknownOpError(
                f"node {_told(node)}: there is no operator '{shortened(word)}'{near(word, OPS)}; "
                "with a value it can be shown as one box"
            )
        return by_sign

    def _leaf(
        self, node: Hashable, op: Op, operands: Sequence[int], value: Array | None, name: str,
        said: Mapping[str, Any],
    ) -> int:  # fmt: skip
        if operands:
            raise GraphError(f"node {_told(node)} is a leaf ({op.name}), and has operands")
        if value is None:
            raise GraphError(f"node {_told(node)} is a leaf without operands: give it a value")
        index = self._recording.leaf(op.name, value, name, self._number(node, said, ("grad",)))
        self._recording.entries[index].group = str(said.get("group", ""))
        return index

    def _as_many(self, node: Hashable, op: Op, operands: list[int]) -> list[int]:
        """As many as it takes; a graph without parallel edges has x*x as a single one."""
        if len(operands) == 1 and op.least == 2 and not self._network.is_multigraph():
            operands = operands * 2
        if op.commutative and op.least == 2 and len(operands) > 2:
            while len(operands) > 2:
                first = self._recording.apply(op.name, *operands[:2])
                operands = [first, *operands[2:]]
        if not operands or not op.has(len(operands) - 1):
            raise SlotError(f"node {_told(node)} ({op.name}) has {len(operands)} operands")
        return operands

    def _box(
        self, node: Hashable, word: str, operands: Sequence[int], value: Array | None, name: str
    ) -> int:
        self._recording.remark(
            f"{word} has no counterpart here: it is one box with the value that it has there, and "
            "no gradient passes it"
        )
        assert value is not None
        parts = [(index, value, None) for index in operands]
        return add_opaque(self._recording, word, value, parts, name)

    def _sources(self, node: Hashable) -> list[Hashable]:
        """Operands by their slots, where they have any."""
        found: list[tuple[float, Hashable]] = []
        for place, (source, _, said) in enumerate(self._network.in_edges(node, data=True)):
            slot = next((said[key] for key in _SLOT if key in said), place)
            if not isinstance(slot, int | float):
                raise SlotError(f"an edge of node {_told(node)} has the slot {_told(slot)}")
            found.append((slot, source))
        return [source for _, source in sorted(found, key=lambda pair: pair[0])]

    def _number(self, node: Hashable, said: Mapping[str, Any], keys: Sequence[str]) -> Array | None:
        value = next((said[key] for key in keys if said.get(key) is not None), None)
        if value is None:
            return None
        try:
            return as_numbers(value)
        except (TypeError, ValueError, OverflowError):
            raise GraphError(f"node {_told(node)}: {_told(value)} is no number") from None

    def _attr(self, value: Any) -> Attr:
        return value if isinstance(value, str | bool | int | float) else as_attr(value)


def _told(thing: object) -> str:
    return f"'{shortened(str(thing))}'"
