"""Pace: a film rests where a caption has more to say than is seen at once."""

from collections.abc import Generator
from dataclasses import replace

from graphviz_app.export.moving.bounds import require_length
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.strip import PAGE_SECONDS, Strip
from graphviz_app.frames import frame_at


def paced(moving: Moving) -> Generator[float, None, Moving]:
    """The same with time for every part; yields that nothing is written yet.

    Raises ExportError for what would be too long.
    """
    require_length(moving.script)
    if not moving.caption:
        return moving
    script = moving.script
    strip = Strip(moving.picture.theme, moving.script, *moving.size)
    more: list[float] = []
    for step in script.steps:
        yield 0.0
        pages = strip.pages(frame_at(moving.schedule, step))
        more.append(max(len(pages) - 1, 0) * PAGE_SECONDS / script.speed)
    moving = replace(moving, script=replace(script, more=tuple(more)))
    require_length(moving.script)
    return moving
