"""What is near."""

import random

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from graphviz_app.scene.box_index import BoxIndex, boxes_of, boxes_of_curves
from graphviz_app.scene.items.curve import Curve

Points = list[tuple[float, float]]


def some_rects(seed: int, count: int) -> list[QRectF]:
    """Rectangles here and there."""
    rng = random.Random(seed)
    return [QRectF(*(rng.uniform(0, 1000) for _ in "xy"), *(rng.uniform(1, 99) for _ in "wh"))
            for _ in range(count)]  # fmt: skip


def some_curves(seed: int) -> list[Points]:
    """Curves of one piece and of several."""
    rng = random.Random(seed)
    return [
        [(rng.uniform(0, 900), rng.uniform(0, 900)) for _ in range(3 * pieces + 1)]
        for pieces in (1, 2, 5, 1, 3)
    ]


@pytest.mark.parametrize("count", [1, 2, 30])
def test_the_same_is_found_as_by_looking_at_each(count: int) -> None:
    rects, asked = some_rects(1, 200), some_rects(count, count)
    index = BoxIndex(list(range(200)), boxes_of(rects), np.arange(200))
    expected = {i for i, rect in enumerate(rects) if any(rect.intersects(a) for a in asked)}
    assert index.near(asked) == expected
    assert expected


def test_a_thing_of_several_boxes_is_found_once_and_between_them_not() -> None:
    boxes = boxes_of([QRectF(0, 0, 10, 10), QRectF(90, 0, 10, 10), QRectF(40, 40, 5, 5)])
    index = BoxIndex(["two", "one"], boxes, np.array([0, 0, 1]))
    assert index.near([QRectF(0, 0, 100, 10)]) == {"two"}
    assert index.near([QRectF(20, 0, 60, 10)]) == set()


def test_nothing_is_near_nothing() -> None:
    assert BoxIndex([], boxes_of([]), np.arange(0)).near([QRectF(0, 0, 9, 9)]) == set()
    assert BoxIndex(["a"], boxes_of([QRectF(0, 0, 9, 9)]), np.arange(1)).near([]) == set()


def test_every_point_of_a_curve_is_in_one_of_its_boxes() -> None:
    curves = some_curves(3)
    boxes, owners = boxes_of_curves(curves, margin=2.0)
    index = BoxIndex(list(range(len(curves))), boxes, owners)
    for place, points in enumerate(curves):
        curve = Curve(points)
        for part in range(21):
            at = curve.point_at(curve.length * part / 20)
            assert place in index.near([QRectF(at.x() - 0.1, at.y() - 0.1, 0.2, 0.2)])


def test_boxes_of_a_curve_are_those_of_its_pieces() -> None:
    boxes, owners = boxes_of_curves([[(0, 0), (1, 5), (2, 5), (3, 0), (4, -5), (5, -5), (6, 0)]], 0)
    assert boxes.tolist() == [[0, 0, 3, 5], [3, -5, 6, 0]]
    assert owners.tolist() == [0, 0]
    assert boxes_of_curves([], 1.0)[0].shape == (0, 4)
