"""What is wrong with a choice of numbers for an exercise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graphviz_app.arrays import Array, Mask
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.trace import Trace
from graphviz_app.core.variants.answers import answers
from graphviz_app.core.variants.comparing import coinciding

MOST = 1e4
"""From here on answers have more digits than anybody wants to write, unless they had before."""
_GATE = 0.05
"""A comparison whose sides are nearer than this may go the other way in a rounded solution."""
_FLAT = 0.04
"""Share of its greatest slope below which a unit is saturated."""
_ZERO = 1e-12
_GATES = ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")


class Fault(NamedTuple):
    """``what`` is wrong, as a sentence without its end."""

    kind: str
    what: str


@dataclass(frozen=True)
class Exercise:
    """What is asked, with how many decimals, and the run with the numbers it was written with."""

    run: Trace
    questions: Sequence[Claim]
    digits: int

    def faults(self, trace: Trace) -> list[Fault]:
        """All that is wrong with another run of it; what was so before was meant so."""
        broken = [Fault("computed", problem.message) for problem in trace.problems]
        if broken:
            return broken
        return [*_corners(trace), *self._saturated(trace), *self._of_answers(trace)]

    def _of_answers(self, trace: Trace) -> Iterator[Fault]:
        found, before = answers(trace, self.questions), answers(self.run, self.questions)
        for claim, answer, old in zip(self.questions, found, before, strict=True):
            if answer is not None:
                yield from self._of_one(words_of(claim), np.asarray(answer), old)
        for a, b in coinciding(found, before, self.digits):
            first, second = words_of(self.questions[a]), words_of(self.questions[b])
            yield Fault("same", f"{first} and {second} are the same with {self._decimals}")

    def _of_one(self, name: str, answer: Array, old: Value | None) -> Iterator[Fault]:
        new = np.ones(answer.shape, bool) if old is None else ~_alike(answer, old)
        size = np.abs(answer)
        most = MOST if old is None else max(MOST, 2 * float(np.max(np.abs(old), initial=0.0)))
        for kind, wrong, words in (
            ("zero", size < _ZERO, "is 0"),
            ("one", np.abs(size - 1) < _ZERO, "is 1 or −1"),
            ("short", size < self.least, f"has less than two digits with {self._decimals}"),
            ("long", size >= most, f"is {most:,.0f} or more"),
        ):
            if np.any(wrong & new):
                yield Fault(kind, f"{name} {words}")
                return

    @property
    def least(self) -> float:
        """From here on an answer has two digits."""
        return 10.0 ** (1 - self.digits)

    @property
    def _decimals(self) -> str:
        return "1 decimal" if self.digits == 1 else f"{self.digits} decimals"

    def _saturated(self, trace: Trace) -> Iterator[Fault]:
        for id_, value in trace.values.items():
            slope = _SLOPES.get(trace.graph.nodes[id_].op)
            if slope is None:
                continue
            old = self.run.values.get(id_)
            flat = np.asarray(slope(value) < _FLAT)
            meant = np.asarray(old is not None and slope(old) < _FLAT)
            if np.any(flat & ~meant):
                yield Fault("saturated", f"'{id_}' is saturated")


def words_of(claim: Claim) -> str:
    """``the gradient of 'w'``."""
    what = {"value": "the value of", "grad": "the gradient of", "after": "the new value of"}
    return f"{what.get(claim.kind, 'the derivative of')} '{claim.of}'"


def _of_sigmoid(y: Value) -> Value:
    return 4 * y * (1 - y)


def _of_tanh(y: Value) -> Value:
    return 1 - y * y


_SLOPES = {"sigmoid": _of_sigmoid, "tanh": _of_tanh}
"""Of units by their value, as a share of the greatest."""


def _corners(trace: Trace) -> Iterator[Fault]:
    """Nodes near a point where the derivative jumps, and gates about to close."""
    for step in trace.program.instructions:
        operands = [trace.values[edge.source] for edge in trace.graph.incoming[step.node.id]]
        near: Mapping[str, object] = step.attrs
        if step.op.is_near_kink is not None:
            value = trace.values[step.node.id]
            if np.any(np.asarray(step.op.is_near_kink(value, *operands, **near))):
                yield Fault("kink", f"'{step.node.id}' is near a kink")
        elif step.op.name in _GATES and _is_close(operands[0], operands[1]):
            yield Fault("kink", f"'{step.node.id}' nearly goes the other way")


def _is_close(a: Value, b: Value) -> bool:
    return bool(np.any(np.abs(np.subtract(a, b)) < _GATE))


def _alike(a: Array, b: Value) -> Mask:
    return np.asarray(np.isclose(a, b, _ZERO, _ZERO))
