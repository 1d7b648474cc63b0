"""Courses over the steps: what is painted is what the numbers are."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF

from graphviz_app.arrays import Array
from graphviz_app.numbers import in_panel
from graphviz_app.scene.plots import course_plot
from graphviz_app.scene.plots.axes import Axes
from graphviz_app.scene.plots.course import Course, looks
from graphviz_app.scene.plots.course_plot import CoursePlot, leaves_at
from graphviz_app.scene.plots.envelope import bands, dashed, is_dense, joined
from graphviz_app.scene.plots.plates import apart, paint_words
from tests.scene.plots.conftest import ROOM, axes_of, falling, pixels

Painted = Callable[..., QImage]
pytestmark = pytest.mark.usefixtures("qapp")


def loss(values: object, **said: object) -> Course:
    return Course("L", np.asarray(values, dtype=np.float64), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("steps", [3, 40, 150, 700, 5000, 100_000])
def test_every_column_shows_the_least_and_the_largest_loss_in_it(
    painted: Painted, steps: int, log: bool
) -> None:
    values = falling(steps, 0.3)
    plot = CoursePlot([loss(values)], log, planned=steps)
    axes = axes_of(plot)
    line, ys = pixels(painted(plot)) & 0xFF < 0x98, axes.ys_of(values)
    line[math.ceil(axes.box.bottom()) + 2 :] = False
    for x in range(math.ceil(axes.box.left()) + 3, math.floor(axes.x_of(steps)) - 3, 7):
        rows = np.flatnonzero(line[:, x])
        near = reached(axes, ys, x - 2, x + 3)
        assert not len(rows) or near[0] - 2 <= rows.min() <= rows.max() <= near[1] + 2
        least = reached(axes, ys, x + 0.2, x + 0.8)
        height = rows.max() - rows.min() if len(rows) else 0
        if is_dense(axes, steps):
            assert height >= 0.6 * (least[1] - least[0]) - 4


def reached(axes: Axes, ys: Array, left: float, right: float) -> tuple[float, float]:
    """The highest and the lowest place of a course between two places of the axis."""
    first, last = (axes.at(QPointF(x, 0))[0] for x in (left, right))
    ends = np.interp((first, last), np.arange(len(ys)), ys)
    inside = (*ends, *ys[math.ceil(first) : math.floor(last) + 1])
    return min(inside), max(inside)


@pytest.mark.parametrize("dash", [(), (7.0, 3.0)])
@pytest.mark.parametrize("steps", [900, 20_000])
def test_what_comes_while_it_learns_is_painted_onto_what_is_there(
    painted: Painted, steps: int, dash: tuple[float, ...]
) -> None:
    values = falling(steps, 0.2)
    whole = CoursePlot([loss(values, dash=dash)], planned=steps)
    half = CoursePlot([loss(values[: steps // 2 + 7], dash=dash)], planned=whole.last)
    half.__dict__["last"] = whole.last
    axes, image = axes_of(whole), painted(half)
    assert axes_of(half) == axes
    assert whole.continues(half)
    painter = QPainter(image)
    whole.paint_more(painter, axes, [steps // 2 + 7])
    painter.end()
    there = painted(whole)
    differing = pixels(image) != pixels(there)
    seam = round(axes.x_of(steps // 2 + 7))
    differing[:, seam - 4 : seam + 5] = False
    assert not differing.any()


def test_another_run_does_not_continue_what_was_there() -> None:
    before = CoursePlot([loss([1.0, 0.5, 0.2])])
    assert not CoursePlot([loss([1.0, 0.6, 0.2, 0.1])]).continues(before)
    assert not CoursePlot([loss([1.0, 0.5])]).continues(before)
    assert not CoursePlot([loss([1.0, 0.5, 0.2, 0.1], heavy=True)]).continues(before)
    assert CoursePlot([loss([1.0, 0.5, 0.2, 0.1])]).continues(before)


def test_a_loss_that_explodes_leaves_the_plot_where_it_leaves_what_is_seen() -> None:
    values = np.concatenate((0.5 * 2.0 ** np.arange(30), [np.inf]))
    burst, other = loss(values), loss(falling(100))
    axes = axes_of(CoursePlot([burst, other]))
    assert axes.y.high < 2
    left = leaves_at(burst, axes)
    assert left is not None
    before, after = values[math.floor(left)], values[math.ceil(left)]
    assert before <= axes.y.high <= after
    assert leaves_at(other, axes) is None


def test_a_loss_that_swings_up_and_comes_back_is_shown_whole() -> None:
    course = loss([1.0, 50.0, 0.5, 0.1])
    axes = axes_of(CoursePlot([course]))
    assert axes.y.high > 50
    assert leaves_at(course, axes) is None


def test_what_is_not_above_nothing_is_told_of_a_logarithmic_axis() -> None:
    plot = CoursePlot([loss([1.0, 0.0, -2.0, 0.5])], log=True)
    assert plot.is_log
    assert plot.remark == "2 values are not above 0: not on a logarithmic axis"
    assert len(joined(plot.courses[0], axes_of(plot))) == 2
    nothing = CoursePlot([loss([-1.0, -2.0])], log=True)
    assert not nothing.is_log
    assert nothing.remark == "nothing is above 0: linear"
    assert CoursePlot([loss([1.0, 0.0])]).remark == ""


def test_the_pointer_is_told_the_step_and_the_nearest_run() -> None:
    upper, lower = Course("a", np.full(11, 0.9)), Course("b", np.full(11, 0.1))
    plot = CoursePlot([upper, lower])
    axes = axes_of(plot)
    assert plot.nearest(axes, axes.point(3.2, 0.8)) == (0, 3)
    assert plot.nearest(axes, axes.point(6.9, 0.2)) == (1, 7)
    assert plot.told(1, 7) == "b, step 7: 0.1000"
    shorter = replace(plot, courses=[upper, Course("b", np.full(5, 0.1))])
    assert shorter.nearest(axes_of(shorter), axes.point(8, 0.1)) == (0, 8)


def test_runs_are_told_apart_without_colour() -> None:
    found = looks(4)
    assert len({dash for _, dash in found}) == 4
    assert not {"value", "gradient"} & {tone for tone, _ in found}


@pytest.mark.parametrize("steps", [20, 9000])
def test_strokes_and_gaps_are_of_one_length_however_steep_a_course_is(steps: int) -> None:
    for values in (np.full(steps + 1, 0.5), falling(steps), np.exp(-np.arange(steps + 1.0))):
        course = loss(values)
        axes = axes_of(CoursePlot([course], planned=steps))
        strokes = dashed(course, axes, (7.0, 3.0))
        assert strokes is not None
        *whole, _last = (length_of(stroke) for stroke in strokes)
        assert whole == pytest.approx([7.0] * len(whole), abs=0.6)
        ends = [(one[-1], two[0]) for one, two in pairwise([s.toList() for s in strokes])]
        gaps = [math.hypot(b.x() - a.x(), b.y() - a.y()) for a, b in ends]
        assert all(1.5 < gap < 3.1 for gap in gaps)


def length_of(stroke: QPolygonF) -> float:
    points = stroke.toList()
    return sum(math.hypot(b.x() - a.x(), b.y() - a.y()) for a, b in pairwise(points))


def test_what_is_too_wild_for_dashes_is_a_band() -> None:
    wild = 0.5 + 0.2 * np.random.default_rng(0).random(50_000)
    course = loss(wild * np.linspace(1, 0.5, 50_000))
    axes = axes_of(CoursePlot([course]))
    assert dashed(course, axes, (7.0, 3.0)) is None
    assert len(bands(course, axes, 2.0)) == 1


def test_labels_keep_apart_and_in_their_order() -> None:
    places = apart([(500, 20), (500, 22), (500, 21), (100, 21)], 60, 14, 0, 100)
    ys = [y for _, y in places[:3]]
    assert sorted(ys) == [ys[0], ys[2], ys[1]]
    assert min(b - a for a, b in zip(sorted(ys), sorted(ys)[1:], strict=False)) >= 14
    assert places[3] == (100, 21)


def test_labels_at_the_foot_are_pushed_up() -> None:
    ys = [y for _, y in apart([(0, 99), (0, 99), (0, 99)], 60, 14, 0, 100)]
    assert max(ys) <= 100
    assert len({round(y) for y in ys}) == 3


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_first_steps_are_shown_too(painted: Painted, count: int) -> None:
    plot = CoursePlot([loss(falling(100)[: count + 1])], planned=100, step=count)
    empty = CoursePlot([], planned=100)
    assert (pixels(painted(plot, marks=True)) != pixels(painted(empty))).any()


def test_it_says_in_words_what_it_shows() -> None:
    plot = CoursePlot([Course("SGD", falling(10)), Course("Adam", falling(8))], chosen=1, step=8)
    assert plot.spoken() == "loss of Adam at step 8 of 8: 0.0267"
    assert CoursePlot([]).spoken() == "No loss yet"


@pytest.mark.parametrize("step", [0, 1, 40, 80])
@pytest.mark.parametrize("done", [1, 80])
def test_the_number_at_the_step_hides_no_name(
    monkeypatch: pytest.MonkeyPatch, painted: Painted, step: int, done: int
) -> None:
    boxes: dict[str, QRectF] = {}

    def spy(*given: object) -> QRectF:
        box = paint_words(*given)  # type: ignore[arg-type]
        boxes[str(given[2])] = box
        return box

    monkeypatch.setattr(course_plot, "paint_words", spy)
    courses = [replace(loss(falling(done) + 0.01 * n), name=f"start {n}") for n in range(3)]
    step = min(step, done)
    painted(CoursePlot(courses, step=step, planned=done), marks=True)
    number = boxes[in_panel(courses[0].value(step))]
    assert all(not number.intersects(boxes[one.name]) for one in courses)
    assert number.left() >= axes_of(CoursePlot(courses, planned=done)).box.left()
    assert number.right() <= ROOM.right()
