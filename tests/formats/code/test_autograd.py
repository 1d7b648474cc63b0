"""PyTorch is asked in a process of its own, by a script that only calculates."""

import time
from importlib.util import find_spec

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_pass
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import load, parse
from graphviz_app.formats.code import autograd
from graphviz_app.formats.code.autograd import autograd_gradients, is_calculation
from graphviz_app.formats.code.scripts import autograd_script
from graphviz_app.resources import examples

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
TEXT = """
x = input([1, 2])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
k = input(5)
h = tanh(W @ x)
L = sum(h*h)
"""


@needs_torch
def test_its_gradients_are_those_of_the_engine_and_zero_without_a_path() -> None:
    graph = parse(TEXT)
    found, trace = autograd_gradients(graph), run(graph)
    assert found.keys() == {"x", "W", "k"}
    for id_, gradient in found.items():
        np.testing.assert_allclose(gradient, trace.gradient(id_), rtol=1e-10)
    assert found["k"] == 0.0


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_the_scripts_of_the_examples_only_calculate(path) -> None:  # type: ignore[no-untyped-def]
    assert is_calculation(autograd_script(backward_pass(load(path))))


@pytest.mark.parametrize(
    "script",
    [
        "import os",
        "from subprocess import run",
        "open('x')",
        "().__class__",
        "__import__('os')",
        "x = eval",
        "import torch\nx.__dict__",
    ],
)
def test_a_script_that_does_more_is_not_run(script: str) -> None:
    assert not is_calculation(script)


def test_a_name_like_one_of_pythons_is_a_variable_in_the_script() -> None:
    graph = parse("json = input(2)\nprint = input(3)\ntorch = json*print\n")
    script = autograd_script(backward_pass(graph))
    assert is_calculation(script)
    if find_spec("torch") is not None:
        assert autograd_gradients(graph) == {"json": 3.0, "print": 2.0}


def test_without_pytorch_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograd, "has_torch", lambda: False)
    with pytest.raises(EvaluationError, match="PyTorch is not installed"):
        autograd_gradients(parse(TEXT))


def test_it_is_given_up_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograd, "has_torch", lambda: True)
    monkeypatch.setattr(autograd, "autograd_script", lambda passes: "while True:\n    pass\n")
    before = time.monotonic()
    with pytest.raises(EvaluationError, match="did not answer within"):
        autograd_gradients(parse(TEXT), lambda: True)
    with pytest.raises(EvaluationError, match=r"did not answer within 0\.5 s"):
        autograd_gradients(parse(TEXT), limit=0.5)
    assert time.monotonic() - before < 10


def test_what_fails_there_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autograd, "has_torch", lambda: True)
    monkeypatch.setattr(autograd, "autograd_script", lambda passes: "x = 1 / 0\n")
    with pytest.raises(EvaluationError, match="ZeroDivisionError"):
        autograd_gradients(parse(TEXT))
