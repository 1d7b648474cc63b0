"""The middle of the window: the graph, and the cards that lie over it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from graphviz_app.animate import Frame
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.wording import counted
from graphviz_app.gui.canvas.depth_control import DepthControl
from graphviz_app.gui.canvas.find_bar import FindBar
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.large_card import LargeCard
from graphviz_app.gui.canvas.name_field import NameField
from graphviz_app.gui.canvas.node_entry import NodeEntry
from graphviz_app.gui.canvas.value_editor import ValueEditor
from graphviz_app.gui.canvas.zoom_control import ZoomControl
from graphviz_app.gui.play.caption import CaptionCard
from graphviz_app.gui.widgets.notice import Notice
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import PlainLabel, tip
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MARGIN, PADDING = 16, 6
CAPTION_SHARE = 0.5
"""How much of the height the caption may take from the graph."""
EMPTY_HINT = (
    "Nothing here yet.\n\nType a line such as   z = w*x + b   into the text panel,\n"
    "double-click here to add a node, paste or drop a graph,\nor choose an example."
)


class StatusLine(PlainLabel):
    """One sentence at the foot of the canvas; ``clicked`` leads to what it is about."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.sentence = ""
        self._room = QRect()
        self.setProperty("tone", "caption")
        self.setProperty("surface", "canvas")
        self.setContentsMargins(PADDING, 0, PADDING, 0)

    def say(self, sentence: str, wrong: bool = False) -> None:
        """Show a sentence, cut off at the end if there is no room; hover shows all of it."""
        tone = "error" if wrong else "caption"
        if (sentence, tone) == (self.sentence, self.property("tone")):
            return
        self.sentence = sentence
        self.setToolTip(tip(sentence))
        self.setAccessibleName(sentence)
        restyle(self, tone=tone)
        self._elide()

    def give_room(self, room: QRect) -> None:
        """Where it may be; it takes only what its words need, the rest belongs to the graph."""
        self._room = room
        self._elide()

    def _elide(self) -> None:
        self.ensurePolished()
        metrics, room = self.fontMetrics(), self._room.adjusted(-PADDING, 0, PADDING, 0)
        width = max(self._room.width(), 0)
        shown = metrics.elidedText(self.sentence, Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        wanted = metrics.horizontalAdvance(shown) + 2 * PADDING + 1 if shown else 0
        self.setGeometry(QRect(room.topLeft(), QSize(wanted, room.height())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class BusyCard(QFrame):
    """Says that drawing takes a while, and lets the person stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(16)
        self._words = PlainLabel("Drawing the graph …")
        row.addWidget(self._words)
        button = QPushButton("Cancel")
        button.clicked.connect(self.cancelled)
        row.addWidget(button)
        self.hide()

    def set_busy(self, busy: bool, nodes: int) -> None:
        """Show or hide."""
        self._words.setText(f"Drawing {counted(nodes, 'node')} …")
        self.adjustSize()
        self.setVisible(busy)


class Stage(QWidget, Panel):
    """Keeps the cards where they belong while the window changes its size."""

    def __init__(self, scene: GraphScene, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.view = GraphView(scene, self)
        self.view.setAcceptDrops(False)
        self.view.viewport().setAcceptDrops(False)
        self.hint = PlainLabel(EMPTY_HINT, self)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("tone", "muted")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption = CaptionCard(theme, self)
        self.status = StatusLine(self)
        self.zoom = ZoomControl(actions, theme, self)
        self.folds = DepthControl(theme, self)
        self.notice = Notice(theme)
        """Its place is above the stage, whatever the middle of the window shows."""
        self.large = LargeCard(self)
        self.busy = BusyCard(self)
        self.find_bar = FindBar(theme, self)
        self.find_bar.hide()
        self.editor = ValueEditor(theme, self, self.view)
        self.entry = NodeEntry(theme, self, self.view)
        self.name_field = NameField(theme, self, self.view)
        self.entry.opened.connect(self.hint.hide)
        self.view.moved_by_hand.connect(self._leave_entry)
        self.view.zoom_changed.connect(self.zoom.show_zoom)
        self.find_bar.installEventFilter(self)
        self.setMinimumSize(240, 160)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self.find_bar.set_run(run)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        card = self.caption
        before = (card.isHidden(), card.sizeHint(), card.reserved_height)
        card.show_frame(frame)
        if (card.isHidden(), card.sizeHint(), card.reserved_height) != before:
            self.arrange()

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        fields = (self.editor, self.entry, self.name_field)
        for part in (self.caption, self.zoom, self.folds, self.notice, self.find_bar, *fields):
            part.set_theme(theme)
        self.arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()  # a card needs more room, or less
        return False

    def arrange(self) -> None:
        """Put everything in its place."""
        margin = round(self._theme.px(MARGIN))
        self.view.setGeometry(self.rect())
        self.hint.setGeometry(self.rect())
        foot = self._arrange_foot(margin)
        caption_height = self._arrange_caption(margin, foot)
        self.view.set_room_below(self.height() - foot + caption_height + margin)
        self._centre(self.busy, margin)
        self._centre(self.large, (self.height() - self.large.sizeHint().height()) // 2)
        for field in (self.editor, self.entry):
            field.stay_inside()
        self._arrange_find_bar(margin)

    def _leave_entry(self) -> None:
        """What it lies beside is somewhere else now."""
        if self.entry.is_open:
            self.entry.left_alone()

    def _arrange_foot(self, margin: int) -> int:
        """Status line left, zoom control right; returns the y of their top."""
        size = self.zoom.sizeHint()
        top = self.height() - size.height() - margin
        self.zoom.setGeometry(QRect(self.width() - size.width() - margin, top, *_pair(size)))
        room = self.width() - size.width() - 3 * margin
        if not self.folds.isHidden():
            wide = self.folds.sizeHint().width()
            left = self.zoom.x() - wide - margin // 2
            self.folds.setGeometry(left, top, wide, size.height())
            room -= wide + margin // 2
        self.status.give_room(QRect(margin, top, room, size.height()))
        return top

    def _arrange_caption(self, margin: int, foot: int) -> int:
        width = min(self.caption.wanted_width, self.width() - 2 * margin)
        height = self.caption.height_in(width, round(foot * CAPTION_SHARE))
        left = (self.width() - width) // 2
        top = foot - margin // 2 - height
        self.caption.setGeometry(left, top, width, height)
        return self.caption.reserved_height + margin // 2 if not self.caption.isHidden() else 0

    def _arrange_find_bar(self, margin: int) -> None:
        size = self.find_bar.sizeHint()
        width = min(size.width(), self.width() - 2 * margin)
        self.find_bar.setGeometry(self.width() - width - margin, margin, width, size.height())

    def _centre(self, card: QWidget, top: int) -> None:
        size = card.sizeHint()
        card.setGeometry((self.width() - size.width()) // 2, top, *_pair(size))


def _pair(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()
