"""Lines in a box, curves of equal height and their levels."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from graphviz_app.scene.plots.field import Field, closer_at_the_bottom, inside

BOX = QRectF(0, 0, 10, 10)


def test_a_line_is_cut_where_it_leaves_the_box() -> None:
    line = np.array([[5.0, 5.0], [5.0, 15.0], [8.0, 15.0], [8.0, -5.0], [8.0, 3.0], [9.0, 3.0]])
    parts = inside(line, BOX)
    assert [part.tolist() for part in parts] == [
        [[5, 5], [5, 10]],
        [[8, 10], [8, 0]],
        [[8, 0], [8, 3], [9, 3]],
    ]


def test_a_line_that_stays_is_whole() -> None:
    line = np.array([[1.0, 1.0], [1.0, 1.0], [9.0, 9.0]])
    assert [part.tolist() for part in inside(line, BOX)] == [line.tolist()]


def test_nothing_is_left_of_a_line_outside() -> None:
    assert inside(np.array([[-5.0, -1.0], [15.0, -1.0]]), BOX) == []
    assert inside(np.array([[-5.0, -5.0], [-5.0, -5.0]]), BOX) == []


def test_what_is_no_number_parts_a_line() -> None:
    line = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, np.nan], [4.0, 4.0], [5.0, 5.0]])
    assert [part.tolist() for part in inside(line, BOX)] == [[[1, 1], [2, 2]], [[4, 4], [5, 5]]]


def test_a_line_through_the_box_is_seen_between_its_ends_outside() -> None:
    (part,) = inside(np.array([[-10.0, 5.0], [30.0, 5.0]]), BOX)
    assert part == pytest.approx(np.array([[0.0, 5.0], [10.0, 5.0]]))


def test_curves_are_where_the_height_is_that() -> None:
    xs = ys = np.linspace(-2, 2, 81)
    heights = xs[np.newaxis] ** 2 + ys[:, np.newaxis] ** 2
    ((circle,),) = Field(xs, ys, heights).lines([1.0])
    assert np.hypot(circle[:, 0], circle[:, 1]) == pytest.approx(1.0, abs=1e-3)


def test_levels_are_closer_to_each_other_in_a_valley() -> None:
    levels = closer_at_the_bottom(np.linspace(3.0, 103.0, 1000), 6)
    gaps = np.diff(levels)
    assert 3.0 < levels[0] < 6.0
    assert (np.diff(gaps) > 0).all()
    assert closer_at_the_bottom(np.full(4, 2.0), 6) == []
    assert closer_at_the_bottom(np.array([np.nan, np.inf]), 6) == []
