"""The middle of the window: the graph, and the cards that lie over it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.canvas.cards.busy_card import BusyCard
from graphviz_app.gui.canvas.cards.large_card import LargeCard
from graphviz_app.gui.canvas.cards.status_line import StatusLine
from graphviz_app.gui.canvas.fields.name_field import NameField
from graphviz_app.gui.canvas.fields.node_entry import NodeEntry
from graphviz_app.gui.canvas.fields.value_editor import ValueEditor
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.looking.depth_control import DepthControl
from graphviz_app.gui.canvas.looking.find_bar import FindBar
from graphviz_app.gui.canvas.looking.following import Following
from graphviz_app.gui.canvas.looking.footing import Footing
from graphviz_app.gui.canvas.looking.zoom_control import ZoomControl
from graphviz_app.gui.play.caption_card import CaptionCard
from graphviz_app.gui.play.composition_row import CompositionRow
from graphviz_app.gui.widgets.narrow import is_low
from graphviz_app.gui.widgets.notice import Notice
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.widgets.plain import PlainLabel
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.canvas.looking.overview import Overview
    from graphviz_app.gui.play.caption_strip import CaptionStrip

MARGIN = 16
FOOT, LOW_FOOT = (16, 8, 16), (6, 4, 8)
"""Below the foot, between it and the caption, and above the caption; in low windows the second."""
STATUS_SHARE = 0.55
"""Of the foot of a low window, the status line has at least this beside the composition."""
AIR = 6
"""Between the graph and the strip of a presentation."""
EMPTY_HINT = (
    "Nothing here yet.\n\nType a line such as   z = w*x + b   into the text panel,\n"
    "double-click here or drag an operator here to add a node,\n"
    "paste or drop a graph, or choose an example."
)


class Stage(QWidget, Panel):
    """Keeps the cards where they belong while the window changes its size."""

    def __init__(self, scene: GraphScene, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._frame: Frame | None = None
        self._empty = False
        self._second: QWidget | None = None
        """What stands beside the graph, in half of its room."""
        self.strip: CaptionStrip | None = None
        """Of a presentation; made when the first one begins."""
        self.presenting = False
        self.floating: QWidget | None = None
        """What lies over the graph while presenting, above the strip."""
        self.view = GraphView(scene, self)
        self.footing = Footing(theme, self)
        self.following = Following(self.view, self)
        self.following.arrived.connect(self._arrange_overview)
        self.view.moved.connect(self._show_overview)
        self.overview: Overview | None = None
        """Made when first something is out of sight."""
        self.view.setAcceptDrops(False)
        self.view.viewport().setAcceptDrops(False)
        self.hint = PlainLabel(EMPTY_HINT, self)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("tone", "muted")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption = CaptionCard(theme, self)
        self.composition = CompositionRow(theme, self)
        self._composed = True
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
        self._frame = frame
        self.say(frame)
        self.following.show_frame(frame)

    def say(self, frame: Frame | None) -> None:
        """Tell in words what a frame shows."""
        card = self.caption
        before = (card.isHidden(), card.sizeHint())
        card.show_frame(frame)
        told = bool(self.composition.tokens)
        self.composition.show_frame(frame)
        if (card.isHidden(), card.sizeHint()) != before or told != bool(self.composition.tokens):
            self.arrange()
        if self.strip is not None and self.presenting:
            self.strip.show_frame(frame)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        fields = (self.editor, self.entry, self.name_field)
        shown = (
            self.footing,
            self.caption,
            self.composition,
            self.zoom,
            self.folds,
            self.notice,
            self.find_bar,
        )
        for part in (*shown, *fields):
            part.set_theme(theme)
        for made in (self.strip, self.overview):
            if made is not None:
                made.set_theme(theme)
        self.arrange()

    def set_composition(self, on: bool) -> None:
        """Tell the output as one function of others, or not."""
        if on != self._composed:
            self._composed = on
            self.arrange()

    def stand_beside(self, second: QWidget | None, above: float = 0.0) -> None:
        """Give half of the graph's room to a part of this; ``above``: what titles of both take."""
        self._second = second
        self.view.set_room_above(above)
        if second is not None:
            second.stackUnder(self.footing)
        self.arrange()

    def present(self, on: bool, floating: QWidget) -> None:
        """Give the height to the graph and a strip of fixed height, or be as before.

        ``floating`` is a part of the window that lies over the graph meanwhile.
        """
        self.notice.wait(on)
        self.presenting = on
        self.caption.set_away(on)
        if on and self.strip is None:
            from graphviz_app.gui.play.caption_strip import CaptionStrip  # late: for presentations

            self.strip = CaptionStrip(self._theme, self)
        assert self.strip is not None
        self.strip.setVisible(on)
        self.strip.show_frame(self._frame)
        self.floating = floating if on else None
        if on:
            floating.setParent(self)
        self.show_controls(not on)

    def show_controls(self, on: bool) -> None:
        """What a hand at the mouse needs: zoom, status, and what floats."""
        self.status.setVisible(on)
        self.zoom.setVisible(on and not self._empty)
        self.folds.set_away(not on)
        if self.floating is not None:
            self.floating.setVisible(on)
        self.arrange()

    def set_empty(self, empty: bool, hint: bool) -> None:
        """Without a graph there is nothing to zoom; perhaps a hint."""
        self._empty = empty
        self.hint.setVisible(hint)
        self.zoom.setVisible(not empty and not self.status.isHidden())

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
        air = [round(self._theme.px(some)) for some in (LOW_FOOT if is_low(self) else FOOT)]
        room = self.rect().adjusted(0, 0, 0, -self._arrange_strip())
        self._arrange_graphs(room)
        self.hint.setGeometry(room)
        foot = self._arrange_foot(margin, room.height() - self._arrange_floating(room) - air[0])
        row = self._arrange_composition(margin, foot - air[1])
        caption_height = self._arrange_caption(margin, foot - air[1] - row) + row
        taken = self.height() - foot + air[1] + caption_height + air[2]
        self.view.set_room_below(AIR if self.presenting else taken)
        self._centre(self.busy, margin)
        self._centre(self.large, (self.height() - self.large.sizeHint().height()) // 2)
        for field in (self.editor, self.entry, self.name_field):
            field.stay_inside()
        self._arrange_find_bar(margin)
        self._show_overview()
        self._arrange_overview()

    def _arrange_graphs(self, room: QRect) -> None:
        """The graph, and what stands beside it, side by side."""
        if self._second is None:
            self.view.setGeometry(room)
            return
        half = room.width() // 2
        self.view.setGeometry(room.adjusted(0, 0, half - room.width(), 0))
        self._second.setGeometry(room.adjusted(half, 0, 0, 0))
        self._second.show()

    def _show_overview(self) -> None:
        """There as long as there is more than can be seen."""
        self._arrange_footing()
        needed = self.view.out_of_sight
        if needed and self.overview is None:
            from graphviz_app.gui.canvas.looking.overview import (
                Overview,  # late: not of small graphs
            )

            self.overview = Overview(self.view, self._theme, self)
            self.overview.stackUnder(self.caption)
        if self.overview is not None:
            if needed and self.overview.isHidden():
                self._arrange_overview()
            self.overview.setVisible(needed)
            self.overview.update()

    def _arrange_footing(self) -> None:
        """There while the graph goes on below the room that the caption leaves it."""
        top = self.caption.y() - round(self._theme.px(MARGIN)) // 2
        self.footing.setGeometry(0, top, self.width(), self.view.height() - top)
        away = self.presenting or self.caption.isHidden()
        self.footing.setVisible(not away and self.view.reaches_below)

    def _arrange_overview(self) -> None:
        """In a corner where nothing happens."""
        if self.overview is None:
            return
        from graphviz_app.gui.canvas.looking.overview import seen_on

        busy = seen_on(self.view.scene(), self.view)
        others = (self.find_bar, self.zoom, self.status)
        busy += [part.geometry() for part in others if part.isVisible()]
        self.overview.place(self.view.room.toRect(), busy)

    def _leave_entry(self) -> None:
        """What it lies beside is somewhere else now."""
        if self.entry.is_open:
            self.entry.left_alone()

    def _arrange_strip(self) -> int:
        """At the bottom, in a presentation; returns its height."""
        if self.strip is None or not self.presenting:
            return 0
        height = self.strip.height_in(self.height())
        self.strip.setGeometry(0, self.height() - height, self.width(), height)
        return height

    def _arrange_floating(self, room: QRect) -> int:
        """Over the graph; returns how much it covers at the bottom of the room."""
        if self.floating is None:
            return 0
        height = max(self.floating.sizeHint().height(), self.floating.minimumHeight())
        self.floating.setGeometry(0, room.height() - height, self.width(), height)
        return height

    def _arrange_foot(self, margin: int, bottom: int) -> int:
        """Status line left, zoom control right; returns the y of their top."""
        size = self.zoom.sizeHint()
        top = bottom - size.height()
        self.zoom.setGeometry(QRect(self.width() - size.width() - margin, top, *_pair(size)))
        room = self.width() - size.width() - 3 * margin
        if not self.folds.isHidden():
            wide = self.folds.sizeHint().width()
            left = self.zoom.x() - wide - margin // 2
            self.folds.setGeometry(left, top, wide, size.height())
            room -= wide + margin // 2
        if is_low(self) and self._tells_composition:
            room = min(
                room, max(round(STATUS_SHARE * room), room - self.composition.sizeHint().width())
            )
        self.status.give_room(QRect(margin, top, room, size.height()))
        return top

    def _arrange_composition(self, margin: int, foot: int) -> int:
        """Between caption and foot; returns how much height it takes from the graph.

        In a low window none: it stands beside the status line.
        """
        row, height = self.composition, self.composition.sizeHint().height()
        row.setVisible(self._tells_composition)
        if is_low(self):
            beside = self.status.geometry()
            left = beside.right() + margin
            row.setGeometry(left, beside.y(), self._foot_end(margin) - left, beside.height())
            return 0
        row.setGeometry(margin, foot - height, self.width() - 2 * margin, height)
        return height + margin // 4 if self._tells_composition else 0

    @property
    def _tells_composition(self) -> bool:
        return self._composed and not self.presenting and bool(self.composition.tokens)

    def _foot_end(self, margin: int) -> int:
        """Where the controls at the right of the foot begin, with some air before them."""
        return (self.zoom if self.folds.isHidden() else self.folds).x() - margin // 2

    def _arrange_caption(self, margin: int, foot: int) -> int:
        width = min(self.caption.wanted_width, self.width() - 2 * margin)
        reserved = self.caption.reserved_in(foot)
        height = self.caption.height_in(width, reserved)
        left = (self.width() - width) // 2
        self.caption.setGeometry(left, foot - height, width, height)
        return reserved if not self.caption.isHidden() else 0

    def _arrange_find_bar(self, margin: int) -> None:
        size = self.find_bar.sizeHint()
        width = min(size.width(), self.width() - 2 * margin)
        self.find_bar.setGeometry(self.width() - width - margin, margin, width, size.height())

    def _centre(self, card: QWidget, top: int) -> None:
        size = card.sizeHint()
        card.setGeometry((self.width() - size.width()) // 2, top, *_pair(size))


def _pair(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()
