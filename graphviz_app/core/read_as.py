"""From a run to what is drawn of it: operators, lines or neurons, with groups folded."""

from collections.abc import Collection

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import fold, read_in_pieces, unrolled
from graphviz_app.core.trace import Trace


def read_as(trace: Trace, kind: Kind, folded: Collection[str] = ()) -> ReadRun:
    """A run as it is read, with these groups as one box each."""
    return finished(read_as_in_pieces(trace, kind, folded))


def read_as_in_pieces(trace: Trace, kind: Kind, folded: Collection[str] = ()) -> Pieces[ReadRun]:
    """The same, cut into short pieces."""
    if kind == "neurons":
        numbers = _by_elements(trace)
        if numbers is not None:
            reading = yield from read_in_pieces(numbers.graph, kind)
            if reading.neurons:
                return ReadRun(numbers, fold(reading, folded), trace)
    reading = yield from read_in_pieces(trace.graph, kind)
    return ReadRun(trace, fold(reading, folded))


def read_again(before: ReadRun, trace: Trace) -> ReadRun | None:
    """Another run as the one before is read, if only numbers are others; else None."""
    if before.whole is before.trace:
        reading = before.reading.updated(trace.graph)
        return None if reading is None else ReadRun(trace, reading)
    numbers = _by_elements(trace)
    reading = None if numbers is None else before.reading.updated(numbers.graph)
    return None if numbers is None or reading is None else ReadRun(numbers, reading, trace)


def _by_elements(trace: Trace) -> Trace | None:
    """The run of the same graph with its small layers taken apart; None if it has none."""
    shapes = {id_: np.shape(value) for id_, value in trace.values.items()}
    graph = unrolled(trace.graph, shapes) if any(shapes.values()) else None
    return None if graph is None else run(graph, partial=True)
