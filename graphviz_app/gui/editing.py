"""Editing: what a person does to the graph on the canvas, one entry of the history each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats import copied, with_pasted, with_typed, without_parts
from graphviz_app.formats.adding import Added
from graphviz_app.gui.actions import CANVAS_MENU
from graphviz_app.gui.pieces import first_upper

if TYPE_CHECKING:
    from graphviz_app.gui.main_window import MainWindow

LINES_MIME = "application/x-graphviz-app-lines"
"""Marks text on the clipboard as copied nodes, which are pasted into the graph that is open."""
NEED_A_NODE = ("cut", "copy", "duplicate")
NEED_A_CHOICE = (*NEED_A_NODE, "delete")


class Editing(QObject):
    """Gestures on the canvas become new graphs; while the text is broken they are refused."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._document, self._scene, self._view = window.document, window.scene, window.view
        self._entry = window.stage.entry
        self._entry.add = self._add
        self._waiting: tuple[str, ...] = ()
        """New nodes, to be selected as soon as they are drawn."""
        self._entry.opened.connect(window.stage.hint.hide)
        self._entry.closed.connect(window.show_emptiness)
        self._view.add_requested.connect(self.add_node)
        self._view.menu_requested.connect(self.show_menu)
        self._scene.selection_changed.connect(self._follow)
        window.drawing.shown.connect(self._select_new)
        self._follow()

    @property
    def nodes(self) -> list[str]:
        """The selected nodes, in the order in which they were selected."""
        return [element for element in self._scene.chosen if isinstance(element, str)]

    @property
    def _leaf(self) -> str | None:
        """The one selected node, if its value can be typed."""
        nodes, known = self.nodes, self._document.graph.nodes
        if len(nodes) != 1 or nodes[0] not in known or "value" not in known[nodes[0]].attrs:
            return None
        return nodes[0]

    def add_node(self, at: QPoint | None = None) -> None:
        """Ask what to add: an operator for the selected nodes, a value, or a line."""
        if not self._refused():
            self._entry.ask(self._place(at), self._document.text, self.nodes)

    def change_value(self) -> None:
        """Type another value for the selected leaf."""
        if self._leaf is not None:
            self._window.conversation.edit_value(self._leaf)

    def delete(self) -> None:
        """Delete what is selected; whoever used it has an open operand then."""
        if not self._scene.selection or self._refused():
            return
        nodes, graph = self.nodes, self._document.graph
        reading = self._scene.reading
        edges = [
            member
            for element in self._scene.chosen
            if isinstance(element, int) and reading is not None
            for member in reading.edges[element].members
        ]
        try:
            graph = without_parts(graph, nodes, edges)
        except GraphAppError as error:
            self._complain(error)
            return
        self._document.edit(f"Delete {_named(nodes, len(self._scene.selection))}", graph)

    def copy(self) -> bool:
        """Put the lines of the selected nodes on the clipboard, as text."""
        text = self._lines_of_selection()
        if text:
            data = QMimeData()
            data.setText(text)
            data.setData(LINES_MIME, text.encode())
            QGuiApplication.clipboard().setMimeData(data)
            count = len(self.nodes)
            self._window.conversation.say(f"Copied {_named(self.nodes, count)}.")
        return bool(text)

    def cut(self) -> None:
        """Copy, then delete."""
        if not self._refused() and self.copy():
            self.delete()

    def duplicate(self) -> None:
        """Copies of the selected nodes, with the same operands."""
        if not self._refused() and (text := self._lines_of_selection()):
            self._paste(text, f"Duplicate {_named(self.nodes, len(self.nodes))}")

    def paste(self) -> None:
        """Copied nodes go into this graph; any other text is opened as a graph."""
        data = QGuiApplication.clipboard().mimeData()
        if not data.hasFormat(LINES_MIME):
            self._window.files.paste()
        elif not self._refused():
            self._window.leave_gallery()
            self._paste(bytes(data.data(LINES_MIME).data()).decode(errors="replace"), "Paste")

    def select_all(self) -> None:
        """Every node."""
        reading = self._scene.reading
        if reading is not None and not self._window.in_gallery:
            self._scene.set_selection(reading.nodes)

    def show_menu(self, at: QPoint) -> None:
        """What can be done here, under the pointer (a place on the screen)."""
        menu = QMenu(self._window)
        for id_ in CANVAS_MENU:
            if id_:
                menu.addAction(self._window.actions_by_id[id_])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _add(self, typed: str) -> str:
        try:
            added = with_typed(self._document.graph, typed, self.nodes)
        except GraphAppError as error:
            return first_upper(_reason(error))
        self._take(f"Add {', '.join(added.names)}", added)
        return ""

    def _paste(self, text: str, what: str) -> None:
        try:
            added = with_pasted(self._document.graph, text)
        except GraphAppError as error:
            self._complain(error)
            return
        self._take(what, added)

    def _take(self, what: str, added: Added) -> None:
        self._waiting = added.names
        self._document.edit(what, added.graph)

    def _select_new(self) -> None:
        reading, waiting = self._scene.reading, self._waiting
        if not waiting or reading is None or self._scene.trace is not self._document.trace:
            return
        self._waiting = ()
        self._scene.set_selection(id_ for id_ in waiting if id_ in reading.nodes)
        if waiting[-1] in reading.nodes:
            self._view.centre_on(waiting[-1])

    def _lines_of_selection(self) -> str:
        if not self.nodes or self._refused():
            return ""
        try:
            return copied(self._document.graph, self.nodes)
        except GraphAppError as error:
            self._complain(error)
            return ""

    def _place(self, at: QPoint | None) -> QRect:
        """Where to type: where the pointer was, else under what is selected, else in the middle."""
        viewport = self._view.viewport().rect()
        if at is None and self.nodes:
            node = self._view.to_viewport(self._scene.node_rect(self.nodes[-1]))
            at = node.center() + QPoint(0, node.height())
        return QRect(at or viewport.center(), viewport.size() * 0)

    def _refused(self) -> bool:
        """Whether nothing can be edited now: another page is shown, or the text is broken."""
        if self._window.in_gallery:
            return True
        self._window.left.text.apply_now()
        return self._window.conversation.refuse_edit()

    def _complain(self, error: GraphAppError) -> None:
        self._window.stage.notice.complain(first_upper(_reason(error)))

    def _follow(self, *_changed: object) -> None:
        """Actions that need a selection are off without one."""
        self._window.actions_by_id["change_value"].setEnabled(self._leaf is not None)
        for ids, on in ((NEED_A_CHOICE, self._scene.selection), (NEED_A_NODE, self.nodes)):
            for id_ in ids:
                self._window.actions_by_id[id_].setEnabled(bool(on))


def _reason(error: GraphAppError) -> str:
    """Without the place in a text that the person has not typed."""
    return error.reason if isinstance(error, ParseError) else str(error)


def _named(nodes: list[str], count: int) -> str:
    return nodes[0] if count == 1 and nodes else f"{count} {'edge' if not nodes else 'nodes'}"
