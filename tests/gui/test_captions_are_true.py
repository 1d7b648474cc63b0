"""Every caption of every step, taken apart and held to the engine's numbers."""

import json
from pathlib import Path

import pytest

from graphviz_app.animate import Stride, Timeline
from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.derivative import edge_contribution
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.caption_text import arrival
from tests.core.caption_checks import Checker

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.cg"))
CASES = sorted((ROOT / "tests" / "data" / "cases").glob("*.cg"))
KINDS: tuple[Kind, ...] = ("operators", "lines")
STRIDES: tuple[Stride, ...] = ("node", "level")


WORKED = json.loads((ROOT / "tests" / "data" / "worked_examples.json").read_text(encoding="utf-8"))
TENSORS = {
    "bias of a batch": "X = input([[1, 2], [3, 4], [5, 6]])\nW = parameter([[0.1, -0.2], [0.3, 0.4]])\n"
    "b = parameter([0.5, -1])\nT = target([[0, 1], [1, 0], [1, 1]])\n"
    "L = mean((sigmoid(X @ W + b) - T)**2)",
    "x used elsewhere too": "A = parameter([[1, 2], [3, -4]])\nx = input([0.5, -2])\nu = A @ x\n"
    "v = u*x\nL = sum(v) + sum(x*x)",
    "a vector without a loss": "W = parameter([[1, -2], [0.5, 3]])\nx = input([2, -1])\n"
    "y = tanh(W @ x)*x\noutput(y)",
    "rows and columns": "X = input([[1, 2, 3], [4, 5, 7]])\nr = sum(X, axis=1)\nc = mean(X, axis=0)\n"
    "k = sum(X, axis=1, keepdims=True)\nL = sum(r*r) + sum(c*c*c) + sum(k*k*X)",
    "softmax of rows": "S = input([[1, 2, 0.5], [0.1, -1, 2]])\nT = target([[1, 0, 0], [0, 0, 1]])\n"
    "e = exp(S)\np = e/sum(e, axis=1, keepdims=True)\nL = -sum(T*log(p))",
    "a number and a vector": "x = input([1, -2, 3])\nc = parameter(0.5)\nd = parameter(2)\n"
    "y = relu(c*x + d)\nL = sum(y/d)",
    "row times matrix": "x = input([1, -2])\nW = parameter([[1, 2, 3], [4, 5, 6]])\n"
    "v = input([0.1, 0.2, -0.3])\ny = x @ W\nL = y @ v",
    "transposed": "A = parameter([[1, 2], [3, 4]])\nB = transpose(A) @ A\nL = sum(B*B)/2",
    "a gate of vectors": "x = input([1, -2, 3])\na = parameter(0.1)\n"
    "y = x if x > 0 else a*x\nL = sum(y*y)",
    "column plus row": "a = input([[1], [2]])\nb = input([[3, -4]])\nM = a*b - a/b\nL = sum(M**3)",
    "larger than is written out": "X = input([[1, 2, 3, 4, 5], [6, 7, 8, 9, 1]])\nw = parameter([1, 2, 3, 4, 5])\n"
    "b = parameter(0.5)\ny = X*w + b\nL = sum(y*y)",
    "many terms": "".join(
        f"w{i} = parameter({i / 7})\nx{i} = input({1 - i / 3})\n" for i in range(1, 10)
    )
    + "b = parameter(1)\nz = "
    + " + ".join(f"w{i}*x{i}" for i in range(1, 10))
    + " + b\nL = z**2",
    "fan-out by level": "x = input(2)\na = x**2\nb = a*3\nc = b + x\nd = x*5\nL = c + d",
    "constants": "a = 2\nx = input(3)\nu = 2*x*-3\nv = 1.000001*u\nL = a*v/4 - 0.3333333*x",
}


def check_all(text: str, kind: Kind) -> int:
    """Check every caption of every step; returns how many formulas were read."""
    trace = run(parse(text))
    checker = Checker(trace, read(trace.graph, kind))
    for stride in STRIDES:
        timeline = Timeline(trace, checker.reading, stride)
        for moment in timeline.moments:
            if moment.phase == "forward":
                for node in moment.nodes:
                    checker.forward(node)
            for edge in moment.edges if moment.phase == "backward" else ():
                if edge_contribution(trace, checker.reading, edge) is not None:
                    checker.backward(edge, arrival(timeline, edge))
                    checker.share(edge)
                    checker.local(edge)
    return checker.checked


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_caption_of_the_examples_says_what_was_computed(path: Path, kind: Kind) -> None:
    assert check_all(path.read_text(encoding="utf-8"), kind) > 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_caption_of_the_exercises_says_what_was_computed(path: Path, kind: Kind) -> None:
    assert check_all(path.read_text(encoding="utf-8"), kind) > 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TENSORS)
def test_every_caption_of_vectors_and_matrices_says_what_was_computed(
    name: str, kind: Kind
) -> None:
    assert check_all(TENSORS[name], kind) > 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", WORKED, ids=lambda e: str(e["id"]))
def test_every_caption_of_the_worked_examples_says_what_was_computed(
    example: dict[str, str], kind: Kind
) -> None:
    assert check_all(example["text"], kind) > 5
