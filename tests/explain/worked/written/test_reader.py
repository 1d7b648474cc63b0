"""LaTeX read as text."""

import pytest

from graphviz_app.explain.worked.solution import Equation
from graphviz_app.explain.worked.written.ascii import formula, words
from graphviz_app.explain.worked.written.breaking import (
    MOST,
    columns_of,
    lines_of,
    outer_equals,
    rows_of,
)
from graphviz_app.explain.worked.written.reader import block, text


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\partial L/\partial w_{2,11}", "∂L/∂w₂,₁₁"),
        (r"\frac{1}{2} \cdot {\left(t - a\right)}^2", "½ · (t − a)²"),
        (r"-\frac{d}{{m}^{2}}", "−d/m²"),
        (r"\eta = 0.5", "η = 0.5"),
        (r"\mathrm{e}^{-x} + \ln a_1", "e^(−x) + ln a₁"),
        (r"\sum_{i=1}^{9} w_i \cdot x_i", "Σᵢ₌₁⁹ wᵢ · xᵢ"),
        (r"8.670 \cdot 10^{-4}", "8.670 · 10⁻⁴"),
        (r"\mathrm{LSTM cell}\left(x, h_{1,c1}\right)", "LSTM cell(x, h_1_c1)"),
        (r"{h_{1}}_{\left[0\right]}", "h₁[0]"),
        (r"\left\lfloor x \right\rfloor", "⌊x⌋"),
        (r"\max\left(0, \sin\left(z\right)\right)", "max(0, sin(z))"),
    ],
)
def test_a_formula_in_a_line(latex: str, shown: str) -> None:
    assert text(latex) == shown
    assert block(latex).flat is not None
    assert str(block(latex).flat).strip() == shown


def test_a_matrix_takes_lines_and_stands_on_the_line_it_is_in() -> None:
    found = block(r"W \, {\begin{bmatrix} 1 & -20 \\ 3 & 4 \end{bmatrix}}^\top = 5")
    assert found.lines == ("W ⎡1  −20⎤ᵀ = 5", "  ⎣3    4⎦     ")
    assert text(r"{\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}}") == "[[1, 2], [3, 4]]"


def test_a_fraction_of_sums_has_a_bar() -> None:
    assert block(r"y = \frac{a + b}{c}").lines == ("     a + b ", "y = ───────", "       c   ")
    assert text(r"\frac{a + b}{c}") == "(a + b)/c"


def test_cases_have_a_brace() -> None:
    found = block(r"\begin{cases} u & \mathrm{if}\ x > 0 \\ 0 & \mathrm{else} \end{cases}")
    assert [line.rstrip() for line in found.lines] == ["⎰u  if x > 0", "⎱0  else"]


def test_a_short_equation_is_one_line_and_a_long_one_symbols_then_numbers() -> None:
    assert lines_of(Equation("y", ("a + b",), ("1 + 2", "3"))) == ["= a + b = 1 + 2 = 3"]
    long = Equation("y", (" + ".join(["aaaa"] * 9),), (" + ".join(["1.0000"] * 9), "9.0000"))
    lines = lines_of(long)
    assert len(lines) > 2
    assert lines[0].startswith("= aaaa")
    assert lines[-1].endswith("= 9.0000")
    assert all(columns_of(line) <= MOST for line in lines)


def test_a_long_sum_is_broken_at_a_plus_and_loses_nothing() -> None:
    sides = " + ".join(rf"w_{{{k}}} \cdot \left(a + b\right)" for k in range(20))
    lines = lines_of(Equation("y", (sides,)))
    assert len(lines) > 2
    assert all(columns_of(line) <= MOST for line in lines)
    joined = " ".join(line.replace(r"\quad {}", "") for line in lines)
    assert joined.removeprefix("= ") == sides


def test_a_long_left_side_has_a_line_for_itself() -> None:
    rows = rows_of(Equation("x" * 30, ("1",)))
    assert rows == [("", "x" * 30), ("", r"\quad = 1")]


def test_equals_signs_in_brackets_do_not_cut_an_equation() -> None:
    assert outer_equals(r"y = \left[a = b\right] = 1") == ["y", r"\left[a = b\right]", "1"]


def test_words_and_formulas_become_ascii() -> None:
    assert words("50% of a_b & Größe é “q” α 中") == (
        r"50\% of a\_b \& Gr\"{o}\ss{}e \'{e} ``q'' \ensuremath{\alpha} ?"
    )
    assert formula(r"\mathrm{größe} + α_1 + \mathrm{ReLU}") == (
        r"\text{gr\"{o}\ss{}e} + \alpha _1 + \mathrm{ReLU}"
    )
