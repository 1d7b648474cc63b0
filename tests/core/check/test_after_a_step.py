"""Claims about a step: of frozen parameters, of other optimizers, and of no step at all."""

from dataclasses import replace

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Judged, check
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import OPTIMIZERS, Descent, OptimizerName
from graphviz_app.core.questions import questions
from graphviz_app.core.step import after, new_values
from graphviz_app.formats import parse

LINE = (
    "x = input(1.5)\nw = parameter(2)\nb = parameter(0.5)\nL = (w*x + b)**2\nlearning_rate(0.1)\n"
)


def graph_of(*descents: Descent) -> Graph:
    return replace(parse(LINE), frozen=("b",), descents=descents)


def judged(graph: Graph, *claims: str) -> list[Judged]:
    asked = parse(LINE + "\n".join(claims)).claims
    return list(check(run(graph), asked).judged)


@pytest.mark.parametrize("decay", [0.0, 0.05])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_claims_after_a_step_are_held_to_the_optimizers(
    optimizer: OptimizerName, decay: float
) -> None:
    graph = graph_of(Descent(optimizer, rate=0.02, weight_decay=decay))
    trace = run(graph)
    stepped = after(trace)
    assert stepped is not None
    w, loss = new_values(trace)["w"], stepped.value("L")
    assert [one.verdict for one in judged(graph, f"after(w) == {w}", f"after(L) == {loss}")] == [
        "right",
        "right",
    ]
    wrong = judged(graph, "after(w) == 1.1", "after(L) == 77")
    assert [one.verdict for one in wrong] == ["wrong", "wrong"]
    assert wrong[0].expected == pytest.approx(w, rel=1e-12)


def test_a_frozen_parameter_stays() -> None:
    graph = graph_of()
    assert judged(graph, "after(b) == 0.5")[0].verdict == "right"
    moved = judged(graph, "after(b) == -0.2")[0]
    assert moved.expected == 0.5
    assert moved.slip is not None
    assert moved.slip.sentence == "b is frozen: no step moves it"


def test_where_all_is_frozen_nothing_moves() -> None:
    graph = replace(graph_of(), frozen=("w", "b"))
    claims = "after(w) == 2", "after(L) == 12.25"
    assert [one.verdict for one in judged(graph, *claims)] == ["right", "right"]


def test_a_plain_step_for_adams_is_named() -> None:
    plain = judged(graph_of(Descent("adam")), "after(w) == 0.95")[0]
    assert plain.slip is not None
    assert plain.slip.sentence.startswith("this is a plain step")
    added = judged(graph_of(Descent("adam")), "after(w) == 2.1")[0]
    assert added.slip is not None
    assert added.slip.sentence.startswith("the step was added")


def test_slips_of_the_rate_are_found_in_a_descent_with_its_own() -> None:
    found = judged(graph_of(Descent(rate=0.2)), "after(w) == -8.5")[0]  # without the rate
    assert found.slip is not None
    assert found.slip.kind == "learning rate forgotten"


def test_without_a_step_it_is_said_what_to_write() -> None:
    graph = replace(parse(LINE), learning_rate=None)
    assert judged(graph, "after(w) == 1")[0].remark.endswith(
        "nothing says how large a step is; write learning_rate(0.1)"
    )


def test_only_what_is_trained_is_asked_for() -> None:
    assert [one.of for one in questions(graph_of(), "updates")] == ["w"]
    learning = replace(graph_of(Descent("adam", rate=0.1)), learning_rate=None)
    assert [one.of for one in questions(learning, "updates")] == ["w"]
    assert not questions(replace(parse(LINE), learning_rate=None), "updates")
