"""Lengths along a preview: where ticks are, and what they say."""

from itertools import pairwise

import pytest

from graphviz_app.gui.export.preview.ruler import POINTS, Span, Unit, ticks


@pytest.mark.parametrize("unit", ["cm", "in"])
@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 4 / 3, 3.7])
def test_each_number_stands_as_far_from_zero_as_it_says(unit: Unit, scale: float) -> None:
    span = Span(70.0, 500.0, scale)
    told = [(place, number) for place, number in ticks(span, unit, 900) if number is not None]
    assert (70.0, 0) in told
    for place, number in told:
        assert place == pytest.approx(70.0 + number * POINTS[unit] * scale)


@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 4 / 3, 3.7])
def test_numbers_have_room(scale: float) -> None:
    places = [
        place for place, number in ticks(Span(16, 400, scale), "cm", 900) if number is not None
    ]
    assert all(b - a >= 30 for a, b in pairwise(places))


def test_of_paper_that_is_scrolled_away_the_rest_is_measured() -> None:
    cm = POINTS["cm"]
    numbers = [number for _, number in ticks(Span(-300.0, 700.0, 1.0), "cm", 400) if number]
    assert numbers[0] * cm >= 300 - 2 * cm
    assert numbers[-1] == pytest.approx(700 / cm, abs=2)
