"""Verdicts: hand solutions of courses, sheets with one slip each, and small cases."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Checked, check
from graphviz_app.formats import claim_text, parse

DATA = Path(__file__).parents[2] / "data"
HOMEWORK: dict[str, Any] = json.loads((DATA / "homework" / "expected.json").read_text("utf-8"))
SHEETS: list[dict[str, Any]] = json.loads((DATA / "slips.json").read_text("utf-8"))
NETWORK = """
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
z = w*x + b
a = sigmoid(z)
L = (1 - a)**2
learning_rate(0.5)
"""


def checked(text: str) -> Checked:
    return check(run(parse(text)))


def verdicts(text: str) -> Sequence[str]:
    return [judged.verdict for judged in checked(text).judged]


def first_wrong(found: Checked) -> str | None:
    at = found.first_wrong
    return None if at is None else claim_text(found.judged[at].claim).partition(" ==")[0]


@pytest.mark.parametrize("name", HOMEWORK)
def test_what_a_course_accepts_is_accepted_and_what_it_marks_wrong_is_not(name: str) -> None:
    found = checked((DATA / "homework" / f"{name}.cg").read_text("utf-8"))
    for judged, row in zip(found.judged, HOMEWORK[name], strict=True):
        accepted = judged.verdict in ("right", "rounded")
        assert accepted == (row["against_truth"] != "wrong"), row
        assert judged.expected == pytest.approx(row["truth"], rel=1e-12)


def test_the_first_mistake_of_a_hand_solution_is_where_it_was_made() -> None:
    firsts = {
        name: first_wrong(checked((DATA / "homework" / f"{name}.cg").read_text("utf-8")))
        for name in HOMEWORK
    }
    assert firsts == {
        "partially-connected-network": None,
        "three-two-one-network": "grad(z3_1)",
        "three-two-one-network-half": None,
        "two-two-two-network": "grad(w3)",
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet["id"] for sheet in SHEETS])
def test_one_slip_is_wrong_there_and_nowhere_else(sheet: dict[str, Any]) -> None:
    found = checked(sheet["text"])
    wrong = [judged for judged in found.judged if judged.verdict == "wrong"]
    assert first_wrong(found) == (sheet["slip"]["claim"] if sheet["slip"] else None)
    assert len(wrong) == (1 if sheet["slip"] else 0)


def test_a_number_is_right_rounded_or_cut_off() -> None:
    z = "x = input(1.23456)\ny = 2*x\n"  # 2.46912
    assert verdicts(f"{z}y == 2.469\ny == 2.47\ny == 2.46\ny == 2.4691") == ["right"] * 4
    assert verdicts(f"{z}y == 2.470\ny == 2.45\ny == 2.5\ny == 2.6") == [
        *("wrong", "wrong", "right", "wrong")
    ]


def test_a_later_number_is_judged_by_the_earlier_ones_as_they_were_printed() -> None:
    assert verdicts(f"{NETWORK}z == -0.9\na == 0.29") == ["right", "rounded"]
    given = "x = input(3.449)\ny = 100*x\n"
    assert verdicts(f"{given}x == 3.4\ny == 340") == ["right", "rounded"]
    assert verdicts(f"{given}y == 340") == ["wrong"]


def test_what_follows_from_a_wrong_number_is_no_second_mistake() -> None:
    assert verdicts(f"{NETWORK}z == -1.45\na == 0.1900\nL == 0.6561\ngrad(a) == -1.62") == [
        *("wrong", "follows", "follows", "follows")
    ]


def test_who_corrects_himself_is_right() -> None:
    assert verdicts(f"{NETWORK}z == -1.45\na == 0.2789\nL == 0.5200") == [
        *("wrong", "right", "right")
    ]


def test_only_what_stands_earlier_is_carried() -> None:
    assert verdicts(f"{NETWORK}a == 0.1900\nz == -1.45") == ["wrong", "wrong"]


def test_a_wrong_gradient_is_carried_into_the_step_and_past_it() -> None:
    text = f"{NETWORK}grad(z) == 0.29\ngrad(w) == 0.435\nafter(w) == -1.0175\nafter(z) == -1.421"
    assert verdicts(text) == ["wrong", "follows", "follows", "follows"]


def test_a_wrong_local_derivative_is_carried() -> None:
    text = f"{NETWORK}d(a, z) == 0.2789\ngrad(z) == -0.4022\n"
    assert verdicts(text) == ["wrong", "follows"]


def test_a_blank_says_nothing_and_stops_nothing() -> None:
    graph = parse(f"{NETWORK}z == -0.95\na == 0.2789")
    first, second = graph.claims
    from dataclasses import replace

    blank = replace(first, printed="")
    found = check(run(graph), [blank, replace(first, printed="about 1"), second])
    assert [judged.verdict for judged in found.judged] == ["blank", "blank", "right"]


def test_a_fraction_and_a_tolerance_say_how_near_is_near() -> None:
    given = "x = input(3)\ny = x/8\n"
    assert verdicts(f"{given}y == 3/8\ny == 6/16\ny == 1/3") == ["right", "right", "wrong"]
    assert verdicts(f"{given}y == 0.4 ± 0.03\ny == 0.4 ± 0.01") == ["right", "wrong"]


def test_whole_numbers_among_decimals_leave_out_zeros() -> None:
    assert verdicts("x = input(2.4)\ny = x + 0\nx == 2.40\ny == 2") == ["right", "wrong"]
    assert verdicts("x = input(2)\ny = 2*x\ny == 4\ny == 5") == ["right", "wrong"]


def test_lists_are_judged_element_by_element() -> None:
    given = "W = parameter([[1, 2], [3, 4]])\nx = input([0.5, -1])\nz = W @ x\nL = sum(z)\n"
    assert verdicts(f"{given}z == [-1.5, -2.5]\ngrad(x) == [4, 6]") == ["right", "right"]
    assert verdicts(f"{given}z == [-1.5, 2.5]\nz[0] == -1.5\nL == 1.0") == [
        *("wrong", "right", "follows")
    ]
    assert verdicts(f"{given}z == [1, 2, 3]\nL == -4") == ["wrong", "right"]
