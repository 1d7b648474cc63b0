"""What the inspector says of a step of learning: all parameters, and the output."""

from collections.abc import Iterator, Sequence

import numpy as np

from graphviz_app.core.learning.update import Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.step import moved_of, stepped_run
from graphviz_app.covered import is_covered
from graphviz_app.explain.step_words import of_row, optimizer_words, went
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.inspector.update_table import Moves, UpdateTable
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.widgets.rows import Section, Sentence, Space
from graphviz_app.gui.widgets.sheet import Row

MOST = 40
"""Parameters that are listed."""
MOST_NUMBERS = 20_000
"""Numbers of all parameters up to which the output after the step is worked out here."""


def update_section(
    run: ReadRun, update: Update, ids: Sequence[str], can_freeze: bool
) -> Iterator[Row]:
    """The table of these parameters, and the output before and after."""
    yield Section("Parameters and their update", str(len(ids)) if len(ids) > 1 else "")
    yield Sentence(first_upper(optimizer_words(update)), "caption", above=0)
    yield Space(8)
    yield UpdateTable(tuple(_moves(run, update, id_, can_freeze) for id_ in ids[:MOST]))
    if len(ids) > MOST:
        yield Sentence(f"… and {len(ids) - MOST:,} more", "caption", above=8)
    if words := compared(run, update):
        yield Sentence(f"After the step {words}.", above=8)


@np.errstate(all="ignore")  # ∞ − ∞ is shown
def _moves(run: ReadRun, update: Update, id_: str, can_freeze: bool) -> Moves:
    graph = run.whole.graph
    moved = moved_of(update, id_)
    name, ticks = shown_name(run, id_), can_freeze and id_ in graph.nodes
    if moved is None:
        owner = owner_of(id_, graph.nodes)
        why = "frozen" if owner in graph.frozen else ""
        of = run if id_ in run.graph.nodes else ReadRun(run.whole, run.reading)
        return Moves(id_, name, of.value(id_), of.gradient(id_), None, None, why, ticks)
    numbers = moved.value, moved.gradient, moved.step, moved.new
    return Moves(id_, name, *numbers, "", ticks)


def compared(run: ReadRun, update: Update) -> str:
    """``L falls from 0.2601 to 0.1893``; '' where that is not known, or takes too long."""
    trace = run.whole
    count = sum(np.size(one.value) for one in update.moved)
    if run.output is None or trace.output is None or count > MOST_NUMBERS:
        return ""
    before, now = trace.values[trace.output], stepped_run(trace, update).values.get(trace.output)
    if not isinstance(before, float) or not isinstance(now, float):
        return ""
    if is_covered(before) or any(is_covered(one.new) for one in update.moved):
        return ""
    return went(f"{shown_name(run, run.output)}{of_row(update)}", before, now)
