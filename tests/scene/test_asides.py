"""Asides: what a neuron's circle has no room for, where it matters, as it was computed."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout.neurons.drawing import neuron_layout
from graphviz_app.numbers import on_graph
from graphviz_app.scene.asides import MAX_AT_ONCE, Aside, asides
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.measure import measure
from graphviz_app.scene.overlay import Marks, overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT
from tests.networks import network

pytestmark = pytest.mark.usefixtures("qapp")


def picture_of(*layers: int) -> Picture:
    drawn = read_as(run(parse(network(*layers))), "neurons")
    measured = measure(drawn, LIGHT)
    layout = neuron_layout(drawn.reading, measured.sizes, measured.labels)
    return Picture.of(drawn, layout, LIGHT)


def words(aside: Aside) -> list[str]:
    return [block.text for _, block, _ in aside.lines]


def steps(picture: Picture) -> list[tuple[int, Frame, str]]:
    """Per moment at a neuron the frame in which it is over."""
    schedule = Schedule(picture.run)
    return [
        (index, frame_at(schedule, index + 1), moment.nodes[0])
        for index, moment in enumerate(schedule.moments)
        if moment.nodes[0] in picture.reading.neurons and moment.phase != "seed"
    ]


def test_all_four_numbers_of_a_neuron_are_seen_at_its_step_back() -> None:
    picture = picture_of(3, 2, 1)
    told = {}
    for _, frame, id_ in steps(picture):
        (aside,) = asides(picture, frame, (), 1.0)
        assert aside.node == id_
        told[id_, frame.kind.name] = words(aside)
    for id_ in picture.reading.neurons:
        z, gradient = picture.run.weighted_sum(id_), picture.run.gradient(id_)
        assert z is not None
        assert gradient is not None
        assert told[id_, "forward"] == [on_graph(z)]
        assert told[id_, "backward"] == [on_graph(z), on_graph(gradient)]


def test_it_keeps_off_the_circle_its_name_its_bias_and_edges_under_way() -> None:
    for layers in ((3, 2, 1), (2, 3, 2), (1, 4, 4, 1)):
        picture = picture_of(*layers)
        for _, frame, id_ in steps(picture):
            node = picture.nodes[id_]
            assert isinstance(node, DiscItem)
            (aside,) = asides(picture, frame, (), 1.0)
            for own in (node.above, node.below, node.body.adjusted(12, 12, -12, -12)):
                assert not aside.rect.intersects(own)


def test_without_values_or_gradients_these_are_not_told() -> None:
    picture = picture_of(2, 1)
    frame = frame_at(Schedule(picture.run), 99)
    both = [(USUAL._replace(values=False), 1), (USUAL._replace(gradients=False), 1), (USUAL, 2)]
    for view, count in both:
        (aside,) = asides(picture.with_view(view), frame, ["h1_1"], 1.0)
        assert len(aside.lines) == count
    neither = USUAL._replace(values=False, gradients=False)
    assert not list(asides(picture.with_view(neither), frame, ["h1_1"], 1.0))


def test_who_points_at_a_neuron_sees_what_is_known_of_it_and_no_more() -> None:
    picture = picture_of(2, 1)
    schedule = Schedule(picture.run)
    assert not list(asides(picture, frame_at(schedule, 0), ["h1_1", "x1", "L"], 1.0))
    parts = overlay(picture, frame_at(schedule, schedule.end), Marks(hover="h1_1"), 1.0)
    assert ("aside", "h1_1") in parts


def test_a_layer_that_is_stepped_at_once_has_none_if_it_is_large() -> None:
    for count in (MAX_AT_ONCE, MAX_AT_ONCE + 1):
        picture = picture_of(2, count)
        frame = frame_at(Schedule(picture.run, stride="level"), 1)
        assert len(list(asides(picture, frame, (), 1.0))) == (count <= MAX_AT_ONCE) * count
