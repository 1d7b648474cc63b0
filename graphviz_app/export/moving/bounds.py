"""What is no film any more: sizes, speeds and lengths beyond these are refused in a sentence."""

from typing import TYPE_CHECKING

from graphviz_app.core.wording import counted
from graphviz_app.errors import ExportError

if TYPE_CHECKING:
    from graphviz_app.export.moving.moving import Moving
    from graphviz_app.export.moving.script import Script

SIDES = 100, 4096
"""Of a frame, in pixels."""
FPS = 1.0, 120.0
SPEEDS = 0.05, 50.0
HOLDS = 0.0, 60.0
"""Seconds at a step."""
MOST_SECONDS = 3600.0


def require_bounds(moving: "Moving") -> None:
    """Raise ExportError for what cannot be a film, with what would be one."""
    script = moving.script
    for side in moving.size:
        _require(side, SIDES, "a side of a frame", "pixels")
    _require(moving.fps, FPS, "the rate", "frames per second")
    _require(script.speed, SPEEDS, "the speed", "times the usual one")
    _require(script.hold, HOLDS, "the pause at a step", "seconds")


def require_length(script: "Script") -> None:
    """The same for how long it takes."""
    if script.seconds > MOST_SECONDS:
        raise ExportError(
            f"{counted(len(script.steps), 'step')} would take {_told(script.seconds)}, and at most "
            "an hour is written: go by level, faster, or through a part of it"
        )


def _told(seconds: float) -> str:
    hours = seconds / 3600
    return f"{hours:,.1f} hours" if hours < 1000 else "far more than a thousand hours"


def _require(value: float, bounds: tuple[float, float], what: str, unit: str) -> None:
    least, most = bounds
    if not least <= value <= most:
        raise ExportError(f"{what} has to be from {least:g} to {most:g} {unit}, not {value:g}")
