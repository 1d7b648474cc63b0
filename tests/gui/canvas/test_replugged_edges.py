"""Ends of edges put elsewhere that stand for more than one operand: of groups and of neurons."""

from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.canvas.pointer_steps import release
from tests.gui.canvas.test_drawn_edges import drag, drawn, end_of, on_screen, slot
from tests.gui.window_steps import place, settled, type_text


def has_node(window: MainWindow, id_: str) -> bool:
    return window.scene.reading is not None and id_ in window.scene.reading.nodes


TWO_OUT = """\
x = input(2)
with group("g"):
    a = x*2
    b = x*3
y = a*b
z = exp(x)
L = y + z
"""


def test_an_edge_of_several_values_out_of_a_folded_group_is_not_put_elsewhere(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, TWO_OUT)
    qtbot.waitUntil(lambda: settled(window))
    window.drawing.look(View(reading="lines", folded=("g",)))
    qtbot.waitUntil(lambda: settled(window) and has_node(window, "g/"))
    drag(window, end_of(window, "g/", "y", -1), slot(window, "z", 0))
    assert "several values" in window.stage.notice.sentence
    assert window.document.text == TWO_OUT


TWO_NEURONS = """\
x = input(1)
w = parameter(2)
v = parameter(3)
b = parameter(4)
h = sigmoid(w*x + v*x + b)
k = tanh(v*x + b)
L = h*k
"""


def test_a_weighted_edge_goes_to_another_neuron_with_its_weight(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, TWO_NEURONS)
    window.drawing.look(View(reading="neurons"))
    qtbot.waitUntil(lambda: settled(window))
    window.view.fit()
    picture = window.scene.picture
    assert picture is not None
    curve = picture.edges[picture.reading.weights["w"][0]].curve
    end = on_screen(window, curve.point_at(curve.length * 0.93))
    drag(window, end, place(window, "k"), let_go=False)
    aim = drawn(window)._aim
    assert aim is not None
    assert aim.words == "w·x into k"
    release(window, place(window, "k"))
    qtbot.waitUntil(lambda: settled(window))
    assert "h = sigmoid(v*x + b)\nk = tanh(v*x + b + w*x)\n" in window.document.text
    assert window.document.stack.undoText() == "Connect w·x to k"
    window.undo()
    assert window.document.text == TWO_NEURONS
