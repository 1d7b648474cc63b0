"""Many points at once are what runs at each of them are."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning.wide import Points
from graphviz_app.formats import parse

SCALARS = (
    "y = sigmoid(w*x + b)\nL = (t - y)**2",
    "y = tanh(w*x) + relu(b - x)\nL = abs(t - y)",
    "y = sigmoid(40*w*w + 30)\nL = -log(1 - y)",
    "y = w*x if x > b else b\nL = mse(y, t)",
    "y = w*x + b\nL = bce_with_logits(y, t)",
    "y = max(w*x, b, t)\nL = sqrt(y)",
    "y = w*b\nL = y",
)
TENSORS = (
    "h = tanh(W @ u + c)\nL = sum(h*h)",
    "h = W @ u\nL = mse(h, c)",
    "h = W*u + c\nL = mean(h)",
    "p = softmax(W @ u + c)\nL = -log(p[1])",
    "h = u @ W\nL = h[0]*h[1]",
    "h = (W @ W) @ u\nL = h @ c",
    "L = dot(u, c)*W[1, 0] + sum(W[0, :])",
    "h = transpose(W) @ W\nL = sum(h[:, 1]) + u[-1]",
    "h = stack(u, c)\nL = sum(sum(h, axis=0)*c)",
    "h = outer(u, c)\nL = sum(h*x)",
)
NUMBERS = "x = input(2)\nt = target(1)\nw = parameter(3)\nb = parameter(-1)\n"
MATRICES = (
    "u = input([1, 2])\nx = input(2)\nW = parameter([[1, 2], [3, 4]])\nc = parameter([1, -1])\n"
)


@pytest.mark.parametrize("text", SCALARS)
def test_numbers_at_many_points_are_those_of_runs(text: str) -> None:
    graph = parse(NUMBERS + text)
    draw = np.random.default_rng(1).normal
    many = {id_: draw(size=23) for id_ in ("x", "w")}
    given = {"b": 0.7}
    found = Points(graph, "L").values(given, many, 23)
    for n in range(23):
        values = {**given, **{id_: float(at[n]) for id_, at in many.items()}}
        wanted = run(graph, values, partial=True).value("L")
        assert float(found[n]) == pytest.approx(wanted, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("moving", [("u",), ("W",), ("u", "W", "c"), ("c",), ("x", "u")])
@pytest.mark.parametrize("text", TENSORS)
def test_tensors_at_many_points_are_those_of_runs(text: str, moving: tuple[str, ...]) -> None:
    graph = parse(MATRICES + text)
    shapes = {"u": (2,), "W": (2, 2), "c": (2,), "x": ()}
    draw = np.random.default_rng(2).normal
    many = {id_: draw(size=(9, *shapes[id_])) for id_ in moving}
    found = Points(graph, "L").values({}, many, 9)
    assert found.shape == (9,)
    for n in range(9):
        wanted = run(graph, {id_: at[n] for id_, at in many.items()}).value("L")
        assert float(found[n]) == pytest.approx(wanted, rel=1e-12)


def test_what_moves_with_nothing_is_the_same_everywhere() -> None:
    graph = parse(NUMBERS + "y = w*b\nL = y + x")
    assert (
        Points(graph, "y").values({"w": 2.0, "b": 5.0}, {"x": np.arange(4.0)}, 4).tolist()
        == [10.0] * 4
    )


def test_what_has_no_value_is_left_blank() -> None:
    graph = parse(NUMBERS + "L = log(w)")
    found = Points(graph, "L").values({}, {"w": np.array([-1.0, 1.0])}, 2)
    assert np.isnan(found[0])
    assert found[1] == 0
