"""Expanding and collapsing on the canvas changes one line of the text, and nothing else."""

import pytest

from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.edits.expanding import can_toggle, whole_of, with_expansion
from graphviz_app.formats.edits.leaf_value import with_leaf_value

TEXT = "# A line\nz = input(0.5)  # given\nh = sigmoid(z)\nL = tanh(h)**2\n"


def test_expanding_adds_a_line_and_collapsing_takes_it_away() -> None:
    graph = parse(TEXT)
    opened = with_expansion(graph, "h")
    assert opened.source == TEXT + "expand(h)\n"
    assert with_expansion(opened, "h.exp1").source == TEXT
    assert with_expansion(opened, "h") == graph


def test_what_is_expanded_inside_is_collapsed_with_it() -> None:
    opened = with_expansion(with_expansion(parse(TEXT), "L.tanh1"), "h")
    assert whole_of(opened, "h.exp1") == "h"
    assert with_expansion(opened, "L.tanh1").source == TEXT + "expand(h)\n"


def test_other_names_of_the_same_line_stay_expanded() -> None:
    graph = parse(TEXT + "expand(h, L.tanh1)  # both\n")
    assert with_expansion(graph, "h").source == TEXT + "expand(L.tanh1)  # both\n"


def test_a_part_that_a_claim_is_about_is_not_collapsed() -> None:
    graph = parse(TEXT + "expand(h)\nd(L, h.exp1) == 0.5\n")
    with pytest.raises(GraphError, match="this claim is about"):
        with_expansion(graph, "h")


def test_numbers_of_other_lines_are_changed_as_ever_and_those_inside_are_not() -> None:
    graph = parse(TEXT + "expand(h)\n")
    assert with_leaf_value(graph, "z", 0.75).source == graph.source.replace("0.5", "0.75")
    with pytest.raises(GraphError, match="belongs to 'h', which is expanded"):
        with_leaf_value(graph, "h.c1", 2.0)


def test_a_line_that_is_expanded_is_deleted_with_what_says_so() -> None:
    graph = parse(TEXT + "expand(h)\n")
    assert without_parts(graph, ["L", "h"]).source == "# A line\nz = input(0.5)  # given\n"
    with pytest.raises(GraphError):
        without_parts(graph, ["h.exp1"])


def test_leaves_and_plain_operators_cannot_be_expanded() -> None:
    graph = parse(TEXT)
    assert [id_ for id_ in graph.nodes if can_toggle(graph, id_)] == ["h", "L.tanh1"]
    with pytest.raises(GraphError, match="no parts"):
        with_expansion(graph, "z")


def test_new_versions_of_a_name_stay_as_they_are_typed() -> None:
    text = "z = input(0.5)\nc = tanh(z)\nc += sigmoid(z)\nL = c**2\n"
    graph = parse(text)
    opened = with_expansion(graph, "cʹ.sigmoid1")
    assert opened.source == f"{text}expand(cʹ.sigmoid1)\n"
    assert with_expansion(opened, "cʹ.sigmoid1").source == text
    assert "c" in with_expansion(graph, "c").opened
