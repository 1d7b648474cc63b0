"""The main window: what the table of actions calls, and what Qt tells it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from graphviz_app import __version__
from graphviz_app.core.graph import Graph
from graphviz_app.gui.canvas.editing import Editing
from graphviz_app.gui.documents.document import is_large
from graphviz_app.gui.documents.offers import Offers, UnsavedMenu
from graphviz_app.gui.documents.opening import Files, can_take, dropped_file
from graphviz_app.gui.documents.outside import Outside
from graphviz_app.gui.documents.state import LIVE, State, understood, unread
from graphviz_app.gui.export.flow import open_export
from graphviz_app.gui.play.caption_text import moment_title
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.gui.window import settings as remembered
from graphviz_app.gui.window.conversation import Conversation
from graphviz_app.gui.window.keys import KeyGuard
from graphviz_app.gui.window.menus import RecentMenu, fill_menu_bar, help_rows
from graphviz_app.gui.window.window_frame import WindowFrame
from graphviz_app.layout import LayoutService
from graphviz_app.typing_compat import override

T = TypeVar("T")


class MainWindow(WindowFrame):
    """One document, seen three ways: as text, as graph, as reasons."""

    def __init__(self, service: LayoutService, settings: QSettings, data_folder: Path) -> None:
        super().__init__(service, data_folder, remembered.theme_choice(settings))
        self._settings = settings
        self.message_timer = QTimer(self)
        self.message_timer.setSingleShot(True)
        self.files = Files(self.document, self.stage.notice, settings, self)
        self.files.settle = self._settle
        self.conversation = Conversation(self)
        self.outside = Outside(self)
        self.offers = Offers(self)
        self.files.may_save = self.outside.may_save
        self.patience = self.files.patience
        self.document.do = self.patience
        self.left.text.understand = self._understand
        self.editing = Editing(self)
        self._keys = KeyGuard(self)
        self._connect()
        self.actions_by_id["left_panel"].setChecked(True)
        self.actions_by_id["inspector"].setChecked(True)
        remembered.restore(self, settings)
        self.show_options()
        self.show_undo()
        self.show_title()
        self.show_emptiness()

    def _connect(self) -> None:
        files, stack = self.files, self.document.stack
        recent = RecentMenu(files.recent, files.open_path, files.forget_recent, self)
        fill_menu_bar(self.menuBar(), self.actions_by_id, [recent, UnsavedMenu(self)])
        for changed in (
            stack.canUndoChanged,
            stack.canRedoChanged,
            stack.undoTextChanged,
            self.document.state_changed,
            self.left.text.typed,
        ):
            changed.connect(self.show_undo)
        for changed in (
            self.looks.choice_changed,
            self.drawing.options_changed,
            self.player.loop_changed,
        ):
            changed.connect(self.show_options)
        self.document.opened.connect(self.leave_gallery)
        files.saved.connect(self.conversation.say)
        files.opened.connect(self.outside.tell_of_other_windows)
        self.recovery.pending = lambda: self.left.text.pending
        self.left.text.typed.connect(self.recovery.soon)
        self.left.text.reading.connect(self.recovery.hurry)
        self.recovery.failed.connect(self.offers.warn)
        self.left.example_chosen.connect(files.open_path)
        self.presentation.changed.connect(self._present)
        self.message_timer.timeout.connect(self.conversation.show_status)
        self.transport.bar.describe = self._describe
        self.left.text.editor.viewport().installEventFilter(self)

    def start(self, path: Path | None) -> None:
        """Open a file; without one, the examples. Work that a crash has left is offered."""
        self.view.setFocus()
        if path is None or not self.files.open_path(path):
            self.show_gallery()
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

    def export(self) -> None:
        """Ask what the picture should be, and write it."""
        open_export(
            self.scene,
            self.document,
            self.player,
            self.stage.notice,
            self.looks.theme,
            self._settings,
            say=self.conversation.say,
            parent=self,
        )

    def show_gallery(self) -> None:
        """The examples as pictures, in the middle of the window."""
        from graphviz_app.gui.gallery.gallery import Gallery  # late: not seen when a file is opened

        if self.gallery is None:
            self.gallery = Gallery(self.looks.theme)
            self.gallery.open_requested.connect(self.files.open_path)
            self.gallery.new_requested.connect(self._start_typing)
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

    def show_help(self) -> None:
        """All keys, over the window."""
        from graphviz_app.gui.help.help_overlay import HelpOverlay  # late: rarely needed

        if self.help is None:
            self.help = HelpOverlay(self.looks.theme, self)
            self.help.set_rows(help_rows())
        self.help.toggle()

    def show_language(self) -> None:
        """The page on the text language, beside the window."""
        from graphviz_app.gui.help.language_page import LanguagePage  # late: rarely needed

        if self.language is None:
            self.language = LanguagePage(self.looks.theme, self)
            self.looks.changed.connect(self.language.set_theme)
        self.language.show()
        self.language.raise_()
        self.language.activateWindow()

    def show_about(self) -> None:
        """Which version this is."""
        words = "Computation graphs in which the chain rule is seen to run."
        QMessageBox.about(self, "About graphviz_app", f"graphviz_app {__version__}\n\n{words}")

    def show_left_panel(self, _on: bool) -> None:
        """Text, operators and examples; or more room for the graph."""
        self.show_panels()

    def show_inspector(self, _on: bool) -> None:
        """The reasons; or more room for the graph."""
        self.show_panels()

    def leave(self) -> None:
        """Close what lies on top; when nothing does, end the presentation, then the selection."""
        if self.help is not None and self.help.isVisible():
            self.help.close_over()
        elif self.stage.find_bar.isVisible():
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

    def beside(self, words: str, work: Callable[[], T], text: str = "") -> T:
        """Do something with the graph; if it or the text is large, the window lives meanwhile.

        Raises what ``work`` raises, and GaveUpError.
        """
        large = len(text) > LIVE or is_large(self.document.graph)
        return self.patience(words, work) if large else work()

    def _understand(self, text: str, before: Graph) -> State:
        if len(text) < LIVE:
            return understood(text, before)
        try:
            return self.patience("Reading the text …", lambda: understood(text, before))
        except GaveUpError:
            return unread(text, before)

    def _settle(self) -> None:
        """Whatever is still being typed becomes part of the document."""
        if self.stage.editor.is_open:
            self.stage.editor.left_alone()
        self.left.text.apply_now()

    def _start_typing(self) -> None:
        if not self.files.new():
            return
        self.leave_gallery()
        self.actions_by_id["left_panel"].setChecked(True)
        self.show_panels()
        self.left.show_text()
        self.left.text.focus_editor()

    def _present(self, active: bool) -> None:
        if active:
            self.leave_gallery()
        self.looks.set_presenting(active)
        self.show_panels()
        self.view.setFocus()
        self.view.hide_ring()

    def _describe(self, index: int) -> str:
        schedule = self.drawing.schedule
        return moment_title(schedule, index) if schedule is not None else ""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.outside.look_again()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.confirm():
            event.ignore()
            return
        self.player.pause()
        self.drawing.close()
        self.recovery.close()
        remembered.remember(self, self._settings)
        event.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file dropped on the text is opened, too: its name is not typed into the text."""
        if isinstance(event, QDropEvent) and dropped_file(event.mimeData()) is not None:
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
