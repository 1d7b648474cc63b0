"""Nudge: a leaf is pushed by ε; what depends on it moves, and the gradient has foretold by how
much.

The linear guess of a node is its tangent times ε (forward mode), of the output the gradient times
ε, which is the same number. Its error shrinks with ε².
"""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.proof.output import Place, tensors, with_element
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading.elements import element_id
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError

EPSILON = 0.01
MOST_TANGENTS = 20_000
"""Numbers in a run above which only the output's change is foretold."""
_EXACT, _ROUNDING = 1e-9, 2.0**-46
"""Error of the guess, as a part of the change and of the output, that is but rounding."""


class Move(NamedTuple):
    """What a node was and is now, and by how much it was to move; None where nobody worked it out.

    Where the push left something without a value, ``after`` is None.
    """

    node: str
    before: Value
    after: Value | None
    guess: Value | None

    @property
    def change(self) -> Value | None:
        """Δ, without the digits that are but the rounding of the two."""
        return None if self.after is None else _difference(self.after, self.before)

    @property
    def at(self) -> Place:
        """The element that moves most, by which a tensor is told; () of a number."""
        change = self.change
        if change is None or not np.ndim(change):
            return ()
        flat = int(np.nanargmax(np.nan_to_num(np.abs(change), nan=0.0)))
        return tuple(int(i) for i in np.unravel_index(flat, np.shape(change)))

    def number(self, of: Value | None) -> float | None:
        """Of the element that moves most."""
        return None if of is None else float(np.asarray(of)[self.at])


class Nudge(NamedTuple):
    """One push: the leaf, what it moves (front to back, the leaf first), and the run after it."""

    leaf: str
    place: Place
    epsilon: float
    moves: Mapping[str, Move]
    output: Move | None
    """The sum of the output's elements, since that is what is differentiated."""
    order: float | None
    """With which power of ε the error of the output's guess shrinks; None where there is none."""
    moved: Trace


@np.errstate(all="ignore")  # ∞ and "not a number" are to be shown
def nudged(read: ReadRun, leaf: str, epsilon: float = EPSILON, place: Place = ()) -> Nudge:
    """Push one number of a leaf of the graph as it was written; the moves are of what is drawn.

    Raises EvaluationError for what is not a leaf, or has no such element.
    """
    trace = read.trace
    own, at = _in_run(read, leaf, place)
    moved = _run_with(trace, own, at, epsilon)
    moves = dict(_all_moves(read, moved, own, _tangents(trace, own, at), epsilon))
    output = _of_output(trace, moved, own, at, epsilon)
    order = _order(trace, own, at, output, epsilon)
    return Nudge(leaf, place, epsilon, moves, output, order, moved)


def _all_moves(
    read: ReadRun, moved: Trace, leaf: str, tangents: Mapping[str, Value], epsilon: float
) -> Iterator[tuple[str, Move]]:
    """Front to back; the leaf also where it is a weight or a bias that is no node by itself."""
    after = ReadRun(moved, read.reading)
    for id_ in dict.fromkeys((leaf, *read.reading.nodes)):
        before = read.value(id_)
        if before is not None:
            move = Move(id_, before, after.value(id_), _times(tangents.get(id_), epsilon))
            if _moves(move):
                yield id_, move


@np.errstate(invalid="ignore")
def _difference(after: Value, before: Value) -> Value:
    size = max(float(np.max(np.abs(x), initial=0.0)) for x in (after, before))
    change = after - before
    if not size or not math.isfinite(size):
        return change
    digits = min(14 - math.ceil(math.log10(size)), 300)
    return round(change, digits) if isinstance(change, float) else np.round(change, digits)


def _in_run(read: ReadRun, leaf: str, place: Place) -> tuple[str, Place]:
    """Where the number is in the run that is read: layers may be taken apart there."""
    graph = read.trace.graph
    known = read.whole.program.index.get(leaf)
    if known is None or not read.whole.program.instructions[known].op.is_leaf:
        raise EvaluationError(f"'{leaf}' is not a leaf of this graph", leaf)
    shape = np.shape(read.whole.value(leaf))
    if len(place) != len(shape) or any(not 0 <= i < n for i, n in zip(place, shape, strict=True)):
        raise EvaluationError(f"'{leaf}' has no such element", leaf)
    if leaf in graph.nodes:
        return leaf, place
    return element_id(leaf, place, shape), ()


def _run_with(trace: Trace, leaf: str, place: Place, epsilon: float) -> Trace:
    value = trace.value(leaf)
    pushed = with_element(value, place, float(np.asarray(value)[place]) + epsilon)
    return run(trace.program, {**tensors(trace), leaf: pushed}, partial=True)


def _direction(value: Value, place: Place) -> Value:
    return with_element(np.zeros_like(value), place, 1.0) if place else 1.0


def _tangents(trace: Trace, leaf: str, place: Place) -> Mapping[str, Value]:
    if sum(int(np.size(value)) for value in trace.values.values()) > MOST_TANGENTS:
        return {}
    return trace.tangents({leaf: _direction(trace.value(leaf), place)})


def _times(tangent: Value | None, epsilon: float) -> Value | None:
    return None if tangent is None else tangent * epsilon


def _moves(move: Move) -> bool:
    """Whether it depends on the leaf, as far as one can see."""
    if move.after is None:
        return True
    still = np.array_equal(np.asarray(move.before), np.asarray(move.after), equal_nan=True)
    return not still or (move.guess is not None and bool(np.any(np.asarray(move.guess))))


def _of_output(trace: Trace, moved: Trace, leaf: str, place: Place, epsilon: float) -> Move | None:
    output = trace.output
    if output is None:
        return None
    guess = float(np.asarray(trace.gradient(leaf))[place]) * epsilon
    after = moved.values.get(output)
    total = None if after is None else float(np.sum(after))
    return Move(output, float(np.sum(trace.value(output))), total, guess)


def _order(
    trace: Trace, leaf: str, place: Place, output: Move | None, epsilon: float
) -> float | None:
    """log₂ of how much smaller the error is for half the push."""
    if output is None or output.after is None or not epsilon:
        return None
    again = _run_with(trace, leaf, place, epsilon / 2)
    nearer = _of_output(trace, again, leaf, place, epsilon / 2)
    errors = [_error(one) for one in (output, nearer) if one is not None]
    told = len(errors) == 2 and all(map(math.isfinite, errors))
    return math.log2(errors[0] / errors[1]) if told and min(errors) > rounding(output) else None


def rounding(output: Move) -> float:
    """An error of the guess up to here is none."""
    change = 0.0 if output.change is None else abs(float(output.change))
    return _EXACT * change + _ROUNDING * abs(float(output.before))


def _error(move: Move) -> float:
    if move.change is None or move.guess is None:
        return math.nan
    return abs(float(move.change) - float(move.guess))
