"""Block: glyphs in their places. Its sides are known at once, its curves are made when painted."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform


class Part(NamedTuple):
    """A glyph or a rule, and where it stands in a block, in ems."""

    character: str
    """As the font has it; of a rule none."""
    advance: float
    box: QRectF
    """Of its curves before they are scaled and moved."""
    x: float
    y: float
    scale: float
    tone: str


class Block:
    """Curves, and blocks that are put beside them, in ems; the baseline is at y = 0."""

    __slots__ = (
        "_advance", "_character", "_curves", "_parts", "bottom", "is_empty", "left", "right",
        "tone", "top",
    )  # fmt: skip

    def __init__(
        self, curves: QPainterPath | None = None, character: str = "", advance: float = 0.0
    ) -> None:
        box = curves.boundingRect() if curves is not None else QRectF()
        self._curves = curves
        self._character = character
        self._advance = advance
        self.tone = ""
        """Of all that is in it."""
        self._parts: list[tuple[Block, float, float, float]] = []
        self.is_empty = curves is None or curves.isEmpty()
        self.left: float = box.left()
        self.top: float = box.top()
        self.right: float = box.right()
        self.bottom: float = box.bottom()

    def put(self, part: "Block", x: float, y: float = 0.0, scale: float = 1.0) -> None:
        """Put a block into it, scaled, then moved."""
        if part.is_empty:
            return
        left, right = part.left * scale + x, part.right * scale + x
        top, bottom = part.top * scale + y, part.bottom * scale + y
        if self.is_empty:
            self.is_empty = False
            self.left, self.top, self.right, self.bottom = left, top, right, bottom
        else:
            self.left, self.right = min(self.left, left), max(self.right, right)
            self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        self._parts.append((part, x, y, scale))

    def paths(self) -> dict[str, QPainterPath]:
        """Its curves by their tone, at 1 px per em."""
        paths = {} if self._curves is None else {self.tone: QPainterPath(self._curves)}
        for part, x, y, scale in self._parts:
            placed = QTransform(scale, 0.0, 0.0, scale, x, y)
            for tone, path in part.paths().items():
                paths.setdefault(self.tone or tone, QPainterPath()).addPath(placed.map(path))
        return paths

    def parts(self, x: float = 0.0, y: float = 0.0, scale: float = 1.0) -> Iterator[Part]:
        """Its glyphs and rules one by one, as they are read."""
        if self._curves is not None:
            box = self._curves.boundingRect()
            yield Part(self._character, self._advance, box, x, y, scale, self.tone)
        for block, across, down, size in self._parts:
            for part in block.parts(x + across * scale, y + down * scale, size * scale):
                yield part._replace(tone=self.tone or part.tone)
