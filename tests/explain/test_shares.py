"""Contributions told truthfully: shares, sums of rows, products of elements, long sums."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Arrival
from graphviz_app.explain.explain import (
    backward_caption,
    forward_caption,
    gradient_sum,
    local_derivative,
    share_caption,
)
from graphviz_app.formats import parse
from tests.explain.test_explain import edge_between, said


def test_fan_out_tells_which_contribution_it_is_and_the_sum_so_far() -> None:
    trace = run(parse("x = input(2)\nu = 3*x\nv = x**2\ny = u + v\noutput(y)"))
    reading = read(trace.graph, "lines")
    first, last = Arrival(1, 2, 4.0), Arrival(2, 2, 7.0)
    by_v, by_u = (edge_between(reading, "x", target) for target in "vu")
    told = backward_caption(ReadRun(trace, reading), by_v, first)
    assert said(told) == (
        r"\partial y/\partial x = \partial y/\partial v \cdot 2 \cdot x + \dots",
        r"1.0000 \cdot 2 \cdot 2.0000 = 4.0000",
        "1 of 2 contributions, sum so far 4.0000",
    )
    assert told.wordings[1:] == ("1 of 2, sum so far 4.0000", "1 of 2")
    assert said(backward_caption(ReadRun(trace, reading), by_u, last)) == (
        r"\partial y/\partial x = \dots + \partial y/\partial u \cdot 3",
        r"1.0000 \cdot 3 = 3.0000",
        "2 of 2 contributions, sum 7.0000",
    )


def test_one_share_is_never_called_the_gradient() -> None:
    trace = run(
        parse("A = parameter([[1, 2], [3, 4]])\nx = input([1, -1])\nu = A @ x\nL = sum(u*x)")
    )
    reading = read(trace.graph, "lines")
    share = share_caption(ReadRun(trace, reading), edge_between(reading, "x", "u"))
    assert share.symbols == r"A^\top \, \partial L/\partial u"
    shares = [trace.contribution("x", "u"), trace.contribution("x", "L.mul1")]
    summed = gradient_sum(
        ReadRun(trace, reading), "x", [share for share in shares if share is not None]
    )
    assert summed.whole == (
        r"\partial L/\partial x = \left[-2.0000, -2.0000\right] + \left[-1.0000, -1.0000\right]"
        r" = \left[-3.0000, -3.0000\right]"
    )


def test_a_bias_of_a_batch_is_a_sum_of_rows() -> None:
    trace = run(parse("X = input([[1, 2], [3, 4]])\nb = parameter([1, -1])\nL = sum((X + b)**2)"))
    reading = read(trace.graph, "operators")
    told = backward_caption(ReadRun(trace, reading), edge_between(reading, "b", "L.add1"))
    assert told.symbols == (
        r"\partial L/\partial b = \sum_{\mathrm{rows}} \partial L/\partial \left(X + b\right)"
    )
    rows = r"\left[4.0000, 2.0000\right] + \left[8.0000, 6.0000\right]"
    assert told.numbers == rf"= {rows} = \left[12.0000, 8.0000\right]"
    assert told.remark == "the sum of 2 rows"


def test_vectors_are_multiplied_element_by_element() -> None:
    trace = run(parse("z = input([0.1, -2])\nh = sigmoid(z)\nL = sum(h*h)"))
    told = backward_caption(ReadRun(trace, read(trace.graph, "lines")), 0)
    assert told.symbols == (
        r"\partial L/\partial z = \partial L/\partial h \odot h \odot \left(1 - h\right)"
    )


def test_symbols_and_numbers_have_the_same_factors() -> None:
    trace = run(parse("y = input(0.5)\nt = target(0.2284)\nL = (y - t)**2"))
    told = backward_caption(ReadRun(trace, read(trace.graph, "lines")), 0)
    assert told.symbols == r"\partial L/\partial y = 2 \cdot \left(y - t\right)"
    assert told.numbers == r"= 2 \cdot 0.2716 = 0.5432"


def test_a_constant_that_is_nearly_one_stays_a_factor() -> None:
    trace = run(parse("x = input(3)\nL = 1.000001*x"))
    told = local_derivative(ReadRun(trace, read(trace.graph, "lines")), Edge("x", "L", 1))
    assert told.symbols == r"\partial L/\partial x = 1.000001"


def test_a_long_sum_is_told_as_a_series() -> None:
    leaves = "".join(f"w{i} = parameter({i})\nx{i} = input({1 - i})\n" for i in range(1, 10))
    terms = " + ".join(f"w{i}*x{i}" for i in range(1, 10))
    trace = run(parse(f"{leaves}b = parameter(-1)\nz = {terms} + b"))
    told = forward_caption(ReadRun(trace, read(trace.graph, "lines")), "z")
    assert told.symbols == r"z = \left(\sum_{i=1}^{9} w_i \cdot x_i\right) + b"
    assert told.numbers == (
        r"= 1.0000 \cdot 0.0000 + 2.0000 \cdot \left(-1.0000\right) + \dots"
        r" + \left(-1.0000\right) = -241.0000"
    )


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("tanh({0})", r"\tanh\left(\dots\right)"),
        ("tanh(sigmoid({0}))", r"\tanh\left(\sigma\left(\dots\right)\right)"),
    ],
)
def test_a_line_that_is_too_long_is_cut_where_it_still_fits(made: str, told: str) -> None:
    names = [letter * 31 for letter in "ab"]
    leaves = "".join(f"{name} = input(2)\n" for name in names)
    trace = run(parse(f"{leaves}L = {made.format('*'.join(names))}"))
    symbols = forward_caption(ReadRun(trace, read(trace.graph, "lines")), "L").symbols
    assert symbols == f"L = {told}"
