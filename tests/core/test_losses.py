"""Losses where they are hard: certain predictions, large logits, every way to write a target."""

from collections.abc import Mapping

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Edge, Graph, Node, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.trace import Trace
from graphviz_app.errors import ShapeError

mp = pytest.importorskip("mpmath")


def loss(name: str, *operands: object, **attrs: Attr) -> Trace:
    """One loss of leaves x and t."""
    ids = ("x", "t")[: len(operands)]
    nodes = [Node(id_, "input") for id_ in ids]
    edges = [Edge(id_, "L", slot) for slot, id_ in enumerate(ids)]
    graph = Graph.of([*nodes, Node("L", name, attrs)], edges, "L")
    return run(graph, dict(zip(ids, operands, strict=True)))


@pytest.mark.parametrize(
    ("name", "reduction", "value", "slope"),
    [
        ("squared_error", "sum", 5.0, [2.0, -4.0]),
        ("squared_error", "half", 2.5, [1.0, -2.0]),
        ("mse", "mean", 2.5, [1.0, -2.0]),
        ("l1", "mean", 1.5, [0.5, -0.5]),
        ("huber", "sum", 2.0, [1.0, -1.0]),
        ("smooth_l1", "mean", 1.0, [0.5, -0.5]),
        ("hinge", "sum", 3.0, [1.0, 0.0]),
    ],
)
def test_a_loss_by_hand(name: str, reduction: str, value: float, slope: list[float]) -> None:
    p, t = ([2.0, 1.0], [1.0, 3.0]) if name != "hinge" else ([2.0, 1.5], [-1.0, 1.0])
    trace = loss(name, p, t, reduction=reduction)
    assert trace.value("L") == pytest.approx(value, rel=1e-15)
    np.testing.assert_allclose(trace.gradient("x"), slope, rtol=1e-15)


def test_without_a_reduction_each_loss_stands_by_itself() -> None:
    trace = loss("mse", [2.0, 1.0], [1.0, 3.0], reduction="none")
    np.testing.assert_array_equal(trace.value("L"), [1.0, 4.0])


def test_a_reduction_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(ShapeError, match="reduction is 'mean', 'sum', 'half' or 'none', not 'avg'"):
        loss("mse", 1.0, 2.0, reduction="avg")


LOGITS = (-1000.0, -745.0, -40.0, -1.0, 0.0, 3.0, 40.0, 800.0, 1000.0)


@pytest.mark.parametrize("t", [0.0, 1.0, 0.25])
@pytest.mark.parametrize("z", LOGITS)
def test_large_logits_spoil_neither_the_loss_nor_its_derivative(z: float, t: float) -> None:
    trace = loss("bce_with_logits", z, t)
    with mp.workdps(1500):
        p = 1 / (1 + mp.exp(-mp.mpf(z)))
        value, slope = -t * mp.log(p) - (1 - t) * mp.log(1 - p), p - t
    assert not trace.problems
    assert trace.value("L") == pytest.approx(float(value), rel=1e-13, abs=0.0)
    assert trace.gradient("x") == pytest.approx(float(slope), rel=1e-13, abs=0.0)
    assert trace.gradient("t") == -z


@pytest.mark.parametrize("target", [2.0, [0.0, 0.0, 1.0], [0.2, 0.3, 0.5]])
@pytest.mark.parametrize("z", [[0.0, -1.0, 2.0], [1000.0, 0.0, -1000.0], [-40.0, 0.0, 40.0]])
def test_a_softmax_of_large_logits_keeps_every_digit(z: list[float], target: Value) -> None:
    trace = loss("softmax_cross_entropy", z, target)
    row = [0.0, 0.0, 1.0] if isinstance(target, float) else list(np.asarray(target))
    with mp.workdps(1500):
        whole = mp.fsum(mp.exp(mp.mpf(x)) for x in z)
        p = [mp.exp(mp.mpf(x)) / whole for x in z]
        value = -mp.fsum(t * mp.log(x) for t, x in zip(row, p, strict=True))
        slopes = [float(x - t) for t, x in zip(map(mp.mpf, row), p, strict=True)]
    assert not trace.problems
    assert trace.value("L") == pytest.approx(float(value), rel=1e-13)
    np.testing.assert_allclose(trace.gradient("x"), slopes, rtol=1e-12, atol=1e-16)


def test_one_number_per_row_is_the_same_as_a_row_of_zeros_and_a_one() -> None:
    z = [[1.0, 2.0, 0.5], [0.1, -1.0, 3.0]]
    by_number = loss("softmax_cross_entropy", z, [2.0, 0.0])
    by_row = loss("softmax_cross_entropy", z, [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    assert by_number.value("L") == by_row.value("L")
    np.testing.assert_array_equal(by_number.gradient("x"), by_row.gradient("x"))
    np.testing.assert_array_equal(by_number.gradient("t"), [0.0, 0.0])


def test_a_certain_prediction_costs_nothing_if_it_is_right() -> None:
    sure = loss("bce", [1.0, 0.0], [1.0, 0.0])
    assert sure.value("L") == 0.0
    np.testing.assert_array_equal(sure.gradient("x"), [-0.5, 0.5])
    assert loss("cross_entropy", [0.0, 1.0], [0.0, 1.0]).value("L") == 0.0
    assert loss("kl", [0.0, 1.0], [0.5, 0.5]).value("L") == pytest.approx(np.log(2))


def test_of_several_classes_all_scores_within_the_margin_count() -> None:
    """Stanford's CS231n: a cat with scores 3.2, 5.1 and −1.7 costs 2.9."""
    trace = loss("multiclass_hinge", [3.2, 5.1, -1.7], 0.0)
    assert trace.value("L") == pytest.approx(2.9, rel=1e-14)
    np.testing.assert_array_equal(trace.gradient("x"), [-1.0, 1.0, 0.0])
    assert loss("multi_margin", [3.2, 5.1, -1.7], 0.0).value("L") == pytest.approx(2.9 / 3)


REFUSED: Mapping[str, tuple[object, str]] = {
    "a class too many": (3.0, "there is no 3 among 3 classes: they are counted 0 to 2"),
    "half a class": (0.5, "classes are chosen by whole numbers, counted from 0"),
    "another shape": ([1.0, 2.0], "the target is one number of a class, or has the same shape"),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("name", ["softmax_cross_entropy", "nll", "multiclass_hinge"])
def test_a_target_that_is_none_is_told_with_what_would_be(name: str, kind: str) -> None:
    target, why = REFUSED[kind]
    with pytest.raises(ShapeError, match=why):
        loss(name, [0.1, 0.2, 0.3], target)


def test_pytorch_divides_the_margins_by_the_number_of_classes() -> None:
    torch = pytest.importorskip("torch")
    s, t = np.array([[3.2, 5.1, -1.7], [0.1, 0.4, 0.3]]), np.array([0.0, 2.0])
    theirs = torch.nn.functional.multi_margin_loss(torch.tensor(s), torch.tensor(t).long())
    assert loss("multi_margin", s, t).value("L") == pytest.approx(theirs.item(), rel=1e-14)


def test_penalties_are_sums_of_weights_times_their_strength() -> None:
    w = [[1.0, -2.0], [0.0, 3.0]]
    assert loss("l2_penalty", w, strength=0.5).value("L") == 7.0
    assert loss("l2_penalty", w, strength=0.5, reduction="half").value("L") == 3.5
    lasso = loss("l1_penalty", w, strength=0.5)
    assert lasso.value("L") == 3.0
    np.testing.assert_array_equal(lasso.gradient("x"), [[0.5, -0.5], [0.0, 0.5]])
    assert [kink.node for kink in lasso.kinks] == ["L"]


@pytest.mark.parametrize(
    ("name", "p", "t"), [("l1", 1.0, 1.0), ("hinge", 1.0, 1.0), ("hinge", -2.0, -0.5)]
)
def test_corners_are_flagged(name: str, p: float, t: float) -> None:
    trace = loss(name, p, t)
    assert [kink.convention for kink in trace.kinks] == [OPS[name].convention]
    assert trace.gradient("x") == 0.0


def test_vectors_of_one_direction_are_alike_whatever_their_length() -> None:
    assert loss("cosine_similarity", [3.0, 4.0], [6.0, 8.0]).value("L") == pytest.approx(1.0)
    assert loss("cosine_similarity", [3.0, 4.0], [-4.0, 3.0]).value("L") == pytest.approx(0.0)
