"""Answers that are left open or cannot be read stop nothing else."""

import pytest

from graphviz_app.core.graph import Claim
from graphviz_app.errors import AnswerError, ParseError
from graphviz_app.formats import from_json, parse, parse_standing, to_json
from graphviz_app.formats.json_document import from_document, to_document
from graphviz_app.formats.language.claiming.claims import claim_text
from graphviz_app.formats.language.editor.definitions import is_claim
from graphviz_app.formats.language.editor.kinds import kinds
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.writer import to_text

GIVEN = "x = input(1.5)\nw = parameter(2)\nh1 = sigmoid(w*x)\n"
OPEN = ["?", "??", "", "___", "_", "…", "...", "□", "   # later", "? # later"]


def claims_of(typed: str) -> list[tuple[str, str, str]]:
    """What is claimed, below which another claim stands."""
    graph = parse_standing(f"{GIVEN}{typed}\nx == 1.5\n").graph
    assert len(graph.nodes) == 4
    *claims, last = graph.claims
    assert last == Claim("value", "x", "1.5")
    return [(claim.kind, claim.of, claim.printed) for claim in claims]


@pytest.mark.parametrize("answer", OPEN)
@pytest.mark.parametrize(
    ("subject", "kind"),
    [("h1", "value"), ("grad(h1)", "grad"), ("h1.grad", "grad"), ("after(h1)", "after"),
     ("d(h1, w)", "d"), ("∂h1/∂w", "d"), ("d(h1 (σ' · x), w)", "d")],
)  # fmt: skip
def test_an_answer_is_left_open_in_many_ways(subject: str, kind: str, answer: str) -> None:
    typed = f"{subject} == {answer}"
    assert claims_of(typed) == [(kind, "h1", "")]
    assert parse(GIVEN + typed).claims[0].printed == ""
    assert is_claim(typed)


def test_an_open_answer_is_written_with_a_question_mark() -> None:
    graph = parse(f"{GIVEN}grad(w) == ___\nh1 == ? ± 0.1\n")
    assert [claim_text(claim) for claim in graph.claims] == ["grad(w) == ?", "h1 == ? ± 0.1"]
    document = to_document(graph)
    del document["text"]
    again = from_document(document)
    assert again.claims == graph.claims == from_json(to_json(graph)).claims
    assert parse(to_text(again)).claims == graph.claims


UNREAD = [
    # as typed, where what is wrong with it stands, and what
    ("h1 == 0.6,5", 1, "an answer is one number, written with a point"),
    ("h1 == 0,65", 1, "written with a point: 0.65"),
    ("h1 == about 0.6", 7, "an answer is a number, found 'about 0.6'"),
    ("h1 == 1/0", 7, "no finite value"),
    ("h1 == 0.6.5  # so", 7, "found '0.6.5'"),
    ("h1 == 3x", 7, "found '3x'"),
    ("h1 == nan", 7, "where a number stands"),
    ("h1 == 1e999", 7, "too large"),
    ("h1 == -", 7, "found '-'; ? leaves it open"),
    ("h1 == 5%", 8, "no percent sign"),
    ("h1 == [1, 2", 7, "never closed"),
    ("h1 == 0.5)", 10, "closes nothing"),
    ("h1 == [1,\n  b]", 3, "found 'b'"),
    ("h1 == 0.65?", 7, "found '0.65?'"),
    ("h1 == 0.5 (rounded)", 7, "found '0.5 (rounded)'"),
    ("h1 == 'half'", 7, "found ''half''"),
    ("h1 == it's 0.6", 9, "a name has no prime"),
    ("h1 == 0.5 == 0.6", 1, "a claim is written name == 0.5"),
    ("h1 == ? ± x", 11, "a tolerance is a positive number"),
    ('with group("a"):\n    q = w*x\n    h1 == 1/0', 11, "no finite value"),
]


@pytest.mark.parametrize(("typed", "column", "sentence"), UNREAD)
def test_an_answer_that_cannot_be_read_counts_as_blank(
    typed: str, column: int, sentence: str
) -> None:
    text = f"{GIVEN}{typed}\nx == 1.5\n"
    graph, errors = parse_standing(text)
    (error,) = errors
    assert isinstance(error, AnswerError)
    assert (error.column, sentence in error.reason) == (column, True), error
    assert graph.source == text
    assert [(claim.of, claim.printed) for claim in graph.claims] == [("h1", ""), ("x", "1.5")]
    assert graph_of_text(text) == graph
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert str(caught.value) == str(error)


def test_answers_that_share_a_line_are_read_apart() -> None:
    typed = "h1 == about 1; w == 2; grad(w) == ; h1 == 0.5"
    read = [("value", "h1", ""), ("value", "w", "2"), ("grad", "w", ""), ("value", "h1", "0.5")]
    assert claims_of(typed) == read


def test_digits_of_other_scripts_are_digits() -> None:
    for answer in ("٠٫٦٥", "٠.٦٥", "०.६५", "０.６５"):
        assert claims_of(f"h1 == {answer}") == [("value", "h1", "0.65")]
        assert parse(f"{GIVEN}h1 == {answer}").claims[0].printed == "0.65"


def test_a_claim_about_an_unknown_name_says_why_and_stops_no_other() -> None:
    for typed, sentence in {
        "h7 == ?": "about 'h7', which is not defined",
        "y == w*x + 1": "a value is given with one =",
    }.items():
        graph, errors = parse_standing(f"{GIVEN}{typed}\nh1 == 0.5\n")
        assert [claim.of for claim in graph.claims] == ["h1"]
        assert sentence in errors[0].reason
        assert not isinstance(errors[0], AnswerError)


def test_claims_without_a_graph_are_told_so() -> None:
    graph, errors = parse_standing("grad(w) == 0.5\nh1 == ?\n")
    assert not graph.nodes
    assert str(errors[0]).startswith("line 1, column 1: there are only claims here")


def test_answers_below_a_broken_line_are_read() -> None:
    text = f"{GIVEN}y = tanh(w*x +\nh1 == ?\nw == 2\nh1 == about 1\n"
    graph, errors = parse_standing(text)
    assert [claim.printed for claim in graph.claims] == ["", "2", ""]
    assert [isinstance(error, AnswerError) for error in errors] == [False, True]
    assert graph.source == ""


@pytest.mark.parametrize(
    "line",
    ["y = (w if\n x == w\n else 0)", "y = w if x == w else \\\n 0", "y = w if x == 1.5 else 0",
     "y = max(w,\n x == w)"],
)  # fmt: skip
def test_a_comparison_is_no_claim(line: str) -> None:
    graph, errors = parse_standing(GIVEN + line)
    assert errors == ()
    assert graph.claims == ()
    assert "equal" in {node.op for node in graph.nodes.values()}


def test_a_list_on_several_lines_is_an_answer() -> None:
    text = "x = input([1, 2])\ny = x*x\ny == [1,  # first\n  4,\n]\n"
    assert parse(text).claims[0].printed == "[1, 4]"


def test_an_open_answer_is_coloured_as_a_claim_without_a_number() -> None:
    assert [kind for *_, kind in kinds("grad(w1) == ?  # 2")] == ["statement", "comment"]


def test_a_thousand_answers_that_cannot_be_read_are_told_of_in_part() -> None:
    graph, errors = parse_standing(GIVEN + "h1 == about 0.6\nw == ?\n" * 1_000)
    assert len(graph.claims) == 2_000
    assert len(errors) == 20
