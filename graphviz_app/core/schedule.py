"""Schedule: the only order in which things happen, for captions, canvas, exports and reports.

A Schedule cuts one run, or several in a row, into Moments, and these into Parts. Time is counted
in moments: at t = 3 the first three are over; at t = 3.25 the fourth is a quarter through. After
the last moment there is one step more, to the end: the finished picture, in which nothing is lit.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from graphviz_app.core.choices import Stride
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.moments import Moment, Phase, Share, Steps
from graphviz_app.core.read_run import ReadRun

__all__ = ["Arrival", "Moment", "Part", "PartKind", "Pass", "Phase", "Schedule", "Stride"]

Tone = Literal["value", "gradient", "tangent"]


@dataclass(frozen=True, slots=True)
class PartKind:
    """What is the same of all parts of a kind."""

    name: str
    """As it is typed: ``--at backward:5``."""
    title: str
    about: str
    tone: Tone
    """In which colour its numbers are: the theme has it, and a tint, under this name."""
    forwards: bool
    """Whether things travel from an edge's source to its target; else the other way, dashed."""


FORWARD = PartKind("forward", "Forward", "values flow to the output", "value", True)
BACKWARD = PartKind("backward", "Backward", "gradients flow back", "gradient", False)
TANGENTS = PartKind("forward", "Forward mode", "values and tangents flow together", "tangent", True)
"""The only part of a run in forward mode."""
KINDS = (FORWARD, BACKWARD)
"""In the order in which they come; the seed is the first moment of the backward part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Moments ``start`` up to, but not with, ``end``; ``of_run`` is the place of their run."""

    kind: PartKind
    start: int
    end: int
    of_run: int = 0


class Arrival(NamedTuple):
    """Which contribution to its source an edge's is (from 1), of how many, and the sum so far.

    ``total`` is what has gathered when the moment is over: told by the last edge that arrives in
    it, None of those beside it.
    """

    place: int
    of: int
    total: Value | None


class Pass:
    """One run's moments, from ``start`` on in the schedule, and the sums that gather in them."""

    def __init__(self, run: ReadRun, steps: Steps, start: int) -> None:
        self.run = run
        self.steps = steps
        self.start = start
        self.end = start + len(steps.moments)
        self._totals: dict[str, Sequence[tuple[int, Value]]] = {}

    def arrival(self, share: Share) -> Arrival | None:
        """Of a node with fan-out; None of an only contribution, and where none arrives."""
        source = share.source if isinstance(share, Edge) else self.run.reading.edges[share].source
        by_moment = self.steps.arriving.get(source, {})
        boxed = source in self.run.reading.boxes
        order = [(at, one) for at, shares in by_moment.items() for one in shares]
        if boxed:
            order = [(at, one) for at, one in order if self._carries_alike(one, share)]
        found = [place for place, (_, one) in enumerate(order) if one == share]
        inside = boxed and any(map(self.run.is_handed_inside, self._carried(share)))
        count = len(order) + inside
        if count < 2 or not found:
            return None
        at = order[found[0]][0]
        told = not boxed and by_moment[at][-1] == share
        total = dict(self.totals(source))[at] if told else None
        return Arrival(found[0] + 1, count, total)

    def _carries_alike(self, one: Share, other: Share) -> bool:
        return bool({*self._carried(one)} & {*self._carried(other)})

    def _carried(self, share: Share) -> Sequence[str]:
        return (share.source,) if isinstance(share, Edge) else self.run.all_carried(share)

    @np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
    def totals(self, id_: str) -> Sequence[tuple[int, Value]]:
        """What has gathered at a node, a weight or a bias, by how many moments are over then."""
        if id_ not in self._totals:
            gathered: list[tuple[int, Value]] = []
            total: Value | None = None
            for at, shares in self.steps.arriving.get(id_, {}).items():
                for share in map(self._handed_back, shares):
                    if share is not None:
                        total = share if total is None else total + share
                if total is not None:
                    gathered.append((at, total))
            whole = self.run.gradient(id_)
            if gathered and whole is not None:  # as the engine added them up, to the last digit
                gathered[-1] = gathered[-1][0], whole
            self._totals[id_] = gathered
        return self._totals[id_]

    def _handed_back(self, share: Share) -> Value | None:
        return self.run.share(share) if isinstance(share, Edge) else self.run.addend(share)

    def gathering(self, over: int) -> Iterator[tuple[str, Sequence[tuple[int, Value]]]]:
        """Nodes at which something has arrived, or is arriving, and more will in later moments."""
        for first, last, id_ in self.steps.gathering:
            if first <= over + 1 and over < last:
                yield id_, self.totals(id_)


class Schedule:
    """The moments of one run or of several in a row, stepped by node or by level."""

    def __init__(self, *runs: ReadRun, stride: Stride = "node") -> None:
        self.stride = stride
        self.passes: tuple[Pass, ...] = tuple(_passes(runs, stride))
        self.moments: tuple[Moment, ...] = tuple(
            moment for one in self.passes for moment in one.steps.moments
        )

    def renewed(self, run: ReadRun) -> "Schedule":
        """The same of another run; as far as it is alike, nothing is worked out anew."""
        steps = self.passes[0].steps
        if len(self.passes) > 1 or not steps.are_of(run):
            return Schedule(run, stride=self.stride)
        again = copy(self)
        again.passes = (Pass(run, steps, 0),)
        return again

    @property
    def run(self) -> ReadRun:
        """The run that it begins with."""
        return self.passes[0].run

    @property
    def end(self) -> float:
        """The time of the finished picture: one step after the last moment, at rest, was lit."""
        return float(len(self.moments) + 1) if self.moments else 0.0

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Without those that have no moment."""
        parts = []
        for number, one in enumerate(self.passes):
            turn = one.start + one.steps.turn
            first = FORWARD if one.run.wrt is None else TANGENTS
            for kind, start, end in ((first, one.start, turn), (BACKWARD, turn, one.end)):
                parts += [Part(kind, start, end, number)] if end > start else []
        return tuple(parts)

    def part_of(self, index: int) -> Part | None:
        """The part that a moment is in; after the last moment the last part."""
        inside = (part for part in self.parts if index < part.end)
        return next(inside, self.parts[-1] if self.parts else None)

    def time_of(self, id_: str, kind: PartKind) -> float | None:
        """When the step of a drawn node, weight or bias is over, in the first run.

        Forward, its value is known then, or used where it is given; backward, its gradient is
        complete. None where there is no such step.
        """
        steps = self.passes[0].steps if self.passes else None
        at = (steps.gradient_at if kind is BACKWARD else steps.value_at) if steps else {}
        if steps is None or id_ not in at or at[id_] >= steps.never:
            return None
        return float(at[id_] or self._first_use(id_, steps))

    def _first_use(self, id_: str, steps: Steps) -> int:
        """Of a leaf: the number of moments after which it has been used; 0 if it is not."""
        edges = steps.reading.edges
        for k, moment in enumerate(steps.moments[: steps.turn], 1):
            if any(id_ in (edges[i].source, edges[i].weight) for i in moment.edges):
                return k
        return 0

    def prepared(self) -> Iterator[object]:
        """Work out everything that frames ask for, one thing after the other."""
        for one in self.passes:
            steps = one.steps
            yield steps.value_at
            yield steps.contribution_at
            yield steps.gradient_at
            yield steps.gathering


def _passes(runs: Sequence[ReadRun], stride: Stride) -> Iterator[Pass]:
    """One after the other; runs that are alike share their steps."""
    start = 0
    steps: Steps | None = None
    for run in runs:
        steps = steps if steps is not None and steps.are_of(run) else _steps(run, stride)
        yield Pass(run, steps, start)
        start += len(steps.moments)


def _steps(run: ReadRun, stride: Stride) -> Steps:
    if run.wrt is None:
        return Steps(run, stride)
    from graphviz_app.core.forward.forward_run import ForwardRun  # late: few are asked for
    from graphviz_app.core.forward.forward_steps import ForwardSteps

    assert isinstance(run, ForwardRun)
    return ForwardSteps(run, stride)
