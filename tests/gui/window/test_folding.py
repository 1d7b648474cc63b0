"""A narrow window: panels give way to the graph, tabs bring them back, a wish is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.window.folding import GRAPH_SHARE, LENGTH
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.right_panel import PAGES, RightPanel
from graphviz_app.scene.typeset.fonts import font
from tests.gui.window_steps import MakeWindow


def resize(window: MainWindow, width: int, height: int = 768) -> None:
    window.resize(width, height)
    assert window.width() == width


@pytest.mark.parametrize("width", [760, 900, 1024, 1280, 1600])
def test_the_graph_has_more_than_half_of_every_window(window: MainWindow, width: int) -> None:
    resize(window, width)
    assert window.stage.width() >= (GRAPH_SHARE - 0.03) * width


@pytest.mark.parametrize("size", [(1600, 1000), (1280, 720), (1024, 768)])
def test_menu_bar_and_top_row_are_low(window: MainWindow, size: tuple[int, int]) -> None:
    resize(window, *size)
    assert window.menuBar().height() + window.top_bar.height() <= 64


def test_what_gives_way_leaves_a_tab_and_comes_back_with_the_room(window: MainWindow) -> None:
    inspector, tab = window.panels.of(Inspector), window.edge_tabs["inspector"]
    resize(window, 1024)
    assert not inspector.isVisible()
    assert tab.isVisible()
    assert not window.actions_by_id["inspector"].isChecked()
    assert window.left.isVisible()
    resize(window, 1500)
    assert inspector.isVisible()
    assert not tab.isVisible()
    assert window.actions_by_id["inspector"].isChecked()


def test_a_panel_opened_by_its_tab_stays_in_narrower_windows(
    window: MainWindow, qtbot: QtBot
) -> None:
    resize(window, 1024)
    tab, inspector = window.edge_tabs["inspector"], window.panels.of(Inspector)
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert inspector.isVisible()
    assert not tab.isVisible()
    resize(window, 1000)
    assert inspector.isVisible()
    window.actions_by_id["inspector"].trigger()
    resize(window, 1500)
    assert not inspector.isVisible()
    assert not tab.isVisible()


def test_a_panel_that_gave_way_is_remembered_as_wanted(
    window: MainWindow, make_window: MakeWindow
) -> None:
    resize(window, 1024)
    assert not window.panels.of(Inspector).isVisible()
    assert window.close()
    again = make_window()
    assert again.panels.of(Inspector).isVisible()


def test_tabs_are_not_there_while_presenting_or_choosing(window: MainWindow) -> None:
    resize(window, 1024)
    window.show_gallery()
    assert not window.edge_tabs["inspector"].isVisible()
    window.leave_gallery()
    assert window.edge_tabs["inspector"].isVisible()


def test_ctrl_2_brings_the_inspector_to_the_front_before_it_hides_it(window: MainWindow) -> None:
    action, right = window.actions_by_id["inspector"], window.panels.of(RightPanel)
    window.show_page("check")
    action.trigger()
    assert right.isVisible()
    assert right.is_in_front("inspector")
    assert action.isChecked()
    action.trigger()
    assert not right.isVisible()
    assert not action.isChecked()


def test_the_page_that_was_in_front_is_the_one_that_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    right, tab = window.panels.of(RightPanel), window.edge_tabs["inspector"]
    right.bring_to_front("check")
    resize(window, 1024)
    assert not right.isVisible()
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert right.isVisible()
    assert right.is_in_front("check")


def test_at_the_edge_all_pages_are_named(window: MainWindow) -> None:
    tab = window.edge_tabs["inspector"]
    assert tab.text().split(" · ") == [page.title for page in PAGES]
    wide = QFontMetrics(font(window.looks.theme, 12, 500)).horizontalAdvance(tab.text())
    assert wide < LENGTH - 20
