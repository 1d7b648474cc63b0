"""Block: glyphs in their places. Its sides are known at once, its curves are made when painted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform


class Block:
    """Curves, and blocks that are put beside them, in ems; the baseline is at y = 0."""

    __slots__ = ("_curves", "_parts", "bottom", "is_empty", "left", "right", "tone", "top")

    def __init__(self, curves: QPainterPath | None = None) -> None:
        box = curves.boundingRect() if curves is not None else QRectF()
        self._curves = curves
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
