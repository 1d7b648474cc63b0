"""From a run to what is drawn of it: operators, lines or neurons, with groups folded."""

import math
from collections.abc import Collection

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import BiasPlace, Kind
from graphviz_app.core.covering import covered
from graphviz_app.core.graph import Graph, Node, shape_of
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, fold, read, read_in_pieces, suited, unrolled
from graphviz_app.core.reading.units import with_ones, with_units
from graphviz_app.core.reading.weighing import names_weight
from graphviz_app.core.trace import Trace

MOST_NUMBERS = 4096
"""Numbers in a leaf above which that would be a run too many."""
_JOINING = ("stack", "concat")
"""What makes vectors of numbers."""
MOST = 1000
"""Nodes up to which a graph is looked through for neurons before it is shown."""
SHARE = 0.3
"""The part of a network's nodes that neurons are made of, with their weights."""


def read_as(
    trace: Trace,
    kind: Kind,
    folded: Collection[str] = (),
    bias: BiasPlace = "inside",
    wrt: str | None = None,
) -> ReadRun:
    """A run as it is read, with these groups as one box each, and biases in their place.

    With ``wrt`` in forward mode: tangents by that number, or if it is "" by the first input.
    """
    return finished(read_as_in_pieces(trace, kind, folded, bias, wrt))


def read_as_in_pieces(
    trace: Trace,
    kind: Kind,
    folded: Collection[str] = (),
    bias: BiasPlace = "inside",
    wrt: str | None = None,
) -> Pieces[ReadRun]:
    """The same, cut into short pieces."""
    numbers, reading = yield from _read(trace, kind)
    reading = fold(reading, folded)
    if bias == "edge" and reading.neurons:
        reading = with_units(reading)
        numbers = _run_of(reading.graph, numbers)
    return _in_mode(ReadRun(numbers, reading, trace), wrt)


def _in_mode(run: ReadRun, wrt: str | None) -> ReadRun:
    """In forward mode by this number, if there is something to differentiate by."""
    if wrt is None:
        return run
    from graphviz_app.core.forward.forward_run import ForwardRun  # late: few runs are asked
    from graphviz_app.core.forward.inputs import meant

    number = meant(run.whole, wrt)
    return run if number is None else ForwardRun(run, number)


def _read(trace: Trace, kind: Kind) -> Pieces[tuple[Trace, Reading]]:
    """The reading, and the run that it is of: small layers are taken apart for neurons."""
    if kind == "neurons":
        numbers = _by_elements(trace)
        if numbers is not None:
            reading = yield from read_in_pieces(numbers.graph, kind)
            if reading.neurons:
                return numbers, reading
    return trace, (yield from read_in_pieces(trace.graph, kind))


def read_again(before: ReadRun, trace: Trace) -> ReadRun | None:
    """Another run as the one before is read, if only numbers are others; else None."""
    nodes = before.graph.nodes
    units = {id_: nodes[id_] for id_ in nodes if id_ in before.reading.units}
    apart = before.whole is not before.trace and _by_elements(trace)
    for numbers in (apart, trace) if apart else (trace,):
        graph = with_ones(numbers.graph, units)
        reading = before.reading.updated(graph)
        if reading is not None:
            return _in_mode(ReadRun(_run_of(graph, numbers), reading, trace), before.wrt)
    return None


def _run_of(graph: Graph, known: Trace) -> Trace:
    """The run of a graph, if it is not that one."""
    if graph is known.graph:
        return known
    return covered(run(graph, partial=True), known.covers)


def opens_as(graph: Graph, many: int = 20) -> Kind:
    """The reading to begin with: neurons of a network, else lines or operators by its size."""
    nodes = graph.nodes.values()
    few = len(nodes) <= MOST and any(map(_is_weight, nodes))
    if not few or any(_size(node) > MOST_NUMBERS for node in nodes):
        return suited(graph, many)
    if all(_size(node) == 1 and node.op not in _JOINING for node in nodes):
        found = read(graph, "neurons")
    else:
        found = read_as(run(graph, partial=True), "neurons").reading
    return "neurons" if _is_network(found) else suited(graph, many)


def _size(node: Node) -> int:
    """How many numbers a leaf holds; 1 of all else."""
    return math.prod(shape_of(node.attrs.get("value")))


def _is_weight(node: Node) -> bool:
    return node.op == "parameter" or (node.op == "constant" and names_weight(node.id))


def _is_network(reading: Reading) -> bool:
    """Whether it has several neurons, or one of several summands, and is mostly about them."""
    neurons = reading.neurons
    inside = sum(len(reading.members[id_]) for id_ in neurons if id_ in reading.members)
    of_them = inside + len(reading.weights) + len(reading.biases)
    several = len(neurons) > 1 or any(len(neuron.terms) > 1 for neuron in neurons.values())
    return several and of_them >= SHARE * len(reading.graph.nodes)


def _by_elements(trace: Trace) -> Trace | None:
    """The run of the same graph with its small layers taken apart; None if it has none."""
    shapes = {id_: np.shape(value) for id_, value in trace.values.items()}
    graph = unrolled(trace.graph, shapes) if any(shapes.values()) else None
    return None if graph is None else covered(run(graph, partial=True), trace.covers)
