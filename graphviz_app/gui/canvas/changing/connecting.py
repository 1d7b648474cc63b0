"""Connecting: edges drawn on the canvas become a change of the graph, one entry of the history."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import Reading, ReadingEdge
from graphviz_app.core.reading.neuron import Term
from graphviz_app.core.reading.slots import Slot
from graphviz_app.errors import GraphAppError, GraphError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.changing.editing import Editing
from graphviz_app.gui.canvas.changing.taking import operand_at
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.slots import SlotPlace

if TYPE_CHECKING:
    from graphviz_app.gui.canvas.gestures.drawn_edge import Drawn

Work = Callable[[Graph], Graph]
OPERAND = "A name, a number, or an expression such as tanh(x), for"
BELOW = QPoint(100, 44)
"""From a missing operand to the field for it, which shall not cover the node."""


class Connecting(QObject):
    """Edges are drawn, put elsewhere and swapped; a missing operand is typed."""

    def __init__(self, changes: Changes, editing: Editing, view: GraphView) -> None:
        super().__init__(view)
        self._changes, self._editing = changes, editing
        self._scene: GraphScene = view.scene()
        self._view = view
        view.edge_drawn.connect(self._take)
        view.slot_requested.connect(self._ask)
        view.refused.connect(lambda why: changes.told.emit(f"{why}."))

    @property
    def operands(self) -> str | None:
        """The one selected node, if its last operator has two operands to be exchanged."""
        from graphviz_app.core.oplib import OPS

        reading, nodes = self._scene.reading, self._editing.nodes
        if reading is None or len(nodes) != 1 or nodes[0] not in reading.nodes:
            return None
        node = reading.nodes[nodes[0]]
        op = OPS.get(node.op)
        return node.id if op is not None and len(op.operands) == 2 else None

    def swap(self) -> None:
        """Exchange the two operands of what is selected."""
        if (id_ := self.operands) is not None and not self._changes.refused():
            from graphviz_app.formats.edits.edges.swapping import with_swapped

            self._change(f"Swap operands of {id_}", lambda graph: with_swapped(graph, id_))

    def _take(self, drawn: "Drawn") -> None:
        reading = self._scene.reading
        if reading is None or self._changes.refused():
            return
        try:
            source = None if drawn.source is None else _source(reading, drawn)
            self._check(source, drawn.place)
            if source is None and drawn.place is not None:
                self._ask(drawn.place, drawn.at)
            elif source is not None and drawn.place is None:
                self._editing.ask_for(drawn.at, [source])
            elif source is not None and drawn.place is not None:
                self._change(*_work(reading, source, drawn.place, drawn.moved))
        except GraphError as error:
            self._changes.complain(error)

    def _check(self, source: str | None, place: SlotPlace | None) -> None:
        """Elements of a layer are no nodes of the graph."""
        ends = [source] if source is not None else []
        ends += [target for target, _ in place.slot.places] if place is not None else []
        if not all(id_ in self._changes.document.graph.nodes for id_ in ends):
            raise GraphError("this is an element of a layer: its edges are drawn in Operators")

    def _ask(self, place: SlotPlace, at: QPoint | None = None) -> None:
        """What this operand is, typed there."""
        if self._changes.refused():
            return
        if at is None:
            at = self._view.viewportTransform().map(place.at).toPoint() + BELOW
        which = f"operand {place.slot.places[0][1] + 1} of {place.slot.places[0][0]}"
        self._editing.ask_for(
            at,
            taking=operand_at(place.slot.places),
            advice=f"{OPERAND} {which}.",
            what=f"Set {which}",
        )

    def _change(self, what: str, work: Work) -> None:
        before = self._changes.document.graph
        try:
            graph = self._changes.beside("Changing the graph …", lambda: work(before))
        except GraphAppError as error:
            self._changes.complain(error)
            return
        if graph is not before:
            self._changes.make(what, graph)


def _source(reading: Reading, drawn: "Drawn") -> str:
    """The node of the graph whose value the edge carries; raises GraphError if that is not one."""
    assert drawn.source is not None
    place, moved = drawn.place, drawn.moved
    box = reading.boxes.get(drawn.source)
    if moved is not None and (place is None or place.slot.edge != moved):
        edge = reading.edges[moved]
        if box is not None and any(member.source != edge.carries for member in edge.members):
            raise GraphError(f"this edge carries several values: open '{box.path}' first")
        return edge.carries
    if box is None:
        return reading.nodes[drawn.source].id
    if len(box.exits) != 1:
        raise GraphError(f"several values leave '{box.path}': open it, and begin at one of them")
    return box.exits[0]


def _work(reading: Reading, source: str, place: SlotPlace, moved: int | None) -> tuple[str, Work]:
    """What the history calls it, and how it is done."""
    from graphviz_app.formats.edits.edges.connecting import with_operand
    from graphviz_app.formats.edits.edges.growing import with_one_more, with_weighted

    slot, what = place.slot, f"Connect {source} to {place.node}"
    if moved is not None and slot.edge != moved:
        return _moving(reading, what, source, place, moved)
    if slot.weighted:
        return what, lambda g: with_weighted(g, source, slot.places[0][0])
    if slot.more:
        return what, lambda g: with_one_more(g, source, slot.places[0][0])
    return what, lambda g: with_operand(g, source, slot.places)


def _moving(
    reading: Reading, what: str, source: str, place: SlotPlace, moved: int
) -> tuple[str, Work]:
    """The same of an edge that leads elsewhere from now on; with a sibling it changes places."""
    from graphviz_app.formats.edits.edges.connecting import with_edge_moved
    from graphviz_app.formats.edits.edges.growing import with_one_more
    from graphviz_app.formats.edits.edges.replugging import with_summand_moved
    from graphviz_app.formats.edits.edges.swapping import with_swapped

    edge, slot = reading.edges[moved], place.slot
    edges, (target, number) = edge.members, slot.places[0]
    alone = len(edges) == len(slot.places) == 1 and edges[0].target == target
    if slot.edge is not None and alone:
        return (
            f"Swap operands of {target}",
            lambda g: with_swapped(g, target, edges[0].slot, number),
        )
    if slot.more and place.node == edge.target:
        return what, lambda g: g
    if slot.weighted or edge.weight is not None:
        term = _summand(reading, edge, slot)
        return f"Connect {_called(term)} to {place.node}", lambda g: with_summand_moved(
            g, term, target
        )
    if slot.more:
        return what, lambda g: with_one_more(g, source, target, edges)
    return what, lambda g: with_edge_moved(g, edges, slot.places)


def _summand(reading: Reading, edge: ReadingEdge, slot: Slot) -> Term:
    """What goes with the edge from one neuron to another; raises GraphError if that cannot be."""
    neuron, carried = reading.neurons.get(edge.target), (edge.weight, edge.carries)
    if neuron is not None and slot.weighted:
        for term in neuron.terms:
            if (term.weight, term.source) == carried:
                return term
    raise GraphError("its weight would stay behind: delete this edge, and draw a new one")


def _called(term: Term) -> str:
    return term.source if term.weight is None else f"{term.weight}·{term.source}"
