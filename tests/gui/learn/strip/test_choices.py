"""What can be looked at beside the loss, and what is done there."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from graphviz_app.gui.learn.strip.strip import LearnStrip
from graphviz_app.scene.learned import courses
from graphviz_app.scene.plots.course import Course
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.theme import LIGHT, PROJECTOR
from tests.gui.learn.strip.conftest import (
    LINE,
    LINE_ROWS,
    VALLEY,
    InWindow,
    gate,
    run_of,
)


def test_only_what_exists_is_offered(strip: LearnStrip) -> None:
    courses = ["loss", "parameters", "gradients"]
    for training, there in (
        (run_of("w = parameter(1)\nL = w*w", 5, rate=0.1), courses),
        (run_of(VALLEY, 5, rate=0.01), [*courses, "contour"]),
        (run_of(LINE, 5, LINE_ROWS, rate=0.01), [*courses, "contour", "fit"]),
        (gate(), [*courses, "contour", "map"]),
    ):
        strip.set_trainings([training])
        assert list(strip.pictures.there) == there
        shown = [id_ for id_, button in strip.choices.buttons.items() if button.isVisible()]
        assert shown == there
    strip.set_trainings([])
    assert list(strip.pictures.there) == []


def test_beside_the_loss_there_is_the_most_telling_plot_where_it_has_room(
    in_window: InWindow,
) -> None:
    wide = in_window(LearnStrip(LIGHT))
    wide.set_trainings([gate()])
    assert not wide.loss.isHidden()
    assert isinstance(wide.other.plot, MapPlot)
    narrow = in_window(LearnStrip(LIGHT), width=500)
    narrow.set_trainings([gate()])
    assert narrow.choice == "loss"
    assert narrow.other.isHidden()
    narrow.choose("map")
    assert narrow.loss.isHidden()
    assert isinstance(narrow.other.plot, MapPlot)


def test_which_plot_is_the_most_telling_depends_on_data_and_on_how_many_parameters_there_are(
    strip: LearnStrip,
) -> None:
    many = "x = input(1)\na = parameter(1)\nb = parameter(2)\nc = parameter(3)\n"
    for training, telling in (
        (run_of("w = parameter(1)\nL = w*w", 5, rate=0.1), "gradients"),
        (run_of(VALLEY, 5, rate=0.01), "contour"),
        (run_of(f"{many}y = a*x**2 + b*x + c\nL = (y - 2)**2", 5, rate=0.01), "gradients"),
        (run_of(LINE, 5, LINE_ROWS, rate=0.01), "fit"),
        (gate(), "map"),
    ):
        strip.set_trainings([training])
        assert strip.pictures.telling == telling


def test_where_the_row_is_too_narrow_its_choices_are_in_a_menu(in_window: InWindow) -> None:
    strip = in_window(LearnStrip(LIGHT), width=380)
    strip.set_trainings([gate()])
    assert strip.window().width() == 380
    assert strip.choices.one.isVisible()
    assert not strip.choices.buttons["map"].isVisible()
    strip._fill_menu()
    texts = [action.text() for action in strip._menu.actions() if action.text()]
    assert texts == ["Loss", "Parameters", "Gradients", "Contour", "Map", "Log"]
    strip._menu.actions()[4].trigger()
    assert strip.choice == "map"


def test_a_presentation_has_the_plots_alone(strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    strip.set_theme(PROJECTOR)
    assert strip.choices.isHidden()
    strip.set_theme(LIGHT)
    assert not strip.choices.isHidden()


# Parameters and gradients


@pytest.mark.parametrize("choice", ["parameters", "gradients"])
def test_courses_are_those_of_the_run(strip: LearnStrip, choice: str) -> None:
    training = gate()
    strip.set_trainings([training])
    strip.choose(choice)
    plot = strip.other.plot
    assert isinstance(plot, CoursePlot)
    assert [course.name for course in plot.courses] == ["w1", "w2", "b"]
    for step in (0, 7, 50):
        for course in plot.courses:
            if choice == "parameters":
                assert course.value(step) == training.at(step).parameters[course.name]
            else:
                moved = {one.id: one.gradient for one in training.update_at(step).moved}
                assert course.value(step) == pytest.approx(moved[course.name], rel=1e-12)


def test_courses_can_be_left_out(strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    strip.choose("parameters")
    strip.choices.several.menu().actions()[1].trigger()
    plot = strip.other.plot
    assert isinstance(plot, CoursePlot)
    assert [course.name for course in plot.courses] == ["w1", "b"]


def test_a_course_that_is_not_known_at_every_step_tells_only_those_that_are() -> None:
    course = Course("w", np.arange(21.0), told=np.array([0, 10, 20]))
    plot = CoursePlot([course], losses=False)
    axes = plot.axes(QRectF(0, 0, 400, 200), LIGHT)
    assert plot.nearest(axes, QPointF(axes.x_of(13), 50)) == (0, 10)


def test_gradients_that_take_long_are_known_at_a_few_steps(
    strip: LearnStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courses, "SECONDS", 0.0)
    training = gate()
    strip.set_trainings([training])
    strip.choose("gradients")
    plot = strip.other.plot
    assert isinstance(plot, CoursePlot)
    assert [course.told.tolist() for course in plot.courses if course.told is not None] == [
        [0, 50]
    ] * 3
    moved = {one.id: one.gradient for one in training.update_at(50).moved}
    assert plot.courses[0].value(50) == pytest.approx(moved["w1"])


def test_what_has_exploded_is_shown_as_far_as_it_has_numbers(strip: LearnStrip) -> None:
    text = "w = parameter(1)\nv = parameter(2)\nL = exp(w**4) + v**2"
    strip.set_trainings([training := run_of(text, 30, rate=3.0)])
    assert training.stop is not None
    assert training.stop.kind == "exploded"
    for choice in strip.pictures.there:
        strip.choose(choice)
        strip.show_step(0, training.count)
        strip._show_other(at_rest=True)
        strip.grab()


def test_a_map_is_to_one_scale_where_the_strip_is_high(in_window: InWindow) -> None:
    strip = in_window(LearnStrip(LIGHT), 1400)
    strip.set_trainings([gate()])
    axes, plot = strip.other.axes, strip.other.plot
    assert isinstance(plot, MapPlot)
    assert axes is not None
    origin = axes.point(0, 0)
    assert axes.point(1, 0).x() - origin.x() == pytest.approx(origin.y() - axes.point(0, 1).y())
    assert axes.box.right() > strip.other.width() - 40
