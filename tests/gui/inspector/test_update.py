"""The inspector tells the step of learning: a table of all parameters, and each line by line."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.step import new_values
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.inspector.tensor_table import TensorTable
from graphviz_app.gui.inspector.update_table import _NARROW, _NARROWEST, _WIDE, Places, _Table
from graphviz_app.gui.widgets.dress import dress
from graphviz_app.gui.widgets.tick import Tick
from graphviz_app.numbers import in_panel
from graphviz_app.theme import LIGHT
from tests.explain.updating.test_captions import LAYER
from tests.gui.inspector.test_inspector import formulas, rows, texts
from tests.texts import ONE_STEP


def shown(qtbot: QtBot, graph: Graph, kind: Kind = "operators", ticks: bool = True) -> Inspector:
    inspector = Inspector(LIGHT, can_freeze=ticks)
    qtbot.addWidget(inspector)
    inspector.resize(420, 900)
    inspector.show()
    inspector.set_run(read_as(run(graph, partial=True), kind))
    return inspector


def ticks_of(inspector: Inspector) -> dict[str, Tick]:
    return {one.accessibleName(): one for one in inspector._sheet.findChildren(Tick)}


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
def test_the_table_has_the_numbers_of_the_step(qtbot: QtBot, optimizer: str) -> None:
    descent = Descent(optimizer, rate=0.1)  # type: ignore[arg-type]  # one of them
    graph = replace(parse(ONE_STEP), descents=(descent,))
    update = first_update(run(graph))
    assert update is not None
    found = rows(shown(qtbot, graph))
    for one in update.moved:
        assert found[f"Value of {one.id}"] == in_panel(one.value)
        assert found[f"Gradient of {one.id}"] == in_panel(one.gradient)
        assert found[f"Step of {one.id}"] == in_panel(one.step)
        assert found[f"New value of {one.id}"] == in_panel(one.new)


def test_the_loss_before_and_after_and_the_optimizer_are_told(qtbot: QtBot) -> None:
    said = texts(shown(qtbot, parse(ONE_STEP)))
    assert "Gradient descent, η = 0.5." in said
    assert "After the step L falls from 0.2600 to 0.2254." in said
    assert "Learning rate" not in said


def test_without_a_step_the_page_lists_the_parameters_alone(qtbot: QtBot) -> None:
    inspector = shown(qtbot, replace(parse(ONE_STEP), learning_rate=None))
    assert "Parameters" in texts(inspector)
    assert not ticks_of(inspector)


def test_a_tick_asks_for_a_parameter_to_be_frozen_and_to_be_trained(qtbot: QtBot) -> None:
    inspector = shown(qtbot, replace(parse(ONE_STEP), frozen=("b",)))
    ticks = ticks_of(inspector)
    assert ticks["w is trained"].isChecked()
    assert not ticks["b is trained"].isChecked()
    assert "frozen" in texts(inspector)
    with qtbot.waitSignal(inspector.frozen_chosen) as asked:
        qtbot.mouseClick(ticks["w is trained"], Qt.MouseButton.LeftButton)
    assert asked.args == ["w", True]
    with qtbot.waitSignal(inspector.frozen_chosen) as asked:
        qtbot.mouseClick(ticks["b is trained"], Qt.MouseButton.LeftButton)
    assert asked.args == ["b", False]


def test_where_it_cannot_be_said_there_is_no_tick(qtbot: QtBot) -> None:
    assert not ticks_of(shown(qtbot, parse(ONE_STEP), ticks=False))


def test_the_page_of_a_parameter_tells_every_line(qtbot: QtBot) -> None:
    graph = replace(parse(ONE_STEP), descents=(Descent("momentum", rate=0.1),))
    inspector = shown(qtbot, graph)
    inspector.show_element("w")
    assert r"v \leftarrow \mu \cdot v + \partial L/\partial w" in formulas(inspector)
    assert r"w \leftarrow w - \eta \cdot v" in formulas(inspector)
    assert any(text.endswith(in_panel(new_values(run(graph))["w"])) for text in texts(inspector))
    assert ticks_of(inspector)["w is trained"].isChecked()
    inspector.show_element("x")
    assert "Update" not in texts(inspector)


def test_the_page_of_a_frozen_parameter_says_that_it_stays(qtbot: QtBot) -> None:
    inspector = shown(qtbot, replace(parse(ONE_STEP), frozen=("b",)))
    inspector.show_element("b")
    assert "b is frozen: no step moves it." in texts(inspector)
    assert not ticks_of(inspector)["b is trained"].isChecked()


def test_a_matrix_has_its_new_entries_and_their_step(qtbot: QtBot) -> None:
    graph = parse(LAYER)
    inspector = shown(qtbot, graph)
    inspector.show_element("W")
    table = inspector._sheet.findChildren(TensorTable)[-1]
    assert table.shown is not None
    assert np.array_equal(table.shown, np.asarray(new_values(run(graph))["W"]))
    table.show_gradient()
    assert np.array_equal(table.shown, -0.25 * np.asarray(run(graph).gradients["W"]))


def test_elements_are_told_as_they_are_drawn(qtbot: QtBot) -> None:
    found = rows(shown(qtbot, parse(LAYER), "neurons"))
    new = np.asarray(new_values(run(parse(LAYER)))["W"])
    assert found["New value of W[1,0]"] == in_panel(new[1, 0])


@pytest.mark.parametrize(
    ("width", "name", "places"),
    [(280, "w", _NARROW), (420, "w", _WIDE), (280, "w2_11_long", _NARROWEST)],
)
def test_a_narrow_table_has_new_values_below_the_old_and_names_above_them(
    qtbot: QtBot, qapp: QApplication, width: int, name: str, places: Places
) -> None:
    dress(qapp, LIGHT)  # whatever has been shown before
    inspector = shown(qtbot, parse(ONE_STEP.replace("w", name)))
    inspector.resize(900, 900)
    inspector.resize(width, 900)
    table = inspector._sheet.findChild(_Table)
    assert table is not None
    qtbot.waitUntil(lambda: table._places is places)
    assert inspector.widget().width() <= width
    numbers = table._lines[0].numbers
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in numbers))
    assert all(one.geometry().right() <= table.width() for one in numbers)
    named = table._lines[0].name
    assert named.width() >= named.sizeHint().width()


def test_the_step_of_the_timeline_is_told(qtbot: QtBot) -> None:
    graph = replace(parse(ONE_STEP), descents=(Descent("adam", rate=0.1),))
    inspector = shown(qtbot, graph)
    assert inspector.run is not None
    training = Training(graph)
    training.advance(3)
    inspector.set_frame(frame_at(Schedule(inspector.run, update=training.update_at(3)), 0.0))
    assert "Adam, η = 0.1, β₁ = 0.9, β₂ = 0.999, step 4." in texts(inspector)
    moved = training.update_at(3).moved[0]
    assert rows(inspector)["New value of w"] == in_panel(moved.new)


def test_a_covered_new_value_is_not_told(qtbot: QtBot) -> None:
    graph = parse(ONE_STEP)
    trace = covered(run(graph), Covers(gradients=frozenset({"w"}), afters=frozenset({"b"})))
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    inspector.set_run(read_as(trace, "operators"))
    found = rows(inspector)
    hidden = "Gradient of w", "Step of w", "New value of w", "Step of b", "New value of b"
    assert {found[name] for name in hidden} == {"?"}
    assert found["Gradient of b"] == "−0.1450"
    assert not any("After the step" in text for text in texts(inspector))
    for id_ in ("w", "b"):
        inspector.show_element(id_)
        told = " ".join([*texts(inspector), *formulas(inspector)])
        assert in_panel(new_values(run(graph))[id_]) not in told


def test_while_the_next_run_is_shown_its_step_stays_the_one_before(qtbot: QtBot) -> None:
    inspector = shown(qtbot, parse(ONE_STEP))
    assert inspector.run is not None
    before = rows(inspector)
    update = first_update(inspector.run.whole)
    schedule = Schedule(inspector.run, update=update)
    frame = frame_at(schedule, schedule.end)
    inspector.set_run(frame.run)
    inspector.set_frame(frame)
    after = rows(inspector)
    assert {name: after[name] for name in before if " of " in name} == {
        name: before[name] for name in before if " of " in name
    }
    assert after["Output L"] == "0.2254"
    assert "After the step L falls from 0.2600 to 0.2254." in texts(inspector)
