"""The loss over two parameters, and a point of it that is tried."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning import surface
from graphviz_app.core.learning.knob import Knob
from graphviz_app.core.learning.training import Training
from graphviz_app.gui.learn.strip.strip import LearnStrip
from graphviz_app.scene.learned import landscape
from graphviz_app.scene.plots.contour_plot import ContourPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from tests.gui.learn.strip.conftest import (
    VALLEY,
    MakeRun,
    gate,
    run_of,
)


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
