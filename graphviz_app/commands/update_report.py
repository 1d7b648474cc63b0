"""The step of learning in a report: a table of the parameters, and the output after it."""

import numpy as np

from graphviz_app.commands.tables import Json, aligned, json_of, shown
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Moved, Update, first_update, learns
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.step import after
from graphviz_app.core.trace import Trace
from graphviz_app.numbers import in_panel

HEADING = ("parameter", "value", "gradient", "step", "new value")


def update_json(run: ReadRun) -> dict[str, Json | dict[str, Json]]:
    """``updates`` by parameter, and ``output_after``; nothing where no step is described."""
    trace = run.whole
    if not learns(trace.graph):
        return {}
    update, stepped = first_update(trace), after(trace)
    moved = () if update is None else update.moved
    return {
        "updates": {one.id: json_of(one.new) for one in moved},
        "output_after": json_of(_output(trace if stepped is None else stepped)),
    }


@np.errstate(all="ignore")  # ∞ − ∞ is shown
def update_table(run: ReadRun) -> list[str]:
    """The table, with the optimizer above it and the output before and after below it."""
    trace = run.whole
    update = first_update(trace)
    if update is None:
        return []
    from graphviz_app.explain.step_words import optimizer_words  # late: few graphs learn

    head = f"update: {optimizer_words(update)}"
    if trace.graph.data is not None:
        head += ", on the values shown ('train' takes the rows of the data)"
    table = aligned([HEADING, *_rows(trace, update)], left=1)
    return ["\n\n".join([head, table]), *_compared(trace)]


def _rows(trace: Trace, update: Update) -> list[tuple[str, ...]]:
    moved = {one.id: one for one in update.moved}
    rows = []
    for node in trace.graph.nodes.values():
        if node.id in moved:
            rows.append(_row(moved[node.id]))
        elif node.op == "parameter" and node.id in trace.values:
            rows.append(_unmoved(trace, node.id))
    return rows


def _row(one: Moved) -> tuple[str, ...]:
    return (one.id, *map(shown, (one.value, one.gradient, one.step, one.new)))


def _unmoved(trace: Trace, id_: str) -> tuple[str, ...]:
    why = "frozen" if id_ in trace.graph.frozen else ""
    return (id_, shown(trace.values[id_]), shown(trace.gradients.get(id_)), why, "")


def _compared(trace: Trace) -> list[str]:
    """``L falls from 0.2601 to 0.1893``."""
    stepped = after(trace)
    before, now = _output(trace), None if stepped is None else _output(stepped)
    if trace.output is None or before is None or now is None:
        return []
    from graphviz_app.explain.step_words import went

    if isinstance(before, float) and isinstance(now, float):
        return [f"after the update {went(trace.output, before, now)}"]
    return [f"after the update {trace.output} goes from {in_panel(before)} to {in_panel(now)}"]


def _output(trace: Trace) -> Value | None:
    return None if trace.output is None else trace.values.get(trace.output)
