"""A graph's run as it is looked at, cut into moments: what every picture is made of."""

from collections.abc import Sequence

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.covering import covered, covered_update
from graphviz_app.core.forward.inputs import require
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.questions import Hidden, covers_for
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View


def trace_of(graph: Graph, hidden: Sequence[Hidden] = ()) -> Trace:
    """Its run; ``hidden`` numbers are empty boxes. Raises GraphAppError."""
    return covered(run(graph, partial=True), covers_for(graph, hidden) if hidden else None)


def schedule_of(trace: Trace, look: View) -> Schedule:
    """The run as it is looked at; raises GraphAppError for what tangents cannot be by."""
    if look.by:
        require(trace, look.by)
    kind, bias = look.reading or "operators", look.bias or "inside"
    drawn = read_as(trace, kind, look.folded or (), bias, look.by)
    update = covered_update(first_update(drawn.whole), drawn.whole)
    return Schedule(drawn, stride=look.stride or "node", update=update)
