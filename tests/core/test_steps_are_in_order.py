"""No number is seen before what it is made of: every step of the examples, by node and by level."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from tests.gui.play.test_captions_are_true import TENSORS

ROOT = Path(__file__).parents[2]
PATHS = sorted((ROOT / "examples").glob("*.cg"))
TEXTS = {
    **{path.stem: path.read_text(encoding="utf-8") for path in PATHS},
    **TENSORS,
    "the output goes on": "x = input(2)\ny = 3*x\noutput(y)\nz = y*y\nw = z + x",
    "deep and shallow": "x = input(2)\na = x*x\nb = exp(a)\nc = b + x\nd = x*5\nL = c*d + a*b + x",
}
KINDS: tuple[Kind, ...] = ("operators", "lines")
STRIDES: tuple[Stride, ...] = ("node", "level")


def timelines() -> Iterator[Schedule]:
    graphs = [parse(text) for text in TEXTS.values()]
    for graph in (*graphs, replace(graphs[0], output=None)):
        trace = run(graph, partial=True)
        for kind in KINDS:
            reading = read(trace.graph, kind)
            yield from (Schedule(ReadRun(trace, reading), stride=stride) for stride in STRIDES)


@pytest.fixture(scope="module")
def every() -> list[Schedule]:
    return [*timelines()]


def frames(timeline: Schedule) -> list[Frame]:
    """At rest: before the first step, after each, and at the end."""
    return [frame_at(timeline, float(k)) for k in range(round(timeline.end) + 1)]


def values(frame: Frame) -> set[str]:
    return {id_ for id_ in frame.run.reading.nodes if frame.shows_value(id_)}


def gradients(frame: Frame) -> set[str]:
    return {id_ for id_ in frame.run.reading.nodes if frame.shows_gradient(id_)}


def contributions(frame: Frame) -> set[int]:
    edges = range(len(frame.run.reading.edges))
    return {edge for edge in edges if frame.shows_contribution(edge)}


def test_a_value_appears_after_those_that_it_is_computed_from(every: list[Schedule]) -> None:
    for timeline in every:
        reading = timeline.run.reading
        for before, after in pairwise(frames(timeline)):
            new, moment = values(after) - values(before), after.moment
            assert new == set(moment.nodes if moment and moment.phase == "forward" else ())
            for id_ in new:
                sources = {reading.edges[i].source for i in reading.incoming[id_]}
                assert sources <= values(before)
            for i, edge in enumerate(reading.edges):
                assert after.shows_carried(i) == (edge.target in values(after))
        assert values(after) == set(timeline.run.trace.values) & set(reading.nodes)


def test_a_level_is_as_deep_as_its_longest_way_from_a_leaf(every: list[Schedule]) -> None:
    for timeline in every:
        reading = timeline.run.reading
        forward = [m for m in timeline.moments if m.phase == "forward"]
        if timeline.stride == "node":
            assert all(len(m.nodes) == 1 for m in forward)
            continue
        leaves = {id_ for id_ in reading.nodes if not reading.incoming[id_]}
        depth = dict.fromkeys(leaves, 0)
        for level, moment in enumerate(forward, 1):
            for id_ in moment.nodes:
                sources = {reading.edges[i].source for i in reading.incoming[id_]}
                assert max(depth[source] for source in sources) == level - 1
            depth.update(dict.fromkeys(moment.nodes, level))


def test_a_contribution_appears_after_the_whole_gradient_that_it_is_made_of(
    every: list[Schedule],
) -> None:
    for timeline in every:
        edges, stage = timeline.run.reading.edges, frames(timeline)
        for before, after in pairwise(stage):
            new, moment = contributions(after) - contributions(before), after.moment
            if moment is None:
                assert not {edges[i].target for i in new} - gradients(after)
                continue
            back = moment.phase == "backward"
            last = after.step == len(timeline.moments)
            assert new >= set(moment.edges if back else ()) or last
            for i in set(moment.edges) & new:
                assert edges[i].target in gradients(before), (i, moment)
                assert not edges[i].control
        live = {i for i, edge in enumerate(edges) if not edge.control}
        assert contributions(after) == (live if timeline.run.trace.output else set())


def test_a_gradient_is_complete_with_its_last_contribution(every: list[Schedule]) -> None:
    for timeline in every:
        reading, end = timeline.run.reading, len(timeline.moments)
        carried = {i for m in timeline.moments if m.phase == "backward" for i in m.edges}
        for frame in frames(timeline):
            for id_ in reading.nodes:
                parts = carried & set(reading.outgoing[id_])
                if id_ == timeline.run.trace.output or not parts:
                    continue
                assert frame.shows_gradient(id_) == (parts <= contributions(frame))
                shown = [i for i in reading.outgoing[id_] if i in parts & contributions(frame)]
                counting = 0 < len(shown) < len(parts) and frame.step <= end
                if counting or id_ not in frame.totals:
                    assert counting == (id_ in frame.totals)
                if counting:
                    assert np.allclose(frame.totals[id_], summed(timeline, shown))


def summed(timeline: Schedule, edges: list[int]) -> Value:
    """What has come back so far along edges that are drawn."""
    members = [member for i in edges for member in timeline.run.reading.edges[i].members]
    shares = [timeline.run.trace.contribution(*member) for member in members]
    known = [np.asarray(share) for share in shares if share is not None]
    return sum(known[1:], start=known[0])


def test_one_seed_parts_the_way_there_from_the_way_back(every: list[Schedule]) -> None:
    for timeline in every:
        phases = [moment.phase for moment in timeline.moments]
        output = timeline.run.trace.output
        assert phases == sorted(phases, key=("forward", "seed", "backward").index)
        assert phases.count("seed") == (output is not None)
        if output is not None:
            at = phases.index("seed")
            assert (at, timeline.moments[at].nodes) == (timeline.passes[0].steps.turn, (output,))
            assert gradients(frame_at(timeline, at)) == set()
            assert output in gradients(frame_at(timeline, at + 1.0))


@pytest.mark.parametrize("progress", [0.01, 0.35, 0.71, 0.99])
def test_pulses_run_along_the_edges_of_the_step_and_arrive(
    every: list[Schedule], progress: float
) -> None:
    for timeline in every:
        for k, moment in enumerate(timeline.moments):
            frame = frame_at(timeline, k + progress)
            assert (frame.step, frame.moment, frame.active) == (k, moment, moment.edges)
            assert [pulse.edge for pulse in frame.pulses] == [*moment.edges]
            for pulse in frame.pulses:
                assert frame.kind.forwards == (moment.phase == "forward")
                way = pulse.position if frame.kind.forwards else 1 - pulse.position
                assert 0 <= way <= 1
                assert (way == 1) == (progress > 0.7)
                assert (way > 0.4) == (progress > 0.3)
            fading = timeline.moments[k - 1].nodes if k else ()
            assert set(frame.glow) == {*moment.nodes, *fading}
            assert all(0 <= light <= 1 for light in frame.glow.values())
