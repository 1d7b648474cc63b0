"""Proofs: right gradients agree, wrong ones never do, kinks and nothings say what they are."""

import random

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph, Node, Value
from graphviz_app.core.proof import Prover, agrees, proved, summary
from graphviz_app.core.proof.difference import Difference, Slope
from graphviz_app.core.proof.verdict import band_of
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples


def trace_of(text: str) -> Trace:
    return run(parse(text))


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_all_gradients_of_the_examples_agree(path) -> None:  # type: ignore[no-untyped-def]
    found = proved(run(load(path)))
    assert {one.band for one in found} <= {"good", "zero", "small"}
    assert summary(found)[:2] == (len(found), len(found))
    assert summary(found).worst < 1e-7


def wrong(trace: Trace, leaf: str, factor: Value) -> Trace:
    """The same run with one gradient falsified."""
    gradients = list(trace.results.gradients)
    index = trace.program.index[leaf]
    before = trace.gradient(leaf)
    gradients[index] = before * factor if isinstance(factor, float) else np.multiply(before, factor)
    return Trace(trace.program, trace.results._replace(gradients=gradients))


@pytest.mark.parametrize(
    ("factor", "band"),
    [(2.0, "wrong"), (-1.0, "wrong"), (1.001, "uneasy"), (1 + 1e-5, "fine"), (1 + 1e-9, "good")],
)
def test_a_falsified_gradient_falls_into_the_band_of_its_error(factor: float, band: str) -> None:
    trace = wrong(run(load(next(p for p in examples() if p.stem == "neuron"))), "w", factor)
    by_node = {one.node: one for one in proved(trace)}
    assert by_node["w"].band == band
    assert by_node["x"].band == "good"
    assert by_node["w"].error == pytest.approx(abs(factor - 1) / max(abs(factor), 1), rel=1e-3)


def test_no_wrong_gradient_of_an_example_ever_agrees() -> None:
    rng = random.Random(5)
    for path in examples():
        trace = run(load(path))
        for proof in proved(trace):
            if proof.band == "good":
                factor = rng.choice([-1.0, 0.0, 0.5, 2.0])
                gradient = proof.worst.gradient * factor
                assert not agrees(band_of(gradient, proof.worst.found)), (path.stem, proof.node)


@pytest.mark.parametrize(
    ("text", "left", "right", "convention"),
    [
        ("x = input(0)\ny = relu(x)", 0.0, 1.0, "relu'(0) = 0"),
        ("x = input(0)\ny = abs(x)", -1.0, 1.0, "sgn(0) = 0"),
        ("x = input(2)\ny = max(x, 2)", 0.0, 1.0, "first operand"),
    ],
)
def test_at_a_kink_both_sides_and_the_convention_are_told(
    text: str, left: float, right: float, convention: str
) -> None:
    (proof, *_) = proved(trace_of(text))
    assert proof.band == "kink"
    found = proof.worst.found
    assert (found.left.value, found.right.value) == pytest.approx((left, right), abs=1e-9)
    assert convention in proof.kinks[0].convention


def test_a_gradient_beyond_both_sides_of_a_kink_is_wrong() -> None:
    (proof, *_) = proved(trace_of("x = input(0)\ny = relu(x)"))
    assert band_of(1.5, proof.worst.found) == "wrong"
    assert band_of(-0.5, proof.worst.found) == "wrong"
    assert band_of(0.3, proof.worst.found) == "kink"


def test_a_kink_off_the_way_is_not_told() -> None:
    by_node = {p.node: p for p in proved(trace_of("x = input(0)\nw = input(2)\ny = relu(x) + w"))}
    assert by_node["x"].kinks
    assert not by_node["w"].kinks
    assert by_node["w"].band == "good"


def test_zero_and_zero_say_so() -> None:
    proofs = proved(trace_of("x = input(3)\nz = input(1)\ny = z*z"))
    assert [p.band for p in proofs] == ["zero", "good"]


def test_what_rounding_hides_is_neither_right_nor_wrong() -> None:
    (proof,) = proved(trace_of("x = input(40)\ny = sigmoid(x)"))
    assert proof.worst.gradient == pytest.approx(4.25e-18, rel=0.01)
    assert proof.band == "small"
    assert summary([proof]).worst == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "x = input(0.3)\np = sigmoid(x)\ny = (p - sigmoid(0.3))**2",
        "x = input(5)\ny = (exp(x) - exp(5))**2",
        "x = input(3)\nw = input(0.1)\ny = (w*x - 0.3)**2",
        "x = input(0.7)\na = x*0.1*3\nb = x*0.3\ny = a - b",
        "x = input([0.1, 0.2, 0.7])\ny = sum(x - mean(x))",
    ],
)
def test_no_gradient_is_accused_where_a_sum_cancels_or_a_loss_is_at_its_minimum(text: str) -> None:
    assert {one.band for one in proved(trace_of(text))} <= {"good", "zero", "small"}


@pytest.mark.parametrize("text", ["log(x)", "1/x", "sqrt(x)"])
def test_close_to_where_a_function_ends_the_steps_are_shorter(text: str) -> None:
    (proof, *_) = proved(
        trace_of(f"x = input(1e-13)\ny = {text}"),
    )
    assert proof.band == "good"


def test_a_difference_in_much_doubt_accuses_nobody() -> None:
    trace = trace_of("x = input(30)\nu = input(1)\ny = -log(u - sigmoid(x))")
    assert [one.band for one in proved(trace)] == ["unknown", "unknown"]
    (proof,) = proved(wrong(trace, "x", 0.5), ["x"])
    assert proof.band == "unknown"


def test_of_a_tensor_the_worst_element_is_named() -> None:
    trace = trace_of("W = parameter([[1, 2], [3, 4]])\nx = input([1, 2])\ny = sum((W @ x)**2)")
    (proof,) = proved(wrong(trace, "W", np.array([[1, 1], [1.001, 1]])), ["W"])
    assert (proof.band, proof.worst.place) == ("uneasy", (1, 0))
    assert (proof.tried, proof.size) == (4, 4)
    assert [one.band for one in proof.elements] == ["good", "good", "uneasy", "good"]


def test_of_a_large_tensor_some_elements_are_tried() -> None:
    rows = [[float(i + j) for j in range(40)] for i in range(40)]
    (proof,) = proved(trace_of(f"x = input({rows})\ny = sum(x*x)"))
    assert (proof.tried, proof.size) == (400, 1600)
    assert len({one.place for one in proof.elements}) == 400


def test_what_withholds_gradients_is_a_constant_for_the_difference_too() -> None:
    (proof,) = proved(trace_of("x = input(3)\ny = x*detach(x)"))
    assert proof.worst.gradient == 3.0
    assert proof.band == "good"


def test_a_number_is_a_piece_of_the_work() -> None:
    prover = Prover(trace_of("x = input([1, 2, 3])\nw = input(2)\ny = sum(w*x)"))
    done = list(prover.pieces())
    assert prover.total == len(done) == 4
    assert [one.node for one in done if one is not None] == ["x", "w"]


def test_without_an_output_nothing_can_be_proved() -> None:
    with pytest.raises(EvaluationError, match="no output"):
        Prover(run(Graph.of([Node("x", "input", {"value": 1.0})])))
    with pytest.raises(EvaluationError, match="not a leaf"):
        Prover(trace_of("x = input(1)\ny = x*x"), ["y"])


def test_without_two_numbers_nothing_is_known() -> None:
    nowhere = Slope(float("nan"), 0.0, float("inf"))
    assert band_of(1.0, Difference(nowhere, nowhere, nowhere, 0.0)) == "unknown"
    (proof,) = proved(trace_of("x = input(0)\ny = sqrt(x)"))
    assert proof.band == "unknown"


def test_random_graphs_agree_and_kinks_are_only_told_where_they_are() -> None:
    rng = random.Random(11)
    for text in (random_text(rng) for _ in range(150)):
        for proof in proved(run(parse(text), partial=True)):
            assert agrees(proof.band), text
            assert proof.band != "fine", text
            assert proof.kinks or proof.band != "kink", text


def random_text(rng: random.Random) -> str:
    names = [f"x{i}" for i in range(rng.randint(1, 3))]
    numbers = [rng.choice([rng.uniform(-3, 3), rng.uniform(-30, 30), 0.0]) for _ in names]
    lines = [f"{name} = input({x})" for name, x in zip(names, numbers, strict=True)]
    for j in range(rng.randint(1, 6)):
        a, b = rng.choice(names), rng.choice(names)
        function = rng.choice(["tanh", "sigmoid", "sin", "softplus", "relu", "abs"])
        rule = rng.choice([f"{function}({a})", f"{a}*{b}", f"{a} - {b}", f"{a}/({b}**2 + 1)"])
        lines.append(f"y{j} = {rule}")
        names.append(f"y{j}")
    return "\n".join(lines)
