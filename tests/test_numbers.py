"""Numbers as people write them."""

import numpy as np
import pytest

from graphviz_app.numbers import in_full, in_panel, on_graph


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0.000"),
        (-0.0, "0.000"),
        (1.0, "1.000"),
        (-0.8, "−0.800"),
        (0.2788848, "0.279"),
        (0.0123456, "0.0123"),
        (0.00560338, "0.00560"),
        (0.001, "0.00100"),
        (9999.0, "9999.000"),
        (12345.678, "12345.7"),
        (0.00012345, "1.23·10⁻⁴"),
        (-123456789.0, "−1.23·10⁸"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "nan"),
    ],
)
def test_numbers_on_the_graph_have_three_significant_decimals(value: float, shown: str) -> None:
    assert on_graph(value) == shown


def test_panels_show_one_digit_more() -> None:
    assert in_panel(-0.21750001) == "−0.2175"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "1.0000"),
        (0.99999, "0.99999"),
        (-1.000002, "−1.000002"),
        (1 - 3e-8, "0.99999997"),
        (1 + 2e-16, "1.0000"),
        (1.9999999, "2.0000"),
    ],
)
def test_what_is_not_one_is_not_shown_as_one(value: float, shown: str) -> None:
    assert in_panel(value) == shown


def test_full_precision_reads_back_as_the_same_number() -> None:
    assert float(in_full(0.1 + 0.2).replace("−", "-")) == 0.1 + 0.2


def test_full_precision_of_a_tensor_is_that_of_its_numbers() -> None:
    assert in_full(np.array([0.1 + 0.2, -1 / 3])) == "[ 0.30000000000000004 −0.3333333333333333 ]"


def test_a_tensor_shows_its_shape_unless_it_is_one_number() -> None:
    assert on_graph(np.zeros((2, 3))) == "[2×3]"
    assert on_graph(np.array([[0.5]])) == "0.500"


def test_rounding_never_shows_a_negative_zero() -> None:
    assert on_graph(np.float64(-0.0)) == "0.000"
