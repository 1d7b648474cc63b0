"""Time: what a run shows at each moment, as a pure function.

A Timeline cuts a trace into moments; ``frame_at(timeline, t)`` says what is to be seen at time t.
Time is counted in moments: at t = 3 the first three are over; at t = 3.25 the fourth is a quarter
through. After the last moment there is one step more, to the end: the finished picture, in which
nothing is lit. The screen and every exporter draw the same frames.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from graphviz_app.core.autodiff import Trace
from graphviz_app.core.derivative import edge_contribution
from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Reading

Phase = Literal["forward", "seed", "backward"]
Stride = Literal["node", "level"]

ARRIVAL = 0.7
"""The part of a moment in which pulses travel; in the rest, what they bring lights up."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step: nodes that are computed (forward) or pulled back through (backward).

    ``edges`` are indices into the reading's edges: those along which something travels.
    """

    phase: Phase
    nodes: tuple[str, ...]
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """Something travelling: ``position`` from 0 at the edge's source to 1 at its target."""

    edge: int
    position: float
    forward: bool


class Timeline:
    """The moments of one run, read as operators or lines, stepped by node or by level.

    Leaves are given, so their values are there from the start. Nodes without a value and edges
    without a gradient have no moment: they are never reached (``never``).
    """

    def __init__(self, trace: Trace, reading: Reading, stride: Stride = "node") -> None:
        self.trace = trace
        self.reading = reading
        self.stride = stride
        order = [id_ for id_ in _in_order(trace, reading) if id_ in trace.values]
        batches = _batches(reading, order, stride)
        forward = [_forward(reading, batch) for batch in batches]
        seed = [] if trace.output is None else [Moment("seed", (trace.output,), ())]
        backward = _backward(reading, batches, trace.output) if seed else []
        self.moments: tuple[Moment, ...] = (*forward, *seed, *backward)
        self.backward_start = len(forward)
        """Index of the seed moment, the first of the backward part."""

    def prepared(self) -> Iterator[object]:
        """Work out everything that frames ask for, one thing after the other."""
        yield self.value_at
        yield self.contribution_at
        yield self.arrivals
        yield self.gradient_at
        yield self.running

    @property
    def end(self) -> float:
        """The time of the finished picture: one step after the last moment, at rest, was lit."""
        return float(len(self.moments) + 1) if self.moments else 0.0

    @property
    def never(self) -> int:
        """A number of moments that is not reached."""
        return len(self.moments) + 1

    @cached_property
    def value_at(self) -> Mapping[str, int]:
        """Per node the number of moments after which its value is known."""
        given = {id_: 0 if id_ in self.trace.values else self.never for id_ in self.reading.nodes}
        computed = {
            id_: k + 1
            for k, moment in enumerate(self.moments)
            if moment.phase == "forward"
            for id_ in moment.nodes
        }
        return {**given, **computed}

    @cached_property
    def gradient_at(self) -> Mapping[str, int]:
        """Per node the number of moments after which its gradient is complete."""
        end = len(self.moments) if self.trace.output is not None else self.never
        found = {
            id_: end if id_ in self.trace.gradients else self.never for id_ in self.reading.nodes
        }
        for k, totals in enumerate(self.arrivals):
            found.update(dict.fromkeys(totals, k + 1))
        return found

    @cached_property
    def contribution_at(self) -> Sequence[int]:
        """Per edge the number of moments after which its contribution is known."""
        end = len(self.moments) if self.trace.output is not None else self.never
        found = [self.never if edge.control else end for edge in self.reading.edges]
        for k, moment in enumerate(self.moments):
            if moment.phase == "backward":
                for edge in moment.edges:
                    found[edge] = k + 1
        return found

    @cached_property
    @np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
    def arrivals(self) -> Sequence[Mapping[str, Value]]:
        """Per moment the nodes at which contributions arrive, and their new running totals."""
        totals: dict[str, Value] = {}
        found: list[Mapping[str, Value]] = []
        for moment in self.moments:
            now: dict[str, Value] = {}
            if moment.phase == "seed":
                now = {id_: self.trace.gradient(id_) for id_ in moment.nodes}
            elif moment.phase == "backward":
                for edge in moment.edges:
                    source = self.reading.edges[edge].source
                    share = edge_contribution(self.trace, self.reading, edge)
                    if share is not None:
                        now[source] = now[source] + share if source in now else share
                now = {n: totals[n] + share if n in totals else share for n, share in now.items()}
            totals.update(now)
            found.append(now)
        return found

    @cached_property
    def running(self) -> Mapping[str, Sequence[tuple[int, Value]]]:
        """Per node that gathers several contributions: (moments over, running total)."""
        found: dict[str, list[tuple[int, Value]]] = {}
        for k, totals in enumerate(self.arrivals):
            for id_, total in totals.items():
                found.setdefault(id_, []).append((k + 1, total))
        return {id_: totals for id_, totals in found.items() if len(totals) > 1}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be seen at time ``t``."""

    timeline: Timeline
    t: float
    step: int
    """How many moments are over."""
    progress: float
    """How far the next moment (after the last: the way to the end) is through, 0 to below 1."""
    pulses: tuple[Pulse, ...]
    glow: Mapping[str, float]
    """Nodes that are lit, from 0 to 1."""
    active: tuple[int, ...]
    """Edges drawn as active: those of the moment under way, or of the last one when at rest."""
    phase: Phase
    """Of the moment under way, or of the last one when at rest."""
    totals: Mapping[str, Value]
    """Gradients that are not complete yet: the running total, counting while one arrives."""

    @property
    def moment(self) -> Moment | None:
        """The moment under way, or the last one when at rest; None at the start and the end."""
        return _moment(self.timeline, self.t)

    def shows_value(self, node: str) -> bool:
        """Whether the node's value is known by now."""
        return self.timeline.value_at[node] <= self.step

    def shows_carried(self, edge: int) -> bool:
        """Whether the edge has carried its value to the target by now."""
        return self.timeline.value_at[self.timeline.reading.edges[edge].target] <= self.step

    def shows_gradient(self, node: str) -> bool:
        """Whether the node's gradient is complete by now."""
        return self.timeline.gradient_at[node] <= self.step

    def shows_contribution(self, edge: int) -> bool:
        """Whether the edge's contribution is known by now."""
        return self.timeline.contribution_at[edge] <= self.step


@np.errstate(all="ignore")  # as for arrivals
def frame_at(timeline: Timeline, t: float) -> Frame:
    """The frame at time t, clamped to 0 … the timeline's end.

    At both ends nothing is active: they are the pictures to keep. On the way from the last moment
    to the end its light goes out.
    """
    t = min(max(t, 0.0), timeline.end)
    step = min(int(t), len(timeline.moments))
    progress = t - int(t)
    moment = _moment(timeline, t)
    last = moment or (timeline.moments[max(step - 1, 0)] if timeline.moments else None)
    return Frame(
        timeline=timeline,
        t=t,
        step=step,
        progress=progress,
        pulses=_pulses(moment, progress) if moment and progress else (),
        glow=_glow(timeline, moment, step, progress),
        active=moment.edges if moment else (),
        phase=last.phase if last else "forward",
        totals=dict(_totals(timeline, step, progress)),
    )


def _moment(timeline: Timeline, t: float) -> Moment | None:
    """The moment under way at time t, or the one that was over last."""
    k = math.ceil(t) - 1
    return timeline.moments[k] if 0 <= k < len(timeline.moments) else None


def _in_order(trace: Trace, reading: Reading) -> Iterable[str]:
    return (s.node.id for s in trace.program.instructions if s.node.id in reading.nodes)


def _batches(reading: Reading, order: Sequence[str], stride: Stride) -> list[tuple[str, ...]]:
    """Nodes that are computed together: one by one, or all whose operands are equally deep."""
    inner = [id_ for id_ in order if reading.incoming[id_]]
    if stride == "node":
        return [(id_,) for id_ in inner]
    depth: dict[str, int] = {}
    for id_ in order:
        sources = [reading.edges[edge].source for edge in reading.incoming[id_]]
        depth[id_] = max((depth[source] + 1 for source in sources), default=0)
    levels: dict[int, list[str]] = {}
    for id_ in inner:
        levels.setdefault(depth[id_], []).append(id_)
    return [tuple(levels[level]) for level in sorted(levels)]


def _forward(reading: Reading, batch: tuple[str, ...]) -> Moment:
    return Moment("forward", batch, tuple(edge for id_ in batch for edge in reading.incoming[id_]))


def _backward(
    reading: Reading, batches: Sequence[tuple[str, ...]], output: str | None
) -> list[Moment]:
    """From the output back, through nodes that it depends on; steering edges carry nothing."""
    reached = {output}
    moments = []
    for batch in reversed(batches):
        nodes = tuple(id_ for id_ in batch if id_ in reached)
        edges = tuple(
            edge
            for id_ in nodes
            for edge in reading.incoming[id_]
            if not reading.edges[edge].control
        )
        reached.update(reading.edges[edge].source for edge in edges)
        if edges:
            moments.append(Moment("backward", nodes, edges))
    return moments


def _pulses(moment: Moment, progress: float) -> tuple[Pulse, ...]:
    way = _ease(min(progress / ARRIVAL, 1.0))
    forward = moment.phase == "forward"
    return tuple(Pulse(edge, way if forward else 1.0 - way, forward) for edge in moment.edges)


def _glow(
    timeline: Timeline, moment: Moment | None, step: int, progress: float
) -> Mapping[str, float]:
    """The light of the moment before goes out while that of the next one comes."""
    if not progress:
        return dict.fromkeys(moment.nodes, 1.0) if moment else {}
    glow: dict[str, float] = {}
    if step > 0:
        glow.update(dict.fromkeys(timeline.moments[step - 1].nodes, 1.0 - _ease(progress)))
    if moment is not None:
        arrived = _ease(max(progress - ARRIVAL, 0.0) / (1.0 - ARRIVAL))
        light = 1.0 if moment.phase == "backward" else arrived
        glow.update(dict.fromkeys(moment.nodes, light))
    return glow


def _totals(timeline: Timeline, step: int, progress: float) -> Iterable[tuple[str, Value]]:
    """Running totals of gradients that have begun to gather and are not complete."""
    arrived = _ease(max(progress - ARRIVAL, 0.0) / (1.0 - ARRIVAL))
    for id_, totals in timeline.running.items():
        done = [total for moments, total in totals if moments <= step]
        if len(done) == len(totals):
            continue
        arriving = arrived > 0 and totals[len(done)][0] == step + 1
        if done or arriving:
            before = done[-1] if done else np.zeros_like(totals[0][1])
            yield id_, _between(before, totals[len(done)][1], arrived) if arriving else before


def _between(before: Value, after: Value, way: float) -> Value:
    """On the way from one total to the next; what is not finite is reached at once."""
    found = before + way * (after - before)
    return found if np.all(np.isfinite(np.asarray(found))) else after


def _ease(x: float) -> float:
    """Smoothstep: starts and stops gently."""
    return x * x * (3.0 - 2.0 * x)
