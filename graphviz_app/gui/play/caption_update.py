"""What the caption says of a step of learning: which parameters move, and what it does to L."""

from collections.abc import Iterable

from graphviz_app.animate import Frame
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Moved
from graphviz_app.core.moments import Moment
from graphviz_app.explain.explain import plain_symbol
from graphviz_app.gui.play.moment_titles import parameter_names
from graphviz_app.numbers import in_panel

MAX_TOLD = 4


def update_sentence(frame: Frame, moment: Moment) -> str:
    """The parameters of a moment, each before and after; of many only their names."""
    update, run = frame.schedule.update, frame.schedule.run
    moved = {one.id: one for one in update.moved} if update is not None else {}
    if len(moment.nodes) > MAX_TOLD:
        names = parameter_names(run, moment.nodes)
        return f"{len(moment.nodes)} parameters take their step at once: {names}"
    graph = run.whole.graph
    return "; ".join(f"{plain_symbol(graph, id_)}: {_change(moved[id_])}" for id_ in moment.nodes)


def _change(one: Moved) -> str:
    return f"{in_panel(one.value)} → {in_panel(one.new)}"


def after_sentence(frame: Frame) -> str:
    """What the output was before the step, and is after it."""
    run, after = frame.schedule.run, frame.run
    if run.output is None or after.output is None:
        return "After the step the output cannot be computed."
    before, now = run.value(run.output), after.value(run.output)
    name = plain_symbol(run.graph, run.output)
    told = " → ".join(in_panel(x) for x in _known((before, now)))
    return f"After the step: {name} {told}"


def _known(values: Iterable[Value | None]) -> Iterable[Value]:
    return (value for value in values if value is not None)
