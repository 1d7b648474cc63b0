"""Formulas in LaTeX have the values that the same formula has in Python."""

import math

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.dialects import recognised
from graphviz_app.formats.dialects.latex.document import translated_latex
from graphviz_app.formats.dialects.reading import read
from tests.formats.dialects.formulas import FORMULAS, Formula


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.latex[:40])
def test_formulas_keep_their_values(formula: Formula) -> None:
    graph, translation = read(formula.latex)
    assert translation is not None
    assert translation.dialect == "LaTeX"
    trace = run(graph)
    given = {name: float(value) for name, value in (w.split("=") for w in formula.given.split())}
    assert {name: trace.value(name) for name in given} == given
    expected = eval(formula.value, {**vars(math), "sigmoid": sigmoid, **given})
    assert trace.value(formula.name) == pytest.approx(expected, rel=1e-12)
    assert graph.output == formula.name


def text_of(latex: str) -> str:
    return translated_latex(latex).text


def test_sums_over_an_index_are_sums_over_a_vector() -> None:
    assert text_of(r"y = \sum_i w_i x_i + b").endswith("y = sum(w*x) + b\n")
    assert text_of(r"L = \frac{1}{n} \sum_{i=1}^{n} (y_i - t_i)^2").endswith(
        "L = mean((y - t)**2)\n"
    )
    assert text_of(r"L = \frac{1}{2n} \sum_{i=1}^{n} (y_i - t_i)^2").endswith(
        "L = 1/2*mean((y - t)**2)\n"
    )
    assert text_of(r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}") == (
        "z = input([2, 1])\np = exp(z)/sum(exp(z))\n"
    )
    three = text_of(r"E = \frac{1}{2} \sum_{k=1}^{3} (t_k - o_k)^2")
    assert [len(run(read(three).graph).value(name)) for name in "to"] == [3, 3]  # type: ignore[arg-type]


def test_tables_of_numbers_and_products_of_them() -> None:
    latex = r"""
W = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
x = \begin{bmatrix} 1 \\ -1 \end{bmatrix}
b = (0.5, 0)^T
z = W x + b
L = \|z\|^2
"""
    trace = run(read(latex).graph)
    assert list(trace.value("z")) == [-0.5, -1.0]  # type: ignore[arg-type]
    assert trace.value("L") == 1.25
    assert text_of(r"y = w^\top x").endswith("y = w @ x\n")
    assert text_of(r"y = \|x\|") == "x = input([2, 1])\ny = sqrt(sum(x**2))\n"


def test_numbers_behind_a_formula_are_claims() -> None:
    latex = r"""
x = 2 \\ w = 0.5
z = w x = 0.5 \cdot 2 = 1
a = \sigma(z) \approx 0.731
\frac{\partial a}{\partial w} = 0.393
"""
    graph = read(latex).graph
    assert [(c.kind, c.of, c.printed) for c in graph.claims] == [
        ("d", "a", "0.393"),
        ("value", "z", "1"),
        ("value", "a", "0.731"),
    ]


def test_a_step_of_learning_becomes_the_learning_rate() -> None:
    step = r"w \leftarrow w - \eta \frac{\partial L}{\partial w}"
    translation = translated_latex(rf"w = 2 \\ L = (w - 1)^2 \\ {step} \\ \eta = 0.1")
    assert translation.text == "w = 2\nL = (w - 1)**2\nlearning_rate(0.1)\n"
    assert [change.became for change in translation.left_out] == [
        "a step of learning is taken by itself"
    ]


def test_of_a_document_only_the_formulas_are_read() -> None:
    latex = r"""\documentclass{article}
% preamble
\usepackage{amsmath}
\begin{document}
The neuron with $n$ inputs computes
\begin{equation} \label{eq:z}
  z = w x + b
\end{equation}
where $w = 3$ is a weight.
\end{document}
"""
    translation = translated_latex(latex)
    assert translation.text == "x = input(1)\nb = input(1)\nz = w*x + b\nw = 3\n" or (
        translation.text == "x = input(1)\nb = input(1)\nw = 3\nz = w*x + b\n"
    )
    assert all(change.became == "only formulas are read" for change in translation.left_out)


def test_a_name_without_a_value_is_told() -> None:
    translation = translated_latex("% A title\n\\sigma(w x)")
    assert translation.text == "# A title\nw = input(1)\nx = input(1)\ny = sigmoid(w*x)\n"
    assert [(c.line, c.found, c.became) for c in translation.changes] == [
        (2, "w", "w = input(1) (it has no value)"),
        (2, "x", "x = input(1) (it has no value)"),
        (2, r"\sigma(w x)", "y = sigmoid(w*x)"),
    ]


def test_lines_of_this_language_stand_beside_formulas() -> None:
    latex = "x = input(3)\ny = \\sqrt{x + 1}\ngrad(x) == 0.25"
    trace = run(read(latex).graph)
    assert trace.value("y") == 2
    assert len(trace.graph.claims) == 1


@pytest.mark.parametrize(
    ("latex", "sentence"),
    [
        (r"y = \int_0^1 x dx", "an integral"),
        (r"y = \prod_i x_i", "a product over an index"),
        (r"y = \frac{f(x)}{2}", r"write f \\cdot"),
        (r"y = \sigma'(z)", "derivative"),
        (r"y = \frac{1}{1 + x", "'}' is missing"),
        (r"y = \left( x + ", "ends where a value is expected"),
        (r"y_i = \sum_j w_{ij} x_j", "two indices"),
        (r"y = x \pm 1", "not certain"),
        (r"y = \sum_{q} x_q", "write its terms out"),
        (r"x + 1 = \frac{y}{2}", "left of = stands one name"),
    ],
)
def test_what_is_not_certain_is_refused_with_what_to_write(latex: str, sentence: str) -> None:
    with pytest.raises(ParseError, match=sentence) as caught:
        read(latex)
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "text", ["x = input(1)\ny = x**2", "y = w_1*x + b", "# \\o/ a title\nx = 1"]
)
def test_what_is_not_certainly_latex_is_not_taken_for_it(text: str) -> None:
    assert recognised(text) == ""
