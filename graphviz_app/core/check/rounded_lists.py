"""As ``rounded``, of lists: each number in them may have been rounded or cut off by itself."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.book import MARGIN, Book, Follows
from graphviz_app.core.check.derivation import Derivation, Step, Tape
from graphviz_app.core.graph import Value

MOST_MOVED = 300
"""Numbers that may have been rounded; of more, none is taken for rounded."""

ADDED_UP = 3
"""Roundings that one in a list that is claimed in part may have come through."""


class Slack(NamedTuple):
    """How far a quantity's numbers may be from what they follow from, each for itself."""

    quantity: int
    start: int
    """The step of the tape that its effects begin with."""
    low: Any
    high: Any


def with_rounded_lists(
    book: Book, derivation: Derivation, quantity: int, unit: float
) -> Follows | None:
    """As ``Book.follows``, with a unit on every number in between that nobody claimed."""
    tape = derivation.tape(quantity, book.known)
    found = tape.run(book.numbers(tape, "printed"))
    if not unit or not all(np.all(np.isfinite(x)) for x in found.values()):
        return None
    slacks = [*_of_known(book, tape, unit), *_of_steps(tape, found, unit)]
    if sum(np.size(slack.low) for slack in slacks) > MOST_MOVED:
        return None
    exact = book.follows(derivation, quantity)
    low, high = exact.low, exact.high
    for slack in slacks:
        for below, above in _effects(tape, found, slack):
            low, high = low + MARGIN * below, high + MARGIN * above
    return Follows(exact.full, exact.printed, low, high)


def _of_known(book: Book, tape: Tape, unit: float) -> Iterator[Slack]:
    """Of a list that is claimed in part the numbers that are not."""
    for quantity in tape.known:
        known = book.known[quantity]
        if isinstance(known.printed, np.ndarray):
            open_ = ADDED_UP * (np.asarray(known.low) == known.high)
            low, high = _rounded(known.printed, unit)
            if np.any(open_):
                yield Slack(quantity, 0, open_ * low, open_ * high)


def _of_steps(tape: Tape, found: Mapping[int, Value], unit: float) -> Iterator[Slack]:
    for place, step in enumerate(tape.steps):
        number = np.asarray(found[step.quantity])
        low = high = np.zeros_like(number)
        if step.of and step.quantity != tape.last:
            low, high = _rounded(number, unit)
        more = _of_slopes(step, found, unit)
        if np.any(low) or np.any(high) or np.any(more):
            yield Slack(step.quantity, place + 1, low - more, high + more)


def _rounded(number: Any, unit: float) -> tuple[Any, Any]:
    """Down and up: a whole unit towards zero, half a unit away; nothing for whole numbers."""
    towards = np.where(number == np.round(number), 0.0, -np.copysign(unit, number))
    away = np.where(_is_printed(number, unit), 0.0, -towards / 2)
    return np.minimum(towards, away), np.maximum(towards, away)


def _of_slopes(step: Step, found: Mapping[int, Value], unit: float) -> Any:
    """What rounded local derivatives do to a derivative, where they are taken one by one."""
    shape = np.shape(found[step.quantity])
    total = np.zeros(shape)
    for compute, start, end in step.shares:
        g, *rest = (found[other] for other in step.of[start:end])
        if np.shape(g) == shape:
            slope = compute(np.ones(shape), *rest)
            total = total + np.where(_is_printed(slope, unit), 0.0, np.abs(g) * unit)
    return total


def _is_printed(number: Any, unit: float) -> Any:
    """Whether it has no digits beyond the last one."""
    digits = np.asarray(number) / unit
    return np.abs(digits - np.round(digits)) < 1e-6


def _effects(tape: Tape, found: Mapping[int, Value], slack: Slack) -> Iterator[tuple[Any, Any]]:
    """How far each number of a list may move the last one, down and up."""
    value = np.asarray(found[slack.quantity])
    for place in np.ndindex(value.shape):
        sides = {float(slack.low[place]), float(slack.high[place])} - {0.0}
        moves = [_moved(tape, found, slack, place, side) for side in sides]
        if moves:
            yield np.minimum(0.0, np.min(moves, axis=0)), np.maximum(0.0, np.max(moves, axis=0))


def _moved(
    tape: Tape, found: Mapping[int, Value], slack: Slack, place: tuple[int, ...], side: float
) -> Any:
    value = np.array(found[slack.quantity], dtype=float)
    value[place] += side
    moved = {**found, slack.quantity: value if value.ndim else float(value)}
    return tape.finished(moved, slack.start)[tape.last] - found[tape.last]
