"""What the tests of moving pictures share."""

from collections.abc import Generator
from pathlib import Path

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Script
from graphviz_app.export.table import Format
from graphviz_app.scene.picture import Picture

SIZE = 240, 160


def moving_of(picture: Picture, timeline: Schedule) -> Moving:
    """All of a schedule, quickly."""
    script = Script(timeline, 0.0, timeline.finished, 4.0, hold=0.1, first=0.2, last=0.3)
    return Moving(picture, script, SIZE, 20.0)


TICKS = Format(".tck", "Ticks", "The times of all steps.", None, moved_by=f"{__name__}.write_ticks")
"""A format that does not exist."""


def write_ticks(moving: Moving, path: Path) -> Generator[float, None, None]:
    """A line for each step."""
    lines = []
    for step in moving.script.steps:
        lines.append(f"{step:g}")
        yield len(lines) / len(moving.script.steps)
    path.write_text("\n".join(lines), encoding="utf-8")


def fill_the_disk(_: Moving, path: Path) -> Generator[float, None, None]:
    """Writes something, and finds no more room."""
    path.write_text("half", encoding="utf-8")
    yield 0.5
    raise OSError(28, "No space left on device")
