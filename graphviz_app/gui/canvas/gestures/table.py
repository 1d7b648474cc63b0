"""The one table of gestures: which press begins which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

from graphviz_app.gui.canvas.gestures.drag_number import DragNumber
from graphviz_app.gui.canvas.gestures.drawn_edge import DrawnEdge
from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press
from graphviz_app.gui.canvas.gestures.marquee import Marquee
from graphviz_app.gui.canvas.gestures.move_nodes import MoveNodes
from graphviz_app.gui.canvas.gestures.pan import Pan

Place = Literal["node", "edge", "empty", "port", "number"]
"""A ``port`` is where an edge can be taken hold of, or begins."""

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class Start:
    """A press of this button, with one of these sets of keys held, on one of these places.

    None stands for any.
    """

    gesture: type[Gesture]
    button: Qt.MouseButton
    keys: Sequence[Qt.KeyboardModifier] | None = None
    on: Sequence[Place] | None = None
    selects: bool = False
    """Whether what was pressed is selected at once, as it is where no gesture begins."""
    about: str = ""
    """A sentence for the help; empty where another row tells it."""

    def fits(self, press: Press) -> bool:
        """Whether this press begins it."""
        return (
            press.button == self.button
            and (self.keys is None or press.keys & ~_KEYPAD in self.keys)
            and (self.on is None or not {*places_of(press)}.isdisjoint(self.on))
        )


GESTURES: Sequence[Start] = (
    Start(
        Marquee,
        LEFT,
        keys=(SHIFT, SHIFT | CONTROL),
        about="Shift and dragging selects the nodes of a rectangle, with Ctrl besides what is "
        "selected.",
    ),
    Start(
        DrawnEdge,
        LEFT,
        keys=(PLAIN,),
        on=("port", "edge"),
        selects=True,
        about="Dragging from the dot on a node's border draws an edge to an operand of another; "
        "the ends of an edge can be put elsewhere.",
    ),
    Start(
        DragNumber,
        LEFT,
        keys=(PLAIN,),
        on=("number",),
        selects=True,
        about="Dragging a leaf's number sideways changes it; Shift makes it fine, Ctrl coarse.",
    ),
    Start(
        MoveNodes,
        LEFT,
        keys=(PLAIN,),
        on=("node",),
        selects=True,
        about="Dragging a node moves it, with all that is selected; it stays there.",
    ),
    Start(Pan, LEFT, on=("empty",), about="Dragging moves the graph."),
    Start(Pan, MIDDLE),
    Start(Pan, RIGHT),
)
"""The first that fits is meant."""


def places_of(press: Press) -> Sequence[Place]:
    """On what it was: a number is on its node as well; an edge is nothing without a grip."""
    if press.grip is not None and press.grip.kind in ("port", "slot"):
        return ("port",)
    if press.number:
        return "number", "node"
    if isinstance(press.element, str):
        return ("node",)
    return ("empty",) if press.grip is None else ("edge",)


def start_for(press: Press, table: Sequence[Start]) -> Start | None:
    """What this press begins, if the pointer moves."""
    return next((start for start in table if start.fits(press)), None)
