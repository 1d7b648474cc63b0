"""Which lines of the backward pass belong to the step under way."""

from collections.abc import Iterable, Mapping

from graphviz_app.core.backward import BackwardPass
from graphviz_app.core.moments import Moment
from graphviz_app.core.reading import Reading, inside, line_of, owner_of
from graphviz_app.patterns import late

_BEGINS = late(r"\s*([^\W\d]\w*) = ")


def blocks_of(text: str) -> Mapping[str, int]:
    """Name → the 0-based line that gives it its value."""
    found = ((_BEGINS.match(line), number) for number, line in enumerate(text.splitlines()))
    return {match[1]: number for match, number in found if match}


def names_under_way(moment: Moment, reading: Reading, passes: BackwardPass) -> Iterable[str]:
    """A value forwards; backwards the gradients at which something arrives."""
    graph, drawn = passes.graph, (id_ for node in moment.nodes for id_ in inside(reading, node))
    if moment.phase == "forward":
        owners = (owner_of(id_, graph.nodes) for id_ in drawn)
        return dict.fromkeys(line_of(graph, id_) for id_ in owners if id_ is not None)
    reached = list(drawn)
    if moment.phase == "backward":
        biases = (reading.bias_edge(node) for node in moment.nodes)
        reached = [edge.source for edge in biases if edge is not None]
        reached += (id_ for index in moment.edges for id_ in _reached(reading, index))
    lines = (owner_of(id_, passes.gradients) for id_ in reached)
    return dict.fromkeys(passes.gradients[line] for line in lines if line is not None)


def _reached(reading: Reading, index: int) -> Iterable[str]:
    """Where the edge starts, and the weight on it."""
    edge = reading.edges[index]
    weight = () if edge.weight is None else (edge.weight,)
    return (*(member.source for member in edge.members), *weight)
