"""Numbers asked for on the graph: covered, answered there, judged, revealed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviz_app.covered import Asked, Field, field_of, is_covered
from graphviz_app.export.purpose.purpose import PRESETS
from graphviz_app.gui.covers.answer_box import AnswerBox
from graphviz_app.gui.covers.finding import at_home, box_of, field_at
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.export.solution_flow import picture_of
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.fields import PlacedField
from tests.gui.window_steps import settled

SHEET = """\
x = input(2)
w = parameter(0.3)
b = parameter(0.1)
z = w*x + b
h = sigmoid(z)
L = (h - 1)**2
"""
ASKED = "h == ?\ngrad(h) == ?\ngrad(w) == ?\n"


@pytest.fixture
def open_text(
    make_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> Callable[[str], MainWindow]:
    """Opens a window on a text."""

    def opened(text: str) -> MainWindow:
        path = tmp_path / "sheet.cg"
        path.write_text(text, encoding="utf-8")
        window = make_window()
        window.start(path)
        qtbot.waitUntil(lambda: window.drawing.schedule is not None and settled(window))
        window.drawing.look(window.drawing.view._replace(reading="lines"))
        qtbot.waitUntil(lambda: settled(window))
        return window

    return opened


@pytest.fixture
def sheet(open_text: Callable[[str], MainWindow]) -> MainWindow:
    """A window on three questions."""
    return open_text(SHEET + ASKED)


def do(window: MainWindow, action: str) -> None:
    window.actions_by_id[action].trigger()
    while not settled(window):
        QTest.qWait(5)


def told(window: MainWindow, number: Asked) -> bool:
    trace = window.scene.trace
    assert trace is not None
    value = trace.value(number.of) if number.kind == "value" else trace.gradient(number.of)
    return not is_covered(value)


def box(window: MainWindow) -> AnswerBox:
    return window.on_graph.answering.box


def answer(window: MainWindow, typed: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field = box(window)
    field.setText("")
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, key)
    while window.checking.judging.busy or not settled(window):
        QTest.qWait(5)


H, GRAD_H, GRAD_W = Asked("value", "h"), Asked("grad", "h"), Asked("grad", "w")


def test_what_the_document_asks_for_is_covered_and_the_rest_is_told(sheet: MainWindow) -> None:
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [False, False, False]
    assert told(sheet, Asked("value", "z"))


def test_a_click_on_the_field_opens_a_box_in_its_place(sheet: MainWindow) -> None:
    at = sheet.view.to_viewport(box_of(sheet.scene, H)).center()
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert box(sheet).isVisible()
    assert box(sheet).number == H
    assert sheet.scene.selection == ("h",)
    over = sheet.view.viewport().mapTo(sheet.stage, at)
    assert box(sheet).geometry().contains(over)


def test_the_value_above_a_gradient_is_legible_while_that_is_typed(sheet: MainWindow) -> None:
    do(sheet, "reveal_all")
    above = sheet.view.to_viewport(box_of(sheet.scene, H))
    do(sheet, "reveal_all")
    sheet.on_graph.answering.ask(GRAD_H)
    origin = sheet.view.viewport().mapTo(sheet.stage, above.topLeft())
    assert not box(sheet).geometry().intersects(QRect(origin, above.size()).adjusted(0, 0, 0, -2))


def test_a_number_is_at_home_on_the_way_out_of_its_node_rather_than_near_it(
    sheet: MainWindow,
) -> None:
    sheet.drawing.look(sheet.drawing.view._replace(reading="operators", style="wires"))
    while not settled(sheet):
        QTest.qWait(5)
    picture = sheet.scene.picture
    assert picture is not None
    node, own = picture.places.rects_of("h")[0], box_of(sheet.scene, GRAD_H)
    before = own.translated(node.topLeft() - own.topRight())
    fields = [PlacedField(Field(GRAD_H), box) for box in (before, own)]
    assert at_home(sheet.scene, fields) == [fields[1]]


def test_a_right_answer_is_told_and_enter_goes_on_to_the_next(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    assert box(sheet).number == H
    answer(sheet, "0.668")
    assert told(sheet, H)
    trace = sheet.scene.trace
    assert trace is not None
    field = field_of(trace.value("h"))
    assert field is not None
    assert (field.written, field.outcome) == ("0.668", "right")
    assert "h == 0.668" in sheet.left.text.text()
    assert box(sheet).number == GRAD_H


def test_a_wrong_answer_stays_with_its_likely_slip_and_can_be_mended(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    answer(sheet, "0.668")
    answer(sheet, "0.664")
    assert not told(sheet, GRAD_H)
    assert "sign" in box(sheet).sentence.text()
    assert box(sheet).number == GRAD_H
    assert "grad(h) == 0.664" in sheet.left.text.text()
    answer(sheet, "-0.664")
    assert told(sheet, GRAD_H)
    assert box(sheet).number == GRAD_W


def test_a_late_verdict_is_not_said_of_another_number(
    sheet: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet.checking, "judge_now", lambda: None)
    do(sheet, "next_question")
    box(sheet).setText("9")
    box(sheet).go_on()
    sheet.on_graph.answering.ask(GRAD_W)
    qtbot.waitUntil(lambda: "Not this" in sheet.stage.status.text())
    assert box(sheet).number == GRAD_W
    assert box(sheet).sentence.isHidden()


def test_enter_once_more_leaves_what_is_wrong_and_goes_on(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    answer(sheet, "9")
    QTest.keyClick(box(sheet), Qt.Key.Key_Return)
    assert box(sheet).number == GRAD_H
    assert not told(sheet, H)


def test_tab_goes_on_without_an_answer_and_esc_leaves(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    QTest.keyClick(box(sheet), Qt.Key.Key_Tab)
    assert box(sheet).number == GRAD_H
    QTest.keyClick(box(sheet), Qt.Key.Key_Escape)
    assert not box(sheet).isVisible()
    assert sheet.left.text.text().count("?") == 3


def test_what_cannot_be_read_is_told_and_stays(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    answer(sheet, "about half")
    assert "A number such as 0.65" in box(sheet).sentence.text()
    assert sheet.left.text.text().count("?") == 3


def test_an_answer_can_be_undone_and_is_asked_again(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    answer(sheet, "0.668")
    QTest.keyClick(box(sheet), Qt.Key.Key_Escape)
    do(sheet, "undo")
    assert not told(sheet, H)


def test_what_is_revealed_is_told_without_an_answer_and_hidden_again(sheet: MainWindow) -> None:
    before = sheet.left.text.text()
    sheet.scene.set_selection(["h"])
    do(sheet, "reveal")
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [True, True, False]
    do(sheet, "reveal")
    assert not told(sheet, H)
    do(sheet, "reveal_all")
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [True, True, True]
    do(sheet, "reveal_all")
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [False, False, False]
    assert sheet.left.text.text() == before


def test_covers_never_move_anything(sheet: MainWindow) -> None:
    layout = sheet.scene.layout
    do(sheet, "reveal_all")
    assert sheet.scene.layout is layout
    do(sheet, "cover_values")
    assert sheet.scene.layout is layout


def test_asking_covers_the_number_of_what_is_selected_and_asking_again_takes_it_back(
    open_text: Callable[[str], MainWindow],
) -> None:
    window = open_text(SHEET)
    for id_, claim in (("z", "z == ?"), ("w", "grad(w) == ?")):
        window.scene.set_selection([id_])
        do(window, "ask_here")
        assert claim in window.left.text.text()
        do(window, "ask_here")
        assert claim not in window.left.text.text()
    window.scene.set_selection(["z"])
    do(window, "ask_gradient")
    assert not told(window, Asked("grad", "z"))
    assert not told(window, Asked("grad", "b"))
    do(window, "undo")
    assert told(window, Asked("grad", "z"))


def test_all_of_a_kind_are_asked_for_and_taken_back(open_text: Callable[[str], MainWindow]) -> None:
    window = open_text(SHEET)
    before = window.left.text.text().rstrip()
    do(window, "ask_values")
    assert {claim.of for claim in window.document.graph.claims} == {"z", "h", "L"}
    do(window, "ask_gradients")
    assert not any(told(window, Asked("grad", id_)) for id_ in "xwbzh")
    do(window, "take_back")
    assert window.document.graph.claims == ()
    assert window.left.text.text().startswith(before)


def test_what_a_person_had_answered_before_is_not_covered(
    open_text: Callable[[str], MainWindow],
) -> None:
    window = open_text(f"{SHEET}h == 9\n")
    assert told(window, H)


def test_an_answer_is_marked_beside_its_number(sheet: MainWindow) -> None:
    do(sheet, "next_question")
    answer(sheet, "0.668")
    QTest.keyClick(box(sheet), Qt.Key.Key_Escape)
    marks = sheet.on_graph.marks
    assert marks is not None
    assert marks.isVisible()
    place = sheet.view.to_viewport(box_of(sheet.scene, H))
    image = sheet.grab().toImage()
    corner = sheet.view.viewport().mapTo(sheet, place.topRight())
    beside = [
        image.pixelColor(corner + QPoint(dx, dy)).name()
        for dx in range(2, 22)
        for dy in range(place.height())
    ]
    assert sheet.looks.theme.parameter.lower() in beside


def test_an_answer_that_a_neuron_tells_when_it_is_selected_is_marked_then(
    sheet: MainWindow,
) -> None:
    sheet.on_graph.answering.ask(GRAD_H)
    answer(sheet, "9")
    do(sheet, "neurons")
    sheet.scene.set_selection([])
    marks = sheet.on_graph.marks
    assert marks is not None
    assert not marks.isVisible()
    sheet.scene.set_selection(["h"])
    assert marks.isVisible()
    assert [one.field.asked for one in marks.marked()] == [GRAD_H]


def test_a_click_on_what_is_revealed_types_nothing(sheet: MainWindow) -> None:
    centre = box_of(sheet.scene, H).center()
    placed = field_at(sheet.scene, centre)
    assert placed is not None
    assert placed.field.asked == H
    do(sheet, "reveal_all")
    at = sheet.view.to_viewport(box_of(sheet.scene, H)).center()
    QTest.mouseClick(sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not box(sheet).isVisible()


def test_a_picture_has_empty_boxes_unless_all_is_to_be_told(
    sheet: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    scene = sheet.scene
    assert scene.picture is not None
    assert scene.frame is not None
    dialog = ExportDialog(sheet.looks.theme, Taken(scene.picture, scene.frame, tmp_path / "a.cg"))
    qtbot.addWidget(dialog)
    assert is_covered(dialog.job.picture.run.value("h"))
    assert is_covered(dialog.job.schedule.run.value("h"))
    dialog.form.more.covers.button(1).click()
    assert not is_covered(dialog.job.picture.run.value("h"))
    assert not is_covered(dialog.job.schedule.run.value("h"))
    do(sheet, "reveal_all")
    plain = ExportDialog(sheet.looks.theme, Taken(scene.picture, scene.frame, tmp_path / "a.cg"))
    qtbot.addWidget(plain)
    assert plain.form.more.covers.button(0).isHidden()


def test_a_picture_for_a_column_has_the_same_empty_boxes(
    sheet: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    scene = sheet.scene
    assert scene.picture is not None
    assert scene.frame is not None
    dialog = ExportDialog(sheet.looks.theme, Taken(scene.picture, scene.frame, tmp_path / "a.cg"))
    qtbot.addWidget(dialog)
    dialog.form.size_part.take(PRESETS["two-columns"])
    dialog.form.size_part.changed.emit()
    qtbot.waitUntil(lambda: dialog.making.ready, timeout=20_000)
    assert is_covered(dialog.job.picture.run.value("h"))
    dialog.form.more.covers.button(1).click()
    assert not is_covered(dialog.job.picture.run.value("h"))
    dialog.reject()


def test_a_worked_solution_shows_the_graph_with_all_numbers(sheet: MainWindow) -> None:
    covered = picture_of(sheet.scene)
    do(sheet, "reveal_all")
    assert covered == picture_of(sheet.scene)


def test_what_is_revealed_on_the_page_is_revealed_on_the_graph_and_back(sheet: MainWindow) -> None:
    sheet.scene.set_selection(["w"])
    do(sheet, "reveal")
    do(sheet, "show_check")
    page = sheet.checking.page
    assert page is not None
    assert [row.revealed for row in page.rows] == [False, False, True]
    page.reveal_all(True)
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [True, True, True]
    page.toggle_revealed(0)
    assert [told(sheet, one) for one in (H, GRAD_H, GRAD_W)] == [False, True, True]
    do(sheet, "reveal_all")
    assert [row.revealed for row in page.rows] == [True, True, True]
    do(sheet, "reveal_all")
    assert [row.revealed for row in page.rows] == [False, False, False]
