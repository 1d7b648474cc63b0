"""GraphScene: what a view shows. It paints and finds; it neither edits nor computes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPaintEngine, QPainter
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSceneHelpEvent, QToolTip

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, Reading
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.core.view import USUAL, View
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Layout
from graphviz_app.scene.changes import Changes
from graphviz_app.scene.measure import MAX_LABELLED_EDGES
from graphviz_app.scene.overlay import Marks, Parts, changed_rects, overlay, paint_parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.places import Places
from graphviz_app.scene.render import paint_picture
from graphviz_app.scene.still_layer import Outlook, StillLayer, copied
from graphviz_app.scene.tooltip import tooltip
from graphviz_app.scene.typeset.fonts import register_fonts
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MAX_UPDATES = 60
"""Beyond so many changed rectangles, one around all of them is passed on."""
LARGE = 1000
"""Nodes and edges of a picture that is made in pieces."""
_ROOM_TO_PAN = 20_000.0
"""Around the picture, so that one can pan at every zoom."""


class GraphScene(QGraphicsScene):
    """Shows a picture as of a frame, to any QGraphicsView.

    There are no QGraphicsItems: a Python call per item and frame would cost more than all the
    painting. ``drawBackground`` copies the still layer and paints the overlay.
    """

    selection_changed = Signal(object)
    """tuple[Element, ...]"""
    outdated = Signal()
    """Theme or numbers are others, and the picture is too large to be made anew at once."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        register_fonts()
        self.theme = theme
        self._view = USUAL
        self.picture: Picture | None = None
        self.frame: Frame | None = None
        self._still = StillLayer()
        self._marks = Marks()
        self.parts: Parts = {}
        self._zoom = 1.0

    @property
    def run(self) -> ReadRun | None:
        """The run that is shown, as it is read."""
        return self.picture.run if self.picture else None

    @property
    def trace(self) -> Trace | None:
        """The run that is shown, of the graph as it was written."""
        return self.picture.run.whole if self.picture else None

    @property
    def reading(self) -> Reading | None:
        """The reading that is shown."""
        return self.picture.reading if self.picture else None

    @property
    def layout(self) -> Layout | None:
        """The layout that is shown."""
        return self.picture.layout if self.picture else None

    @property
    def hover(self) -> Element | None:
        """What the pointer is on."""
        return self._marks.hover

    @property
    def selection(self) -> tuple[Element, ...]:
        """What is selected, in the order in which it was."""
        return self._marks.selection

    @property
    def view(self) -> View:
        """How it is looked at; what is shown may wait for a picture that is."""
        return self._view

    @property
    def still(self) -> StillLayer:
        """What keeps all that does not move."""
        return self._still

    def keep_still_in(self, layer: StillLayer) -> None:
        """Have another one keep what does not move."""
        self._still = layer

    def show_picture(self, picture: Picture, schedule: Schedule) -> None:
        """Show a run with everything known; the selection stays where its elements still exist."""
        self.frame = frame_at(schedule, schedule.finished)
        before, reading = self.reading, picture.reading
        if before is None or not reading.is_drawn_as(before):
            self._marks = replace(self._marks, path=())  # its edges may have other numbers
        self._show(picture)
        selection = [reading.again(element, before) for element in self.selection]
        self.set_hover(reading.again(self.hover, before))
        self.set_selection(element for element in selection if element is not None)
        content = self.content_rect()
        room = max(content.width(), content.height(), _ROOM_TO_PAN)
        self.setSceneRect(content.adjusted(-room, -room, room, room))

    def put(self, places: Places) -> None:
        """Show the same with everything in other places."""
        if self.picture is not None:
            self._show(Picture(places, self.picture.faces, self.picture.view))

    def clear_graph(self) -> None:
        """Show nothing."""
        self.frame = None
        self._show(None)
        self.set_hover(None)
        self.set_selection(())

    def show_frame(self, frame: Frame) -> None:
        """Show a moment of a schedule of runs that are drawn like the one that is shown."""
        if self.picture is None or self.frame is None:
            return
        self.picture = self.picture.with_run(frame.run)
        changed = self.picture.changed(self.frame, frame)
        self.frame = frame
        overlaid = self._renew_overlay()
        if len(changed) > MAX_UPDATES:
            self._update_all()
            return
        places = self.picture.places
        rects = [rect for element in changed for rect in places.rects_of(element)]
        self._update_rects([*rects, *overlaid])

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme. One of another scale needs a new layout as well."""
        self.theme = theme
        self._rebuild()

    def expect_view(self, view: View) -> None:
        """The next picture is looked at like this; what is shown stays as it is."""
        self._view = view

    def set_view(self, view: View) -> bool:
        """Switch numbers on and off; returns whether the layout should be made anew for them."""
        before, self._view = self._view, view
        picture = self.picture
        if picture is None or view == picture.view:
            return _room(view) != _room(before)
        self._show(picture.with_view(view))
        return _room(view) != _room(before) and len(picture.edges) <= MAX_LABELLED_EDGES

    def set_hover(self, element: Element | None) -> None:
        """Mark what the pointer is on."""
        if element != self._marks.hover:
            self._set_marks(replace(self._marks, hover=element))

    def set_selection(self, elements: Iterable[Element]) -> None:
        """Mark what is selected."""
        selection = tuple(dict.fromkeys(elements))
        if selection != self._marks.selection:
            self._set_marks(replace(self._marks, selection=selection, path=()))
            self.selection_changed.emit(selection)

    def set_matches(self, ids: Iterable[str], current: str | None = None) -> None:
        """Mark what a search found, one of them strongly."""
        self._set_marks(replace(self._marks, matches=frozenset(ids), current=current))

    def set_path(self, path: tuple[Element, ...]) -> None:
        """Light a path, or none: everything else steps back."""
        self._set_marks(replace(self._marks, path=path))

    def set_changes(self, changes: Changes | None) -> None:
        """Show what a push moves, or nothing."""
        self._set_marks(replace(self._marks, changes=changes))

    def content_rect(self) -> QRectF:
        """Everything there is, with a margin."""
        return QRectF(self.picture.bounds) if self.picture else QRectF()

    def node_rect(self, id_: str) -> QRectF:
        """Where a node is; empty if it is not shown."""
        known = self.picture is not None and id_ in self.picture.nodes
        return QRectF(self.picture.nodes[id_].rect) if self.picture and known else QRectF()

    def element_at(self, pos: QPointF) -> Element | None:
        """What is at a scene position: a node before an edge."""
        return self.picture.places.element_at(pos) if self.picture else None

    def is_name_at(self, id_: str, pos: QPointF) -> bool:
        """Whether a node's name is at a scene position: of what is computed it is all of it."""
        if self.picture is None or id_ not in self.picture.nodes:
            return False
        leaf = "value" in self.picture.reading.nodes[id_].attrs
        return not leaf or self.picture.nodes[id_].name_rect.contains(pos)

    def handle_at(self, pos: QPointF) -> str:
        """The path of the group whose name, or whose folded box's sign, is at a scene position."""
        return self.picture.places.handle_at(pos) if self.picture else ""

    def folded_path(self, element: Element | None) -> str | None:
        """The path of the group that is drawn as this node."""
        boxes = self.picture.reading.boxes if self.picture else {}
        box = boxes.get(element) if isinstance(element, str) else None
        return None if box is None else box.path

    @property
    def is_large(self) -> bool:
        """Whether the picture takes too long to be made anew while the window waits."""
        return self.picture is not None and is_large(self.picture.reading)

    def _rebuild(self) -> None:
        old = self.picture
        if old is None:
            self._show(None)
        elif self.is_large:
            self.outdated.emit()
        else:
            of_forms = View(style=old.view.style, edge_numbers=old.view.edge_numbers)
            self._show(Picture.of(old.run, old.layout, self.theme, of_forms.over(self.view)))

    def _show(self, picture: Picture | None) -> None:
        before, self.picture = self.picture, picture
        overlaid = self._renew_overlay()
        if before is None or picture is None or before.places is not picture.places:
            self._update_all()
            return
        bounds = before.bounds | picture.bounds
        for rect in overlaid:
            bounds |= rect
        for view in self.views():
            seen = view.mapFromScene(bounds).boundingRect().adjusted(-2, -2, 2, 2)
            view.viewport().update(seen)

    def _update_all(self) -> None:
        for view in self.views():
            # QGraphicsScene.update() can get lost when the window is painted before it is passed on
            view.viewport().update()

    def _set_marks(self, marks: Marks) -> None:
        self._marks = marks
        self._update_rects(self._renew_overlay())

    def _renew_overlay(self) -> list[QRectF]:
        """Make the overlay for the present frame and marks; returns where it changed."""
        before, self.parts = self.parts, {}
        if self.picture is not None and self.frame is not None:
            self.parts = overlay(self.picture, self.frame, self._marks, self._zoom)
        return list(changed_rects(before, self.parts))

    def _update_rects(self, rects: Sequence[QRectF]) -> None:
        """Ask the views to paint these scene rectangles, a pixel more on every side."""
        if len(rects) > MAX_UPDATES:
            everything = QRectF()
            for rect in rects:
                everything = everything.united(rect)
            rects = [everything]
        margin = 2.0 / self._zoom
        for rect in rects:
            self.update(rect.adjusted(-margin, -margin, margin, margin))

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the picture; only what is inside ``rect`` (scene) has to be."""
        exposed = QRectF(rect)
        if self.picture is None or self.frame is None:
            painter.fillRect(exposed, QColor(self.theme.canvas))
        elif painter.paintEngine().type() != QPaintEngine.Type.Raster:
            paint_picture(painter, self.picture, self.frame, marks=self._marks)
        else:
            self._paint_on_screen(painter, self.picture, self.frame, exposed)

    def _paint_on_screen(
        self, painter: QPainter, picture: Picture, frame: Frame, exposed: QRectF
    ) -> None:
        device, transform = painter.device(), painter.worldTransform()
        if transform.m11() != self._zoom:
            self._zoom = transform.m11()
            self._renew_overlay()
        outlook = Outlook(
            transform, QSize(device.width(), device.height()), device.devicePixelRatioF()
        )
        target = transform.mapRect(exposed).toAlignedRect() & QRect(QPoint(), outlook.size)
        copied(painter, self.still.pixmap(picture, frame, outlook), target, outlook.ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(exposed)
        paint_parts(painter, self.parts, exposed)
        painter.setClipping(False)

    @override
    def helpEvent(self, event: QGraphicsSceneHelpEvent) -> None:
        """Show the tooltip of what is under the pointer."""
        element = self.element_at(event.scenePos())
        if self.picture is None or self.frame is None or element is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.screenPos(), tooltip(self.picture, self.frame, element))


def _room(view: View) -> tuple[bool | None, ...]:
    """What of the numbers that are switched on has room only where it is."""
    return view.locals, view.shapes


def is_large(reading: Reading) -> bool:
    """Whether its picture is made in pieces."""
    return len(reading.nodes) + len(reading.edges) > LARGE
