"""What a sheet goes by where courses differ."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.check.conventions import Conventions
from graphviz_app.formats import parse
from graphviz_app.gui.check.conventions import AS_WRITTEN, Chosen, called, known_of, toggled
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.check.sheets import NEURON
from tests.gui.check.test_checking import page_of, verdicts
from tests.gui.window_steps import MakeWindow, settled

HALVED = "grad(a) == -0.721\ngrad(z) == -0.145\ngrad(w) == -0.2175\n"
"""Right for ½(1 − a)²."""


@pytest.fixture
def sheet(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    path = tmp_path / "halved.cg"
    path.write_text(NEURON + HALVED, encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and settled(window))
    window.show_page("check")
    return window


def test_what_the_numbers_are_right_for_is_offered_and_makes_them_right(
    sheet: MainWindow, qtbot: QtBot
) -> None:
    assert verdicts(sheet) == ["wrong", "follows", "follows"]
    page = page_of(sheet)
    qtbot.wait(1)
    buttons = page._said.sheet.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Go by that on this sheet").click()
    qtbot.wait(1)
    assert verdicts(sheet) == ["right"] * 3
    assert page.head.counts.text() == "all answered · by ½(1 − a)²"


def actions(window: MainWindow) -> dict[str, QAction]:
    """All that the page's second menu offers."""
    menu = page_of(window)._more_menu()
    return {action.text(): action for action in menu.findChildren(QAction)}


def test_conventions_are_chosen_from_the_menu_and_left_again(sheet: MainWindow) -> None:
    assert actions(sheet)["As the sheet is written"].isChecked()
    actions(sheet)["½(1 − a)²"].trigger()
    assert verdicts(sheet) == ["right"] * 3
    assert actions(sheet)["½(1 − a)²"].isChecked()
    actions(sheet)["As the sheet is written"].trigger()
    assert verdicts(sheet) == ["wrong", "follows", "follows"]


def test_another_document_goes_by_what_is_written(sheet: MainWindow, tmp_path: Path) -> None:
    sheet.checking.go_by(Conventions(loss=0.5))
    path = tmp_path / "other.cg"
    path.write_text(NEURON + HALVED, encoding="utf-8")
    sheet.files.open_path(path)
    assert verdicts(sheet) == ["wrong", "follows", "follows"]


def test_conventions_of_several_kinds_go_together() -> None:
    loss, layout = Conventions(loss=0.5), Conventions(transposed=True)
    both = toggled(toggled(AS_WRITTEN, loss), layout)
    assert both == Conventions(loss=0.5, transposed=True)
    assert toggled(both, loss) == layout
    assert toggled(both, Conventions(loss=2.0)) == Conventions(loss=2.0, transposed=True)
    known = {"Right for ½L, this sheet has L": loss, "Right with rows exchanged": layout}
    assert Chosen(both, known).words == "½L, rows exchanged"
    assert Chosen(AS_WRITTEN, known).words == ""


def test_each_convention_that_can_be_chosen_has_a_name_of_its_own() -> None:
    text = "W = parameter([[0, 1], [2, 3]])\nr = relu(W)\nt = target([[1, 1], [1, 1]])\n"
    known = known_of(run(parse(f"{text}L = sum((r - t)**2)\n")))
    names = [called(remark) for remark in known]
    assert len(names) == len(set(names)) > 4
    assert not [name for name in names if name.startswith(("Right", "for ", "with "))]


def test_points_are_earned_for_method_and_number(sheet: MainWindow) -> None:
    page = page_of(sheet)
    assert page.head.points.text() == ""
    page.points.set_on(True)
    assert page.head.points.text() == "2 of 6 points"
    assert page.points.earned(page._checked, 0) == "0 of 2"
    assert page.points.earned(page._checked, 1) == "1 of 2"
    page.points.method.setValue(0.5)
    page.points.number.setValue(3)
    assert page.head.points.text() == "1 of 10.5 points"
    page.points.set_on(False)
    assert page.head.points.text() == ""
