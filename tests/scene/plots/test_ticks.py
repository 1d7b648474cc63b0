"""Numbers at the axes: round, told apart, written as everywhere."""

import math
from itertools import pairwise

import pytest

from graphviz_app.numbers import MINUS
from graphviz_app.scene.plots.scale import Scale, around, of_losses
from graphviz_app.scene.plots.ticks import ticks

RANGES = (
    *((0.0, 1.0), (-3.0, 7.5), (0.6931470, 0.6931473), (1e-9, 4e-9), (2e7, 9e7), (-1e-5, 1e-5)),
    *((1e300, 2e300), (99.0, 100001.0), (0.0, 37.0), (-0.25, -0.2)),
)


@pytest.mark.parametrize(("low", "high"), RANGES)
@pytest.mark.parametrize("most", [1, 3, 8, 20])
def test_no_two_numbers_of_an_axis_read_the_same(low: float, high: float, most: int) -> None:
    for scale in (around(low, high), Scale(low, high)):
        texts = [tick.text for tick in ticks(scale, most)]
        assert len(set(texts)) == len(texts) <= most + 1


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_a_number_reads_as_the_place_where_it_stands(low: float, high: float) -> None:
    for tick in ticks(Scale(low, high), 8):
        assert read_back(tick.text) == pytest.approx(tick.at, rel=1e-9, abs=1e-320)


@pytest.mark.parametrize("most", [1, 3, 6, 12])
@pytest.mark.parametrize(
    ("low", "high"), [(0.01, 1.0), (0.02, 0.9), (1e-12, 1.0), (1e-300, 1e300), (0.5, 0.7), (3, 40)]
)
def test_a_logarithmic_axis_has_numbers_that_are_told_apart(
    low: float, high: float, most: int
) -> None:
    found = ticks(Scale(low, high, log=True), most)
    texts = [tick.text for tick in found if tick.text]
    assert texts
    assert len(set(texts)) == len(texts) <= 1.6 * most + 3
    assert all(low * (1 - 1e-9) <= tick.at <= high * (1 + 1e-9) for tick in found)
    for tick in found:
        if tick.text:
            assert math.isclose(read_back(tick.text), tick.at, rel_tol=1e-9)


def test_minus_is_a_true_one() -> None:
    texts = [tick.text for tick in ticks(Scale(-2.0, 2.0), 4)]
    assert texts == [f"{MINUS}2", f"{MINUS}1", "0", "1", "2"]


def test_steps_are_whole_numbers() -> None:
    assert [tick.text for tick in ticks(Scale(0, 3), 20, whole=True)] == ["0", "1", "2", "3"]


def test_numbers_of_usual_size_are_written_out() -> None:
    assert [tick.text for tick in ticks(Scale(0, 0.004), 4)][1] == "0.001"
    assert [tick.text for tick in ticks(Scale(0, 10000), 4)][-1] == "10000"
    assert [tick.text for tick in ticks(Scale(0, 4e-5), 4)][1] == "1·10⁻⁵"


def test_losses_are_seen_down_to_nothing_unless_that_flattens_them() -> None:
    assert of_losses(0.1, 0.9).low == 0
    assert of_losses(0.8, 0.9).low > 0.7
    assert of_losses(-0.1, 0.9).low < -0.1


def test_what_stays_the_same_is_a_level_line_in_the_middle() -> None:
    for value in (0.0, 1.0, -5.0, 1e-30, 0.6931471805599453):
        assert around(value, value).share(value) == pytest.approx(0.5)


@pytest.mark.parametrize("scale", [Scale(-3, 9), Scale(1e-6, 50, log=True)])
def test_a_share_leads_back_to_its_number(scale: Scale) -> None:
    for share in (0.0, 0.25, 1.0):
        assert scale.share(scale.value(share)) == pytest.approx(share)


def test_a_logarithmic_axis_keeps_its_ends_while_the_loss_falls_a_little() -> None:
    ends = [around(low, 0.9, log=True).low for low in (0.05, 0.045, 0.04)]
    assert len(set(ends)) < 3
    assert all(end <= 0.04 or end <= 0.05 for end in ends)
    assert all(after <= before for before, after in pairwise(ends))


def read_back(text: str) -> float:
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    text = text.replace(MINUS, "-")
    if "10" in text and any(sign in text for sign in "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"):
        factor, _, power = text.rpartition("10")
        return float(f"{factor.rstrip('·') or '1'}e{power.translate(raised)}")
    return float(text)
