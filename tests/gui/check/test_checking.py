"""The page and the rest of the window: the graph, the text, undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.questions import questions
from graphviz_app.gui.check.check_page import CheckPage
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.check.sheets import NEURON, SLIP
from tests.gui.window_steps import settled, type_text


@pytest.fixture
def sheet(make_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window on a hand solution, with the page in front."""
    path = tmp_path / "sheet.cg"
    path.write_text(f"# A neuron\n{NEURON}\n# by hand\n{SLIP}", encoding="utf-8")
    window = make_window()
    window.start(path)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and settled(window))
    window.actions_by_id["show_check"].trigger()
    qtbot.waitUntil(lambda: not window.checking.judging.busy)
    return window


def page_of(window: MainWindow) -> CheckPage:
    assert window.checking.page is not None
    return window.checking.page


def verdicts(window: MainWindow) -> list[str | None]:
    return [row.verdict for row in page_of(window).rows]


def test_the_page_is_in_front_and_judges(sheet: MainWindow) -> None:
    assert page_of(sheet).isVisible()
    assert verdicts(sheet) == ["right", "right", "wrong", "follows", "blank"]


def test_nothing_is_judged_before_somebody_looks(window: MainWindow) -> None:
    type_text(window, NEURON + SLIP)
    assert window.checking.judging.checked is None


def test_a_claim_is_selected_in_the_graph_and_lit_in_the_text(sheet: MainWindow) -> None:
    page_of(sheet).go_to(3)
    assert sheet.scene.selection == ("z",)
    lines = sheet.left.text.text().split("\n")
    lit = [lines[block] for block in sheet.left.text.editor.active_blocks]
    assert lit == ["grad(z) == 0.290"]


def test_what_is_wrong_is_flagged_in_the_graph_while_the_page_is_seen(sheet: MainWindow) -> None:
    assert [(flag.element, flag.is_first) for flag in sheet.view.flags] == [("a", True)]
    sheet.show_page("inspector")
    assert sheet.view.flags == ()
    sheet.show_page("check")
    assert len(sheet.view.flags) == 1


def test_a_flag_is_painted_in_the_colour_of_what_is_wrong(sheet: MainWindow) -> None:
    corner = sheet.view.to_viewport(sheet.scene.node_rect("a")).topLeft()
    image = sheet.view.grab().toImage()
    around = range(-8, 9)
    near = [image.pixelColor(corner.x() + x, corner.y() + y) for x in around for y in around]
    assert sheet.scene.theme.wrong.lower() in [color.name() for color in near]


def test_flags_stay_while_presenting(sheet: MainWindow) -> None:
    sheet.presentation.toggle()
    assert [flag.element for flag in sheet.view.flags] == ["a"]
    sheet.presentation.leave()


def test_pointing_at_a_claim_lights_its_node(sheet: MainWindow) -> None:
    page_of(sheet).pointed_at.emit(0)
    assert sheet.scene.hover == "z"
    page_of(sheet).pointed_at.emit(-1)
    assert sheet.scene.hover is None


def test_an_answer_becomes_a_line_of_the_text_and_can_be_undone(sheet: MainWindow) -> None:
    before = sheet.left.text.text()
    sheet.checking.answer(4, "-0.4351")
    assert sheet.left.text.text() == before.replace("grad(w) == ?", "grad(w) == -0.4351")
    assert verdicts(sheet)[4] == "right"
    assert sheet.document.stack.undoText() == "Answer ∂L/∂w"
    sheet.undo()
    assert sheet.left.text.text() == before
    assert verdicts(sheet)[4] == "blank"


def test_a_mended_slip_makes_what_is_right_but_for_it_wrong(sheet: MainWindow) -> None:
    sheet.checking.answer(2, "-1.442")
    assert verdicts(sheet)[2:4] == ["right", "wrong"]


def test_an_answer_taken_back_is_a_question(sheet: MainWindow) -> None:
    sheet.checking.answer(0, "")
    assert "z == ?" in sheet.left.text.text()
    assert verdicts(sheet)[0] == "blank"


def test_what_is_asked_stands_in_the_text_and_is_ready_to_be_typed(sheet: MainWindow) -> None:
    sheet.checking.ask(questions(sheet.document.graph, "updates"))
    assert sheet.left.text.text().rstrip().endswith("after(w) == ?\nafter(b) == ?")
    assert page_of(sheet).list.current == 5
    assert page_of(sheet).list.is_typing


def test_what_is_removed_is_gone_from_the_text(sheet: MainWindow) -> None:
    sheet.checking.remove([0, 4])
    text = sheet.left.text.text()
    assert "z == -0.95" not in text
    assert "grad(w)" not in text
    assert "# by hand" in text
    assert verdicts(sheet) == ["right", "wrong", "follows"]


def test_while_the_text_is_broken_nothing_is_changed_elsewhere(sheet: MainWindow) -> None:
    broken = sheet.left.text.text() + "q = (\n"
    type_text(sheet, broken)
    sheet.checking.answer(0, "1")
    assert sheet.left.text.text() == broken


def test_claims_typed_into_the_text_are_judged(sheet: MainWindow) -> None:
    type_text(sheet, sheet.left.text.text() + "\nL == 0.52\n")
    assert verdicts(sheet)[-1] == "right"


def test_what_is_selected_can_be_asked_for(sheet: MainWindow, qtbot: QtBot) -> None:
    sheet.choose("b")
    asked = page_of(sheet).selected_questions()
    assert [(claim.kind, claim.of) for claim in asked] == [("grad", "b"), ("after", "b")]
    assert sheet.scene.reading is not None
    edges = sheet.scene.reading.edges
    index = next(i for i, edge in enumerate(edges) if edge[:2] == ("z", "a"))
    sheet.scene.set_selection([index])
    asked = page_of(sheet).selected_questions()
    assert [(claim.kind, claim.of, claim.by) for claim in asked] == [("d", "a", "z")]
