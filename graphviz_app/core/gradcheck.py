"""Gradients against central differences: of a whole graph, and of one operator at a time."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node, Value
from graphviz_app.core.op import Array, Numbers, Op, Shape
from graphviz_app.core.program import Program, compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError

EPS = 1e-6
_TRIES = 10_000
"""Step of the difference, relative to the size of the number where that is above 1."""


class LeafCheck(NamedTuple):
    """One leaf: its gradient, the central difference, and the largest disagreement.

    ``error`` is absolute below 1 and relative above, the worst over the leaf's elements.
    """

    node: str
    gradient: Value
    difference: Value
    error: float


@dataclass(frozen=True)
class GradientReport:
    """All leaves of one graph; ``kinks`` are nodes at which a difference proves nothing."""

    leaves: tuple[LeafCheck, ...]
    tolerance: float
    kinks: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every gradient agrees with its difference."""
        return all(check.error <= self.tolerance for check in self.leaves)

    @property
    def worst(self) -> LeafCheck | None:
        """The leaf that disagrees most; None without leaves."""
        return max(self.leaves, key=lambda check: check.error, default=None)


@np.errstate(all="ignore")  # of what is not finite the disagreement is infinite
def gradient_check(of: Graph | Trace, eps: float = EPS, tolerance: float = 1e-6) -> GradientReport:
    """Reverse mode against central differences, element by element of every leaf.

    What withholds gradients counts as a constant for the differences too. Costs two runs per
    element. Raises EvaluationError if the graph has no output to check.
    """
    trace = run(of) if isinstance(of, Graph) else of
    if trace.output is None:
        raise EvaluationError("there is no output whose gradients could be checked")
    leaves = [step.node.id for step in trace.program.instructions if step.op.is_leaf]
    given = {id_: trace.value(id_) for id_ in leaves}
    held = with_constants(trace)
    plain = held is trace.graph and len(leaves) < 2
    program = trace.program if plain else compile_graph(held)
    checks = tuple(_check_leaf(trace, program, given, id_, eps) for id_ in leaves)
    return GradientReport(checks, tolerance, tuple(kink.node for kink in trace.kinks))


def with_constants(trace: Trace) -> Graph:
    """The graph with a constant in the place of every node that withholds gradients."""
    graph = trace.graph
    ends = [step.node for step in trace.program.instructions if step.op.withholds]
    for node in ends:
        value = _nested(trace.value(node.id))
        graph = replace(
            graph,
            nodes={**graph.nodes, node.id: replace(node, op="constant", attrs={"value": value})},
            edges={key: edge for key, edge in graph.edges.items() if edge.target != node.id},
            source="",
        )
    return graph


def _check_leaf(
    trace: Trace, program: Program, given: Mapping[str, Value], leaf: str, eps: float
) -> LeafCheck:
    output = trace.output
    assert output is not None  # checked by the caller

    def total(moved: Value) -> float:
        again = run(program, {**given, leaf: moved}, partial=True)
        return float(np.sum(again.value(output)))

    gradient = trace.gradient(leaf)
    difference = central_difference(total, given[leaf], eps)
    return LeafCheck(leaf, gradient, difference, _disagreement(gradient, difference))


@np.errstate(all="ignore")
def central_difference(function: Callable[[Value], float], x: Value, eps: float = EPS) -> Value:
    """(f(x + h) - f(x - h)) / 2h for every element of x, in x's shape."""
    slopes = np.empty(np.shape(x))
    for place, number in np.ndenumerate(np.asarray(x)):
        h = eps * max(1.0, abs(float(number)))
        up, down = np.array(x), np.array(x)
        up[place] += h
        down[place] -= h
        step = up[place] - down[place]
        slopes[place] = (function(_same_kind(up, x)) - function(_same_kind(down, x))) / step
    return _same_kind(slopes, x)


def _same_kind(array: Array, like: Value) -> Value:
    return float(array) if isinstance(like, float) else array


def _disagreement(gradient: Value, difference: Value) -> float:
    derived, wanted = np.asarray(gradient), np.asarray(difference)
    if derived.shape != wanted.shape:
        return float("inf")
    scale = np.maximum(1.0, np.maximum(np.abs(derived), np.abs(wanted)))
    errors = np.abs(derived - wanted) / scale
    return float(np.max(np.nan_to_num(errors, nan=np.inf), initial=0.0))


class OpCase(NamedTuple):
    """Operands and attributes to try one operator with."""

    label: str
    operands: tuple[Value, ...]
    attrs: Mapping[str, Any]


def op_cases(op: Op, seed: int = 0) -> Iterator[OpCase]:
    """Random operands away from kinks and poles: of every shape, or what the entry says."""
    rng = np.random.default_rng(seed)
    for given, attrs in op.cases or [(shapes, {}) for shapes in _shapes(op)]:
        shapes = [np.shape(_given(x)) if isinstance(x, Numbers) else x for x in given]
        label = " ".join("×".join(map(str, shape)) or "scalar" for shape in shapes)
        if attrs:
            label += " " + " ".join(f"{name}={value}" for name, value in attrs.items())
        yield OpCase(label, smooth_operands(op, given, attrs, rng), attrs)


def op_graph(op: Op, case: OpCase) -> Graph:
    """One operator on leaves a, b, c; its value weighted unevenly and summed as the output."""
    letters = op.letters(len(case.operands))
    nodes = [
        Node(letter, "input", {"value": _nested(x)})
        for letter, x in zip(letters, case.operands, strict=True)
    ]
    nodes.append(Node("y", op.name, dict(case.attrs)))
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(letters)]
    value = run(Graph.of(nodes, edges)).value("y")
    weights: Array = 1.0 + 0.37 * np.arange(float(np.size(value))).reshape(np.shape(value))
    nodes += [
        Node("weights", "constant", {"value": _nested(weights)}),
        Node("weighted", "mul"),
        Node("total", "sum"),
    ]
    edges += [
        Edge("y", "weighted", 0),
        Edge("weights", "weighted", 1),
        Edge("weighted", "total", 0),
    ]
    return Graph.of(nodes, edges, "total")


def check_op(op: Op, case: OpCase, tolerance: float = 1e-6) -> GradientReport:
    """The operator's gradients against central differences for one set of operands."""
    return gradient_check(op_graph(op, case), tolerance=tolerance)


def _nested(x: Value) -> float | tuple[object, ...]:
    if np.ndim(x) == 0:
        return float(x)
    return tuple(_nested(row) for row in np.asarray(x))


def _shapes(op: Op) -> list[tuple[tuple[int, ...], ...]]:
    """Numbers, vectors and matrices; of several operands also such as are broadcast."""
    if len(op.operands) == 1:
        return [((),), ((3,),), ((2, 3),)]
    broadcasting: list[tuple[tuple[int, ...], ...]] = [
        ((), ()),
        ((3,), (3,)),
        ((2, 3), ()),
        ((), (2, 3)),
        ((2, 3), (3,)),
        ((2, 1), (1, 3)),
        ((1, 1), (2, 3)),
    ]
    if len(op.operands) == 3:
        return [((2, 3), *shapes) for shapes in broadcasting] + [((), (), ())]
    return broadcasting


def smooth_operands(
    op: Op, given: tuple[Shape | Numbers, ...], attrs: Mapping[str, Any], rng: np.random.Generator
) -> tuple[Value, ...]:
    """Numbers between 0.3 and 1.7 in size, of both signs, where the operator is defined."""
    if op.elementwise and len(given) == 1 and given[0] and not isinstance(given[0], Numbers):
        count = math.prod(given[0])
        each = [float(smooth_operands(op, ((),), attrs, rng)[0]) for _ in range(count)]
        return (np.array(each).reshape(given[0]),)
    for _ in range(_TRIES):
        operands = tuple(_given(x) if isinstance(x, Numbers) else _random(x, rng) for x in given)
        if _is_smooth(op, operands, attrs):
            return operands
    raise EvaluationError(f"no operands were found at which {op.name} is defined")


def _given(numbers: Numbers) -> Value:
    array = np.asarray(numbers.written, dtype=np.float64)
    return array if array.ndim else float(array)


def _random(shape: tuple[int, ...], rng: np.random.Generator) -> Value:
    x = rng.uniform(0.3, 1.7, shape) * rng.choice((-1.0, 1.0), shape)
    return x if shape else float(x)


def _is_smooth(op: Op, operands: Sequence[Value], attrs: Mapping[str, Any]) -> bool:
    """Whether it is defined there, and around there has no kink."""
    given = {**op.attrs, **attrs}
    with np.errstate(all="ignore"):
        y = op.forward(*operands, **given)
        if op.is_within and not np.all(op.is_within(y, *operands, **given)):
            return False
        return not (op.is_near_kink and np.any(op.is_near_kink(y, *operands, **given)))
