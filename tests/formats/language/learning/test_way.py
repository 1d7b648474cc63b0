"""The comment that says which way of learning was gone."""

from dataclasses import replace

import pytest

from graphviz_app.core.learning.settings import Trained
from graphviz_app.formats import from_json, parse, to_json, to_text
from graphviz_app.formats.language.beside import in_step, says_beside, without_said

TEXT = "x = input(2)\nw = parameter(0.25)\nb = parameter([1, 2])\ny = sum(w*x + b)\n"
START = {"w": 1 / 3, "b": (0.1 + 0.2, -1e-300)}


def test_every_digit_of_the_way_is_kept() -> None:
    graph = replace(parse(TEXT), trained=Trained(40, START))
    text = to_text(graph)
    assert text.startswith(TEXT)
    assert parse(text).trained == Trained(40, START)
    assert parse(to_text(replace(graph, source=""))).trained == Trained(40, START)
    assert from_json(to_json(graph)).trained == Trained(40, START)


def test_the_way_is_read_as_it_is_written() -> None:
    graph = parse(
        f'{TEXT}descent("sgd")\ndescent("adam")\n# trained: 1 step of descent 2 from {{"w": 3.0}}\n'
    )
    assert graph.trained == Trained(1, {"w": 3.0}, 1)
    assert in_step(graph).source == graph.source
    assert says_beside(graph.source)
    assert "trained" not in without_said(graph.source)


def test_another_way_takes_the_place_of_the_one_before() -> None:
    graph = in_step(replace(parse(TEXT), trained=Trained(40, START)))
    later = in_step(replace(graph, trained=Trained(41, START)))
    assert later.source.count("# trained: ") == 1
    assert parse(later.source).trained == Trained(41, START)
    assert in_step(replace(later, trained=None)).source == TEXT


@pytest.mark.parametrize(
    "words",
    [
        '3 steps from {"x": 2}',
        '3 steps from {"q": 2}',
        '3 steps from {"w": [1, 2]}',
        '3 steps from {"b": 1}',
        '3 steps of descent 2 from {"w": 2}',
    ],
)
def test_a_way_that_cannot_have_been_gone_is_not_known(words: str) -> None:
    graph = parse(f"{TEXT}# trained: {words}\n")
    assert graph.trained is None
    assert to_text(graph) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "# trained: long ago",
        '# trained: -3 steps from {"w": 2}',
        '# trained: 3 steps from {"w": NaN}',
        '# trained: 3 steps from {"w": 1e999}',
        '# trained: 3 steps from {"w": "a"}',
        "# trained: 3 steps from {}",
        "# trained: 3 steps from {w: 2}",
        '# trained: 99999999 steps from {"w": 2}',
        '# trained: 3 steps of descent 0 from {"w": 2}',
        '# trained: 3 steps from {"w": ' + "[" * 5000 + "}",
    ],
)
def test_what_is_not_quite_like_this_is_a_comment_like_any_other(line: str) -> None:
    graph = parse(f"{TEXT}{line}\n")
    assert graph.trained is None
    assert to_text(graph) == f"{TEXT}{line}\n"


def test_of_very_many_numbers_only_a_document_keeps_the_way() -> None:
    many = [0.5] * 20_001
    graph = parse(f"w = parameter({many})\ny = sum(w)\n")
    graph = replace(graph, trained=Trained(3, {"w": tuple(many)}))
    assert "# trained" not in to_text(graph)
    assert from_json(to_json(graph)).trained == graph.trained
