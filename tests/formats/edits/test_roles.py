"""Roles: the output, and what a leaf is for, as a change of one line."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.roles import with_output, with_role

TEXT = """\
x = input(1.5)   # one
w = parameter(-0.8)
z = w*x + 1
a = sigmoid(z)
L = (a - 1)**2

output(L)
grad(w) == -0.3
"""
GRAPH = parse(TEXT)


def new_lines(after: Graph, before: Graph = GRAPH) -> list[str]:
    """The lines of text that are new."""
    return [line for line in after.source.split("\n") if line not in before.source.split("\n")]


def test_another_output_is_written_where_one_is() -> None:
    chosen = with_output(GRAPH, "a")
    assert new_lines(chosen) == ["output(a)"]
    assert run(chosen).output == "a"


def test_the_last_line_is_the_output_without_a_word() -> None:
    graph = parse("x = input(1)\ny = x*2\nz = y + 1\n")
    chosen = with_output(graph, "y")
    assert chosen.source == "x = input(1)\ny = x*2\nz = y + 1\noutput(y)\n"
    assert with_output(chosen, "z").source == graph.source


def test_an_operator_inside_a_line_can_be_the_output() -> None:
    assert with_output(GRAPH, "z.mul1").output == "z.mul1"


@pytest.mark.parametrize(
    ("ids", "role", "lines"),
    [
        (["x", "w"], "target", ["x = target(1.5)   # one", "w = target(-0.8)"]),
        (["w"], "constant", ["w = -0.8"]),
        (["z.c1"], "parameter", ["w2 = parameter(1)", "z = w*x + w2"]),
        (["z.c1"], "constant", ["c = 1", "z = w*x + c"]),
        (["x"], "input", []),
    ],
)
def test_a_leaf_gets_another_role(ids: list[str], role: str, lines: list[str]) -> None:
    changed = with_role(GRAPH, ids, role)
    assert new_lines(changed) == lines
    assert run(changed).value("L") == run(GRAPH).value("L")


def test_a_number_becomes_a_parameter_that_has_a_gradient() -> None:
    graph = parse("x = 3\nL = -2**x\n")
    changed = with_role(graph, ["L.c1"], "parameter")
    assert changed.source == "x = 3\nw = parameter(2)\nL = -w**x\n"
    assert run(changed).gradient("w") == -12


def test_several_names_of_a_line_are_parted() -> None:
    graph = parse("a, b = 1, 2\ny = a*b\n")
    assert with_role(graph, ["a"], "parameter").source == "a = parameter(1)\nb = 2\ny = a*b\n"


def test_what_is_computed_is_no_leaf() -> None:
    with pytest.raises(GraphError, match="'z' is computed"):
        with_role(GRAPH, ["x", "z"], "input")
