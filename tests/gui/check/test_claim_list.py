"""Typing answers: what keys do in the list and in its field."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.questions import asked_about
from graphviz_app.formats.answers.numbers import Answer
from graphviz_app.gui.check.answer_field import AnswerField
from graphviz_app.gui.check.claim_list import ClaimList
from graphviz_app.gui.check.claim_row import rows_of
from graphviz_app.theme import LIGHT
from tests.gui.check.sheets import NEURON, judged

KEY = Qt.Key
BLANKS = NEURON + "z == ?\na == 0.279\nL == ?\ngrad(a) == ?\n"


@pytest.fixture
def claims(qtbot: QtBot) -> ClaimList:
    claims = ClaimList(LIGHT)
    qtbot.addWidget(claims)
    claims.resize(300, 400)
    claims.show()
    qtbot.waitExposed(claims)
    claims.take(rows_of(*judged(BLANKS), ()))
    claims.setFocus()
    return claims


@pytest.fixture
def answers(claims: ClaimList) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    claims.answered.connect(lambda place, answer: told.append((place, answer.printed)))
    return told


def field(claims: ClaimList) -> AnswerField:
    fields = [f for f in claims.findChildren(AnswerField) if f.isVisible()]
    assert len(fields) == 1
    return fields[0]


def key(qtbot: QtBot, widget: QWidget, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(widget, one)
    qtbot.wait(1)


def test_the_same_claim_may_be_said_twice_and_be_something_else_then() -> None:
    graph, checked = judged(f"{NEURON}z == 2\na == 0.881\nz == -0.95\na == 0.881\n")
    said = [one.verdict for one in checked.judged]
    assert said == ["wrong", "follows", "right", "wrong"]
    assert [row.verdict for row in rows_of(graph, checked, ())] == said


def test_a_number_key_begins_an_answer_and_enter_goes_to_the_next_blank(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    qtbot.keyClicks(claims, "-")
    assert field(claims).text() == "-"
    qtbot.keyClicks(field(claims), "0.95")
    key(qtbot, field(claims), KEY.Key_Return)
    assert answers == [(0, "-0.95")]
    assert claims.current == 2
    assert claims.is_typing


def test_arrows_in_the_field_go_to_the_neighbours(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    claims.type_at(1)
    assert field(claims).text() == "0.279"
    key(qtbot, field(claims), KEY.Key_Down)
    assert claims.current == 2
    assert claims.is_typing
    key(qtbot, field(claims), KEY.Key_Up)
    key(qtbot, field(claims), KEY.Key_Up)
    assert claims.current == 0
    assert answers == []


def test_escape_leaves_the_answer_as_it_was(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    claims.type_at(1)
    qtbot.keyClicks(field(claims), "7")
    key(qtbot, field(claims), KEY.Key_Escape)
    assert not claims.is_typing
    assert answers == []


def test_what_cannot_be_read_stays_in_its_field(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    claims.type_at(0)
    qtbot.keyClicks(field(claims), "about 3")
    key(qtbot, field(claims), KEY.Key_Return)
    assert field(claims).property("wrong") is True
    assert claims.current == 0
    assert answers == []


def test_the_last_blank_ends_the_typing(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    claims.take(rows_of(*judged(NEURON + "z == 1\na == ?\n"), ()))
    claims.type_at(1)
    qtbot.keyClicks(field(claims), "3")
    key(qtbot, field(claims), KEY.Key_Enter)
    assert not claims.is_typing
    assert answers == [(1, "3")]


def test_what_is_being_typed_is_not_disturbed_by_new_verdicts(
    claims: ClaimList, qtbot: QtBot
) -> None:
    claims.type_at(2)
    qtbot.keyClicks(field(claims), "0.5")
    claims.take(rows_of(*judged(BLANKS.replace("z == ?", "z == 4")), ()))
    assert field(claims).text() == "0.5"
    assert claims.current == 2


def test_delete_takes_the_answer_back_and_then_the_question(
    claims: ClaimList, answers: list[tuple[int, str]], qtbot: QtBot
) -> None:
    removed: list[int] = []
    claims.removed.connect(removed.append)
    claims.set_current(1)
    key(qtbot, claims, KEY.Key_Delete)
    assert answers == [(1, "")]
    claims.set_current(0)
    key(qtbot, claims, KEY.Key_Delete)
    assert removed == [0]


def test_space_reveals_and_is_not_typed(claims: ClaimList, qtbot: QtBot) -> None:
    wanted: list[int] = []
    claims.reveal_wanted.connect(wanted.append)
    key(qtbot, claims, KEY.Key_Space)
    assert wanted == [0]
    assert not claims.is_typing


@pytest.mark.parametrize("opened", [False, True])
def test_a_pasted_table_is_told_as_one_from_the_list_and_from_its_field(
    claims: ClaimList, answers: list[tuple[int, str]], opened: bool, qtbot: QtBot
) -> None:
    tables: list[str] = []
    claims.table_pasted.connect(tables.append)
    QGuiApplication.clipboard().setText("z, 1\na, 2\n")
    if opened:
        claims.type_at(0)
    to = field(claims) if opened else claims
    qtbot.keyClick(to, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(1)
    assert tables == ["z, 1\na, 2\n"]
    assert answers == []


def test_a_single_pasted_number_begins_an_answer(claims: ClaimList, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(" 0.125 ")
    qtbot.keyClick(claims, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field(claims).text() == "0.125"


def test_a_click_on_the_field_types_there_and_beside_it_goes_there(
    claims: ClaimList, qtbot: QtBot
) -> None:
    went: list[int] = []
    claims.shown.connect(went.append)
    box = claims.visualRect(claims.rows.index(2, 0))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(claims.viewport(), left, pos=box.topLeft() + QPoint(40, 20))
    assert went == [2]
    assert not claims.is_typing
    qtbot.mouseClick(claims.viewport(), left, pos=box.topRight() + QPoint(-40, 20))
    assert claims.is_typing


def test_the_claim_under_the_pointer_is_told_until_it_leaves(
    claims: ClaimList, qtbot: QtBot
) -> None:
    told: list[int] = []
    claims.pointed_at.connect(told.append)
    qtbot.mouseMove(claims.viewport(), claims.visualRect(claims.rows.index(1, 0)).center())
    QApplication.sendEvent(claims, QEvent(QEvent.Type.Leave))
    assert told == [1, -1]


def test_a_tolerance_is_typed_with_the_answer_and_stays(claims: ClaimList, qtbot: QtBot) -> None:
    told: list[tuple[int, Answer]] = []
    claims.answered.connect(lambda place, answer: told.append((place, answer)))
    claims.type_at(0)
    qtbot.keyClicks(field(claims), "-0,95 ± 0.01")
    key(qtbot, field(claims), KEY.Key_Return)
    assert told == [(0, Answer("-0.95", "0.01"))]
    claims.take(rows_of(*judged(BLANKS.replace("z == ?", "z == -0.95 ± 0.01")), ()))
    claims.type_at(0)
    assert field(claims).text() == "-0.95 ± 0.01"
    key(qtbot, field(claims), KEY.Key_Return)
    assert len(told) == 1


def test_hundreds_of_claims_need_no_widgets_of_their_own(qtbot: QtBot) -> None:
    claims = ClaimList(LIGHT)
    qtbot.addWidget(claims)
    claims.resize(300, 600)
    claims.show()
    claims.take(rows_of(*judged(NEURON + "z == ?\n" * 500), ()))
    assert claims.rows.rowCount() == 500
    assert len(claims.findChildren(QWidget)) < 20


def test_who_comes_to_a_claim_by_keys_is_shown_it(claims: ClaimList, qtbot: QtBot) -> None:
    went: list[int] = []
    claims.shown.connect(went.append)
    key(qtbot, claims, KEY.Key_Down)
    key(qtbot, claims, KEY.Key_End)
    claims.set_current(0)
    assert went == [1, 3]
    claims.type_at(0)
    key(qtbot, field(claims), KEY.Key_Return)
    assert went == [1, 3, 2]


def test_where_there_is_little_room_a_word_is_said_and_a_number_is_not_cut_off() -> None:
    sheet = NEURON + "z == -0.95\na == 0.279\ngrad(a) == 1.442\ngrad(z) == 0.290\n"
    rows = rows_of(*judged(sheet), ())
    assert [row.brief for row in rows] == ["right", "right", "wrong", "follows"]
    shown = rows_of(*judged(sheet), {asked_about(row.claim) for row in rows})
    assert [row.brief for row in shown] == ["= −0.9500", "= 0.2789", "= −1.4422", "= −0.2900"]
