"""What a printed number stands for."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.check.printed import Printed, read_printed, units
from graphviz_app.core.graph import Claim

CLAIM = Claim("value", "x", "")


def printed(text: str, usual: float = 0.0, tolerance: str = "") -> Printed:
    found = read_printed(replace(CLAIM, printed=text, tolerance=tolerance), usual)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "fits", "fits_not"),
    [
        ("0.12", (0.115, 0.125, 0.12999), (0.1149, 0.1301)),
        ("-0.12", (-0.115, -0.12999), (-0.1149, -0.1301, 0.12)),
        ("0.00", (0.0099, -0.0099), (0.0101, -0.0101)),
        ("7.2e-3", (0.00715, 0.0072999), (0.0071, 0.00731)),
        ("1.2e3", (1150.0, 1299.0), (1149.0, 1301.0)),
        ("3/8", (0.375,), (0.3751, 0.3749)),
        ("-1/3", (-1 / 3,), (-0.3333,)),
    ],
)
def test_a_number_stands_for_what_is_rounded_or_cut_off_to_it(
    text: str, fits: tuple[float, ...], fits_not: tuple[float, ...]
) -> None:
    number = printed(text)
    assert all(number.meets(x, x) for x in fits)
    assert not any(number.meets(x, x) for x in fits_not)


def test_a_tolerance_counts_in_place_of_digits() -> None:
    number = printed("0.5", tolerance="0.01")
    assert number.meets(0.51, 0.51)
    assert not number.meets(0.511, 0.511)


def test_a_whole_number_is_as_exact_as_the_others_of_its_sheet() -> None:
    among_decimals, alone = printed("2", usual=0.01), printed("2")
    assert among_decimals.meets(2.004, 2.004)
    assert not among_decimals.meets(2.4, 2.4)
    assert alone.meets(2.4, 2.4)
    assert not alone.meets(2.9, 2.9)
    assert not printed("0").meets(0.3, 0.3)


def test_lists_keep_their_shape_and_are_met_element_by_element() -> None:
    number = printed("[[0.5, 1/4], [-2, 3.00]]")
    assert np.shape(number.value) == (2, 2)
    near = np.array([[0.52, 0.25], [-2.0, 3.001]])
    assert number.met(near, near).tolist() == [[True, True], [True, True]]
    off = near + np.array([[0.0, 0.0], [0.0, 0.1]])
    assert number.met(off, off).tolist() == [[True, True], [True, False]]
    assert not number.meets(off, off)


@pytest.mark.parametrize("text", ["", "about 1", "1/0", "[1, [2]]", "[1, 2", "[]", "nan", "1e999"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_printed(replace(CLAIM, printed=text), 0.0) is None


def test_the_last_digits_of_a_sheet_are_those_of_its_decimals() -> None:
    sheet = [replace(CLAIM, printed=text) for text in ("1", "0.125", "0.25", "0.375", "?", "")]
    assert units(sheet) == (0.01, 0.001)
    assert units([CLAIM]) == (0.0, 0.0)
