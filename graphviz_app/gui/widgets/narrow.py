"""What gives way where a window is narrow or low."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from graphviz_app.typing_compat import override

LOW = 860
"""Below this height of a window, in pixels, the graph gets room from what is around it."""


def is_low(part: QWidget) -> bool:
    """Whether the window that it is in is a low one."""
    return part.window().height() < LOW


class Strip(QFrame):
    """A row across the window, ``bar`` in style sheets. What is extra gives way where it is narrow.

    ``extras`` are those parts; the last of them go first.
    """

    def __init__(self, bar: str) -> None:
        super().__init__()
        self.setProperty("bar", bar)
        self.row = QHBoxLayout(self)
        self.extras: Sequence[QWidget] = ()

    def needed(self) -> int:
        """How much width the other parts need, with a gap for each of them."""
        return 0

    def give_way(self) -> None:
        """Show as much as there is room for."""
        margins = self.row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.needed()
        show_what_fits(self.extras, room, self.row.spacing())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.give_way()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.give_way()
        return super().event(event)


def show_what_fits(parts: Sequence[QWidget], room: int, gap: int) -> None:
    """Show as many of the parts as fit side by side into ``room`` pixels; the last go first."""
    for part in parts:
        room -= part.sizeHint().width() + gap
        if part.isHidden() != (room < 0):
            part.setHidden(room < 0)
