"""Dead and saturated units are marked where the view asks for it, and no number is covered."""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.tooltip import tooltip
from graphviz_app.theme import DARK, LIGHT

MakePicture = Callable[..., Picture]
Paint = Callable[..., np.ndarray]
UNITS = """\
x = input(1.5)
w = parameter(-2)
h1 = relu(w*x)
h2 = sigmoid(9*x)
h3 = relu(x)
L = h1 + h2 + h3
"""
KINDS: tuple[Kind, ...] = ("operators", "lines", "neurons")
STYLES: tuple[StyleName, ...] = ("cards", "wires")
DRAWN = [*product(KINDS, STYLES)]
RADIUS = 8.25


def made(make: MakePicture, kind: Kind, style: StyleName, *, marks: bool) -> Picture:
    return make(parse(UNITS), kind, view=USUAL._replace(style=style, marks=marks))


def end(picture: Picture) -> Frame:
    schedule = Schedule(picture.run)
    return frame_at(schedule, len(schedule.moments))


def differing(one: np.ndarray, other: np.ndarray, picture: Picture) -> Iterator[QPointF]:
    """Where two paintings are not the same, in the scene."""
    for y, x in np.argwhere(np.abs(one - other).max(axis=2) > 8):
        yield picture.bounds.topLeft() + QPointF(float(x), float(y))


@pytest.mark.parametrize(("kind", "style"), DRAWN)
def test_marks_are_there_on_demand_at_the_units_alone(
    make_picture: MakePicture, paint: Paint, kind: Kind, style: StyleName
) -> None:
    plain, marked = (made(make_picture, kind, style, marks=on) for on in (False, True))
    assert marked.faces.fates == {"h1": "dead", "h2": "saturated"}
    frame = end(marked)
    found = list(differing(paint(plain, frame), paint(marked, frame), marked))
    places = [around(marked.nodes[id_]) for id_ in ("h1", "h2")]
    assert all(any(place.contains(point) for point in found) for place in places)
    assert all(any(place.contains(point) for place in places) for point in found)


@pytest.mark.parametrize(("kind", "style"), DRAWN)
def test_a_mark_covers_no_number_and_stays_within_its_node(
    make_picture: MakePicture, kind: Kind, style: StyleName
) -> None:
    picture = made(make_picture, kind, style, marks=True)
    for id_ in picture.faces.fates:
        node = picture.nodes[id_]
        assert node.bounds.contains(around(node))
        assert not node.value_rect(USUAL).intersects(around(node))
        assert abs(node.other_corner.x() - node.corner.x()) > 2 * RADIUS or style == "wires"


def around(node: NodeItem) -> QRectF:
    at, reach = node.other_corner, QPointF(RADIUS + 1, RADIUS + 1)
    return QRectF(at - reach, at + reach)


def test_before_its_value_is_known_nothing_is_marked(
    make_picture: MakePicture, paint: Paint
) -> None:
    plain, marked = (made(make_picture, "operators", "cards", marks=on) for on in (False, True))
    start = frame_at(Schedule(marked.run), 0)
    assert not list(differing(paint(plain, start), paint(marked, start), marked))
    assert "dead" not in tooltip(marked, start, "h1")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_tooltip_says_what_the_mark_means(make_picture: MakePicture, theme: object) -> None:
    view = USUAL._replace(marks=True)
    picture = make_picture(parse(UNITS), "operators", theme, view)
    said = tooltip(picture, end(picture), "h1")
    assert "dead: ReLU at h1 puts out 0 and hands nothing back, at w · x = −3" in said
    assert "saturated: the slope of σ at h2 is under 0.01" in tooltip(picture, end(picture), "h2")
    plain = make_picture(parse(UNITS), "operators", theme)
    assert "dead" not in tooltip(plain, end(plain), "h1")


def test_the_tooltip_says_why_nothing_comes_back(make_picture: MakePicture) -> None:
    picture = make_picture(parse(UNITS))
    frame = end(picture)
    why = "ReLU at h1 lets nothing through: w · x = −3 is not above 0; 3 more would open it."
    assert why in tooltip(picture, frame, "w")
    index = next(i for i, e in enumerate(picture.reading.edges) if e.target == "h1")
    assert why in tooltip(picture, frame, index)
    assert why not in tooltip(picture, frame_at(frame.schedule, 0), "w")
