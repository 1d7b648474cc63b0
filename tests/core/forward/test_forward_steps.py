"""The steps of forward mode: value and tangent come together, from the leaves to the output."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Stride
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import TANGENTS, Schedule
from graphviz_app.export.at import parse_at
from graphviz_app.frames import frame_at
from tests.core.forward.test_forward_run import NEURON


def schedule(stride: Stride = "node") -> Schedule:
    return Schedule(read_as(run(NEURON), "operators", wrt="x"), stride=stride)


@pytest.mark.parametrize("stride", ["node", "level"])
def test_there_is_one_pass_and_nothing_comes_back(stride: Stride) -> None:
    made = schedule(stride)
    assert [part.kind for part in made.parts] == [TANGENTS]
    assert {moment.phase for moment in made.moments} == {"direction", "tangent"}
    assert made.moments[0].nodes == ("x",)


def test_a_tangent_is_known_with_its_value() -> None:
    made = schedule()
    for t in range(int(made.end) + 1):
        frame = frame_at(made, float(t))
        for id_ in made.run.reading.nodes:
            computed = bool(made.run.reading.incoming[id_])
            assert frame.shows_gradient(id_) == (frame.shows_value(id_) and (computed or t > 0))


def test_everything_is_known_at_the_end_and_no_total_is_counting() -> None:
    made = schedule()
    frame = frame_at(made, made.end)
    assert all(map(frame.shows_gradient, made.run.reading.nodes))
    assert not any(frame_at(made, t / 4).totals for t in range(4 * int(made.end)))


def test_time_goes_to_the_step_of_a_node() -> None:
    made = schedule()
    at = made.time_of("a", TANGENTS)
    assert at is not None
    assert made.moments[int(at) - 1].nodes == ("a",)


def test_a_moment_is_named_as_in_a_forward_pass() -> None:
    made = schedule()
    assert parse_at(made, "forward:2") == 2.0
    assert parse_at(made, "forward") == float(len(made.moments))


def test_another_number_is_another_schedule() -> None:
    made = schedule()
    other = made.renewed(read_as(run(NEURON), "operators", wrt="w"))
    assert other.moments[0].nodes == ("w",)
