"""Which step it is, in plain words."""

from collections.abc import Iterable

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import NEXT, UPDATE, Part, Schedule
from graphviz_app.core.wording import counted
from graphviz_app.explain.explain import plain_symbol
from graphviz_app.explain.titles import shown_name
from graphviz_app.scene.captions.tellings import TELLING

MAX_NAMES = 6


def note_of(schedule: Schedule, index: int) -> str:
    """``step 7 of 24``, of what is run; ``update 2 of 9``; ``next forward: step 1 of 6``."""
    part = schedule.part_of(index)
    if part is None or part.kind not in (UPDATE, NEXT):
        return f"step {index + 1} of {_count(schedule)}"
    place = f"{index - part.start + 1} of {part.end - part.start}"
    return f"next forward: step {place}" if part.kind is NEXT else _update_note(part, place)


def _update_note(part: Part, place: str) -> str:
    return f"update {place}" if part.end - part.start > 1 else "update"


def steps_of(schedule: Schedule) -> str:
    """How many steps the run has."""
    return counted(_count(schedule), "step")


def _count(schedule: Schedule) -> int:
    return round(schedule.finished) - 1 if schedule.moments else 0


def moment_title(schedule: Schedule, index: int) -> str:
    """A moment in plain words, for tooltips and screen readers: ``step 7 of 24: compute z``.

    Before the first there is the start, after the last the end.
    """
    if index < 0 or index == round(schedule.finished) - 1 or not schedule.moments:
        return f"{'start' if index < 0 else 'end'} of {steps_of(schedule)}"
    if index >= len(schedule.moments):
        return "end of the next forward pass"
    moment, note = schedule.moments[index], note_of(schedule, index)
    if moment.phase == "update":
        return f"{note}: {parameter_names(schedule.run, moment.nodes)}"
    what = f"{TELLING[moment.phase].title} {names_of(schedule.run, moment.nodes)}"
    return f"{note}: {what}"


def names_of(run: ReadRun, ids: tuple[str, ...]) -> str:
    """Drawn nodes, or the first of many."""
    return _listed((shown_name(run, id_) for id_ in ids[:MAX_NAMES]), len(ids))


def parameter_names(run: ReadRun, ids: tuple[str, ...]) -> str:
    """Parameters of the graph as it was written, or the first of many."""
    graph = run.whole.graph
    return _listed((plain_symbol(graph, id_) for id_ in ids[:MAX_NAMES]), len(ids))


def _listed(names: Iterable[str], count: int) -> str:
    return ", ".join(names) + (" …" if count > MAX_NAMES else "")
