"""What could not be computed is told without a formula where that would need its shape."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import read_as
from graphviz_app.explain.local import line_local_derivative
from graphviz_app.formats import parse

BROKEN = {
    "shapes": "x = input([1, 2, 3])\nW = parameter([[1, 2, 3], [4, 5, 6]])\nz = W @ x + x\n",
    "operand": "x = input([2, 1])\ny = sum(x @ ...)\nL = y*x\n",
    "reshaped": "x = input([1, 2, 3])\ny = reshape(x, [2, 2])*2\n",
}


@pytest.mark.parametrize("kind", ["operators", "lines", "neurons"])
@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_every_edge_tells_its_derivative_as_far_as_it_is_known(text: str, kind: Kind) -> None:
    read = read_as(run(parse(text), partial=True), kind)
    told = [line_local_derivative(read, index) for index in range(len(read.reading.edges))]
    assert all(one.symbols or not one.numbers for one in told)


def test_a_formula_of_numbers_needs_no_value() -> None:
    read = read_as(run(parse("x = input(2)\ny = 3*x + ...\n"), partial=True), "lines")
    assert "3" in line_local_derivative(read, 0).symbols
