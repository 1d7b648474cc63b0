"""A picture: what is where, and what a frame changes."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.frames import frame_at
from graphviz_app.scene.items.lettering import MAX_NAME, Lettering
from graphviz_app.scene.items.slot_marks import slot_texts
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.places import Places
from graphviz_app.scene.tooltip import tooltip
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.theme import DARK, LIGHT

MakePicture = Callable[..., Picture]
Paint = Callable[..., np.ndarray]


def test_node_is_found_at_its_centre_and_not_beside_it(picture: Picture) -> None:
    rect = picture.nodes["x"].rect
    assert picture.places.element_at(rect.center()) == "x"
    assert picture.places.node_at(rect.center() + QPointF(0, rect.height())) is None


def test_corner_outside_the_pill_is_not_the_node(picture: Picture) -> None:
    assert picture.places.node_at(picture.nodes["x"].rect.topLeft() + QPointF(2, 2)) is None


def test_edge_is_found_near_its_curve_and_in_its_label(
    make_picture: MakePicture, neuron: Graph
) -> None:
    picture = make_picture(neuron, view=USUAL._replace(edge_numbers="all"))
    edge = picture.edges[2]
    middle = edge.curve.point_at(edge.curve.length / 2)
    assert picture.places.edge_at(middle + QPointF(0, 5)) == 2
    assert picture.places.edge_at(QPointF(*picture.layout.edges[2].label[:2]) + QPointF(3, 3)) == 2  # type: ignore[index]
    assert picture.places.edge_at(middle + QPointF(0, 300)) is None


def test_nearest_of_two_edges_is_found(picture: Picture) -> None:
    for edge in picture.edges:
        assert picture.places.edge_at(edge.curve.point_at(0.3 * edge.curve.length)) == edge.index


def test_everything_is_within_the_bounds(picture: Picture) -> None:
    for element in (*picture.nodes, *range(len(picture.edges))):
        assert all(picture.bounds.contains(rect) for rect in picture.places.rects_of(element))


def test_step_changes_only_what_it_reveals(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    after_two = frame_at(timeline, 2.0)
    changed = picture.changed(frame_at(timeline, 1.0), after_two)
    moments = timeline.moments[:2]
    assert changed == {*moments[1].nodes, *moments[0].edges, *moments[1].edges}


def test_nothing_at_rest_changes_within_a_moment(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    assert not picture.changed(frame_at(timeline, 2.1), frame_at(timeline, 2.9))


def test_scrubbing_back_changes_the_same_as_forward(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    start, end = frame_at(timeline, 0.0), frame_at(timeline, 99.0)
    assert picture.changed(start, end) == picture.changed(end, start)


def test_numbers_appear_as_time_goes_on(picture: Picture, paint: Paint) -> None:
    timeline = Schedule(picture.run)
    ink = []
    for t in (0.0, timeline.passes[0].steps.turn, len(timeline.moments)):
        frame = frame_at(timeline, t)
        ink.append(int((paint(picture, frame).sum(axis=2) < 600).sum()))
    assert ink == sorted(ink)
    assert len(set(ink)) == 3


def test_switched_off_numbers_are_not_painted(
    make_picture: MakePicture, neuron: Graph, paint: Paint
) -> None:
    bare = make_picture(neuron, view=USUAL._replace(values=False, gradients=False))
    timeline = Schedule(bare.run)
    start, end = paint(bare, frame_at(timeline, 0.0)), paint(bare, frame_at(timeline, 99.0))
    assert np.abs(start - end).max() == 0


def test_dark_theme_is_dark(make_picture: MakePicture, neuron: Graph, paint: Paint) -> None:
    picture = make_picture(neuron, theme=DARK)
    frame = frame_at(Schedule(picture.run), 0.0)
    assert np.median(paint(picture, frame)[..., :3]) < 40


@pytest.mark.parametrize(
    ("op", "marks"),
    [("sub", ("+", "−")), ("div", ("1", "2")), ("matmul", ("1", "2")), ("add", ()), ("max", ())],
)
def test_operand_order_is_marked_where_it_matters(
    make_picture: MakePicture, op: str, marks: tuple[str, ...]
) -> None:
    value = ((1.0, 2.0), (3.0, 4.0))
    nodes = [Node("a", "input", {"value": value}), Node("b", "input", {"value": value})]
    edges = [Edge("a", "y", 0), Edge("b", "y", 1)]
    picture = make_picture(Graph.of([*nodes, Node("y", op)], edges, "y"))
    assert slot_texts(picture.reading, "y") == marks


def test_problem_and_kink_are_flagged(make_picture: MakePicture) -> None:
    nodes = [Node("x", "input", {"value": 0.0}), Node("r", "relu"), Node("l", "log")]
    graph = Graph.of(nodes, [Edge("x", "r", 0), Edge("x", "l", 0)], "r")
    picture = make_picture(graph)
    assert picture.faces.flag("r") == "kink"
    assert picture.faces.flag("l") == "problem"


def test_empty_graph_is_a_picture() -> None:
    from graphviz_app.core.autodiff import run
    from graphviz_app.core.reading import read
    from graphviz_app.layout import Box, Layout
    from graphviz_app.theme import LIGHT

    graph = Graph.of([])
    layout = Layout({}, (), {}, Box(0, 0, 0, 0))
    picture = Picture.of(ReadRun(run(graph, partial=True), read(graph, "lines")), layout, LIGHT)
    assert picture.places.element_at(QPointF(0, 0)) is None


def test_a_label_is_written_where_the_name_would_be(
    make_picture: MakePicture, neuron: Graph
) -> None:
    graph = replace(neuron, labels={"w": "Weight", "a": "Activation", "a.mul1": "product"})
    operators = make_picture(graph).faces
    assert _written(operators.node("w").sign) == "Weight"
    assert _written(operators.node("a").sign) == "tanh"
    assert _written(operators.node("a").title) == "Activation"
    assert _written(operators.node("a.mul1").title) == "product"
    assert operators.node("L.sub1").title is None
    lines = make_picture(graph, kind="lines").faces
    assert _written(lines.node("w").sign) == "Weight"
    assert _written(lines.node("a").sign) == "Activation"


def test_a_labelled_number_shows_label_and_value(make_picture: MakePicture) -> None:
    nodes = [Node("y.c1", "constant", {"value": 0.5}, "y"), Node("y", "square")]
    graph = Graph.of(nodes, [Edge("y.c1", "y", 0)], "y")
    assert make_picture(graph).faces.node("y.c1").value is None
    face = make_picture(replace(graph, labels={"y.c1": "one half"})).faces.node("y.c1")
    assert _written(face.sign) == "one half"
    assert face.value is not None


def test_a_long_label_is_shortened_and_told_in_full_by_the_tooltip(
    make_picture: MakePicture, neuron: Graph
) -> None:
    label = "the weight of the very first <connection> of this network"
    picture = make_picture(replace(neuron, labels={"w": label}))
    sign = picture.faces.node("w").sign
    assert "…" in _written(sign)
    assert sign is not None
    assert sign.width <= picture.style.px(MAX_NAME)
    end = frame_at(Schedule(picture.run), 99.0)
    assert f"<b>{escape(label)} (w)</b>" in tooltip(picture, end, "w")
    assert f"{escape(label)} (w) → a.mul1" in tooltip(picture, end, 0)


def _written(lettering: Lettering | None) -> str:
    assert isinstance(lettering, TextLine)
    return lettering.content


def test_a_named_number_shows_its_gradient_and_one_in_a_formula_does_not(
    make_picture: MakePicture,
) -> None:
    graph = parse("a = 2\nb = 1\nc = a + b\nd = b + 1\ne = c*d")
    anonymous = next(id_ for id_ in graph.nodes if id_.startswith("d."))
    picture = make_picture(replace(graph, labels={anonymous: "one"}))
    shown = {id_: picture.faces.node(id_).gradient for id_ in ("a", "b", anonymous)}
    assert {id_: block and block.text for id_, block in shown.items()} == {
        "a": "2.000",
        "b": "5.000",
        anonymous: None,
    }


def test_a_named_number_keeps_its_name_beside_the_gradient_when_values_are_off(
    make_picture: MakePicture, paint: Paint
) -> None:
    picture = make_picture(parse("k = 2\ny = 3*k"), view=USUAL._replace(values=False))
    timeline = Schedule(picture.run)
    item = picture.nodes["k"]
    before, after = (paint(picture, frame_at(timeline, t)) for t in (0.0, timeline.end))
    changed = np.argwhere(np.abs(before - after).max(axis=2) > 40)
    columns = changed[(changed[:, 1] + picture.bounds.left()) < item.rect.right()][:, 1]
    name_ends = item.rect.left() + 14 + picture.faces.node("k").sign.width  # type: ignore[union-attr]
    assert columns.size
    assert columns.min() + picture.bounds.left() > name_ends


def test_places_made_in_pieces_are_the_same(picture: Picture, paint: Paint) -> None:
    places = picture.places
    work, pieces = Places.in_pieces(places.reading, places.measured, places.layout, LIGHT), 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            made = end.value
            break
        pieces += 1
    assert pieces > len(picture.nodes) + len(picture.edges)
    end_frame = frame_at(Schedule(picture.run), 99.0)
    again = Picture(made, picture.faces)
    assert np.array_equal(paint(again, end_frame), paint(picture, end_frame))


def test_another_run_s_numbers_stand_in_the_same_places(
    picture: Picture, neuron: Graph, paint: Paint
) -> None:
    trace = run(neuron.with_attrs("x", value=-3.0))
    edited = ReadRun(trace, read(trace.graph, "operators"))
    again = picture.with_run(edited)
    assert again.places is picture.places
    anew = Picture.of(edited, picture.layout, picture.theme)
    end = frame_at(Schedule(edited), 99.0)
    assert np.array_equal(paint(again, end), paint(anew, end))
    assert not np.array_equal(paint(again, end), paint(picture, end))


def test_a_second_run_of_a_schedule_is_shown_in_the_same_places(
    picture: Picture, neuron: Graph, paint: Paint
) -> None:
    trace = run(neuron.with_attrs("x", value=-3.0))
    second = ReadRun(trace, read(trace.graph, "operators"))
    schedule = Schedule(picture.run, second)
    frame = frame_at(schedule, schedule.end)
    assert frame.run is second
    shown = paint(picture.with_run(frame.run), frame)
    alone = Schedule(second)
    assert np.array_equal(shown, paint(picture.with_run(second), frame_at(alone, alone.end)))


NUMBERS = (1.5, -12345.678, 1e-20, -0.999999999, 1e300, -0.0023)


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("value", NUMBERS)
def test_no_number_changes_a_size(make_picture: MakePicture, kind: Kind, value: float) -> None:
    text = "x = input({})\nw = parameter([1, 2])\ny = sum(tanh(w*x) + x)\nL = (y - 3)**2"
    sizes = []
    for number in (0.5, value):
        graph = parse(text.format(number))
        drawn = ReadRun(run(graph, partial=True), read(graph, kind))
        measured = measure(drawn, LIGHT, USUAL._replace(locals=True))
        sizes.append((measured.sizes, measured.labels))
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_stay_in_their_nodes_and_in_the_room_of_their_edges(
    make_picture: MakePicture, paint: Paint, value: float
) -> None:
    picture = make_picture(parse(f"x = input({value})\ny = 2*x + 1"))
    schedule = Schedule(picture.run)
    before, after = (paint(picture, frame_at(schedule, t)) for t in (0.0, schedule.end))
    boxes = [node.bounds for node in picture.nodes.values()]
    boxes += [edge.label_box.adjusted(-1, -1, 1, 1) for edge in picture.edges if edge.label_box]
    corner = picture.bounds.topLeft()
    for row, column in np.argwhere(np.abs(before - after).max(axis=2) > 40):
        at = corner + QPointF(column + 0.5, row + 0.5)
        assert any(box.contains(at) for box in boxes)


def test_a_number_in_a_formula_that_is_typed_over_fits_into_its_room(
    make_picture: MakePicture, paint: Paint
) -> None:
    graph = parse("x = input(2)\ny = 3*x")
    for kind, node in (("operators", "y.c1"), ("lines", "y")):
        picture = make_picture(graph, kind=kind)
        trace = run(graph.with_attrs("y.c1", value=123456.789))
        reading = picture.reading.updated(trace.graph)
        assert reading is not None
        again = picture.with_run(ReadRun(trace, reading))
        schedule = Schedule(again.run)
        start = paint(again, frame_at(schedule, 0.0))
        assert not np.array_equal(start, paint(picture, frame_at(Schedule(picture.run), 0.0)))
        box = again.nodes[node].bounds
        changed = np.abs(start - paint(picture, frame_at(Schedule(picture.run), 0.0))).max(axis=2)
        at = np.argwhere(changed > 40)[:, ::-1] + [again.bounds.left(), again.bounds.top()]
        assert at[:, 0].min() >= box.left()
        assert at[:, 0].max() <= box.right()


def test_very_small_nodes_are_boxes_and_their_edges_lines(picture: Picture, paint: Paint) -> None:
    end = frame_at(Schedule(picture.run), 99.0)
    scale = 0.05
    small = paint(picture, end, scale)
    corner = picture.bounds.topLeft()
    for node in picture.nodes.values():
        at = (node.rect.center() - corner) * scale
        assert small[int(at.y()), int(at.x())][:3].sum() < 700
    middle = picture.edges[0].curve.point_at(picture.edges[0].curve.length / 2) - corner
    row, column = int(middle.y() * scale), int(middle.x() * scale)
    assert small[row - 1 : row + 2, column, :3].min() < 235


def test_what_another_run_does_not_reach_looks_the_same(
    make_picture: MakePicture,
) -> None:
    graph = parse("x = input(1)\ny = input(2)\na = x*3\nb = y*y\nL = a + b")
    picture = make_picture(graph, view=USUAL._replace(edge_numbers="all"))
    other = picture.with_run(ReadRun(run(with_leaf_value(graph, "x", 5.0)), picture.reading))
    alike = {e for e in picture.nodes if other.faces.looks_like(picture.faces, e, picture.view)}
    assert {"y", "b"} <= alike
    assert not {"x", "a", "L"} & alike
    ends = {edge[:2]: index for index, edge in enumerate(picture.reading.edges)}
    for edge, same in ((("y", "b"), True), (("x", "a"), False)):
        assert other.faces.looks_like(picture.faces, ends[edge], picture.view) == same


def test_what_is_at_a_point_does_not_hang_on_what_was_asked_before(picture: Picture) -> None:
    places = picture.places
    points = [QPointF(x, y) for x in range(-20, 400, 7) for y in range(-20, 200, 7)]
    forwards = [places.element_at(point) for point in points]
    backwards = [places.element_at(point) for point in reversed(points)]
    assert forwards == backwards[::-1] == [places.element_at(point) for point in points]
    assert len(set(forwards)) > 2
