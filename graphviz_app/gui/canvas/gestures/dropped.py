"""What an operator would do where it is dragged over the canvas, and how that looks."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Element
from graphviz_app.explain.titles import edge_title, shown_name
from graphviz_app.gui.canvas.gestures.drawn_look import paint_plate
from graphviz_app.gui.canvas.gestures.grips import grip_at
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.slots import RADIUS, SlotPlace


class Dropped(NamedTuple):
    """Where it is let go, and what that means in words; ``place`` is a missing operand."""

    kind: Literal["empty", "node", "edge", "slot"]
    element: Element | None = None
    place: SlotPlace | None = None
    words: str = ""
    refused: bool = False


def landing(view: ZoomView, op: str, at: QPointF) -> Dropped:
    """What it would be at a point of the viewport."""
    scene = view.scene()
    picture, element = scene.picture, scene.element_at(view.to_scene(at))
    if picture is None:
        return Dropped("empty", words=f"Add {op}")
    grip = grip_at(view, at, element)
    if grip is not None and grip.missing is not None:
        name = shown_name(picture.run, grip.missing.node)
        return Dropped("slot", grip.element, grip.missing, f"{op} as operand of {name}")
    if element is None:
        return Dropped("empty", words=f"{op} with open operands")
    kind: Literal["node", "edge"] = "node" if isinstance(element, str) else "edge"
    if OPS[op].is_leaf:
        words = f"{op} takes no operand: let it go beside the graph, or at an open slot"
        return Dropped(kind, element, None, words, refused=True)
    if isinstance(element, str):
        if element in picture.reading.boxes:
            return Dropped(kind, element, None, "Open the group first", refused=True)
        return Dropped(kind, element, None, f"{op} of {shown_name(picture.run, element)}")
    return Dropped(kind, element, None, f"{op} into {edge_title(picture.run, element)}")


class Guest:
    """An operator over the canvas; what it would land on lights up."""

    def __init__(self, view: ZoomView, op: str, at: QPointF) -> None:
        self._view, self._at = view, at
        self.dropped = landing(view, op, at)

    @property
    def hover(self) -> Element | None:
        """What lights up."""
        return None if self.dropped.refused else self.dropped.element

    def paint(self, painter: QPainter) -> None:
        """What it would do, in the pixels of the viewport."""
        theme, place = self._view.scene().theme, self.dropped.place
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place is not None:
            painter.setBrush(QColor(theme.value))
            painter.setPen(QColor(theme.value))
            radius = theme.px(RADIUS) * min(self._view.zoom, 1.0)
            painter.drawEllipse(self._view.viewportTransform().map(place.at), radius, radius)
        paint_plate(painter, self._view, self.dropped.words, self._at, self.dropped.refused)
