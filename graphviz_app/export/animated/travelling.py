"""What travels and what lights up: seen between two seconds, and never at rest the same."""

from collections import defaultdict
from typing import NamedTuple

from PySide6.QtGui import QColor

from graphviz_app.export.animated.versions import Marks

_AT_ONCE = 0.001
"""In seconds."""
PULSE_POINTS = 24
"""Of the course of an edge, along which a pulse runs."""


class Way(NamedTuple):
    """A pulse along an edge during one step."""

    edge: int
    stops: tuple[tuple[float, float], ...]
    """In which second it is how far, from the source (0) to the target (1)."""
    colors: tuple[QColor, QColor]
    """Of its head and its tail."""


class Travelling:
    """Collects pulses and halos."""

    def __init__(self) -> None:
        self._under_way: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        self.ways: list[Way] = []
        self.halos: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        """By node and colour: in which second it is how bright."""
        self.lights: dict[tuple[str, str], tuple[float, Marks]] = {}
        """The same at its brightest."""

    def move(self, edge: int, second: float, position: float) -> None:
        """A pulse is there."""
        self._under_way[edge].append((second, position))

    def arrive(self, colors: tuple[QColor, QColor]) -> None:
        """The step is over."""
        for edge, stops in self._under_way.items():
            if len(stops) > 1:
                self.ways.append(Way(edge, tuple(stops), colors))
        self._under_way.clear()

    def light(self, node: str, color: str, second: float, glow: float, marks: Marks) -> None:
        """A halo is so bright."""
        key = node, color
        seen = self.halos[key]
        before = seen[-1][1] if seen else 0.0
        if (before == 0.0) != (glow == 0.0):  # it stays as it was until it comes, or goes at once
            seen.append((second - _AT_ONCE, before))
        seen.append((second, glow))
        if glow > self.lights.get(key, (0.0, ()))[0]:
            self.lights[key] = glow, marks
