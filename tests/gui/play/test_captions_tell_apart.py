"""Captions: one name for one thing, and numbers that are what they are said to be."""

import re

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.explain import Explanation
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.scene.captions import card_layout
from graphviz_app.scene.captions.caption import Caption, caption_of
from graphviz_app.scene.captions.card_layout import CaptionLayout, laid_out
from graphviz_app.theme import LIGHT
from tests.explain.test_explain import said


def rows(text: str, kind: Kind = "operators", by_level: bool = False) -> list[Explanation]:
    """Every row of every caption of the run."""
    trace = run(parse(text))
    timeline = Schedule(
        ReadRun(trace, read(trace.graph, kind)), stride="level" if by_level else "node"
    )
    frames = (frame_at(timeline, k + 1.0) for k in range(len(timeline.moments)))
    return [row for frame in frames for row in caption_of(frame).rows]


def row_of(symbols: str, text: str, kind: Kind = "operators") -> Explanation:
    """The row that begins so."""
    return next(row for row in rows(text, kind) if row.symbols.startswith(symbols))


def test_two_nodes_with_one_formula_have_two_gradients() -> None:
    found = rows("x = input(2)\nL = x**2 + 3*x**2 + x")
    said = {}
    for row in found:
        name = row.symbols.split(" = ")[0]
        if name.startswith(r"\partial L/\partial") and "x}^2" in name:
            said[name] = row.numbers.rsplit("= ")[-1]
    first, second = (rf"\partial L/\partial {{\left({{x}}^2\right)}}^{{({k})}}" for k in (1, 2))
    assert said[second] == "3.0000"
    assert first in said


def test_a_formula_that_only_steers_is_not_counted() -> None:
    found = rows("x = input(2)\nL = abs(x)*3 if abs(x) > 1 else x")
    assert not any("^{(1)}" in row.symbols for row in found)


@pytest.mark.parametrize(("taken", "letter"), [("x", "c"), ("c", "k")])
def test_a_constant_is_called_by_a_letter_of_no_node(taken: str, letter: str) -> None:
    found = rows(f"{taken} = input(5)\nL = 2*{taken}")
    row = next(row for row in found if "a constant" in row.remark)
    assert row.symbols == rf"\partial L/\partial {letter} = {taken}"
    assert row.wordings == (f"{letter} = 2, a constant",) * 2 + (f"{letter} = 2",)


def test_a_comparison_is_a_number_in_square_brackets() -> None:
    text = "x = input(2)\ny = input(3)\nc = x == y\nL = x if x < y else c*y"
    assert said(row_of("c", text)) == (
        r"c = \left[x = y\right]",
        r"= \left[2.0000 = 3.0000\right] = 0.0000",
        "",
    )
    assert row_of(r"\left[x <", text).numbers == r"= \left[2.0000 < 3.0000\right] = 1.0000"


def test_minus_zero_is_zero() -> None:
    assert row_of("y", "x = input(0)\ny = -x\nL = y*3").numbers == "= 0.0000"
    assert row_of("y", "x = input(2)\ny = -x\nL = y*3").numbers == "= -2.0000"


SATURATED = {
    "L = sigmoid(x)": r"= 1.0000 \cdot 4.248 \cdot 10^{-18} = 4.248 \cdot 10^{-18}",
    "L = tanh(x)": r"= 7.219 \cdot 10^{-35}",
}


@pytest.mark.parametrize("line", SATURATED)
def test_what_is_left_of_one_is_not_rounded_away(line: str) -> None:
    row = row_of(r"\partial L/\partial x", f"x = input(40)\n{line}")
    assert row.numbers == SATURATED[line]


def test_a_slope_that_four_decimals_tell_is_written_as_it_is_computed() -> None:
    row = row_of(r"\partial L/\partial x", "x = input(2)\nL = sigmoid(x)")
    assert row.numbers == r"= 0.8808 \cdot \left(1 - 0.8808\right) = 0.1050"


def test_elements_of_a_vector_are_saturated_one_by_one() -> None:
    row = row_of(r"\partial L/\partial x", "x = input([40, 0])\nL = sum(sigmoid(x))", "lines")
    assert r"\odot \left[4.248 \cdot 10^{-18}, 0.5000\right]" in row.numbers


def test_a_product_with_ones_is_not_taken_for_ones() -> None:
    row = row_of(
        r"\partial \left(\sum y\right)/\partial x", "x = input([1, 2])\nw = input(3)\ny = w*x"
    )
    assert row.symbols.endswith(r"\mathbf{1}_{2} \cdot w")
    assert row.numbers == r"= \mathbf{1}_{2} \cdot 3.0000 = \left[3.0000, 3.0000\right]"


def test_no_factor_is_lost_beside_ones() -> None:
    text = "v = input([1, 2])\nw = input(3)\nx = input([5, 7])\ny = w*(v*x).T"
    row = row_of(r"\partial \left(\sum y\right)/\partial x", text, "lines")
    assert "w" in row.symbols.split(" = ")[-1]
    assert "v" in row.symbols.split(" = ")[-1]


def test_a_very_large_constant_is_one_factor() -> None:
    text = "x = input(0.5)\nL = 1e300*x*0.1"
    assert row_of("10", text).symbols == r"10^{300} \cdot x"
    row = next(row for row in rows(text) if row.remark == "c = 0.1, a constant")
    assert row.symbols.endswith(r"= 10^{300} \cdot x")
    twice = next(row for row in rows(f"{text}*3") if row.remark == "c = 0.1, a constant")
    assert twice.symbols.endswith(r"\cdot \left(10^{300} \cdot x\right)")


def test_a_constant_is_the_same_in_the_formula_and_beside_it() -> None:
    found = rows("x = input(2)\nL = 1234567*x - 0.5*x")
    assert any(row.remark == "c = 1234567, a constant" for row in found)
    assert not any("e+" in part for row in found for part in row)


def test_a_written_power_of_one_is_not_its_base() -> None:
    found = rows("x = input(3)\nL = x**1 + x")
    assert not any(re.search(r"partial \\left\(x\\right\)", row.symbols) for row in found)
    assert found[0].symbols == "{x}^{1}"


def test_a_series_goes_on_beyond_nine() -> None:
    leaves = "".join(f"w{i} = parameter({i})\nx{i} = input(1)\n" for i in range(1, 13))
    text = leaves + "z = " + " + ".join(f"w{i}*x{i}" for i in range(1, 13))
    assert row_of("z", text, "lines").symbols == r"z = \sum_{i=1}^{12} w_i \cdot x_i"
    remarks = {row.wordings for row in rows(text, "lines")}
    assert ("i = 1, likewise 2 to 12", "i = 1, likewise 2 to 12", "i = 1") in remarks


def test_a_row_for_many_tells_what_it_says_of_the_first() -> None:
    text = "\n".join(
        [
            *(f"p{i} = input({i})" for i in (1, 2, 3, 4)),
            "s = p1 + p2 + p3 + p4",
            "L = s*(p1 + p2 + p3 + p4)*0 + p1*p1 + p2 + p3 + p4",
        ]
    )
    told = next(row.wordings for row in rows(text, "lines") if "i = 2: 1 of" in row.remark)
    assert told == (
        "i = 2: 1 of 2 contributions, sum so far 1.0000; likewise 3 and 4",
        "i = 2: 1 of 2, sum so far 1.0000; likewise 3 and 4",
        "i = 2",
    )


def test_the_last_sum_is_the_gradient_to_the_last_digit() -> None:
    text = "x = input(40)\na = sigmoid(x)\nb = tanh(x)\nL = a + b + sigmoid(-x)"
    trace = run(parse(text))
    told = [row.remark for row in rows(text, "lines", by_level=True)]
    assert trace.gradient("x") == 0
    assert "3 of 3 contributions, sum 0.0000" in told


FANNED = "x = input(2)\ny = input(3)\nL = x/(y + 1) + y/(x + 2) + x*y*(x + y) + x/(y*x + 2)"


@pytest.mark.parametrize("size", [(228, 110), (380, 100), (640, 90)])
def test_a_caption_cut_short_does_not_claim_the_whole_gradient(
    qapp: object, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    drawn: list[Explanation] = []
    stacked, columns = card_layout._stacked, card_layout._in_columns
    trace = run(parse(FANNED))
    timeline = Schedule(ReadRun(trace, read(trace.graph, "operators")))

    def kept(layout: CaptionLayout, row: Explanation, inner: float, count: int) -> None:
        drawn.append(row)
        stacked(layout, row, inner, count)

    def none(layout: CaptionLayout, caption: Caption, inner: float) -> bool:
        drawn.extend(caption.rows)
        return columns(layout, caption, inner)

    monkeypatch.setattr(card_layout, "_stacked", kept)
    monkeypatch.setattr(card_layout, "_in_columns", none)
    for k in range(len(timeline.moments)):
        laid_out(caption_of(frame_at(timeline, k + 1.0)), LIGHT, *size)
    parts = [row for row in drawn if r"\dots" in row.symbols]
    assert parts
    assert not any(row.numbers.startswith("=") for row in parts)
    assert all("of" in row.remark for row in parts)


def test_a_matrix_is_not_raised_where_its_brackets_would_not_grow() -> None:
    row = row_of("y", "x = input([[1, 2], [3, 4]])\ny = exp(x)\nL = sum(y)")
    assert row.numbers.startswith(r"= \exp\left({\begin{bmatrix}")
    assert row_of("y", "x = input([1, 2])\ny = exp(x)\nL = sum(y)").numbers.startswith(
        r"= \mathrm{e}^{\left[1.0000, 2.0000\right]}"
    )
