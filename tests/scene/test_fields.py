"""Fields are found where the numbers that they cover would stand."""

from collections.abc import Sequence
from typing import get_args

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import covers_of
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.covered import Asked, Field
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.scene.fields import PlacedField, fields_in
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT
from tests.scene.conftest import column_layout

pytestmark = pytest.mark.usefixtures("qapp")
SHEET = """\
x = input(2)
w = parameter(0.3)
b = parameter(0.1)
h = sigmoid(w*x + b)
y = sigmoid(0.5*h)
L = (y - 1)**2
"""
ASKED = (Asked("value", "h"), Asked("grad", "w"), Asked("grad", "h"))


def fields(
    graph: Graph, kind: Kind, style: StyleName, written: Sequence[Field] = ()
) -> tuple[Picture, Sequence[PlacedField]]:
    look = USUAL._replace(style=style, reading=kind)
    drawn = read_as(covered(run(graph), covers_of(ASKED, written)), kind)
    measured = measure(drawn, LIGHT, look)
    layout = column_layout(drawn.reading, measured.sizes, measured.labels)
    picture, schedule = Picture.of(drawn, layout, LIGHT, look), Schedule(drawn)
    return picture, fields_in(picture, frame_at(schedule, schedule.end))


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("style", get_args(StyleName))
def test_each_number_that_is_asked_for_has_its_field_in_the_picture(
    kind: Kind, style: StyleName
) -> None:
    picture, found = fields(parse(SHEET), kind, style)
    assert {placed.field.asked for placed in found} >= {Asked("value", "h"), Asked("grad", "w")}
    assert {placed.field.asked for placed in found} <= {*ASKED}
    for placed in found:
        assert picture.bounds.contains(placed.box)
        assert placed.box.width() > placed.box.height() > 5


def test_an_answer_is_found_where_it_stands_and_knows_what_was_written() -> None:
    wrong, right = Field(ASKED[0], "0.5", "wrong"), Field(Asked("value", "y"), "0.6", "right")
    _picture, found = fields(parse(SHEET), "lines", "cards", [wrong, right])
    assert {placed.field for placed in found} >= {wrong, right}


def test_the_fields_of_one_node_are_inside_it() -> None:
    picture, _all = fields(parse(SHEET), "lines", "cards")
    schedule = Schedule(picture.run)
    body = picture.nodes["h"].rect
    found = fields_in(picture, frame_at(schedule, schedule.end), [body])
    assert {placed.field.asked for placed in found if body.contains(placed.box)} == {
        Asked("value", "h"),
        Asked("grad", "h"),
    }


def test_before_a_number_is_known_there_is_no_field() -> None:
    picture, _all = fields(parse(SHEET), "lines", "cards")
    assert fields_in(picture, frame_at(Schedule(picture.run), 0.0)) == []
