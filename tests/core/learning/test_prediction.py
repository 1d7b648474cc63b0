"""What a network predicts: what its loss compares with a target."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning.knob import Knob
from graphviz_app.core.learning.prediction import Predicted, aim_of, axes_of, cut_of, predictions
from graphviz_app.core.learning.together import holds_rows, together
from graphviz_app.formats import parse

LEAVES = "x = input(2)\nz = input(3)\nt = target(1)\nw = parameter(1)\nb = parameter(0.5)\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("y = w*x + b\nL = (t - y)**2", ["y"]),
        ("y = w*x + b\nL = 0.5*(y - t)**2", ["y"]),
        ("L = (t - (w*x + b))**2", ["L.add1"]),
        ("y = sigmoid(w*x)\nL = -(t*log(y) + (1 - t)*log(1 - y))", ["y"]),
        ("s = w*x\nL = -(t*log(sigmoid(s)) + (1 - t)*log(1 - sigmoid(s)))", ["L.sigmoid1"]),
        ("s = w*x\nL = bce_with_logits(s, t)", ["s"]),
        ("h = tanh(w*x)\ny = b*h\ne = t - y\nL = e*e", ["y"]),
        ("y = w*x\nL = y", []),
        ("L = (t - x)**2", []),
        ("y1 = w*x\ny2 = b*x\nL = (t - y1)**2 + (t - y2)**2", ["y1", "y2"]),
    ],
)
def test_it_is_what_is_compared_with_a_target(text: str, found: list[str]) -> None:
    names = predictions(parse(LEAVES + text))
    assert [name.rstrip("0123456789") for name in names] == [n.rstrip("0123456789") for n in found]


def test_its_inputs_are_those_that_it_depends_on() -> None:
    graph = parse(LEAVES + "y = w*x\nL = (t - y)**2 + 0*z")
    assert axes_of(graph, "y") == [Knob("x")]
    tensors = parse(
        "u = input([1, 2])\nt = target(1)\nw = parameter([1, 2])\ny = sum(w*u)\nL = y*t"
    )
    assert axes_of(tensors, "y") == [Knob("u", (0,)), Knob("u", (1,))]


def test_two_classes_are_parted_half_way_and_logits_at_nothing() -> None:
    graph = parse(LEAVES + "y = w*x\nL = (t - y)**2")
    assert cut_of(graph, "y", np.array([0.0, 1.0, 1.0])) == 0.5
    assert cut_of(graph, "y", np.array([-1.0, 1.0])) == 0
    assert cut_of(graph, "y", np.array([0.0, 0.3, 1.0])) is None
    logits = parse(LEAVES + "s = w*x\nL = bce_with_logits(s, t)")
    assert cut_of(logits, "s", np.array([0.0, 1.0])) == 0


def test_each_element_of_a_prediction_has_its_own_aim() -> None:
    text = "x = input(1)\nt = target([0, 1])\nw = parameter([1, 2])\ny = w*x\nL = sum((t - y)**2)"
    graph = parse(text)
    assert aim_of(graph, Knob("y", (1,))) == Knob("t", (1,))
    one = parse(LEAVES + "y = w*x\nL = (t - y)**2")
    assert aim_of(one, Knob("y")) == Knob("t")


def test_over_the_plane_it_is_what_runs_predict() -> None:
    graph = parse(LEAVES + "y = sigmoid(w*x*z + b)\nL = (t - y)**2")
    xs, zs = np.linspace(-2, 2, 5), np.linspace(0, 3, 4)
    across, up = np.meshgrid(xs, zs)
    points = [across.ravel(), up.ravel()]
    found = Predicted(graph, "y").along({"w": 0.7, "b": -0.2}, points).reshape(4, 5)
    for j, z in enumerate(zs.tolist()):
        for i, x in enumerate(xs.tolist()):
            wanted = run(graph, {"w": 0.7, "b": -0.2, "x": x, "z": z}).value("y")
            assert found[j, i] == pytest.approx(wanted, rel=1e-12)


MATRIX = """\
X = input([[0, 0], [0, 1], [1, 0], [1, 1]])
T = target([[0], [1], [1], [0]])
W = parameter([[3, 4], [3, 4]])
V = parameter([[-5], [5]])
Y = sigmoid(sigmoid(X @ W) @ V)
L = mean((T - Y)**2)
"""
VECTOR = """\
x = input([0, 1, 2, 3])
t = target([1, 3, 5, 7])
w = parameter(2)
b = parameter(0.5)
y = w*x + b
L = mean((y - t)**2)
"""


def test_rows_in_a_matrix_are_points_of_a_plane() -> None:
    graph = parse(MATRIX)
    trace = run(graph)
    found = together(graph, "Y", np.shape(trace.value("Y")))
    assert found is not None
    assert found.names == ["X[:, 0]", "X[:, 1]"]
    assert [column.tolist() for column in found.columns] == [[0, 0, 1, 1], [0, 1, 0, 1]]
    assert found.targets.tolist() == [0, 1, 1, 0]
    assert found.along({}, found.columns) == pytest.approx(np.ravel(trace.value("Y")))
    other = run(graph, {"X": [[0.3, 0.7], [2, -1], [0, 0], [0, 0]]}).value("Y")
    points = [np.array([0.3, 2.0]), np.array([0.7, -1.0])]
    assert found.along({}, points) == pytest.approx(np.ravel(other)[:2])


def test_rows_in_a_vector_are_points_of_a_line() -> None:
    graph = parse(VECTOR)
    found = together(graph, "y", (4,))
    assert found is not None
    assert found.names == ["x"]
    assert found.along({"w": 3.0}, [np.array([0.5, 10.0])]).tolist() == [2.0, 30.5]


def test_what_is_not_one_number_for_each_row_is_not_taken_for_rows() -> None:
    assert together(parse(VECTOR), "y", ()) is None
    three = "X = input([[1, 2, 3], [4, 5, 6]])\nt = target([1, 2])\ny = sum(X, axis=1)\n"
    assert not holds_rows(parse(f"{three}L = sum(y*t)"), "y")
    one = "x = input([1, 2])\nt = target([0, 1])\nW = parameter([[1, 2], [3, 4]])\ny = {}\n"
    for formula in ("W @ x", "x - mean(x)"):
        graph = parse(f"{one.format(formula)}L = mean((t - y)**2)")
        assert together(graph, "y", (2,)) is None
    assert not holds_rows(parse(LEAVES + "y = w*x\nL = (t - y)**2"), "y")
