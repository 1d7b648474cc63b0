"""The main window: what the table of actions calls, and what Qt tells it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, SignalInstance
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from graphviz_app.core.graph import Graph
from graphviz_app.gui.canvas.changing.connecting import Connecting
from graphviz_app.gui.canvas.changing.editing import Editing
from graphviz_app.gui.canvas.changing.palette import Palette
from graphviz_app.gui.covers.on_graph import OnGraph
from graphviz_app.gui.documents.dropping import can_take, is_more_than_text
from graphviz_app.gui.documents.offers import Offers, UnsavedMenu
from graphviz_app.gui.documents.opening import Files
from graphviz_app.gui.documents.outside import Outside
from graphviz_app.gui.documents.state import State
from graphviz_app.gui.documents.translating import Translating
from graphviz_app.gui.export.exports import Exports
from graphviz_app.gui.export.exports import Sides as TakenFrom
from graphviz_app.gui.window.action import Need
from graphviz_app.gui.window.conversation import Conversation, Parts
from graphviz_app.gui.window.guide import Guide
from graphviz_app.gui.window.keys import KeyGuard
from graphviz_app.gui.window.learning_window import LearningWindow
from graphviz_app.gui.window.memory import Memory
from graphviz_app.gui.window.menus import RecentMenu, canvas_menu, fill_menu_bar
from graphviz_app.gui.window.needs import Needs, There
from graphviz_app.gui.window.settings import read, write
from graphviz_app.gui.window.status import Foot
from graphviz_app.layout import LayoutService, find_dot
from graphviz_app.typing_compat import override


class MainWindow(LearningWindow):
    """One document, seen three ways: as text, as graph, as reasons."""

    def __init__(self, service: LayoutService, settings: QSettings, data_folder: Path) -> None:
        super().__init__(service, data_folder, read(settings).theme)
        self._kept = settings
        text, desk = self.left.text, self.desk
        self.outside = Outside(desk, self.recovery, text.apply_now)
        self.translating = Translating(desk)
        self.files = Files(desk, settings, self._settle, self.outside.may_save, self.translating)
        self.offers = Offers(desk, self.files, self.recovery)
        self.foot = Foot(self.stage.status, self.document, self.drawing)
        self.on_graph = OnGraph(self._sides(self.foot.say))
        listeners = (self.stage, self.transport, self.panels, self.on_graph)
        parts = Parts(
            *(self.document, text, self.drawing, self.player, self.walks.walker),
            *(self.stage, self.foot, self.on_graph.covering, listeners),
        )
        self.conversation = Conversation(parts, self)
        self.begin_learning(self.on_graph.covering, settings, self.foot.say)
        menu = canvas_menu(self.actions_by_id, self)
        self.editing = Editing(self.changes, self.value_editing, self.drawing, self.stage, menu)
        self.connecting = Connecting(self.changes, self.editing, self.view)
        self.palette_of_operators = Palette(
            self.left.operators, self.changes, self.editing, self.view
        )
        self.exports = Exports(self._taken_from(settings))
        self.guide = Guide(self, self.looks)
        self._memory = Memory(self.columns, self.panels, self.looks, self.player, self.drawing)
        self._keys = KeyGuard(self)
        self._connect_files()
        self._connect_gestures()
        self._connect_shows()
        self._memory.bring_back(read(settings, self._memory.panels))
        self.show_options()
        self.show_undo()
        self.show_title()
        self.show_emptiness()
        self.show_panels()
        Needs(self.actions_by_id, self._there_is(), self)

    def _taken_from(self, settings: QSettings) -> TakenFrom:
        return TakenFrom(
            *(self.desk, self.scene, self.player, settings, self.foot.say, self._settle),
            selected=lambda: self.editing.nodes,
            said=lambda: self.drawing.wishes.chosen,
            themed=self.looks.changed,
            plots=lambda: self.learning.curve.plots,
        )

    def _connect_files(self) -> None:
        files, outside, text = self.files, self.outside, self.left.text
        self.learning.stand_before(files, self.checking.bringing.take_table)
        recent = RecentMenu(files.recent, files.open_path, files.forget_recent, self)
        unsaved = UnsavedMenu(self.offers, self.recovery, self)
        fill_menu_bar(self.menuBar(), self.actions_by_id, [recent, unsaved])
        files.opened.connect(outside.tell_of_other_windows)
        outside.save_wanted.connect(files.save)
        outside.save_as_wanted.connect(files.save_as)
        for told in (files.saved, outside.told, self.changes.told):
            told.connect(self.foot.say)
        text.pasted.connect(self.translating.take_pasted)
        text.editor.picture_pasted.connect(files.paste)
        text.translation_wanted.connect(self.translating.translate)
        text.typed.connect(self.recovery.soon)
        text.about_to_read.connect(self.recovery.hurry)
        self.recovery.failed.connect(self.offers.warn)
        self.left.example_chosen.connect(files.open_path)
        self.left.backward.opened.connect(files.take_text)
        text.editor.viewport().installEventFilter(self)

    def _connect_gestures(self) -> None:
        self.document.opened.connect(self.leave_gallery)
        self.left.text.undo_requested.connect(self.undo)
        self.left.text.redo_requested.connect(self.redo)
        self.editing.canvas_wanted.connect(self.leave_gallery)
        self.editing.text_pasted.connect(self.files.paste)
        self.stage.entry.closed.connect(self.show_emptiness)
        self.foot.problem_clicked.connect(self.choose)
        self.actions_by_id["shapes"].triggered.connect(self.foot.tell_of_shapes)
        self.presentation.changed.connect(self._present)

    def _connect_shows(self) -> None:
        """What is on, checked or named follows what there is."""
        self.document.state_changed.connect(self.show_title)
        for changed in self._history_told:
            changed.connect(self.show_undo)
        for changed in (
            *(self.looks.choice_changed, self.drawing.options_changed, self.player.loop_changed),
        ):
            changed.connect(self.show_options)
        self.drawing.redrawn.connect(self.show_emptiness)

    @property
    def _history_told(self) -> Sequence[SignalInstance]:
        """What tells that something else would be undone or redone."""
        stack = self.document.stack
        return (
            *(stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged),
            *(self.document.state_changed, self.left.text.typed),
        )

    def _there_is(self) -> Mapping[Need, There]:
        stack, text, history = self.document.stack, self.left.text, self._history_told
        drawn, chosen = self.drawing.shown, self.scene.selection_changed
        asked, about = self.on_graph.revealing, [self.on_graph.changed, chosen, drawn]
        return {
            "graph": There(lambda: bool(self.document.graph.nodes), [drawn]),
            "selection": There(lambda: bool(self.scene.selection), [chosen]),
            "nodes": There(lambda: bool(self.editing.nodes), [chosen]),
            "leaf": There(lambda: self.editing.leaf is not None and not asked.covered, about),
            "operands": There(lambda: self.connecting.operands is not None, [chosen, drawn]),
            "parts": There(lambda: self.editing.composite is not None, [chosen, drawn]),
            "undo": There(lambda: stack.canUndo() or text.pending is not None, history),
            "redo": There(lambda: stack.canRedo() and text.pending is None, history),
            "group": There(lambda: self.folding.chosen is not None, [chosen, drawn]),
            "groups": There(lambda: bool(self.folding.paths), [drawn]),
            "node": There(lambda: self.shaping.node is not None, [chosen, drawn]),
            "leaves": There(lambda: bool(self.shaping.leaves), [chosen, drawn]),
            "in_group": There(lambda: self.shaping.group is not None, [chosen, drawn]),
            "pinned": There(lambda: bool(self.moving.pinned), [chosen, drawn]),
            "pins": There(lambda: bool(self.moving.pins), [drawn]),
            "wrong": There(lambda: bool(self.checking.wrong), [self.checking.judging.judged]),
            "questions": There(lambda: asked.any_open, about),
            "covered": There(lambda: bool(asked.covered), about),
            "asked": There(lambda: bool(asked.meant), about),
            "covers": There(lambda: asked.any_covers, about),
            "dot": There(lambda: find_dot() is not None, [self.drawing.options_changed]),
        }

    def start(self, path: Path | None) -> None:
        """Open a file; without one, the examples. Work that a crash has left is offered."""
        self.view.setFocus()
        if path is None or not self.files.open_path(path):
            self.show_gallery()
        self.offers.offer()

    def start_with(self, graph: Graph) -> None:
        """Show a graph that another program has given."""
        self.view.setFocus()
        self.document.take_copy(State(graph), graph.title or "a graph")
        self.leave_gallery()
        self.offers.offer()

    def undo(self) -> None:
        """Take the last change back, of the graph or of its text."""
        self.left.text.apply_now()
        self.left.text.go_along(self.document.stack.undo)

    def redo(self) -> None:
        """Make the change again."""
        self.left.text.apply_now()
        self.left.text.go_along(self.document.stack.redo)

    def search(self) -> None:
        """Open the search field."""
        self.leave_gallery()
        self.stage.find_bar.open_bar()

    def show_backward(self) -> None:
        """The backward pass as text, beside the graph."""
        self.leave_gallery()
        self.actions_by_id["left_panel"].setChecked(True)
        self.show_panels()
        self.left.show_backward()

    @override
    def show_page(self, id_: str) -> None:
        self.leave_gallery()
        super().show_page(id_)

    def show_gallery(self) -> None:
        """The examples as pictures, in the middle of the window."""
        from graphviz_app.gui.gallery.gallery import Gallery  # late: not seen when a file is opened

        if self.gallery is None:
            self.gallery = Gallery(self.looks.theme)
            self.gallery.open_requested.connect(self.files.open_path)
            self.gallery.new_requested.connect(self.start_typing)
            self.gallery.open_file_requested.connect(self.files.open)
            self.pages.addWidget(self.gallery)
        self.gallery.set_recent(self.files.recent())
        self.pages.setCurrentWidget(self.gallery)
        self.player.pause()
        self.show_panels()

    def leave_gallery(self) -> None:
        """Back to the graph."""
        if self.in_gallery:
            self.pages.setCurrentWidget(self.stage)
            self.show_panels()
            self.view.setFocus()

    def start_typing(self) -> None:
        """Begin with an empty graph; what is typed next is its text."""
        if not self.files.new():
            return
        self.leave_gallery()
        self.actions_by_id["left_panel"].setChecked(True)
        self.show_panels()
        self.left.show_text()
        self.left.text.focus_editor()

    def leave(self) -> None:
        """Close what lies on top; when nothing does, end the presentation, then the selection."""
        if self.guide.close_help():
            return
        if self.stage.find_bar.isVisible():
            self.stage.find_bar.close_bar()
        elif self.stage.notice.sentence:
            self.stage.notice.clear()
        elif self.in_gallery and not self.document.is_empty:
            self.leave_gallery()
        elif self.left.text.editor.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)  # Tab is for indenting there
        elif self.presentation.active:
            self.presentation.leave()
        else:
            self.scene.set_selection([])

    def _settle(self) -> None:
        """Whatever is still being typed becomes part of the document."""
        if self.stage.editor.is_open:
            self.stage.editor.left_alone()
        self.learning.settle()
        self.left.text.apply_now()

    def _present(self, active: bool) -> None:
        if active:
            self.leave_gallery()
        self.show_presented(active)
        self.view.set_grips(not active)
        self.view.setFocus()
        self.view.hide_ring()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.outside.look_again()
            self.feeding.look_again()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.learning.playing.pause()
        if not self.files.confirm():
            event.ignore()
            return
        self.player.pause()
        self.learning.close()
        self.curtain.open()
        self.drawing.close()
        self.checking.judging.close()
        self.recovery.close()
        write(self._kept, self._memory.habits(with_place=not self.presentation.active))
        event.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file dropped on the text is opened, too: its name is not typed into the text."""
        if isinstance(event, QDropEvent) and is_more_than_text(event.mimeData()):
            if event.type() == QEvent.Type.Drop:
                self.dropEvent(event)
            elif can_take(event.mimeData()):
                event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()) and not self.patience.waiting:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.patience.waiting:
            return
        event.acceptProposedAction()
        self.activateWindow()
        self.files.take(event.mimeData())
