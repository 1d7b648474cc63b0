"""From a graph to a film, slides or pages in one call."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import Hidden
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.at import parse_at
from graphviz_app.export.moving.bounds import require_bounds, require_length
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import AIR
from graphviz_app.export.moving.script import Script
from graphviz_app.export.picture import UNSAID, drawn_picture
from graphviz_app.export.table import format_of
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.layout import Size
from graphviz_app.layout.room import settled
from graphviz_app.scene.captions.strip_layout import strip_height
from graphviz_app.theme import LIGHT, PROJECTOR, Theme


@dataclass(frozen=True)
class Wish:
    """How something that moves is to be, in the words of a person."""

    size: tuple[int, int] = (1280, 720)
    fps: float = 30.0
    speed: float = 1.0
    start: str = "START"
    end: str = "END"
    """Moments as ``parse_at`` reads them."""
    hold: float = 0.35
    camera: bool = True
    caption: bool = True
    title: bool = False
    loop: bool = True
    stepped: bool = False


def export_animation(
    graph: Graph,
    path: str | Path,
    view: View = UNSAID,
    wish: Wish = Wish(),
    *,
    theme: Theme = LIGHT,
    hidden: Sequence[Hidden] = (),
    carried: Carried | None = None,
) -> Generator[float, None, Trace]:
    """Run, lay out and write what moves; yields the share that is done, returns the run.

    Everything is as large as in a presentation of that size. Raises GraphAppError: the graph's,
    the layout's, or ExportError for the file, which is left as it was.
    """
    path = Path(path)
    timed = format_of(path, "many").is_raster and not wish.stepped
    moving = moving_of(graph, view, wish, theme, hidden=hidden, timed=timed)
    job = MovingJob(replace(moving, carried=carried), path)
    yield from job.pieces()
    return moving.schedule.run.whole


def moving_of(
    graph: Graph,
    view: View,
    wish: Wish,
    theme: Theme = LIGHT,
    *,
    hidden: Sequence[Hidden] = (),
    timed: bool = False,
) -> Moving:
    """What is to be written; raises GraphAppError, also for moments that are not there.

    What is ``timed`` must not take too long: that is known before anything is laid out.
    """
    look = replace(theme, scale=PROJECTOR.scale)
    width, height = (side / look.scale for side in wish.size)
    below = strip_height(look, wish.size[1]) if wish.caption else 0
    room = settled(Size(width, height - (below + AIR) / look.scale))

    def require(schedule: Schedule) -> None:
        script = _script_of(schedule, wish)
        if timed:
            require_length(script)

    picture, schedule = drawn_picture(graph, view, look, hidden=hidden, room=room, require=require)
    moving = Moving(
        picture,
        _script_of(schedule, wish),
        wish.size,
        wish.fps,
        camera=wish.camera,
        caption=wish.caption,
        title=wish.title,
        loop=wish.loop,
        stepped=wish.stepped,
    )
    require_bounds(moving)
    return moving


def _script_of(schedule: Schedule, wish: Wish) -> Script:
    start, end = parse_at(schedule, wish.start), parse_at(schedule, wish.end)
    if end < start:
        raise ExportError(f"'{wish.end}' is before '{wish.start}': time goes from one to the other")
    return Script(schedule, start, end, wish.speed, wish.hold)
