"""GraphView: the part of the window in which the graph is looked at and chosen."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from graphviz_app.core.reading import Element, Reading
from graphviz_app.gui.canvas.gestures.drag import Drag
from graphviz_app.gui.canvas.gestures.gesture import Press
from graphviz_app.gui.canvas.gestures.grips import Grip, grip_at, grip_rects, paint_grips
from graphviz_app.gui.canvas.looking.pin_marks import paint_pins
from graphviz_app.gui.canvas.looking.verdict_flags import VerdictFlag, paint_flags
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.leaf_places import leaf_on, number_at, weight_at
from graphviz_app.scene.patient_layer import PatientLayer
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.canvas.gestures.dropped import Guest
    from graphviz_app.gui.canvas.gestures.table import Start

RING = 2
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""With one of these, a click adds to the selection."""
DIMMED = 140
"""How much of 255 the canvas covers the graph while the text is broken."""
_LOST = {QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate, QEvent.Type.Hide}
"""After these nobody knows where the pointer goes."""


class GraphView(ZoomView):
    """A press becomes a gesture when the pointer moves, else a click; clicks select."""

    edit_requested = Signal(str)
    """A leaf was double-clicked, not on its name."""
    rename_requested = Signal(str)
    """The name of a leaf was, or another node."""
    add_requested = Signal(QPoint)
    """The empty canvas was double-clicked, here in the viewport."""
    handle_clicked = Signal(str)
    """A group's name was clicked, or the sign of a folded one: its path."""
    menu_requested = Signal(QPoint)
    """A right click that moved nothing, or the menu key; here in the viewport."""
    slot_requested = Signal(object)
    """A SlotPlace of which the operand is missing was double-clicked."""
    held = Signal(bool)
    """A button holds the graph, or has let go of it."""

    _drag: Drag | None = None
    _pressed: Reading | None = None
    """What was drawn when the button went down."""

    def __init__(self, scene: GraphScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._dimmed = False
        self._ringed = False
        self._has_grips = True
        self.flags: tuple[VerdictFlag, ...] = ()
        """What a person got wrong."""
        self.guest: Guest | None = None
        """What is dragged over it from elsewhere."""
        scene.keep_still_in(PatientLayer(self.viewport().update, self))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph")

    @cached_property
    def gestures(self) -> "Sequence[Start]":
        """Which press begins what."""
        from graphviz_app.gui.canvas.gestures.table import GESTURES  # late: nothing moves at first

        return GESTURES

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back: what is shown is the last good graph, the text is broken."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.viewport().update()

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        if self._dimmed:
            veil = QColor(self._scene.theme.canvas)
            veil.setAlpha(DIMMED)
            painter.fillRect(rect, veil)
        painter.resetTransform()
        paint_pins(painter, self)
        if self.flags:
            paint_flags(painter, self, self.flags)
        if self._drag is not None and self._drag.gesture is not None:
            self._drag.gesture.paint(painter)
        elif self.guest is not None:
            self.guest.paint(painter)
        elif self._has_grips:
            paint_grips(painter, self, self._scene.hover)
        if self._ringed:
            painter.setPen(QPen(QColor(self._scene.theme.value), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._set_ringed(event.reason() in tab)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_ringed(False)

    def set_flags(self, flags: Iterable[VerdictFlag]) -> None:
        """Mark what a person got wrong."""
        before, self.flags = self.flags, tuple(flags)
        if self.flags != before:
            self.viewport().update()

    def set_grips(self, shown: bool) -> None:
        """Whether edges can be drawn here."""
        self._has_grips = shown
        self.viewport().update()

    def set_guest(self, guest: "Guest | None") -> None:
        """Show what is dragged over it, and what that would land on."""
        self.guest = guest
        self._scene.set_hover(None if guest is None else guest.hover)
        self.viewport().update()

    def hide_ring(self) -> None:
        """Nothing around the picture, wherever the keys go."""
        self._set_ringed(False)

    def _set_ringed(self, ringed: bool) -> None:
        """A ring shows where the keys go, to those who came here by keys."""
        if ringed != self._ringed:
            self._ringed = ringed
            self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        from graphviz_app.gui.canvas.gestures.table import start_for

        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._drag is not None and event.button() != self._drag.press.button:
            return  # another button meanwhile
        self.cancel_drag()
        element = self._element(event)
        grip = self._grip(event, element)
        if element is None and grip is not None:
            element = grip.element
        number = number_at(self._scene.picture, self.to_scene(event.position()))
        press = Press(event.position(), event.button(), event.modifiers(), element, number, grip)
        start = start_for(press, self.gestures)
        self._drag = Drag(press, start.gesture(self) if start is not None else None)
        self._pressed = self._scene.reading
        self.held.emit(True)
        plain = press.button == Qt.MouseButton.LeftButton and not press.keys & _ADDING
        if start.selects if start is not None else plain:
            self._select(press.element)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and not event.buttons() & self._drag.press.button:
            self.cancel_drag()  # the button was let go where nobody could tell
        if self._drag is not None and self._is_stale():
            self.cancel_drag()
        if self._drag is None:
            self._hover(event)
            return
        self._drag.move(event.position())
        if self._drag.gesture is not None:
            self._point_with(self._drag.gesture.cursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is not None and event.button() != drag.press.button:
            return
        if drag is not None and self._is_stale():
            self.cancel_drag()
        elif drag is not None:
            self._drag = None
            if drag.gesture is None:
                self._click(drag.press)
            else:
                drag.gesture.end(event.position())
                self.viewport().update()
            self.held.emit(False)
        self._hover(event)

    def _is_stale(self) -> bool:
        """Whether something else is drawn by now: what was pressed may mean another element."""
        before, now = self._pressed, self._scene.reading
        return now is not before and (now is None or before is None or not now.is_drawn_as(before))

    def cancel_drag(self) -> None:
        """Whatever is being dragged is as it was."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.gesture is not None:
            drag.gesture.cancel()
            self._point_with(Qt.CursorShape.ArrowCursor)
            self.viewport().update()
        if drag is not None:
            self.held.emit(False)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in _LOST:
            self.cancel_drag()
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not escape or self._drag is None:
            return super().event(event)
        if event.type() == QEvent.Type.KeyPress:
            self.cancel_drag()
        event.accept()  # the key as a shortcut, too, lest it closes something
        return True

    def _select(self, element: Element | None) -> None:
        """Only this, unless it is selected already, perhaps among others."""
        if element is not None and element not in self._scene.selection:
            self._scene.set_selection([element])

    def _click(self, press: Press) -> None:
        """Only this; with Ctrl or Shift this as well, or no longer; a right click offers a menu.

        On the numbers of a weight it is typed.
        """
        chosen, element = self._scene.selection, press.element
        handle = self._scene.handle_at(self.to_scene(press.at))
        if handle and press.button == Qt.MouseButton.LeftButton and not press.keys & _ADDING:
            self.handle_clicked.emit(handle)
            return
        if press.button == Qt.MouseButton.RightButton:
            self._select(element)
            self.menu_requested.emit(press.at.toPoint())
        elif press.button == Qt.MouseButton.LeftButton and not press.keys & _ADDING:
            self._scene.set_selection([] if element is None else [element])
            if (weight := weight_at(self._scene.picture, self.to_scene(press.at))) is not None:
                self.edit_requested.emit(weight)
        elif press.button == Qt.MouseButton.LeftButton and element is not None:
            others = [other for other in chosen if other != element]
            self._scene.set_selection(others if element in chosen else [*chosen, element])

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key; with the mouse the menu waits until it is clear that nobody is panning."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen = self._scene.selection[-1:]
            rect = (
                self._scene.node_rect(chosen[0]) if chosen and isinstance(chosen[0], str) else None
            )
            at = self.to_viewport(rect).center() if rect else self.viewport().rect().center()
            self.menu_requested.emit(at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        element, at = self._element(event), self.to_scene(event.position())
        grip = self._grip(event, element)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() & _ADDING:
            self.mousePressEvent(event)
        elif grip is not None and grip.missing is not None:
            self.slot_requested.emit(grip.missing)
        elif self._scene.handle_at(at):
            return  # the second click of two on what is folded by one
        elif (path := self._scene.folded_path(element)) is not None:
            self.handle_clicked.emit(path)
        elif (leaf := weight_at(self._scene.picture, at)) is not None:
            self.edit_requested.emit(leaf)
        elif isinstance(element, str) and self._scene.is_name_at(element, at):
            self.rename_requested.emit(element)
        elif element is not None and (leaf := leaf_on(self._scene.picture, element)) is not None:
            self.edit_requested.emit(leaf)
        elif element is None:
            self.add_requested.emit(event.position().toPoint())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._update_grips()
            self._scene.set_hover(None)
        return super().viewportEvent(event)

    def _element(self, event: QMouseEvent) -> Element | None:
        return self._scene.element_at(self.to_scene(event.position()))

    def _grip(self, event: QMouseEvent, element: Element | None) -> Grip | None:
        return grip_at(self, event.position(), element) if self._has_grips else None

    def _hover(self, event: QMouseEvent) -> None:
        element = self._element(event)
        grip = self._grip(event, element)
        if element is None and grip is not None:
            element = grip.element
        if element != self._scene.hover:
            self._update_grips()
            self._scene.set_hover(element)
            self._update_grips()
        if grip is not None and grip.kind in ("port", "slot"):
            self._point_with(Qt.CursorShape.CrossCursor)
            return
        if number_at(self._scene.picture, self.to_scene(event.position())):
            self._point_with(Qt.CursorShape.SizeHorCursor)
            return
        nothing = element is None and not self._scene.handle_at(self.to_scene(event.position()))
        self._point_with(
            Qt.CursorShape.ArrowCursor if nothing else Qt.CursorShape.PointingHandCursor
        )

    def _update_grips(self) -> None:
        for rect in grip_rects(self, self._scene.hover):
            self.viewport().update(rect)

    def _point_with(self, shape: Qt.CursorShape) -> None:
        if shape != self.viewport().cursor().shape():
            self.viewport().setCursor(shape)
