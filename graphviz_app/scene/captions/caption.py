"""What the caption says about a moment: formulas and numbers, or a sentence. No painting here."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import NEXT, Moment, Pass, Schedule, Tone
from graphviz_app.core.wording import counted
from graphviz_app.explain.explain import (
    Explanation,
    forward_caption,
    general_caption,
    plain_symbol,
)
from graphviz_app.explain.formula import is_written_number
from graphviz_app.explain.neuron import (
    bias_rows,
    neuron_backward,
    neuron_delta,
    neuron_forward,
    source_rows,
    weight_rows,
)
from graphviz_app.explain.numerals import plain
from graphviz_app.explain.series import as_series
from graphviz_app.explain.telling import Remark, remarks
from graphviz_app.explain.tones import TANGENT, marked
from graphviz_app.frames import Along, Frame
from graphviz_app.scene.captions.moment_titles import MAX_NAMES, names_of, note_of, steps_of
from graphviz_app.scene.captions.tellings import TELLING, moved_rows
from graphviz_app.scene.captions.update import after_row, update_parts, update_rows

MAX_ROWS, MAX_SHORT_ROWS = 3, 5
"""Rows that are shown as they are; and after what forms a series has been drawn together."""
PAIR = 2
IN_INSPECTOR, UNDER_POINTER = "the inspector has its numbers", "hover over it for its numbers"
_POINTERS = re.compile(f": a double-click opens it|{IN_INSPECTOR}|{UNDER_POINTER}")
"""Where in the window there is more."""
AGAIN = "Space plays the run again"
STEP_NEXT = "→ takes the step of learning, R plays the run again"
MAX_GROUPED = 24
"""Rows among which series are looked for."""


class Caption(NamedTuple):
    """``rows`` of LaTeX and numbers; a ``sentence`` where formulas would be too many."""

    rows: tuple[Explanation, ...]
    sentence: str
    note: str
    """Which step it is."""
    tone: Tone
    """In which colour results are."""
    parts: tuple[Explanation, ...] = ()
    """All there is to say, one after the other, where the rows are too few for it."""
    elsewhere: str = ""
    """Where the rows are found that have no room."""
    on_screen: bool = True
    """Whether there is a window to look for them in."""


def caption_of(frame: Frame, *, on_screen: bool = True) -> Caption:
    """The caption of what is going on, or was last; not ``on_screen`` there is nothing to press."""
    caption = _caption_of(frame, on_screen)
    return caption if on_screen else _off_screen(caption)


def _off_screen(caption: Caption) -> Caption:
    """Without what points at the window."""
    rows, parts = (tuple(map(_unpointed, told)) for told in (caption.rows, caption.parts))
    return caption._replace(rows=rows, parts=parts, elsewhere="", on_screen=False)


def _unpointed(row: Explanation) -> Explanation:
    left = [Remark(*(_POINTERS.sub("", words) for words in remark)) for remark in row.remarks]
    return row._replace(remarks=tuple(remark for remark in left if remark.whole))


def _caption_of(frame: Frame, on_screen: bool) -> Caption:
    if frame.along is not None:
        return _on_the_way(frame.run, frame.along)
    schedule, moment = frame.schedule, frame.moment
    if not schedule.moments:
        reason = "something is missing" if frame.run.trace.problems else "every node is given"
        return Caption((), f"Nothing is computed here: {reason}.", "", "value")
    if moment is None:
        return _at_start(schedule, on_screen) if frame.t <= 0 else _at_end(frame, on_screen)
    note = note_of(schedule, frame.index)
    if moment.phase == "update":
        rows, parts = update_rows(frame, moment), update_parts(frame, moment)
        where = f"the inspector has all, at {names_of(frame.run, moment.nodes)}"
        return Caption(tuple(rows), "", note, frame.kind.tone, tuple(parts), where)
    rows = _shown_rows(frame.passing, moment)
    sentence = "" if rows else _level_sentence(frame, moment)
    parts = tuple(_neuron_parts(frame.passing, moment))
    return Caption(tuple(rows), sentence, note, frame.kind.tone, parts)


def key_of(frame: Frame | None) -> object:
    """What a caption depends on."""
    if frame is None:
        return None
    if frame.along is not None:
        return frame.schedule, frame.along.path[:2], frame.along.step
    return frame.schedule, frame.moment, frame.index


def spoken(caption: Caption) -> str:
    """The caption in plain words, for screen readers."""
    numbers = "; ".join(plain(row.numbers) or row.numbers for row in caption.rows)
    return ". ".join(part for part in (caption.note, caption.sentence, numbers) if part)


def _on_the_way(run: ReadRun, along: Along) -> Caption:
    """While a path is walked."""
    from graphviz_app.explain.ledger.steps import start_sentence, step_caption  # late: rarely

    note = f"along a path of {counted(len(along.path.edges), 'step')}"
    if along.step < 0:
        return Caption((), start_sentence(run, along.path), note, "gradient")
    row = step_caption(run, along.path, along.step)
    return Caption((row,), "", f"{note}: step {along.step + 1}", "gradient")


def _at_start(schedule: Schedule, on_screen: bool) -> Caption:
    todo = " Press Space and watch the rest being computed." if on_screen else ""
    return Caption((), f"The leaves are given.{todo}", f"start of {steps_of(schedule)}", "value")


def _at_end(frame: Frame, on_screen: bool) -> Caption:
    run, note = frame.run, f"end of {steps_of(frame.schedule)}"
    if isinstance(run, ForwardRun):
        from graphviz_app.explain.tangents import tangent_caption  # late: of one mode

        row = tangent_caption(run, run.seed or frame.passing.steps.moments[-1].nodes[-1])
        return Caption((row,), AGAIN if on_screen else "", note, "tangent")
    if run.output is None:
        return Caption((), "Every value is computed that can be.", note, "value")
    after = after_row(frame) if frame.kind is NEXT else None
    if after is not None:
        rows = (after,) if after.symbols else ()
        return Caption(rows, "" if rows else after.remark, "end of the step", "value")
    row = forward_caption(run, run.output)
    todo = AGAIN if frame.schedule.update is None else STEP_NEXT
    return Caption((row,), todo if on_screen else "", note, "value")


def _shown_rows(passing: Pass, moment: Moment) -> Sequence[Explanation]:
    """A row per node or operand; a series of them as one; none if they are too many to be read."""
    if (neuron := _neuron(passing.run, moment)) is not None:
        return _neuron_rows(passing, moment, neuron)
    telling = TELLING[moment.phase]
    count = len(moment.edges if telling.is_by_edge else moment.nodes)
    if moment.phase == "direction":  # also where the leaf has no node of its own
        return list(telling.rows(passing, moment))
    together = len(moment.nodes) > 1
    if together and count > MAX_GROUPED:
        return ()
    explanations = telling.rows(passing, moment) if count <= MAX_GROUPED else ()
    rows = [_pointed(row) for row in explanations]
    if count <= MAX_ROWS:
        return rows
    grouped = _grouped(rows)
    if 0 < len(grouped) <= (MAX_ROWS if together else MAX_SHORT_ROWS):
        return grouped
    return () if together else _generally(passing, moment)


def _neuron(run: ReadRun, moment: Moment) -> str | None:
    """The neuron that a moment is about; None of several nodes, or another."""
    alone = len(moment.nodes) == 1 and moment.phase not in ("seed", "direction")
    return moment.nodes[0] if alone and moment.nodes[0] in run.reading.neurons else None


def _neuron_parts(passing: Pass, moment: Moment) -> Iterable[Explanation]:
    """All that happens at the neuron that a moment is about."""
    neuron = _neuron(passing.run, moment)
    if neuron is None:
        return ()
    if moment.phase == "tangent":
        return moved_rows(passing, moment)
    if moment.phase == "forward":
        return neuron_forward(passing.run, neuron)
    return neuron_backward(passing, neuron)


def _neuron_rows(passing: Pass, moment: Moment, neuron: str) -> Sequence[Explanation]:
    """The same in a few rows: what is alike for several weights is told once."""
    rows = list(_neuron_parts(passing, moment))
    if len(rows) <= MAX_SHORT_ROWS:
        return rows
    run = passing.run
    edges = [run.reading.edges[i] for i in run.reading.summands(neuron)]
    weights, sources = weight_rows(passing, neuron), source_rows(passing, neuron)
    told = [e.weight for e in edges if e.weight and not is_written_number(run.graph, e.weight)]
    return [
        neuron_delta(run, neuron),
        *_told_once(run, weights, told),
        *bias_rows(passing, neuron),
        *_told_once(run, sources, [e.carries for e in edges]),
    ]


def _told_once(
    run: ReadRun, rows: Sequence[Explanation], ids: Sequence[str]
) -> Sequence[Explanation]:
    """Rows that are alike as a series, else the first of them and the names of the others."""
    if len(rows) <= 1:
        return rows
    grouped = _grouped([row._replace(remarks=row.remarks[-1:]) for row in rows])
    if len(grouped) == 1:
        return [rows[0]._replace(symbols=grouped[0].symbols, remarks=grouped[0].remarks)]
    names = [plain_symbol(run.graph, id_) for id_ in ids]
    rest = ", ".join(names[1:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    first = rows[0].wordings[-1] if rows[0].wordings else f"1 of {len(rows)}"
    return [rows[0]._replace(remarks=remarks(Remark(f"{first}; likewise {rest}", first, first)))]


def _pointed(row: Explanation) -> Explanation:
    """With a hint where the numbers of a large vector or matrix are found."""
    if r"\text{" not in row.numbers:
        return row
    moves = TANGENT in marked(row.symbols)
    where = UNDER_POINTER if moves else IN_INSPECTOR
    return row._replace(remarks=(*row.remarks, *remarks(where)))


def _grouped(rows: Sequence[Explanation]) -> Sequence[Explanation]:
    """Rows that differ in a running index only, as one; where its first row was."""
    alike: dict[str, list[Explanation]] = {}
    for row in rows:
        alike.setdefault(re.sub(r"\{?\d+\}?", "#", row.symbols), []).append(row)
    return [shown for group in alike.values() for shown in _as_one(group)]


def _as_one(group: Sequence[Explanation]) -> Sequence[Explanation]:
    series = as_series([marked(row.symbols) for row in group]) if len(group) >= PAIR else None
    if series is None:
        return group
    first, letter = group[0], series.letter
    others = " and ".join(map(str, range(series.first + 1, series.last + 1)))
    if len(group) > PAIR + 1:
        others = f"{series.first + 1} to {series.last}"
    least = f"{letter} = {series.first}"
    whole, brief = (
        f"{least}{f': {about};' if about else ','} likewise {others}"
        for about in (first.wordings or ("", ""))[:2]
    )
    remark = Remark(whole, brief, least)
    return [Explanation(series.text, marked(first.numbers).removeprefix("= "), (remark,))]


def _generally(passing: Pass, moment: Moment) -> Sequence[Explanation]:
    """A node with many different operands: what holds for all, with the numbers of the first."""
    run = passing.run
    names = [plain_symbol(run.graph, run.reading.edges[i].carries) for i in moment.edges]
    rest = ", ".join(names[1:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    row = general_caption(run, moment.edges[0])
    least = f"u = {names[0]}"
    whole = f"{least}, one of {len(names)} operands; likewise {rest}"
    return [row._replace(remarks=(Remark(whole, whole, least),))]


def _level_sentence(frame: Frame, moment: Moment) -> str:
    depth = frame.passing.steps.moments.index(moment) + 1
    if not moment.edges and moment.phase == "backward":
        return f"Gradients flow back within {names_of(frame.run, moment.nodes)}"
    level = TELLING[moment.phase].level.format(count=len(moment.nodes), depth=depth)
    return f"{level}: {names_of(frame.run, moment.nodes)}"
