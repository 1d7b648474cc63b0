"""Verdicts: hand solutions of courses, sheets with one slip each, and small cases."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Checked, Conventions, Points, check, marks
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


def test_a_derivative_of_one_edge_holds_other_lines_fast() -> None:
    given = "x = input(3)\ny = x**2\nz = x*y\n"
    assert (
        verdicts(f"{given}d(z, x) == 27\nd(z, x, edge) == 9\nd(z, y, edge) == 3") == ["right"] * 3
    )
    assert verdicts(f"{given}d(z, x, edge) == 8\ngrad(x) == 26") == ["wrong", "follows"]


def test_what_follows_by_itself_is_said_and_earns_nothing() -> None:
    found = checked(f"{NETWORK}grad(z) == 0.0000\ngrad(w) == 0.0000\nafter(w) == -0.8000")
    assert [judged.verdict for judged in found.judged] == ["wrong", "follows", "follows"]
    assert found.judged[1].trivial
    assert "earns no points" in found.judged[1].remark
    assert marks(found).total == 0.0


def test_marks_are_for_the_method_and_for_the_number() -> None:
    found = checked(f"{NETWORK}z == -1.45\na == 0.1900\nL == 0.5200\nL == ?")
    assert [judged.verdict for judged in found.judged] == ["wrong", "follows", "right", "blank"]
    given = marks(found, Points(2.0, 1.0), {2: Points(0.5, 0.5)})
    assert [points.total for points in given.earned] == [0.0, 2.0, 1.0, 0.0]
    assert (given.total, given.possible) == (3.0, 10.0)


def test_a_loss_with_another_factor_is_said_to_be_a_convention() -> None:
    sheet = f"{NETWORK}grad(a) == -0.7211\ngrad(z) == -0.1450\ngrad(w) == -0.2175"
    first = checked(sheet).judged[0]
    assert (first.verdict, first.slip and first.slip.kind) == ("wrong", "factor")
    assert first.remark == "Right for ½(1 − a)², this sheet has (1 − a)²"
    half = check(run(parse(sheet)), conventions=Conventions(loss=0.5))
    assert [judged.verdict for judged in half.judged] == ["right"] * 3
    mixed = checked(f"{sheet}\nafter(w) == -0.5825")
    assert mixed.judged[0].remark == ""


def test_the_loss_itself_follows_its_convention_too() -> None:
    graph = parse(f"{NETWORK}a == 0.279\nL == 0.260\ngrad(a) == -0.721\ngrad(z) == -0.145")
    found = check(run(graph))
    assert [judged.verdict for judged in found.judged] == ["right", "wrong", "wrong", "follows"]
    assert found.judged[1].remark == "Right for ½(1 − a)², this sheet has (1 − a)²"
    half = check(run(graph), conventions=Conventions(loss=0.5))
    assert half.first_wrong is None
    assert half.judged[1].verdict in ("right", "rounded")
    as_written = parse(f"{NETWORK}L == 0.520\ngrad(a) == -0.721")
    assert check(run(as_written), conventions=Conventions(loss=0.5)).first_wrong is None
    wrong = parse(f"{NETWORK}L == 0.270\ngrad(a) == -0.721")
    assert check(run(wrong), conventions=Conventions(loss=0.5)).first_wrong == 0


def test_a_dead_unit_has_the_slope_0_however_its_value_is_printed() -> None:
    given = "z = input(-0.5)\nh = relu(z)\nL = (h - 1)**2\nz == -0.500\n"
    for printed in ("0.000", "0", "0.0"):
        dead = f"{given}h == {printed}\n"
        assert verdicts(f"{dead}d(h, z) == 0.000\nd(h, z) == 1.000")[2:] == ["right", "wrong"]
    assert verdicts(f"{given}h == 0.500\nd(h, z) == 1.000")[1:] == ["wrong", "follows"]


def test_the_slope_at_a_kink_and_the_layout_of_a_gradient_can_be_chosen() -> None:
    kinked = parse("x = input(0)\ny = relu(x)\ny == 0\ngrad(x) == 1")
    found = check(run(kinked))
    assert found.judged[1].verdict == "wrong"
    assert found.judged[1].remark.startswith("Right with the slope 1 at the kink of y")
    assert check(run(kinked), conventions=Conventions(kink=1.0)).first_wrong is None
    matrix = parse(
        "W = parameter([[1, 2, 3], [4, 5, 6]])\nx = input([1, 2, 3])\nL = sum(W @ x)\n"
        "grad(W) == [[1, 1], [2, 2], [3, 3]]"
    )
    slip = check(run(matrix)).judged[0].slip
    assert slip is not None
    assert slip.kind == "transposed"
    assert check(run(matrix), conventions=Conventions(transposed=True)).first_wrong is None


def test_of_a_list_the_first_wrong_element_is_named() -> None:
    given = "x = input([1, 2, 3])\nh = x**2\nL = sum(h)\n"
    judged = checked(f"{given}h == [1, 4, 8]").judged[0]
    assert (judged.verdict, judged.element) == ("wrong", (2,))
    assert "element [2]" in judged.remark


HOSTILE = (
    "z == 1e308\nz == -1e308\na == 1e-300",
    "z == 99999999999999999999999999\na == 0.5",
    "grad(w) == 0.1\nz == -0.95\ngrad(w) == 0.2\nz == 3\nz == -0.95",
    "after(x) == 1.5\nafter(L) == 0.1\nafter(b) == 0",
    "d(w, z) == 0\nd(z, z) == 1\nd(L, L) == 1\nd(x, w) == 0",
    "z == [1, 2]\na == [[1]]\ngrad(w) == [0.1]",
    "a[0] == 1\nz == 0/1",
    "a == 0.0000\nL == 1.0000\ngrad(z) == 0.0000\ngrad(w) == 0.0000",
    "a == 1.0000\ngrad(z) == 0.0000\nL == 0.0000\ngrad(b) == -0.0000",
)


@pytest.mark.parametrize("claims", HOSTILE)
def test_a_hostile_sheet_is_judged_to_its_end(claims: str) -> None:
    graph = parse(NETWORK + claims)
    found = check(run(graph))
    assert [judged.claim for judged in found.judged] == list(graph.claims)


def test_numbers_that_do_not_exist_are_no_mistake() -> None:
    graph = parse("x = input(-1)\ny = log(x)\nz = x + 1\ny == 3\nz == 0\ngrad(x) == 1")
    found = check(run(graph, partial=True))
    assert [judged.verdict for judged in found.judged] == ["blank", "right", "right"]
    assert found.judged[0].remark == "y has no finite number here"


def test_without_a_learning_rate_nothing_is_known_of_the_step() -> None:
    found = checked("x = input(2)\nw = parameter(3)\ny = w*x\nafter(w) == 1")
    assert found.judged[0].verdict == "blank"
    assert "no value after a step of w" in found.judged[0].remark


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


def test_what_was_said_of_lists_can_be_compared() -> None:
    graph = parse("x = input([1.5, 2.5])\ny = 2*x\nL = sum(y)\ny == [3, 5]\nL == 8\n")
    other = parse("x = input([1.5, 2.5])\ny = 2*x\nL = sum(y)\ny == [3, 6]\nL == 8\n")
    once, again = (check(run(graph), graph.claims) for _ in range(2))
    assert once == again
    assert len({*once.judged, *again.judged}) == 2
    assert once != check(run(other), other.claims)


@pytest.mark.parametrize("claim", ["d(a, w) == 99.5", "d(a, z) == 99.5", "d(z, w, edge) == 9"])
def test_a_wrong_derivative_is_judged_without_an_output(claim: str) -> None:
    text = "x = input(2)\nw = parameter(3)\nz = w*x\na = z**2\nlearning_rate(0.1)\n"
    graph = replace(parse(text + claim), output=None)
    (judged,) = check(run(graph), graph.claims).judged
    assert judged.verdict == "wrong"
