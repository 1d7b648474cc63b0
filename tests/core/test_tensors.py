"""Operators on tensors: numbers worked out by hand, corners, far out, and what is refused."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.trace import Trace
from graphviz_app.errors import ShapeError

mp = pytest.importorskip("mpmath")


def frozen(value: Any) -> Attr:
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def trace_of(op: str, *operands: Any, weights: Any = None, **attrs: Attr) -> Trace:
    """The operator y of leaves a, b, …; with weights the output is Σ weights·y."""
    letters = "abcdef"[: len(operands)]
    nodes = [
        Node(letter, "input", {"value": frozen(x)})
        for letter, x in zip(letters, operands, strict=True)
    ]
    nodes.append(Node("y", op, attrs))
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(letters)]
    if weights is None:
        return run(Graph.of(nodes, edges, "y"))
    nodes += [Node("w", "input", {"value": frozen(weights)}), Node("p", "mul"), Node("L", "sum")]
    edges += [Edge("w", "p", 0), Edge("y", "p", 1), Edge("p", "L", 0)]
    return run(Graph.of(nodes, edges, "L"))


def listed(value: Any) -> Any:
    return np.asarray(value).tolist()


# By hand


def test_the_largest_receives_the_gradient_and_equal_ones_share_it() -> None:
    trace = trace_of("amax", [1.0, 5.0, 3.0])
    assert (trace.value("y"), listed(trace.gradient("a"))) == (5.0, [0, 1, 0])
    assert not trace.kinks
    tied = trace_of("amax", [[2.0, 2.0, 1.0], [0.0, 4.0, 1.0]], axis=1)
    assert listed(tied.gradient("a")) == [[0.5, 0.5, 0], [0, 1, 0]]
    assert [kink.convention for kink in tied.kinks] == [
        "the largest elements share the gradient equally"
    ]


@pytest.mark.parametrize(
    ("given", "gradient"),
    [
        ([2.0, 3.0, 4.0], [12, 8, 6]),
        ([2.0, 0.0, 4.0], [0, 8, 0]),
        ([0.0, 0.0, 4.0], [0, 0, 0]),
    ],
)
def test_each_factor_receives_the_product_of_the_others(
    given: list[float], gradient: list[float]
) -> None:
    assert listed(trace_of("prod", given).gradient("a")) == gradient


def test_softmax_of_logarithms_is_their_shares() -> None:
    trace = trace_of("softmax", [0.0, math.log(2), math.log(3)], weights=[1.0, 0.0, 0.0])
    assert trace.value("y") == pytest.approx([1 / 6, 2 / 6, 3 / 6])
    assert trace.gradient("a") == pytest.approx([5 / 36, -2 / 36, -3 / 36])


def test_what_a_mask_removes_is_0_and_receives_nothing() -> None:
    rows = [[0.0, 9.0, math.log(3)], [1.0, 2.0, 3.0]]
    mask = [[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    trace = trace_of("softmax", rows, mask, weights=[[1.0, 5.0, 0.0], [1.0, 2.0, 3.0]])
    assert np.allclose(trace.value("y"), [[0.25, 0.0, 0.75], [0.0, 0.0, 0.0]])
    assert np.allclose(trace.gradient("a"), [[0.1875, 0.0, -0.1875], [0.0, 0.0, 0.0]])
    assert trace.contribution("b", "y", 1) is None


def test_a_masked_logarithm_passes_nothing_on_to_what_was_removed() -> None:
    masked = trace_of("log_softmax", [0.0, 9.0, 1.0], [1.0, 0.0, 1.0])
    alone = trace_of("log_softmax", [0.0, 1.0])
    found, wanted = np.asarray(masked.gradient("a")), np.asarray(alone.gradient("a"))
    np.testing.assert_allclose(found[[0, 2]], wanted, atol=1e-15)
    assert found[1] == 0
    assert np.asarray(masked.value("y"))[1] == -math.inf
    assert "mask" in masked.problems[0].message


def test_a_row_that_is_used_twice_adds_both_gradients() -> None:
    trace = trace_of("gather", [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [2.0, 0.0, 2.0])
    assert listed(trace.value("y")) == [[5, 6], [1, 2], [5, 6]]
    assert listed(trace.gradient("a")) == [[1, 1], [0, 0], [2, 2]]


def test_what_is_handed_on_twice_receives_both_gradients() -> None:
    nodes = [Node("x", "input", {"value": 3.0}), Node("f", "duplicate")]
    nodes += [Node("s", "square"), Node("L", "add")]
    edges = [Edge("x", "f", 0), Edge("f", "s", 0), Edge("s", "L", 0), Edge("f", "L", 1)]
    assert run(Graph.of(nodes, edges, "L")).gradient("x") == 7


def test_a_layer_multiplies_by_the_transposed_weights() -> None:
    trace = trace_of("linear", [1.0, 2.0], [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [0.5, 0.0, 0.0])
    assert listed(trace.value("y")) == [1.5, 2, 3]
    assert listed(trace.gradient("b")) == [[1, 2], [1, 2], [1, 2]]


def test_one_hot_puts_a_1_at_the_class() -> None:
    assert listed(trace_of("one_hot", 1.0, classes=3).value("y")) == [0, 1, 0]
    assert listed(trace_of("one_hot", [2.0, 0.0]).value("y")) == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize("op", ["argmax", "argmin", "one_hot"])
def test_a_place_passes_no_gradient_on(op: str) -> None:
    assert trace_of(op, [2.0, 1.0, 0.0]).contribution("a", "y", 0) is None


def test_spread_is_by_n_or_by_one_less() -> None:
    assert trace_of("var", [1.0, 2.0, 6.0]).value("y") == pytest.approx(14 / 3)
    assert trace_of("var", [1.0, 2.0, 6.0], ddof=1).value("y") == pytest.approx(7)
    assert trace_of("std", [1.0, 2.0, 6.0], ddof=1).value("y") == pytest.approx(math.sqrt(7))


@pytest.mark.parametrize(
    ("op", "value"),
    [
        ("sum", -2), ("mean", -2), ("prod", -2), ("amax", -2), ("amin", -2), ("var", 0),
        ("std", 0), ("norm", 2), ("logsumexp", -2), ("argmax", 0), ("argmin", 0),
    ],
)  # fmt: skip
def test_a_number_is_reduced_to_itself(op: str, value: float) -> None:
    assert trace_of(op, -2.0).value("y") == value
    with pytest.raises(ShapeError, match="axis 0"):
        trace_of(op, -2.0, axis=0)


# Corners


@pytest.mark.parametrize("same", [0.0, 0.1, 1e200])
def test_numbers_that_are_all_the_same_have_no_spread_and_no_slope(same: float) -> None:
    trace = trace_of("std", [same] * 3)
    assert trace.value("y") == 0
    assert listed(trace.gradient("a")) == [0, 0, 0]
    assert [kink.node for kink in trace.kinks] == ["y"]


def test_the_length_of_nothing_has_a_corner() -> None:
    trace = trace_of("norm", [0.0, 0.0])
    assert listed(trace.gradient("a")) == [0, 0]
    assert [kink.convention for kink in trace.kinks] == ["at a corner its derivative is taken as 0"]
    assert not trace_of("norm", [3.0, 0.0]).kinks
    assert trace_of("norm", [3.0, 0.0], ord=1.0).kinks


# Far out


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_lengths_and_spreads_of_numbers_whose_squares_are_out_of_range(size: float) -> None:
    length = trace_of("norm", [3 * size, 4 * size])
    assert length.value("y") == pytest.approx(5 * size, rel=1e-15)
    assert length.gradient("a") == pytest.approx([0.6, 0.8])
    spread = trace_of("std", [0.0, 2 * size])
    assert spread.value("y") == pytest.approx(size, rel=1e-15)
    assert spread.gradient("a") == pytest.approx([-0.5, 0.5])


@pytest.mark.parametrize("numbers", [[1e300, 1e300, 1e-300, 1e-300], [1e-200, 1e-200, 1e300, 5.0]])
def test_a_product_is_right_though_a_part_of_it_is_out_of_range(numbers: list[float]) -> None:
    trace = trace_of("prod", numbers)
    exact = math.prod(map(mp.mpf, numbers))
    assert trace.value("y") == pytest.approx(float(exact), rel=1e-13, abs=0.0)
    shares = [float(exact / mp.mpf(x)) for x in numbers]
    np.testing.assert_allclose(np.asarray(trace.gradient("a")), shares, rtol=1e-13)


@pytest.mark.parametrize("shift", [-1e4, 0.0, 1e4])
def test_a_soft_maximum_does_not_overflow(shift: float) -> None:
    trace = trace_of("logsumexp", [shift, shift])
    assert trace.value("y") == pytest.approx(shift + math.log(2), rel=1e-15)
    assert trace_of("softmax", [shift, shift + 1]).value("y") == pytest.approx(
        [1 / (1 + math.e), math.e / (1 + math.e)], rel=1e-12
    )


def exact_gradient(scores: Sequence[float], weights: Sequence[float], log: bool) -> list[float]:
    """∂(Σ w·softmax)/∂s, or of its logarithms, in 60 digits."""
    with mp.workdps(60):
        powers = [mp.exp(s) for s in scores]
        p = [x / sum(powers) for x in powers]
        if log:
            total = sum(map(mp.mpf, weights))
            return [float(w - x * total) for w, x in zip(weights, p, strict=True)]
        mean = sum(w * x for w, x in zip(weights, p, strict=True))
        return [float(x * (w - mean)) for w, x in zip(weights, p, strict=True)]


@pytest.mark.parametrize("op", ["softmax", "log_softmax"])
@pytest.mark.parametrize("scores", [[30.0, 0.0, -3.0], [0.0, 80.0, 1.0], [-700.0, 0.0, 5.0]])
@pytest.mark.parametrize("weights", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.3, -2.0, 7.0]])
def test_where_one_outweighs_all_no_digit_of_a_gradient_is_lost(
    op: str, scores: list[float], weights: list[float]
) -> None:
    found = trace_of(op, scores, weights=weights).gradient("a")
    wanted = exact_gradient(scores, weights, op == "log_softmax")
    np.testing.assert_allclose(np.asarray(found), wanted, rtol=1e-12, atol=1e-300)


def test_a_logarithm_of_nearly_1_keeps_its_digits() -> None:
    found = np.asarray(trace_of("log_softmax", [50.0, 0.0]).value("y"))
    assert found[0] == pytest.approx(-math.exp(-50), rel=1e-12, abs=0.0)
    assert trace_of("logsumexp", [0.0, -50.0]).value("y") == pytest.approx(math.exp(-50), rel=1e-12)


# What is refused


@pytest.mark.parametrize(
    ("op", "operands", "attrs", "words"),
    [
        ("index", [[1.0, 2.0]], {"at": "5"}, "there is no [5] in a vector of 2; places"),
        ("stack", [1.0, [1.0, 2.0]], {}, "has one shape; found a single number and a vector of 2"),
        ("concat", [[[1.0, 2.0]], [[1.0]]], {}, "joins what is equally large along all others"),
        ("reshape", [[[1.0, 2.0]]], {"shape": (3,)}, "1×2 has 2 numbers, which cannot be arranged"),
        ("broadcast_to", [[1.0, 2.0]], {"shape": (3,)}, "until it is a vector of 3"),
        ("squeeze", [[1.0, 2.0]], {"axis": 0}, "axis 0 has 2"),
        ("transpose", [[[1.0, 2.0]]], {"axes": (0, 0)}, "does not name each of 2 axes once"),
        ("outer", [[[1.0]], [1.0]], {}, "of two vectors"),
        ("trace", [[1.0]], {}, "a trace is of a matrix"),
        ("diag", [1.0], {}, "of a vector or a matrix"),
        ("gather", [[1.0, 2.0], 2.0], {}, "there is no 2 among 2 rows: they are counted 0 to 1"),
        ("gather", [[1.0, 2.0], 0.5], {}, "chosen by whole numbers"),
        ("one_hot", [3.0], {"classes": 3}, "there is no 3 among 3 classes"),
        ("one_hot", [-1.0], {"classes": 3}, "there is no class -1"),
        ("var", [2.0], {"ddof": 1}, "with ddof=1 it takes more than 1 number; there is 1"),
        ("norm", [[1.0]], {"ord": 0.5}, "ord=1, ord=2 or more"),
        ("pad", [[1.0]], {"width": (1, 2, 3)}, "does not say how many zeros"),
        ("tile", [[1.0]], {"times": (0,)}, "does not say how often"),
        ("repeat", [[1.0]], {"times": 0}, "does not say how often"),
        ("softmax", [1.0], {}, "softmax along axis -1 does not fit 'a' (a single number)"),
        ("concat", [[1.0], [2.0]], {"axis": 1}, "concat along axis 1 does not fit"),
        ("cumsum", [[1.0]], {"axis": 1}, "cumsum along axis 1 does not fit"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_sentence(
    op: str, operands: list[Any], attrs: dict[str, Attr], words: str
) -> None:
    with pytest.raises(ShapeError) as refused:
        trace_of(op, *operands, **attrs)
    assert words in str(refused.value)
    assert str(refused.value).startswith("'y': ")
