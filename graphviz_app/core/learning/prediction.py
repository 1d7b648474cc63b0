"""What a network predicts: the node that its loss compares with a target."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.knob import Knob, knobs, turned
from graphviz_app.core.learning.wide import Points
from graphviz_app.core.op import Array

_FEW, _MANY = 4, 1000
_SQUASHES = {"sigmoid", "softmax", "tanh"}
"""What a last layer ends with: its result is a prediction, whether or not it has a name."""


def predictions(graph: Graph) -> Sequence[str]:
    """Nodes that depend on inputs and on no target, and are compared with something that does.

    A line with a name rather than its parts; in the order in which they are written.
    """
    fed, aimed = _after(graph, "input"), _after(graph, "target")
    compared = [
        edge.source
        for edge in graph.edges.values()
        if edge.target in aimed and edge.source in fed - aimed and graph.incoming[edge.source]
    ]
    found = {named for id_ in compared for named in _named(graph, id_, fed)}
    alike: dict[object, str] = {}
    for id_ in graph.nodes:
        if id_ in found:  # what is written twice is one prediction
            operands = tuple(edge.source for edge in graph.incoming[id_])
            alike.setdefault((graph.nodes[id_].op, operands), id_)
    return list(alike.values())


def _after(graph: Graph, op: str) -> set[str]:
    """Leaves of a kind, and all that depends on them."""
    reached = {id_ for id_, node in graph.nodes.items() if node.op == op}
    waiting = list(reached)
    while waiting:
        for edge in graph.outgoing[waiting.pop()]:
            if edge.target not in reached:
                reached.add(edge.target)
                waiting.append(edge.target)
    return reached


def _named(graph: Graph, id_: str, fed: set[str]) -> Iterable[str]:
    """The node itself, or the lines that a part without a name is worked out from.

    Where those are only inputs, the part is what is predicted.
    """
    if not _is_part(graph, id_) or graph.nodes[id_].op in _SQUASHES:
        return {id_}
    seen, waiting, lines = {id_}, [id_], set[str]()
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            source = edge.source
            if source in fed and source not in seen:
                seen.add(source)
                if _is_part(graph, source) and graph.nodes[source].op not in _SQUASHES:
                    waiting.append(source)
                else:
                    lines.add(source)
    inner = {line for line in lines if graph.nodes[line].op != "input"}
    return inner if inner == lines and inner else {id_}


def _is_part(graph: Graph, id_: str) -> bool:
    """Whether it is an operator without a name of its own."""
    return "." in id_ and bool(graph.incoming[id_])


def aim_of(graph: Graph, prediction: Knob) -> Knob | None:
    """The number that one element of a prediction is compared with, if that is one target."""
    targets = [id_ for id_, node in graph.nodes.items() if node.op == "target"]
    aims = list(islice(knobs(graph, targets), _MANY))
    if len(aims) == 1:
        return aims[0]
    compared = {e.target for e in graph.outgoing[prediction.id]}
    beside = {e.source for e in graph.edges.values() if e.target in compared}
    near = [aim for aim in aims if aim.id in beside and aim.place == prediction.place]
    return near[0] if len(near) == 1 else None


def cut_of(graph: Graph, prediction: str, targets: Array) -> float | None:
    """Between two classes: the number above which it is the second; None of other targets.

    Half way between the targets; of scores that a loss takes for logits it is 0.
    """
    if len(np.unique(targets)) != 2:
        return None
    logits = any("logits" in graph.nodes[e.target].op for e in graph.outgoing[prediction])
    return 0.0 if logits else float(targets.min() + targets.max()) / 2


def axes_of(graph: Graph, prediction: str) -> Sequence[Knob]:
    """The numbers of the inputs that a prediction depends on; of many the first few."""
    before, waiting = {prediction}, [prediction]
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if edge.source not in before:
                before.add(edge.source)
                waiting.append(edge.source)
    inputs = (id_ for id_, node in graph.nodes.items() if node.op == "input" and id_ in before)
    return list(islice(knobs(graph, inputs), _FEW))


class Predicted:
    """A prediction at many values of the inputs."""

    def __init__(self, graph: Graph, prediction: str) -> None:
        self.id, self.axes = prediction, axes_of(graph, prediction)
        self._points = Points(graph, prediction)
        nodes = graph.nodes
        self._own = {knob.id: nodes[knob.id].attrs.get("value", 0.0) for knob in self.axes}

    def at(self, parameters: Mapping[str, Value], numbers: Mapping[Knob, Array]) -> Array:
        """(points, *shape) where inputs have these numbers, one for each point."""
        count = len(next(iter(numbers.values())))
        own = {id_: np.asarray(value, dtype=np.float64) for id_, value in self._own.items()}
        return self._points.values(parameters, turned(own, numbers, count), count)

    def map(self, parameters: Mapping[str, Value], xs: Array, ys: Array) -> Array:
        """(len(ys), len(xs), *shape) over the plane of two inputs."""
        across, up = np.meshgrid(xs, ys)
        one, other = self.axes
        found = self.at(parameters, {one: across.ravel(), other: up.ravel()})
        return found.reshape(*across.shape, *found.shape[1:])
