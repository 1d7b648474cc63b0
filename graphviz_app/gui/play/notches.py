"""The wheel as steps of time."""

from PySide6.QtGui import QWheelEvent

NOTCH = 120
"""What one notch of a wheel turns, as Qt counts it."""


class Notches:
    """A notch is a step; a touchpad's small turns add up to one."""

    def __init__(self) -> None:
        self._turned = 0

    def turned(self, event: QWheelEvent) -> int:
        """1 for a step on, -1 for one back, 0 as long as it is none."""
        event.accept()
        self._turned -= event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        self._turned -= NOTCH * steps
        return (steps > 0) - (steps < 0)
