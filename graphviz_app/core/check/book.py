"""The numbers that a person has so far, and what follows from them for the next one.

A person may go on with the numbers as printed or as the calculator has them, so that each is known
as three: as printed, in full, and the interval that holds whatever it may have been.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.derivation import Derivation, Tape
from graphviz_app.core.graph import Value

MARGIN = 1.02
"""What the products of two roundings may add to the sum of their effects."""
MOST_MOVED = 400
"""Numbers that are moved one by one; of more than these some are moved together."""
_SAMPLES = 48


class Known(NamedTuple):
    """A number of an earlier claim."""

    full: Value
    printed: Value
    low: Value
    high: Value


class Follows(NamedTuple):
    """What follows from earlier claims: from full numbers, from printed ones, and from any."""

    full: Value
    printed: Value
    low: Value
    high: Value


class Book:
    """Earlier claims by quantity."""

    def __init__(self, known: Mapping[int, Known] | None = None) -> None:
        self.known = dict(known or {})

    def copy(self) -> "Book":
        """Another one, to be carried on by itself."""
        return Book(self.known)

    def plain(self, derivation: Derivation, quantity: int) -> tuple[Value, Value]:
        """What a quantity is by printed numbers, and by full ones."""
        tape = derivation.tape(quantity, self.known)
        return self._run(tape, "printed"), self._run(tape, "full")

    def follows(
        self, derivation: Derivation, quantity: int, among: Collection[int] | None = None
    ) -> Follows:
        """What a quantity is by the earlier claims; ``among`` limits which of them count."""
        tape = derivation.tape(quantity, self.known if among is None else among)
        full, printed = (self._run(tape, which) for which in ("full", "printed"))
        low, high = self._range(tape, printed, full)
        return Follows(full, printed, low, high)

    def numbers(self, tape: Tape, which: str) -> dict[int, Value]:
        """What a tape starts from, in one way of working."""
        return {quantity: getattr(self.known[quantity], which) for quantity in tape.known}

    def _run(self, tape: Tape, which: str) -> Value:
        return result(tape, self.numbers(tape, which))

    def _range(self, tape: Tape, printed: Value, full: Value) -> tuple[Value, Value]:
        """The least and the most that it may be.

        Each number is moved to the ends of its interval by itself and the effects are added up, so
        that one which is used twice (x·x, y − y) counts as the same.
        """
        base = self.numbers(tape, "printed")
        below: Any = np.zeros_like(printed) if isinstance(printed, np.ndarray) else 0.0
        above: Any = below
        for moved in self._moves(tape, base):
            difference = result(tape, moved) - printed
            if isinstance(difference, float):
                if difference != difference:
                    return -np.inf, np.inf
                if difference < 0:
                    below += difference
                else:
                    above += difference
            else:
                below = below + np.minimum(difference, 0.0)
                above = above + np.maximum(difference, 0.0)
        low, high = printed + MARGIN * below, printed + MARGIN * above
        if isinstance(printed, float) and printed != printed:
            return -np.inf, np.inf
        if isinstance(low, float) and isinstance(full, float):
            return min(low, full), max(high, full)
        return np.minimum(low, full), np.maximum(high, full)

    def _moves(self, tape: Tape, base: Mapping[int, Value]) -> Iterator[dict[int, Value]]:
        """The numbers with one of them moved to an end of its interval."""
        size = sum(np.size(x) if isinstance(x, np.ndarray) else 1 for x in base.values())
        if size > MOST_MOVED:
            yield from self._moves_together(base)
            return
        for quantity, value in base.items():
            known = self.known[quantity]
            for end in (known.low, known.high):
                if not isinstance(value, np.ndarray):
                    if end != value:
                        yield {**base, quantity: end}
                    continue
                for place in np.argwhere(np.asarray(end != value)).tolist():
                    moved = value.copy()
                    moved[tuple(place)] = np.asarray(end)[tuple(place)]
                    yield {**base, quantity: moved}

    def _moves_together(self, base: Mapping[int, Value]) -> Iterator[dict[int, Value]]:
        random = np.random.default_rng(0)
        for _ in range(_SAMPLES):
            yield {
                quantity: np.where(
                    random.random(np.shape(value)) < 0.5,
                    self.known[quantity].low,
                    self.known[quantity].high,
                )
                for quantity, value in base.items()
            }


def result(tape: Tape, numbers: Mapping[int, Value]) -> Value:
    """The last number of a tape."""
    return tape.run(numbers)[tape.steps[-1].quantity]
