"""Which lines of the backward pass belong to the step under way."""

import re
from collections.abc import Iterable, Mapping

from graphviz_app.core.backward import BackwardPass
from graphviz_app.core.moments import Moment
from graphviz_app.core.reading import Reading, line_of

_BEGINS = re.compile(r"\s*([^\W\d]\w*) = ")


def blocks_of(text: str) -> Mapping[str, int]:
    """Name → the 0-based line that gives it its value."""
    found = ((_BEGINS.match(line), number) for number, line in enumerate(text.splitlines()))
    return {match[1]: number for match, number in found if match}


def names_under_way(moment: Moment, reading: Reading, passes: BackwardPass) -> Iterable[str]:
    """A value forwards; backwards the gradients at which something arrives."""
    if moment.phase == "forward":
        return [line_of(reading.graph, id_) for id_ in moment.nodes]
    reached = moment.nodes
    if moment.phase == "backward":
        reached = tuple(reading.edges[edge].source for edge in moment.edges)
    return [passes.gradients[id_] for id_ in reached if id_ in passes.gradients]
