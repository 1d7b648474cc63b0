"""From scene pixels to the units of a slide."""

from dataclasses import dataclass

from graphviz_app.export.drawn.marks import Box

EMU = 12_700
"""Units of DrawingML on a point."""


@dataclass(frozen=True)
class Place:
    """How the scene lies on a slide: EMU per scene pixel, and the scene's point at its corner."""

    scale: float
    left: float
    top: float

    def x(self, x: float) -> int:
        """Across."""
        return round((x - self.left) * self.scale)

    def y(self, y: float) -> int:
        """Down."""
        return round((y - self.top) * self.scale)

    def length(self, length: float) -> int:
        """In any direction."""
        return round(length * self.scale)

    def points(self, length: float) -> float:
        """The same in points."""
        return length * self.scale / EMU

    def sees(self, box: Box, width: int, height: int) -> bool:
        """Whether any of it is on a slide of this size."""
        left, top = self.x(box.x), self.y(box.y)
        right, bottom = self.x(box.x + box.width), self.y(box.y + box.height)
        return right >= 0 and bottom >= 0 and left <= width and top <= height
