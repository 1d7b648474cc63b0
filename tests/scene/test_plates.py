"""Plates: numbers of edges that have no room for them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF

from graphviz_app.core.graph import Graph
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.numbers import on_graph
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import MAX_ACTIVE, Plate, plates

MakePicture = Callable[..., Picture]


def _words(plate: Plate) -> list[str]:
    return [block.text for block, _ in plate.lines]


def test_what_travels_is_told_on_its_edge_from_when_it_leaves(picture: Picture) -> None:
    schedule, run = Schedule(picture.run), picture.run
    for index, moment in enumerate(schedule.moments):
        forwards = schedule.part_of(index).kind.forwards  # type: ignore[union-attr]
        number = run.carried if forwards else run.contribution
        for t in (index + 0.3, index + 1):
            told = {p.edge: _words(p) for p in plates(picture, frame_at(schedule, t), (), 1.0)}
            assert told == {e: [on_graph(number(e))] for e in moment.edges}  # type: ignore[arg-type]


def test_where_one_looks_everything_known_is_told(picture: Picture) -> None:
    schedule = Schedule(picture.run)
    (at_the_end,) = plates(picture, frame_at(schedule, 99), [2], 1.0)
    assert len(at_the_end.lines) == 2
    assert not list(plates(picture, frame_at(schedule, 0), [2], 1.0))


def test_an_edge_that_shows_it_all_has_no_plate(make_picture: MakePicture, neuron: Graph) -> None:
    picture = make_picture(neuron, view=USUAL._replace(edge_numbers="all"))
    schedule = Schedule(picture.run)
    for t in (0.5, 1, 6.5, 7, 99):
        assert not list(plates(picture, frame_at(schedule, t), [0, 1, 2], 1.0))


@pytest.mark.parametrize("zoom", [1.0, 0.6])
def test_plates_keep_off_numbers_and_each_other(picture: Picture, zoom: float) -> None:
    schedule = Schedule(picture.run)
    inset = picture.style.px(11)
    numbers = [node.rect.adjusted(inset, 1, -inset, -1) for node in picture.nodes.values()]
    for index in range(len(schedule.moments)):
        taken: list[QRectF] = []
        for plate in plates(picture, frame_at(schedule, index + 1), (), zoom):
            assert not any(plate.rect.intersects(box) for box in (*taken, *numbers))
            taken.append(plate.rect)


def test_plates_stay_where_they_are_for_a_step(picture: Picture) -> None:
    schedule = Schedule(picture.run)
    rects = [
        [plate.rect for plate in plates(picture, frame_at(schedule, t), (), 1.0)]
        for t in (6.1, 6.5, 6.9, 7.0)
    ]
    assert rects[0]
    assert all(rect == rects[0] for rect in rects)


def test_too_many_edges_at_once_have_no_plates(make_picture: MakePicture) -> None:
    names = [f"x{i}" for i in range(MAX_ACTIVE + 1)]
    text = "\n".join(f"{name} = input(1)" for name in names) + f"\nL = {' + '.join(names)}"
    picture = make_picture(parse(text), kind="lines")
    schedule = Schedule(picture.run)
    assert not list(plates(picture, frame_at(schedule, 1), (), 1.0))


@pytest.mark.parametrize(
    "text",
    [
        "x = input(-2)\ny = input(5)\nz = input(-4)\nq = x + y\nf = q*z",
        "z = input(40)\ny = target(0)\na = sigmoid(z)\nL = -(y*log(a) + (1 - y)*log(1 - a))",
        "a = input(2)\nb = input(5)\nc = input(-3)\ny = a*b + c",
    ],
)
def test_plates_hide_little_of_nodes_and_nothing_of_other_active_edges(
    make_picture: MakePicture, text: str
) -> None:
    picture = make_picture(parse(text), kind="lines")
    schedule = Schedule(picture.run)
    for index, moment in enumerate(schedule.moments):
        for plate in plates(picture, frame_at(schedule, index + 1), (), 1.0):
            rect = plate.rect
            hidden = [rect & node.body for node in picture.nodes.values()]
            area = sum(box.width() * box.height() for box in hidden if not box.isEmpty())
            assert area < 0.35 * rect.width() * rect.height()
            for other in {*moment.edges} - {plate.edge}:
                curve = picture.edges[other].curve
                assert not any(rect.contains(at) for at in curve.points_between(200))
