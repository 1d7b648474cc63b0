"""Gesture: one drag over the canvas. A new one is a class like this and a row in the table."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.gestures.grips import Grip
from graphviz_app.gui.canvas.looking.zooming import ZoomView


@dataclass(frozen=True, slots=True)
class Press:
    """A button has gone down: where in the viewport, with which keys held, on what."""

    at: QPointF
    button: Qt.MouseButton
    keys: Qt.KeyboardModifier
    element: Element | None
    number: str = ""
    """The leaf whose number it is on."""
    grip: Grip | None = None


class Gesture:
    """Made for one drag. Points are in the viewport; ``view.to_scene`` leads to the scene.

    First ``begin``, then ``move`` any number of times, then either ``end`` or ``cancel``.
    """

    cursor = Qt.CursorShape.ArrowCursor
    """What the pointer looks like meanwhile."""

    def __init__(self, view: ZoomView) -> None:
        self.view = view

    def begin(self, press: Press) -> None:
        """The pointer has left the place where the button went down."""

    def move(self, at: QPointF) -> None:
        """The pointer is here now."""

    def end(self, at: QPointF) -> None:
        """The button was let go here: what has been done stays."""

    def cancel(self) -> None:
        """Leave everything as it was before ``begin``."""

    def paint(self, painter: QPainter) -> None:
        """Paint what lies over the picture meanwhile, in the pixels of the viewport."""
