"""The step of learning that a run ends with, in the schedule: who moves when, and what follows."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.update import Update, first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading.elements import place_of
from graphviz_app.core.schedule import BACKWARD, FORWARD, NEXT, UPDATE, Schedule, Stride
from graphviz_app.core.update_steps import MOST_APART
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from tests.texts import ONE_STEP

LAYERS = """
x = input([1, 2])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
b = parameter([0.1, 0.2])
v = parameter([0.5, -0.5])
t = target(1)
with group("hidden"):
    h = tanh(W @ x + b)
L = (sum(v*h) - t)**2
learning_rate(0.1)
"""
SHARED = "x = input(2)\nw = parameter(0.5)\ny = w*x\nL = (w*y - 1)**2\nlearning_rate(0.01)\n"
TEXTS = {"neuron": ONE_STEP, "layers": LAYERS, "shared": SHARED}
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
each_kind = pytest.mark.parametrize("kind", get_args(Kind))
each_stride = pytest.mark.parametrize("stride", get_args(Stride))


def step_of(graph: Graph) -> Update:
    update = first_update(run(graph))
    assert update is not None
    return update


def schedule_of(text: str, kind: Kind = "operators", stride: Stride = "node") -> Schedule:
    trace = run(parse(text))
    return Schedule(read_as(trace, kind), stride=stride, update=first_update(trace))


@each_text
@each_kind
@each_stride
def test_up_to_the_finished_picture_all_is_as_without_a_step(
    text: str, kind: Kind, stride: Stride
) -> None:
    schedule = schedule_of(text, kind, stride)
    alone = Schedule(schedule.run, stride=stride)
    assert schedule.moments[: len(alone.moments)] == alone.moments
    assert schedule.parts[:2] == alone.parts
    assert schedule.finished == alone.finished == alone.end < schedule.end
    for quarter in range(4 * round(alone.end) + 1):
        frame, wanted = frame_at(schedule, quarter / 4), frame_at(alone, quarter / 4)
        assert seen(frame) == seen(wanted)


def seen(frame: Frame) -> tuple[object, ...]:
    nodes = frame.run.reading.nodes
    return (
        (frame.run, frame.moment, frame.kind, frame.over, frame.progress, frame.at_rest),
        (frame.pulses, frame.active, dict(frame.glow), dict(frame.totals)),
        [(frame.shows_value(id_), frame.shows_gradient(id_)) for id_ in nodes],
    )


@each_text
@each_kind
@each_stride
def test_the_update_and_the_run_after_it_follow(text: str, kind: Kind, stride: Stride) -> None:
    schedule = schedule_of(text, kind, stride)
    assert [part.kind for part in schedule.parts] == [FORWARD, BACKWARD, UPDATE, NEXT]
    update, after = schedule.parts[2:]
    assert update.start == schedule.finished
    assert (update.of_run, after.of_run) == (0, 1)
    assert after.start == update.end
    assert after.end == schedule.end - 1
    moved = [one.id for one in step_of(schedule.run.whole.graph).moved]
    batches = [moment.nodes for moment in schedule.moments[update.start : update.end]]
    assert batches == ([(id_,) for id_ in moved] if stride == "node" else [tuple(moved)])
    forward = schedule.parts[0]
    again = schedule.moments[after.start : after.end]
    assert again == schedule.moments[forward.start : forward.end]


@each_text
@each_kind
@each_stride
def test_each_parameter_turns_into_its_new_value_in_its_moment_and_keeps_it(
    text: str, kind: Kind, stride: Stride
) -> None:
    schedule = schedule_of(text, kind, stride)
    updating, run_ = schedule.updating, schedule.run
    assert updating is not None
    new = step_of(run_.whole.graph).new_values
    for id_, leaves in updating.leaves.items():
        assert leaves
        at = schedule.finished + updating.at[leaves[0]]
        for leaf in leaves:
            place = place_of(leaf, np.shape(new[id_])) if leaf != id_ else None
            wanted = new[id_] if place is None else np.asarray(new[id_])[place]
            old = run_.value(leaf)
            assert old is not None
            assert frame_at(schedule, at - 1.0).new_value(leaf) is None
            assert frame_at(schedule, at - 0.5).new_value(leaf) is None
            half = frame_at(schedule, at - 0.15).new_value(leaf)
            assert is_same(half, (old + wanted) / 2)
            assert is_same(frame_at(schedule, at).new_value(leaf), wanted)
            assert frame_at(schedule, schedule.parts[3].start).new_value(leaf) is not None


def is_same(value: Value | None, wanted: Value) -> bool:
    return value is not None and np.allclose(value, wanted, rtol=1e-12, atol=1e-15)


@each_text
@each_kind
def test_what_shows_the_parameter_is_lit_while_it_moves(text: str, kind: Kind) -> None:
    schedule = schedule_of(text, kind)
    for k in range(schedule.parts[2].start, schedule.parts[2].end):
        for t in (k + 0.3, k + 1.0):
            frame = frame_at(schedule, t)
            assert frame.glow or frame.active
            assert all(frame.glow[id_] == 1.0 for id_ in lit_nodes(schedule, k))
            assert not frame.pulses


def lit_nodes(schedule: Schedule, index: int) -> list[str]:
    assert schedule.updating is not None
    drawn = schedule.updating.drawn_in(schedule.moments[index])
    return [one for one in drawn if isinstance(one, str)]


def test_a_weight_is_lit_on_its_edges_a_bias_in_its_neuron_what_is_folded_at_its_group() -> None:
    trace = run(parse(ONE_STEP))
    neuron = Schedule(read_as(trace, "neurons"), update=first_update(trace))
    weight, bias = (frame_at(neuron, neuron.finished + t) for t in (0.3, 1.6))
    assert [neuron.run.reading.edges[i].weight for i in weight.active] == ["w"]
    assert weight.glow == {}
    assert (bias.active, bias.glow) == ((), {"a": 1.0})
    grouped = ONE_STEP.replace("w = parameter", 'with group("g"):\n    w = parameter')
    trace = run(parse(grouped))
    folded = Schedule(read_as(trace, "operators", ("g",)), update=first_update(trace))
    (box,) = folded.run.reading.boxes
    assert frame_at(folded, folded.finished + 0.3).glow == {box: 1.0}


@each_text
@each_kind
def test_the_next_run_is_that_with_the_new_values(text: str, kind: Kind) -> None:
    schedule = schedule_of(text, kind)
    graph = schedule.run.whole.graph
    wanted = run(graph.with_values(step_of(graph).new_values))
    end = frame_at(schedule, schedule.end)
    assert end.at_rest
    assert end.run.whole.values.keys() == wanted.values.keys()
    for id_, value in wanted.values.items():
        assert np.array_equal(end.run.whole.value(id_), value)
    assert end.run.reading.is_drawn_as(schedule.run.reading)
    begun = frame_at(schedule, schedule.parts[3].start + 0.1)
    output = schedule.run.seed or ""
    assert (begun.run, begun.shows_value(output)) == (end.run, False)
    assert end.shows_value(output)
    for frame in (begun, end):
        assert not any(map(frame.shows_gradient, schedule.run.reading.nodes))
        assert not any(map(frame.shows_contribution, range(len(schedule.run.reading.edges))))


@each_kind
@each_stride
def test_a_renewed_schedule_is_that_of_the_new_run_and_its_step(kind: Kind, stride: Stride) -> None:
    before = schedule_of(ONE_STEP, kind, stride)
    again = schedule_of(ONE_STEP.replace("1.5", "-2"), kind, stride)
    renewed = before.renewed(again.run, again.update)
    assert renewed.moments is before.moments
    assert (renewed.finished, renewed.end, renewed.parts) == (
        again.finished,
        again.end,
        again.parts,
    )
    for quarter in range(4 * round(again.end) + 1):
        frame, wanted = frame_at(renewed, quarter / 4), frame_at(again, quarter / 4)
        assert frame.run.whole.values == wanted.run.whole.values
        assert [frame.new_value(id_) for id_ in "wb"] == [wanted.new_value(id_) for id_ in "wb"]
        assert seen(frame)[1:] == seen(wanted)[1:]


def test_very_many_parameters_move_at_once() -> None:
    for count in (MOST_APART, MOST_APART + 1):
        lines = [f"p{k} = parameter({k})" for k in range(count)]
        total = " + ".join(f"p{k}" for k in range(count))
        schedule = schedule_of("\n".join([*lines, f"L = {total}", "learning_rate(1)"]))
        update = schedule.parts[2]
        assert update.end - update.start == (count if count == MOST_APART else 1)


def test_another_step_or_none_makes_another_schedule() -> None:
    schedule = schedule_of(ONE_STEP)
    without = schedule.renewed(schedule.run)
    assert (without.update, without.end) == (None, schedule.finished)
    assert without.renewed(schedule.run, schedule.update).end == schedule.end
    trace = run(replace(parse(ONE_STEP), frozen=("w",)))
    frozen = Schedule(read_as(trace, "operators"), update=first_update(trace))
    renewed = schedule.renewed(frozen.run, frozen.update)
    assert renewed.moments == frozen.moments
    assert len(frozen.moments) == len(schedule.moments) - 1


def test_the_next_run_is_only_worked_out_where_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from graphviz_app.core import next_run

    asked: list[Update] = []
    whole = next_run.run_after

    def counted(before: ReadRun, update: Update) -> ReadRun:
        asked.append(update)
        return whole(before, update)

    monkeypatch.setattr(next_run, "run_after", counted)
    schedule = schedule_of(ONE_STEP)
    for t in (0.0, 5.5, schedule.finished, schedule.finished + 1.5):
        assert frame_at(schedule, t).run is schedule.run
    assert not asked
    assert frame_at(schedule, schedule.end).run is frame_at(schedule, schedule.end - 1).run
    assert len(asked) == 1


def test_there_is_no_step_in_forward_mode_nor_without_gradients() -> None:
    trace = run(parse(ONE_STEP))
    update = first_update(trace)
    forward = Schedule(read_as(trace, "operators", wrt="w"), update=update)
    assert (forward.update, forward.finished) == (None, forward.end)
    bare = parse("w = parameter(1)\ny = w*w\n")
    nothing = run(Graph.of(bare.nodes.values(), bare.edges.values()))
    assert Schedule(read_as(nothing, "operators"), update=update).update is None


def test_where_a_parameter_moves_and_is_used_again_can_be_asked() -> None:
    schedule = schedule_of(ONE_STEP)
    assert schedule.time_of("w", UPDATE) == schedule.finished + 1
    assert schedule.time_of("b", UPDATE) == schedule.finished + 2
    assert schedule.time_of("x", UPDATE) is None
    assert schedule.time_of("L", NEXT) == schedule.end - 1
    assert Schedule(schedule.run).time_of("w", UPDATE) is None


def test_a_run_that_explodes_is_shown_all_the_same() -> None:
    text = "w = parameter(1e200)\nL = w*w*w\nlearning_rate(1e200)\n"
    schedule = schedule_of(text)
    end = frame_at(schedule, schedule.end)
    assert end.run.problems
    assert end.shows_value("L")
    assert not np.isfinite(end.run.whole.value("w"))
