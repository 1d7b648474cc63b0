"""Moving: what is to be written of a graph with time in it, whatever it is written as."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.moving.script import Script
from graphviz_app.export.setting import USUAL, Setting
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.scene.picture import Picture


@dataclass(frozen=True)
class Moving:
    """A picture, its script, and how it is shown."""

    picture: Picture
    script: Script
    size: tuple[int, int]
    """In pixels: of every frame, or of a page."""
    fps: float = 30.0
    setting: Setting = USUAL
    camera: bool = True
    """Whether the view follows the step where all of it could not be read."""
    caption: bool = True
    """Whether the step's explanation stands below."""
    title: bool = False
    """Whether it begins with a card that has the graph's title."""
    loop: bool = True
    """Whether it begins again at its end, where the format can say so."""
    carried: Carried | None = None
    stepped: bool = False
    """Of numbered pictures: whether there is one for each step, instead of each frame."""
    glides: bool = True
    """Whether the view is on its way for a while where it follows the step; else it jumps."""

    @property
    def schedule(self) -> Schedule:
        """The order of its steps."""
        return self.script.schedule


MovingWriter = Callable[[Moving, Path], Generator[float, None, None]]
"""Writes to a path that nobody else knows yet (moved into its place when all is written).

Yields at least every few milliseconds, each time the share that is done; closed before its end, it
stops.
"""
