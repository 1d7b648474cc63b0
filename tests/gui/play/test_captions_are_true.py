"""Every caption of every step, taken apart and held to the engine's numbers."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule, Stride
from graphviz_app.explain.explain import backward_caption
from graphviz_app.explain.numerals import is_small, plain, value_words
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.captions.caption import MAX_ROWS, caption_of
from graphviz_app.scene.captions.card_layout import laid_out
from graphviz_app.scene.typeset.math_letters import set_letters
from graphviz_app.scene.typeset.math_text import _by_ziamath
from graphviz_app.theme import LIGHT
from tests.explain.caption_checks import Checker

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.cg"))
CASES = sorted((ROOT / "tests" / "data" / "cases").glob("*.cg"))
KINDS: tuple[Kind, ...] = ("operators", "lines", "neurons")
STRIDES: tuple[Stride, ...] = ("node", "level")


WORKED = json.loads((ROOT / "tests" / "data" / "worked_examples.json").read_text(encoding="utf-8"))
TENSORS = {
    "bias of a batch": """
X = input([[1, 2], [3, 4], [5, 6]])
W = parameter([[0.1, -0.2], [0.3, 0.4]])
b = parameter([0.5, -1])
T = target([[0, 1], [1, 0], [1, 1]])
L = mean((sigmoid(X @ W + b) - T)**2)
""",
    "x used elsewhere too": """
A = parameter([[1, 2], [3, -4]])
x = input([0.5, -2])
u = A @ x
v = u*x
L = sum(v) + sum(x*x)
""",
    "a vector without a loss": """
W = parameter([[1, -2], [0.5, 3]])
x = input([2, -1])
y = tanh(W @ x)*x
output(y)
""",
    "rows and columns": """
X = input([[1, 2, 3], [4, 5, 7]])
r = sum(X, axis=1)
c = mean(X, axis=0)
k = sum(X, axis=1, keepdims=True)
L = sum(r*r) + sum(c*c*c) + sum(k*k*X)
""",
    "softmax of rows": """
S = input([[1, 2, 0.5], [0.1, -1, 2]])
T = target([[1, 0, 0], [0, 0, 1]])
e = exp(S)
p = e/sum(e, axis=1, keepdims=True)
L = -sum(T*log(p))
""",
    "a number and a vector": """
x = input([1, -2, 3])
c = parameter(0.5)
d = parameter(2)
y = relu(c*x + d)
L = sum(y/d)
""",
    "row times matrix": """
x = input([1, -2])
W = parameter([[1, 2, 3], [4, 5, 6]])
v = input([0.1, 0.2, -0.3])
y = x @ W
L = y @ v
""",
    "transposed": """
A = parameter([[1, 2], [3, 4]])
B = transpose(A) @ A
L = sum(B*B)/2
""",
    "transposed on both sides": """
P = constant([[1, 0, 0], [0, 1, 0]])
X = input([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
Y = P @ X @ P.T
L = sum(Y*Y)/2
""",
    "a gate of vectors": """
x = input([1, -2, 3])
a = parameter(0.1)
y = x if x > 0 else a*x
L = sum(y*y)
""",
    "column plus row": """
a = input([[1], [2]])
b = input([[3, -4]])
M = a*b - a/b
L = sum(M**3)
""",
    "larger than is written out": """
X = input([[1, 2, 3, 4, 5], [6, 7, 8, 9, 1]])
w = parameter([1, 2, 3, 4, 5])
b = parameter(0.5)
y = X*w + b
L = sum(y*y)
""",
    "many terms": "".join(
        f"w{i} = parameter({i / 7})\nx{i} = input({1 - i / 3})\n" for i in range(1, 10)
    )
    + "b = parameter(1)\nz = "
    + " + ".join(f"w{i}*x{i}" for i in range(1, 10))
    + " + b\nL = z**2",
    "fan-out by level": """
x = input(2)
a = x**2
b = a*3
c = b + x
d = x*5
L = c + d
""",
    "constants": """
a = 2
x = input(3)
u = 2*x*-3
v = 1.000001*u
L = a*v/4 - 0.3333333*x
""",
}
BATCH = "X = input([[[1, 2], [3, 4]], [[5, 6], [7, 8.5]]])\nv = input([1, -2])\n"
TENSORS |= {
    "batch times matrix": f"{BATCH}W = parameter([[1, -1], [2, 0.5]])\nY = X @ W\nL = sum(Y*Y)",
    "batch times vector": f"{BATCH}Y = X @ v\nL = sum(Y*Y)",
    "batch plus vector": f"{BATCH}Y = X - v\nL = sum(Y*Y)",
    "batch times a matrix of elements": f"{BATCH}B = input([[1, 2], [3, 4]])\nL = sum(X*B*X)",
    "middle of three axes": f"{BATCH}s = sum(X, axis=1)\nL = sum(s*s)",
    "last of three axes": f"{BATCH}s = mean(X, axis=2)\nL = sum(s*s*s)",
    "kept first of three axes": f"{BATCH}s = mean(X, axis=0, keepdims=True)\nL = sum(s*s*X)",
    "batch times a number": f"{BATCH}c = input(2)\nL = sum(c*X) + sum(v)",
}

SUMS = {
    **TENSORS,
    **{path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES},
    **{f"worked {example['id']}": example["text"] for example in WORKED},
}

SHOWN = {**TENSORS, **{path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES + CASES}}


def check_all(text: str, kind: Kind) -> int:
    """Check every caption of every step; returns how many formulas were read."""
    trace = run(parse(text))
    checker = Checker(ReadRun(trace, read(trace.graph, kind)))
    for stride in STRIDES:
        timeline = Schedule(checker.run, stride=stride)
        for moment in timeline.moments:
            if moment.phase == "forward":
                for node in moment.nodes:
                    checker.forward(node)
            for edge in moment.edges if moment.phase == "backward" else ():
                if checker.run.contribution(edge) is not None:
                    checker.backward(edge, timeline.passes[0].arrival(edge))
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SUMS)
def test_a_sum_so_far_is_the_number_on_the_canvas_by_node_and_by_level(
    name: str, kind: Kind
) -> None:
    trace = run(parse(SUMS[name]))
    for stride in STRIDES:
        schedule = Schedule(ReadRun(trace, read(trace.graph, kind)), stride=stride)
        for over, moment in enumerate(schedule.moments, 1):
            frame = frame_at(schedule, float(over))
            for edge in moment.edges if moment.phase == "backward" else ():
                check_sum(frame, edge)


def check_sum(frame: Frame, edge: int) -> None:
    """The sum that a caption tells is what the canvas shows when the moment is over."""
    source, arrival = frame.run.reading.edges[edge].source, frame.passing.arrival(edge)
    remark = backward_caption(frame.run, edge, arrival).remark
    if arrival is None:
        assert "contributions" not in remark
        return
    shown = frame.totals.get(source, frame.run.gradient(source))
    assert shown is not None
    assert f"{arrival.place} of {arrival.of} contributions" in remark
    assert (arrival.place < arrival.of) or source not in frame.totals
    told = re.search(r"contributions, sum (so far )?(.*)", remark)
    if told is None:
        assert arrival.total is None or not is_small(shown) or np.ndim(shown) > 1
        return
    assert told[2] == value_words(shown)
    assert (told[1] is not None) == (source in frame.totals)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_row_for_a_series_stands_for_each_of_its_members(path: Path) -> None:
    trace = run(parse(path.read_text(encoding="utf-8")))
    reading = read(trace.graph, "lines")
    for stride in STRIDES:
        timeline = Schedule(ReadRun(trace, reading), stride=stride)
        for k, moment in enumerate(timeline.moments):
            caption = caption_of(frame_at(timeline, k + 0.5))
            every = [
                backward_caption(
                    ReadRun(trace, reading), edge, timeline.passes[0].arrival(edge)
                ).symbols
                for edge in moment.edges
                if moment.phase == "backward"
            ]
            for row in caption.rows if len(every) > MAX_ROWS else ():
                series = re.match(r"(\w) = (\d+)(?:: .*;|,) likewise", row.remark)
                assert row.symbols in every or series or row.remark.startswith("u = ")
                if series:
                    letter, first = series.groups()
                    assert _with_index(row.symbols, letter, first) in every
                    assert _with_index(row.symbols, letter, str(int(first) + 1)) in every


def _with_index(latex: str, letter: str, index: str) -> str:
    return re.sub(rf"(?<![a-zA-Z\\]){letter}(?![a-zA-Z])", index, latex)


def test_many_different_operands_are_told_by_one_of_them() -> None:
    leaves = "".join(f"{name} = input({k})\n" for k, name in enumerate("abcdefg", 2))
    trace = run(parse(f"{leaves}y = a*b + c*d + e*f + g\nL = y**2"))
    timeline = Schedule(ReadRun(trace, read(trace.graph, "lines")))
    k = next(k for k, m in enumerate(timeline.moments) if m.phase == "backward" and "y" in m.nodes)
    (row,) = caption_of(frame_at(timeline, k + 0.5)).rows
    assert row.symbols == r"\partial L/\partial y \cdot \partial y/\partial u"
    assert row.numbers == r"152.0000 \cdot 3.0000 = 456.0000"
    assert row.remark == "u = a, one of 7 operands; likewise b, c, d, e, f, …"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_formula_shown_fits(qapp: object, path: Path) -> None:
    trace = run(parse(path.read_text(encoding="utf-8")))
    for kind in KINDS:
        timeline = Schedule(ReadRun(trace, read(trace.graph, kind)))
        for k in range(0, len(timeline.moments), 3):
            caption = caption_of(frame_at(timeline, k + 0.5))
            for width, most in ((218, 130), (648, 220)):
                layout = laid_out(caption, LIGHT, width, most)
                ends = [p.x + p.ink.width for p in layout.placed]
                assert max(ends) <= width, caption
                assert max(p.baseline + p.ink.descent for p in layout.placed) <= layout.height


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SHOWN)
def test_every_formula_of_every_step_is_typeset(qapp: object, name: str, kind: Kind) -> None:
    trace = run(parse(SHOWN[name]))
    timeline = Schedule(ReadRun(trace, read(trace.graph, kind)))
    for k in range(len(timeline.moments)):
        for row in caption_of(frame_at(timeline, k + 0.5)).rows:
            for latex in filter(None, row[:2]):
                assert plain(latex) is not None or is_typeset(latex), latex


def is_typeset(latex: str) -> bool:
    return set_letters(latex, 20.0) is not None or bool(_by_ziamath(latex))
