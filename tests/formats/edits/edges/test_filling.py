"""Operands that are typed, and operators that go in between."""

import pytest

from graphviz_app.core.graph import Edge
from graphviz_app.errors import CycleError, GraphError, ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.edges.filling import with_typed_operand
from graphviz_app.formats.edits.edges.inserting import (
    with_applied,
    with_operator,
    with_operator_at,
    with_operator_between,
)

HOLE = "x = 1\nz = x*...\nq = 3\n"
SUM = "x = 1\nw = 2\nz = w*x + 3\n"


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("2", "x = 1\nz = x*2\nq = 3\n"),
        ("x + 1", "x = 1\nz = x*(x + 1)\nq = 3\n"),
        ("q", "x = 1\nq = 3\nz = x*q\n"),
        ("q + x", "x = 1\nq = 3\nz = x*(q + x)\n"),
        ("tanh", "x = 1\nz = x*tanh(...)\nq = 3\n"),
        ("+", "x = 1\nz = x*(... + ...)\nq = 3\n"),
        ("½x²", "x = 1\nz = x*(½x²)\nq = 3\n"),
        ("parameter(4)", "x = 1\nq = 3\nw = parameter(4)\nz = x*w\n"),
        ("input", "x = 1\nq = 3\nx2 = input(1)\nz = x*x2\n"),
        ("m = x + q", "x = 1\nq = 3\nm = x + q\nz = x*m\n"),
    ],
)
def test_what_is_typed_for_an_operand_stands_in_its_place(typed: str, after: str) -> None:
    assert with_typed_operand(parse(HOLE), [("z", 1)], typed).graph.source == after


def test_an_operand_that_is_there_is_typed_over() -> None:
    assert (
        with_typed_operand(parse(SUM), [("z", 0)], "w").graph.source == "x = 1\nw = 2\nz = w + 3\n"
    )


def test_what_cannot_be_an_operand_says_why() -> None:
    with pytest.raises(ParseError, match="'foo' is not defined"):
        with_typed_operand(parse(HOLE), [("z", 1)], "foo + 1")
    with pytest.raises(
        GraphError, match=r"'foo' is not defined; foo = parameter\(1\) would add it"
    ):
        with_typed_operand(parse(HOLE), [("z", 1)], "foo")
    with pytest.raises(CycleError):
        with_typed_operand(parse("x = 1\nz = x*...\nq = z\n"), [("z", 1)], "q + 1")
    with pytest.raises(GraphError, match="type"):
        with_typed_operand(parse(HOLE), [("z", 1)], "  ")
    with pytest.raises(GraphError, match="in a def"):
        with_typed_operand(parse("def f(u): return u + 1\nx = 2\nz = f(x)\n"), [("z", 0)], "2")


@pytest.mark.parametrize(
    ("edge", "op", "line"),
    [
        (Edge("x", "z.mul1", 1), "tanh", "z = w*tanh(x) + 3"),
        (Edge("x", "z.mul1", 1), "sub", "z = w*(x - ...) + 3"),
        (Edge("z.mul1", "z", 0), "tanh", "z = tanh(w*x) + 3"),
        (Edge("z.mul1", "z", 0), "square", "z = (w*x)**2 + 3"),
        (Edge("z.mul1", "z", 0), "where", "z = (w*x if ... else ...) + 3"),
        (Edge("z.c1", "z", 1), "neg", "z = w*x + -3"),
    ],
)
def test_an_operator_goes_in_between(edge: Edge, op: str, line: str) -> None:
    slots = [(edge.target, edge.slot)]
    after = with_operator_between(parse(SUM), edge.source, slots, op, alone=True)
    assert after.graph.source == f"x = 1\nw = 2\n{line}\n"


def test_a_leaf_does_not_go_in_between() -> None:
    with pytest.raises(GraphError, match="takes no operand"):
        with_operator_between(parse(SUM), "x", [("z.mul1", 1)], "input", alone=True)


def test_a_line_between_serves_all_uses_in_a_line() -> None:
    graph = parse("x = 1\nz = x*2 + x  # end\n")
    after = with_operator_between(graph, "x", [("z.mul1", 0), ("z", 1)], "tanh", alone=True)
    assert after.graph.source == "x = 1\na = tanh(x)\nz = a*2 + a  # end\n"
    half = with_operator_between(graph, "x", [("z", 1)], "add", alone=False)
    assert half.graph.source == "x = 1\ns = x + ...\nz = x*2 + s  # end\n"


def test_claims_about_operators_without_a_name_follow_them() -> None:
    text = "x = 2\nz = x*x + 1\nz.mul1 == 4\ngrad(z.c1) == 1\n"
    between = with_operator_between(parse(text), "x", [("z.mul1", 1)], "mul", alone=True)
    assert "z = x*(x*...) + 1\nz.mul2 == 4\n" in between.graph.source
    typed = with_typed_operand(parse(text), [("z", 0)], "3*x").graph
    assert typed.source == "x = 2\nz = 3*x + 1\ngrad(z.c2) == 1\n"


def test_an_operator_is_put_on_nodes_also_on_those_without_a_name() -> None:
    assert with_operator(parse(SUM), "mul", ["x"]).graph.source == SUM.replace(
        "z =", "m = x*...\nz ="
    )
    product = with_applied(parse(SUM), "tanh", ["z.mul1"])
    assert "m = w*x\n" in product.graph.source
    assert "z = m + 3\n" in product.graph.source
    assert "= tanh(m)\n" in product.graph.source


def test_an_operator_at_a_missing_operand_stands_there_and_a_leaf_above() -> None:
    graph = parse(HOLE)
    assert with_operator_at(graph, [("z", 1)], "add").graph.source == HOLE.replace(
        "...", "(... + ...)"
    )
    assert "x2 = input(1)\nz = x*x2" in with_operator_at(graph, [("z", 1)], "input").graph.source
