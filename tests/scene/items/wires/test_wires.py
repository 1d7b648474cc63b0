"""Wires: signs without numbers, and on the wires between them everything that is computed."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Direction, Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import fold, read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.layout import Parted, compute_layout
from graphviz_app.numbers import on_graph
from graphviz_app.scene.items.wires.sign_form import SignForm
from graphviz_app.scene.items.wires.sign_item import SignItem
from graphviz_app.scene.leaf_places import leaf_on, number_at
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT, PROJECTOR, Theme

pytestmark = pytest.mark.usefixtures("qapp")

WIRES = USUAL._replace(style="wires")
EXAMPLES = Path(__file__).parents[4] / "examples"
FORKED = "x = input(3)\nk = parameter(2)\na = tanh(x)\nL = (a*x - k)**2"
MakePicture = Callable[..., Picture]
Paint = Callable[..., np.ndarray]


def _drawn(
    graph: Graph, kind: Kind = "operators", direction: Direction = "LR", theme: Theme = LIGHT
) -> Picture:
    drawn = ReadRun(run(graph, partial=True), read(graph, kind))
    measured = measure(drawn, theme, WIRES)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, direction)
    return Picture.of(drawn, layout, theme, WIRES)


def _forms(picture: Picture) -> dict[str, SignForm]:
    forms = {id_: node.form for id_, node in picture.nodes.items()}
    assert all(isinstance(form, SignForm) for form in forms.values())
    return forms  # type: ignore[return-value]


def _texts(picture: Picture, index: int) -> dict[str, str]:
    rows = picture.faces.rows_at_rest(index, picture.view)
    return {row: block.text for row, block in rows}


def test_signs_are_circles_words_pills_and_leaves_names() -> None:
    shapes = {id_: form.shape for id_, form in _forms(_drawn(parse(FORKED))).items()}
    assert shapes["L.mul1"] == "circle"
    assert shapes["a"] == "pill"
    assert shapes["x"] == shapes["k"] == "plain"


@pytest.mark.parametrize(
    "name", ["neuron", "softmax", "two-two-two-network", "lstm-cell", "xor-four-cases"]
)
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_every_value_and_gradient_is_told_in_one_place(name: str, kind: Kind) -> None:
    picture = _drawn(load(EXAMPLES / f"{name}.cg"), kind)
    told: dict[tuple[str, str], int] = dict.fromkeys(
        ((id_, row) for id_ in picture.nodes for row in ("value", "gradient")), 0
    )
    for id_, form in _forms(picture).items():
        face = picture.faces.node(id_)
        for row, block in (("value", face.value), ("gradient", face.gradient)):
            if block is not None:
                told[id_, row] += 1
        assert (form.value is None) == (face.value is None)
    for index, edge in enumerate(picture.reading.edges):
        texts = _texts(picture, index)
        if not _forms(picture)[edge.source].parts.wired:
            for row in texts:
                told[edge.source, row] += 1
        else:
            assert "value" not in texts
    bare = {id_ for id_, node in picture.reading.nodes.items() if node.op == "constant"}
    assert {key for key, count in told.items() if count != 1} <= {
        (id_, row) for id_ in bare for row in ("value", "gradient")
    }


def test_wires_show_what_is_computed() -> None:
    picture = _drawn(parse(FORKED))
    trace = picture.run
    ends = {edge[:2]: index for index, edge in enumerate(picture.reading.edges)}
    shares = [trace.contribution(ends["x", target]) for target in ("a", "L.mul1")]
    for target, share in zip(("a", "L.mul1"), shares, strict=True):
        assert _texts(picture, ends["x", target]) == {"gradient": on_graph(share)}  # type: ignore[arg-type]
    face = picture.faces.node("x")
    assert face.value is not None
    assert face.value.text == on_graph(3.0)
    assert face.gradient is not None
    assert face.gradient.text == on_graph(sum(shares))  # type: ignore[arg-type]
    one_use = _texts(picture, ends["k", "L.sub1"])
    assert one_use == {"value": on_graph(2.0), "gradient": on_graph(trace.gradient("k"))}  # type: ignore[arg-type]


def test_the_output_has_a_wire_of_its_own_that_ends_in_its_name() -> None:
    forms = _forms(_drawn(parse(FORKED)))
    assert forms["L"].parts.end is not None
    assert forms["L"].value is not None
    assert [id_ for id_, form in forms.items() if form.parts.end] == ["L"]


def test_a_number_in_a_formula_is_only_its_name() -> None:
    picture = _drawn(parse("x = input(1)\nL = 2*x"))
    nodes, edges = picture.reading.nodes, picture.reading.edges
    (constant,) = (i for i, edge in enumerate(edges) if nodes[edge.source].op == "constant")
    assert not picture.edges[constant].has_label
    assert not _texts(picture, constant)


def test_a_wire_has_its_value_as_soon_as_that_is_computed(picture: Picture) -> None:
    wired = _drawn(picture.run.graph)
    schedule = Schedule(wired.run)
    for t in range(len(schedule.moments) + 1):
        frame = frame_at(schedule, t)
        for index, edge in enumerate(wired.reading.edges):
            known = wired.edges[index].known_rows(frame)
            assert ("value" in known) == frame.shows_value(edge.source)
            assert ("gradient" in known) == frame.shows_contribution(index)


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_wires_end_on_the_outline(direction: Direction) -> None:
    picture = _drawn(load(EXAMPLES / "neuron.cg"), direction=direction)
    for item, edge in zip(picture.edges, picture.reading.edges, strict=True):
        body, (x, y) = picture.nodes[edge.target].body, item.curve.end
        if picture.nodes[edge.target].form.shape == "circle":
            middle = body.center()
            assert math.hypot(x - middle.x(), y - middle.y()) == pytest.approx(body.width() / 2)
        start = item.curve.point_at(0)
        source = picture.nodes[edge.source].rect
        assert source.adjusted(-1, -1, 1, 1).contains(start)


NAMES = ("neuron", "softmax", "huber", "three-two-one-network", "skip-connection", "xor-four-cases")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_nothing_lies_on_anything_else(name: str, kind: Kind, direction: Direction) -> None:
    picture = _drawn(load(EXAMPLES / f"{name}.cg"), kind, direction)
    boxes = [node.rect for node in picture.nodes.values()]
    boxes += [edge.label_box for edge in picture.edges if edge.label_box is not None]
    boxes = sorted((box.adjusted(1, 1, -1, -1) for box in boxes), key=QRectF.left)
    for i, box in enumerate(boxes):
        for other in boxes[i + 1 :]:
            if other.left() > box.right():
                break
            assert not box.intersects(other)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_a_wire_leads_between_its_numbers(name: str, direction: Direction) -> None:
    picture = _drawn(load(EXAMPLES / f"{name}.cg"), direction=direction)
    for edge in picture.edges:
        box = edge.label_box
        if box is None:
            continue
        assert isinstance(edge.form.room, Parted)
        across = direction == "LR"
        for at in edge.curve.points_between(200):
            off = at - box.center()
            along, beside = (off.x(), off.y()) if across else (off.y(), off.x())
            if abs(along) < (box.width() if across else box.height()) / 2 - 4:
                assert not 4.5 < abs(beside) < (box.height() if across else box.width()) / 2


def test_everything_grows_with_the_theme() -> None:
    graph = load(EXAMPLES / "neuron.cg")
    forms = [_forms(_drawn(graph, theme=theme)) for theme in (LIGHT, PROJECTOR)]
    for id_, form in forms[0].items():
        for plan, large in ((form.right, forms[1][id_].right), (form.down, forms[1][id_].down)):
            assert large.size.width == pytest.approx(1.6 * plan.size.width, rel=0.04)
            assert large.size.height == pytest.approx(1.6 * plan.size.height, rel=0.04)


def test_no_digit_moves_anything() -> None:
    sizes = []
    for number in (1.5, -123456.789):
        picture = _drawn(parse(f"x = input({number})\nL = x*x"))
        sizes.append((picture.places.measured.sizes, picture.places.measured.labels))
    assert sizes[0] == sizes[1]


def test_none_leaves_signs_and_names_only(make_picture: MakePicture) -> None:
    picture = make_picture(parse(FORKED), view=WIRES._replace(edge_numbers="none"))
    assert not any(edge.has_label for edge in picture.edges)
    assert not any(form.value for form in _forms(picture).values())


def test_all_repeats_the_value_where_wires_part(make_picture: MakePicture) -> None:
    picture = make_picture(parse(FORKED), view=WIRES._replace(edge_numbers="all"))
    for index, edge in enumerate(picture.reading.edges):
        if edge.source == "x":
            assert set(_texts(picture, index)) == {"value", "gradient"}


def test_totals_count_where_the_complete_one_will_be(
    make_picture: MakePicture, paint: Paint
) -> None:
    picture = make_picture(parse("x = input(3)\nL = x*tanh(x)"), view=WIRES)
    schedule = Schedule(picture.run)
    counting = len(schedule.moments) - 0.02
    assert "x" in frame_at(schedule, counting).totals
    before, after = (paint(picture, frame_at(schedule, t)) for t in (counting - 0.9, counting))
    box = picture.nodes["x"].rect.translated(-picture.bounds.topLeft()).toAlignedRect()
    part = (slice(box.top(), box.bottom()), slice(box.left(), box.right()))
    assert np.abs(before[part] - after[part]).max() > 40


def test_what_could_not_be_computed_is_asked_for(make_picture: MakePicture, paint: Paint) -> None:
    pictures = [
        make_picture(parse(f"x = input(-1)\na = {operand} + x\nL = 2*a"), view=WIRES)
        for operand in ("...", "x")
    ]
    asked, known = (_forms(picture)["a"].parts for picture in pictures)
    assert asked.wired
    assert not known.wired
    picture = pictures[0]
    node = picture.nodes["a"]
    painted = paint(picture, frame_at(Schedule(picture.run), 99))
    box = QRectF(node.body.right() + 2, node.rect.top(), 24, node.rect.height() / 2 - 3)
    box = box.translated(-picture.bounds.topLeft())
    rows, columns = (
        slice(int(box.top()), int(box.bottom())),
        slice(int(box.left()), int(box.right())),
    )
    assert np.ptp(painted[rows, columns, :3]) > 60


def test_a_folded_group_is_a_box_that_can_be_opened() -> None:
    graph = parse('x = input(2)\nwith group("g"):\n    a = tanh(x)\n    b = a*a\nL = b + 1')
    reading = fold(read(graph, "operators"), {"g"})
    drawn = ReadRun(run(graph), reading)
    measured = measure(drawn, LIGHT, WIRES)
    layout = compute_layout(reading, measured.sizes, measured.labels)
    picture = Picture.of(drawn, layout, LIGHT, WIRES)
    assert picture.places.handle_at(picture.nodes["g/"].body.center()) == "g"


def test_nodes_and_numbers_are_found_where_they_are() -> None:
    picture = _drawn(parse(FORKED))
    for id_, node in picture.nodes.items():
        assert picture.places.node_at(node.body.center()) == id_
    for index, edge in enumerate(picture.edges):
        if edge.label_box is not None:
            assert picture.places.edge_at(edge.label_box.center()) == index


def test_the_value_of_a_leaf_is_found_on_its_wire_or_where_that_parts() -> None:
    picture = _drawn(parse(FORKED))
    ends = {edge[:2]: index for index, edge in enumerate(picture.reading.edges)}
    wire = picture.edges[ends["k", "L.sub1"]]
    assert wire.label_box is not None
    middle, up = wire.label_box.center(), QPointF(0, wire.label_box.height() / 4)
    assert number_at(picture, middle - up) == "k"
    assert number_at(picture, middle + up) == ""
    assert leaf_on(picture, wire.index) == "k"
    assert leaf_on(picture, ends["x", "a"]) is None
    assert number_at(picture, picture.nodes["x"].value_rect(picture.view).center()) == "x"
    assert picture.nodes["x"].name_rect.contains(picture.nodes["x"].body.center())


def test_numbers_on_wires_are_larger_than_on_cards(make_picture: MakePicture) -> None:
    wired, cards = (make_picture(parse(FORKED), view=view) for view in (WIRES, USUAL))
    assert wired.places.smallest_number == 16
    assert cards.places.smallest_number < 13


def test_steps_repaint_what_they_reveal(picture: Picture) -> None:
    wired = _drawn(picture.run.graph)
    schedule = Schedule(wired.run)
    for before, after in pairwise(frame_at(schedule, t) for t in range(len(schedule.moments) + 1)):
        changed = wired.changed(before, after)
        for index, edge in enumerate(wired.edges):
            if list(edge.known_rows(before)) != list(edge.known_rows(after)):
                assert index in changed


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_a_leaf_is_in_line_with_its_only_wire(direction: Direction) -> None:
    graph = parse("x = input(1)\ny = input(2)\nL = (x + 1)*y")
    drawn = ReadRun(run(graph), read(graph, "operators"))
    measured = measure(drawn, LIGHT, WIRES)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, direction)
    (wire,) = drawn.reading.outgoing["y"]
    path = layout.edges[wire]
    bent = tuple((x + 4, y + 4) if k == 0 else (x, y) for k, (x, y) in enumerate(path.points))
    edges = tuple(replace(e, points=bent) if e is path else e for e in layout.edges)
    picture = Picture.of(drawn, replace(layout, edges=edges), LIGHT, WIRES)
    leaf = picture.nodes["y"]
    assert isinstance(leaf, SignItem)
    at, mark = picture.edges[wire].curve.point_at(0), leaf.mark.center()
    off = at.y() - mark.y() if direction == "LR" else at.x() - mark.x()
    assert off == pytest.approx(0, abs=0.5)
