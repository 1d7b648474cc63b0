"""The page: how much is right, what is wrong, and what is said of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.check import Judged
from graphviz_app.core.graph import Claim
from graphviz_app.gui.check.check_page import CheckPage
from graphviz_app.gui.check.claim_row import rows_of
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.theme import DARK, LIGHT
from tests.gui.check.sheets import NEURON, SLIP, judged, show


@pytest.fixture
def page(qtbot: QtBot) -> CheckPage:
    page = CheckPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(300, 700)
    page.show()
    return page


def said(page: CheckPage) -> str:
    """The words below the claims."""
    return " ".join(label.text() for label in page._said.sheet.findChildren(QLabel))


def numbers(page: CheckPage) -> dict[str, str]:
    labels = page._said.sheet.findChildren(NumberLabel)
    return {label.accessibleName(): label.text() for label in labels}


def press(page: CheckPage, qtbot: QtBot, words: str) -> None:
    qtbot.wait(1)  # what was put into a layout just now is shown
    buttons = page.findChildren(QPushButton)
    button = next(b for b in buttons if b.text() == words and b.isVisibleTo(page))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.wait(1)


def test_the_head_counts_and_names_the_first_that_is_wrong(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    assert page.head.title.text() == "2 of 5 right"
    assert page.head.counts.text() == "1 wrong · 1 follows · 1 open"
    assert page.head.first.latex == r"\partial L/\partial a"


def test_all_that_is_right_is_said_so(page: CheckPage) -> None:
    show(page, NEURON + "z == -0.95\na == 0.279\n")
    assert page.head.title.text() == "All 2 right"
    assert page.head.counts.text() == "all answered"
    assert not page.head.first.isVisible()


def test_the_first_wrong_is_explained_when_the_sheet_is_opened(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    assert page.list.current == 2
    assert "Wrong here first" in said(page)
    assert numbers(page) == {"Expected": "−1.4422", "Off by": "2.8842"}


def test_what_follows_tells_both_numbers_and_leads_to_the_slip(
    page: CheckPage, qtbot: QtBot
) -> None:
    show(page, NEURON + SLIP)
    page.list.set_current(3)
    assert numbers(page)["Without the slip"] == "−0.2900"
    press(page, qtbot, "∂L/∂a")
    assert page.list.current == 2


def test_a_number_is_shown_only_when_it_is_revealed(page: CheckPage, qtbot: QtBot) -> None:
    show(page, NEURON + SLIP)
    page.list.set_current(4)
    assert "−0.4351" not in said(page) + page.rows[4].words
    press(page, qtbot, "Reveal")
    assert page.rows[4].words == "expected −0.4351"
    assert numbers(page) == {"Expected": "−0.4351"}
    assert page.rows[4].claim.printed == ""
    press(page, qtbot, "Hide")
    assert page.rows[4].words == "not answered"


def test_all_are_revealed_and_hidden_again(page: CheckPage, qtbot: QtBot) -> None:
    show(page, NEURON + SLIP)
    press(page, qtbot, "Reveal all")
    assert [row.words.split()[0] for row in page.rows] == ["exactly"] * 2 + ["expected"] * 3
    press(page, qtbot, "Hide all")
    assert not any(row.revealed for row in page.rows)


def test_what_is_revealed_stays_so_while_others_are_answered(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    page.toggle_revealed(4)
    show(page, NEURON + SLIP.replace("1.442", "-1.442"))
    assert [row.revealed for row in page.rows] == [False] * 4 + [True]


def test_next_and_previous_go_from_wrong_to_wrong_in_a_circle(page: CheckPage) -> None:
    show(page, NEURON + "z == 3\na == 0.953\nL == 5\ngrad(a) == -0.09\ngrad(b) == 70\n")
    wrong = [i for i, row in enumerate(page.rows) if row.verdict == "wrong"]
    assert len(wrong) == 3
    went: list[int] = []
    page.went.connect(went.append)
    for _ in range(3):
        page.go_to_wrong(1)
    assert went == [*wrong[1:], wrong[0]]
    page.go_to_wrong(-1)
    assert went[-1] == wrong[-1]


def test_an_answer_that_cannot_be_read_says_why(page: CheckPage) -> None:
    graph, checked = judged(NEURON + "z == -0.95\na == ?\n")
    rows = rows_of(graph, checked, (), {graph.claims[1].line: "found 'about 3'"})
    assert [row.words for row in rows] == ["right", "cannot be read"]


def test_until_claims_are_judged_the_others_keep_their_verdict(page: CheckPage) -> None:
    checked = judged(NEURON + SLIP)[1]
    after, _ = judged(NEURON + SLIP.replace("?", "-0.4351"))
    rows = rows_of(after, checked, ())
    assert [row.verdict for row in rows] == ["right", "right", "wrong", "follows", None]
    assert rows[4].words == "being checked"


def test_one_claim_of_two_alike_is_the_first_wrong() -> None:
    graph, checked = judged(NEURON + "z == 1\nz == 1\n")
    assert [row.is_first_wrong for row in rows_of(graph, checked, ())] == [True, False]


def test_without_claims_the_page_says_what_it_is_for_and_asks(
    page: CheckPage, qtbot: QtBot
) -> None:
    page.take(judged(NEURON)[0], None)
    words = " ".join(label.text() for label in page._first.sheet.findChildren(QLabel))
    assert "z == 0.5" in words
    asked: list[tuple[Claim, ...]] = []
    page.asked.connect(asked.append)
    press(page, qtbot, "Ask for all gradients")
    assert [claim.of for claim in asked[0]] == ["a", "z", "b", "w"]


def test_a_sheet_and_its_reasons_stand_in_another_theme(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    page.set_theme(DARK)
    assert page.list.current == 2
    assert "Wrong here first" in said(page)


def test_nothing_is_made_anew_where_only_verdicts_change(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    before = page._said.sheet
    told: list[tuple[int, int]] = []
    page.list.rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    page.list.rows.modelReset.connect(lambda: told.append((-1, -1)))
    show(page, NEURON + SLIP.replace("?", "-0.4"))
    assert told == [(4, 4)]
    assert page._said.sheet is before


def test_a_row_says_all_of_it_to_screen_readers(page: CheckPage) -> None:
    show(page, NEURON + SLIP)
    index = page.list.rows.index(2, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "∂L/∂a: 1.442, the first that is wrong, wrong here"


@pytest.mark.parametrize("width", [250, 280, 420])
def test_nothing_is_wider_than_the_page(page: CheckPage, width: int, qtbot: QtBot) -> None:
    show(page, NEURON + SLIP)
    page.points.set_on(True)
    page.resize(width, 700)
    for place in range(5):
        page.list.set_current(place)
        qtbot.wait(1)
        assert page._said.sheet.minimumSizeHint().width() <= width - 32
    assert page.head.minimumSizeHint().width() <= width - 32
    assert page.points.minimumSizeHint().width() <= width - 32
    assert page.tools.minimumSizeHint().width() <= width - 32


def test_how_far_off_a_list_is_needs_no_number(page: CheckPage) -> None:
    show(page, "w = parameter([1, 2])\nL = sum(w*w)\ngrad(w) == [2, 5]\n")
    assert isinstance(page.rows[0].judged, Judged)
    assert page.rows[0].verdict == "wrong"
    assert "Off by" not in numbers(page)
