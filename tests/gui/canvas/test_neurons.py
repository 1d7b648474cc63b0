"""Neurons in the window: weights are clicked, typed, found and lit in the text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.changing.editing import PARTS
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.canvas.pointer_steps import LEFT, PLAIN
from tests.gui.window_steps import settled

TEXT = """\
# Layers
x = input([1, 2])
W = parameter([[0.1,  0.2], [0.3, -0.4]])
b = parameter([0.1, 0.5])
v1 = parameter(0.7)
v2 = parameter(-0.6)
z = W @ x + b
h = tanh(z)
y = sigmoid(v1*h[0] + v2*h[1])
"""


@pytest.fixture
def layers(make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window with a layer in a matrix and a neuron of its own."""
    path = tmp_path / "layers.cg"
    path.write_text(TEXT, encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: settled(window))
    return window


def edge_of(window: MainWindow, weight: str) -> int:
    assert window.scene.reading is not None
    return window.scene.reading.weights[weight][0]


def label_of(window: MainWindow, weight: str) -> QPoint:
    picture = window.scene.picture
    assert picture is not None
    box = picture.edges[edge_of(window, weight)].label_box
    assert box is not None
    return window.view.viewportTransform().map(box.center()).toPoint()


def type_value(window: MainWindow, text: str, qtbot: QtBot) -> None:
    window.stage.editor.setText(text)
    window.stage.editor.commit()
    qtbot.waitUntil(lambda: settled(window))


def test_a_layer_opens_as_neurons(layers: MainWindow) -> None:
    reading = layers.scene.reading
    assert reading is not None
    assert layers.actions_by_id["neurons"].isChecked()
    assert list(reading.neurons) == ["h[0]", "h[1]", "y"]


@pytest.mark.parametrize(
    ("weight", "before", "after"),
    [("W[0,1]", "[0.1,  0.2]", "[0.1,  0.75]"), ("v2", "(-0.6)", "(0.75)")],
)
def test_a_click_on_the_numbers_of_a_weight_edits_it(
    layers: MainWindow, qtbot: QtBot, weight: str, before: str, after: str
) -> None:
    QTest.mouseClick(layers.view.viewport(), LEFT, PLAIN, label_of(layers, weight))
    assert layers.scene.selection == (edge_of(layers, weight),)
    assert layers.stage.editor.is_open
    assert layers.stage.editor.node == weight
    type_value(layers, "0.75", qtbot)
    assert layers.document.text == TEXT.replace(before, after)
    assert layers.scene.run is not None
    assert layers.scene.run.value(weight) == 0.75
    assert layers.scene.selection == (edge_of(layers, weight),)
    layers.undo()
    assert layers.document.text == TEXT


def test_a_weight_is_found_on_its_edge(layers: MainWindow) -> None:
    layers.stage.find_bar.open_bar()
    layers.stage.find_bar.field.setText("v1")
    assert layers.scene.selection == (edge_of(layers, "v1"),)


def test_a_line_of_the_text_selects_all_that_is_drawn_of_it(layers: MainWindow) -> None:
    layers.left.text.line_selected.emit("h")
    assert list(layers.scene.selection) == ["h[0]", "h[1]"]
    layers.left.text.line_selected.emit("v1")
    assert list(layers.scene.selection) == [edge_of(layers, "v1")]


def test_the_lines_of_a_selected_neuron_and_weight_are_lit(layers: MainWindow) -> None:
    text = layers.left.text
    layers.scene.set_selection(["h[1]"])
    assert text.block_of("h[1]") == TEXT.splitlines().index("h = tanh(z)")
    subject = layers.conversation.subject
    assert subject is not None
    lit = {text.block_of(name) for name in subject.nodes}
    assert lit == {TEXT.splitlines().index(line) for line in ("z = W @ x + b", "h = tanh(z)")}


def test_parts_of_a_vector_are_not_deleted_alone(layers: MainWindow) -> None:
    layers.scene.set_selection(["h[1]"])
    layers.editing.delete()
    assert layers.document.text == TEXT


def test_an_edge_from_a_part_of_a_vector_is_not_deleted_alone(
    layers: MainWindow, qtbot: QtBot
) -> None:
    layers.scene.set_selection([edge_of(layers, "v1")])
    with qtbot.waitSignal(layers.changes.told) as told:
        layers.editing.delete()
    assert told.args == [PARTS]
    assert layers.document.text == TEXT
    assert not layers.document.stack.canUndo()


def test_without_a_neuron_a_sentence_says_so(layers: MainWindow, qtbot: QtBot) -> None:
    layers.left.text.editor.setPlainText("x = input(2)\ny = x**2\n")
    layers.left.text.apply_now()
    layers.drawing.look(View(reading="neurons"))
    qtbot.waitUntil(lambda: settled(layers))
    assert "there is no neuron" in layers.stage.status.sentence
