"""Shapes on edges: with room of their own, in every style, red where they do not fit."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import EdgeNumbers, StyleName
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.layout import compute_layout
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

LAYER = "X = input([[1, 2, 3], [4, 5, 6]])\nW = parameter([1, 2, 3])\ny = X @ W\nL = sum(y)"
BROKEN = LAYER.replace("[1, 2, 3])\ny", "[1, 2])\ny")
SHAPES = View(shapes=True)


def made(text: str) -> ReadRun:
    return read_as(run(parse(text), partial=True), "operators")


def picture(one: ReadRun, view: View) -> Picture:
    measured = measure(one, LIGHT, view)
    layout = compute_layout(one.reading, measured.sizes, measured.labels)
    return Picture.of(one, layout, LIGHT, view)


def edge_of(one: ReadRun, index: int) -> str:
    return one.reading.edges[index].source


@pytest.mark.parametrize("style", ["cards", "wires"])
@pytest.mark.parametrize("numbers", ["all", "new", "none"])
def test_every_edge_tells_the_shape_of_what_it_carries(
    style: StyleName, numbers: EdgeNumbers
) -> None:
    one = made(LAYER)
    view = SHAPES.over(USUAL)._replace(style=style, edge_numbers=numbers)
    drawn = picture(one, view)
    for index, edge in enumerate(drawn.edges):
        assert edge.label_box is not None
        told = dict(drawn.faces.rows_at_rest(index, view))
        assert told["shape"].text == str(np.shape(one.trace.value(edge_of(one, index))))
        assert told["shape"].width <= edge.label_box.width()
        heights = [
            block.height for row, block in told.items() if style == "cards" or row != "value"
        ]
        assert sum(heights) <= edge.label_box.height()


def test_shapes_are_known_before_anything_is_computed() -> None:
    one = made(LAYER)
    drawn = picture(one, SHAPES.over(USUAL))
    start = frame_at(Schedule(one), 0.0)
    assert all(edge.is_known("shape", start) for edge in drawn.edges)
    assert not any(edge.is_known("value", start) for edge in drawn.edges)


def test_without_the_switch_no_room_is_taken_for_them() -> None:
    one = made(LAYER)
    assert all("shape" not in form.rows for form in measure(one, LIGHT, USUAL).edges)
    rooms = [form.room for form in measure(one, LIGHT, SHAPES.over(USUAL)).edges]
    assert None not in rooms


@pytest.mark.parametrize("style", ["cards", "wires"])
def test_what_does_not_fit_is_red_and_has_a_sign(style: StyleName) -> None:
    one = made(BROKEN)
    view = SHAPES.over(USUAL)._replace(style=style)
    drawn = picture(one, view)
    edges = {edge.source: index for index, edge in enumerate(one.reading.edges)}
    for source, shape in (("X", "(2, 3) ✗"), ("W", "(2,) ✗")):
        item = drawn.edges[edges[source]]
        told = dict(drawn.faces.rows_at_rest(edges[source], view))
        assert told["shape"].text == shape
        assert item.color("shape").hue() == pytest.approx(QColor(LIGHT.wrong).hue(), abs=4)
    assert not drawn.edges[edges["y"]].form.clashes
