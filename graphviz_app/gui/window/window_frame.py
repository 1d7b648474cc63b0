"""The window's parts in their places, dressed in a theme. What they do is in main_window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.reading import Element, drawn_of
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.changing.moving import Moving
from graphviz_app.gui.canvas.changing.number_dragging import NumberDragging
from graphviz_app.gui.canvas.changing.shaping import Shaping
from graphviz_app.gui.canvas.changing.value_editing import ValueEditing
from graphviz_app.gui.canvas.folding import Folding
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.check.checking import Around, Checking
from graphviz_app.gui.covers.on_graph import Sides
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.play.transport import Transport
from graphviz_app.gui.widgets.dress import dress
from graphviz_app.gui.widgets.panel import Host, Panel
from graphviz_app.gui.widgets.patience import Patience
from graphviz_app.gui.widgets.plain import in_title, tip
from graphviz_app.gui.window.actions import ACTIONS
from graphviz_app.gui.window.built_actions import build_actions
from graphviz_app.gui.window.columns import Columns
from graphviz_app.gui.window.curtain import Curtain
from graphviz_app.gui.window.folding import EdgeTab
from graphviz_app.gui.window.looks import Looks
from graphviz_app.gui.window.middle import Middle
from graphviz_app.gui.window.panels import PANELS, Panels
from graphviz_app.gui.window.presentation import Presentation
from graphviz_app.gui.window.right_panel import RightPanel
from graphviz_app.gui.window.side_panels import LeftPanel
from graphviz_app.gui.window.top_bar import TopBar
from graphviz_app.gui.window.walks import Walks
from graphviz_app.layout import LayoutService
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.gallery.gallery import Gallery

FIRST_SIZE = QSize(1600, 1000)
SMALL_SCREEN = 1680
MIN_SIZE = QSize(760, 480)


class WindowFrame(QMainWindow):
    """Top row, three columns and a strip at the bottom; they show how things are."""

    def __init__(self, service: LayoutService, data_folder: Path, theme_choice: str) -> None:
        super().__init__()
        self.looks = Looks(self, theme_choice)
        theme = self.looks.theme
        self._dress(theme)
        self.scene = GraphScene(theme, self)
        self.drawing = Drawing(self.scene, service, self)
        self.player = Player(self)
        self.walks = Walks(self.scene, self.player, self)
        self.patience = Patience(self)
        self.document = Document(self, do=self.patience, present_view=lambda: self.drawing.view)
        self.presentation = Presentation(self)
        self.curtain = Curtain(self, self._at_controls)
        self.actions_by_id = build_actions(self)
        self.gallery: Gallery | None = None
        self._build(theme)
        self.recovery = Recovery(
            self.document, data_folder, self, pending=lambda: self.left.text.pending
        )
        self.looks.changed.connect(self._wear)
        self.curtain.changed.connect(self.stage.show_controls)
        self.setAcceptDrops(True)
        self.setMinimumSize(MIN_SIZE)
        self._take_first_size()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.transport.give_height()

    def _take_first_size(self) -> None:
        """All of a small screen, a comfortable part of a large one."""
        screen = self.screen().availableSize()
        self.resize((screen * 0.9).boundedTo(FIRST_SIZE))
        if screen.width() <= SMALL_SCREEN:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _build(self, theme: Theme) -> None:
        actions = self.actions_by_id
        self.top_bar = TopBar(actions, theme)
        self.panels = Panels(self._host(theme), actions)
        self.left = self.panels.of(LeftPanel)
        self.stage = Stage(self.scene, actions, theme)
        self.view = self.stage.view
        self.view.addActions([actions[spec.id] for spec in ACTIONS if spec.on_canvas])
        self.desk = Desk(
            self.document, self.stage.notice, self.patience, lambda: self.looks.theme, self
        )
        self.changes = Changes(self.desk, self.left.text.apply_now)
        self.value_editing = ValueEditing(self.changes, self.drawing, self.stage)
        self.folding = Folding(self.changes, self.drawing, self.stage)
        self.shaping = Shaping(self.changes, self.drawing, self.stage)
        self.moving = Moving(self.changes, self.drawing, self.stage)
        self.numbers = NumberDragging(self.changes, self.drawing, self.stage)
        self.checking = Checking(self.changes, self._around())
        self.transport = Transport(self.player, actions, theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.stage)
        sides = self.panels.sides
        self.middle = Middle(self.pages)
        self.columns = Columns(sides["left"], self.middle, sides["right"])
        self.columns.resized.connect(self.show_panels)
        self.edge_tabs = {
            spec.id: EdgeTab(actions[spec.id], spec.side, theme, spec.at_edge) for spec in PANELS
        }
        for tab in self.edge_tabs.values():
            tab.clicked.connect(self.show_panels)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stage.notice)
        column.addLayout(self._between_tabs(), 1)
        column.addWidget(self.transport)
        self._column = column
        self.setCentralWidget(whole)

    def _between_tabs(self) -> QHBoxLayout:
        """The columns, with the tabs of panels that have given way at their sides."""
        row = QHBoxLayout()
        row.setSpacing(0)
        for spec in PANELS:
            if spec.side == "left":
                row.addWidget(self.edge_tabs[spec.id])
        row.addWidget(self.columns, 1)
        for spec in PANELS:
            if spec.side == "right":
                row.addWidget(self.edge_tabs[spec.id])
        return row

    def _host(self, theme: Theme) -> Host:
        return Host(
            theme,
            choose=self.choose,
            change_value=lambda id_, value: self.value_editing.change(id_, value),
            patience=self.patience,
            text_is_broken=lambda: self.document.draft is not None,
            drag_value=lambda id_, number: self.numbers.try_(id_, number),
            end_drag=lambda stays: self.numbers.put(stays),
            light=lambda path, stays: self.walks.light(path, stays, self.view),
            walk=lambda path: self.walks.walk(path),
            show_changes=self.scene.set_changes,
            play_forward=self.player.play_forward,
            presenting=lambda: self.presentation.active,
            look=self.drawing.look,
            page_made=self.take_page,
            set_frozen=self.set_frozen,
        )

    def take_page(self, page: Panel) -> None:
        """A page was made: connect what it wants."""
        self.checking.take(page)

    def set_frozen(self, id_: str, frozen: bool) -> None:
        """Let no step of learning move a parameter, or let each."""

    def _around(self) -> Around:
        return Around(
            *(self.drawing, self.view, self.left.text, self.desk, self.choose),
            is_presenting=lambda: self.presentation.active,
            show_page=lambda: self.show_page("check"),
        )

    def _sides(self, say: Callable[[str], object]) -> Sides:
        return Sides(
            *(self.document, self.checking, self.drawing, self.stage, say),
            is_presenting=lambda: self.presentation.active,
            step_forward=self.player.step_forward,
        )

    def show_page(self, id_: str) -> None:
        """A page of the right panel, beside the graph."""
        self.actions_by_id["inspector"].setChecked(True)
        self.show_panels()
        right, presenting = self.panels.of(RightPanel), self.presentation.active
        if presenting:  # what is hidden does not listen
            self.panels.tell(right)
        right.show_page(id_, presenting=presenting)

    def toggle_inspector(self, on: bool) -> None:
        """Its panel comes or goes; behind another page it only comes to the front."""
        right = self.panels.of(RightPanel)
        behind = right.isVisible() and not right.is_in_front("inspector")
        if on or behind:
            self.actions_by_id["inspector"].setChecked(True)
            right.bring_to_front("inspector")
        self.show_panels()

    def choose(self, element: Element) -> None:
        """Select a node or an edge, or where a weight stands, and bring a node into view."""
        reading, named = self.scene.reading, isinstance(element, str)
        drawn = () if reading is None else drawn_of(reading, str(element)) if named else (element,)
        self.scene.set_selection(drawn)  # of what is not drawn, or not yet, nothing
        if drawn and isinstance(element, str):
            self.view.centre_on(element)

    def show_presented(self, on: bool) -> None:
        """Everything large, the graph with its caption alone; or the window as before."""
        self.looks.set_presenting(on)
        self.stage.present(on, self.transport)
        if on:
            strip = self.stage.strip
            assert strip is not None
            strip.hairline.scrubbed.connect(self.player.scrub, Qt.ConnectionType.UniqueConnection)
            self.curtain.draw()
        else:
            self.curtain.open()
            self._column.addWidget(self.transport)
        self.show_panels()

    def _at_controls(self) -> bool:
        """Whether somebody has the pointer on a control, or a menu or a dialog open."""
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return True
        controls = (self.transport, self.stage.zoom, self.stage.find_bar, self.stage.notice)
        return any(part.isVisible() and part.underMouse() for part in controls)

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
        """A hint where there is no graph."""
        empty = not self.document.graph.nodes
        self.stage.set_empty(empty, hint=empty and not self.document.state.mistakes)
        self.stage.large.say(self.drawing.refusal)
        self.stage.arrange()
        self.transport.setEnabled(not empty)

    def show_options(self) -> None:
        """Checks in menus and rows, as things are."""
        view = self.drawing.view._asdict()
        for spec in ACTIONS:
            if spec.view:
                said = view[spec.view]
                self.actions_by_id[spec.id].setChecked(said == (spec.value or True))
        self.actions_by_id[f"theme_{self.looks.choice}"].setChecked(True)
        self.actions_by_id["loop"].setChecked(self.player.loop)
        self.stage.following.set_on(bool(self.drawing.view.camera))
        self.stage.set_composition(bool(self.drawing.view.composition))

    def show_undo(self) -> None:
        """What would be undone and redone; what was typed just now comes before the history."""
        stack, typed = self.document.stack, self.left.text.pending is not None
        for id_, what in (
            ("undo", "Edit text" if typed else stack.undoText()),
            ("redo", stack.redoText()),
        ):
            action = self.actions_by_id[id_]
            words = f"{action.text()}: {what[:1].lower()}{what[1:]}" if what else action.text()
            action.setToolTip(tip(words))

    def show_panels(self, *_chosen: object) -> None:
        """Panels as chosen; none while presenting or choosing an example."""
        alone = self.presentation.active or self.in_gallery
        if not alone:
            self.panels.folding.fit(self.width(), self.columns.widths_in(self.width()))
        self.panels.show(not alone)
        for id_, tab in self.edge_tabs.items():
            tab.setVisible(not alone and id_ in self.panels.folding.folded)
        if not self.presentation.active:
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
        for tab in self.edge_tabs.values():
            tab.set_theme(theme)
        for part in (self.top_bar, self.panels, self.stage, self.transport):
            part.set_theme(theme)
        if self.gallery is not None:
            self.gallery.set_theme(theme)
        if factor != 1:
            self.drawing.rescale(factor)
