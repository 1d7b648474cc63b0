"""A sheet asks in the order of working, says what is given, and knows its answers."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from graphviz_app import resources
from graphviz_app.core.check import check
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.questions import Asked
from graphviz_app.covered import is_blank
from graphviz_app.errors import GraphError
from graphviz_app.explain.worksheet.answer import answer_latex, answer_text
from graphviz_app.explain.worksheet.asking import Asking, asked_of
from graphviz_app.explain.worksheet.compose import numbered, runs_through, worksheet
from graphviz_app.explain.worksheet.sheet import Worksheet
from graphviz_app.formats import load, parse
from graphviz_app.formats.edits.answering import with_claims

NEURON = (
    "x = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nt = target(1)\n"
    "z = w*x + b\na = sigmoid(z)\nL = 0.5*(t - a)**2\nlearning_rate(0.5)\n"
)
LONG = "\n".join(["x0 = input(0.5)", *(f"x{i} = sin(x{i - 1})" for i in range(1, 202))])


def sheet_of(graph: Graph, *kinds: Asked, digits: int = 4) -> Worksheet:
    return worksheet(runs_through(graph), Asking.of(graph, kinds), digits)


def test_questions_are_numbered_in_the_order_of_working() -> None:
    sheet = sheet_of(parse(NEURON))
    assert [part.title for part in sheet.parts] == ["Forward pass", "Backward pass", "Update"]
    assert [q.number for q in sheet.questions] == list(range(1, 10))
    assert [(q.claim.kind, q.claim.of) for q in sheet.questions] == [
        ("value", "z"), ("value", "a"), ("value", "L"),
        ("grad", "a"), ("grad", "z"), ("grad", "b"), ("grad", "w"),
        ("after", "w"), ("after", "b"),
    ]  # fmt: skip
    assert sheet.questions[0].symbols == (r"w \cdot x + b",)


def test_claims_of_the_author_are_asked_and_not_told() -> None:
    sheet = sheet_of(parse(f"{NEURON}a == 0.28\ngrad(w) == -0.2175"))
    assert len(sheet.questions) == 9
    assert all(not claim.printed for claim in numbered(sheet))


def test_what_is_not_asked_is_given() -> None:
    told = sheet_of(parse(NEURON), "updates")
    assert [section.title for section in told.given] == ["Given", "Forward pass"]
    shown = str(told.given)
    assert "-0.2175" in shown
    assert "0.2789" in shown
    asked = str(sheet_of(parse(NEURON), "values", "updates").given)
    assert "0.2789" not in asked
    assert "-0.2175" not in asked


@pytest.mark.parametrize("kinds", [(), ("values",), ("gradients",), ("updates",)])
def test_the_graph_has_empty_fields_for_what_is_asked_and_no_gradient_that_is_not(
    kinds: tuple[Asked, ...],
) -> None:
    trace = runs_through(parse(NEURON))
    asking = Asking.of(trace.graph, kinds)
    asked = asked_of(trace, asking)
    assert is_blank(asked.value("z")) == ("values" in asking.kinds)
    assert not is_blank(asked.value("x"))
    asks = "gradients" in asking.kinds
    assert is_blank(asked.gradient("w")) == is_blank(asked.gradient("z")) == asks
    assert not is_blank(asked.gradient("L"))
    assert ("x" in asked.gradients) == (not asks)


@pytest.mark.parametrize(
    ("text", "kinds", "why"),
    [
        ("x = input(2)\ny = x*x", ("updates",), "no updates to ask for"),
        ("x = input(2)", (), "nothing to ask for"),
        (LONG, (), "401 questions"),
    ],
)  # fmt: skip
def test_it_says_why_there_is_no_sheet(text: str, kinds: tuple[Asked, ...], why: str) -> None:
    with pytest.raises(GraphError, match=why):
        Asking.of(parse(text), kinds)


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("digits", [3, 4, 6])
def test_its_own_answers_are_right(path: Path, digits: int) -> None:
    graph = load(path)
    sheet = sheet_of(graph, digits=digits)
    trace = runs_through(graph)
    filled = [
        question.claim.__class__(
            question.claim.kind, question.claim.of, answer_text(question.answer, digits)
        )
        for question in sheet.questions
    ]
    judged = check(trace, filled).judged
    assert {one.verdict for one in judged} == {"right"}


def test_a_planted_slip_is_found() -> None:
    graph = parse(NEURON)
    sheet, trace, random = sheet_of(graph), runs_through(graph), Random(1)
    at = random.choice([3, 4, 6])
    claims = [
        type(q.claim)(q.claim.kind, q.claim.of, answer_text(q.answer * (-1 if n == at else 1), 4))
        for n, q in enumerate(sheet.questions)
    ]
    checked = check(runs_through(with_claims(trace.graph, claims)))
    assert checked.first_wrong == at
    slip = checked.judged[at].slip
    assert slip is not None
    assert slip.kind == "sign"


def test_answers_have_the_digits_that_are_asked_for() -> None:
    assert answer_text(-0.21753, 4) == "-0.2175"
    assert answer_text(3.0, 2) == "3.00"
    assert answer_text(0.00003217, 4) == "3.217e-05"
    assert answer_latex(-0.21753, 3) == "-0.218"


def test_what_is_frozen_and_another_optimizer_is_said_where_a_step_is_asked() -> None:
    graph = replace(parse(NEURON), frozen=("b",))
    plain = sheet_of(graph, "updates").parts[0]
    assert plain.lead[-1] == " b is frozen."
    assert [question.claim.of for question in plain.questions] == ["w"]
    learning = replace(graph, descents=(Descent("adam", rate=0.1),))
    assert sheet_of(learning, "updates").parts[0].lead == (
        "Take the first step of Adam, η = 0.1, β₁ = 0.9, β₂ = 0.999 for each parameter.",
        " b is frozen.",
    )
