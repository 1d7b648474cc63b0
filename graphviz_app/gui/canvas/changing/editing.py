"""Editing: what a person does to the graph on the canvas, one entry of the history each.

How that changes the text is imported late: a first picture does without.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtWidgets import QMenu

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.reading import leaf_of, line_of, owner_of
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import BROKEN, Changes, reason
from graphviz_app.gui.canvas.changing.clipboard import lines_there, named, put_lines
from graphviz_app.gui.canvas.changing.taking import Taking, adding_to
from graphviz_app.gui.canvas.changing.value_editing import ValueEditing
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.layout import Point

if TYPE_CHECKING:
    from graphviz_app.formats.edits.placing import Added

BELOW = 32
"""Pixels between what is selected and the field under it."""
PARTS = "These are parts of a vector or a group: they are deleted in the text, as a whole."
"""Said of what is drawn, but has no line of its own."""
GIVEN_UP = "Nothing was added."
"""Said when the person did not want to wait for it."""

T = TypeVar("T")


class Editing(QObject):
    """Gestures on the canvas become new graphs; while the text is broken they are refused."""

    canvas_wanted = Signal()
    """The canvas is needed, whatever the middle of the window shows."""
    text_pasted = Signal()
    """What is on the clipboard are no nodes."""

    def __init__(
        self, changes: Changes, values: ValueEditing, drawing: Drawing, stage: Stage, menu: QMenu
    ) -> None:
        """``menu`` is what a right click offers."""
        super().__init__(stage)
        self._changes, self._values = changes, values
        self._document = changes.document
        self._drawing = drawing
        self._scene, self._stage, self._view = drawing.scene, stage, stage.view
        self._entry = stage.entry
        self._taking: Taking = adding_to(())
        """What is done with what is typed; ``_what``: as the history calls it."""
        self._what = ""
        self._menu_at: QPoint | None = None
        """Where the menu was opened, for what is chosen in it."""
        self._menu = menu
        self._asked_at: Point | None = None
        """Where in the drawing what is typed is to stand."""
        self._waiting: tuple[str, ...] = ()
        """New nodes, to be selected as soon as they are drawn."""
        menu.aboutToHide.connect(self._forget_place)
        self._entry.typed.connect(self._add)
        self._view.add_requested.connect(self.add_node)
        self._view.menu_requested.connect(self.show_menu)
        drawing.shown.connect(self._select_new)
        self._document.opened.connect(self._entry.start_over)

    @property
    def nodes(self) -> list[str]:
        """The selected nodes that the text has, in the order in which they were selected."""
        known = self._document.graph.nodes
        return [e for e in self._scene.selection if isinstance(e, str) and e in known]

    @property
    def _edges(self) -> list[Edge]:
        """The graph's edges that the selected ones stand for."""
        reading = self._scene.reading
        if reading is None:
            return []
        chosen = (element for element in self._scene.selection if isinstance(element, int))
        edges = self._document.graph.edges
        members = (edge for index in chosen for edge in reading.edges[index].members)
        return [edge for edge in members if edges.get((edge.target, edge.slot)) == edge]

    @property
    def leaf(self) -> str | None:
        """The one selected node, element or weight on an edge, if its value can be typed."""
        chosen, reading = self._scene.selection, self._scene.reading
        leaf = leaf_of(reading, chosen[0]) if len(chosen) == 1 and reading is not None else None
        known = self._document.graph.nodes
        owner = None if leaf is None else owner_of(leaf, known)
        return leaf if owner is not None and "value" in known[owner].attrs else None

    @property
    def composite(self) -> str | None:
        """The one selected node, if it stands for several operators, or is a part of such."""
        nodes, graph = self.nodes, self._document.graph
        if len(nodes) != 1 or nodes[0] not in graph.nodes:
            return None
        from graphviz_app.formats.edits.expanding import can_toggle

        return nodes[0] if can_toggle(graph, nodes[0]) else None

    def add_node(self, at: QPoint | None = None) -> None:
        """Ask what to add: an operator for the selected nodes, a value, or a line."""
        at, self._menu_at = self._menu_at if at is None else at, None
        self.canvas_wanted.emit()
        if self._refused():
            if at is None and self._view.hasFocus():
                self._view.focusNextChild()  # Tab does not end here
            return
        self.ask_for(at, self.nodes)

    def ask_for(
        self,
        at: QPoint | None,
        operands: Sequence[str] = (),
        taking: Taking | None = None,
        advice: str = "",
        what: str = "",
    ) -> None:
        """Open the field, for an operator of these nodes if nobody else takes what is typed.

        ``what`` is what the history calls it then.
        """
        if not self._refused():
            self._taking, self._what = taking or adding_to(operands), what
            self._asked_at = None if taking is not None or at is None else self._to_places(at)
            self._entry.ask(self._place(at), self._document.text, operands, advice)

    def change_value(self) -> None:
        """Type another value for the selected leaf."""
        if self.leaf is not None:
            self._values.ask(self.leaf)

    def expand(self) -> None:
        """The selected operator as its parts, or back."""
        id_ = self.composite
        if id_ is None or self._refused():
            return
        from graphviz_app.formats.edits.expanding import whole_of, with_expansion

        before = self._document.graph
        try:
            graph = self._beside(lambda: with_expansion(before, id_))
        except GraphAppError as error:
            self._changes.complain(error)
            return
        closes = len(graph.opened) < len(before.opened)
        whole = whole_of(before, id_) if closes else id_
        self._waiting = (whole,)
        self._change(f"{'Collapse' if closes else 'Expand'} {whole}", graph)

    def delete(self) -> None:
        """Delete what is selected; whoever used it has a missing operand then."""
        if not self._scene.selection or self._refused():
            return
        nodes, edges = self.nodes, self._edges
        if nodes or edges:
            self._delete("Delete", nodes, edges)
        else:
            self._changes.told.emit(PARTS)

    def _delete(self, what: str, nodes: list[str], edges: list[Edge]) -> None:
        from graphviz_app.formats.edits.deleting import without_parts

        try:
            graph = self._beside(lambda: without_parts(self._document.graph, nodes, edges))
        except GraphAppError as error:
            self._changes.complain(error)
            return
        self._scene.set_selection([])  # the next of the same name would be selected otherwise
        self._change(f"{what} {named(nodes, edges)}", graph)

    def copy(self) -> bool:
        """Put the lines of the selected nodes on the clipboard, as text."""
        text = self._lines_of_selection()
        if text:
            put_lines(text)
            self._changes.told.emit(f"Copied {named(self.nodes)}.")
        return bool(text)

    def cut(self) -> None:
        """Copy the lines, then delete them."""
        if not self._refused() and self.copy():
            graph = self._document.graph
            lines = dict.fromkeys(line_of(graph, id_) for id_ in self.nodes if id_ in graph.nodes)
            self._delete("Cut", list(lines), [])

    def duplicate(self) -> None:
        """Copies of the selected nodes, with the same operands."""
        if not self._refused() and (text := self._lines_of_selection()):
            self._paste(text, f"Duplicate {named(self.nodes)}")

    def paste(self) -> None:
        """Copied nodes go into this graph; any other text is opened as a graph."""
        if (lines := lines_there()) is None:
            self.text_pasted.emit()
            return
        self.canvas_wanted.emit()
        if not self._refused():
            self._paste(lines, "Paste")

    def select_all(self) -> None:
        """Every node."""
        reading = self._scene.reading
        if reading is not None and not self._stage.isHidden():
            self._scene.set_selection(reading.nodes)

    def show_menu(self, at: QPoint) -> None:
        """What can be done here, under the pointer (a place in the viewport)."""
        self._menu.close()
        self._menu_at = at
        self._menu.popup(self._view.viewport().mapToGlobal(at))

    def _forget_place(self) -> None:
        """The menu closes before what was chosen in it is done; it may be open again by then."""
        QTimer.singleShot(0, self, self._forget_if_closed)

    def _forget_if_closed(self) -> None:
        if not self._menu.isVisible():
            self._menu_at = None

    def _add(self, typed: str) -> None:
        if self._refused():
            self._entry.answer(BROKEN)
            return
        try:
            added = self._beside(lambda: self._taking(self._document.graph, typed))
        except GaveUpError:
            self._entry.answer(GIVEN_UP)
        except GraphAppError as error:
            self._entry.answer(reason(error))
        else:
            self._take(self._what or f"Add {', '.join(added.names)}", added, at=self._asked_at)
            self._entry.answer("")

    def add(self, what: str, work: "Callable[[Graph], Added]") -> None:
        """Add to the graph what somebody works out; ``what`` begins the history's words."""
        if not self._refused():
            self._work_out(work, lambda added: " ".join([what, *added.names]))

    def _work_out(
        self,
        work: "Callable[[Graph], Added]",
        what: "Callable[[Added], str]",
        text: str = "",
        come_back: bool = False,
    ) -> None:
        try:
            added = self._beside(lambda: work(self._document.graph), text)
        except GraphAppError as error:
            self._changes.complain(error)
        else:
            self._take(what(added), added, come_back)

    def _paste(self, text: str, what: str) -> None:
        def work(graph: Graph) -> "Added":
            from graphviz_app.formats.edits.adding import with_pasted

            return with_pasted(graph, text)

        self._work_out(work, lambda _added: what, text, come_back=True)

    def _take(
        self, what: str, added: "Added", come_back: bool = False, at: Point | None = None
    ) -> None:
        if (reading := self._scene.reading) is not None:
            from graphviz_app.gui.canvas.changing.arranged import arranged

            added = arranged(added, self._document.graph, reading.kind, at)
        self._waiting = added.names
        self._change(what, added.graph, come_back)

    def _change(self, what: str, graph: Graph, come_back: bool = False) -> None:
        self._stage.notice.clear()
        self._changes.make(what, graph, come_back)

    def _select_new(self) -> None:
        reading, waiting = self._scene.reading, self._waiting
        if not waiting or reading is None or not self._drawing.shows(self._document.trace):
            return
        self._waiting = ()
        self._scene.set_selection(id_ for id_ in waiting if id_ in reading.nodes)
        if waiting[-1] in reading.nodes:
            self._view.reveal(waiting[-1])

    def _to_places(self, at: QPoint) -> Point:
        point = self._view.to_scene(QPointF(at)) * (1 / self._scene.theme.scale)
        return point.x(), point.y()

    def _lines_of_selection(self) -> str:
        if not self.nodes or self._refused():
            return ""
        from graphviz_app.formats.edits.written import copied

        try:
            nodes = self.nodes
            return self._beside(lambda: copied(self._document.graph, nodes))
        except GraphAppError as error:
            self._changes.complain(error)
            return ""

    def _place(self, at: QPoint | None) -> QRect:
        """Where to type: where the pointer was, else under what is selected, else in the middle."""
        if at is None:
            box = QRectF()
            for id_ in self.nodes:
                box |= self._scene.node_rect(id_)
            seen = self._view.to_viewport(box)
            middle = self._view.viewport().rect().center()
            at = middle if box.isNull() else QPoint(seen.center().x(), seen.bottom() + BELOW)
        return QRect(at, QSize(0, 0))

    def _refused(self) -> bool:
        """Whether nothing can be edited now: another page is shown, or the text is broken."""
        return self._stage.isHidden() or self._changes.refused()

    def _beside(self, work: Callable[[], T], text: str = "") -> T:
        """Of a large graph this means reading all of its text."""
        return self._changes.beside("Changing the graph …", work, text)
