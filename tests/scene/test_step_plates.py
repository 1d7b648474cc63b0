"""A step of learning on the graph: plates, numbers that turn into others, and what is left."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap, QTransform

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.covering import covered, covered_update
from graphviz_app.core.covers import Covers
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.schedule import Schedule, Stride
from graphviz_app.core.view import View
from graphviz_app.export.picture import drawn_picture
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.numbers import in_full
from graphviz_app.resources import examples
from graphviz_app.scene.marks import NO_MARKS
from graphviz_app.scene.overlay import overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.step_plates import step_plates
from graphviz_app.scene.still_layer import Outlook, StillLayer
from graphviz_app.scene.tooltip import tooltip
from tests.texts import ONE_STEP

pytestmark = pytest.mark.usefixtures("qapp")
LAYER = """
x = input([1, 2])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
t = target([0, 1])
with group("hidden"):
    v = parameter(0.5)
    h = tanh(v*(W @ x))
L = sum((h - t)**2)
learning_rate(0.1)
"""
VIEWS = {
    "operators": (ONE_STEP, View(reading="operators")),
    "lines": (ONE_STEP, View(reading="lines")),
    "neurons": (ONE_STEP, View(reading="neurons")),
    "biases on edges": (ONE_STEP, View(reading="neurons", bias="edge")),
    "wires": (ONE_STEP, View(reading="operators", style="wires")),
    "matrices": (LAYER, View(reading="operators")),
    "matrices in neurons": (LAYER, View(reading="neurons")),
    "folded": (LAYER, View(reading="operators", folded=("hidden",))),
    "folded wires": (LAYER, View(reading="operators", style="wires", folded=("hidden",))),
}
each_view = pytest.mark.parametrize(("text", "view"), VIEWS.values(), ids=VIEWS.keys())


def told(picture: Picture, schedule: Schedule, t: float) -> dict[object, str]:
    frame = frame_at(schedule, schedule.finished + t)
    plates = step_plates(picture.with_run(frame.run), frame, 1.0)
    return {plate.key: plate.block.text for plate in plates}


def drawn(
    kind: Kind = "operators", text: str = ONE_STEP, stride: Stride = "node"
) -> tuple[Picture, Schedule]:
    return drawn_picture(parse(text), View(reading=kind, stride=stride))


def test_a_plate_has_the_old_value_and_the_step_while_a_parameter_moves() -> None:
    picture, schedule = drawn()
    assert told(picture, schedule, 0.0) == {}
    assert told(picture, schedule, 0.9) == {("step", "w"): "−0.800 + 0.109"}
    assert told(picture, schedule, 1.0) == {("step", "w"): "−0.800 + 0.109"}
    assert told(picture, schedule, 2.0) == {("step", "b"): "0.250 + 0.0725"}


def test_what_is_added_flows_from_the_plate_into_the_number() -> None:
    picture, schedule = drawn()
    ways = []
    for t in (0.3, 0.4, 0.5, 0.6, 0.69):
        frame = frame_at(schedule, schedule.finished + t)
        plates = {plate.key: plate for plate in step_plates(picture, frame, 1.0)}
        flowing = plates["step flows", "w"]
        assert flowing.block.text == "+0.109"
        end = picture.nodes["w"].value_rect(picture.view).center()
        ways.append((flowing.rect.center() - end).manhattanLength())
    assert ways == sorted(ways, reverse=True)
    assert ways[-1] < 1.0


def test_a_weight_has_its_plate_at_its_edge_a_bias_at_its_neuron() -> None:
    picture, schedule = drawn("neurons")
    (weight,) = told(picture, schedule, 1.0)
    (bias,) = told(picture, schedule, 2.0)
    edge = picture.reading.weights["w"][0]
    assert (weight, bias) == (("step", ("w", edge)), ("step", ("b", "a")))


def test_by_level_all_have_one_and_of_many_each_only_what_is_added() -> None:
    picture, schedule = drawn(stride="level")
    assert told(picture, schedule, 1.0) == {
        ("step", "w"): "−0.800 + 0.109",
        ("step", "b"): "0.250 + 0.0725",
    }
    many = "".join(f"p{k} = parameter({k})\n" for k in range(8))
    text = f"{many}L = {' + '.join(f'p{k}' for k in range(8))}\nlearning_rate(0.5)\n"
    picture, schedule = drawn(text=text, stride="level")
    plates = told(picture, schedule, 1.0)
    assert set(plates.values()) == {"−0.500"}
    assert len(plates) == 8


def test_a_matrix_has_a_table_of_what_is_added_a_large_one_none() -> None:
    picture, schedule = drawn(text=LAYER)
    update = schedule.update
    assert update is not None
    by_id = {one.id: one for one in update.moved}
    text = told(picture, schedule, 1.0)["step", "W"]
    assert text.count(";") == 1
    assert len(text.split()) == 4
    signs = [cell.startswith("−") for cell in text.replace(";", "").split()]
    assert signs == (np.asarray(by_id["W"].step) < 0).ravel().tolist()
    large = "W = parameter([[1, 2, 3, 4, 5]])\nL = sum(W*W)\nlearning_rate(0.1)\n"
    assert told(*drawn(text=large), 1.0) == {}


def test_a_parameter_in_a_folded_group_has_its_plate_there() -> None:
    picture, schedule = drawn_picture(parse(LAYER), View(reading="operators", folded=("hidden",)))
    (key,) = told(picture, schedule, 2.0)
    (box,) = picture.reading.boxes
    assert key == ("step", ("v", box))


def test_the_output_says_what_it_was_and_is_once_it_is_computed_anew() -> None:
    picture, schedule = drawn()
    end = schedule.end - schedule.finished
    assert told(picture, schedule, end - 1.5) == {}
    for t in (end - 1.0, end):
        assert told(picture, schedule, t) == {("outcome", "L"): "0.260 → 0.225"}


def test_without_values_and_far_out_nothing_is_told() -> None:
    picture, schedule = drawn_picture(parse(ONE_STEP), View(values=False))
    assert told(picture, schedule, 1.0) == {}
    picture, schedule = drawn()
    frame = frame_at(schedule, schedule.finished + 1.0)
    assert not list(step_plates(picture, frame, 0.05))
    assert ("step", "w") in overlay(picture, frame, NO_MARKS, 1.0)


@pytest.mark.parametrize("view", [View(reading="operators"), View(reading="neurons")])
def test_a_step_that_explodes_is_drawn_without_complaint(view: View) -> None:
    text = "x = input([1, 1])\nW = parameter([[1e200, 1], [-1e200, 0]])\nh = W @ x\n"
    text += "L = sum(h*h*h)\nlearning_rate(1e200)\n"
    picture, schedule = drawn_picture(parse(text), view)
    for quarter in range(4 * round(schedule.end - schedule.finished) + 1):
        frame = frame_at(schedule, schedule.finished + quarter / 4)
        now = picture.with_run(frame.run)
        assert np.ptp(as_bytes(StillLayer().pixmap(now, frame, OUTLOOK))) > 100
        for plate in step_plates(now, frame, 1.0):
            assert plate.block.text


def test_a_new_value_that_is_asked_for_is_not_told_on_the_graph() -> None:
    trace = covered(run(parse(ONE_STEP)), Covers(afters=frozenset("w")))
    picture, schedule = drawn()
    update = covered_update(first_update(trace), trace)
    asked = Schedule(schedule.run, update=update)
    assert told(picture, asked, 0.5)["step", "w"] == "−0.800 + ?"
    assert told(picture, asked, 0.5)["step flows", "w"] == "?"
    assert told(picture, asked, asked.end - asked.finished) == {("outcome", "L"): "0.260 → ?"}


def test_the_tooltip_has_every_digit_of_the_new_value() -> None:
    kinds: tuple[Kind, ...] = ("operators", "neurons")
    for kind in kinds:
        picture, schedule = drawn(kind)
        update = schedule.update
        assert update is not None
        frame = frame_at(schedule, schedule.finished)
        where = "w" if kind == "operators" else picture.reading.weights["w"][0]
        assert "after the step: <span" in tooltip(picture, frame, where)
        assert in_full(update.new_values["w"]) in tooltip(picture, frame, where)
        assert "after the step" not in tooltip(picture, frame, "x")


@each_view
def test_stepping_repaints_what_a_new_picture_would_show(text: str, view: View) -> None:
    picture, schedule = drawn_picture(parse(text), view)
    layer = StillLayer()
    for t in (0.0, 0.5, 0.8, 0.9, 1.0, 1.85, 2.0, 1.9, 0.75, 0.0, 3.5, 99.0, 1.0, 0.4):
        frame = frame_at(schedule, schedule.finished + t)
        now = picture.with_run(frame.run)
        kept, anew = (one.pixmap(now, frame, OUTLOOK) for one in (layer, StillLayer()))
        assert np.abs(as_bytes(kept) - as_bytes(anew)).max() <= 2, t


OUTLOOK = Outlook(QTransform(0.8, 0, 0, 0.8, 60, 60), QSize(1100, 600))


def as_bytes(pixmap: QPixmap) -> np.ndarray:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)


@each_view
def test_each_parameter_that_is_drawn_is_painted_anew(text: str, view: View) -> None:
    picture, schedule = drawn_picture(parse(text), view)
    updating = schedule.updating
    assert updating is not None
    for k, moment in enumerate(updating.moments, 1):
        leaves = [leaf for id_ in moment.nodes for leaf in updating.leaves[id_]]
        if all(picture.reading.drawn_as(leaf) in picture.reading.boxes for leaf in leaves):
            continue
        times = (schedule.finished + k - 1, schedule.finished + k)
        before, after = (replace(frame_at(schedule, t), active=(), glow={}) for t in times)
        layers = (StillLayer().pixmap(picture, frame, OUTLOOK) for frame in (before, after))
        one, other = map(as_bytes, layers)
        assert (one != other).any(), moment


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "rmsprop"])
def test_the_plate_of_a_weight_hides_no_number_of_the_input_that_it_multiplies(
    optimizer: str,
) -> None:
    text = ONE_STEP.replace("learning_rate(0.5)", f'descent("{optimizer}", rate=0.1)')
    picture, schedule = drawn("neurons", text)
    frame = frame_at(schedule, schedule.finished + 1)
    (plate,) = step_plates(picture.with_run(frame.run), frame, 1.0)
    assert all(not plate.rect.intersects(rect) for rect in picture.nodes["x"].told_in[1:])


def test_when_all_weights_move_at_once_no_plate_hides_a_number_of_another() -> None:
    file = next(one for one in examples() if one.stem == "three-two-one-network")
    text = file.read_text(encoding="utf-8")
    picture, schedule = drawn("neurons", text, stride="level")
    frame = frame_at(schedule, schedule.finished + 1)
    found = [plate.rect for plate in step_plates(picture.with_run(frame.run), frame, 1.0)]
    labels = [edge.label_box for edge in picture.edges if edge.label_box is not None]
    assert len(found) == 11
    assert not [(plate, box) for plate in found for box in labels if plate.intersects(box)]
