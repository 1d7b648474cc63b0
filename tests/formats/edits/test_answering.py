"""Claims are set in the text, and what stands around them stays."""

import random

import pytest

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.errors import GraphError
from graphviz_app.formats import from_json, parse, to_json
from graphviz_app.formats.edits.answering import with_answer, with_claims, without_claims
from graphviz_app.formats.json_document import from_document, to_document
from graphviz_app.formats.language.claiming.claims import claim_text
from graphviz_app.formats.language.text import graph_of_text

GIVEN = "# A unit\nx = input(1.5)\nw = parameter(2)  # a weight\nh1 = sigmoid(w*x)\n"


def claims_text(text: str) -> Graph:
    return graph_of_text(GIVEN + text)


@pytest.mark.parametrize(
    ("typed", "number", "answered"),
    [
        ("h1 ==", 0, "h1 == 0.75"),
        ("h1 == ?\n", 0, "h1 == 0.75\n"),
        ("h1 == ?  # later\n", 0, "h1 == 0.75  # later\n"),
        ("h1 ==   # later\n", 0, "h1 == 0.75  # later\n"),
        ("h1==0.5#x", 0, "h1== 0.75#x"),
        ("h1 == about 6 # hm\n", 0, "h1 == 0.75 # hm\n"),
        ("h1 == [1, 2\n", 0, "h1 == 0.75\n"),
        ("h1 == [1,\n b]  # c\n", 0, "h1 == 0.75  # c\n"),
        ("h1 == 0.5; w == 3; x == ?\n", 1, "h1 == 0.5; w == 0.75; x == ?\n"),
        ("h1 == 0.5; w == 3; x == ?\n", 2, "h1 == 0.5; w == 3; x == 0.75\n"),
        ("h1 ==; w == 2\n", 0, "h1 == 0.75; w == 2\n"),
        ("h1 (σ', by hand) ≈ -(0.5) ± 0.1\n", 0, "h1 (σ', by hand) ≈ 0.75\n"),
        ("∂h1/∂w = ½\n", 0, "∂h1/∂w = 0.75\n"),
        ('with group("a"):\n    q = w*x\n    q == 1,5\n', 0,
         'with group("a"):\n    q = w*x\n    q == 0.75\n'),
        ("h1 == 1\r\nw == ?\r\n", 1, "h1 == 1\r\nw == 0.75\r\n"),
    ],
)  # fmt: skip
def test_an_answer_is_the_only_change(typed: str, number: int, answered: str) -> None:
    graph = claims_text(typed)
    after = with_answer(graph, number, "0.75")
    assert after.source == GIVEN + answered
    assert after.claims[number].printed == "0.75"
    cleared = with_answer(after, number, "")
    assert cleared.source == GIVEN + answered.replace("0.75", "?")
    assert cleared.claims[number].printed == ""
    assert without_claims(graph, range(len(graph.claims))).claims == ()


def test_a_tolerance_is_set_with_its_answer() -> None:
    after = with_answer(claims_text("h1 == ?\n"), 0, "0.7", "0.05")
    assert after.source.endswith("h1 == 0.7 ± 0.05\n")
    assert after.claims[0].tolerance == "0.05"


def test_new_claims_stand_below_a_heading_and_then_below_the_last() -> None:
    places = "# places: x 120 80\n"
    graph = with_claims(parse(GIVEN + places), [Claim("grad", "w", "")])
    assert graph.source == f"{GIVEN}\n# answers\ngrad(w) == ?\n{places}"
    more = [Claim("value", "h1.mul1", "3"), Claim("d", "h1", "0.1", "w", edge=True)]
    graph = with_claims(graph, more)
    rest = "h1.mul1 == 3\nd(h1, w, edge) == 0.1\n"
    assert graph.source == f"{GIVEN}\n# answers\ngrad(w) == ?\n{rest}{places}"
    assert graph.pins == {"x": (120, 80)}


def test_a_text_without_an_end_of_line_goes_on() -> None:
    graph = with_claims(parse("x = input(2)\ny = x*x"), [Claim("value", "y", "4")])
    assert graph.source == "x = input(2)\ny = x*x\n\n# answers\ny == 4"


def test_what_is_claimed_already_is_answered_in_its_place() -> None:
    graph = claims_text("grad(w) == 1\nh1 == 0.5\ngrad(w) == ?\n")
    after = with_claims(graph, [Claim("grad", "w", "2"), Claim("value", "h1", "0.6")])
    assert after.source == GIVEN + "grad(w) == 1\nh1 == 0.6\ngrad(w) == 2\n"


def test_claims_are_taken_out_with_their_lines() -> None:
    text = "# mine\nh1 == 1\ngrad(w) == 2; x == 3  # both\nw == ?\n"
    after = without_claims(claims_text(text), [0, 1])
    assert after.source == GIVEN + "# mine\nx == 3  # both\nw == ?\n"


def test_a_version_of_a_name_is_claimed_where_it_must_be_spelled_out() -> None:
    graph = parse("x = input(1)\nx *= 2\ny = x + 1\n")
    for id_ in graph.nodes:
        after = with_claims(graph, [Claim("value", id_, "2")])
        assert after.claims == (Claim("value", id_, "2"),)
        assert parse(after.source).claims == after.claims


def test_a_document_without_text_is_answered_too() -> None:
    document = to_document(claims_text("h1 == ?\n"))
    del document["text"]
    graph = from_document(document)
    after = with_claims(with_answer(graph, 0, "0.95"), [Claim("after", "w", "1")])
    assert [claim_text(claim) for claim in after.claims] == ["h1 == 0.95", "after(w) == 1"]
    assert from_json(to_json(after)).claims == after.claims
    assert without_claims(after, [0]).claims == after.claims[1:]


def test_what_is_not_there_is_refused() -> None:
    graph = claims_text("h1 == ?\n")
    for number in (-1, 1):
        with pytest.raises(GraphError, match="not there any more"):
            with_answer(graph, number, "1")
    with pytest.raises(GraphError, match="no 'q'"):
        with_claims(graph, [Claim("value", "q", "1")])
    with pytest.raises(GraphError, match="not there any more"):
        without_claims(graph, [3])


@pytest.mark.parametrize("seed", range(20))
def test_any_answers_change_nothing_but_answers(seed: int) -> None:
    chance = random.Random(seed)
    subjects = ("h1", "grad(w)", "after(w)", "d(h1, x)", "d(h1, w, edge)", "h1.mul1", "∂h1/∂x")
    answers = ("?", "", "0.5", "1,5", "½ # x", "[1, 2", "-3e-2 ± 0.1", "…", "about 3")
    joined = ("\n", "\n", "\n\n# a remark\n", "; ")
    text = GIVEN
    for _ in range(6):
        text += f"{chance.choice(subjects)} == {chance.choice(answers)}{chance.choice(joined)}"
    graph = graph_of_text(text.rstrip("; "))
    for _ in range(8):
        number = chance.randrange(len(graph.claims))
        printed = chance.choice(("", "0.25", "8/2", "[1, 2]"))
        after = with_answer(graph, number, printed)
        assert after.claims[number].printed == printed
        assert after.nodes == graph.nodes
        others = [c for at, c in enumerate(after.claims) if at != number]
        assert others == [c for at, c in enumerate(graph.claims) if at != number]
        assert after.source.count("\n") <= graph.source.count("\n")
        graph = after
