"""Columns: text left, graph in the middle, reasons right; how wide each of them is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from graphviz_app.typing_compat import override

LEFT_WIDTH, RIGHT_WIDTH = 320, 340
ROOMY = 1440
"""Windows as wide as this (pixels) have room for whatever widths a person chooses."""
LARGEST_SHARE = 0.22
"""Of a narrower window no panel takes more than this, unless its least width needs it."""


class Columns(QSplitter):
    """The panels have the width they were given; in a narrow window they give way to the graph."""

    resized = Signal()
    """There is more room or less, and nothing has been arranged in it yet."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panels = {0: left, 2: right}
        self._wanted = {0: LEFT_WIDTH, 2: RIGHT_WIDTH}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for part in (left, middle, right):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._take_wish)

    @property
    def wanted(self) -> tuple[int, int]:
        """The widths that the panels have where there is room, in pixels."""
        return self._wanted[0], self._wanted[2]

    def want(self, left: int, right: int) -> None:
        """Give the panels these widths, but never less than they need."""
        for place, width in ((0, left), (2, right)):
            self._wanted[place] = max(width, self._panels[place].minimumWidth())
        self.arrange()

    def widths_in(self, width: int) -> Mapping[str, int]:
        """What the two sides take of this width, if they are there."""
        left, right = (self._width_in(width, place) for place in self._panels)
        return {"left": left, "right": right}

    def _width_in(self, width: int, place: int) -> int:
        share = round(width * (LARGEST_SHARE if width < ROOMY else 1))
        return max(min(self._wanted[place], share), self._panels[place].minimumWidth())

    def arrange(self) -> None:
        """Divide the width anew."""
        sizes = {place: self._width_in(self.width(), place) for place in self._panels}
        rest = self.width() - sum(sizes[k] for k, p in self._panels.items() if not p.isHidden())
        self.setSizes([sizes[0], max(rest, 1), sizes[2]])

    def _take_wish(self, _position: int, handle: int) -> None:
        """The person has moved a handle: the first is the left panel's, the second the right's."""
        place = 0 if handle == 1 else 2
        self._wanted[place] = self.sizes()[place]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        self.arrange()
