"""Frames: what is to be seen of a schedule at each time, as a pure function.

The screen and every exporter draw the same frames.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.core.schedule import FORWARD, UPDATE, Moment, PartKind, Pass, Schedule
from graphviz_app.core.update_steps import Shift

if TYPE_CHECKING:
    from graphviz_app.core.paths import Path

ALONG = PartKind("along", "Along a path", "local derivatives multiply", "gradient", True)
"""Going along a path: what travels is a derivative, in the direction of values."""
ARRIVAL = 0.7
"""The part of a moment in which pulses travel; in the rest, what they bring lights up."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Something travelling: ``position`` from 0 at the edge's source to 1 at its target."""

    edge: int
    position: float


@dataclass(frozen=True, slots=True)
class Along:
    """How far a path is walked: ``step`` is the one under way or over last, -1 at its start."""

    path: "Path"
    step: int
    over: int
    """How many steps are over."""

    @property
    def factor(self) -> Value | None:
        """The local derivative of the step."""
        return self.path.factors[self.step] if self.step >= 0 else None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be seen at time ``t``."""

    schedule: Schedule
    t: float
    step: int
    """How many moments are over."""
    progress: float
    """How far the next moment (after the last: the way to the end) is through, 0 to below 1."""
    moment: Moment | None
    """The moment under way, or the last one when at rest; None at the start and the end, and
    where a run rests before its update."""
    kind: PartKind
    """Of the part with the moment under way, or with the last one when at rest."""
    passing: Pass
    """The run that is shown, and its place in the schedule."""
    pulses: tuple[Pulse, ...]
    glow: Mapping[str, float]
    """Nodes that are lit, from 0 to 1."""
    active: tuple[int, ...]
    """Edges drawn as active: those of the moment under way, or of the last one when at rest; in an
    update those on which the weights stand that move."""
    totals: Mapping[str, Value]
    """Gradients that are not complete yet: the running total, counting while one arrives."""
    along: Along | None = None
    """The path that is walked, while one is."""

    @property
    def run(self) -> ReadRun:
        """The run whose numbers are shown."""
        return self.passing.run

    @property
    def index(self) -> int:
        """The place of the moment under way, or of the last one when at rest; -1 at the start."""
        return math.ceil(self.t) - 1

    @property
    def over(self) -> int:
        """How many moments of this run are over."""
        return min(self.step - self.passing.start, len(self.passing.steps.moments))

    @property
    def at_rest(self) -> bool:
        """Whether a run is finished and nothing is lit: at the end, and before an update."""
        return self.moment is None and self.step > 0

    @property
    def moved(self) -> int:
        """How many moments of the update are over."""
        return max(self.step - round(self.schedule.finished), 0)

    def new_value(self, leaf: str) -> Value | None:
        """What a parameter shows in an update in the place of its value: on the way to the new
        one, or that. None as long as it shows what it had."""
        updating = self.schedule.updating
        if self.kind is not UPDATE or updating is None:
            return None
        return updating.shown(leaf, self.moved, _arrived(self.progress))

    @property
    def shifts(self) -> Iterable[tuple[str, Shift]]:
        """Leaves of the drawn graph that move in the moment under way, or did in the last one."""
        updating, moment = self.schedule.updating, self.moment
        if self.kind is UPDATE and updating is not None and moment is not None:
            for id_ in moment.nodes:
                yield from ((leaf, updating.shift(leaf)) for leaf in updating.leaves[id_])

    def shows_value(self, node: str) -> bool:
        """Whether the node's value is known by now."""
        return self.passing.steps.value_at[node] <= self.over

    def shows_carried(self, edge: int) -> bool:
        """Whether the edge has carried its value to the target by now."""
        return self.shows_value(self.run.reading.edges[edge].target)

    def shows_gradient(self, node: str) -> bool:
        """Whether the node's gradient is complete by now."""
        return self.passing.steps.gradient_at[node] <= self.over

    def shows_delta(self, neuron: str) -> bool:
        """Whether the gradient has gone back through a neuron's activation by now."""
        back = self.run.wrt is None
        return back and any(map(self.shows_contribution, self.run.reading.incoming[neuron]))

    def shows_contribution(self, edge: int) -> bool:
        """Whether the edge's contribution is known by now."""
        return self.passing.steps.contribution_at[edge] <= self.over


@np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
def frame_at(schedule: Schedule, t: float) -> Frame:
    """The frame at time t, clamped to 0 … the schedule's end.

    At both ends nothing is active: they are the pictures to keep. On the way from the last moment
    to the end its light goes out.
    """
    t = min(max(t, 0.0), schedule.end)
    step = min(int(t), len(schedule.moments))
    progress = t - int(t)
    index = math.ceil(t) - 1
    moment = _moment_at(schedule, index)
    part = schedule.part_of(max(index, 0))
    passing = schedule.passes[part.of_run if part else 0]
    kind = part.kind if part else FORWARD
    return Frame(
        schedule=schedule,
        t=t,
        step=step,
        progress=progress,
        moment=moment,
        kind=kind,
        passing=passing,
        pulses=_pulses(moment, kind, progress) if moment and progress else (),
        glow=_glow(schedule, moment, kind, step, progress),
        active=_edges(schedule, moment),
        totals=dict(_totals(passing, step - passing.start, progress)),
    )


def _moment_at(schedule: Schedule, index: int) -> Moment | None:
    """None before the first, after the last, and for one in which nothing happens."""
    moment = schedule.moments[index] if 0 <= index < len(schedule.moments) else None
    return None if moment is None or moment.phase == "rest" else moment


def frame_along(base: Frame, path: "Path", t: float) -> Frame:
    """The frame at time t of a walk along a path, a step for each of its edges.

    Its numbers are known as in ``base``. From step to step the node that is reached lights up.
    """
    t = min(max(t, 0.0), float(len(path.edges)))
    over, progress, step = int(t), t - int(t), math.ceil(t) - 1
    edge = path.edges[step] if step >= 0 else None
    glow = {path.nodes[over]: 1.0 - ease(progress)}
    if progress:
        glow[path.nodes[over + 1]] = _arrived(progress)
    way = ease(min(progress / ARRIVAL, 1.0))
    return replace(
        base,
        kind=ALONG,
        moment=None,
        pulses=(Pulse(edge, way),) if edge is not None and progress else (),
        glow=glow,
        active=() if edge is None else (edge,),
        along=Along(path, step, over),
    )


def _pulses(moment: Moment, kind: PartKind, progress: float) -> tuple[Pulse, ...]:
    way = ease(min(progress / ARRIVAL, 1.0))
    position = way if kind.forwards else 1.0 - way
    return tuple(Pulse(edge, position) for edge in moment.edges)


def leaves_in(schedule: Schedule, moment: Moment) -> Sequence[str]:
    """The nodes that a moment is about, of the graph that is drawn: of a matrix its elements."""
    if moment.phase != "update" or schedule.updating is None:
        return moment.nodes
    return [leaf for id_ in moment.nodes for leaf in schedule.updating.leaves[id_]]


def lit_in(schedule: Schedule, moment: Moment) -> Sequence[Element]:
    """What is drawn of what a moment is about: its nodes, and its edges."""
    if moment.phase != "update" or schedule.updating is None:
        return (*moment.nodes, *moment.edges)
    return schedule.updating.drawn_in(moment)


def _edges(schedule: Schedule, moment: Moment | None) -> tuple[int, ...]:
    lit = () if moment is None else lit_in(schedule, moment)
    return tuple(element for element in lit if isinstance(element, int))


def _nodes(schedule: Schedule, moment: Moment | None) -> tuple[str, ...]:
    lit = () if moment is None else lit_in(schedule, moment)
    return tuple(element for element in lit if isinstance(element, str))


def _glow(
    schedule: Schedule, moment: Moment | None, kind: PartKind, step: int, progress: float
) -> Mapping[str, float]:
    """The light of the moment before goes out while that of the next one comes."""
    if not progress:
        return dict.fromkeys(_nodes(schedule, moment), 1.0)
    glow: dict[str, float] = {}
    if step > 0:
        before = schedule.moments[step - 1]
        glow.update(dict.fromkeys(_nodes(schedule, before), 1.0 - ease(progress)))
    if moment is not None:
        # What gives something away is lit from the start, what receives it from its arrival.
        gives = kind is UPDATE or (moment.edges and not kind.forwards)
        nodes = _nodes(schedule, moment)
        glow.update(dict.fromkeys(nodes, 1.0 if gives else _arrived(progress)))
    return glow


def _totals(passing: Pass, over: int, progress: float) -> Iterable[tuple[str, Value]]:
    """Running totals of gradients that have begun to gather and are not complete."""
    arrived = _arrived(progress)
    for id_, totals in passing.gathering(over):
        done = [total for moments, total in totals if moments <= over]
        if len(done) == len(totals):
            continue
        arriving = arrived > 0 and totals[len(done)][0] == over + 1
        if done or arriving:
            before = done[-1] if done else np.zeros_like(totals[0][1])
            yield id_, _between(before, totals[len(done)][1], arrived) if arriving else before


def _arrived(progress: float) -> float:
    """How much of what the pulses bring is lit."""
    return ease(max(progress - ARRIVAL, 0.0) / (1.0 - ARRIVAL))


def _between(before: Value, after: Value, way: float) -> Value:
    """On the way from one total to the next; what is not finite is reached at once."""
    between = before + way * (after - before)
    return between if np.all(np.isfinite(np.asarray(between))) else after


def ease(x: float) -> float:
    """Smoothstep: starts and stops gently."""
    return x * x * (3.0 - 2.0 * x)
