"""What a sheet can ask of a graph."""

from dataclasses import replace

from graphviz_app.core.graph import Claim
from graphviz_app.core.questions import new_questions, questions
from graphviz_app.formats import parse

SHEET = """\
x = input(1.5)
w = parameter(-0.8)
t = target(1)
unused = parameter(3)
z = w*x
a = sigmoid(z)
aside = a*2
L = (a - t)**2
output(L)
learning_rate(0.5)
"""


def about(claims: tuple[Claim, ...]) -> list[tuple[str, str, str]]:
    return [(claim.kind, claim.of, claim.printed) for claim in claims]


def test_values_are_asked_of_every_line_that_is_computed_in_the_order_of_working() -> None:
    asked = questions(parse(SHEET), "values")
    assert about(asked) == [("value", id_, "") for id_ in ("z", "a", "aside", "L")]


def test_gradients_are_asked_from_the_output_back_where_a_path_leads_to_it() -> None:
    asked = questions(parse(SHEET), "gradients")
    assert about(asked) == [("grad", id_, "") for id_ in ("a", "z", "w")]


def test_nothing_is_asked_of_what_only_steers() -> None:
    text = "w = parameter(3)\nv = parameter(2)\nc = w > v\ny = 2*w if c else 0\nlearning_rate(1)\n"
    graph = parse(text)
    assert [claim.of for claim in questions(graph, "gradients")] == ["w"]
    assert [claim.of for claim in questions(graph, "updates")] == ["w"]


def test_updates_are_asked_of_the_parameters_that_move() -> None:
    graph = parse(SHEET)
    assert about(questions(graph, "updates")) == [("after", "w", "")]
    assert questions(replace(graph, learning_rate=None), "updates") == ()


def test_without_an_output_there_is_nothing_to_be_differentiated() -> None:
    graph = replace(parse(SHEET), output=None)
    assert questions(graph, "gradients") == questions(graph, "updates") == ()


def test_what_has_been_asked_or_answered_is_not_asked_again() -> None:
    graph = parse(SHEET + "a == 0.3\ngrad(z) == 0.1\n")
    assert [claim.of for claim in questions(graph, "values")] == ["z", "aside", "L"]
    assert [claim.of for claim in questions(graph, "gradients")] == ["a", "w"]
    assert new_questions(graph, [Claim("value", "a", ""), Claim("grad", "a", "")]) == (
        Claim("grad", "a", ""),
    )


def test_the_derivative_of_the_output_is_the_gradient() -> None:
    graph = parse(SHEET + "dL/dz == 0.1\nd(a, z) == 0.2\n")
    assert [claim.of for claim in questions(graph, "gradients")] == ["a", "w"]
    assert new_questions(graph, [Claim("d", "a", "", "z", edge=True)])


def test_every_element_of_a_matrix_is_a_question_of_its_own() -> None:
    graph = parse("W = parameter([[1, 2], [3, 4]])\nL = sum(W)\nW[0, 1] == 2\n")
    other = Claim("value", "W", "", element=(1, 0))
    assert new_questions(graph, [replace(graph.claims[0], printed=""), other]) == (other,)
