"""Programs of tutorials: the translation has the numbers that the program itself has."""

import builtins
import contextlib
import io
import re
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pytest

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.formats.dialects.reading import read
from graphviz_app.formats.dialects.translation import Translation
from tests.formats.dialects.numpy_programs import NUMPY
from tests.formats.dialects.torch_programs import MICROGRAD, TENSORFLOW, TORCH

LONG = 10
"""Turns from which on a loop goes over steps of learning: the test takes one of them."""
Array = npt.NDArray[np.float64]


def translated_run(text: str) -> tuple[Trace, Translation]:
    graph, translation = read(text.strip("\n"))
    assert translation is not None
    return run(graph), translation


def executed(text: str) -> Mapping[str, object]:
    """What the program itself leaves, after one step of its loops; the prompt's signs go first."""
    lines = text.strip("\n").split("\n")
    if any(line.startswith(">>> ") for line in lines):
        lines = [line[4:] for line in lines if line.startswith((">>> ", "... "))]
    drawn = ("import matplotlib.pyplot as plt", "plt.")
    program = "\n".join(line for line in lines if not line.startswith(drawn))

    def few(*bounds: int) -> range:
        turns = builtins.range(*bounds)
        return turns if len(turns) < LONG else turns[:1]

    def first(*sources: Iterable[object]) -> list[tuple[object, ...]]:
        return list(zip(*sources, strict=True))[:1]

    names: dict[str, object] = {"range": few, "xrange": few, "zip": first, "__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(program, "tutorial", "exec"), names)  # harmless: it stands in this folder
    return names


def numbers(value: object) -> Array | None:
    """A number, an array, a tensor or a Value as an array."""
    if hasattr(value, "detach"):
        value = value.detach().numpy()
    elif type(value).__name__ == "Value":
        value = value.data  # type: ignore[attr-defined]  # of micrograd
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.floating):
        return None
    return np.asarray(value, dtype=np.float64)


def has_several_values(name: str, text: str) -> bool:
    given = re.findall(rf"(?m)^\s*(?:\w+, )*{name}(?:, \w+)*\s*(?:\+|-|\*|/)?= ", text)
    return len(given) > 1 or bool(re.search(rf"\b{name}\.data \+=", text))


def check_values(text: str, trace: Trace, names: Mapping[str, object]) -> None:
    """Of every name that has one value in the program; a step has changed the parameters."""
    compared = 0
    for name, node in trace.graph.nodes.items():
        if node.op == "parameter" and "for " in text:
            continue
        found = numbers(names.get(name))
        if found is not None and not has_several_values(name, text):
            np.testing.assert_allclose(trace.value(name), found, rtol=1e-5, err_msg=name)
            compared += 1
    assert compared or "def main" in text


@pytest.mark.parametrize("name", NUMPY)
def test_numpy_programs_keep_their_values(name: str) -> None:
    trace, translation = translated_run(NUMPY[name])
    check_values(NUMPY[name], trace, executed(NUMPY[name]))
    assert translation.dialect in ("NumPy", "Python")


BY_HAND = {
    "two layers by hand": ("dW1", "db1", "dW2", "db2", "dz1", "dz2", "da1"),
    "logistic regression": ("dw", "db"),
    "linear regression": ("D_m", "D_c"),
    "softmax by hand": ("dz",),
    "a circuit": ("dfdx", "dfdy"),
    "a neuron with lists": ("ddot",),
    "gradient descent in one unknown": ("dx",),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_gradients_are_those_that_a_program_works_out_by_hand(name: str) -> None:
    trace, _ = translated_run(NUMPY[name])
    names = executed(NUMPY[name])
    for gradient in BY_HAND[name]:
        of = re.sub(r"^(?:D_|dfd|d)", "", gradient)
        by_hand = numbers(names[gradient])
        assert by_hand is not None
        np.testing.assert_allclose(trace.gradient(of), by_hand, rtol=1e-9, err_msg=gradient)


@pytest.mark.parametrize("name", TORCH)
def test_torch_programs_keep_their_values_and_gradients(name: str) -> None:
    pytest.importorskip("torch")
    check_library(TORCH[name], "PyTorch", lambda value: value.grad)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", MICROGRAD)
def test_micrograd_programs_keep_their_values_and_gradients(name: str) -> None:
    pytest.importorskip("micrograd")
    check_library(MICROGRAD[name], "micrograd", lambda value: value.grad)  # type: ignore[attr-defined]


def check_library(text: str, dialect: str, grad: Callable[[object], object]) -> None:
    trace, translation = translated_run(text)
    assert translation.dialect == dialect
    names = executed(text)
    check_values(text, trace, names)
    compared = 0
    for name, node in trace.graph.nodes.items():
        value = names.get(name)
        if node.op != "parameter" and type(value).__name__ != "Value":
            continue
        if not trace.graph.incoming[name] and "for " not in text and "autograd.grad" not in text:
            gradient = numbers(grad(value))
            assert gradient is not None
            np.testing.assert_allclose(trace.gradient(name), gradient, rtol=1e-5, err_msg=name)
            compared += 1
    assert compared or "for " in text or "autograd.grad" in text


def test_tensorflow_programs_keep_their_meaning() -> None:
    tape, translation = translated_run(TENSORFLOW["tape"])
    assert translation.dialect == "TensorFlow"
    assert (tape.value("y"), tape.gradient("x")) == (9.0, 6.0)
    layer, _ = translated_run(TENSORFLOW["a layer"])
    assert layer.value("loss") == pytest.approx((2.2**2 + 2.8**2) / 2)
    np.testing.assert_allclose(layer.gradient("b"), [2.2, 2.8])
    steps, _ = translated_run(TENSORFLOW["steps"])
    assert steps.graph.learning_rate == 0.05
    assert steps.value("loss") == pytest.approx((1.4**2 + 2.9**2 + 4.4**2) / 3)


@pytest.mark.parametrize("text", [*NUMPY.values(), *TORCH.values(), *MICROGRAD.values()])
def test_lines_stay_in_order_and_every_change_is_told(text: str) -> None:
    text = text.strip("\n")
    _, translation = read(text)
    assert translation is not None
    origin = list(translation.lines.values())
    assert origin == sorted(origin) or "for t in range(3)" in text or "def main" in text
    lines = text.split("\n")
    told = {change.line for change in (*translation.changes, *translation.left_out)}
    for now, before in translation.lines.items():
        new = translation.text.split("\n")[now - 1].strip()
        if new and before not in told and before <= len(lines):
            assert new == lines[before - 1].strip() or before - 1 in told


def test_a_program_in_a_function_is_read_as_well() -> None:
    trace, _ = translated_run(NUMPY["from math import"])
    out = 1 / (1 + np.exp(-(0.5 * 0.4 + 1.5 * -0.7)))
    assert trace.value("length") == pytest.approx(np.sqrt(out**2 + np.log(1.5)))
