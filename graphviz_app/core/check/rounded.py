"""What a number may be if the steps on the way to it, which nobody claimed, were rounded too."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from graphviz_app.core.check.book import MARGIN, Book, Follows
from graphviz_app.core.check.derivation import Derivation, Step, Tape
from graphviz_app.core.graph import Value

MOST_STEPS = 200
"""Steps on the way; of more, none is taken for rounded."""


def with_rounded_steps(
    book: Book, derivation: Derivation, quantity: int, unit: float
) -> Follows | None:
    """As ``Book.follows``, with half a unit on every number in between; None for tensors."""
    tape = derivation.tape(quantity, book.known)
    exact = book.follows(derivation, quantity)
    if not unit or len(tape.steps) > MOST_STEPS or not isinstance(exact.printed, float):
        return None
    found = tape.run(book.numbers(tape, "printed"))
    if any(not isinstance(x, float) or not math.isfinite(x) for x in found.values()):
        return None
    low, high = exact.low, exact.high
    for effects in _effects(tape, found, unit):
        low, high = low + MARGIN * min(0.0, *effects), high + MARGIN * max(0.0, *effects)
    return Follows(exact.full, exact.printed, low, high)


def _effects(tape: Tape, found: Mapping[int, Value], unit: float) -> Iterator[list[Any]]:
    """By how much the rounding of each step may move the last number, up and down."""
    last = tape.last
    for place, step in enumerate(tape.steps):
        effects: list[Any] = []
        for side in _slack(step, found, unit, own=step.quantity != last):
            moved = {**found, step.quantity: found[step.quantity] + side}
            effects.append(tape.finished(moved, place + 1)[last] - found[last])
        yield effects or [0.0]


def _slack(step: Step, found: Mapping[int, Value], unit: float, *, own: bool) -> tuple[float, ...]:
    """How far a step's number may be from what its operands give: rounded, or cut off."""
    number = float(found[step.quantity])
    low = high = 0.0
    if own and step.of and not _is_whole(number):
        towards_zero = -math.copysign(unit, number)
        exact = _is_printed(number, unit)
        low, high = sorted((towards_zero, 0.0 if exact else -towards_zero / 2))
    for compute, start, end in step.shares:
        g, *rest = (float(found[other]) for other in step.of[start:end])
        slope: float = compute(1.0, *rest)
        if not _is_printed(slope, unit):
            low, high = low - abs(g) * unit, high + abs(g) * unit
    return (low, high) if low or high else ()


def _is_whole(number: float) -> bool:
    return number == round(number)


def _is_printed(number: float, unit: float) -> bool:
    """Whether it has no digits beyond the last one."""
    digits = number / unit
    return abs(digits) > 1e15 or abs(digits - round(digits)) < 1e-6
