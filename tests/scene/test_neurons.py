"""Neurons in a picture: what is shown when, where, and that it is what was computed."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage, QPixmap, QTransform

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.layout import Direction
from graphviz_app.layout.neurons.drawing import neuron_layout
from graphviz_app.numbers import in_full, on_graph
from graphviz_app.scene.items.neurons.disc_form import DiscForm
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.neurons.weight_item import WeightItem
from graphviz_app.scene.leaf_places import value_rect, weight_at
from graphviz_app.scene.measure import MAX_WEIGHTS, measure
from graphviz_app.scene.overlay import Marks, overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.still_layer import Outlook, StillLayer
from graphviz_app.scene.tooltip import tooltip
from graphviz_app.theme import DARK, LIGHT, Theme
from tests.networks import network, random_network

pytestmark = pytest.mark.usefixtures("qapp")
SHARED = """\
x1 = input(0.5)
x2 = input(-1)
w = parameter(0.3)
v = parameter(0.7)
B = parameter(0.2)
h1 = sigmoid(w*x1 + v*x2 + B)
h2 = tanh(v*x1 + w*x2 + B)
y = v*h1 - w*h2 + 1
"""
Paint = Callable[..., np.ndarray]


def _picture(
    text: str,
    theme: Theme = LIGHT,
    view: View = USUAL,
    folded: tuple[str, ...] = (),
    direction: Direction = "LR",
) -> Picture:
    drawn = read_as(run(parse(text), partial=True), "neurons", folded)
    measured = measure(drawn, theme, view)
    sizes, labels = measured.sizes, measured.labels
    layout = neuron_layout(drawn.reading, sizes, labels, direction=direction)
    return Picture.of(drawn, layout, theme, view)


def test_neurons_and_their_inputs_are_circles_and_losses_are_not() -> None:
    picture = _picture(network(3, 2, 1))
    discs = {id_ for id_, node in picture.nodes.items() if isinstance(node, DiscItem)}
    assert discs == {"x1", "x2", "x3", "h1_1", "h1_2", "h2_1"}


def test_each_weight_shows_its_own_value_and_gradient() -> None:
    picture = _picture(SHARED)
    weighed = [edge for edge in picture.edges if isinstance(edge, WeightItem)]
    assert len(weighed) == 6
    for edge in weighed:
        weight = picture.reading.edges[edge.index].weight
        assert weight is not None
        rows = dict(picture.faces.rows_at_rest(edge.index, USUAL))
        value, gradient = picture.run.value(weight), picture.run.gradient(weight)
        assert value is not None
        assert gradient is not None
        assert rows["value"].text == on_graph(value)
        assert rows["gradient"].text == on_graph(gradient)


def test_a_neuron_shows_delta_and_its_bias_as_they_were_computed() -> None:
    picture = _picture(SHARED)
    for id_, bias in (("h1", "B"), ("h2", "B")):
        delta, value, gradient = picture.faces.node(id_).further
        shown = [block.text for block in (delta, value, gradient) if block is not None]
        numbers = [picture.run.delta(id_), picture.run.value(bias), picture.run.gradient(bias)]
        assert shown == [on_graph(number) for number in numbers if number is not None]


def test_a_weight_is_known_from_the_start_and_its_gradient_when_it_is_complete() -> None:
    picture = _picture(SHARED)
    schedule = Schedule(picture.run)
    steps = schedule.passes[0].steps
    for edge in picture.edges:
        weight = picture.reading.edges[edge.index].weight
        if weight is None:
            continue
        assert edge.is_known("value", frame_at(schedule, 0.0))
        at = steps.gradient_at[weight]
        assert not edge.is_known("gradient", frame_at(schedule, at - 0.5))
        assert edge.is_known("gradient", frame_at(schedule, at))


def test_gradients_of_shared_weights_and_biases_count_wherever_they_stand() -> None:
    picture = _picture(SHARED)
    schedule = Schedule(picture.run)
    seen = set()
    for step in range(4 * len(schedule.moments)):
        seen |= set(overlay(picture, frame_at(schedule, step / 4), Marks(), 1.0))
    totals = {key[1] for key in seen if isinstance(key, tuple) and key[0] == "total"}
    reading = picture.reading
    assert set(reading.weights["w"]) | set(reading.weights["v"]) <= totals
    assert {("bias total", "h1"), ("bias total", "h2")} <= seen


def test_pointing_at_a_shared_weight_marks_it_on_all_its_edges() -> None:
    picture = _picture(SHARED)
    edges = picture.reading.weights["w"]
    assert len(edges) == 3
    parts = overlay(picture, frame_at(Schedule(picture.run), 0.0), Marks(hover=edges[0]), 1.0)
    assert {key[1] for key in parts if isinstance(key, tuple) and key[0] == "hover"} == set(edges)


def test_a_chosen_neuron_has_a_ring_around_its_circle() -> None:
    picture = _picture(network(3, 2, 1))
    frame = frame_at(Schedule(picture.run), 0.0)
    part = overlay(picture, frame, Marks(selection=("h1_1",)), 1.0)["selected", "h1_1"]
    body = picture.nodes["h1_1"].body
    assert part.rect.contains(body)
    assert part.rect.width() < body.width() + 30
    assert part.rect.height() < body.height() + 30


def test_a_weight_is_found_where_its_numbers_stand() -> None:
    picture = _picture(network(3, 2, 1))
    for edge in picture.edges:
        if edge.label_box is not None:
            assert picture.places.element_at(edge.label_box.center()) == edge.index


def test_a_bias_is_found_where_it_stands_and_belongs_to_its_neuron() -> None:
    picture = _picture(SHARED)
    for id_ in ("h1", "h2"):
        node = picture.nodes[id_]
        assert isinstance(node, DiscItem)
        assert picture.places.element_at(node.below.center()) == id_
        assert weight_at(picture, node.below.center()) == "B"
        assert weight_at(picture, node.body.center()) is None
    assert value_rect(picture, "B").bottom() > picture.nodes["h1"].body.bottom()


def test_tooltips_tell_every_digit_of_what_is_known() -> None:
    picture = _picture(SHARED)
    schedule, run_ = Schedule(picture.run), picture.run
    start, end = frame_at(schedule, 0.0), frame_at(schedule, schedule.end)
    numbers = [run_.weighted_sum("h1"), run_.delta("h1"), run_.value("B"), run_.gradient("B")]
    told = tooltip(picture, end, "h1")
    assert all(in_full(number) in told for number in numbers if number is not None)
    assert "δ" not in tooltip(picture, start, "h1")
    index = picture.reading.weights["w"][0]
    for number in (run_.value("w"), run_.gradient("w")):
        assert number is not None
        assert in_full(number) in tooltip(picture, end, index)


def test_an_edge_stops_where_its_weight_stands() -> None:
    picture = _picture(network(3, 2, 1))
    for edge in picture.edges:
        if isinstance(edge, WeightItem) and edge.label_box is not None:
            inner = edge.label_box.adjusted(1, 1, -1, -1)
            path = edge.curve.parted(5.0, edge.label_box)
            points = [path.pointAtPercent(k / 200) for k in range(201)]
            assert not any(inner.contains(point) for point in points)
            assert path.length() < edge.curve.length - 5.0


@pytest.mark.parametrize("text", [network(3, 2, 1), SHARED, random_network(3)])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_stepping_repaints_all_that_shows_something_else(text: str, theme: Theme) -> None:
    picture = _picture(text, theme)
    outlook = Outlook(QTransform(0.8, 0, 0, 0.8, 60, 300), QSize(1100, 620), 1.0)
    layer, schedule = StillLayer(), Schedule(picture.run)
    for step in range(2 * len(schedule.moments) + 3):
        frame = frame_at(schedule, step / 2)
        kept = _bytes(layer.pixmap(picture, frame, outlook))
        anew = _bytes(StillLayer().pixmap(picture, frame, outlook))
        assert np.abs(kept - anew).max() <= 2


def _bytes(pixmap: QPixmap) -> np.ndarray:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)


@pytest.mark.parametrize("number", [1.5, -12345.678, 1e-20, -0.0023])
def test_numbers_stay_in_their_circles_and_in_the_room_of_their_edges(
    paint: Paint, number: float
) -> None:
    text = f"x = input({number})\nw = parameter({number})\nb = parameter({number})\n"
    picture = _picture(text + "y = tanh(w*x + b)")
    schedule = Schedule(picture.run)
    before, after = (paint(picture, frame_at(schedule, t)) for t in (0.0, schedule.end))
    boxes = [node.bounds for node in picture.nodes.values()]
    boxes += [edge.label_box.adjusted(-1, -1, 1, 1) for edge in picture.edges if edge.label_box]
    corner = picture.bounds.topLeft()
    changed = np.argwhere(np.abs(before - after).max(axis=2) > 40)
    assert len(changed)
    for row, column in changed:
        at = corner + QPointF(column + 0.5, row + 0.5)
        assert any(box.contains(at) for box in boxes)


def test_no_number_changes_a_place() -> None:
    text = network(3, 2, 1)
    other = text.replace("parameter(0.", "parameter(-123.")
    assert other != text
    assert _picture(text).layout == _picture(other).layout


def test_weights_of_wide_layers_are_told_only_where_someone_looks() -> None:
    picture = _picture(network(9, 8))
    weighed = [edge for edge in picture.edges if isinstance(edge, WeightItem)]
    assert len(weighed) > MAX_WEIGHTS
    assert not any(edge.has_label for edge in weighed)
    frame = frame_at(Schedule(picture.run), 99.0)
    parts = overlay(picture, frame, Marks(hover=weighed[0].index), 1.0)
    assert ("numbers", weighed[0].index) in parts


def test_a_weight_that_is_taken_away_has_a_minus() -> None:
    forms = {
        picture.reading.edges[edge.index].source: edge.form
        for picture in [_picture(SHARED)]
        for edge in picture.edges
        if isinstance(edge, WeightItem) and picture.reading.edges[edge.index].target == "y"
    }
    assert forms["h2"].name is not None
    assert forms["h1"].name is not None
    assert getattr(forms["h2"].name, "latex", "").startswith("-")
    assert not getattr(forms["h1"].name, "latex", "").startswith("-")


def test_a_bias_that_is_taken_away_has_a_minus_and_a_number_needs_no_name() -> None:
    text = "x = input(1)\nw = parameter(2)\nb = parameter(3)\n"
    for line, latex in (("y = tanh(w*x - b)", "-b"), ("y = tanh(w*x + b)", "b")):
        form = _picture(text + line).nodes["y"].form
        assert isinstance(form, DiscForm)
        assert form.bias is not None
        assert getattr(form.bias.name, "latex", "") == latex
    for line, name in (("y = tanh(w*x - 1)", "-"), ("y = tanh(w*x + 1)", None)):
        form = _picture(text + line).nodes["y"].form
        assert isinstance(form, DiscForm)
        assert form.bias is not None
        assert getattr(form.bias.name, "latex", None) == name


def test_inputs_of_folded_neurons_are_circles_too() -> None:
    text = "x = input(1)\nw = parameter(2)\nwith group('g'):\n    h = tanh(w*x)\n"
    text += "v = parameter(3)\ny = sigmoid(v*h)"
    picture = _picture(text, folded=("g",))
    assert "g/" in picture.nodes
    assert isinstance(picture.nodes["x"], DiscItem)


def test_everything_is_within_the_bounds() -> None:
    picture = _picture(network(4, 3, 2))
    for element in (*picture.nodes, *range(len(picture.edges))):
        for rect in picture.places.rects_of(element):
            assert picture.bounds.contains(rect)


@pytest.mark.parametrize(
    ("name", "theme", "at"),
    [("neurons-light-backward", LIGHT, 7.4), ("neurons-dark-end", DARK, 99)],
)
def test_picture_looks_like_the_stored_one(
    paint: Paint,
    check_reference: Callable[[str, np.ndarray], None],
    name: str,
    theme: Theme,
    at: float,
) -> None:
    picture = _picture(network(2, 2, 1), theme)
    check_reference(name, paint(picture, frame_at(Schedule(picture.run), at)))


@pytest.mark.parametrize("letters", [1.0, 2.1])
def test_from_top_to_bottom_names_and_biases_are_beside_their_circles(letters: float) -> None:
    picture = _picture(SHARED, replace(LIGHT, letters=letters), direction="TB")
    discs = [node for node in picture.nodes.values() if isinstance(node, DiscItem)]
    neurons = [node for node in discs if node.id in picture.reading.neurons]
    assert len(neurons) == 3
    for node in neurons:
        assert node.above.right() <= node.body.left() + 1e-6
        assert node.below.left() >= node.body.right() - 1e-6
    assert any(node.below.width() > node.above.width() for node in neurons)
    for node in discs:
        if node not in neurons:
            assert node.below.bottom() <= node.body.top() + 1e-6
