"""What a slip is looked for in: one wrong claim, and the person's numbers up to it."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.book import Book
from graphviz_app.core.check.derivation import Derivation, Tape
from graphviz_app.core.check.placed import Placed
from graphviz_app.core.check.printed import Printed
from graphviz_app.core.check.quantities import AFTER, VALUE, Quantities
from graphviz_app.core.check.slips.numbers import NAN, Numbers
from graphviz_app.core.check.slips.words import Words
from graphviz_app.core.check.truth import Truth
from graphviz_app.core.graph import Value

MOST_NODES = 600
"""Nodes of a graph; in a larger one what was not claimed is taken to be true."""


class Candidate(NamedTuple):
    """A slip, and the numbers of the whole quantity that it leads to in each way of working."""

    kind: str
    numbers: Sequence[Value]
    sentence: str
    rank: float = 0.0
    """What is added to the rank of its kind: more is less likely."""


class Case:
    """One wrong claim."""

    def __init__(
        self,
        derivation: Derivation,
        truth: Truth,
        book: Book,
        placed: Placed,
        unit: float = 0.0,
    ) -> None:
        self.derivation = derivation
        self.quantities: Quantities = derivation.quantities
        self.truth = truth
        self.book = book
        self.placed = placed
        self.words = Words(self.quantities)
        self._numbers: dict[int, Numbers] = {}
        self.is_number = not derivation.rules.tensors
        """Whether all that it is about are single numbers."""
        self.unit = unit
        """The last digit to which numbers that nobody claimed are rounded, or in the second way
        cut off; 0 if they are in full, once from printed numbers and once from full ones."""

    @property
    def printed(self) -> Printed:
        """What was written."""
        return self.placed.printed

    @property
    def kind(self) -> int:
        """``VALUE``, ``AFTER``, or more for a derivative."""
        return self.quantities.parted(self.placed.quantity)[0]

    @property
    def node(self) -> int:
        """The node that the claim is about, or that it is a derivative by."""
        return self.quantities.parted(self.placed.quantity)[1]

    @cached_property
    def right(self) -> Numbers:
        """What the whole quantity should be."""
        return self._follows(self.placed.quantity)

    def number(self, quantity: int) -> Numbers:
        """A quantity as the person has it, or as it follows."""
        if quantity not in self._numbers:
            self._numbers[quantity] = self._number(quantity)
        return self._numbers[quantity]

    def _number(self, quantity: int) -> Numbers:
        known = self.book.known.get(quantity)
        if known is not None:
            return known.printed, known.full
        kind, node = self.quantities.parted(quantity)
        step = self.quantities.program.instructions[node]
        if step.op.is_leaf and kind == VALUE:
            value = self.quantities.trace.values.get(step.node.id, NAN)
            return value, value
        truth = self.truth.number(quantity)
        if self.quantities.count > MOST_NODES and truth is not None:
            return truth, truth
        return self.kept(self._follows(quantity), quantity)

    def _follows(self, quantity: int) -> Numbers:
        """What a quantity is by the person's numbers."""
        if not self.unit:
            return self.book.plain(self.derivation, quantity)
        tape = self.derivation.tape(quantity, self.book.known)
        given = self.book.numbers(tape, "printed")
        return self._in_steps(tape, given, 0), self._in_steps(tape, given, 1)

    def _in_steps(self, tape: Tape, given: dict[int, Value], way: int) -> Value:
        found = dict(given)
        for step in tape.steps:
            step.run(found)
            if step.quantity != tape.last and step.of:
                number = found[step.quantity]
                found[step.quantity] = self.kept((number, number), step.quantity)[way]
        return found[tape.last]

    def kept(self, numbers: Numbers, quantity: int) -> Numbers:
        """As a person keeps them who rounds in between, if the quantity has a name."""
        node = self.quantities.parted(quantity)[1]
        if not self.unit or "." in self.quantities.program.instructions[node].node.id:
            return numbers
        places = max(0, round(-math.log10(self.unit)))
        return _rounded(numbers[0], places), _cut(numbers[1], places)

    def is_known(self, quantity: int) -> bool:
        """Whether a formula stops there: at what was claimed, at leaves."""
        if quantity in self.book.known:
            return True
        kind, node = self.quantities.parted(quantity)
        step = self.quantities.program.instructions[node]
        is_moved = kind == AFTER and step.node.op == "parameter"
        return step.op.is_leaf and kind <= AFTER and not is_moved


def _rounded(number: Value, places: int) -> Value:
    """To the last place; Python's floats by themselves, as they round decimals right."""
    if isinstance(number, float):
        return round(number, places) if math.isfinite(number) else number
    return np.round(number, places)


def _cut(number: Value, places: int) -> Value:
    """Without the digits behind the last place."""
    power = 10.0**places
    if isinstance(number, float):
        return math.trunc(number * power) / power if math.isfinite(number) else number
    return np.trunc(number * power) / power
