"""Every exercise of a class has numbers that can be worked with, the same for the same seed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphviz_app import resources
from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.questions import Asked, questions
from graphviz_app.core.variants import variants
from graphviz_app.core.variants.answers import answers
from graphviz_app.core.variants.pools import drawn_leaves
from graphviz_app.errors import GraphError
from graphviz_app.formats import load, parse

HOPELESS = {"babylonian-root", "vanishing-chain", "whisper"}
"""Their gradients vanish: that is what they show."""
EXAMPLES = [path for path in resources.examples() if path.stem not in HOPELESS]


def asked(graph: Graph) -> list[Claim]:
    kinds: tuple[Asked, ...] = ("values", "gradients", "updates")
    return [claim for kind in kinds for claim in questions(graph, kind)]


def bare(path: Path) -> Graph:
    return replace(load(path), claims=())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_answers_are_neither_accidental_nor_too_short(path: Path) -> None:
    graph = bare(path)
    claims, before = asked(graph), answers(run(graph), asked(graph))
    for variant in variants(graph, claims, 3, 1):
        trace = run(variant)
        assert not trace.problems
        assert not trace.kinks
        for answer, old in zip(answers(trace, claims), before, strict=True):
            assert answer is not None
            assert old is not None
            new = ~np.isclose(answer, old, 1e-12, 1e-12)
            size = np.abs(answer)
            most = max(1e4, 2 * float(np.max(np.abs(old))))
            assert np.all((size >= 0.001) & (size < most) & (np.abs(size - 1) > 1e-12) | ~new)


@pytest.mark.parametrize("stem", ["neuron", "three-two-one-network", "xor"])
def test_answers_that_are_not_the_same_by_themselves_can_be_told_apart(stem: str) -> None:
    graph = bare(next(path for path in EXAMPLES if path.stem == stem))
    claims, before = asked(graph), answers(run(graph), asked(graph))
    kept = {float(old) for old in before if old is not None}
    for variant in variants(graph, claims, 5, 2):
        printed = {f"{float(x):.4f}" for x in answers(run(variant), claims) if x is not None}
        assert len(printed) >= len(kept)


def test_the_same_seed_draws_the_same_numbers_and_another_one_others() -> None:
    graph = parse("x = input(1.5)\nw = parameter(-0.8)\nL = (w*x)**2")
    claims = asked(graph)
    first, again, other = ([*variants(graph, claims, 6, seed)] for seed in (1, 1, 2))
    assert [v.nodes for v in first] == [v.nodes for v in again]
    assert [v.nodes for v in first] != [v.nodes for v in other]
    assert [v.nodes for v in variants(graph, claims, 3, 1)] == [v.nodes for v in first[:3]]


def test_no_two_sheets_have_the_same_numbers_while_there_are_others() -> None:
    graph = parse("x = input(1)\nL = x*2.5")
    sheets = [float(v.nodes["x"].attrs["value"]) for v in variants(graph, asked(graph), 6, 1)]  # type: ignore[arg-type]
    assert sorted(sheets) == [2, 2, 3, 3, 4, 4]
    assert sorted(sheets[:3]) == [2, 3, 4]


def test_only_leaves_that_are_drawn_change() -> None:
    graph = bare(next(path for path in EXAMPLES if path.stem == "neuron"))
    (variant,) = variants(graph, asked(graph), 1, 5)
    changed = {id_ for id_, node in variant.nodes.items() if node != graph.nodes[id_]}
    assert changed == set(drawn_leaves(graph)) == {"x", "w", "b"}
    assert variant.learning_rate == graph.learning_rate
    assert variant.edges == graph.edges


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = input(0.1)\nL = x**8", "value of 'L' has less than two digits with 4 decimals"),
        ("x = input(1.5)\nL = log(0 - x)", "log"),
        ("x = input(0.01)\nL = relu(x)*100", "'L.relu1' is near a kink"),
    ],
)
def test_it_says_what_fails(text: str, why: str) -> None:
    graph = parse(text)
    with pytest.raises(GraphError) as told:
        list(variants(graph, asked(graph), 1, 1))
    assert why in str(told.value)


def test_without_a_number_to_draw_it_says_so() -> None:
    graph = parse("t = target(1)\nL = t*2")
    with pytest.raises(GraphError, match="no number to be drawn anew"):
        list(variants(graph, asked(graph), 1, 1))


def test_an_answer_gets_no_more_digits_than_it_had_or_is_usual() -> None:
    graph = parse("x = input(95)\nL = x*x")
    for variant in variants(graph, asked(graph), 12, 1):
        assert float(run(variant).value("L")) < 2 * 95**2


def test_a_unit_that_would_be_saturated_is_not_taken() -> None:
    graph = parse("x = input(1.2)\nw = parameter(1.4)\nh = tanh(w*x)\nL = h*2.5")
    assert 1 - float(run(graph).value("h")) ** 2 > 0.04
    for variant in variants(graph, questions(graph, "values"), 20, 1):
        assert 1 - float(run(variant).value("h")) ** 2 > 0.04
