"""What the caption says in the reading as neurons, step by step."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.neuron import neuron_backward, neuron_forward
from graphviz_app.formats import load
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import MAX_SHORT_ROWS, Caption, caption_of

NETWORKS = [path for path in examples() if "network" in path.stem or "skip" in path.stem]


def captions(name: str) -> tuple[Schedule, list[Caption]]:
    path = next(path for path in examples() if path.stem == name)
    schedule = Schedule(read_as(run(load(path)), "neurons"))
    return schedule, [caption_of(frame_at(schedule, k + 1.0)) for k in range(len(schedule.moments))]


@pytest.mark.parametrize("name", [path.stem for path in NETWORKS])
def test_a_step_says_all_about_its_neuron_in_few_rows(name: str) -> None:
    schedule, told = captions(name)
    passing = schedule.passes[0]
    for moment, caption in zip(schedule.moments, told, strict=True):
        assert caption.rows
        if moment.phase == "seed" or moment.nodes[0] not in schedule.run.reading.neurons:
            assert caption.parts == ()
        elif moment.phase == "forward":
            assert caption.rows == caption.parts
            assert caption.parts == tuple(neuron_forward(schedule.run, moment.nodes[0]))
        else:
            assert caption.parts == tuple(neuron_backward(passing, moment.nodes[0]))
            assert len(caption.rows) <= MAX_SHORT_ROWS


def test_many_weights_are_told_as_a_series_with_the_numbers_of_the_first() -> None:
    schedule, told = captions("three-two-one-network")
    step = next(
        k for k, m in enumerate(schedule.moments) if (m.phase, m.nodes) == ("backward", ("a2_2",))
    )
    rows = [(row.symbols, row.numbers) for row in told[step].rows]
    assert rows[1] == (
        r"\partial L/\partial w_{2,2i} = \delta_{2,2} \cdot x_i",
        r"= -0.002880 \cdot 0.8000 = -0.002304",
    )
    assert told[step].rows[1].remark == "i = 1: 1 of 3 weights of a2_2; likewise 2 and 3"
    parts = [row.remark for row in told[step].parts]
    assert parts[1:5] == [
        "1 of 3 weights of a2_2",
        "2 of 3 weights of a2_2",
        "3 of 3 weights of a2_2",
        "the bias of a2_2",
    ]


def test_weights_without_running_numbers_are_told_by_their_names() -> None:
    schedule, told = captions("skip-connection-matrices")
    step = next(
        k for k, m in enumerate(schedule.moments) if (m.phase, m.nodes) == ("backward", ("y[0]",))
    )
    weights = told[step].rows[1]
    assert weights.remark == "1 of 4; likewise w2[1], w3[0], w3[1]"
