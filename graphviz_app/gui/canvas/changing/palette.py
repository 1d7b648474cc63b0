"""Palette: operators that are clicked in the list, or dragged from it onto the canvas."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QDropEvent

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import Reading, ReadingEdge
from graphviz_app.explain.titles import edge_title
from graphviz_app.gui.canvas.changing.changes import BROKEN, Changes
from graphviz_app.gui.canvas.changing.editing import Editing
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.text.operator_list import OperatorList, dragged_operator
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.formats.edits.placing import Added
    from graphviz_app.gui.canvas.gestures.dropped import Dropped

ELEMENTS = "Layers are drawn by their elements here: choose Operators or Lines first."
Slots = Sequence[tuple[str, int]]


class Palette(QObject):
    """Puts operators on what is selected, or where they are let go."""

    def __init__(
        self, listed: OperatorList, changes: Changes, editing: Editing, view: GraphView
    ) -> None:
        super().__init__(view)
        self._listed, self._changes, self._editing = listed, changes, editing
        self._view = view
        self._scene: GraphScene = view.scene()
        listed.chosen.connect(self.choose)
        listed.refused.connect(changes.told)
        self._scene.selection_changed.connect(self._tell)
        changes.document.state_changed.connect(self._tell_broken)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def choose(self, op: str) -> None:
        """Put an operator on the selected nodes, or into the selected edge."""
        from graphviz_app.gui.canvas.gestures.dropped import Dropped  # late: rarely needed

        edge = self._edge()
        if edge is None:
            nodes = self._editing.nodes
            self._editing.add("Add", lambda graph: _applied(graph, op, nodes))
        else:
            self._put(op, Dropped("edge", edge))

    def _edge(self) -> int | None:
        chosen = self._scene.selection
        return chosen[0] if len(chosen) == 1 and isinstance(chosen[0], int) else None

    def _tell(self, *_changed: object) -> None:
        """The list says what a click would do."""
        run, edge = self._scene.run, self._edge()
        if edge is not None and run is not None:
            self._listed.set_operands([edge_title(run, edge)], edge=True)
        else:
            self._listed.set_operands(self._editing.nodes)

    def _tell_broken(self) -> None:
        self._listed.set_broken(BROKEN if self._changes.document.draft is not None else "")
        self._tell()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Operators over the canvas; files are for the window."""
        if isinstance(event, QDropEvent):  # entering and moving are kinds of it
            op = dragged_operator(event.mimeData())
            if op is None:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._drop(op, event.position())
            else:
                self._hover(op, event.position())
            return True
        if event.type() == QEvent.Type.DragLeave and self._view.guest is not None:
            self._leave()
            return True
        return False

    def _hover(self, op: str, at: QPointF) -> None:
        from graphviz_app.gui.canvas.gestures.dropped import Guest

        self._view.set_guest(Guest(self._view, op, at))

    def _leave(self) -> None:
        self._view.set_guest(None)

    def _drop(self, op: str, at: QPointF) -> None:
        from graphviz_app.gui.canvas.gestures.dropped import landing

        self._leave()
        dropped = landing(self._view, op, at)
        if dropped.refused:
            self._changes.told.emit(f"{dropped.words}.")
        else:
            if self._scene.picture is None:
                self._view.actual_size()
            if dropped.kind == "empty":
                self._view.stay()
            self._put(op, dropped, self._view.to_scene(at) * (1 / self._scene.theme.scale))

    def _put(self, op: str, dropped: "Dropped", at: QPointF | None = None) -> None:
        reading = self._scene.reading
        if reading is not None and reading.graph.nodes.keys() - self._changes.document.graph.nodes:
            self._changes.told.emit(ELEMENTS)
            return
        if reading is None or dropped.kind == "empty":
            kind = self._scene.view.reading or "operators" if reading is None else reading.kind
            self._editing.add("Add", lambda graph: _placed(_applied(graph, op, []), kind, at))
        elif dropped.kind == "node":
            node = reading.nodes[str(dropped.element)].id
            self._editing.add("Add", lambda graph: _applied(graph, op, [node]))
        elif dropped.place is not None:
            places = dropped.place.slot.places
            self._editing.add(f"Add {op}", lambda graph: _in_slot(graph, places, op))
        else:
            edge = reading.edges[int(dropped.element or 0)]
            if edge.source in reading.boxes and len({m.source for m in edge.members}) > 1:
                self._changes.told.emit("Several values go along this edge: open the group first.")
                return
            self._editing.add(f"Insert {op}", _between(reading, edge, op))


def _applied(graph: Graph, op: str, operands: list[str]) -> "Added":
    from graphviz_app.formats.edits.edges.inserting import with_operator

    return with_operator(graph, op, operands)


def _placed(added: "Added", kind: Kind, at: QPointF | None) -> "Added":
    """It stays where it was let go, as nodes do that are moved."""
    if at is None:
        return added
    here = (float(round(at.x())), float(round(at.y())))
    pins = {**added.graph.pinned(kind), added.names[-1]: here}
    return added._replace(graph=added.graph.with_pins(kind, pins))


def _in_slot(graph: Graph, places: Slots, op: str) -> "Added":
    from graphviz_app.formats.edits.edges.inserting import with_operator_at

    return with_operator_at(graph, places, op)


def _between(reading: Reading, edge: ReadingEdge, op: str) -> "Callable[[Graph], Added]":
    """In the line itself where every operator is drawn, else as a line of its own."""
    slots = [(member.target, member.slot) for member in edge.members]

    def work(graph: Graph) -> "Added":
        from graphviz_app.formats.edits.edges.inserting import with_operator_between

        alone = not reading.is_of_lines
        return with_operator_between(graph, edge.carries, slots, op, alone)

    return work
