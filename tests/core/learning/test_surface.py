"""The loss over two parameters is the loss that learning has."""

import numpy as np
import pytest

from graphviz_app.core.learning.knob import Knob, knobs, turned
from graphviz_app.core.learning.settings import Descent, LossOf
from graphviz_app.core.learning.surface import Losses, room_around, surface
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.core.pieces import finished
from graphviz_app.formats import parse

NET = """\
x = input([1, 2])
t = target(1)
W = parameter([[0.3, -0.2], [0.5, 0.1], [-0.4, 0.8]])
v = parameter([1, -1, 0.5])
y = sigmoid(sum(v*tanh(W @ x)))
L = (t - y)**2
"""
ROWS = Table(("x[0]", "x[1]", "t"), np.random.default_rng(4).normal(size=(7, 3)))


@pytest.mark.parametrize("loss", ["mean", "sum"])
@pytest.mark.parametrize("pair", [(("W", (0, 1)), ("W", (2, 0))), (("W", (1, 1)), ("v", (2,)))])
def test_along_a_way_it_is_the_loss_of_each_step(
    loss: LossOf, pair: tuple[tuple[str, tuple[int, ...]], ...]
) -> None:
    training = Training(parse(NET), Descent(rate=0.2, loss=loss), ROWS)
    training.advance(12)
    losses = Losses(training.graph, training.feed, loss)
    one, other = (Knob(*each) for each in pair)
    for step in (0, 5, 12):
        values = training.at(step).parameters
        here = {knob: np.array([knob.of(values)]) for knob in (one, other)}
        assert losses.at(values, here)[0] == pytest.approx(training.losses[step], rel=1e-12)


def test_a_grid_has_the_first_parameter_to_the_right() -> None:
    graph = parse("a = parameter(1)\nb = parameter(2)\nc = parameter(3)\nL = a + 10*b + 100*c")
    xs, ys = np.array([0.0, 1.0, 2.0]), np.array([5.0, 6.0])
    values = {"a": 1.0, "b": 2.0, "c": 3.0}
    found = finished(surface(Losses(graph, None), values, (Knob("a"), Knob("b")), xs, ys))
    assert found.losses.tolist() == [[350, 351, 352], [360, 361, 362]]


def test_it_is_worked_out_in_pieces() -> None:
    graph = parse("x = input(1)\nt = target(0)\na = parameter(1)\nL = (a*x - t)**2")
    table = Table(("x", "t"), np.random.default_rng(0).normal(size=(5000, 2)))
    training = Training(graph, Descent(), table)
    work = Losses(graph, training.feed).in_pieces({"a": 1.0}, {Knob("a"): np.linspace(0, 1, 40)})
    pieces = sum(1 for _ in work)
    assert pieces == 10


def test_a_matrix_has_a_knob_for_each_element() -> None:
    graph = parse(NET)
    names = [knob.name for knob in knobs(graph, ["W", "v"])]
    assert names[:3] == ["W[0, 0]", "W[0, 1]", "W[1, 0]"]
    assert names[-1] == "v[2]"
    assert len(names) == 9


def test_turning_two_knobs_of_one_leaf_leaves_the_others() -> None:
    value = np.array([[1.0, 2.0], [3.0, 4.0]])
    numbers = {Knob("W", (0, 1)): np.array([7.0, 8.0]), Knob("W", (1, 0)): np.array([5.0, 6.0])}
    found = turned({"W": value}, numbers, 2)["W"]
    assert found.tolist() == [[[1, 7], [5, 4]], [[1, 8], [6, 4]]]
    assert value.tolist() == [[1, 2], [3, 4]]


def test_there_is_room_around_a_way() -> None:
    for way in ([0.0, 4.0], [3.0], [-1e6, 1e6], [0.0], [1.0, np.inf, 2.0]):
        low, high = room_around(way)
        known = [x for x in way if np.isfinite(x)]
        assert low < min(known)
        assert high > max(known)
    assert room_around([]) == (-1.0, 1.0)
