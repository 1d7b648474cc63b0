"""Signs of mathematics: what is drawn can be typed, and places are told as typed."""

import time

import numpy as np
import pytest

from graphviz_app import run
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.language.standing import parse_standing
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.language.words.typed.signs import may_hold_signs, plain
from graphviz_app.formats.language.writer import to_text

GIVEN = "x = input(0.3)\nw = input(2)\nv = input([1, -2])\nW = input([[1, 2], [3, 4]])\n"
SAME = [
    ("½*x", "0.5*x"),
    ("½(x − w)²", "0.5*(x - w)**2"),
    ("¾x + ⅓w", "0.75*x + 0.3333333333333333*w"),
    ("2½*x", "2.5*x"),
    ("x·w × 3 ⋅ x ∗ w", "x*w*3*x*w"),
    ("v ⊙ v", "v*v"),
    ("x÷w", "x/w"),
    ("x − w – 3", "x - w - 3"),
    ("x² + x³", "x**2 + x**3"),
    ("x⁻¹ + x⁻² + xʷ", "x**-1 + x**-2 + x**w"),
    ("(x + w)²", "(x + w)**2"),
    ("√x + √2*w", "sqrt(x) + sqrt(2)*w"),
    ("√(x + w)", "sqrt(x + w)"),
    ("√√(x)²", "sqrt(sqrt(x))**2"),
    ("√σ(x)*w", "sqrt(sigmoid(x))*w"),
    ("√|x − w|", "sqrt(abs(x - w))"),
    ("|x|", "abs(x)"),
    ("|x − |w||·|x|", "abs(x - abs(w))*abs(x)"),
    ("max(|x|, |w|)²", "max(abs(x), abs(w))**2"),
    ("|x|² + 1", "abs(x)**2 + 1"),
    ("Σ(v) + ∑(v)", "sum(v) + sum(v)"),
    ("σ(x) + ReLU(x) + RELU(w)", "sigmoid(x) + relu(x) + relu(w)"),
    ("Sigmoid(x) + Tanh(w) + Exp(x)", "sigmoid(x) + tanh(w) + exp(x)"),
    ("tanh²(x) + σ³(w)", "tanh(x)**2 + sigmoid(w)**3"),
    ("e^x + e^-x + e^(x + w) + e^{-w}", "exp(x) + exp(-x) + exp(x + w) + exp(-w)"),
    ("eˣ + e⁻ʷ + e² + e**w", "exp(x) + exp(-w) + exp(2) + exp(w)"),
    ("1/(1 + e^-x)", "1/(1 + exp(-x))"),
    ("Wᵀ @ v", "transpose(W) @ v"),
    ("Wᵀv + (W @ W)ᵀv", "transpose(W) @ v + transpose(W @ W) @ v"),
    ("2·10⁻³*x", "2e-3*x"),
    ("(x ≤ w) + (x ≥ w)*(x ≠ w)", "(x <= w) + (x >= w)*(x != w)"),
    ("2*π*x + e", "6.283185307179586*x + 2.718281828459045"),
    ("（x ＋ w）", "(x + w)"),
]


@pytest.mark.parametrize(("signs", "letters"), SAME)
def test_signs_mean_what_the_letters_mean(signs: str, letters: str) -> None:
    one, other = (run(parse(f"{GIVEN}y = {words}")).value("y") for words in (signs, letters))
    np.testing.assert_allclose(one, other, rtol=1e-14)


@pytest.mark.parametrize(("signs", "letters"), SAME)
def test_what_is_typed_in_signs_is_written_in_letters(signs: str, letters: str) -> None:
    graph = parse(f"{GIVEN}y = {signs}")
    written = to_text(graph.with_attrs("x", value=0.3))  # without the text it was read from
    assert written.isascii()
    assert parse(written).nodes == graph.nodes


def test_a_subscript_belongs_to_the_name() -> None:
    graph = parse("w₁₂ = 2\nx_1 = 3\ny = w12*x_₁")
    assert [*graph.nodes] == ["w12", "x_1", "y"]
    with pytest.raises(ParseError, match="'w1' is already used on line 1"):
        parse("w₁ = 2\nw1 = 3")


def test_greek_and_accented_names_stay_names() -> None:
    graph = parse("λ = 0.1\nŷ = 2\nθ̂ = 3\nŷ₂ = λ*ŷ + θ̂²")
    assert run(graph).value("ŷ2") == pytest.approx(9.2)
    assert parse(to_text(graph.with_attrs("λ", value=0.1))).nodes == graph.nodes


def test_a_persons_own_name_comes_before_a_sign() -> None:
    assert run(parse("σ = 2\ny = 3*σ²")).value("y") == 12
    assert run(parse("def σ(u): return 2*u\nx = 1\ny = σ(x)")).value("y") == 2
    assert run(parse("e = 2\nπ = 3\ny = e**3 + π")).value("y") == 11
    assert run(parse("def f(e): return e**2\nx = 3\ny = f(x)")).value("y") == 9


def test_e_with_a_value_of_its_own_is_no_base() -> None:
    with pytest.raises(ParseError, match=r"'\^' is not a power") as caught:
        parse("e = 2\ny = 1 + e^3")
    assert (caught.value.line, caught.value.column) == (2, 11)


def test_a_number_that_was_used_gets_no_other_value() -> None:
    with pytest.raises(ParseError, match="'e' is a number already, used on line 1"):
        parse("y = 2*e\ne = 3")


@pytest.mark.parametrize("number", ["3.141592653589793", "2.718281828459045"])
@pytest.mark.parametrize(
    "line",
    ["y = {}*x", "y = -{}", "y = x**{}", "y = {}**x", "y = ({})**2", "y = ({})**3", "y = {}"],
)
def test_pi_and_e_are_written_by_name_and_read_back(line: str, number: str) -> None:
    for other in ("x = 2\n", "x = 2\npi = 1\n", "x = 2\ne = 1\nπ = 1\n"):
        graph = parse(other + line.format(number)).with_attrs("x", value=2.0)
        assert parse(to_text(graph)).without_extras() == graph


def test_the_name_of_a_number_is_written_where_it_is_free() -> None:
    assert "y = pi*x" in to_text(parse("x = 2\ny = π*x").with_attrs("x", value=1.0))


# Places


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("y = ½·w₁² + q", "q"),
        ("y = √w₁ + √(q)", "q"),
        ("y = |w₁ − |w₁|| ≤ q", "q"),
        ("y = e^{-w₁} + eˣ", "ˣ"),
        ("y = tanh²(w₁)·q₂", "q₂"),
        ("y = w₁ᵀw₁ + foo(½)", "foo"),
        ("y = 2·10⁻³ + ŷ", "ŷ"),
        ("y = w₁² + ]", "]"),
        ("y = w₁² ∞ 3", "∞"),
        ("y = √w₁² + 1", "√"),
        ("y = ½ + √(w₁) w₁", "w₁"),
        ("½·w₁ = 3", "½·w₁ "),
    ],
)
def test_a_mistake_is_marked_where_it_is_typed(line: str, wrong: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"w₁ = 1\n{line}")
    error = caught.value
    assert error.line == 2
    place = line.rindex(wrong)
    assert error.column == place + 1
    assert error.length in {len(wrong), 1, 0} or line[place:].startswith(wrong)


def test_a_half_typed_line_with_signs_stands() -> None:
    standing = parse_standing("w₁ = 2\nz = ½·w₁² + √(w₁ +\ny = z·3")
    assert {"w1", "z", "y"} <= standing.graph.nodes.keys()
    (error,) = standing.errors
    assert (error.line, error.column) == (2, 14)


def test_each_letter_of_a_digest_knows_where_it_was_typed() -> None:
    line = "y = ½·√(x₁ + |w|)² # ½"
    words = plain(line)
    assert words.text == "y = 0.5*sqrt(x1 + abs(w))**2 # ½"
    assert len(words.columns) == len(words.text) + 1
    assert list(words.columns) == sorted(words.columns)
    assert [line[c] for t, c in zip(words.text, words.columns, strict=False) if t in "xw#y"] == [
        *"yxw#"
    ]


# Edits change what is typed


@pytest.mark.parametrize(
    ("line", "id_", "changed"),
    [
        ("y = ½·x₁ + √x₁", "y.c1", "y = 3·x₁ + √x₁"),
        ("y = x₁² + 2½", "y.c1", "y = x₁² + 3"),
        ("y = √x₁ − 2·10⁻³·x₁", "y.c1", "y = √x₁ − 3·x₁"),
        ("y = |x₁|·|π − x₁|", "y.c1", "y = |x₁|·|3 − x₁|"),
    ],
)
def test_a_number_among_signs_can_be_changed(line: str, id_: str, changed: str) -> None:
    graph = parse(f"x₁ = 1\n{line}  # σ")
    assert with_leaf_value(graph, id_, 3).source == f"x₁ = 1\n{changed}  # σ"


@pytest.mark.parametrize("line", ["y = |x₁|² + b", "y = √x₁ + b", "y = ½x₁ + b", "y = b·σ(x₁)"])
def test_what_is_deleted_leaves_a_hole_among_signs(line: str) -> None:
    graph = without_parts(parse(f"x₁ = 1\nb = 2\n{line}"), ["x1"])
    assert graph.source == f"b = 2\n{line.replace('x₁', '...')}"
    assert "x1" not in graph.nodes


# What costs nothing


def test_plain_text_is_not_looked_at() -> None:
    text = "y = a*b + exp(-c)/2 - [1, -2] <= (a == 3)"
    assert not may_hold_signs(text)
    assert prepare(text).columns == {}


@pytest.mark.parametrize(
    "words", ["x² + ", "√", "|", "½", "w₁·", "e^", "²", "|x|", "‖", "√√x²", "10⁻³·", "∂", "σ²("]
)
def test_a_long_line_of_signs_is_read_quickly(words: str) -> None:
    start = time.process_time()
    plain(f"y = {words * (100_000 // len(words))}")
    assert time.process_time() - start < 3
