"""The name of a group: where no edge is."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Direction, Kind, StyleName
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.view import View
from graphviz_app.formats import load, parse
from graphviz_app.layout import Box, compute_layout
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.items.group_item import GroupItem, Span
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import style_of
from graphviz_app.theme import LIGHT, PROJECTOR
from tests.layout.layout_cases import EXAMPLES, points

pytestmark = pytest.mark.usefixtures("qapp")


def group(spans: Sequence[Span], width: float = 400.0) -> GroupItem:
    """A group called hidden, with edges along its upper side."""
    return GroupItem("net/hidden", Box(0.0, 0.0, width, 200.0), style_of(LIGHT), lambda _: spans)


def test_the_name_is_at_the_left() -> None:
    assert group([]).handle.left() == 0.0


def test_the_name_goes_to_the_right_of_an_edge() -> None:
    assert group([(30.0, 34.0)]).handle.left() == pytest.approx(38.0)


def test_the_name_skips_what_is_too_narrow() -> None:
    assert group([(30.0, 34.0), (70.0, 72.0)]).handle.left() == pytest.approx(76.0)


def test_the_name_is_at_the_bottom_where_only_there_is_room() -> None:
    def crossings(rect: QRectF) -> list[Span]:
        return [(40.0 * i, 40.0 * i + 4) for i in range(10)] if rect.top() < 100 else [(60.0, 62.0)]

    item = GroupItem("hidden", Box(0.0, 0.0, 400.0, 200.0), style_of(LIGHT), crossings)
    assert item.handle.top() > 180
    assert item.handle.left() == pytest.approx(66.0)
    assert item.rect.contains(item.handle)


@pytest.mark.parametrize(("width", "is_told"), [(46.0, False), (80.0, True), (400.0, True)])
def test_no_name_is_better_than_dots_alone(width: float, is_told: bool) -> None:
    item = group([], width)
    assert bool(item.title.content) == is_told
    assert not is_told or item.title.content.strip("…")


@pytest.mark.parametrize("size", [12, 16])
def test_a_name_at_the_bottom_does_not_touch_the_outline(size: int) -> None:
    def crossings(rect: QRectF) -> list[Span]:
        return [(40.0 * i, 40.0 * i + 4) for i in range(10)] if rect.top() < 100 else []

    caption = style_of(LIGHT).caption._replace(size=size)
    box = Box(0.0, 0.0, 400.0, 200.0)
    item = GroupItem("hidden", box, style_of(LIGHT), crossings, caption)
    image = QImage(400, 220, QImage.Format.Format_RGB32)
    image.fill(LIGHT.canvas)
    painter = QPainter(image)
    item.paint(painter, Detail.NUMBERS)
    painter.end()
    empty = [image.pixelColor(x, 198) for x in range(30, 120)]
    assert len({color.name() for color in empty}) == 1


def test_where_there_is_no_room_the_name_is_shortened_between_edges() -> None:
    name = group([(4.0, 10.0), (84.0, 90.0)], width=96.0).handle
    assert 10.0 < name.left() < name.right() < 84.0


@pytest.mark.parametrize("direction", ["LR", "TB"])
@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_no_edge_crosses_the_name_of_a_group(path: Path, kind: Kind, direction: Direction) -> None:
    graph = load(path)
    shown = ReadRun(run(graph), read(graph, kind))
    measured = measure(shown, LIGHT)
    layout = compute_layout(shown.reading, measured.sizes, measured.labels, direction)
    places = Picture.of(shown, layout, LIGHT).places
    for item in places.groups:
        name = QRectF(item.handle)
        assert not any(name.contains(*at) for edge in layout.edges for at in points(edge).tolist())
        assert not any(name.intersects(node.rect) for node in places.nodes.values())
        assert item.rect.contains(name)


def test_a_name_is_as_large_as_the_numbers_of_the_style(qapp: object) -> None:
    graph = parse('with group("far above"):\n    y = input(2)*3\n')
    drawn = ReadRun(run(graph), read(graph, "operators"))
    sizes = {}
    for style in get_args(StyleName):
        view = View(style=style)
        measured = measure(drawn, PROJECTOR, view)
        layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR", None)
        picture = Picture.of(drawn, layout.scaled(PROJECTOR.scale), PROJECTOR, view)
        assert picture.places.groups[0].title.size >= picture.places.smallest_number
        sizes[style] = picture.places.groups[0].title.size
    assert sizes["wires"] > sizes["cards"]
