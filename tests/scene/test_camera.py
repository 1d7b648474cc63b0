"""The camera: legible at all times, calm, and a pure function of time."""

import itertools
import math
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import load, parse
from graphviz_app.layout import compute_layout
from graphviz_app.resources import examples
from graphviz_app.scene.camera import GLIDE, MAX_FIT, MOST_EDGES, Camera
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT, PROJECTOR, Theme

ROOM = QSizeF(1280, 560)
SMALL = QSizeF(480, 300)
CHAIN = "x = input(2)\n" + "".join(
    f"y{k} = {'x' if k == 0 else f'y{k - 1}'}*{k + 2}\n" for k in range(30)
)


def pictured(text: str | Path, theme: Theme = PROJECTOR) -> tuple[Picture, Schedule]:
    graph = load(text) if isinstance(text, Path) else parse(text)
    drawn = ReadRun(run(graph, partial=True), read(graph, "operators"))
    measured = measure(drawn, theme)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR", None)
    return Picture.of(drawn, layout, theme), Schedule(drawn)


@pytest.fixture(scope="module")
def chain(qapp: object) -> tuple[Picture, Schedule]:
    return pictured(CHAIN)


def times(schedule: Schedule, per_step: int = 5) -> list[float]:
    return [k / per_step for k in range(round(schedule.end) * per_step + 1)]


def test_what_fits_legibly_is_seen_as_a_whole_at_all_times(qapp: object) -> None:
    picture, schedule = pictured("x = input(2)\ny = x*3")
    camera = Camera(picture, schedule, ROOM)
    shots = {(s.zoom, s.middle.toTuple()) for s in map(camera.shot, times(schedule))}
    assert shots == {(MAX_FIT, picture.bounds.center().toTuple())}
    assert not camera.moves


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["window", "projector"])
def test_else_the_smallest_number_is_just_legible_and_the_zoom_stays(
    qapp: object, theme: Theme
) -> None:
    picture, schedule = pictured(CHAIN, theme)
    camera = Camera(picture, schedule, ROOM)
    assert camera.moves
    assert {camera.shot(t).zoom for t in times(schedule)} == {camera.zoom}
    assert camera.zoom * picture.style.gradient_number.size == pytest.approx(theme.legible)


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_every_step_is_in_sight(qapp: object, path: Path) -> None:
    picture, schedule = pictured(path)
    camera = Camera(picture, schedule, ROOM)
    numbers = seen = 0
    for index, moment in enumerate(schedule.moments):
        sight = camera.shot(index + 1.0).sight(ROOM)
        assert all(sight.contains(picture.nodes[id_].rect) for id_ in moment.nodes)
        boxes = [picture.edges[edge].label_box for edge in moment.edges]
        numbers += sum(box is not None for box in boxes)
        seen += sum(box is not None and sight.contains(box) for box in boxes)
    assert seen >= 0.85 * numbers, "all but those on edges from far away"


def test_the_camera_has_arrived_when_the_numbers_come(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    for index in range(len(schedule.moments)):
        assert camera.shot(index + GLIDE) == camera.shot(index + 1.0)


def test_it_glides_and_never_jumps(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, SMALL)
    shots = [camera.shot(t).middle for t in times(schedule, 50) if t <= len(schedule.moments)]
    moved = [(b - a).manhattanLength() for a, b in itertools.pairwise(shots)]
    assert 0 < max(moved) < 0.12 * camera.shot(0).sight(SMALL).width()


def test_steps_that_are_in_sight_together_do_not_move_it(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    places = {camera.shot(index + 1.0).middle.toTuple() for index in range(len(schedule.moments))}
    assert 2 <= len(places) <= len(schedule.moments) / 3


def test_it_does_not_look_beyond_the_picture(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    for t in times(schedule):
        sight = camera.shot(t).sight(ROOM)
        assert sight.left() >= picture.bounds.left() - 1
        assert sight.right() <= picture.bounds.right() + 1
        assert sight.top() >= picture.bounds.top() - 1
        assert sight.bottom() <= picture.bounds.bottom() + 1


def test_the_start_is_where_everything_begins_and_the_end_is_the_last_step(
    chain: tuple[Picture, Schedule],
) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    first, last = camera.shot(0.0).sight(ROOM), camera.shot(schedule.end).sight(ROOM)
    assert first.contains(picture.nodes["x"].rect)
    assert not first.contains(picture.nodes["y29"].rect)
    assert last == camera.shot(float(len(schedule.moments))).sight(ROOM)


def test_a_step_too_large_to_be_seen_shows_its_node(qapp: object) -> None:
    terms = " + ".join(f"w{k}*x" for k in range(30))
    leaves = "".join(f"w{k} = parameter({k})\n" for k in range(30))
    picture, schedule = pictured(f"x = input(1)\n{leaves}y = {terms}\nL = y*y")
    camera = Camera(picture, schedule, SMALL)
    for index, moment in enumerate(schedule.moments):
        sight = camera.shot(index + 1.0).sight(SMALL)
        assert sight.contains(picture.nodes[moment.nodes[0]].rect.center())


def test_without_steps_the_only_node_is_seen(qapp: object) -> None:
    picture, schedule = pictured("x = input(2)")
    shot = Camera(picture, schedule, QSizeF(30, 20)).shot(0.0)
    assert shot.sight(QSizeF(30, 20)).intersects(picture.nodes["x"].rect)


def test_a_blend_begins_here_and_ends_there(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    a, b = camera.shot(0.0), camera.shot(schedule.end)._replace(zoom=camera.zoom * 2)
    assert a.blended(b, 0.0) == a
    assert a.blended(b, 1.0).zoom == pytest.approx(b.zoom)
    assert a.blended(b, 1.0).middle == b.middle
    assert isinstance(a.blended(b, 0.5).middle, QPointF)
    assert QRectF(a.sight(ROOM)).width() == pytest.approx(ROOM.width() / a.zoom)


def test_of_a_long_schedule_only_the_steps_around_are_thought_of(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, schedule = pictured(CHAIN)
    monkeypatch.setattr("graphviz_app.scene.camera.FORESIGHT", 10)
    camera = Camera(picture, schedule, SMALL)
    camera.shot(25.5)
    assert list(camera._stops) == [2]
    for index, moment in enumerate(schedule.moments):
        sight = camera.shot(index + 1.0).sight(SMALL)
        assert all(sight.contains(picture.nodes[id_].rect) for id_ in moment.nodes)


def test_a_step_of_thousands_of_edges_is_looked_at_as_soon_as_others(qapp: object) -> None:
    names = [f"x{i}" for i in range(300)]
    leaves = "".join(f"{name} = input({i})\n" for i, name in enumerate(names))
    picture, schedule = pictured(f"{leaves}y = {' + '.join(names)}")
    camera = Camera(picture, schedule, SMALL)
    step = next(moment for moment in schedule.moments if moment.phase == "backward")
    assert len(list(camera._rects(step))) < 5 * MOST_EDGES


def test_a_picture_gives_up_air_before_the_camera_moves(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    exact = picture.bounds.size() * picture.legible_zoom
    barely = Camera(picture, schedule, exact - QSizeF(12, 12))
    assert not barely.moves
    assert barely.zoom == picture.legible_zoom
    assert barely.shot(3.0).middle == picture.bounds.center()
    assert Camera(picture, schedule, exact - QSizeF(120, 120)).moves


def test_where_it_jumps_it_is_there_as_soon_as_a_step_begins(
    chain: tuple[Picture, Schedule],
) -> None:
    picture, schedule = chain
    camera = Camera(picture, schedule, ROOM)
    for t in times(schedule)[1:]:
        assert camera.arrival(t) == camera.shot(math.ceil(t))
    assert any(camera.arrival(t) != camera.shot(t) for t in times(schedule))
