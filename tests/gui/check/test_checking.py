"""The page and the rest of the window: the graph, the text, undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.core.questions import questions
from graphviz_app.core.reading import Element
from graphviz_app.formats.answers.numbers import Answer
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
    while window.checking.judging.busy:
        QTest.qWait(5)
    return [row.verdict for row in page_of(window).rows]


def test_the_page_is_in_front_and_judges(sheet: MainWindow) -> None:
    assert page_of(sheet).isVisible()
    assert verdicts(sheet) == ["right", "right", "wrong", "follows", "blank"]


def test_claims_are_judged_in_the_text_before_somebody_looks_at_the_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_text(window, NEURON + SLIP)
    assert window.checking.page is None
    margin = window.left.text.editor.margin
    qtbot.waitUntil(lambda: bool(margin))
    blocks = (window.left.text.editor.document().findBlockByNumber(n) for n in range(30))
    said = [found for block in blocks if (found := margin.of(block)) is not None]
    assert [one.verdict for one in said] == ["right", "right", "wrong", "follows", "blank"]
    assert [one.is_first for one in said] == [False, False, True, False, False]


def test_f8_goes_from_one_wrong_claim_to_the_next(qtbot: QtBot, window: MainWindow) -> None:
    later, earlier = (window.actions_by_id[id_] for id_ in ("next_wrong", "previous_wrong"))
    assert not later.isEnabled()
    type_text(window, f"{NEURON}a == 9\nz == -0.95\nL == 7\n")
    qtbot.waitUntil(lambda: later.isEnabled() and settled(window))
    gone_to: list[Element] = []
    for action in (later, later, later, earlier, earlier):
        action.trigger()
        gone_to += window.scene.selection
    assert gone_to == ["a", "L", "a", "L", "a"]
    lines = window.left.text.text().split("\n")
    assert [lines[block] for block in window.left.text.editor.active_blocks] == ["a == 9"]
    type_text(window, f"{NEURON}")
    qtbot.waitUntil(lambda: not later.isEnabled())


def test_f8_knows_only_claims_that_are_still_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_text(window, f"{NEURON}z == 9\na == 9\nL == 7\n")
    later, earlier = (window.actions_by_id[id_] for id_ in ("next_wrong", "previous_wrong"))
    qtbot.waitUntil(lambda: later.isEnabled() and settled(window))
    monkeypatch.setattr(window.checking.judging, "judge", lambda *_, **__: None)  # not yet
    type_text(window, f"{NEURON}z == 9\n")
    assert window.checking.wrong == [0]
    earlier.trigger()
    assert [*window.scene.selection] == ["z"]


def test_in_another_document_f8_begins_with_the_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text = f"{NEURON}z == 9\na == 9\nL == 7\n"
    path = tmp_path / "other.cg"
    path.write_text(text, encoding="utf-8")
    later = window.actions_by_id["next_wrong"]
    begins: tuple[Callable[[], object], ...] = (
        lambda: type_text(window, text),
        lambda: window.start(path),
    )
    for begin in begins:
        begin()
        qtbot.waitUntil(lambda: later.isEnabled() and settled(window))
        later.trigger()
        assert [*window.scene.selection] == ["z"]
        later.trigger()


def test_a_graph_without_claims_is_not_judged(qtbot: QtBot, window: MainWindow) -> None:
    type_text(window, NEURON)
    qtbot.wait(50)
    assert window.checking.judging.checked is None
    assert not window.left.text.editor.margin


def test_a_claim_is_selected_in_the_graph_and_lit_in_the_text(sheet: MainWindow) -> None:
    page_of(sheet).go_to(3)
    assert sheet.scene.selection == ("z",)
    lines = sheet.left.text.text().split("\n")
    lit = [lines[block] for block in sheet.left.text.editor.active_blocks]
    assert lit == ["grad(z) == 0.290"]


def test_the_first_claim_about_what_is_selected_in_the_graph_is_explained(
    sheet: MainWindow,
) -> None:
    sheet.scene.set_selection(["a"])
    assert page_of(sheet).list.current == 2  # which is about it, too
    sheet.scene.set_selection(["z"])
    assert page_of(sheet).list.current == 0
    sheet.scene.set_selection(["b"])
    assert page_of(sheet).list.current == 0
    page_of(sheet).go_to(3)
    assert page_of(sheet).list.current == 3


def test_what_is_wrong_is_flagged_in_the_graph_while_the_page_is_seen(sheet: MainWindow) -> None:
    assert [(flag.element, flag.is_first) for flag in sheet.view.flags] == [("a", True)]
    sheet.show_page("inspector")
    assert sheet.view.flags == ()
    sheet.show_page("check")
    assert len(sheet.view.flags) == 1


def test_a_flag_is_painted_in_the_colour_of_what_is_wrong(sheet: MainWindow) -> None:
    corner = sheet.view.to_viewport(sheet.scene.node_rect("a")).topLeft()
    image = sheet.view.grab().toImage()
    around = [(corner.x() + dx, corner.y() + dy) for dx in range(-16, 17) for dy in range(-16, 17)]
    near = {image.pixelColor(x, y).name() for x, y in around}
    assert sheet.scene.theme.wrong.lower() in near


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
    sheet.checking.answer(4, Answer("-0.4351"))
    assert sheet.left.text.text() == before.replace("grad(w) == ?", "grad(w) == -0.4351")
    assert verdicts(sheet)[4] == "right"
    assert sheet.document.stack.undoText() == "Answer ∂L/∂w"
    sheet.undo()
    assert sheet.left.text.text() == before
    assert verdicts(sheet)[4] == "blank"


def test_a_mended_slip_makes_what_is_right_but_for_it_wrong(sheet: MainWindow) -> None:
    sheet.checking.answer(2, Answer("-1.442"))
    assert verdicts(sheet)[2:4] == ["right", "wrong"]


def test_an_answer_taken_back_is_a_question(sheet: MainWindow) -> None:
    sheet.checking.answer(0, Answer(""))
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
    sheet.checking.answer(0, Answer("1"))
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


def test_a_pasted_table_answers_what_is_asked_and_adds_the_rest(sheet: MainWindow) -> None:
    page_of(sheet).table_pasted.emit("name;value\ngrad(w);-0,4351\nL;0,52\nnobody;3\n")
    assert verdicts(sheet) == ["right", "right", "wrong", "follows", "right", "right"]
    assert "grad(w) == -0.4351" in sheet.left.text.text()
    assert sheet.stage.notice.sentence.startswith("2 answers taken. Row 4, column 1: ")
    assert sheet.document.stack.undoText() == "Paste answers"


def test_what_is_no_table_is_told(sheet: MainWindow) -> None:
    before = sheet.left.text.text()
    for words in ("", "Dear all"):
        page_of(sheet).table_pasted.emit(words)
        assert sheet.stage.notice.sentence.startswith("No answers were found")
    assert sheet.left.text.text() == before


def test_answers_are_imported_from_a_file_and_the_page_is_shown(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("z,-0.95\na,0.279\n", encoding="utf-8")
    chosen = (str(table), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)
    window.actions_by_id["import_answers"].trigger()
    qtbot.waitUntil(lambda: page_of(window).isVisible())
    assert [row.claim.printed for row in page_of(window).rows] == ["-0.95", "0.279"]


def test_a_file_that_holds_no_answers_changes_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, chosen = window.left.text.text(), (str(tmp_path / "gone.csv"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: chosen)
    window.actions_by_id["import_answers"].trigger()
    assert "cannot be opened" in window.stage.notice.sentence
    assert window.left.text.text() == before


def test_another_document_begins_with_its_first_wrong_and_nothing_revealed(
    sheet: MainWindow, tmp_path: Path
) -> None:
    page_of(sheet).reveal_all(True)
    path = tmp_path / "other.cg"
    path.write_text(NEURON + SLIP.replace("z == -0.95", "z == 0.95"), encoding="utf-8")
    sheet.files.open_path(path)
    assert verdicts(sheet)[0] == "wrong"
    assert page_of(sheet).list.current == 0
    assert not any(row.revealed for row in page_of(sheet).rows)
