"""Walker: goes along a path, step by step, while the run rests."""

from dataclasses import replace
from typing import TYPE_CHECKING

from graphviz_app.frames import Frame, frame_along, frame_at
from graphviz_app.gui.play.player import Player
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.core.paths import Path


class Walker(Player):
    """A player whose time is that of a walk: each step of the path is one moment."""

    path: "Path | None" = None
    _base: Frame | None = None

    @property
    @override
    def end(self) -> float:
        return 0.0 if self.path is None else float(len(self.path.edges))

    @property
    @override
    def frame(self) -> Frame | None:
        if self.path is None or self._base is None:
            return None
        return frame_along(self._base, self.path, self.t)

    def walk(self, path: "Path", now: Frame) -> None:
        """Set out, with every number known; the run is where it was in ``now``."""
        known = frame_at(now.schedule, now.schedule.finished)
        self.path, self._base = path, replace(known, t=now.t)
        self.replay()

    def leave(self) -> bool:
        """Be nowhere any more; returns whether somebody was on the way."""
        walking, self.path = self.path is not None, None
        self._base = None
        self.pause()
        return walking
