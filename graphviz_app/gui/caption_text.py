"""What the caption says about a moment: formulas and numbers, or a sentence. No drawing here."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from graphviz_app.animate import Frame, Moment, Phase, Timeline
from graphviz_app.core.explain import (
    Explanation,
    backward_caption,
    forward_caption,
    plain_symbol,
    seed_caption,
)
from graphviz_app.core.wording import counted

MAX_ROWS = 3
MAX_NAMES = 6


class Caption(NamedTuple):
    """``rows`` of LaTeX and numbers; a ``sentence`` where formulas would be too many."""

    rows: tuple[Explanation, ...]
    sentence: str
    note: str
    """Which step it is."""
    phase: Phase


def caption_of(frame: Frame) -> Caption:
    """The caption of what is going on, or was last."""
    timeline = frame.timeline
    count = len(timeline.moments)
    if not count:
        reason = "something is missing" if timeline.trace.problems else "every node is given"
        return Caption((), f"Nothing is computed here: {reason}.", "", "forward")
    if frame.t <= 0:
        return _at_start(timeline)
    if frame.t > count:
        return _at_end(timeline)
    moment = frame.moment
    assert moment is not None
    index = frame.step if frame.progress else frame.step - 1
    note = f"step {index + 1} of {count}"
    rows = len(moment.edges if moment.phase == "backward" else moment.nodes)
    if len(moment.nodes) > 1 and rows > MAX_ROWS:
        return Caption((), _level_sentence(timeline, moment), note, moment.phase)
    more = f"and {rows - MAX_ROWS} more operands" if rows > MAX_ROWS else ""
    return Caption(tuple(islice(_rows(timeline, moment), MAX_ROWS)), more, note, moment.phase)


def moment_title(timeline: Timeline, index: int) -> str:
    """A moment in plain words, for tooltips and screen readers: ``step 7 of 24: z``.

    Before the first there is the start, after the last the end.
    """
    if not 0 <= index < len(timeline.moments):
        return f"{'start' if index < 0 else 'end'} of {_steps(timeline)}"
    moment = timeline.moments[index]
    names = _names(timeline, moment.nodes)
    what = {
        "forward": f"compute {names}",
        "seed": f"the gradient of {names} by itself is 1",
        "backward": f"gradient back through {names}",
    }[moment.phase]
    return f"step {index + 1} of {len(timeline.moments)}: {what}"


def _at_start(timeline: Timeline) -> Caption:
    sentence = "The leaves are given. Press Space and watch the rest being computed."
    return Caption((), sentence, f"start of {_steps(timeline)}", "forward")


def _at_end(timeline: Timeline) -> Caption:
    trace, note = timeline.trace, f"end of {_steps(timeline)}"
    if trace.output is None:
        return Caption((), "Every value is computed that can be.", note, "forward")
    row = forward_caption(trace, timeline.reading, trace.output)
    return Caption((row,), "Space plays the run again", note, "forward")


def _steps(timeline: Timeline) -> str:
    return counted(len(timeline.moments), "step")


def _rows(timeline: Timeline, moment: Moment) -> Iterable[Explanation]:
    trace, reading = timeline.trace, timeline.reading
    if moment.phase == "forward":
        yield from (forward_caption(trace, reading, id_) for id_ in moment.nodes)
    elif moment.phase == "seed":
        yield seed_caption(trace)
    else:
        yield from (backward_caption(trace, reading, edge) for edge in moment.edges)


def _level_sentence(timeline: Timeline, moment: Moment) -> str:
    names = _names(timeline, moment.nodes)
    if moment.phase == "backward":
        return f"Gradients flow back through {len(moment.nodes)} nodes at once: {names}"
    depth = timeline.moments.index(moment) + 1
    return f"{len(moment.nodes)} nodes at depth {depth}: {names}"


def _names(timeline: Timeline, ids: tuple[str, ...]) -> str:
    names = [plain_symbol(timeline.trace.graph, id_) for id_ in ids[:MAX_NAMES]]
    return ", ".join(names) + (" …" if len(ids) > MAX_NAMES else "")
