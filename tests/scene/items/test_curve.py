"""The course of an edge, and what of it is outside a box."""

import random

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from graphviz_app.scene.items.curve import Curve

STEPS = 2000


def _random_curve(chance: random.Random) -> Curve:
    points = [(chance.uniform(0, 300), chance.uniform(0, 200)) for _ in range(7)]
    return Curve(points)


def _points(path: QPainterPath) -> list[QPointF]:
    return [QPointF(point) for part in path.toSubpathPolygons() for point in part.toList()]


@pytest.mark.parametrize("seed", range(40))
def test_parted_leaves_out_what_is_inside_the_box_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    curve = _random_curve(chance)
    box = QRectF(chance.uniform(0, 250), chance.uniform(0, 150), 60, 40)
    places = [curve.point_at(curve.length * k / STEPS) for k in range(STEPS + 1)]
    outside = sum(not box.contains(place) for place in places) / len(places)
    path = curve.parted(0.0, box)
    assert path.length() == pytest.approx(outside * curve.length, abs=2.0)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    assert not any(inner.contains(point) for point in _points(path))


def test_a_curve_that_ends_in_the_box_stops_at_its_border() -> None:
    curve = Curve([(0, 0), (30, 0), (60, 0), (90, 0)])
    path = curve.parted(0.0, QRectF(70, -10, 40, 20))
    assert path.currentPosition().x() == pytest.approx(70)


def test_a_curve_that_begins_in_the_box_starts_at_its_border() -> None:
    curve = Curve([(0, 0), (30, 0), (60, 0), (90, 0)])
    path = curve.parted(0.0, QRectF(-10, -10, 40, 20))
    assert _points(path)[0].x() == pytest.approx(30)
    assert path.currentPosition().x() == pytest.approx(90)
