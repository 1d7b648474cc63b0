"""The window's parts in their places, dressed in a theme. What they do is in main_window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.gui.canvas.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.play.transport import Transport
from graphviz_app.gui.widgets.dress import dress
from graphviz_app.gui.widgets.plain import in_title, tip
from graphviz_app.gui.window.actions import ACTIONS, build_actions
from graphviz_app.gui.window.columns import Columns
from graphviz_app.gui.window.looks import Looks
from graphviz_app.gui.window.presentation import Presentation
from graphviz_app.gui.window.side_panels import LeftPanel
from graphviz_app.gui.window.top_bar import TopBar
from graphviz_app.layout import LayoutService, find_dot
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.gui.gallery.gallery import Gallery
    from graphviz_app.gui.help.help_overlay import HelpOverlay
    from graphviz_app.gui.help.language_page import LanguagePage

FIRST_SIZE = QSize(1600, 1000)
SMALL_SCREEN = 1680
MIN_SIZE = QSize(760, 480)
NEED_A_GRAPH = (
    *("play", "back", "forward", "start", "end", "replay"),
    *("export", "find", "present", "select_all"),
)


class WindowFrame(QMainWindow):
    """Top row, three columns and a strip at the bottom; they show how things are."""

    def __init__(self, service: LayoutService, data_folder: Path, theme_choice: str) -> None:
        super().__init__()
        self.looks = Looks(self, theme_choice)
        theme = self.looks.theme
        self._dress(theme)
        self.document = Document(self)
        self.scene = GraphScene(theme, self)
        self.drawing = Drawing(self.scene, service, self)
        self.player = Player(self)
        self.presentation = Presentation(self)
        self.recovery = Recovery(self.document, data_folder, self)
        self.actions_by_id = build_actions(self)
        self.gallery: Gallery | None = None
        self.help: HelpOverlay | None = None
        self.language: LanguagePage | None = None
        self._build(theme)
        self.looks.changed.connect(self._wear)
        self.setAcceptDrops(True)
        self.setMinimumSize(MIN_SIZE)
        self._take_first_size()

    def _take_first_size(self) -> None:
        """All of a small screen, a comfortable part of a large one."""
        screen = self.screen().availableSize()
        self.resize((screen * 0.9).boundedTo(FIRST_SIZE))
        if screen.width() <= SMALL_SCREEN:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _build(self, theme: Theme) -> None:
        actions = self.actions_by_id
        self.top_bar = TopBar(actions, theme)
        self.left = LeftPanel(theme)
        self.stage = Stage(self.scene, actions, theme)
        self.view = self.stage.view
        self.view.addActions([actions[spec.id] for spec in ACTIONS if spec.on_canvas])
        self.inspector = Inspector(theme)
        self.transport = Transport(self.player, actions, theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.stage)
        self.columns = Columns(self.left, self.pages, self.inspector)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stage.notice)
        column.addWidget(self.columns, 1)
        column.addWidget(self.transport)
        self.setCentralWidget(whole)

    @property
    def in_gallery(self) -> bool:
        """Whether the examples fill the middle."""
        return self.pages.currentWidget() is not self.stage

    def show_title(self) -> None:
        """The file's name in the title bar and in the top row."""
        document = self.document
        self.setWindowTitle(f"{in_title(document.name)}[*] — graphviz_app")
        self.setWindowModified(document.unsaved)
        self.setWindowFilePath(str(document.path) if document.path else "")
        self.top_bar.show_document(document.name, document.graph.title, document.unsaved)

    def show_emptiness(self) -> None:
        """A hint where there is no graph; actions that need one are off."""
        empty = not self.document.graph.nodes
        self.stage.hint.setVisible(empty and not self.document.state.mistakes)
        self.stage.large.say(self.drawing.refusal)
        self.stage.arrange()
        for id_ in NEED_A_GRAPH:
            self.actions_by_id[id_].setEnabled(not empty)
        self.transport.setEnabled(not empty)
        self.stage.zoom.setVisible(not empty)

    def show_options(self) -> None:
        """Checks in menus and rows, as things are."""
        drawing, shown = self.drawing, self.drawing.view
        checked = {
            "operators": drawing.kind == "operators",
            "lines": drawing.kind == "lines",
            "left_right": drawing.direction == "LR",
            "top_bottom": drawing.direction == "TB",
            "bundled": drawing.engine == "bundled",
            "dot": drawing.engine == "dot",
            "by_node": drawing.stride == "node",
            "by_level": drawing.stride == "level",
            "values": bool(shown.values),
            "gradients": bool(shown.gradients),
            "locals": bool(shown.locals),
            "loop": self.player.loop,
            f"theme_{self.looks.choice}": True,
        }
        for id_, on in checked.items():
            self.actions_by_id[id_].setChecked(on)
        self.actions_by_id["dot"].setEnabled(find_dot() is not None)

    def show_undo(self) -> None:
        """What would be undone and redone; what was typed just now comes before the history."""
        stack, typed = self.document.stack, self.left.text.pending is not None
        for id_, on, what in (
            ("undo", stack.canUndo() or typed, "Edit text" if typed else stack.undoText()),
            ("redo", stack.canRedo() and not typed, stack.redoText()),
        ):
            action = self.actions_by_id[id_]
            action.setEnabled(on)
            words = f"{action.text()}: {what[:1].lower()}{what[1:]}" if what else action.text()
            action.setToolTip(tip(words))

    def show_panels(self) -> None:
        """Panels as chosen; none while presenting or choosing an example."""
        alone = self.presentation.active or self.in_gallery
        self.left.setVisible(self.actions_by_id["left_panel"].isChecked() and not alone)
        self.inspector.setVisible(self.actions_by_id["inspector"].isChecked() and not alone)
        self.transport.setVisible(not self.in_gallery)
        self.top_bar.setVisible(not alone)
        self.columns.arrange()
        if not self.menuBar().isNativeMenuBar():
            self.menuBar().setVisible(not self.presentation.active)

    def _dress(self, theme: Theme) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        dress(application, theme)

    def _wear(self, theme: Theme) -> None:
        """Another theme; other lengths need another layout."""
        factor = theme.scale / self.scene.theme.scale
        self._dress(theme)
        self.scene.set_theme(theme)
        for part in (self.top_bar, self.left, self.stage, self.inspector, self.transport):
            part.set_theme(theme)
        for late in (self.gallery, self.help):
            if late is not None:
                late.set_theme(theme)
        if factor != 1:
            self.drawing.rescale(factor)
