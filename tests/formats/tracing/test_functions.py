"""Functions of Python, run on values that note what is done with them."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.things import trace_of
from graphviz_app.formats.tracing.traced import Traced

Function = Callable[..., Any]


def shown(function: Function, *args: object, **more: object) -> Traced:
    return trace_of(function, args, more)


def neuron(x: Any, w: Any, b: Any = 0.25) -> Any:
    z = w * x + b
    a = 1 / (1 + np.exp(-z))
    return (a - 1) ** 2


def test_variables_of_the_function_are_lines() -> None:
    found = shown(neuron, 1.5, w=-0.8)
    assert found.document.source == (
        "# neuron(x, w)\nx = input(1.5)\nw = parameter(-0.8)\nz = w*x + 0.25\n"
        "a = 1/(1 + exp(-z))\nneuron = (a - 1)**2\noutput(neuron)\n"
    )


def test_its_gradient_is_that_of_differences() -> None:
    found, h = shown(neuron, 1.5, w=-0.8), 1e-6
    slope = (neuron(1.5, -0.8 + h) - neuron(1.5, -0.8 - h)) / (2 * h)
    assert found.trace.gradient("w") == pytest.approx(slope, rel=1e-6)


def test_arguments_are_what_their_names_say() -> None:
    found = shown(lambda x, target, b, k: x * b + target + k, 1.0, 2.0, 3.0, k=4.0)
    roles = {id_: node.op for id_, node in found.graph.nodes.items() if "value" in node.attrs}
    assert roles == {"x": "input", "target": "target", "b": "parameter", "k": "parameter"}


VECTOR, MATRIX = [0.5, -1.5, 2.0], [[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]]


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lambda x, y: x - 2 * y + 3 / y - (+x), (0.5, 2.0)),
        (lambda x, y: x**y + 2**x + x**2 + x**0.5, (0.5, 2.0)),
        (lambda x, y: abs(-x) + x // y + x % y + round(x, 1), (7.3, 2.0)),
        (lambda x: np.exp(x) * np.log(x) + np.sqrt(x) + np.log1p(x) + np.tanh(x), (0.5,)),
        (lambda x: np.sin(x) + np.arctan(x) + np.cosh(x) + np.cbrt(x) + np.exp2(x), (0.5,)),
        (lambda x, y: np.maximum(x, y) + np.hypot(x, y) + np.logaddexp(x, y), (0.5, 2.0)),
        (lambda x: x.sum() + x.mean() + x.max() + x.min() + x.std() + x.prod(), (VECTOR,)),
        (lambda m: np.sum(m, axis=0) @ np.ones(3) + np.mean(m, axis=1).sum(), (MATRIX,)),
        (lambda m, x: np.dot(m, x).sum() + (m @ x)[1] + m[0, 2] + m[1, :].sum(), (MATRIX, VECTOR)),
        (lambda m: m.T @ m, (MATRIX,)),
        (lambda m: m.reshape(3, 2)[0] + m.ravel()[-2:] + np.transpose(m)[1], (MATRIX,)),
        (lambda x: np.where(x > 0, x, 0.1 * x).sum() + np.clip(x, -1, 1).sum(), (VECTOR,)),
        (lambda x: np.concatenate([x, 2 * x]).sum() + np.stack([x, x])[1, 0], (VECTOR,)),
        (lambda x: np.linalg.norm(x) + np.var(x) + np.cumsum(x)[1], (VECTOR,)),
        (lambda x, y: np.array([x, y, x * y]) * np.array([1.0, 2.0, 3.0]), (0.5, 2.0)),
        (lambda x, y: np.array([[1.0, 2.0], [3.0, 4.0]]) @ np.array([x, y]), (0.5, 2.0)),
        (lambda x: sum(xi * xi for xi in x) + len(x), (VECTOR,)),
        (lambda x: np.outer(x, x).sum() + np.trace(np.outer(x, x)) + x.dot(x), (VECTOR,)),
        (
            lambda m: np.sum(m, axis=(0, 1)) + m.max(axis=(-1, 0)) + np.mean(m, (1,)).sum(),
            (MATRIX,),
        ),
        (lambda x: (x[:, None] * x[None, :])[0, ..., 1] + x[..., 0] + x[[2, 0]].sum(), (VECTOR,)),
        (lambda x: np.add.reduce(x) + np.multiply.reduce(x), (VECTOR,)),
        (lambda x: math.floor(x) + math.ceil(x) + x, (0.5,)),
    ],
)
def test_a_graph_computes_what_the_function_does(
    function: Function, args: Sequence[object]
) -> None:
    plain = [np.array(arg) if isinstance(arg, list) else arg for arg in args]
    found = shown(function, *args)
    assert found.graph.output is not None
    value = found.trace.value(found.graph.output)
    assert np.allclose(np.asarray(value, float), np.asarray(function(*plain), float))
    assert found.trace.problems == ()


def test_the_way_through_a_branch_is_that_of_the_example_and_is_told() -> None:
    def kinked(x: Any) -> Any:
        return 3 * x if x > 0 else -x

    up, down = shown(kinked, 2.0), shown(kinked, -2.0)
    assert (up.trace.gradient("x"), down.trace.gradient("x")) == (3, -1)
    assert "one of several ways" in up.remarks[0]


def test_loops_prints_and_helpers_are_gone_through(capsys: pytest.CaptureFixture[str]) -> None:
    def squash(u: Any) -> Any:
        return np.tanh(u)

    def deep(x: Any, n: int) -> Any:
        for _ in range(n):
            x = squash(x * 0.5)
        print(f"{x:.4f}", x)  # noqa: T201  # what a person's function does
        return x

    found = shown(deep, 1.0, 3)
    assert sum(node.op == "tanh" for node in found.graph.nodes.values()) == 3
    assert capsys.readouterr().out.startswith(f"{math.tanh(math.tanh(math.tanh(0.5) / 2) / 2):.4f}")
    assert "how often" in found.remarks[0]


def test_layers_in_lists_and_dicts_are_leaves_with_names() -> None:
    def loss(params: Any, x: Any) -> Any:
        for layer in params:
            x = np.tanh(layer["W"] @ x + layer["b"])
        return np.sum(x)

    layers = [{"W": np.ones((2, 2)), "b": np.zeros(2)}, {"W": np.ones((1, 2)), "b": np.zeros(1)}]
    found = shown(loss, layers, [0.5, -0.25])
    names = {"params0_W", "params0_b", "params1_W", "params1_b", "x", "loss"}
    assert names <= found.graph.nodes.keys()


def test_of_several_results_the_first_is_the_output() -> None:
    found = shown(lambda x: (x * 2, {"other": x * 3}), 1.0)
    assert found.trace.value(str(found.graph.output)) == 2
    assert "gives 2 values" in found.remarks[0]


def test_what_no_result_depends_on_is_left_out() -> None:
    def wasteful(x: Any) -> Any:
        np.exp(x)
        return x * 2

    assert "exp" not in {node.op for node in shown(wasteful, 1.0).graph.nodes.values()}


def test_words_and_switches_are_handed_on() -> None:
    def scaled(x: Any, how: str, twice: bool) -> Any:
        return x * 2 if twice and how == "up" else x

    assert shown(scaled, 1.0, "up", twice=True).trace.value("scaled") == 2


def test_a_function_of_numpy_itself_can_be_shown() -> None:
    found = shown(np.tanh, 0.5)
    assert found.trace.value(str(found.graph.output)) == pytest.approx(math.tanh(0.5))


def test_what_a_function_raises_is_raised() -> None:
    def failing(x: Any) -> Any:
        raise KeyError("its own")

    with pytest.raises(KeyError, match="its own"):
        shown(failing, 1.0)


def _item(x: Any) -> Any:
    x[0] = 1.0
    return x


@pytest.mark.parametrize(
    ("function", "args", "message"),
    [
        (lambda x: math.exp(x), (1.0,), "call the function of NumPy instead"),
        (lambda x: float(x), (1.0,), "asked for as a plain number"),
        (lambda x: None, (1.0,), "gives nothing back"),
        (lambda x: 3, (1.0,), "gives 3, which does not depend"),
        (neuron, (), "missing a required argument: 'x'.*show\\(f, 1.0, w=2.0\\)"),
        (neuron, (1.0, 2.0, 3.0, 4.0), "too many positional arguments"),
        (_item, (VECTOR,), "changed in place"),
        (np.linalg.svd, (MATRIX,), "numpy.svd cannot be traced"),
        (lambda x: np.fft.fft(x), (VECTOR,), "numpy.fft cannot be traced"),
        (lambda m, x: m @ x, (MATRIX, [1.0, 2.0]), "3 columns .* 2 elements"),
        (lambda x: x + "a", (1.0,), "a traced value meets str"),
        (lambda x: np.add(x, 1, out=np.zeros(3)), (VECTOR,), "out"),
        (lambda x: x[x > 0].sum(), (VECTOR,), "chosen by a condition"),
        (lambda x: np.float64(x), (1.0,), "asked for as a plain number"),
        (lambda m: np.var(m, axis=(0, 1), keepdims=True), (MATRIX,), "several axes"),
        (lambda x: range(x), (1.5,), "plain number"),
        (partial(print, end=""), (1.0,), "gives nothing back"),
    ],
)
def test_what_cannot_be_traced_is_one_sentence(
    function: Function, args: Sequence[object], message: str
) -> None:
    with pytest.raises(GraphAppError, match=message) as raised:
        shown(function, *args)
    assert "\n" not in str(raised.value)
