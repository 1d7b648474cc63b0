"""Names, roles, labels and groups, from the canvas of the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.view import View
from graphviz_app.formats import parse
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import LEFT, click, place, press, settled, type_text


def type_name(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Into the field that is open, with Enter."""
    field = window.stage.name_field
    assert field.is_open
    field.setText(words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window))


def test_f2_renames_a_node_and_all_that_uses_it(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "w")
    press(qtbot, window, Qt.Key.Key_F2)
    assert window.stage.name_field.text() == "w"
    type_name(window, qtbot, "slope")
    assert window.document.text == NEURON.replace("w", "slope")
    assert window.scene.selection == ("slope",)
    assert window.document.stack.undoText() == "Rename w"
    window.undo()
    assert window.document.text == NEURON


def test_a_name_that_will_not_do_stays_with_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "w")
    press(qtbot, window, Qt.Key.Key_F2)
    type_name(window, qtbot, "x")
    field = window.stage.name_field
    assert field.is_open
    assert "x2 is free" in field.sentence.text()
    assert window.document.text == NEURON
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open


def test_a_double_click_on_the_name_of_a_leaf_renames_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.picture is not None
    name = window.scene.picture.nodes["w"].name_rect
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=window.view.to_viewport(name).center())
    type_name(window, qtbot, "slope")
    assert "slope = parameter(-0.8)" in window.document.text


def test_a_part_of_a_line_gets_a_line_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=place(window, "z.mul1"))
    type_name(window, qtbot, "m")
    assert "m = w*x\nz = m + b\n" in window.document.text
    assert window.scene.selection == ("m",)


def test_a_node_is_made_the_output_by_a_key(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "a")
    press(qtbot, window, Qt.Key.Key_O)
    assert window.document.graph.output == "a"
    assert window.document.text == f"{NEURON}output(a)\n"


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("target", "x = target(1.5)"),
        ("parameter", "x = parameter(1.5)"),
        ("constant", "x = 1.5"),
    ],
)
def test_a_leaf_gets_another_role(window: MainWindow, qtbot: QtBot, role: str, line: str) -> None:
    click(qtbot, window, "x")
    window.actions_by_id[f"make_{role}"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert line in window.document.text
    assert window.document.trace.value("L") == run(parse(NEURON)).value("L")


def test_roles_are_for_leaves(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z")
    assert not window.actions_by_id["make_target"].isEnabled()
    assert window.actions_by_id["make_output"].isEnabled()


def test_a_label_is_drawn_instead_of_the_name_and_taken_away(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "w")
    window.shaping.label()
    type_name(window, qtbot, "Weight, first")
    assert window.document.graph.labels == {"w": "Weight, first"}
    assert window.document.text.endswith('# labels: w "Weight, first"\n')
    window.shaping.label()
    type_name(window, qtbot, "")
    assert window.document.text == NEURON


def test_the_selection_becomes_a_group_and_is_taken_out_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "z")
    click(qtbot, window, "a", adding=True)
    window.actions_by_id["make_group"].trigger()
    type_name(window, qtbot, "neuron")
    assert 'with group("neuron"):\n    z = w*x + b\n    a = sigmoid(z)\n' in window.document.text
    click(qtbot, window, "a")
    window.shaping.rename_group()
    assert window.stage.name_field.text() == "neuron"
    type_name(window, qtbot, "layer")
    assert 'with group("layer"):' in window.document.text
    window.actions_by_id["ungroup"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == NEURON


def test_a_folded_group_stays_folded_under_its_new_name(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, NEURON.replace("a = ", 'with group("g"):\n    a = '))
    qtbot.waitUntil(lambda: settled(window))
    window.drawing.look(View(reading="lines", folded=("g",)))
    qtbot.waitUntil(lambda: settled(window) and "g/" in getattr(window.scene.reading, "nodes", ()))
    window.scene.set_selection(["g/"])
    window.shaping.rename()
    type_name(window, qtbot, "layer")
    assert 'with group("layer"):' in window.document.text
    assert window.scene.selection == ("layer/",)
    window.undo()
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.reading is not None
    assert "g/" in window.scene.reading.nodes


def test_a_group_that_cannot_be_says_why_in_the_field(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z")
    window.shaping.make_group()
    type_name(window, qtbot, "w")
    assert "the name of a line" in window.stage.name_field.sentence.text()
    window.stage.name_field.cancel()


def test_a_click_elsewhere_takes_a_name_that_will_do_and_no_other(
    window: MainWindow, qtbot: QtBot
) -> None:
    for typed, there in (("slope", True), ("x", False)):
        window.scene.set_selection(["w" if there else "slope"])
        window.shaping.rename()
        window.stage.name_field.setText(typed)
        qtbot.mouseClick(window.view.viewport(), LEFT, pos=QPoint(6, 6))
        assert not window.stage.name_field.is_open
        qtbot.waitUntil(lambda: settled(window))
        assert "slope = parameter" in window.document.text


def test_nothing_is_renamed_while_the_text_is_broken(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, f"{NEURON}oops = (")
    window.scene.set_selection(["w"])
    window.shaping.rename()
    assert not window.stage.name_field.is_open
