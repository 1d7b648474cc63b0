"""A loss of single numbers has a derivative by each of them, which is told as it is computed."""

from collections.abc import Iterator

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import smooth_operands
from graphviz_app.core.graph import Attr
from graphviz_app.core.op import Numbers, Op, Shape
from graphviz_app.core.oplib import FAMILIES, OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.explain.explain import line_local_derivative
from graphviz_app.formats import parse
from tests.explain.caption_checks import Checker, sides
from tests.explain.test_operators_as_shown import alone

Operands = tuple[Shape | Numbers, ...]


def given(op: Op) -> Iterator[Operands]:
    """What an entry is tried with, where it is numbers."""
    for shapes, _ in op.cases:
        written = [x.written if isinstance(x, Numbers) else 0.0 if x == () else [] for x in shapes]
        if all(isinstance(x, float) for x in written):
            yield shapes


LOSSES = [OPS[op.name] for op in FAMILIES["Losses"] if [*given(op)]]


def attributes(op: Op) -> Iterator[dict[str, Attr]]:
    others = {name: x for _, attrs in op.cases for name, x in attrs.items()}
    for reduction in ("mean", "sum", "half"):
        for chosen in ({}, others):
            yield {**op.attrs, **chosen, "reduction": reduction}  # type: ignore[dict-item]  # Attrs


@pytest.mark.parametrize("op", LOSSES, ids=lambda op: op.name)
def test_the_derivative_of_a_loss_by_a_number_is_told_and_true(op: Op) -> None:
    random = np.random.default_rng(4)
    for attrs in attributes(op):
        for shapes in [*given(op)] * 3:
            trace = run(alone(op, attrs, smooth_operands(op, shapes, attrs, random)))
            checker = Checker(ReadRun(trace, read(trace.graph, "operators")))
            for index in range(len(op.operands)):
                name, *formula = sides(line_local_derivative(checker.run, index).symbols)
                assert name.startswith(r"\partial"), name
                assert formula
                checker.local(index)
            assert checker.checked >= 2 * len(op.operands), attrs


def test_the_losses_of_course_notes_are_among_them() -> None:
    names = {op.name for op in LOSSES}
    assert {"mse", "squared_error", "l1", "huber", "hinge", "bce", "bce_with_logits"} <= names


def test_cross_entropy_by_its_prediction() -> None:
    trace = run(parse("p = parameter(0.8)\nt = target(1)\nL = bce(p, t)"))
    told = line_local_derivative(ReadRun(trace, read(trace.graph, "operators")), 0)
    assert told.symbols == r"\partial L/\partial p = \frac{1 - t}{1 - p} - \frac{t}{p}"
    assert told.numbers.endswith("= -1.2500")


def test_a_loss_of_vectors_has_no_single_derivative_to_tell() -> None:
    trace = run(parse("p = parameter([0.8, 0.1])\nt = target([1, 0])\nL = bce(p, t)"))
    assert line_local_derivative(ReadRun(trace, read(trace.graph, "operators")), 0).symbols == ""
