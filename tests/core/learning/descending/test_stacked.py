"""Rows that are run at once come to what each of them comes to by itself."""

from collections.abc import Mapping

import numpy as np
import pytest

from graphviz_app.core.learning.descending import quick
from graphviz_app.core.learning.descending import rows as rows_module
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse

START = "x = input([0.5, -1, 2])\nt = target([1, 0])\nu = input(0.3)\n"
NETWORK = (
    "W = parameter([[0.5, -0.4, 0.1], [0.3, 0.8, -0.2]])\nb = parameter([0.1, -0.2])\n"
    "s = parameter(0.7)\n"
)
LOSSES = {
    "matrix and rows": "L = sum((tanh(W @ x + b) - t)**2)",
    "rows and matrix": "L = sum((x @ transpose(W) + s*b - t)**2)",
    "dot products": "v = parameter([0.2, 0.3])\nL = (v @ t - u)**2 + x @ x*s + t @ (W @ x)",
    "rows and vector": "v = parameter([0.2, 0.3, -1])\nL = (x @ v - u)**2",
    "mean": "L = mean((W @ x - t)**2)*s",
    "softmax": "L = -sum(t*log(softmax(W @ x + b)))",
    "cross entropy": "L = softmax_cross_entropy(W @ x + b, t)",
    "losses": "L = mse(W @ x + b, t) + s*mse(s*u, u)",
    "elements": "h = W @ x\nL = (h[0] - t[1])**2 + (h[1]*s - u)**2 + b[0]*u",
    "of parameters only": "L = sum(W**2) + s*s",
    "partly": "L = sum((W @ x - t)**2) + sum(b**2)*s",
    "outer": "L = sum(outer(t, x)*W) + norm(W @ x)",
    "gate": "h = W @ x + b\nL = sum(h if h > 0 else s*h) + max(s*u, u*u)",
    "axis": "L = sum(sum(outer(t, x)*W, axis=0)**2)*s + sum(b*t, axis=0)",
    "huber": "L = huber(W @ x + b, t, delta=0.3) + l2_penalty(W @ x, reduction='half')",
    "class": "L = softmax_cross_entropy(W @ x + b, 0*u)",
    "likelihood": "L = nll(log_softmax(W @ x + b), t, reduction='half')",
    "scores": "L = multiclass_hinge(3*(W @ x + b), 0*u, reduction='sum')",
    "probabilities": "L = cross_entropy(softmax(W @ x + b), t) + kl(softmax(b), softmax(W @ x))",
    "moved target": "L = mse(W @ x, b) + bce_with_logits(W @ x, sigmoid(b), reduction='half')",
    "one target for all": "L = mse(W @ x, u) + l1(W @ x, s*u, reduction='sum')",
    "linear": "L = sum((linear(x, W, b) - t)**2)",
    "matrices": "L = mse(outer(W @ x, x), outer(b, x)) + softmax_cross_entropy(outer(b, x), W)",
    "joined": "h = concat(W @ x, b)\nL = sum(h**2)*s + sum(clip(h, low=-1, high=0.5))",
}
COUNT = 7


def _table(count: int = COUNT) -> Table:
    names = ("x[0]", "x[1]", "x[2]", "t[0]", "t[1]", "u")
    return Table(names, np.random.default_rng(3).uniform(-1, 1, (count, 6)))


def _one_by_one(training: Training) -> tuple[list[float], Mapping[str, np.ndarray]]:
    """Losses, and the sums of the gradients, of runs of single rows."""
    assert training.feed is not None
    traces = [training.trace_at(0, row) for row in range(training.feed.count)]
    losses = [float(np.ravel(trace.value("L"))[0]) for trace in traces]
    found = {i: [np.asarray(trace.gradient(i)) for trace in traces] for i in training.parameters}
    return losses, {i: np.sum(gradients, axis=0) for i, gradients in found.items()}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_gradients_are_those_of_the_rows(name: str) -> None:
    graph = parse(START + NETWORK + LOSSES[name])
    training = Training(graph, Descent(loss="sum"), _table())
    losses, gradients = _one_by_one(training)
    np.testing.assert_allclose(training.row_losses(0), losses, rtol=1e-12, atol=1e-14)
    assert training.losses[0] == pytest.approx(sum(losses), rel=1e-12)
    for moved in training.update_at(0).moved:
        wanted = gradients[moved.id]
        assert np.shape(moved.gradient) == np.shape(wanted)
        np.testing.assert_allclose(moved.gradient, wanted, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("count", [2, 65, 200])
def test_numbers_are_run_at_once_as_one_by_one(count: int) -> None:
    text = (
        "x = input(1)\nu = input(2)\nw = parameter(0.4)\nb = parameter(-0.3)\nunused = parameter(1)"
        "\nh = sigmoid(w*x + b) if x > u else relu(w*u) - b**2\n"
        "L = (h - x*u)**2 + w*w - ln(1 - sigmoid(x + w)) + mse(w*x, u) + x**2*0.5"
    )
    rows = np.random.default_rng(0).standard_normal((count, 2))
    training = Training(parse(text), Descent(loss="sum"), Table(("x", "u"), rows))
    losses, gradients = _one_by_one(training)
    np.testing.assert_allclose(training.row_losses(0), losses, rtol=1e-12)
    for moved in training.update_at(0).moved:
        assert moved.gradient == pytest.approx(float(gradients[moved.id]), rel=1e-11, abs=1e-13)


def test_what_does_not_fit_in_memory_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = parse(START + NETWORK + LOSSES["softmax"])
    whole = Training(graph, Descent(), _table(50))
    monkeypatch.setattr(rows_module, "MOST_NUMBERS", 500)
    pieces = Training(graph, Descent(), _table(50))
    assert pieces.losses[0] == pytest.approx(whole.losses[0], rel=1e-13)
    for one, other in zip(pieces.update_at(0).moved, whole.update_at(0).moved, strict=True):
        np.testing.assert_allclose(one.gradient, other.gradient, rtol=1e-12)


def test_a_batch_is_stacked_in_its_own_order() -> None:
    graph = parse(START + NETWORK + LOSSES["matrix and rows"])
    training = Training(graph, Descent(batch=3, seed=1), _table())
    feed = training.feed
    assert isinstance(feed, Feed)
    traces = [training.trace_at(0, row) for row in training.at(0).rows]
    assert len(traces) == 3
    for moved in training.update_at(0).moved:
        mean = np.mean([np.asarray(trace.gradient(moved.id)) for trace in traces], axis=0)
        np.testing.assert_allclose(moved.gradient, mean, rtol=1e-12, atol=1e-14)


def test_rows_of_a_graph_too_large_for_quick_steps_come_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = parse("x = input(1)\nt = target(2)\nw = parameter(0.4)\nL = mse(tanh(w*x), t)")
    rows = np.random.default_rng(0).standard_normal((20, 2))
    small = Training(graph, Descent(), Table(("x", "t"), rows))
    monkeypatch.setattr(quick, "MAX_NODES", 2)
    large = Training(graph, Descent(), Table(("x", "t"), rows))
    np.testing.assert_allclose(large.row_losses(0), small.row_losses(0), rtol=1e-14)
    assert large.update_at(0).moved[0].gradient == pytest.approx(
        small.update_at(0).moved[0].gradient, rel=1e-13
    )
