"""When a descent ends, and what is said of it."""

from typing import Any

import numpy as np
import pytest

from graphviz_app.core.learning.descending.stopping import Stop, steady
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from tests.core.learning.ways import XOR, network, square


def _end(text: str, **said: Any) -> tuple[Training, Stop]:
    training = Training(parse(text), Descent(**{"steps": 5_000, **said}))
    training.advance(10**6)
    assert training.stop is not None
    return training, training.stop


def test_all_steps_are_done() -> None:
    training = Training(square(), Descent(rate=0.01, steps=7))
    assert [training.advance(5), training.advance(5)] == [5, 2]
    assert training.stop == Stop("steps", 7, "All 7 steps done: the loss is 1.5536, from 25.0000.")
    assert training.advance(5) == 0


def test_with_a_higher_limit_it_goes_on() -> None:
    training, whole = Training(square(), Descent(rate=0.01, steps=7)), Training(square())
    training.advance(7)
    training.lift(12)
    assert training.stop is None
    assert training.advance(100) == 5
    assert training.count == 12
    assert whole.limit == 100


def test_a_rate_of_0_is_said() -> None:
    training = Training(square(), Descent(rate=0.001, decline="cosine", steps=30))
    training.advance(30)
    training.lift(100)
    training.advance(100)
    assert training.stop is not None
    assert training.stop.kind == "stalled"
    assert training.stop.sentence.endswith("The learning rate has come down to 0.")


def test_steps_that_are_too_small_are_told_from_a_minimum() -> None:
    training, stop = _end("w = parameter(1)\nf = (2 + 3*w)**2", rate=1e-13)
    assert (training.count, stop.kind) == (20, "stalled")
    assert stop.sentence.endswith("Gradients are up to 30.0000: a larger learning rate may go on.")


def test_a_plateau_that_is_hardly_left_is_said() -> None:
    training = Training(network(), Descent(rate=1e-4, steps=300), XOR)
    training.advance(300)
    assert training.stop is not None
    assert training.stop.sentence.endswith(
        " It hardly falls any more, by less than 0.01 % in the last 30 steps. Gradients are up to"
        " 0.009426."
    )


def test_at_a_minimum_of_0_all_is_learned() -> None:
    training, stop = _end("w = parameter(1)\nt = target(-2)\nf = (t - 4*w)**2", rate=0.03125)
    assert stop.kind == "stalled"
    assert training.losses[-1] == 0
    assert stop.sentence == "The loss is 0, and so is every gradient: it is all learned."


@pytest.mark.parametrize("loss", ["-w**2", "w**3"])
def test_without_a_target_a_loss_of_0_need_not_be_the_least(loss: str) -> None:
    _, stop = _end(f"w = parameter(0)\nL = {loss}")
    assert stop.sentence == "The loss is 0, and so is every gradient: no step leads on."


def test_a_dead_unit_is_stuck_from_the_start() -> None:
    training, stop = _end("w = parameter(-1)\nh = relu(w)\nL = (h - 0.5)**2 + 0*w")
    assert (training.count, stop.kind, stop.step) == (0, "stalled", 0)
    assert stop.sentence == (
        "Every gradient is 0, at a loss of 0.2500, and no step leads on. 'h' is dead: 0, without a"
        " slope."
    )


def test_units_are_dead_only_if_they_are_in_every_row() -> None:
    text = """x = input(1)
w = parameter(-1)
h = relu(w*x)
k = relu(w*x - 1)
L = (h + k - 1)**2 + w + 9
output(L)"""
    for rows, dead in (([1.0, 2.0], "'h', 'k' are dead"), ([1.0, -0.5], "'k' is dead")):
        training = Training(parse(text), Descent(rate=1e-12, steps=300), Table.of({"x": rows}))
        training.advance(300)
        assert training.stop is not None
        assert training.stop.sentence.endswith(f" {dead}: 0 in every row, without a slope.")


def test_a_saturated_unit_is_named() -> None:
    _, stop = _end("w = parameter(800)\nt = target(0)\ny = sigmoid(w)\nL = (y - t)**2")
    assert stop.sentence.endswith("no step leads on. 'y' is saturated: without a slope.")


def test_a_loss_that_nothing_trained_leads_to_is_told() -> None:
    _, stop = _end("w = parameter(1)\nx = input(3)\nL = x**2")
    assert stop.sentence.endswith("no step leads on. Nothing that is trained leads to 'L'.")


def test_steps_to_and_fro_are_told_from_steps_that_are_too_small() -> None:
    _, stop = _end("w = parameter(1)\nL = w**2", rate=1.0)
    assert stop.sentence.endswith(
        "Gradients are up to 2.0000: steps jump to and fro, and a smaller learning rate may go on."
    )


def test_a_loss_that_has_come_down_to_nothing_is_not_said_to_change_no_more() -> None:
    training, stop = _end("w = parameter(1)\nL = w**2", rate=0.1, optimizer="rmsprop")
    assert training.losses[-1] < 1e-19
    assert stop.sentence.startswith("The loss is as good as 0: ")


def test_a_corner_that_does_not_lead_to_the_loss_is_not_blamed() -> None:
    text = "x = input(1)\nw = parameter(1)\nq = log(x - 5)\nL = exp(w*w*x)\noutput(L)"
    training = Training(parse(text), Descent(rate=3), Table.of({"x": [0, 1, 2]}))
    training.advance(50)
    assert training.stop is not None
    assert (training.stop.kind, training.stop.node) == ("exploded", "L")
    assert ", in row 2: 'L' is infinite" in training.stop.sentence


def test_momentum_goes_on_where_the_gradient_is_0() -> None:
    training = Training(parse("w = parameter(0.5)\nL = relu(w)"), Descent("momentum", rate=0.4))
    training.advance(3)
    assert training.count == 3
    assert training.at(3).parameters["w"] < training.at(2).parameters["w"] < 0


def test_a_loss_that_falls_no_more_is_said_with_its_gradients() -> None:
    training, stop = _end("w = parameter(3)\nL = (w - 1)**2 + 0.125", rate=0.1)
    assert stop.kind == "stalled"
    assert stop.step == training.count < 300
    assert stop.sentence.startswith("The loss has stopped falling, at 0.1250: in 20 steps it ")
    assert stop.sentence.endswith(": flat, as at a minimum or on a plateau.")
    assert training.losses[-1] == pytest.approx(0.125)


def test_a_loss_that_falls_to_nothing_has_not_stalled_on_its_way() -> None:
    training, _ = _end("w = parameter(1)\nf = w**2", rate=0.05)
    assert training.losses[-1] < 1e-28


def test_the_same_loss_in_every_batch_is_not_taken_for_an_end_too_soon() -> None:
    rows = Table.of({"x": [float(n % 30 == 29) for n in range(30)]})
    graph = parse("x = input(0)\nw = parameter(1)\nL = x*w**2")
    training = Training(graph, Descent(rate=0.1, batch=1, steps=100), rows)
    training.advance(100)
    assert training.count == 100  # only the last of 30 rows moves anything


def test_it_explodes_and_says_where() -> None:
    training, stop = _end("w = parameter(1)\nf = (2 + 3*w)**2", rate=0.2)
    assert (stop.kind, stop.step) == ("exploded", training.count)
    assert training.losses[-1] > 1e6 * training.losses[0] > training.losses[-2]
    assert "smaller learning rate than 0.2" in stop.sentence


def test_a_loss_without_a_number_names_the_node_and_the_cause() -> None:
    training, stop = _end("w = parameter(1)\nf = exp(3*w**4)", rate=0.2)
    assert (stop.kind, stop.step, stop.node) == ("exploded", 1, "f")
    assert stop.sentence.startswith("Exploded after step 1: 'f' is infinite: the result is too")
    assert training.losses[-1] == np.inf
    assert np.isfinite(float(training.at(1).parameters["w"]))


def test_a_row_without_a_number_is_named() -> None:
    rows = Table.of({"x": [1, 2, 0, 3]})
    graph = parse("x = input(1)\nw = parameter(1)\nL = log(x*w)")
    training = Training(graph, None, rows)
    assert training.stop is not None
    assert training.stop.step == 0
    assert training.stop.sentence.startswith("There is no start, in row 3: 'L' is infinite")
    assert training.advance(5) == 0


def test_a_step_out_of_range_is_not_taken() -> None:
    training, stop = _end("w = parameter(1)\nL = 1e300*w", rate=1e10)
    assert (stop.kind, stop.step, stop.node) == ("exploded", 0, "w")
    assert "would make 'w' infinite: its gradient is 1.000·10³⁰⁰" in stop.sentence
    assert training.at(0).parameters == {"w": 1.0}


def test_a_slope_without_a_number_stops_it_before_the_step() -> None:
    training, stop = _end("w = parameter(0)\nL = sqrt(w)")
    assert (training.count, stop.kind) == (0, "exploded")
    assert "the gradient flowing back from 'L' (sqrt) to 'w' is not finite" in stop.sentence


def test_parameters_that_are_kept_are_always_numbers() -> None:
    training, _ = _end("w = parameter(1)\nL = -w**2", rate=1.0)
    for step in range(training.count + 1):
        assert np.isfinite(float(training.at(step).parameters["w"]))


def test_tensors_explode_too() -> None:
    training, stop = _end("W = parameter([[1, 2], [3, 4]])\nL = sum(W**2)", rate=5)
    assert stop.kind == "exploded"
    assert stop.step == training.count


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_where_it_ends_does_not_depend_on_the_pieces(cut: int) -> None:
    for text, rate in (
        ("w = parameter(1)\nf = (2 + 3*w)**2", 0.2),
        ("w = parameter(3)\nL = (w - 1)**2 + 0.125", 0.1),
    ):
        whole, stop = _end(text, rate=rate)
        pieces = Training(parse(text), Descent(rate=rate, steps=5_000))
        while pieces.stop is None:
            pieces.advance(cut)
        assert pieces.stop == stop
        assert pieces.losses.tobytes() == whole.losses.tobytes()


def test_steady_is_what_has_not_changed_within_the_window() -> None:
    falling = np.linspace(1, 0.5, 50)
    flat = np.full(30, 0.5)
    assert steady(1.0, falling, 0, 20) is None
    assert steady(1.0, np.concatenate([falling, flat]), 0, 20) == 49 + 20
    bump = flat.copy()
    bump[15] = 0.6
    assert steady(1.0, bump, 0, 20) is None
