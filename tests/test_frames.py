"""What is to be seen when: the moments of a run and the frames in between."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.paths import ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import BACKWARD, FORWARD, Schedule, Stride
from graphviz_app.formats import parse
from graphviz_app.frames import frame_along, frame_at


def _neuron() -> Graph:
    """s = w*x + b, L = s*s: one fan-out, one doubled operand."""
    nodes = [
        Node("x", "input", {"value": 1.5}),
        Node("w", "parameter", {"value": -0.8}),
        Node("b", "parameter", {"value": 0.25}),
        Node("s.mul1", "mul", group="s"),
        Node("s", "add"),
        Node("L", "mul"),
        Node("unused", "exp"),
    ]
    edges = [
        Edge("w", "s.mul1", 0),
        Edge("x", "s.mul1", 1),
        Edge("s.mul1", "s", 0),
        Edge("b", "s", 1),
        Edge("s", "L", 0),
        Edge("s", "L", 1),
        Edge("x", "unused", 0),
    ]
    return Graph.of(nodes, edges, output="L")


def _timeline(
    kind: Kind = "operators", stride: Stride = "node", graph: Graph | None = None
) -> Schedule:
    graph = graph or _neuron()
    return Schedule(ReadRun(run(graph, partial=True), read(graph, kind)), stride=stride)


def test_forward_runs_in_order_then_the_seed_then_backward_to_the_leaves() -> None:
    moments = _timeline().moments
    assert [m.phase for m in moments] == ["forward"] * 4 + ["seed"] + ["backward"] * 3
    assert [m.nodes for m in moments if m.phase == "backward"] == [("L",), ("s",), ("s.mul1",)]


def test_levels_compute_everything_at_one_depth_at_once() -> None:
    moments = _timeline(stride="level").moments
    assert [m.nodes for m in moments if m.phase == "forward"] == [
        ("s.mul1", "unused"),
        ("s",),
        ("L",),
    ]


def test_lines_have_one_moment_per_named_line() -> None:
    moments = _timeline(kind="lines").moments
    assert [m.nodes for m in moments if m.phase == "forward"] == [("s",), ("L",), ("unused",)]


def test_leaves_are_known_from_the_start_and_nothing_else() -> None:
    frame = frame_at(_timeline(), 0)
    assert frame.shows_value("x")
    assert not frame.shows_value("s.mul1")
    assert not frame.shows_gradient("L")
    assert frame.active == ()
    assert frame.pulses == ()


def test_everything_is_shown_at_the_end_and_nothing_is_active() -> None:
    timeline = _timeline()
    frame = frame_at(timeline, 1e9)
    assert frame.t == timeline.end
    assert frame.moment is None
    assert all(frame.shows_value(n) and frame.shows_gradient(n) for n in timeline.run.reading.nodes)
    assert all(frame.shows_contribution(i) for i in range(len(timeline.run.reading.edges)))
    assert not frame.active
    assert not frame.glow
    assert not frame.totals


def test_pulses_travel_forwards_with_values_and_backwards_with_gradients() -> None:
    timeline = _timeline()
    early, late = frame_at(timeline, 0.1), frame_at(timeline, 0.6)
    assert early.kind.forwards
    assert early.pulses[0].position < late.pulses[0].position
    start = timeline.passes[0].steps.turn + 1
    early, late = frame_at(timeline, start + 0.1), frame_at(timeline, start + 0.6)
    assert not early.kind.forwards
    assert early.pulses[0].position > late.pulses[0].position


def test_a_step_at_rest_keeps_its_edges_and_nodes_lit() -> None:
    timeline = _timeline()
    frame = frame_at(timeline, 1)
    assert frame.glow == {"s.mul1": 1.0}
    assert frame.active == timeline.moments[0].edges
    assert frame.kind is FORWARD


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("stride", ["node", "level"])
def test_every_step_is_a_state_to_rest_in_and_the_end_is_one_more(
    kind: Kind, stride: Stride
) -> None:
    timeline = _timeline(kind, stride)
    resting = [frame_at(timeline, t) for t in range(round(timeline.end) + 1)]
    assert [frame.moment for frame in resting] == [None, *timeline.moments, None]
    for frame in resting[1:-1]:
        assert frame.moment is not None
        assert frame.glow == dict.fromkeys(frame.moment.nodes, 1.0)
        assert frame.active == frame.moment.edges
        assert (frame.kind is FORWARD) == (frame.moment.phase == "forward")


def test_the_last_step_at_rest_knows_all_gradients_and_is_still_lit() -> None:
    timeline = _timeline()
    frame = frame_at(timeline, len(timeline.moments))
    assert frame.moment == timeline.moments[-1]
    assert frame.glow == {"s.mul1": 1.0}
    assert frame.shows_gradient("w")
    assert frame.t < timeline.end


def test_on_the_way_to_the_end_the_light_goes_out_and_nothing_else_happens() -> None:
    timeline = _timeline()
    last = len(timeline.moments)
    early, late = frame_at(timeline, last + 0.2), frame_at(timeline, last + 0.8)
    assert early.moment is None
    assert 1.0 > early.glow["s.mul1"] > late.glow["s.mul1"] > 0.0
    assert early.kind is late.kind is BACKWARD
    assert (early.pulses, early.active, early.totals) == ((), (), {})


def test_a_run_without_output_has_an_end_after_its_last_step_too() -> None:
    timeline = _timeline(graph=_neuron().without_edge("s", 1))
    assert frame_at(timeline, 2).moment == timeline.moments[-1]
    assert frame_at(timeline, 3).moment is None
    assert timeline.end == 3


def test_a_gradient_counts_up_while_its_second_contribution_arrives() -> None:
    nodes = [Node("x", "input", {"value": 2.0}), Node("a", "square"), Node("y", "add")]
    edges = [Edge("x", "a", 0), Edge("a", "y", 0), Edge("x", "y", 1)]
    timeline = _timeline(graph=Graph.of(nodes, edges, output="y"))
    before = timeline.passes[0].steps.turn + 2
    assert frame_at(timeline, before).totals == {"x": 1.0}
    halfway = frame_at(timeline, before + 0.85).totals["x"]
    assert 1.0 < halfway < 5.0
    done = frame_at(timeline, before + 1)
    assert done.shows_gradient("x")
    assert "x" not in done.totals


def test_running_totals_end_at_the_gradient() -> None:
    timeline = _timeline()
    (only,) = timeline.passes
    last = {id_: only.totals(id_)[-1][1] for id_ in only.steps.arriving}
    assert last.keys() == {"x", "w", "b", "s", "s.mul1"}
    assert last == pytest.approx({n: timeline.run.gradient(n) for n in last})


def test_frames_do_not_depend_on_which_was_asked_before() -> None:
    timeline = _timeline()
    times = [k / 7 for k in range(7 * len(timeline.moments) + 1)]
    forwards = [frame_at(timeline, t) for t in times]
    fresh = _timeline()
    backwards = [frame_at(fresh, t) for t in reversed(times)]
    for a, b in zip(forwards, reversed(backwards), strict=True):
        assert (a.step, a.pulses, a.glow, a.totals) == (b.step, b.pulses, b.glow, b.totals)


def test_a_branch_not_taken_gets_a_moment_but_steering_edges_carry_nothing_back() -> None:
    nodes = [
        Node("x", "input", {"value": 2.0}),
        Node("c", "constant", {"value": 0.0}),
        Node("y.greater1", "greater", group="y"),
        Node("y", "where"),
    ]
    edges = [
        Edge("x", "y.greater1", 0),
        Edge("c", "y.greater1", 1),
        Edge("y.greater1", "y", 0),
        Edge("x", "y", 1),
        Edge("c", "y", 2),
    ]
    timeline = _timeline(graph=Graph.of(nodes, edges, output="y"))
    back = [e for m in timeline.moments if m.phase == "backward" for e in m.edges]
    assert {timeline.run.reading.edges[e].slot for e in back} == {1, 2}
    steering = next(i for i, e in enumerate(timeline.run.reading.edges) if e.control)
    assert not frame_at(timeline, 99).shows_contribution(steering)


def test_a_node_that_cannot_be_computed_has_no_moment_and_is_never_shown() -> None:
    graph = _neuron().without_edge("s", 1)
    timeline = _timeline(graph=graph)
    assert [m.nodes for m in timeline.moments] == [("s.mul1",), ("unused",)]
    assert not frame_at(timeline, 99).shows_value("s")
    assert not frame_at(timeline, 99).shows_gradient("x")


def test_an_empty_graph_has_an_empty_timeline() -> None:
    timeline = _timeline(graph=Graph.of([]))
    assert frame_at(timeline, 3).t == timeline.end == 0


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_gradients_of_infinity_minus_infinity_are_played_without_a_warning(kind: Kind) -> None:
    graph = parse("x = input([0, 0])\ny = 1/x - 2/x")
    trace = run(graph, partial=True)
    timeline = Schedule(ReadRun(trace, read(graph, kind)))
    for step in range(4 * len(timeline.moments)):
        frame_at(timeline, step / 4)
    assert np.isnan(trace.gradient("x")).all()


def test_the_first_contribution_of_several_counts_up_from_zero() -> None:
    trace = run(parse("x = input(3)\na = 2*x\ny = a*x"))
    timeline = Schedule(ReadRun(trace, read(trace.graph, "operators")))
    (first, _), *_ = timeline.passes[0].totals("x")
    assert "x" not in frame_at(timeline, first - 0.5).totals
    arriving = [frame_at(timeline, first - 0.3 + part).totals.get("x", 0.0) for part in (0.1, 0.2)]
    assert 0.0 < arriving[0] < arriving[1] < 6.0
    assert frame_at(timeline, float(first)).totals["x"] == 6.0


@pytest.mark.parametrize("text", ["L = log(x) + 1/x", "L = sum([1, 2]*log(x) + 1/x)"])
def test_a_total_that_is_not_finite_is_shown_as_it_is(text: str) -> None:
    graph = parse(f"x = input(0)\n{text}".replace("[1, 2]", "constant([1, 2])"))
    timeline = Schedule(ReadRun(run(graph), read(graph, "operators")))
    (over, total), *_ = timeline.passes[0].totals("x")
    assert np.isinf(total)
    for t in (float(over), over + 0.3):
        assert frame_at(timeline, t).totals["x"] == total
    assert np.isinf(frame_at(timeline, over - 0.01).totals["x"])


def test_a_walk_goes_along_its_path_one_edge_a_step() -> None:
    run_read = read_as(run(parse("x = input(2)\na = 3*x\nb = x**2\ny = a*b")), "lines")
    path = ledger(run_read, "x", "y").ordered("graph")[0]
    base = frame_at(Schedule(run_read), 99.0)
    assert frame_along(base, path, 0.0).active == ()
    middle = frame_along(base, path, 0.4)
    assert [pulse.edge for pulse in middle.pulses] == [path.edges[0]]
    assert 0 < middle.pulses[0].position < 1
    assert middle.along is not None
    assert (middle.along.step, middle.along.over, middle.along.factor) == (0, 0, 3.0)
    end = frame_along(base, path, 99.0)
    assert (end.pulses, end.glow, end.active) == ((), {"y": 1.0}, path.edges[1:])
    assert all(map(end.shows_gradient, run_read.reading.nodes))
