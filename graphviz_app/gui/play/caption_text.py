"""What the caption says about a moment: formulas and numbers, or a sentence. No drawing here."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.animate import Frame, Moment, Phase, Timeline
from graphviz_app.core.derivative import edge_contribution
from graphviz_app.core.wording import counted
from graphviz_app.explain.explain import (
    Arrival,
    Explanation,
    backward_caption,
    forward_caption,
    general_caption,
    plain_symbol,
    seed_caption,
)
from graphviz_app.explain.series import as_series

MAX_ROWS, MAX_SHORT_ROWS = 3, 5
"""Rows that are shown as they are; and after what forms a series has been drawn together."""
PAIR = 2
MAX_NAMES = 6
MAX_GROUPED = 24
"""Rows among which series are looked for."""


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
    rows = _shown_rows(timeline, moment)
    sentence = "" if rows else _level_sentence(timeline, moment)
    return Caption(tuple(rows), sentence, note, moment.phase)


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
        "seed": f"the backward pass starts at {names}",
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


def _shown_rows(timeline: Timeline, moment: Moment) -> Sequence[Explanation]:
    """A row per node or operand; a series of them as one; none if they are too many to be read."""
    count = len(moment.edges if moment.phase == "backward" else moment.nodes)
    together = len(moment.nodes) > 1
    if together and count > MAX_GROUPED:
        return ()
    rows = [_pointed(row) for row in _rows(timeline, moment)] if count <= MAX_GROUPED else []
    if count <= MAX_ROWS:
        return rows
    grouped = _grouped(rows)
    if 0 < len(grouped) <= (MAX_ROWS if together else MAX_SHORT_ROWS):
        return grouped
    return () if together else _generally(timeline, moment)


def _rows(timeline: Timeline, moment: Moment) -> Iterable[Explanation]:
    trace, reading = timeline.trace, timeline.reading
    if moment.phase == "forward":
        yield from (forward_caption(trace, reading, id_) for id_ in moment.nodes)
    elif moment.phase == "seed":
        yield seed_caption(trace)
    else:
        for edge in moment.edges:
            yield backward_caption(trace, reading, edge, arrival(timeline, edge))


@np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
def arrival(timeline: Timeline, edge: int) -> Arrival | None:
    """Which contribution to its source this is, in the order of the steps; None if the only one."""
    order = _arriving(timeline, edge)
    if len(order) < 2:
        return None
    place = order.index(edge)
    if place == len(order) - 1:  # as the engine added them up, to the last digit
        whole = timeline.trace.gradients[timeline.reading.edges[edge].source]
        return Arrival(place + 1, len(order), whole)
    shares = [edge_contribution(timeline.trace, timeline.reading, i) for i in order[: place + 1]]
    known = [share for share in shares if share is not None]
    return Arrival(place + 1, len(order), sum(known[1:], start=known[0]))


def _arriving(timeline: Timeline, edge: int) -> Sequence[int]:
    """The edges that hand something back to the same node, in the order of the steps."""
    found = []
    for i in timeline.reading.outgoing[timeline.reading.edges[edge].source]:
        at = timeline.contribution_at[i] - 1
        moment = timeline.moments[at] if at < len(timeline.moments) else None
        if moment is not None and i in moment.edges:
            found.append((at, moment.edges.index(i), i))
    return [i for *_, i in sorted(found)]


def _pointed(row: Explanation) -> Explanation:
    """With a hint where the numbers of a large vector or matrix are found."""
    if r"\text{" not in row.numbers:
        return row
    hint = "the inspector has its numbers"
    return row._replace(remark="; ".join(part for part in (row.remark, hint) if part))


def _grouped(rows: Sequence[Explanation]) -> Sequence[Explanation]:
    """Rows that differ in a running index only, as one; where its first row was."""
    alike: dict[str, list[Explanation]] = {}
    for row in rows:
        alike.setdefault(re.sub(r"\{?\d+\}?", "#", row.symbols), []).append(row)
    return [shown for group in alike.values() for shown in _as_one(group)]


def _as_one(group: Sequence[Explanation]) -> Sequence[Explanation]:
    series = as_series([row.symbols for row in group]) if len(group) >= PAIR else None
    if series is None:
        return group
    first, letter = group[0], series.letter
    others = " and ".join(map(str, range(series.first + 1, series.last + 1)))
    if len(group) > PAIR + 1:
        others = f"{series.first + 1} to {series.last}"
    about = f": {first.remark};" if first.remark else ","
    remark = f"{letter} = {series.first}{about} likewise {others}"
    return [Explanation(series.text, first.numbers.removeprefix("= "), remark)]


def _generally(timeline: Timeline, moment: Moment) -> Sequence[Explanation]:
    """A node with many different operands: what holds for all, with the numbers of the first."""
    trace, reading = timeline.trace, timeline.reading
    names = [plain_symbol(trace.graph, reading.edges[i].source) for i in moment.edges]
    rest = ", ".join(names[1:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    row = general_caption(trace, reading, moment.edges[0])
    remark = f"u = {names[0]}, one of {len(names)} operands; likewise {rest}"
    return [row._replace(remark=remark)]


def _level_sentence(timeline: Timeline, moment: Moment) -> str:
    names = _names(timeline, moment.nodes)
    if moment.phase == "backward":
        return f"Gradients flow back through {len(moment.nodes)} nodes at once: {names}"
    depth = timeline.moments.index(moment) + 1
    return f"{len(moment.nodes)} nodes at depth {depth}: {names}"


def _names(timeline: Timeline, ids: tuple[str, ...]) -> str:
    names = [plain_symbol(timeline.trace.graph, id_) for id_ in ids[:MAX_NAMES]]
    return ", ".join(names) + (" …" if len(ids) > MAX_NAMES else "")
