"""Every leaf of a run against differences, element by element."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.order import leads_to
from graphviz_app.core.proof.difference import Difference, difference
from graphviz_app.core.proof.output import Output, Place
from graphviz_app.core.proof.verdict import BANDS, Band, band_of, relative_error
from graphviz_app.core.running.results import Kink
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError

MOST = 400
"""Elements of one leaf that are tried; of more, so many evenly chosen."""


class ElementProof(NamedTuple):
    """One number's gradient, and the slopes of the output along it."""

    place: Place
    gradient: float
    found: Difference
    band: Band

    @property
    def error(self) -> float:
        """The relative error, by the central difference."""
        return relative_error(self.gradient, self.found.best.value)


class LeafProof(NamedTuple):
    """One leaf: its worst element, and the difference of every element that was tried."""

    node: str
    worst: ElementProof
    tried: int
    size: int
    kinks: tuple[Kink, ...]
    """On the way from the leaf to the output."""
    elements: Sequence[ElementProof]

    @property
    def band(self) -> Band:
        """That of the worst element."""
        return self.worst.band

    @property
    def error(self) -> float:
        """The largest relative error of an element; of the worst where that has none to tell."""
        return self.worst.error


class Prover:
    """The proofs of some leaves of one run, to be worked off in another thread.

    All that waits in the run to be worked out is read when this is made.
    """

    def __init__(self, trace: Trace, leaves: Sequence[str] | None = None) -> None:
        """Raises EvaluationError without an output, and for what has no gradient."""
        steps = trace.program.instructions
        every = [step.node.id for step in steps if step.op.is_leaf]
        self.leaves = every if leaves is None else list(leaves)
        if unknown := set(self.leaves) - set(every):
            raise EvaluationError(f"'{min(unknown)}' is not a leaf of this graph")
        if trace.output is None:
            raise EvaluationError("there is no output whose gradients could be checked")
        self._trace = trace
        self._values = {id_: trace.value(id_) for id_ in self.leaves}
        self._gradients = {id_: trace.gradient(id_) for id_ in self.leaves}
        self._kinks = kinks_on_the_way(trace, self.leaves)
        self._places = {id_: list(_places(value)) for id_, value in self._values.items()}
        self._found: dict[str, list[ElementProof]] = {id_: [] for id_ in self.leaves}

    @cached_property
    def _output(self) -> Output:
        """Made where the work is done: compiling a large graph takes long."""
        return Output(self._trace)

    @property
    def total(self) -> int:
        """How many numbers are to be proved."""
        return sum(map(len, self._places.values()))

    def pieces(self) -> Iterator[LeafProof | None]:
        """One after each number: the leaf's proof after its last one, else None."""
        for leaf in self.leaves:
            found = self._found[leaf]
            for place in self._places[leaf]:
                if found:
                    yield None
                found.append(self._element(leaf, place))
            yield self.so_far(leaf)

    def so_far(self, leaf: str) -> LeafProof:
        """The proof of a leaf by those of its elements that are done, of which there is one."""
        found = self._found[leaf]
        worst = max(found, key=lambda one: (BANDS.index(one.band), one.error))
        size = int(np.size(self._values[leaf]))
        return LeafProof(leaf, worst, len(found), size, self._kinks[leaf], tuple(found))

    def _element(self, leaf: str, place: Place) -> ElementProof:
        x, gradient = (_at(numbers[leaf], place) for numbers in (self._values, self._gradients))
        with np.errstate(all="ignore"):
            slopes = difference(self._output.along(leaf, place), x, self._output.size)
        return ElementProof(place, gradient, slopes, band_of(gradient, slopes))


def proved(trace: Trace, leaves: Sequence[str] | None = None) -> Sequence[LeafProof]:
    """All leaves, or these; raises EvaluationError without an output."""
    return [done for done in Prover(trace, leaves).pieces() if done is not None]


def kinks_on_the_way(trace: Trace, leaves: Sequence[str]) -> Mapping[str, tuple[Kink, ...]]:
    """Per leaf the kinks that the run sits on, between the leaf and the output."""
    graph, output = trace.graph, trace.output
    met = [k for k in trace.kinks if output is not None and leads_to(graph, k.node, output)]
    return {id_: tuple(k for k in met if leads_to(graph, id_, k.node)) for id_ in leaves}


def _places(value: Value) -> Iterator[Place]:
    """Every element, or MOST of them."""
    shape = np.shape(value)
    size = int(np.size(value))
    chosen = range(size) if size <= MOST else np.linspace(0, size - 1, MOST).astype(int).tolist()
    for k in chosen:
        yield tuple(int(i) for i in np.unravel_index(k, shape)) if shape else ()


def _at(numbers: Value, place: Place) -> float:
    return float(np.asarray(numbers)[place])
