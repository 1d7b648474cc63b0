"""Names: whoever means a line follows it to its new name, and an operator gets one of its own."""

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.calling import Names
from graphviz_app.formats.edits.renaming import with_name
from graphviz_app.formats.edits.written import Written

TEXT = """\
# About w

x = input(1.5)   # w is near
w = parameter(-0.8)
def half(u): return 0.5*u
with group("hidden"):
    z = w*x + 1   # pre-activation
    a = sigmoid(z)
L = half((a - 1)**2); q = w*2

output(L)
grad(w) == -0.3  # w is w
z.mul1 == -1.2
dL/dw == 3
d(a, w) == 2
w.grad == 3
after(w) == 1
"""
GRAPH = parse(TEXT)


def changed_lines(graph: Graph, id_: str, name: str) -> list[str]:
    """The lines of text that are new."""
    before = graph.source.split("\n")
    return [line for line in with_name(graph, id_, name).source.split("\n") if line not in before]


def test_everything_that_means_a_line_follows_it_and_remarks_stay() -> None:
    assert changed_lines(GRAPH, "w", "weight") == [
        "weight = parameter(-0.8)",
        "    z = weight*x + 1   # pre-activation",
        "L = half((a - 1)**2); q = weight*2",
        "grad(weight) == -0.3  # w is w",
        "dL/dweight == 3",
        "d(a, weight) == 2",
        "weight.grad == 3",
        "after(weight) == 1",
    ]


def test_operators_inside_a_line_are_called_after_it() -> None:
    assert "h.mul1 == -1.2" in changed_lines(GRAPH, "z", "h")


def test_the_output_and_claims_about_it_follow() -> None:
    renamed = with_name(GRAPH, "L", "E")
    assert renamed.output == "E"
    assert "output(E)" in renamed.source
    assert "dE/dw == 3" in renamed.source


@pytest.mark.parametrize(
    ("id_", "name", "lines"),
    [
        ("z.mul1", "m", ["    m = w*x", "    z = m + 1   # pre-activation", "m == -1.2"]),
        ("L.sub1", "e", ["e = a - 1", "L = half(e**2); q = w*2"]),
        ("q.c1", "two", ["L = half((a - 1)**2); two = 2; q = w*two"]),
    ],
)
def test_an_operator_without_a_name_gets_a_line_of_its_own(
    id_: str, name: str, lines: list[str]
) -> None:
    assert changed_lines(GRAPH, id_, name) == lines


def test_numbers_of_what_stays_in_the_line_are_dealt_out_anew() -> None:
    graph = parse("x = input(2)\ny = x*3 + x*4\ny.mul2 == 8\ny.mul1 == 6\n")
    named = with_name(graph, "y.mul1", "m")
    assert named.source == "x = input(2)\nm = x*3\ny = m + x*4\ny.mul1 == 8\nm == 6\n"


def test_pins_and_labels_follow() -> None:
    graph = parse("x = input(2)\ny = x*3 + x*4\n").with_pins(
        "operators", {"y.mul2": (1.0, 2.0), "x": (3.0, 4.0)}
    )
    assert with_name(graph, "y.mul1", "m").pins == {"y.mul1": (1.0, 2.0), "x": (3.0, 4.0)}
    assert with_name(graph, "x", "u").pins == {"y.mul2": (1.0, 2.0), "u": (3.0, 4.0)}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "type a name"),
        ("if", "n_if is free"),
        ("x", "x2 is free"),
        ("2x", "x2 is free"),
        ("a b", "a_b is free"),
        ("hidden", "hidden2 is free"),
        ("half", "half2 is free"),
        ("n" * 1000, "at most"),
    ],
)
def test_a_name_that_will_not_do_is_refused_with_one_that_would(typed: str, says: str) -> None:
    with pytest.raises(GraphError, match=says):
        with_name(GRAPH, "w", typed)


def test_signs_are_names_as_they_are_typed() -> None:
    assert "w1 = parameter(-0.8)" in changed_lines(GRAPH, "w", "w₁")
    assert "θ = parameter(-0.8)" in changed_lines(GRAPH, "w", "θ")


def test_what_comes_from_a_def_is_named_there() -> None:
    inside = next(id_ for id_, node in GRAPH.nodes.items() if node.group == "L/half")
    with pytest.raises(GraphError, match="comes from a def"):
        with_name(GRAPH, inside, "k")


def test_one_version_of_a_name_is_renamed_without_the_other() -> None:
    graph = parse("h = 1\nh += 2\nz = h*h\n")
    assert with_name(graph, "hʹ", "k").source == "h = 1\nk = h + 2\nz = k*k\n"


def test_line_ends_survive() -> None:
    graph = parse("x = input(1)\r\ny = x*2 + 1\r\n")
    assert with_name(graph, "y.mul1", "m").source == "x = input(1)\r\nm = x*2\r\ny = m + 1\r\n"


def test_names_that_are_given_are_free() -> None:
    names = Names(Written.of(GRAPH))
    assert [names.fresh("w"), names.fresh("w"), names.fresh("h")] == ["w2", "w3", "h"]
