"""What is said of proofs and pushes is what was found."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.proof import nudged, proved
from graphviz_app.core.read_as import read_as
from graphviz_app.explain import proof as told
from graphviz_app.formats import parse


def outcome_of(text: str, leaf: str = "x", epsilon: float = 0.01) -> tuple[told.Verdict, str]:
    trace = run(parse(text))
    nudge = nudged(read_as(trace, "lines"), leaf, epsilon)
    return told.outcome(trace.graph, nudge), told.shrinking(nudge)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0"), (3.2e-11, "3·10⁻¹¹"), (1e-7, "10⁻⁷"), (0.5, "0.5"), (2.0, "2"), (9.6e-9, "10⁻⁸")],
)
def test_of_an_error_the_size_is_told(number: float, text: str) -> None:
    assert told.power(number) == text


@pytest.mark.parametrize(
    ("part", "text"),
    [(0.018, "1.8 %"), (0.5, "50 %"), (1.0, "100 %"), (0.00042, "0.042 %"), (20, "over 1000 %")],
)
def test_a_part_has_two_digits_that_count(part: float, text: str) -> None:
    assert told.percent(part) == text


def test_all_that_agree_are_counted_and_the_worst_is_told() -> None:
    trace = run(parse("x = input(3)\nw = input(0)\ny = exp(x) + relu(w)"))
    verdict = told.verdict(trace.graph, proved(trace))
    assert verdict.agree
    assert verdict.title == "2 of 2 gradients agree"
    assert verdict.sentence.startswith("The worst relative error is ")
    assert verdict.sentence.endswith("At a kink, by convention: 1.")


def test_what_does_not_agree_is_named() -> None:
    trace = run(parse("x = input(0)\nz = input(1)\ny = sqrt(x) + z"))
    verdict = told.verdict(trace.graph, proved(trace))
    assert not verdict.agree
    assert verdict.title == "1 of 2 gradients agree"
    assert verdict.sentence == "The gradient of x cannot be compared."


def test_a_kink_tells_both_sides_and_the_convention() -> None:
    trace = run(parse("x = input(0)\ny = relu(x)"))
    (proof,) = proved(trace)
    lines = list(told.details(trace.graph, proof))
    assert lines == [
        "slope from the left 0.0000, from the right 1.0000",
        "at y: relu'(0) = 0 is used",
    ]
    assert "relative" not in told.how(proof.worst).lower()
    assert told.badge_words(trace.graph, proof).startswith("✓ a kink: from the left 0.0000")


def test_a_table_has_a_row_for_each_number_and_every_digit() -> None:
    trace = run(parse("W = parameter([[1, 2], [3, 4]])\ny = sum(W*W)/3"))
    head, *rows = told.table(trace.graph, proved(trace, ["W"]), {"W": trace.gradient("W")})
    assert len(rows) == 4
    assert {len(row) for row in (head, *rows)} == {len(head)}
    cells = dict(zip(head, rows[2], strict=True))
    assert (cells["leaf"], cells["element"], cells["verdict"]) == ("W", "1, 0", "good")
    assert float(cells["gradient"]) == float(cells["PyTorch"]) == 2.0
    assert float(cells["difference"]) == pytest.approx(2.0)


def test_the_outcome_of_a_push_is_a_line() -> None:
    verdict, shrinking = outcome_of("x = input(3)\nL = x*x")
    assert verdict.title == "L moves by +0.06010"
    assert verdict.sentence == "The gradient said +0.06000: off by 1.000·10⁻⁴ (0.17 %)."
    assert shrinking.endswith("it shrinks with ε².")


@pytest.mark.parametrize(
    ("text", "epsilon", "title", "sentence"),
    [
        ("y = 2*x", 0.01, "y moves by +0.02000", "exactly that"),
        ("y = 0*x", 0.01, "y does not move", "The gradient is 0, and said so"),
        ("y = sigmoid(x + 40)", 0.01, "y does not move visibly", "The gradient said"),
        ("y = log(x)", -5.0, "y has no value there", "where it is defined"),
        ("y = relu(x - 3)", 0.01, "y moves by", "(100 %)"),
        ("y = sqrt(x - 3)", 0.01, "y moves by +0.1000", "is not a finite number"),
        ("y = 1/(x - 3)", 0.01, "y is ∞", "nothing can be compared"),
        ("y = sqrt((x - 3)**2)", 0.01, "y moves by +0.01000", "is not a finite number"),
    ],
)
def test_what_is_special_about_a_push_is_said(
    text: str, epsilon: float, title: str, sentence: str
) -> None:
    verdict, _ = outcome_of(f"x = input(3)\n{text}", epsilon=epsilon)
    assert verdict.title.startswith(title)
    assert sentence in verdict.sentence


@pytest.mark.parametrize("epsilon", [0.01, -5.0, 0.0, 1e300, float("inf"), float("nan")])
@pytest.mark.parametrize("y", ["sqrt(x)", "log(x)", "1/x", "sqrt(x*x)", "sum(log([x, 1]))"])
def test_what_is_not_finite_is_told_of_every_node(y: str, epsilon: float) -> None:
    trace = run(parse(f"x = input(0)\ny = {y}\nz = y*y"), partial=True)
    nudge = nudged(read_as(trace, "operators"), "x", epsilon)
    told.outcome(trace.graph, nudge)
    told.shrinking(nudge)
    for move in nudge.moves.values():
        guess = move.number(move.guess)
        assert "%" not in told.off_by(move) or (guess is not None and np.isfinite(guess))


def test_a_guess_that_is_far_off_is_not_called_right() -> None:
    assert outcome_of("x = input(3)\nL = x*x", epsilon=0.5)[0].agree
    assert not outcome_of("x = input(3)\nL = x*x", epsilon=2.0)[0].agree
    assert not outcome_of("x = input(0)\nL = relu(x)")[0].agree


def test_over_a_kink_the_error_does_not_shrink_with_the_square() -> None:
    _, shrinking = outcome_of("x = input(0)\ny = relu(x)")
    assert "kink" in shrinking
    _, cubic = outcome_of("x = input(0)\ny = x + x**3")
    assert cubic == "Half the push leaves 13 % of the error: it shrinks with ε to the 3.0."


def test_without_an_output_a_push_says_so() -> None:
    trace = run(parse("x = input(3)"))
    nudge = nudged(read_as(trace, "lines"), "x")._replace(output=None)
    assert told.outcome(trace.graph, nudge).title == "There is no output"


def test_pytorch_is_compared_element_by_element() -> None:
    trace = run(parse("x = input([1, 2])\ny = sum(x*x)"))
    gradient = trace.gradient("x")
    assert told.torch_error(gradient, gradient) == 0
    assert told.torch_error(gradient, gradient * 1.1) == pytest.approx(1 - 1 / 1.1)
    assert told.torch_error(gradient, 2.0) == float("inf")
    nowhere = np.array([np.inf, np.nan])
    assert told.torch_error(nowhere, nowhere) == 0
    assert not told.torch_error(nowhere, -nowhere) <= told.SAME
