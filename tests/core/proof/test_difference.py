"""Slopes from values alone: right for smooth functions, and told apart at kinks and jumps."""

import math

import pytest

from graphviz_app.core.proof.difference import difference

SMOOTH = [
    (math.exp, 0.7, math.exp(0.7)),
    (math.exp, 300.0, math.exp(300.0)),
    (lambda x: x * x, 1e8, 2e8),
    (lambda x: math.log(x) if x > 0 else math.nan, 1e-6, 1e6),
    (math.tanh, 3.0, 1 - math.tanh(3.0) ** 2),
    (lambda x: max(x, 0.0), 1e-4, 1.0),  # a kink closer than the first steps
    (lambda x: 1e-9 * math.sin(x), 0.3, 1e-9 * math.cos(0.3)),
    (lambda x: x * abs(x), 0.0, 0.0),
]


@pytest.mark.parametrize(("function", "x", "slope"), SMOOTH)
def test_the_slope_of_a_smooth_function_is_found(function, x, slope) -> None:  # type: ignore[no-untyped-def]
    found = difference(function, x)
    assert found.best.value == pytest.approx(slope, rel=1e-8, abs=1e-15)
    assert abs(found.best.value - slope) <= 10 * found.best.doubt
    assert not found.bends


def test_at_a_kink_the_central_difference_is_the_mean_of_both_sides() -> None:
    found = difference(lambda x: max(x, 0.0), 0.0)
    assert found.bends
    assert (found.left.value, found.right.value) == pytest.approx((0.0, 1.0))
    assert found.central.value == pytest.approx(0.5)


def test_at_a_jump_one_side_is_infinite() -> None:
    found = difference(lambda x: float(math.floor(x)), 2.0)
    assert found.bends
    assert found.left.value == math.inf
    assert found.right.value == 0.0


def test_where_the_function_ends_the_inner_side_counts() -> None:
    found = difference(lambda x: x**1.5 if x >= 0 else math.nan, 0.0)
    assert math.isnan(found.central.value)
    assert math.isnan(found.left.value)
    assert found.best.value == pytest.approx(0.0, abs=1e-4)


def test_a_bent_second_derivative_is_no_kink() -> None:
    def huber(x: float) -> float:
        return 0.5 * x * x if abs(x) <= 1 else abs(x) - 0.5

    found = difference(huber, 1.0)
    assert not found.bends
    assert found.best.value == pytest.approx(1.0, rel=1e-7)
