"""Changes: what a push moves is seen when the step reaches it, clear of the numbers."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.proof import Nudge, nudged
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.layout import compute_layout
from graphviz_app.layout.neurons.drawing import neuron_layout
from graphviz_app.scene.changes import MOST, Change, Changes, change_plates
from graphviz_app.scene.measure import measure
from graphviz_app.scene.overlay import Marks, overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT
from tests.networks import network

pytestmark = pytest.mark.usefixtures("qapp")
TEXT = "x = input(3)\nw = input(2)\nz = x*w\ny = z + x\n"


def picture_of(text: str) -> Picture:
    drawn = read_as(run(parse(text)), "operators")
    measured = measure(drawn, LIGHT)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels)
    return Picture.of(drawn, layout, LIGHT)


def neurons_of(*layers: int) -> Picture:
    drawn = read_as(run(parse(network(*layers))), "neurons")
    measured = measure(drawn, LIGHT)
    layout = neuron_layout(drawn.reading, measured.sizes, measured.labels)
    return Picture.of(drawn, layout, LIGHT)


def changes_of(picture: Picture, leaf: str) -> tuple[Nudge, Changes]:
    nudge = nudged(picture.run, leaf, 0.01)
    each = [Change(id_, float(move.change)) for id_, move in nudge.moves.items()]  # type: ignore[arg-type]
    return nudge, Changes(picture.run.whole, tuple(each), leaf)


def told(picture: Picture, changes: Changes, t: float) -> dict[object, str]:
    frame = frame_at(Schedule(picture.run), t)
    return {p.key: p.line.content for p in change_plates(picture, frame, changes, 1.0)}


def test_at_the_end_every_node_on_the_way_says_by_how_much_it_moved() -> None:
    picture = picture_of(TEXT)
    _, changes = changes_of(picture, "w")
    assert told(picture, changes, 99) == {"w": "Δ +0.0100", "z": "Δ +0.0300", "y": "Δ +0.0300"}


def test_a_change_comes_when_the_step_reaches_its_node_the_push_from_the_start() -> None:
    picture = picture_of(TEXT)
    _, changes = changes_of(picture, "w")
    schedule = Schedule(picture.run)
    for t in range(len(schedule.moments) + 1):
        frame = frame_at(schedule, t)
        reached = {"w"} | {id_ for id_ in ("z", "y") if frame.shows_value(id_)}
        assert told(picture, changes, t).keys() == reached
    assert told(picture, changes, 0) == {"w": "Δ +0.0100"}


def test_a_change_runs_along_the_edges_of_the_step_under_way() -> None:
    picture = picture_of(TEXT)
    _, changes = changes_of(picture, "w")
    edges = picture.reading.edges
    seen = set()
    for step in range(1, 40):
        frame = frame_at(Schedule(picture.run), step * 0.13)
        keys = told(picture, changes, step * 0.13).keys()
        along = {key[1] for key in keys if isinstance(key, tuple) and key[0] == "along"}
        going = {pulse.edge for pulse in frame.pulses if frame.kind.forwards}
        assert along == {i for i in going if edges[i].source in ("w", "z")}
        seen |= along
    assert seen == {i for i, edge in enumerate(edges) if edge.source in ("w", "z")}


def test_the_numbers_of_another_run_have_no_changes() -> None:
    picture, other = picture_of(TEXT), picture_of(TEXT.replace("3", "4"))
    _, changes = changes_of(picture, "w")
    assert told(picture, changes, 99)
    assert not told(other, changes, 99)


def test_far_out_and_without_a_push_there_are_none() -> None:
    picture = picture_of(TEXT)
    frame = frame_at(Schedule(picture.run), 99)
    _, changes = changes_of(picture, "w")
    assert not list(change_plates(picture, frame, changes, 0.05))
    assert not list(change_plates(picture, frame, None, 1.0))
    assert ("change", "y") in overlay(picture, frame, Marks(changes=changes), 1.0)


@pytest.mark.parametrize("leaf", ["w1_11", "b1_1"])
def test_a_weight_has_it_at_its_edge_a_bias_at_its_neuron(leaf: str) -> None:
    picture = neurons_of(2, 2, 1)
    reading = picture.reading
    leaf = next(iter(reading.weights if leaf.startswith("w") else reading.biases))
    _, changes = changes_of(picture, leaf)
    frame = frame_at(Schedule(picture.run), 99)
    plates = list(change_plates(picture, frame, changes, 1.0))
    keys = [plate.key for plate in plates]
    assert isinstance(keys[0], tuple)
    assert keys[0][0] == leaf
    labels = [e.label_box for e in picture.edges if e.label_box is not None]
    for plate in plates:  # none hides a circle, or another of them
        assert not any(plate.rect.intersects(o.rect) for o in plates if o is not plate)
        assert picture.bounds.contains(plate.rect)
        assert not any(plate.rect.intersects(label) for label in labels)
        for node in picture.nodes.values():
            assert not plate.rect.intersects(node.body.adjusted(6, 6, -6, -6))


def test_of_very_many_only_some_are_placed_the_last_among_them() -> None:
    lines = "\n".join(f"a{i} = tanh(a{i - 1})" for i in range(1, MOST + 20))
    picture = picture_of(f"a0 = input(0.5)\n{lines}\n")
    nudge, changes = changes_of(picture, "a0")
    shown = told(picture, changes, 999)
    assert len(shown) == MOST
    assert list(nudge.moves)[-1] in shown
