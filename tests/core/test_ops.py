"""Every entry of the operator table, one by one: gradients, scalar rules, formulas."""

import math
from itertools import product
from string import Template

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.expression import formula, names_in
from graphviz_app.core.gradcheck import OpCase, check_op, op_cases, op_graph
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import compile_graph
from graphviz_app.explain.explain import expression, node_sign
from graphviz_app.explain.notation import name_latex
from tests.operands import attributes

COMPUTED = [op for op in OPS.values() if not op.is_leaf]
CASES = [(op, case) for op in COMPUTED for case in op_cases(op)]
SCALAR = [op for op in COMPUTED if op.scalar is not None]
SPECIAL = (-2.0, -1.0, -0.0, 0.0, 1.0, 2.0, 0.5, -40.0, 750.0)


@pytest.mark.parametrize(("op", "case"), CASES, ids=[f"{op.name} {c.label}" for op, c in CASES])
def test_gradients_agree_with_central_differences(op: Op, case: OpCase) -> None:
    report = check_op(op, case)
    assert not report.kinks
    assert report.ok, report.worst


@pytest.mark.parametrize("op", SCALAR, ids=lambda op: op.name)
def test_scalar_rules_say_the_same_as_the_table(op: Op) -> None:
    rng = np.random.default_rng(3)
    points = [*product(SPECIAL, repeat=len(op.operands))]
    points += [tuple(map(float, rng.normal(0, 2, len(op.operands)))) for _ in range(50)]
    for attrs in attributes(op):
        nodes = [Node(letter, "input") for letter in op.operands]
        edges = [Edge(letter, "y", slot) for slot, letter in enumerate(op.operands)]
        graph = Graph.of([*nodes, Node("y", op.name, attrs)], edges, "y")
        compiled, table = compile_graph(graph), compile_graph(graph, kernel=False)
        assert compiled.kernel is not None
        for point in points:
            given = dict(zip(op.operands, point, strict=True))
            fast, slow = run(compiled, given), run(table, given)
            for edge in edges:
                assert same(fast.local(*edge), slow.local(*edge)), (point, attrs, edge)
                assert same(fast.contribution(*edge), slow.contribution(*edge)), (point, edge)
            assert same(fast.value("y"), slow.value("y")), (point, attrs)


def same(a: object, b: object) -> bool:
    if a is None or b is None:
        return a is b
    assert isinstance(a, float)
    assert isinstance(b, float)
    return math.isclose(a, b, rel_tol=1e-14, abs_tol=1e-15) or (math.isnan(a) and math.isnan(b))


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_entries_are_complete(op: Op) -> None:
    assert OPS[op.name] is op
    assert op.about
    assert op.symbol
    flows = [not op.steers(slot) for slot in range(len(op.operands))]
    if op.elementwise:
        assert [partial != "" for partial in op.partials] == flows
    assert (op.kink == "") == (op.convention == "")
    known = {*op.operands, *op.attrs}
    named = set(Template(op.latex_of(len(op.operands))).get_identifiers())
    assert named <= known | set(op.letters(len(op.operands)))
    assert set(op.letters(len(op.operands))) <= named
    for partial in filter(None, op.partials):
        assert names_in(formula(partial)) <= {*known, "y"}
    assert (op.role == "operator") <= bool(op.python)


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_every_operator_has_a_sign_and_a_formula(op: Op) -> None:
    graph = op_graph(op, next(op_cases(op)))
    assert node_sign(graph.nodes["y"])
    letters = op.letters(len(graph.incoming["y"]))
    assert all(name_latex(letter) in expression(graph, "y") for letter in letters)


@pytest.mark.parametrize("x", [-800.0, -40.0, 0.0, 40.0, 800.0])
def test_sigmoid_neither_overflows_nor_loses_its_tails(x: float) -> None:
    graph = Graph.of(
        [Node("x", "input", {"value": x}), Node("y", "sigmoid")], [Edge("x", "y", 0)], "y"
    )
    trace = run(graph)
    assert not trace.problems
    assert trace.value("y") == pytest.approx(
        math.exp(min(x, 0.0)) / (1.0 + math.exp(-abs(x))), rel=1e-15, abs=0.0
    )
