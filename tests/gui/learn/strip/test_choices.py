"""What can be looked at beside the loss, and what is done there."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning import surface
from graphviz_app.core.learning.knob import Knob
from graphviz_app.core.learning.training import Training
from graphviz_app.gui.learn.strip.strip import LearnStrip
from graphviz_app.resources import examples
from graphviz_app.scene.learned import courses, landscape
from graphviz_app.scene.plots.contour_plot import ContourPlot
from graphviz_app.scene.plots.course import Course
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.scene.plots.fit_plot import FitPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.theme import LIGHT, PROJECTOR
from tests.gui.learn.strip.conftest import (
    GATE,
    LINE,
    LINE_ROWS,
    OR_ROWS,
    VALLEY,
    InWindow,
    MakeRun,
    run_of,
)


def gate(done: int = 50) -> Training:
    return run_of(GATE, done, OR_ROWS, rate=0.5)


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


# Contour


def contour(strip: LearnStrip, run: int = 0, step: int = 40) -> ContourPlot:
    strip.choose("contour")
    strip.show_step(run, step)
    strip._show_other(at_rest=True)
    assert isinstance(strip.other.plot, ContourPlot)
    return strip.other.plot


def test_the_contour_has_the_losses_of_a_run(strip: LearnStrip) -> None:
    training = gate()
    strip.set_trainings([training])
    plot = contour(strip)
    xs, ys, heights = plot.field
    for i, j in ((0, 0), (7, 19), (len(xs) - 1, len(ys) - 1)):
        at = {**training.at(40).parameters, "w1": float(xs[i]), "w2": float(ys[j])}
        rows = [
            float(run(training.graph, {**at, **rows_of(training, n)}).value("L")) for n in range(4)
        ]
        assert heights[j, i] == pytest.approx(np.mean(rows), rel=1e-12)
    assert plot.now == (training.at(40).parameters["w1"], training.at(40).parameters["w2"])
    assert plot.loss == training.losses[40]
    assert plot.remark == ""


def rows_of(training: Training, row: int) -> dict[str, object]:
    assert training.feed is not None
    return dict(training.feed.values(row))


def test_the_way_is_where_the_parameters_were(strip: LearnStrip) -> None:
    trainings = [run_of(VALLEY, 60, rate=0.01), run_of(VALLEY, 30, rate=0.02)]
    strip.set_trainings(trainings)
    plot = contour(strip, run=1, step=30)
    for walk, training in zip(plot.walks, trainings, strict=True):
        assert walk.xs.tolist() == [training.at(k).parameters["x"] for k in range(len(walk.steps))]
    assert [walk.heavy for walk in plot.walks] == [False, True]


def test_heights_wait_while_steps_go_by_and_say_so(qtbot: QtBot, strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    contour(strip, step=10)
    strip.show_step(0, 11)
    plot = strip.other.plot
    assert isinstance(plot, ContourPlot)
    assert plot.remark == "heights of step 10"
    qtbot.waitUntil(lambda: getattr(strip.other.plot, "remark", "?") == "")


def test_heights_of_two_parameters_alone_never_wait(strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([make_run()])
    before = contour(strip, step=10)
    strip.show_step(0, 80)
    after = strip.other.plot
    assert isinstance(after, ContourPlot)
    assert after.field is before.field
    assert after.remark == ""


def test_other_parameters_can_be_looked_along(qtbot: QtBot, strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    contour(strip)
    picker = strip.choices.pair
    picker.up.setCurrentText("b")
    picker.up.textActivated.emit("b")
    plot = strip.other.plot
    assert isinstance(plot, ContourPlot)
    assert plot.names == ("w1", "b")
    picker.up.setCurrentText("w1")
    picker.up.textActivated.emit("w1")
    assert strip.pictures.landscape.pair == (Knob("w2"), Knob("w1"))


def test_a_point_is_tried_while_it_is_dragged_and_chosen_where_it_is_let_go(
    qtbot: QtBot, strip: LearnStrip, make_run: MakeRun
) -> None:
    strip.set_trainings([make_run()])
    plot, view = contour(strip), strip.other
    axes = view.axes
    assert axes is not None
    assert plot.now is not None
    goal = axes.point(0.5, 0.5)
    tried: list[dict[str, float]] = []
    strip.point_tried.connect(tried.append)
    with qtbot.assertNotEmitted(strip.step_chosen):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=axes.point(*plot.now).toPoint())
        view._move_to(goal)
    held = view.plot
    assert isinstance(held, ContourPlot)
    assert held.tried is not None
    x, y = held.tried
    assert (x, y) == pytest.approx((0.5, 0.5), abs=0.05)
    assert held.tried_loss == pytest.approx((1 - x) ** 2 + 5 * (y - x**2) ** 2)
    assert tried == [{"x": x, "y": y}]
    with qtbot.waitSignal(strip.point_chosen) as told:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=goal.toPoint())
    assert told.args is not None
    assert told.args[0] == pytest.approx({"x": x, "y": y}, abs=0.02)
    assert getattr(view.plot, "tried", "?") is None


def test_escape_gives_a_tried_point_up(qtbot: QtBot, strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([make_run()])
    plot, view = contour(strip), strip.other
    assert view.axes is not None
    assert plot.now is not None
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=view.axes.point(*plot.now).toPoint())
    view._move_to(view.axes.point(0.5, 0.5))
    with qtbot.waitSignal(strip.point_tried) as told:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert told.args == [{}]
    with qtbot.assertNotEmitted(strip.point_chosen):
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)


def test_an_element_of_a_matrix_can_be_dragged(strip: LearnStrip) -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nL = sum(W*W)"
    strip.set_trainings([run_of(text, 5, rate=0.1)])
    strip.pictures.landscape.choose((Knob("W", (0, 1)), Knob("W", (1, 0))))
    plot = contour(strip, step=0)
    assert plot.names == ("W[0, 1]", "W[1, 0]")
    assert plot.field.heights[3, 5] == pytest.approx(
        1 + 16 + plot.field.xs[5] ** 2 + plot.field.ys[3] ** 2
    )
    assert strip.pictures.values_at((7.0, 8.0))["W"].tolist() == [[1, 7], [8, 4]]  # type: ignore[union-attr]


# Maps and fits


def test_the_map_is_what_is_predicted(strip: LearnStrip) -> None:
    training = gate()
    strip.set_trainings([training])
    strip.choose("map")
    strip.show_step(0, 30)
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    parameters = training.at(30).parameters
    for i, j in ((0, 0), (20, 15), (-1, -1)):
        point = {"x1": float(plot.field.xs[i]), "x2": float(plot.field.ys[j])}
        found = run(training.graph, {**parameters, **point}).value("y")
        assert plot.field.heights[j, i] == pytest.approx(found, rel=1e-12)
    assert plot.rows.cut == 0.5
    assert plot.rows.targets.tolist() == [0, 1, 1, 1]


def test_a_graph_that_holds_its_rows_is_mapped_too(strip: LearnStrip) -> None:
    text = next(path for path in examples() if path.stem == "xor-four-cases").read_text("utf-8")
    strip.set_trainings([training := run_of(text, 10)])
    strip.choose("map")
    strip.show_step(0, 10)
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    assert plot.rows.predicted == pytest.approx(np.ravel(training.trace_at(10).value("Y")))
    assert plot.verdict == "4 of 4 right"
    assert plot.names == ("X[:, 0]", "X[:, 1]")


def test_each_output_of_two_inputs_can_be_mapped(strip: LearnStrip) -> None:
    text = "x = input([1, 2])\nt = target([0, 1])\nW = parameter([[1, 2], [3, -4]])\n"
    training = run_of(f"{text}y = sigmoid(W @ x)\nL = mean((t - y)**2)", 3, rate=0.1)
    strip.set_trainings([training])
    strip.choose("map")
    assert [knob.name for knob in strip.pictures.predicting.outputs] == ["y[0]", "y[1]"]
    assert strip.choices.output.isVisible()
    strip.choices.output.textActivated.emit("y[0]")
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    assert plot.predicted == "y[0]"
    assert plot.rows.targets.tolist() == [0]


def test_rows_on_the_wrong_side_are_counted(strip: LearnStrip) -> None:
    training = gate(0)
    strip.set_trainings([training])
    strip.choose("map")
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    found = [training.trace_at(0, n).value("y") for n in range(4)]
    wrong = [n for n in range(4) if (float(found[n]) > 0.5) != (n > 0)]
    assert [n for n in range(4) if plot.rows.wrong(n)] == wrong
    assert plot.verdict == f"{4 - len(wrong)} of 4 right"


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    strip.choose("map")
    assert strip.other.axes is not None
    with qtbot.waitSignal(strip.row_chosen) as told:
        place = strip.other.axes.point(1, 0).toPoint()
        qtbot.mouseClick(strip.other, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [2]
    strip.show_row(2)
    assert isinstance(strip.other.plot, MapPlot)
    assert strip.other.plot.rows.shown == 2


def test_the_fitted_curve_goes_where_it_is_predicted(strip: LearnStrip) -> None:
    training = run_of(LINE, 40, LINE_ROWS, rate=0.05)
    strip.set_trainings([training])
    strip.choose("fit")
    strip.show_step(0, 25)
    plot = strip.other.plot
    assert isinstance(plot, FitPlot)
    found = training.at(25).parameters
    assert plot.ys == pytest.approx(found["w"] * plot.xs + found["b"])
    assert plot.rows.ys.tolist() == [1.0, 2.9, 5.1, 7.0]
    assert plot.rows.predicted == pytest.approx(found["w"] * plot.rows.xs + found["b"])


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


def test_a_loss_that_takes_too_long_is_not_worked_out_elsewhere(
    strip: LearnStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landscape, "LONGEST", 0.0)
    strip.set_trainings([gate()])
    strip.choose("contour")
    assert not isinstance(strip.other.plot, ContourPlot)
    sentence = "No plot: the loss at other points takes too long."
    assert strip.other.blank == strip.other.accessibleDescription() == sentence
    strip.other.grab()
    strip.choose("map")
    assert isinstance(strip.other.plot, MapPlot)
    assert strip.other.blank == ""


def test_too_many_numbers_are_not_multiplied(
    strip: LearnStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surface, "MOST_NUMBERS", 3)
    strip.set_trainings([gate()])
    strip.choose("contour")
    assert "too many numbers" in strip.other.blank


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
