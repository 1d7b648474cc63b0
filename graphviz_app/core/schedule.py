"""Schedule: the only order in which things happen, for captions, canvas, exports and reports.

A Schedule cuts one run, or several in a row, into Moments, and these into Parts. Time is counted
in moments: at t = 3 the first three are over; at t = 3.25 the fourth is a quarter through. After
the last moment there is one step more, to the end: the finished picture, in which nothing is lit.

Where a run ends with a step of learning, its own picture is ``finished`` after one moment of rest.
Then the parameters move (part Update), and the run with their new values is computed, forward only
(part Next forward); the end is after that.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from graphviz_app.core.choices import Stride
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.learning.update import Update
from graphviz_app.core.moments import Moment, Phase, Share, Steps
from graphviz_app.core.parts import (
    BACKWARD,
    FORWARD,
    KINDS,
    NEXT,
    TANGENTS,
    UPDATE,
    Part,
    PartKind,
    Tone,
)
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.update_steps import UpdateSteps

__all__ = [
    "BACKWARD", "FORWARD", "KINDS", "NEXT", "TANGENTS", "UPDATE",
    "Arrival", "Moment", "Part", "PartKind", "Pass", "Phase", "Schedule", "Stride", "Tone",
]  # fmt: skip

_REST = Moment("rest", (), ())


class Arrival(NamedTuple):
    """Which contribution to its source an edge's is (from 1), of how many, and the sum so far.

    ``total`` is what has gathered when the moment is over: told by the last edge that arrives in
    it, None of those beside it.
    """

    place: int
    of: int
    total: Value | None


class Pass:
    """One run's moments, from ``start`` on in the schedule, and the sums that gather in them.

    The run is worked out when it is first asked for: that after a step is often not looked at.
    """

    def __init__(self, run: ReadRun | Callable[[], ReadRun], steps: Steps, start: int) -> None:
        self._run = run
        self.steps = steps
        self.start = start
        self.end = start + len(steps.moments)
        self._totals: dict[str, Sequence[tuple[int, Value]]] = {}

    @cached_property
    def run(self) -> ReadRun:
        """Whose numbers they are about."""
        return self._run if isinstance(self._run, ReadRun) else self._run()

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
    """The moments of one run or of several in a row, stepped by node or by level.

    ``update`` is the step that the run ends with, if it is told: there is none in forward mode,
    nor without gradients.
    """

    def __init__(
        self, *runs: ReadRun, stride: Stride = "node", update: Update | None = None
    ) -> None:
        self.stride = stride
        self.passes: tuple[Pass, ...] = tuple(_passes(runs, stride))
        moments = [moment for one in self.passes for moment in one.steps.moments]
        self._last = len(moments)
        """How many moments there are before the update."""
        self.updating: UpdateSteps | None = None
        """The moments of the update, and what moves in them."""
        if update is not None and _ends_with(self.passes, update):
            self.updating = UpdateSteps(runs[-1], update, stride)
            after = self._next(self.passes[-1], update)
            moments += [_REST, *self.updating.moments, *after.steps.moments]
            self.passes = (*self.passes, after)
        self.moments: tuple[Moment, ...] = tuple(moments)

    def _next(self, last: Pass, update: Update) -> Pass:
        """The run after the step."""
        assert self.updating is not None
        start = self._last + 1 + len(self.updating.moments)
        return Pass(partial(_run_after, last.run, update), last.steps.only_forward, start)

    def renewed(self, run: ReadRun, update: Update | None = None) -> "Schedule":
        """The same of another run; as far as it is alike, nothing is worked out anew."""
        steps, updating = self.passes[0].steps, self.updating
        alone = len(self.passes) == (1 if updating is None else 2)
        alike = update is None if updating is None else updating.are_of(update)
        if not (alone and alike and steps.are_of(run)):
            return Schedule(run, stride=self.stride, update=update)
        again = copy(self)
        again.passes = (Pass(run, steps, 0),)
        if updating is not None and update is not None:
            again.updating = updating.renewed(run, update)
            again.passes += (again._next(again.passes[0], update),)
        return again

    @property
    def update(self) -> Update | None:
        """The step that is told."""
        return None if self.updating is None else self.updating.update

    @property
    def run(self) -> ReadRun:
        """The run that it begins with."""
        return self.passes[0].run

    @property
    def end(self) -> float:
        """The time at which all is over: one step after the last moment, at rest, was lit."""
        return float(len(self.moments) + 1) if self.moments else 0.0

    @property
    def finished(self) -> float:
        """The time of the finished picture of what was run, before it takes a step, if it does."""
        return float(self._last + 1) if self.moments else 0.0

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Without those that have no moment."""
        parts = []
        for number, one in enumerate(self.passes):
            turn = one.start + one.steps.turn
            for kind, start, end in (
                (self._first_kind(number), one.start, turn),
                (BACKWARD, turn, one.end),
                (UPDATE, self._last + 1, self._after(number)),
            ):
                parts += [Part(kind, start, end, number)] if end > start else []
        return tuple(parts)

    def _first_kind(self, number: int) -> PartKind:
        """Of the first part of a pass."""
        if self.updating is not None and number == len(self.passes) - 1:
            return NEXT
        return FORWARD if self.run.wrt is None else TANGENTS

    def _after(self, number: int) -> int:
        """When the update that a pass ends with is over, if it does."""
        last = self.updating is not None and number == len(self.passes) - 2
        return self.passes[-1].start if last else 0

    def part_of(self, index: int) -> Part | None:
        """The part that a moment is in, or that it rests after; after the last moment the last."""
        begun = (part for part in reversed(self.parts) if part.start <= index)
        return next(begun, self.parts[0] if self.parts else None)

    def time_of(self, id_: str, kind: PartKind) -> float | None:
        """When the step of a drawn node, weight or bias is over, in the first run.

        Forward, its value is known then, or used where it is given; backward, its gradient is
        complete; in the update, it has moved. None where there is no such step.
        """
        if kind is UPDATE or kind is NEXT:
            return self._time_after(id_, kind)
        steps = self.passes[0].steps if self.passes else None
        at = (steps.gradient_at if kind is BACKWARD else steps.value_at) if steps else {}
        if steps is None or id_ not in at or at[id_] >= steps.never:
            return None
        return float(at[id_] or self._first_use(id_, steps))

    def _time_after(self, id_: str, kind: PartKind) -> float | None:
        """The same of the update and of the run after it."""
        if self.updating is None:
            return None
        if kind is UPDATE:
            at = self.updating.at.get(id_)
            return None if at is None else self.finished + at
        after = self.passes[-1]
        at = after.steps.value_at.get(id_)
        return float(after.start + at) if at and at < after.steps.never else None

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


def _ends_with(passes: Sequence[Pass], update: Update) -> bool:
    """Whether there is something to be told of a step after the last run."""
    last = passes[-1].run if passes else None
    return last is not None and last.wrt is None and last.seed is not None and bool(update.moved)


def _run_after(run: ReadRun, update: Update) -> ReadRun:
    from graphviz_app.core.next_run import run_after  # late: it is often not looked at

    return run_after(run, update)


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
