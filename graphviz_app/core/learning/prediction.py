"""What a network predicts: the node that its loss compares with a target."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import islice

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.knob import Knob, knobs, turned
from graphviz_app.core.learning.leaves import array_in
from graphviz_app.core.learning.wide import Points
from graphviz_app.core.op import Array
from graphviz_app.core.order import all_after, all_before

_FEW, _MANY = 4, 1000
_SQUASHES = {"sigmoid", "softmax", "tanh"}
"""What a last layer ends with: its result is a prediction, whether or not it has a name."""


def predictions(graph: Graph) -> Sequence[str]:
    """Nodes that depend on inputs and on no target, and are compared with something that does.

    A line with a name rather than its parts; in the order in which they are written.
    """
    fed, aimed = (all_after(graph, leaves_of(graph, op)) for op in ("input", "target"))
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


def leaves_of(graph: Graph, op: str) -> Sequence[str]:
    """Those of a kind."""
    return [id_ for id_, node in graph.nodes.items() if node.op == op]


def _named(graph: Graph, id_: str, fed: Set[str]) -> Iterable[str]:
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
    aims = list(islice(knobs(graph, leaves_of(graph, "target")), _MANY))
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


def inputs_of(graph: Graph, prediction: str) -> Sequence[str]:
    """The inputs that a prediction depends on."""
    used = all_before(graph, prediction)
    return [id_ for id_ in leaves_of(graph, "input") if id_ in used]


def axes_of(graph: Graph, prediction: str) -> Sequence[Knob]:
    """The numbers of the inputs that a prediction depends on; of many the first few."""
    return list(islice(knobs(graph, inputs_of(graph, prediction)), _FEW))


class Predicted:
    """A prediction at many values of the inputs."""

    def __init__(self, graph: Graph, prediction: str) -> None:
        self.id, self.axes = prediction, axes_of(graph, prediction)
        self._points = Points(graph, prediction)
        self._own = {knob.id: array_in(graph, knob.id) for knob in self.axes}

    def at(self, parameters: Mapping[str, Value], numbers: Mapping[Knob, Array]) -> Array:
        """(points, *shape) where inputs have these numbers, one for each point."""
        count = len(next(iter(numbers.values())))
        return self._points.values(parameters, turned(self._own, numbers, count), count)

    @property
    def names(self) -> Sequence[str]:
        """What its axes are called."""
        return [knob.name for knob in self.axes]

    def along(self, parameters: Mapping[str, Value], columns: Sequence[Array]) -> Array:
        """The same where each axis has its numbers."""
        return self.at(parameters, dict(zip(self.axes, columns, strict=True)))
