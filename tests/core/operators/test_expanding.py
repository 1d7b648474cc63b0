"""Composite operators opened: what they stand for has their value and their gradients."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, op_cases, op_graph
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.operators.expanding import can_expand, expansion, with_expanded
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse

CASES = [(op, case) for op in OPS.values() if op.expansion for case in op_cases(op, seed=5)]


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_value_and_gradients_agree_before_and_after(op: Op, case: OpCase) -> None:
    graph = op_graph(op, case)
    if not expansion(graph, "y"):
        with pytest.raises(GraphError, match="has no parts of this size"):
            with_expanded(graph, "y")
        return
    opened = with_expanded(graph, "y")
    before, after = run(graph), run(opened)
    np.testing.assert_allclose(after.value("y"), before.value("y"), rtol=1e-12, atol=1e-14)
    for letter in op.letters(len(case.operands)):
        np.testing.assert_allclose(
            after.gradient(letter), before.gradient(letter), rtol=1e-11, atol=1e-12
        )


def test_the_node_keeps_its_name_and_its_parts_are_called_after_its_line() -> None:
    graph = parse("z = input(0.5)\nh = sigmoid(z)*2")
    opened = with_expanded(graph, "h.sigmoid1")
    assert opened.nodes["h.sigmoid1"].op == "reciprocal"
    assert opened.opened == {"h.sigmoid1": ("h.c2", "h.neg1", "h.exp1", "h.add1")}
    assert {opened.nodes[id_].group for id_ in opened.opened["h.sigmoid1"]} == {"h"}
    assert opened.incoming["h"] == graph.incoming["h"]


def test_parts_can_be_opened_in_turn() -> None:
    graph = parse("z = input(0.5)\nh = tanh(sigmoid(z))")
    opened = with_expanded(with_expanded(graph, "h"), "h.sigmoid1")
    assert run(opened).gradient("z") == pytest.approx(run(graph).gradient("z"), rel=1e-12)
    assert not can_expand(opened, "h.exp1")


@pytest.mark.parametrize("id_", ["z", "p"])
def test_what_stands_for_nothing_else_is_refused(id_: str) -> None:
    graph = parse("z = input(0.5)\np = z + z")
    assert not can_expand(graph, id_)
    with pytest.raises(GraphError, match="no parts"):
        with_expanded(graph, id_)


def test_an_operator_without_its_operand_is_not_opened() -> None:
    graph = Graph.of([Node("x", "input"), Node("y", "sigmoid")], [Edge("x", "y", 0)], "y")
    assert can_expand(graph, "y")
    assert not can_expand(graph.without(["x"]), "y")


def test_a_small_matrix_product_is_written_out_number_by_number() -> None:
    graph = parse("W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z)")
    opened = with_expanded(graph, "z")
    assert opened.nodes["z.W12"].attrs["at"] == "0, 1"
    assert [node.op for node in opened.nodes.values()].count("mul") == 4
    trace = run(opened)
    np.testing.assert_array_equal(trace.value("z"), [17.0, 39.0])
    np.testing.assert_array_equal(trace.gradient("W"), [[5.0, 6.0], [5.0, 6.0]])


def test_a_large_matrix_product_is_not() -> None:
    rows = [[1.0] * 20] * 20
    with pytest.raises(GraphError, match="no parts of this size"):
        with_expanded(parse(f"W = parameter({rows})\ny = W @ W"), "y")


def test_parts_of_operands_with_similar_names_are_told_apart() -> None:
    graph = parse("W = parameter([[1, 2], [3, 4]])\nW1 = input([5, 6])\ny = W @ W1\nL = sum(y)")
    np.testing.assert_array_equal(run(with_expanded(graph, "y")).value("y"), [17.0, 39.0])
