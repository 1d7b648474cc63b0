"""Where a descent starts: a graph's own values, others, or random ones."""

from collections.abc import Mapping
from dataclasses import replace
from math import prod, sqrt
from random import Random

from graphviz_app.arrays import np
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.leaves import shape_in
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import trained
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.core.wording import near, sized
from graphviz_app.errors import GraphError


def untrained(graph: Graph) -> Graph:
    """The graph with the values that its parameters had before the way that it remembers.

    A training from there, of the descent that went it, comes to the same numbers again.
    """
    if graph.trained is None:
        return graph
    there = {id_: x for id_, x in graph.trained.start.items() if id_ in graph.nodes}
    return replace(graph.with_values(there), trained=None)


def at_first(graph: Graph, descent: Descent) -> Graph:
    """The graph at the descent's start, frozen parameters where they are.

    Raises GraphError for values that do not fit.
    """
    own = replace(graph, trained=None)
    if descent.start is None:
        return own
    if isinstance(descent.start, int):
        return own.with_values(random_values(own, descent.start))
    found = {id_: _fitting(own, id_, x) for id_, x in descent.start.items()}
    return own.with_values({id_: x for id_, x in found.items() if id_ not in own.frozen})


def random_values(graph: Graph, seed: int) -> Mapping[str, object]:
    """Values of the trained parameters, one number after the other: the same everywhere.

    They lie between -1 and 1; in a matrix of m × n up to √(6/(m + n)) from 0 (Glorot and Bengio,
    Understanding the difficulty of training deep feedforward neural networks, equation 16).
    """
    draw = Random(seed).random
    found: dict[str, object] = {}
    for id_ in trained(graph):
        shape = shape_in(graph, id_)
        bound = sqrt(6.0 / (shape[-2] + shape[-1])) if len(shape) > 1 else 1.0
        numbers = [bound * (2.0 * draw() - 1.0) for _ in range(prod(shape))]
        found[id_] = np.array(numbers).reshape(shape) if shape else numbers[0]
    return found


def _fitting(graph: Graph, id_: str, value: object) -> object:
    """A start value, in the shape that the parameter has."""
    node = graph.nodes.get(id_)
    if node is None or node.op != "parameter":
        names = [other for other, found in graph.nodes.items() if found.op == "parameter"]
        raise GraphError(f"the start names '{id_}', which is not a parameter{near(id_, names)}")
    shape = shape_in(graph, id_)
    try:
        array = as_numbers(value)
    except (TypeError, ValueError, OverflowError):
        raise GraphError(f"the start of '{id_}' is not a number or a table of numbers") from None
    if array.shape != shape:
        raise GraphError(f"the start of '{id_}' is {sized(array.shape)}, not {sized(shape)}")
    if not np.isfinite(array).all():
        raise GraphError(f"the start of '{id_}' is not finite")
    return array if shape else float(array)
