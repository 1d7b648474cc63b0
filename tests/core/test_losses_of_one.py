"""A loss of a vector or a matrix of one element is a number, as that of any other is."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.formats import parse

LOSSES = ("mse", "l1", "huber", "hinge", "bce", "cross_entropy", "squared_error")


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("brackets", [1, 2])
def test_one_element_is_drawn_together_like_several(loss: str, brackets: int) -> None:
    left, right = "[" * brackets, "]" * brackets
    text = "p = input({})\nt = target({})\nL = {}(p, t)"
    trace = run(parse(text.format(f"{left}0.3{right}", f"{left}1{right}", loss)))
    alone = run(parse(text.format(0.3, 1, loss)))
    assert isinstance(trace.value("L"), float)
    assert trace.value("L") == pytest.approx(alone.value("L"))
    slope = np.asarray(trace.gradient("p"))
    assert slope.shape == (1,) * brackets
    assert slope.item() == pytest.approx(alone.gradient("p"))


def test_a_row_of_classes_in_a_matrix_is_one_loss() -> None:
    trace = run(parse("s = input([[0.3, 0.7]])\nt = target([[0, 1]])\nL = multi_margin(s, t)"))
    assert isinstance(trace.value("L"), float)
