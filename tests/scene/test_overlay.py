"""The overlay holds what moves and what is marked, and knows where it changed."""

from collections.abc import Callable, Hashable

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.frames import frame_at
from graphviz_app.scene import marks as marks_module
from graphviz_app.scene.overlay import Marks, changed_rects, overlay, paint_parts
from graphviz_app.scene.picture import Picture
from tests.scene.conftest import pixels


def _kinds(keys: object) -> set[Hashable]:
    assert isinstance(keys, dict)
    return {key[0] for key in keys}


def test_both_ends_have_nothing_over_the_still_picture(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    for t in (0.0, timeline.end):
        assert not overlay(picture, frame_at(timeline, t), Marks(), 1.0)


def test_pulses_travel_with_the_value_and_against_it(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    for start, sign in ((0, 1), (timeline.passes[0].steps.turn + 1, -1)):
        at = [
            next(
                part.rect.center().x()
                for key, part in overlay(
                    picture, frame_at(timeline, start + progress), Marks(), 1.0
                ).items()
                if isinstance(key, tuple) and key[0] == "pulse"
            )
            for progress in (0.1, 0.4, 0.6)
        ]
        assert at == sorted(at, reverse=sign < 0)


def test_computed_node_lights_up(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    parts = overlay(picture, frame_at(timeline, 0.95), Marks(), 1.0)
    assert ("halo", timeline.moments[0].nodes[0]) in parts


def test_meeting_contributions_count_up(make_picture: Callable[..., Picture]) -> None:
    nodes = [Node("x", "input", {"value": 3.0}), Node("a", "square"), Node("y", "mul")]
    graph = Graph.of(nodes, [Edge("x", "a", 0), Edge("a", "y", 0), Edge("x", "y", 1)], "y")
    picture = make_picture(graph)
    timeline = Schedule(picture.run)
    parts = overlay(picture, frame_at(timeline, len(timeline.moments) - 0.1), Marks(), 1.0)
    assert ("total", "x") in parts


def test_only_what_moved_is_reported_as_changed(picture: Picture) -> None:
    timeline = Schedule(picture.run)
    marks = Marks(selection=("w",))
    before = overlay(picture, frame_at(timeline, 0.30), marks, 1.0)
    after = overlay(picture, frame_at(timeline, 0.35), marks, 1.0)
    rects = list(changed_rects(before, after))
    assert rects
    assert not any(rect.contains(picture.nodes["w"].rect.center()) for rect in rects)


@pytest.mark.parametrize("zoom", [0.2, 0.1])
def test_numbers_float_where_one_looks_if_they_are_too_small_to_read(
    make_picture: Callable[..., Picture], neuron: Graph, zoom: float
) -> None:
    picture = make_picture(neuron, view=USUAL._replace(edge_numbers="all"))
    frame = frame_at(Schedule(picture.run), 99.0)
    assert ("numbers", 2) in overlay(picture, frame, Marks(hover=2), zoom)
    assert ("numbers", 2) not in overlay(picture, frame, Marks(hover=2), 1.0)


def test_marks_of_what_is_gone_are_left_out(picture: Picture) -> None:
    frame = frame_at(Schedule(picture.run), 99.0)
    marks = Marks(hover="gone", selection=(999, "gone"), matches=frozenset({"gone"}))
    assert not overlay(picture, frame, marks, 1.0)


def test_matches_and_selection_are_ringed(picture: Picture) -> None:
    frame = frame_at(Schedule(picture.run), 99.0)
    marks = Marks(None, ("a", 0), frozenset({"x", "w"}), "x")
    kinds = _kinds(overlay(picture, frame, marks, 1.0))
    assert kinds == {"match", "selected", "numbers"}


def test_a_match_does_not_look_like_the_output(picture: Picture) -> None:
    frame = frame_at(Schedule(picture.run), 0.0)
    assert picture.run.output is not None
    marks = Marks(matches=frozenset(picture.nodes), current="w")
    parts = overlay(picture, frame, marks, 1.0)
    colours = {part.look[0] for key, part in parts.items()}
    assert colours == {picture.style.value.rgba()}
    looks = {part.look for part in parts.values()}
    assert len(looks) == 2, "the current match is marked more strongly"


def test_many_marks_are_painted_like_few(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = Marks(hover="t", selection=("w", 0), matches=frozenset({"x", "a", "L"}), current="a")
    painted = []
    for most in (marks_module.MAX_SINGLE, 0):
        monkeypatch.setattr(marks_module, "MAX_SINGLE", most)
        image = QImage(picture.bounds.size().toSize(), QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.translate(-picture.bounds.topLeft())
        parts = overlay(picture, frame_at(Schedule(picture.run), 99.0), marks, 1)
        paint_parts(painter, parts)
        painter.end()
        painted.append(pixels(image))
        assert len(parts) == (7 if most else 4)
    assert np.array_equal(painted[0], painted[1])
    assert painted[0][..., :3].any()
