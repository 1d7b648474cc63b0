"""The run after a step: the same graph with the parameters' new values, read alike."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.covering import covered_next
from graphviz_app.core.learning.update import Update
from graphviz_app.core.order import all_after
from graphviz_app.core.read_as import read_again
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import is_covered, uncovered


def run_after(before: ReadRun, update: Update) -> ReadRun:
    """The next run; what is not finite in it, or has no value, is among its problems.

    What is covered before stays covered, and so does whatever depends on a new value that is.
    """
    new = {one.id: uncovered(one.new) for one in update.moved}
    graph = before.whole.graph.with_values(new)
    program = before.whole.program.updated(graph)
    trace = run(program or graph, partial=True)
    after = read_again(before, trace) or ReadRun(trace, before.reading)
    covers = before.whole.covers
    asked = [*(one.id for one in update.moved if is_covered(one.new))]
    asked += [] if covers is None else (id_ for id_ in covers.afters if id_ in graph.nodes)
    if covers is None and not asked:
        return after
    hidden = all_after(graph, asked)
    both = (covered_next(one, covers, hidden) for one in (after.trace, after.whole))
    return ReadRun(next(both), after.reading, next(both))
