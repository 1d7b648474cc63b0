"""``graphviz-app animate``: a film of a graph, or pages of it, without a window."""

import argparse
import math
import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from graphviz_app.arguments import Command, add_file
from graphviz_app.commands.carrying import add_source, carried_from
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.looked_at import add_look, view_of
from graphviz_app.commands.progress import Progress, left
from graphviz_app.commands.told import remark, tell
from graphviz_app.core.choices import Stride
from graphviz_app.core.questions import Hidden
from graphviz_app.core.wording import shortened
from graphviz_app.export.moving.bounds import FPS, HOLDS, SIDES, SPEEDS
from graphviz_app.export.table import Extra, alternatives, format_of, formats, names
from graphviz_app.theme import THEMES

if TYPE_CHECKING:
    from argparse import _ArgumentGroup as Group

    from graphviz_app.core.trace import Trace

_SIZE = 1280, 720
_EXAMPLES = """\
examples:
  graphviz-app animate neuron.cg -o neuron.mp4
  graphviz-app animate neuron.cg -o neuron.html
  graphviz-app animate neuron.cg -o back.gif --from backward --hold 1
  graphviz-app animate neuron.cg -o slides.pptx --by level
"""
_AFTER = 0.5
"""Seconds in which nothing is told."""


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.usage, parser.epilog = "graphviz-app animate FILE -o OUT [OPTION ...]", _EXAMPLES
    add_file(parser)
    endings = alternatives(f"*{format_.suffix}" for format_ in formats("many"))
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help=endings)
    parser.add_argument(
        "--steps",
        action="store_true",
        help="of *.png: a picture of each step, instead of each frame, in a folder",
    )
    add_source(parser)
    _declare_time(parser.add_argument_group("time"))
    _declare_frame(parser.add_argument_group("a frame, a page, a slide"))
    add_look(parser)


def _declare_time(group: "Group") -> None:
    group.add_argument(
        "--from",
        dest="start",
        metavar="WHEN",
        default="START",
        help="START (default), or a moment as for render: forward (gradients follow), backward:3",
    )
    group.add_argument(
        "--to",
        dest="end",
        metavar="WHEN",
        default="END",
        help="END (default), forward, backward:5; update or next, where a step of learning is",
    )
    group.add_argument(
        "--by",
        choices=get_args(Stride),
        help="a step is one node, or all of a depth (default: as the document says, else node)",
    )
    _add_number(group, "--hold", HOLDS, 0.35, "seconds of rest at each step (default: 0.35)")
    _add_number(group, "--speed", SPEEDS, 1.0, "2 is twice as fast (default: 1)")
    _add_number(group, "--fps", FPS, 30.0, "frames per second (default: 30)")
    group.add_argument(
        "--loop",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="begin again at the end, where OUT can say so (default: yes)",
    )


def _declare_frame(group: "Group") -> None:
    group.add_argument(
        "--size", metavar="WxH", type=_size, default=_SIZE, help="in pixels (default: 1280x720)"
    )
    _add_switch(group, "camera", "goes to the step where all of it could not be read")
    _add_switch(group, "caption", "the step as mathematics and with numbers, below the graph")
    group.add_argument("--title", action="store_true", help="begin with the graph's title")


def _add_number(
    group: "Group",
    option: str,
    bounds: tuple[float, float],
    usual: float,
    about: str,
) -> None:
    group.add_argument(option, metavar="N", type=_number_in(*bounds), default=usual, help=about)


def _add_switch(group: "Group", name: str, about: str) -> None:
    words = f"{about} (default: on)"
    group.add_argument(f"--{name}", choices=("on", "off"), default="on", help=words)


def _run(
    file: Path,
    output: Path,
    size: tuple[int, int],
    fps: float,
    speed: float,
    hold: float,
    start: str,
    end: str,
    by: Stride | None,
    camera: str,
    caption: str,
    title: bool,
    steps: bool,
    loop: bool,
    theme: str | None,
    ask: tuple[Hidden, ...],
    source: bool,
    **said: object,
) -> int:
    """Write it, without a display; of a broken graph, what could be computed."""
    from graphviz_app.platform_check import drawing_unseen

    graph = graph_of(file)
    spare(file, output, "what is made")
    with drawing_unseen():
        from graphviz_app.export.moving.made import Wish, export_animation
    _tell_lacks(output, {"title": title, "camera": camera == "off"})
    shown = camera == "on", caption == "on", title, loop, steps
    wish = Wish(size, fps, speed, start, end, hold, *shown)
    view = view_of(graph, said)._replace(stride=by)
    carried = carried_from(graph, view, start, file) if source else None
    work = export_animation(
        graph, output, view, wish, theme=THEMES[theme or "light"], hidden=ask, carried=carried
    )
    return tell(_watched(work).problems)


def _tell_lacks(output: Path, typed: Mapping[Extra, bool]) -> None:
    """Remark on what was typed, and the format has no use for."""
    format_ = format_of(output, "many")
    if vain := [f"--{extra}" for extra, on in typed.items() if on and extra in format_.lacks]:
        remark(f"{format_.name} has no use for {' and '.join(vain)}")


def _watched(work: "Generator[float, None, Trace]") -> "Trace":
    """Do it, and tell how long it goes on."""
    share = 0.0

    def line(seconds: float) -> str:
        return f"{share:.0%} done, {left(seconds, share)} (Ctrl+C gives it up)"

    progress = Progress(line, _AFTER)
    try:
        with _ended_gently():
            while True:
                share = next(work)
                progress.tell()
    except StopIteration as end:
        trace: Trace = end.value
        return trace
    finally:
        work.close()
        progress.clear()


@contextmanager
def _ended_gently() -> Iterator[None]:
    """Whoever ends the program, or closes its terminal, is heard like Ctrl+C."""
    heard = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [signal.signal(one, signal.default_int_handler) for one in heard]
    try:
        yield
    finally:
        for one, handler in zip(heard, before, strict=True):
            signal.signal(one, handler)


def _number_in(least: float, most: float) -> Callable[[str], float]:
    """What reads a number between these."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                f"'{shortened(text)}' is not a number from {least:g} to {most:g}"
            )
        return number

    return read


def _size(text: str) -> tuple[int, int]:
    """Width and height in pixels, such as ``1280x720``."""
    least, most = SIDES
    parts = text.lower().replace("×", "x").split("x")
    sides = [int(side) for side in parts if side.isdecimal() and len(side) < 6]
    fits = all(least <= side <= most for side in sides)
    if not len(parts) == len(sides) == 2 or not fits:
        raise argparse.ArgumentTypeError(
            f"'{shortened(text)}' is not a size such as 1280x720, from {least} to {most}"
        )
    return sides[0], sides[1]


ANIMATE = Command(
    name="animate",
    about=f"write it as it moves: {names(formats('many'))}",
    description=(
        f"Write how the graph is computed, step by step, as {names(formats('many'))}, by the "
        "ending of OUT. Everything is as large as in a presentation of that size. No display is "
        "needed."
    ),
    declare=_declare,
    run=_run,
)
