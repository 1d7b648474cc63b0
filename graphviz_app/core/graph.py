"""Graph: frozen nodes and edges. Editing returns a new one, so undo is the old one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from graphviz_app.arrays import Array
from graphviz_app.core.called import called
from graphviz_app.core.learning.names import data_now, descent_now, frozen_now, trained_now
from graphviz_app.core.learning.settings import DataUse, Descent, Trained
from graphviz_app.core.view import View
from graphviz_app.errors import CycleError, GraphError, SlotError

if TYPE_CHECKING:
    import networkx as nx

ClaimKind = Literal["value", "grad", "after", "d"]
_MAX_SHOWN = 8
"""Nodes of a cycle that a message names."""
PRIME = "\N{MODIFIER LETTER PRIME}"
"""Ends the id of a new version of a value: a letter to Python, while c′ is no name."""
Value = float | Array
"""What flows along an edge: a Python float, or a float64 array."""

Attr = float | int | str | bool | None | tuple[object, ...]
"""What an operator application is configured with; tensors are nested tuples of floats."""


def shape_of(value: object) -> tuple[int, ...]:
    """The shape of nested tuples that are known to be rectangular; () for a number."""
    return (len(value), *shape_of(value[0] if value else 0.0)) if isinstance(value, tuple) else ()


def as_attr(value: object) -> Attr:
    """A leaf's value as its attribute: a number, or nested tuples."""
    as_rows = getattr(value, "tolist", None)  # NumPy's, which is not imported for this
    if as_rows is not None:
        return _as_tuples(as_rows())
    return tuple(map(as_attr, value)) if isinstance(value, list | tuple) else value  # type: ignore[return-value]


def _as_tuples(rows: object) -> Attr:
    """Of nested lists of plain numbers, in which those of a row are alike."""
    if not isinstance(rows, list):
        return rows  # type: ignore[return-value]
    return tuple(map(_as_tuples, rows)) if rows and isinstance(rows[0], list) else tuple(rows)


@dataclass(frozen=True, slots=True)
class Node:
    """One operator application, hence one value. ``group`` is a path such as ``layer1/h1``."""

    id: str
    op: str
    attrs: Mapping[str, Attr] = field(default_factory=dict)
    group: str = ""


class Edge(NamedTuple):
    """The value of ``source`` is operand number ``slot`` (from 0) of ``target``."""

    source: str
    target: str
    slot: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A number a person worked out by hand.

    ``kind``: ``value`` (of), ``grad`` (d output / d of), ``after`` (of after one update) or
    ``d`` (derivative of ``of`` by ``by`` over all paths; where it is of the ``edge`` alone, of the
    line ``of`` by that operand, other lines held fast). ``printed`` is what was written, which
    says how many digits are meant: a number ``-0.2175``, a fraction ``8/2``, or lists of them,
    ``[2, 4]``; empty where the answer is left open. ``tolerance`` is a number printed behind ``±``;
    ``note`` a remark kept verbatim; ``line`` is 1-based. ``element`` and ``by_element``: the
    indices of one element of ``of`` and of ``by``, counted from 0, or from -1 backwards.
    """

    kind: ClaimKind
    of: str
    printed: str
    by: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)
    element: tuple[int, ...] = ()
    by_element: tuple[int, ...] = ()
    tolerance: str = ""
    edge: bool = False


@dataclass(frozen=True)
class Graph:
    """Nodes by id, edges by (target, slot): ``x*x`` has two edges, never merged.

    ``nodes`` keeps the order in which things were written. ``labels`` are the words that a node is
    drawn with instead of its id. ``source`` is the text the graph was parsed from (comments and
    all), empty as soon as an edit makes it untrue; ``view`` does not tell graphs apart either.
    """

    nodes: Mapping[str, Node]
    edges: Mapping[tuple[str, int], Edge]
    output: str | None = None
    title: str = ""
    learning_rate: float | None = None
    claims: tuple[Claim, ...] = ()
    pins: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where a person has put nodes, in the reading *operators*."""
    labels: Mapping[str, str] = field(default_factory=dict)
    view: View = field(default=View(), compare=False)
    source: str = field(default="", compare=False, repr=False)
    opened: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Nodes that the text has expanded → the ids of their parts."""
    other_pins: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    """The pins of other readings, by reading: where a line is says nothing of its operators."""
    frozen: tuple[str, ...] = ()
    """Parameters that no step of learning moves."""
    descents: tuple[Descent, ...] = ()
    """How it learns, one beside the other; without any, by plain steps with its learning rate."""
    data: DataUse | None = None
    """What inputs and targets are fed with."""
    trained: Trained | None = field(default=None, compare=False)
    """Of which way its parameters are a point."""

    @staticmethod
    def of(nodes: Iterable[Node], edges: Iterable[Edge] = (), output: str | None = None) -> "Graph":
        """Build a graph; raises GraphError on repeated ids or edges whose ends do not exist."""
        graph = Graph({}, {}, output)
        for node in nodes:
            if node.id in graph.nodes:
                raise GraphError(f"two nodes are both called '{node.id}'", node.id)
            graph.nodes[node.id] = node  # type: ignore[index]  # ours alone until returned
        for edge in edges:
            _check_edge(graph, edge)
            graph.edges[edge.target, edge.slot] = edge  # type: ignore[index]
        if output is not None and output not in graph.nodes:
            raise GraphError(f"the output '{output}' is not a node")
        return graph

    @cached_property
    def dag(self) -> "nx.MultiDiGraph[str]":
        """The same graph for networkx: one edge per operand, keyed by its slot."""
        import networkx as nx  # late: a tenth of a second that most first pictures can do without

        dag: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        dag.add_nodes_from(self.nodes)
        for edge in self.edges.values():
            dag.add_edge(edge.source, edge.target, edge.slot)
        return dag

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """Per node its operand edges in slot order (an edge says which slot: some may be empty)."""
        by_target: dict[str, list[Edge]] = {id_: [] for id_ in self.nodes}
        for edge in self.edges.values():
            by_target[edge.target].append(edge)
        return {id_: tuple(sorted(edges, key=_slot)) for id_, edges in by_target.items()}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """Per node the edges that carry its value on, in the order of ``edges``."""
        by_source: dict[str, list[Edge]] = {id_: [] for id_ in self.nodes}
        for edge in self.edges.values():
            by_source[edge.source].append(edge)
        return {id_: tuple(edges) for id_, edges in by_source.items()}

    def with_node(self, node: Node) -> "Graph":
        """Add a node, or replace the one of the same id."""
        return replace(self, nodes={**self.nodes, node.id: node}, source="")

    def with_attrs(self, id_: str, **attrs: Attr) -> "Graph":
        """Change attributes of one node; the edges stay the same object."""
        node = self.nodes[id_]
        changed = replace(node, attrs={**node.attrs, **attrs})
        return replace(self, nodes={**self.nodes, id_: changed}, source="")

    def with_values(self, values: Mapping[str, object]) -> "Graph":
        """Other values of leaves: numbers, nested lists or arrays, none checked here."""
        changed = {
            id_: replace(node, attrs={**node.attrs, "value": as_attr(values[id_])})
            for id_, node in self.nodes.items()
            if id_ in values
        }
        return replace(self, nodes={**self.nodes, **changed}, source="") if changed else self

    def with_edge(self, edge: Edge) -> "Graph":
        """Connect; raises SlotError if the slot is taken, CycleError if it would close a circle."""
        import networkx as nx

        _check_edge(self, edge)
        if edge.source == edge.target or nx.has_path(self.dag, edge.target, edge.source):
            way = [edge.source, *nx.shortest_path(self.dag, edge.target, edge.source)]
            raise CycleError(
                f"'{edge.source}' already depends on '{edge.target}': this edge closes a cycle, "
                f"{round_trip(way)}",
                edge.target,
            )
        return replace(self, edges={**self.edges, (edge.target, edge.slot): edge}, source="")

    def without_edge(self, target: str, slot: int) -> "Graph":
        """Disconnect one operand."""
        edges = {key: edge for key, edge in self.edges.items() if key != (target, slot)}
        return replace(self, edges=edges, source="")

    def pinned(self, kind: str) -> Mapping[str, tuple[float, float]]:
        """The pins of a reading."""
        return self.pins if kind == "operators" else self.other_pins.get(kind, {})

    def with_pins(self, kind: str, pins: Mapping[str, tuple[float, float]]) -> "Graph":
        """Other pins in a reading."""
        if kind == "operators":
            return replace(self, pins=pins)
        others = {other: at for other, at in self.other_pins.items() if other != kind}
        return replace(self, other_pins={**others, kind: pins} if pins else others)

    def with_label(self, id_: str, words: str) -> "Graph":
        """Other words on a node; without any, its name."""
        others = {other: label for other, label in self.labels.items() if other != id_}
        return replace(self, labels={**others, id_: words} if words else others)

    def without(self, ids: Iterable[str]) -> "Graph":
        """Remove nodes and every edge, claim, pin and label, and what learning says of them."""
        gone = set(ids)
        named = {*self.pins, *self.labels, *(id_ for at in self.other_pins.values() for id_ in at)}
        named |= {*self.trained.start} if self.trained else set()
        return replace(
            self._with_beside(self, {id_: id_ for id_ in named - gone}),
            nodes={id_: node for id_, node in self.nodes.items() if id_ not in gone},
            edges={k: e for k, e in self.edges.items() if not gone & {e.source, e.target}},
            output=None if self.output in gone else self.output,
            claims=tuple(c for c in self.claims if not gone & {c.of, c.by}),
            source="",
        ).with_learners(dict.fromkeys(gone))

    def with_learners(self, now: Mapping[str, str | None]) -> "Graph":
        """What is said of learning with other names for these; None where a node is gone."""
        if not (self.frozen or self.descents or self.data or self.trained):
            return self

        def name(id_: str) -> str | None:
            return now.get(id_, id_)

        return replace(
            self,
            frozen=frozen_now(self.frozen, name),
            descents=tuple(descent_now(descent, name) for descent in self.descents),
            data=data_now(self.data, name),
            trained=trained_now(self.trained, name),
        )

    def without_extras(self) -> "Graph":
        """Only the graph itself: no pins, no labels, no view, no way that was gone."""
        return replace(self, pins={}, other_pins={}, labels={}, view=View(), trained=None)

    def with_extras_of(self, before: "Graph", names: Mapping[str, str] | None = None) -> "Graph":
        """What is said beside a graph, as it was before: view, pins, labels, its way of learning.

        For a graph that was read from changed text; ``names`` says how its nodes are called now.
        """
        now = {id_: id_ for id_ in self.nodes} if names is None else names
        return replace(self._with_beside(before, now), view=before.view)

    def with_extras_over(self, other: "Graph") -> "Graph":
        """Its pins and labels, and those of another graph where it has none."""
        kinds = {**other.other_pins, **self.other_pins}
        return replace(
            self,
            pins={**other.pins, **self.pins},
            labels={**other.labels, **self.labels},
            other_pins={kind: {**other.pinned(kind), **self.pinned(kind)} for kind in kinds},
        )

    def _with_beside(self, before: "Graph", now: Mapping[str, str]) -> "Graph":
        """With the pins, labels and way of another graph, whose nodes are called like this now."""
        others = {kind: called(at, now) for kind, at in before.other_pins.items()}
        return replace(
            self,
            pins=called(before.pins, now),
            labels=called(before.labels, now),
            other_pins={kind: at for kind, at in others.items() if at},
            trained=trained_now(before.trained, lambda id_: self._learner(now.get(id_, ""))),
        )

    def _learner(self, id_: str) -> str | None:
        return id_ if id_ in self.nodes and self.nodes[id_].op == "parameter" else None


def round_trip(way: Sequence[str]) -> str:
    """``a → b → a``: a cycle along the values, of a long one the beginning and the end."""
    return " → ".join([*way[:_MAX_SHOWN], "…", way[-1]] if len(way) > _MAX_SHOWN + 1 else way)


def _slot(edge: Edge) -> int:
    return edge.slot


def _check_edge(graph: Graph, edge: Edge) -> None:
    """Raise GraphError for a dangling end, SlotError for a taken or negative slot."""
    for end in (edge.source, edge.target):
        if end not in graph.nodes:
            raise GraphError(f"an edge refers to '{end}', which is not a node", end)
    if edge.slot < 0:
        raise SlotError(f"operand numbers of '{edge.target}' start at 0", edge.target)
    if (edge.target, edge.slot) in graph.edges:
        raise SlotError(f"operand {edge.slot} of '{edge.target}' is connected twice", edge.target)
