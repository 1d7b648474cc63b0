"""The run after a step: the same graph with the parameters' new values, read alike."""

from collections.abc import Iterable

from graphviz_app.core.autodiff import run
from graphviz_app.core.covering import covered_next
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import Update
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
    hidden = [one.id for one in update.moved if is_covered(one.new)]
    trace = covered_next(trace, before.whole.covers, downstream(graph, hidden))
    return read_again(before, trace) or before


def downstream(graph: Graph, ids: Iterable[str]) -> Iterable[str]:
    """These nodes and all that depend on them."""
    waiting = list(ids)
    found = dict.fromkeys(waiting)
    while waiting:
        for edge in graph.outgoing[waiting.pop()]:
            if edge.target not in found:
                found[edge.target] = None
                waiting.append(edge.target)
    return found
