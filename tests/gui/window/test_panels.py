"""Panels: made when they are first shown, told the news while they are seen."""

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.patience import Patience
from graphviz_app.gui.window.actions import ACTIONS
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.panels import PANELS, Panels, PanelSpec
from graphviz_app.theme import DARK, LIGHT, Theme
from graphviz_app.typing_compat import override


class Notebook(QWidget, Panel):
    """Writes down what it hears."""

    def __init__(self, theme: Theme, width: int = 200) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.theme = theme
        self.setMinimumWidth(width)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self.heard.append(run)

    @override
    def set_subject(self, subject: Subject) -> None:
        self.heard.append(subject.element)

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme


class Wide(Notebook):
    """Needs more room."""


SPECS = (
    PanelSpec("notes", "Notes", "", "", "right", lambda host: Notebook(host.theme), False),
    PanelSpec("wide", "Wide", "", "", "right", lambda host: Wide(host.theme, 500), False),
)


@pytest.fixture
def actions() -> Mapping[str, QAction]:
    """Nothing is chosen."""
    found = {spec.id: QAction(spec.title) for spec in SPECS}
    for action in found.values():
        action.setCheckable(True)
    return found


@pytest.fixture
def panels(qtbot: QtBot, actions: Mapping[str, QAction]) -> Panels:
    window = QWidget()
    qtbot.addWidget(window)
    host = Host(LIGHT, print, print, Patience(window), lambda: False)
    panels = Panels(host, actions, SPECS)
    qtbot.addWidget(panels.sides["right"])
    panels.show(True)
    return panels


def made(panels: Panels) -> Sequence[QWidget]:
    """What stands on the right, from the top down."""
    side = panels.sides["right"]
    return [side.widget(place) for place in range(side.count())]


def shown(panels: Panels) -> Sequence[bool]:
    return [not panel.isHidden() for panel in made(panels)]


RUN = ReadRun(run(graph := parse("x = input(2)\ny = x*x\n")), read(graph, "operators"))


def test_a_panel_that_nobody_wants_is_not_made(panels: Panels) -> None:
    panels.set_run(RUN)
    assert made(panels) == []
    assert panels.sides["right"].isHidden()


def test_a_panel_hears_the_last_news_when_it_is_shown(
    panels: Panels, actions: Mapping[str, QAction]
) -> None:
    panels.set_run(RUN)
    panels.set_subject(Subject("x"))
    panels.set_subject(Subject("y"))
    panels.set_theme(DARK)
    actions["notes"].setChecked(True)
    panels.show(True)
    assert panels.of(Notebook).heard == [RUN, "y"]
    assert panels.of(Notebook).theme == DARK


def test_a_hidden_panel_is_told_afterwards(panels: Panels, actions: Mapping[str, QAction]) -> None:
    actions["notes"].setChecked(True)
    panels.show(True)
    panels.show(False)
    notes = panels.of(Notebook)
    notes.heard.clear()
    panels.set_run(RUN)
    panels.set_subject(Subject("x"))
    panels.set_theme(DARK)
    assert notes.heard == []
    assert notes.theme == DARK
    panels.show(True)
    assert notes.heard == [RUN, "x"]


def test_panels_of_one_side_stand_in_their_order_and_have_the_width_they_need(
    panels: Panels, actions: Mapping[str, QAction]
) -> None:
    for id_ in ("wide", "notes"):
        actions[id_].setChecked(True)
        panels.show(True)
    assert made(panels) == [panels.of(Notebook), panels.of(Wide)]
    assert panels.sides["right"].minimumWidth() == 500
    actions["wide"].setChecked(False)
    panels.show(True)
    assert shown(panels) == [True, False]
    assert panels.sides["right"].minimumWidth() == 200


def test_every_panel_has_an_action_that_shows_and_hides_it(window: MainWindow) -> None:
    specs = {spec.id: spec for spec in ACTIONS}
    for panel in PANELS:
        assert specs[panel.id].shortcuts == (panel.key,)
        assert window.actions_by_id[panel.id].isChecked() == panel.at_first
        side = window.panels.sides[panel.side]
        before = side.isVisible()
        window.actions_by_id[panel.id].trigger()
        assert side.isVisible() != before
