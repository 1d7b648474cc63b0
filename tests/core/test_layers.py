"""Cells, attention, normalisation, dropout and the stop for gradients, on worked examples."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, check_op, gradient_check
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.trace import Trace
from graphviz_app.errors import ShapeError
from graphviz_app.formats import parse


def applied(name: str, *operands: object, **attrs: float) -> Trace:
    """One operator, called y, of leaves by its letters."""
    letters = OPS[name].operands[: len(operands)]
    nodes = [Node(letter, "input") for letter in letters]
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(letters)]
    graph = Graph.of([*nodes, Node("y", name, attrs)], edges, "y")
    return run(graph, dict(zip(letters, operands, strict=True)))


def test_an_lstm_cell_of_two_inputs_and_one_state_as_it_is_worked_by_hand() -> None:
    w = [[0.95, 0.8], [0.7, 0.45], [0.45, 0.25], [0.6, 0.4]]
    u, b = [0.8, 0.1, 0.15, 0.25], [0.65, 0.15, 0.2, 0.1]
    first = np.asarray(applied("lstm_cell", [1.0, 2.0], 0.0, 0.0, w, u, b).value("y"))
    assert first[0] == pytest.approx(0.5363133978820118, rel=1e-14)
    second = np.asarray(applied("lstm_cell", [0.5, 3.0], *first, w, u, b).value("y"))
    assert second[0] == pytest.approx(0.7719811057588907, rel=1e-14)


@pytest.mark.parametrize("name", ["rnn_cell", "lstm_cell", "gru_cell"])
def test_a_cell_of_numbers_is_one_of_vectors_of_one(name: str) -> None:
    gates = {"rnn_cell": 1, "lstm_cell": 4, "gru_cell": 3}[name]
    rng = np.random.default_rng(5)
    states = [0.3, -0.7][: 2 if name == "lstm_cell" else 1]
    w, u, b = rng.uniform(-1, 1, (3, gates))
    tall = applied(name, [0.8], *[[s] for s in states], w[:, None], u[:, None], b)
    if gates == 1:
        w, u, b = (float(x[0]) for x in (w, u, b))
    flat = applied(name, 0.8, *states, w, u, b)
    np.testing.assert_allclose(np.ravel(flat.value("y")), np.ravel(tall.value("y")), rtol=1e-15)
    case = OpCase(name, (0.8, *states, w, u, b), {})
    assert check_op(OPS[name], case).ok


def test_a_cell_says_how_many_rows_its_weights_need() -> None:
    with pytest.raises(ShapeError, match="has 4 gates: for a state of a vector of 3 W has 12 rows"):
        applied("lstm_cell", np.ones(2), np.ones(3), np.ones(3), np.ones((9, 2)), np.ones((9, 3)))


def test_attention_of_two_tokens_as_it_is_worked_by_hand() -> None:
    eye = [[1.0, 0.0], [0.0, 1.0]]
    trace = applied("attention", eye, eye, [[1.0, 2.0], [3.0, 4.0]])
    near = 1 / (1 + np.exp(-1 / np.sqrt(2)))
    wanted = [[near + 3 * (1 - near), 2 * near + 4 * (1 - near)]]
    np.testing.assert_allclose(np.asarray(trace.value("y"))[:1], wanted, rtol=1e-14)


def test_what_the_mask_hides_is_not_looked_at() -> None:
    q, v = np.ones((2, 3)), np.array([[1.0, 2.0], [3.0, 4.0]])
    trace = applied("attention", q, q, v, [[1.0, 0.0], [1.0, 1.0]])
    np.testing.assert_allclose(trace.value("y"), [[1.0, 2.0], [2.0, 3.0]], rtol=1e-15)


def test_a_batch_is_normalised_as_in_nine_steps_by_hand() -> None:
    steps = parse(
        "x = input([[1, 2], [3, 5], [5, 11]])\ngamma = parameter([1, 2])\n"
        "beta = parameter([0, 0.5])\nw = constant([[1, -2], [3, 0.5], [-1, 2]])\n"
        "mu = 1/3*sum(x, axis=0)\nxmu = x - mu\nvar = 1/3*sum(xmu**2, axis=0)\n"
        "sqrtvar = sqrt(var + 1e-5)\nxhat = xmu*(1/sqrtvar)\nout = gamma*xhat + beta\n"
        "L = sum(w*out)"
    )
    by_hand = run(steps)
    leaves = [Node(id_, "input") for id_ in ("x", "gamma", "beta", "w")]
    ends = [Node("out", "batch_norm"), Node("wo", "mul"), Node("L", "sum")]
    edges = [Edge(id_, "out", slot) for slot, id_ in enumerate(("x", "gamma", "beta"))]
    edges += [Edge("w", "wo", 0), Edge("out", "wo", 1), Edge("wo", "L", 0)]
    graph = Graph.of([*leaves, *ends], edges, "L")
    trace = run(graph, {id_: by_hand.value(id_) for id_ in ("x", "gamma", "beta", "w")})
    for id_ in ("out", "L"):
        np.testing.assert_allclose(trace.value(id_), by_hand.value(id_), rtol=1e-13)
    for id_ in ("x", "gamma", "beta"):
        np.testing.assert_allclose(
            trace.gradient(id_), by_hand.gradient(id_), rtol=1e-9, atol=1e-12
        )


@pytest.mark.parametrize("name", ["batch_norm", "layer_norm"])
def test_a_single_number_cannot_be_normalised(name: str) -> None:
    with pytest.raises(ShapeError, match=f"{name} needs several"):
        applied(name, 2.0)


def test_what_is_dropped_receives_nothing_and_the_rest_is_scaled() -> None:
    trace = applied("dropout", [1.0, 2.0, 3.0], [1.0, 0.0, 1.0], p=0.75)
    np.testing.assert_array_equal(trace.value("y"), [4.0, 0.0, 12.0])
    np.testing.assert_array_equal(trace.gradient("a"), [4.0, 0.0, 4.0])


STOPPED = Graph.of(
    [Node("x", "input", {"value": 3.0}), Node("s", "stop_gradient"), Node("L", "mul")],
    [Edge("x", "s", 0), Edge("x", "L", 0), Edge("s", "L", 1)],
    "L",
)


def test_a_value_passes_where_its_gradient_is_stopped() -> None:
    trace = run(STOPPED)
    assert (trace.value("L"), trace.gradient("x"), trace.gradient("s")) == (9.0, 3.0, 3.0)
    assert trace.contribution("x", "s") is None


def test_the_gradient_check_takes_what_is_stopped_for_a_constant() -> None:
    report = gradient_check(STOPPED)
    assert report.ok
    assert report.leaves[0].difference == pytest.approx(3.0)
