"""Training: steps, batches, starts, and what cannot be trained."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.learning.descending.batches import rows_of
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.errors import DataError, GraphAppError
from graphviz_app.formats import parse
from tests.core.learning.ways import XOR, line_data, network, square


def _gone(graph: Graph, descent: Descent | None = None, steps: int = 10**6) -> Training:
    training = Training(graph, descent)
    training.advance(steps)
    return training


def test_a_step_is_the_rate_times_the_gradient() -> None:
    training = _gone(square(), Descent(rate=0.01), 1)
    assert training.at(1).parameters == {"w": 1 - 0.01 * 30}
    assert training.losses.tolist() == [25.0, (2 + 3 * (1 - 0.01 * 30)) ** 2]


def test_without_a_descent_the_graphs_rate_counts() -> None:
    graph = replace(square(), learning_rate=0.02)
    assert _gone(graph, None, 1).at(1).parameters == {"w": 1 - 0.02 * 30}


def test_a_frozen_parameter_stays() -> None:
    training = Training(replace(network(), frozen=("w11", "c")), Descent(start=1, steps=5), XOR)
    training.advance(5)
    assert not {"w11", "c"} & {*training.parameters}
    assert training.graph.nodes["w11"].attrs["value"] == 0.5
    assert training.trace_at(5).value("w11") == 0.5


def test_a_shared_parameter_moves_once() -> None:
    training = _gone(parse("w = parameter(2)\nL = w*3 + w*4"), Descent(rate=0.5), 1)
    assert training.at(1).parameters == {"w": 2 - 0.5 * 7}


def test_the_loss_is_that_of_all_rows_whatever_the_batch() -> None:
    training = Training(network(), Descent(batch=1), XOR)
    training.advance(6)
    for step in range(7):
        assert training.losses[step] == pytest.approx(training.row_losses(step).mean(), abs=1e-15)


def test_the_sum_of_the_losses_is_added() -> None:
    training = Training(network(), Descent(loss="sum"), XOR)
    assert training.losses[0] == pytest.approx(training.row_losses(0).sum(), abs=1e-15)


def test_a_row_is_run_as_it_stands_in_the_data() -> None:
    training = Training(network(), None, XOR)
    for row, loss in enumerate(training.row_losses(0)):
        trace = training.trace_at(0, row)
        assert trace.value("x1") == XOR.rows[row, 0]
        assert trace.value("L") == loss


def test_rows_come_in_order_and_the_last_batch_may_be_smaller() -> None:
    taken = [[*rows_of(Descent(batch=3), 7, number)] for number in range(1, 5)]
    assert taken == [[0, 1, 2], [3, 4, 5], [6], [0, 1, 2]]


def test_a_seed_shuffles_each_pass_anew_and_always_alike() -> None:
    shuffled = Descent(batch=3, seed=1)
    taken = [[*rows_of(shuffled, 7, number)] for number in range(1, 7)]
    assert taken == [[1, 4, 3], [5, 6, 2], [0], [5, 4, 6], [0, 2, 3], [1]]


def test_the_same_seed_starts_from_the_same_numbers() -> None:
    start = Training(network(), Descent(start=3), XOR).at(0).parameters
    assert start["w11"] == -0.5240707458162173
    assert start["c"] == -0.4812919713439847
    assert all(-1 <= float(x) < 1 for x in start.values())


def test_a_start_replaces_some_values() -> None:
    start = Training(network(), Descent(start={"w11": 2, "c": -1.5}), XOR).at(0).parameters
    assert (start["w11"], start["c"], start["b1"]) == (2.0, -1.5, 0.1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = input(1)\ny = x**2", "no parameter to train"),
        ("w = parameter([1, 2])\ny = w**2", "the loss must be one number, and 'y' is a vector"),
        ("w = parameter([1, 2])\nu = [1, 2, 3]\ny = sum(w*u)", "mul does not fit"),
    ],
)
def test_what_cannot_be_trained_is_said(text: str, sentence: str) -> None:
    with pytest.raises(GraphAppError, match=sentence):
        Training(parse(text))


def test_without_an_output_there_is_no_loss() -> None:
    with pytest.raises(GraphAppError, match="no output"):
        Training(replace(square(), output=None))


def test_if_all_is_frozen_nothing_is_trained() -> None:
    with pytest.raises(GraphAppError, match="every parameter is frozen"):
        Training(replace(square(), frozen=("w",)))


def test_a_start_that_does_not_fit_is_said() -> None:
    for start, sentence in (({"v": 1}, "not a parameter"), ({"w": [1, 2]}, "a vector of 2")):
        with pytest.raises(GraphAppError, match=sentence):
            Training(square(), Descent(start=start))


def test_data_that_does_not_fit_is_said() -> None:
    with pytest.raises(DataError):
        Training(network(), None, replace(XOR, names=("x1", "x3", "t")))


def test_many_rows_at_once_are_the_rows_one_by_one() -> None:
    table = line_data(100)
    training = Training(network(), Descent(rate=0.1), table)
    alone = [float(training.trace_at(0, row).value("L")) for row in range(100)]
    assert training.losses[0] == pytest.approx(np.mean(alone), rel=1e-14)
    traces = [training.trace_at(0, row) for row in range(100)]
    for moved in training.update_at(0).moved:
        gradient = np.mean([trace.gradient(moved.id) for trace in traces])
        assert moved.gradient == pytest.approx(gradient, rel=1e-12)


def test_a_part_that_does_not_depend_on_the_data_counts_for_each_row() -> None:
    graph = parse("x = input(1)\nw = parameter(2)\nv = parameter(3)\nL = w*x + v**2")
    rows = {"x": [float(n) for n in range(100)]}
    training = Training(graph, Descent(rate=0.1, loss="sum"), Table.of(rows))
    assert [one.gradient for one in training.update_at(0).moved] == [4950.0, 600.0]
    alone = Training(parse("x = input(1)\nv = parameter(3)\nL = v**2"), None, Table.of(rows))
    assert alone.losses[0] == 9.0
    assert alone.update_at(0).moved[0].gradient == 6.0


@pytest.mark.parametrize("size", [4, 30, 90])
def test_batches_go_the_way_of_a_plain_loop(size: int) -> None:
    numbers = np.random.default_rng(2).standard_normal((200, 3))
    graph = parse(
        "x = input([0, 0])\nt = target(0)\nw = parameter([0.5, -1])\nb = parameter(0.25)\n"
        "L = (w @ x + b - t)**2"
    )
    descent = Descent("momentum", rate=0.02, momentum=0.7, batch=size, seed=3)
    training = Training(graph, descent, Table(("x[0]", "x[1]", "t"), numbers))
    training.advance(60)
    w, b, v, c = np.array([0.5, -1.0]), 0.25, np.zeros(2), 0.0
    x, t = numbers[:, :2], numbers[:, 2]
    for step in range(60):
        assert training.losses[step] == pytest.approx(np.mean((x @ w + b - t) ** 2), rel=1e-12)
        rows = [*training.at(step).rows]
        assert len(rows) == (size if (step + 1) % -(-200 // size) else 200 % size or size)
        error = 2 * (x[rows] @ w + b - t[rows]) / len(rows)
        v, c = 0.7 * v + error @ x[rows], 0.7 * c + error.sum()
        w, b = w - 0.02 * v, b - 0.02 * c
    found = training.at(60).parameters
    np.testing.assert_allclose(found["w"], w, rtol=1e-12)
    assert found["b"] == pytest.approx(b, rel=1e-12)


def test_what_is_half_built_beside_the_loss_does_not_matter() -> None:
    whole = square()
    graph = replace(whole, nodes={**whole.nodes, "later": Node("later", "mul")})
    assert _gone(graph, Descent(rate=0.01), 3).at(3) == _gone(whole, Descent(rate=0.01), 3).at(3)
