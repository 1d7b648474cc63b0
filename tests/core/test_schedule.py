"""One order of steps: parts, several runs in a row, and sums that are told as they are shown."""

import json
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import BACKWARD, FORWARD, KINDS, Pass, Schedule
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at

ROOT = Path(__file__).parents[2]
WORKED = json.loads((ROOT / "tests" / "data" / "worked_examples.json").read_text(encoding="utf-8"))
FAN_OUT = "x = input(2)\na = x**2\nb = a*3\nc = b + x\nd = x*5\nL = c + d\n"
TEXTS: dict[str, str] = {
    "fan-out": FAN_OUT,
    "infinite": "x = input(0)\nL = log(x) + 1/x + 2*x",
    "half-built": "x = input(2)\nw = parameter(3)\nh = x*...\ny = w*x + x\noutput(y)",
    "no output": "x = input(2)\ny = x*x\nh = y*...\noutput(h)",
    "shapes that do not fit": "x = input([1, 2])\nc = input([1, 2, 3])\nL = x*c",
    "only leaves": "x = input(2)",
    **{path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.cg")},
    **{f"worked {example['id']}": example["text"] for example in WORKED},
}
each_text = pytest.mark.parametrize("name", sorted(TEXTS))
each_kind = pytest.mark.parametrize("kind", ["operators", "lines"])
each_stride = pytest.mark.parametrize("stride", ["node", "level"])


def read_run(graph: Graph | str, kind: Kind = "operators") -> ReadRun:
    graph = parse(graph) if isinstance(graph, str) else graph
    return ReadRun(run(graph, partial=True), read(graph, kind))


def close(actual: Value, wanted: Value) -> None:
    np.testing.assert_allclose(actual, wanted, rtol=1e-9, atol=1e-12)


@each_text
@each_kind
@each_stride
def test_a_sum_that_is_told_is_what_the_picture_shows_when_the_moment_is_over(
    name: str, kind: Kind, stride: Stride
) -> None:
    schedule = Schedule(read_run(TEXTS[name], kind), stride=stride)
    (only,) = schedule.passes
    gathered: dict[str, Value] = {}
    places: dict[str, list[int]] = {}
    for over, moment in enumerate(schedule.moments, 1):
        frame = frame_at(schedule, float(over))
        arriving = [e for e in moment.edges if moment.phase == "backward"]
        telling = {only.run.reading.edges[e].source: e for e in arriving}  # the last of each node
        for edge in arriving:
            source, share = only.run.reading.edges[edge].source, only.run.contribution(edge)
            assert share is not None
            with np.errstate(invalid="ignore"):
                gathered[source] = gathered.get(source, 0.0) + share
            arrival = only.arrival(edge)
            if arrival is None:
                assert len(only.steps.arriving[source]) == 1
                continue
            places.setdefault(source, []).append(arrival.place)
            assert (arrival.total is not None) == (telling[source] == edge)
            if arrival.total is not None:
                close(arrival.total, shown_total(frame, source))
                close(arrival.total, gathered[source])
                assert frame.shows_gradient(source) == (arrival.place == arrival.of)
                assert (source in frame.totals) == (arrival.place < arrival.of)
    for source, seen in places.items():
        counts = [a.of for e in only.run.reading.outgoing[source] if (a := only.arrival(e))]
        assert seen == list(range(1, len(seen) + 1))
        assert counts == [len(seen)] * len(seen)


def shown_total(frame: Frame, id_: str) -> Value:
    """What stands at a node: what has gathered by now, or its whole gradient."""
    shown = frame.totals.get(id_, frame.run.gradient(id_))
    assert shown is not None
    return shown


def test_contributions_that_arrive_together_are_told_with_one_sum() -> None:
    schedule = Schedule(read_run(FAN_OUT), stride="level")
    (only,) = schedule.passes
    edges = [(at, e) for at, arrived in only.steps.arriving["x"].items() for e in arrived]
    assert [at for at, _ in edges] == [7, 9, 9]
    assert [only.arrival(e) for _, e in edges] == [(1, 3, 1.0), (2, 3, None), (3, 3, 18.0)]
    assert only.totals("x") == [(7, 1.0), (9, 18.0)]
    assert [frame_at(schedule, t).totals.get("x") for t in (6.0, 7.0, 8.0, 9.0)] == [
        None,
        1.0,
        1.0,
        None,
    ]


def test_an_only_contribution_is_not_counted_nor_one_that_never_arrives() -> None:
    graph = "x = input(2)\nc = input(1)\ny = x if x > c else 0\nunused = exp(c)\noutput(y)"
    seen = read_run(graph, "lines")
    (only,) = Schedule(seen).passes
    assert {only.arrival(edge) for edge in range(len(seen.reading.edges))} == {None}
    assert only.totals("x") == [(len(only.steps.moments), 1.0)]
    assert not only.totals("c")


@each_text
@each_kind
@each_stride
def test_parts_cover_every_moment_once_and_say_what_it_is(
    name: str, kind: Kind, stride: Stride
) -> None:
    schedule = Schedule(read_run(TEXTS[name], kind), stride=stride)
    inside = [(part, index) for part in schedule.parts for index in range(part.start, part.end)]
    assert [index for _, index in inside] == list(range(len(schedule.moments)))
    for part, index in inside:
        assert schedule.part_of(index) == part
        assert (part.kind is FORWARD) == (schedule.moments[index].phase == "forward")
        assert frame_at(schedule, index + 0.5).kind is part.kind
    assert len({part.kind for part in schedule.parts}) == len(schedule.parts)
    assert schedule.part_of(len(schedule.moments)) == (schedule.parts or (None,))[-1]


def test_a_schedule_of_nothing_has_no_parts_and_no_time() -> None:
    empty = Schedule(read_run(Graph.of([])))
    assert (empty.parts, empty.moments, empty.end, empty.part_of(0)) == ((), (), 0.0, None)
    assert empty.renewed(read_run(FAN_OUT)).moments == Schedule(read_run(FAN_OUT)).moments


def test_the_kinds_of_parts_come_in_the_order_in_which_they_are_played() -> None:
    assert tuple(part.kind for part in Schedule(read_run(FAN_OUT)).parts) == KINDS[:2]
    assert [(kind.name, kind.tone, kind.forwards) for kind in KINDS] == [
        ("forward", "value", True),
        ("backward", "gradient", False),
        ("update", "parameter", True),
        ("next", "value", True),
    ]


def two_runs(stride: Stride, kind: Kind = "operators") -> tuple[Schedule, ReadRun, ReadRun]:
    graph = parse(FAN_OUT)
    runs = read_run(graph, kind), read_run(graph.with_attrs("x", value=3.0), kind)
    return Schedule(*runs, stride=stride), *runs


@each_stride
def test_two_runs_in_a_row_have_their_parts_one_after_the_other(stride: Stride) -> None:
    schedule, first, second = two_runs(stride)
    alone = Schedule(first, stride=stride)
    count, turn = len(alone.moments), alone.passes[0].steps.turn
    assert schedule.moments == alone.moments * 2
    assert [(p.kind, p.start, p.end, p.of_run) for p in schedule.parts] == [
        (FORWARD, 0, turn, 0),
        (BACKWARD, turn, count, 0),
        (FORWARD, count, count + turn, 1),
        (BACKWARD, count + turn, 2 * count, 1),
    ]
    assert schedule.end == 2 * count + 1
    assert [(one.run, one.start, one.end) for one in schedule.passes] == [
        (first, 0, count),
        (second, count, 2 * count),
    ]
    assert schedule.passes[0].steps is schedule.passes[1].steps
    assert schedule.run is first


@each_stride
def test_between_two_runs_the_first_is_whole_and_then_the_second_begins(stride: Stride) -> None:
    schedule, first, second = two_runs(stride)
    border = schedule.passes[1].start
    whole, begun, end = (frame_at(schedule, t) for t in (border, border + 0.1, schedule.end))
    assert [frame.run for frame in (whole, begun, end)] == [first, second, second]
    assert [frame.over for frame in (whole, begun, end)] == [border, 0, border]
    assert [frame.shows_value("x") for frame in (whole, begun, end)] == [True, True, True]
    for id_ in ("a", "L"):
        assert [frame.shows_value(id_) for frame in (whole, begun, end)] == [True, False, True]
    assert [frame.shows_gradient("x") for frame in (whole, begun, end)] == [True, False, True]
    edge = first.reading.incoming["a"][0]
    assert [frame.shows_contribution(edge) for frame in (whole, begun, end)] == [True, False, True]
    assert [frame.kind for frame in (whole, begun, end)] == [BACKWARD, FORWARD, BACKWARD]


@each_kind
@each_stride
def test_each_of_two_runs_is_played_as_it_would_be_alone(kind: Kind, stride: Stride) -> None:
    schedule, *runs = two_runs(stride, kind)
    for passing, one in zip(schedule.passes, runs, strict=True):
        alone = Schedule(one, stride=stride)
        assert totals_of(passing) == totals_of(alone.passes[0])
        for quarter in range(1, 4 * len(alone.moments) + 1):
            frame = frame_at(schedule, passing.start + quarter / 4)
            assert told(frame) == told(frame_at(alone, quarter / 4))
    assert totals_of(schedule.passes[0]) != totals_of(schedule.passes[1])


def totals_of(passing: Pass) -> dict[str, list[tuple[int, Value]]]:
    return {id_: list(passing.totals(id_)) for id_ in passing.run.reading.nodes}


def told(frame: Frame) -> tuple[object, ...]:
    """All that a frame says of its run."""
    reading = frame.run.reading
    return (
        (frame.run, frame.over, frame.progress, frame.moment, frame.kind),
        (frame.pulses, frame.active, dict(frame.totals)),
        [(frame.shows_value(id_), frame.shows_gradient(id_)) for id_ in reading.nodes],
        [(frame.shows_carried(e), frame.shows_contribution(e)) for e in range(len(reading.edges))],
        [frame.passing.arrival(e) for e in range(len(reading.edges))],
    )


def test_runs_of_different_graphs_have_steps_of_their_own() -> None:
    first, second = read_run("x = input(2)\ny = x*x"), read_run(FAN_OUT)
    schedule = Schedule(first, second)
    assert schedule.moments == Schedule(first).moments + Schedule(second).moments
    assert [part.of_run for part in schedule.parts] == [0, 0, 1, 1]
    assert frame_at(schedule, 3.0).run is first
    assert told(frame_at(schedule, 3.5)) == told(frame_at(Schedule(second), 0.5))


@each_kind
@each_stride
def test_a_schedule_renewed_for_other_values_is_that_of_the_new_run(
    kind: Kind, stride: Stride
) -> None:
    graph = parse(FAN_OUT)
    before = Schedule(read_run(graph, kind), stride=stride)
    assert len(list(before.prepared())) == 4
    assert frame_at(before, before.end).run is before.run
    after = read_run(graph.with_attrs("x", value=-3.0), kind)
    renewed, anew = before.renewed(after), Schedule(after, stride=stride)
    assert renewed.run is after
    assert renewed.passes[0].steps is before.passes[0].steps
    same_schedule(renewed, anew)
    assert totals_of(before.passes[0]) != totals_of(renewed.passes[0])


def same_schedule(one: Schedule, other: Schedule) -> None:
    assert one.stride == other.stride
    assert (one.moments, one.parts, one.end) == (other.moments, other.parts, other.end)
    assert len(one.passes) == len(other.passes) == 1
    mine, theirs = one.passes[0], other.passes[0]
    assert (mine.start, mine.end) == (theirs.start, theirs.end)
    for name in ("turn", "never", "value_at", "gradient_at", "contribution_at", "arriving"):
        assert getattr(mine.steps, name) == getattr(theirs.steps, name), name
    assert totals_of(mine) == totals_of(theirs)
    for quarter in range(4 * round(one.end) + 1):
        frame, wanted = frame_at(one, quarter / 4), frame_at(other, quarter / 4)
        assert told(frame) == told(wanted)
        assert frame.glow == wanted.glow


MATRIX = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z*z)\n"
OTHER_SHAPE = parse(MATRIX).with_attrs("x", value=(1.0, 2.0, 3.0))


@pytest.mark.parametrize(
    "other",
    [
        OTHER_SHAPE,
        parse(MATRIX + "output(z)"),
        parse(MATRIX.replace("z*z", "z")),
        parse(MATRIX + "k = exp(L)\noutput(L)"),
        parse(MATRIX.replace("W @ x", "W @ ...")),
    ],
    ids=["fewer can be computed", "another output", "fewer edges", "a node more", "half-built"],
)
@each_kind
def test_a_schedule_renewed_for_anything_else_is_made_anew(other: Graph, kind: Kind) -> None:
    before = Schedule(read_run(MATRIX, kind), stride="level")
    after = read_run(other, kind)
    renewed = before.renewed(after)
    assert renewed.run is after
    assert renewed.passes[0].steps is not before.passes[0].steps
    same_schedule(renewed, Schedule(after, stride="level"))


def test_a_failing_run_has_other_steps_though_the_same_is_drawn() -> None:
    before, after = read_run(MATRIX), read_run(OTHER_SHAPE)
    assert after.reading.is_drawn_as(before.reading)
    assert after.value("z") is None
    assert not Schedule(before).renewed(after).moments


def test_a_schedule_of_two_runs_is_renewed_to_that_of_one() -> None:
    schedule, first, _ = two_runs("level")
    same_schedule(schedule.renewed(first), Schedule(first, stride="level"))
