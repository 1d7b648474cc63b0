"""SizeField: how many pixels a frame has, chosen from a list or typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from graphviz_app.export.moving.bounds import SIDES
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import tip

USUAL = "1280 × 720"
OFFERED = (USUAL, "1920 × 1080", "960 × 540", "1024 × 768", "1080 × 1080", "1080 × 1920")
_ABOUT = "Width × height in pixels: one of the list, or typed such as 800 x 600"


class SizeField(QComboBox):
    """What cannot be read leaves the size as it was."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(OFFERED)
        self.setCurrentText(text if size_of(text) else USUAL)
        self.setAccessibleName("Size in pixels")
        self._size = size_of(self.currentText()) or (1280, 720)
        self.why = ""
        """What is wrong with it."""
        self.currentTextChanged.connect(self._read)
        self._read()

    @property
    def size_chosen(self) -> tuple[int, int]:
        """Width and height."""
        return self._size

    def _read(self) -> None:
        size, (least, most) = size_of(self.currentText()), SIDES
        self.why = "" if size else f"Type a size such as 1280 × 720, from {least} to {most} pixels."
        self._size = size or self._size
        edit = self.lineEdit()
        assert edit is not None  # it can be typed
        restyle(edit, wrong="true" if self.why else "false")
        self.setToolTip(tip(self.why or _ABOUT))
        self.changed.emit()


def size_of(text: str) -> tuple[int, int] | None:
    """Width and height in pixels, such as ``1280 x 720``; None if it is no size."""
    parts = [part.strip() for part in text.lower().replace("×", "x").split("x")]
    sides = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 6]
    fits = len(parts) == len(sides) == 2 and all(SIDES[0] <= side <= SIDES[1] for side in sides)
    return (sides[0], sides[1]) if fits else None
