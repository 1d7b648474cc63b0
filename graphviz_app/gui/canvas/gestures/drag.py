"""Drag: from a press to its release; a gesture as soon as the pointer has moved."""

from PySide6.QtCore import QPointF

from graphviz_app.gui.canvas.gestures.gesture import Gesture, Press

STILL = 3
"""Pixels by which a hand that clicks may move."""


class Drag:
    """Of one button. ``offered`` is what its press begins if the pointer moves, if anything."""

    def __init__(self, press: Press, offered: Gesture | None) -> None:
        self.press = press
        self._offered = offered
        self.gesture: Gesture | None = None
        """What it has become; as long as it is nothing it may be a click."""

    def move(self, at: QPointF) -> None:
        """The pointer is here now."""
        far = (at - self.press.at).manhattanLength() > STILL
        if self.gesture is None and self._offered is not None and far:
            self.gesture = self._offered
            self.gesture.begin(self.press)
        if self.gesture is not None:
            self.gesture.move(at)
