"""The pages right of the graph: made when they are first in front, told the news while they are."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.panel import Host, Subject
from graphviz_app.gui.widgets.patience import Patience
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.right_panel import PAGES, PageSpec, RightPanel
from graphviz_app.theme import DARK, LIGHT
from tests.gui.window.test_panels import Notebook, Wide

GRAPH = parse("x = input(2)\ny = x*x")
RUN = ReadRun(run(GRAPH), read(GRAPH, "operators"))
SPECS = (
    PageSpec("notes", "Notes", "What is told", "", lambda host: Notebook(host.theme)),
    PageSpec("wide", "Wide", "More of it", "Ctrl+9", lambda host: Wide(host.theme, 500)),
)


@pytest.fixture
def panel(qtbot: QtBot) -> RightPanel:
    window = QWidget()
    qtbot.addWidget(window)
    host = Host(LIGHT, lambda _: None, lambda *_: None, Patience(window), lambda: False)
    panel = RightPanel(host, SPECS)
    qtbot.addWidget(panel)
    return panel


def test_a_page_behind_is_not_made_and_hears_the_last_news_when_it_is_shown(
    panel: RightPanel,
) -> None:
    panel.set_run(RUN)
    panel.set_subject(Subject("x"))
    panel.set_subject(Subject("y"))
    assert panel.minimumWidth() == 200
    panel.show_page("wide")
    wide = panel.of(Wide)
    assert wide is not None
    assert wide.heard == [RUN, "y"]
    assert panel.minimumWidth() == 500


def test_only_the_page_in_front_is_told(panel: RightPanel) -> None:
    panel.show_page("wide")
    notes, wide = panel.of(Notebook), panel.of(Wide)
    assert notes is not None
    assert wide is not None
    told = len(notes.heard)
    panel.set_subject(Subject("x"))
    assert len(notes.heard) == told
    assert wide.heard[-1] == "x"


def test_a_page_wears_the_theme_that_was_put_on_before_it_was_made(panel: RightPanel) -> None:
    panel.set_theme(DARK)
    panel.show_page("wide")
    wide = panel.of(Wide)
    assert wide is not None
    assert wide.theme == DARK


def test_the_inspector_comes_first(window: MainWindow) -> None:
    panel = window.panels.of(RightPanel)
    assert panel.of(Inspector) is window.panels.of(Inspector)
    assert panel.tabs.currentIndex() == 0


def test_all_pages_begin_at_the_same_distance_from_the_edge(window: MainWindow) -> None:
    panel = window.panels.of(RightPanel)
    begins = {}
    for spec in PAGES:
        window.show_page(spec.id)
        room = panel.tabs.currentWidget()
        room.grab()
        said = (*room.findChildren(QLabel), *room.findChildren(QAbstractButton))
        seen = [part for part in said if part.isVisible() and part.width() > 1]
        begins[spec.id] = min(part.mapTo(room, QPoint()).x() for part in seen)
    assert len(set(begins.values())) == 1, begins
