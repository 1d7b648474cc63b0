"""Forward mode is chosen on its page, by a key and by clicking a leaf; both modes are compared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.schedule import BACKWARD, TANGENTS
from graphviz_app.core.view import View
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.modes.modes_page import ModesPage
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.gui.widgets.plain import PlainLabel
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of, type_text


@pytest.fixture
def page(window: MainWindow) -> ModesPage:
    """The page in front."""
    window.show_page("modes")
    return window.panels.of(ModesPage)


def words(page: ModesPage) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.findChildren(PlainLabel) if one.isVisible()]


def forward(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["tangents"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)


def wrt(window: MainWindow) -> str | None:
    assert window.scene.run is not None
    return window.scene.run.wrt


def test_a_key_turns_to_forward_mode_and_back(window: MainWindow, qtbot: QtBot) -> None:
    forward(window, qtbot)
    assert wrt(window) == "x"
    assert window.drawing.schedule is not None
    assert [part.kind for part in window.drawing.schedule.parts] == [TANGENTS]
    assert window.actions_by_id["tangents"].isChecked()
    forward(window, qtbot)
    assert wrt(window) is None
    assert window.drawing.schedule.parts[-1].kind is BACKWARD


def test_the_graph_stays_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    before = {id_: window.scene.node_rect(id_) for id_ in ("x", "w", "z", "L")}
    zoom = window.view.transform().m11()
    forward(window, qtbot)
    assert {id_: window.scene.node_rect(id_) for id_ in before} == before
    assert window.view.transform().m11() == zoom


def test_a_leaf_that_is_clicked_is_what_moves(window: MainWindow, qtbot: QtBot) -> None:
    forward(window, qtbot)
    window.choose("w")
    assert wrt(window) == "w"
    window.choose("a")
    assert wrt(window) == "w"
    run = window.scene.run
    assert run is not None
    assert run.gradient("L") == pytest.approx(run.trace.gradient("w"))


def test_the_page_has_a_switch_and_a_list(
    window: MainWindow, page: ModesPage, qtbot: QtBot
) -> None:
    assert not page.choice.isVisible()
    qtbot.mouseClick(page.switch.buttons[1], Qt.MouseButton.LeftButton)
    assert wrt(window) == "x"
    assert page.choice.isVisible()
    assert [page.choice.itemText(i) for i in range(page.choice.count())] == ["x", "w", "b"]
    page.choice.textActivated.emit("b")
    assert wrt(window) == "b"
    assert page.choice.currentText() == "b"
    qtbot.mouseClick(page.switch.buttons[0], Qt.MouseButton.LeftButton)
    assert wrt(window) is None


def test_the_page_compares_the_two_numbers(window: MainWindow, page: ModesPage) -> None:
    window.drawing.look(View(tangents=True, wrt="w"))
    told = words(page)
    assert "∂L/∂w" in told
    assert "✓ Both modes find the same" in told
    numbers = {one.accessibleName(): one.value for one in page.findChildren(NumberLabel)}
    gradient = window.document.trace.gradient("w")
    assert numbers["Tangent of L"] == pytest.approx(gradient)
    assert numbers["Gradient of w"] == gradient


def test_the_page_counts_passes_and_edges(window: MainWindow, page: ModesPage) -> None:
    told = words(page)
    at = told.index("Gradient of L by 2 parameters")
    edges = len(window.document.graph.edges)
    assert told[at + 1 : at + 7] == [
        *("Forward", "2 passes", f"{2 * edges} edges"),
        *("Reverse", "1 pass", f"{edges} edges"),
    ]
    window.choose("z")
    assert "Jacobian of z, 1 number, by 1 input" in words(page)


def test_the_inspector_keeps_to_gradients(window: MainWindow, qtbot: QtBot) -> None:
    forward(window, qtbot)
    window.choose("z")
    labels = inspector_of(window).findChildren(NumberLabel)
    numbers = {one.accessibleName(): one.value for one in labels}
    assert numbers["Gradient"] == window.document.trace.gradient("z")


def test_an_edit_stays_in_forward_mode(window: MainWindow, qtbot: QtBot) -> None:
    forward(window, qtbot)
    window.choose("w")
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert wrt(window) == "w"
    run = window.scene.run
    assert run is not None
    assert run.gradient("z.mul1") == 2.5


def test_without_a_graph_there_is_nothing_to_choose(window: MainWindow, page: ModesPage) -> None:
    type_text(window, "")
    assert not any(button.isEnabled() for button in page.switch.buttons)
    assert words(page) != []
    assert isinstance(inspector_of(window), Inspector)


def test_problems_keep_their_colour_in_forward_mode(window: MainWindow, qtbot: QtBot) -> None:
    forward(window, qtbot)
    picture = window.scene.picture
    assert picture is not None
    theme = window.looks.theme
    assert picture.style.gradient.name().upper() == theme.gradient
    assert picture.style.derivative.name().upper() == theme.tangent
    forward(window, qtbot)
    picture = window.scene.picture
    assert picture is not None
    assert picture.style.derivative == picture.style.gradient
