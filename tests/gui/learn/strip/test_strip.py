"""The strip under the graph: what is clicked, typed and told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from graphviz_app.gui.learn.strip.strip import LEAST, LearnStrip
from graphviz_app.numbers import on_graph
from graphviz_app.scene.learned.runs import names_of
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.theme import DARK, LIGHT, PROJECTOR
from tests.gui.learn.strip.conftest import InWindow, MakeRun
from tests.scene.plots.conftest import pixels


def shown(strip: LearnStrip) -> CoursePlot:
    assert isinstance(strip.loss.plot, CoursePlot)
    return strip.loss.plot


def at(strip: LearnStrip, step: float, value: float) -> QPoint:
    axes = strip.loss.axes
    assert axes is not None
    return axes.point(step, value).toPoint()


def test_a_click_goes_to_the_step_under_it(
    qtbot: QtBot, strip: LearnStrip, make_run: MakeRun
) -> None:
    strip.set_trainings([make_run(), make_run(60, optimizer="adam")])
    place = at(strip, 30, float(make_run().losses[30]))
    with qtbot.waitSignal(strip.step_chosen) as told:
        qtbot.mouseClick(strip.loss, Qt.MouseButton.LeftButton, pos=place)
    assert told.args is not None
    assert told.args[1] == pytest.approx(30, abs=1)


def test_a_drag_goes_along(qtbot: QtBot, strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([make_run()])
    steps: list[int] = []
    strip.step_chosen.connect(lambda _run, step: steps.append(step))
    qtbot.mousePress(strip.loss, Qt.MouseButton.LeftButton, pos=at(strip, 10, 0.5))
    for step in (20, 40, 80):
        qtbot.mouseMove(strip.loss, at(strip, step, 0.5))
    assert steps[0] == pytest.approx(10, abs=1)


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Right, 41),
        (Qt.Key.Key_Left, 39),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 100),
        (Qt.Key.Key_PageDown, 50),
    ],
)
def test_arrows_move_the_step(
    qtbot: QtBot, strip: LearnStrip, make_run: MakeRun, key: Qt.Key, step: int
) -> None:
    strip.set_trainings([make_run()])
    strip.show_step(0, 40)
    with qtbot.waitSignal(strip.step_chosen) as told:
        qtbot.keyClick(strip.loss, key)
    assert told.args == [0, step]


def test_showing_a_step_does_not_choose_it(
    qtbot: QtBot, strip: LearnStrip, make_run: MakeRun
) -> None:
    strip.set_trainings([make_run()])
    with qtbot.assertNotEmitted(strip.step_chosen):
        strip.show_step(0, 40)
        strip.set_trainings([make_run(101)])
    assert shown(strip).step == 40
    assert (strip.loss.value(), strip.loss.maximum()) == (40, 101)


def test_it_tells_screen_readers_what_it_shows(strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([run := make_run()])
    strip.show_step(0, 25)
    assert strip.loss.accessibleName() == "Loss by step"
    assert (
        strip.loss.accessibleDescription() == f"loss at step 25 of 100: {on_graph(run.losses[25])}"
    )


def test_the_run_that_is_shown_is_the_heavy_one(strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([make_run(), make_run(60, optimizer="adam")])
    strip.show_step(1, 40)
    assert [course.heavy for course in shown(strip).courses] == [False, True]
    assert shown(strip).chosen == 1


def test_steps_that_come_are_painted_onto_the_picture(strip: LearnStrip, make_run: MakeRun) -> None:
    run = make_run(60, steps=100)
    strip.set_trainings([run])
    before = pixels(strip.loss.grab().toImage())
    still = strip.loss._still
    run.advance(20)
    strip.set_trainings([run])
    strip.loss.repaint()
    assert strip.loss._still is still
    after = pixels(strip.loss.grab().toImage())
    strip.loss._forget()
    again = pixels(strip.loss.grab().toImage())
    assert (before != after).sum() > 500
    assert (again != after).sum() < 40, "but for the seam"


def test_runs_have_names_that_are_told_apart(make_run: MakeRun) -> None:
    runs = [
        make_run(0),
        make_run(0, rate=0.5),
        make_run(0, optimizer="adam", rate=0.05),
        make_run(0, rate=0.5),
        make_run(0, name="mine"),
    ]
    assert names_of(runs) == ["SGD 0.01", "SGD 0.5", "Adam 0.05", "4 SGD 0.5", "mine"]


def test_an_explosion_is_told(strip: LearnStrip, make_run: MakeRun) -> None:
    strip.set_trainings([make_run(rate=50.0), make_run()])
    assert [course.exploded for course in shown(strip).courses] == [True, False]


def test_without_runs_nothing_is_shown(qtbot: QtBot, strip: LearnStrip) -> None:
    strip.set_trainings([])
    assert strip.loss.plot is None
    with qtbot.assertNotEmitted(strip.step_chosen):
        qtbot.mouseClick(strip.loss, Qt.MouseButton.LeftButton)
        qtbot.keyClick(strip.loss, Qt.Key.Key_Right)
    strip.loss.grab()


@pytest.mark.parametrize("height", [480, 720, 1000, 2000])
def test_the_graph_keeps_more_than_half_of_the_window(in_window: InWindow, height: int) -> None:
    strip = in_window(LearnStrip(LIGHT), height)
    assert LEAST <= strip.height() <= 0.45 * height
    strip._grow(5000)
    assert strip.height() <= 0.45 * height


def test_its_height_is_remembered(in_window: InWindow, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    strip = in_window(LearnStrip(LIGHT, settings))
    before = strip.height()
    strip.grip.dragged.emit(40)
    strip.grip.let_go.emit()
    strip.set_log(True)
    again = in_window(LearnStrip(LIGHT, settings))
    assert again.height() == before + 40
    again.set_trainings([])
    assert again.choices.log.isChecked()


@pytest.mark.parametrize("theme", [DARK, PROJECTOR], ids=lambda theme: theme.name)
def test_it_wears_another_theme(strip: LearnStrip, make_run: MakeRun, theme: object) -> None:
    strip.set_trainings([make_run()])
    before = strip.loss.grab().toImage()
    strip.set_theme(theme)  # type: ignore[arg-type]
    assert strip.loss.grab().toImage() != before


def test_a_run_that_hardly_falls_any_more_says_so(strip: LearnStrip) -> None:
    graph = parse("w = parameter(1)\nL = 5 + w*w")
    stuck = Training(graph, Descent(rate=1e-7, steps=300, name="slow"))
    stuck.advance(300)
    assert stuck.stop is not None
    assert stuck.stop.is_stuck
    strip.set_trainings([stuck])
    assert [course.name for course in shown(strip).courses] == ["slow, flat"]


def test_losses_over_many_powers_of_ten_have_a_logarithmic_axis_until_somebody_chooses(
    in_window: InWindow, tmp_path: Path, make_run: MakeRun
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    strip = in_window(LearnStrip(LIGHT, settings))
    far, near = make_run(2000, rate=0.05), make_run(5)
    assert near.losses.max() < 1000 * near.losses.min()
    assert far.losses.max() > 1000 * far.losses.min()
    for run, log in ((near, False), (far, True)):
        strip.set_trainings([run])
        assert shown(strip).is_log == strip.choices.log.isChecked() == log
    strip.choices.log.click()
    assert not strip.choices.log.isChecked()
    again = in_window(LearnStrip(LIGHT, settings))
    again.set_trainings([far])
    assert not shown(again).is_log
