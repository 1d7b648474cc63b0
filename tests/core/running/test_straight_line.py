"""Compiled floats against the operator table, on graphs that nobody would think of."""

import math
import random
import time

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import Program, compile_graph
from graphviz_app.core.running.straight_line import MAX_NODES
from graphviz_app.core.running.structure import OFTEN
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse
from tests.operands import attributes

SCALAR = [op for op in OPS.values() if op.scalar is not None]


def random_graph(seed: int, n: int = 300) -> Graph:
    """Any scalar operators on any earlier nodes; much of it does not reach the output."""
    rng = random.Random(seed)
    values = [rng.uniform(0.5, 1.5) for _ in range(5)]
    nodes = [Node(f"n{i}", "input", {"value": value}) for i, value in enumerate(values)]
    edges = []
    while len(nodes) < n:
        op, id_ = rng.choice(SCALAR), f"n{len(nodes)}"
        operands = [rng.randrange(len(nodes)) for _ in op.operands]
        node = Node(id_, op.name, rng.choice(attributes(op)))
        value = value_of(op, node, [values[i] for i in operands])
        if abs(value) < 1e6:  # what grows without end is soon infinite, and proves nothing
            nodes.append(node)
            values.append(value)
            edges += [Edge(f"n{i}", id_, slot) for slot, i in enumerate(operands)]
    return Graph.of(nodes, edges, f"n{n - 5}")


def value_of(op: Op, node: Node, operands: list[float]) -> float:
    """Not a number where it has none."""
    try:
        return op.on_floats(*operands, **{**op.attrs, **node.attrs})
    except (ArithmeticError, ValueError):
        return math.nan


def assert_same(fast: Trace, slow: Trace) -> None:
    """All values, gradients, local derivatives and contributions agree."""
    for i, node in enumerate(fast.graph.nodes):
        assert fast.value(node) == pytest.approx(slow.value(node), rel=1e-10, nan_ok=True), i
        assert fast.gradient(node) == pytest.approx(slow.gradient(node), rel=1e-8, nan_ok=True), i
    for edge in fast.graph.edges.values():
        for one, other in (
            (fast.local(*edge), slow.local(*edge)),
            (fast.contribution(*edge), slow.contribution(*edge)),
        ):
            assert one == (None if other is None else pytest.approx(other, rel=1e-8, nan_ok=True))


@pytest.mark.parametrize("seed", range(12))
def test_random_graphs_give_the_same_numbers_both_ways(seed: int) -> None:
    graph = random_graph(seed)
    program = compile_graph(graph)
    assert program.kernel is not None
    assert_same(run(program), run(graph))


def test_a_node_used_thousands_of_times_sums_them_all() -> None:
    n = 3_000
    nodes = [Node("x", "input", {"value": 2.0}), Node("s0", "neg")]
    nodes += [Node(f"s{i}", "add") for i in range(1, n)]
    edges = [Edge("x", "s0", 0)]
    edges += [
        edge for i in range(1, n) for edge in (Edge(f"s{i - 1}", f"s{i}", 0), Edge("x", f"s{i}", 1))
    ]
    trace = run(compile_graph(Graph.of(nodes, edges, f"s{n - 1}")))
    assert trace.value(f"s{n - 1}") == 2.0 * (n - 2)
    assert trace.gradient("x") == float(n - 2)


def test_graphs_too_large_to_compile_run_by_the_table() -> None:
    n = MAX_NODES + 1
    nodes = [Node("n0", "input", {"value": 3.0}), *(Node(f"n{i}", "identity") for i in range(1, n))]
    edges = [Edge(f"n{i - 1}", f"n{i}", 0) for i in range(1, n)]
    program = compile_graph(Graph.of(nodes, edges, f"n{n - 1}"))
    assert program.kernel is None
    assert run(program).gradient("n0") == 1.0


@pytest.mark.parametrize("value", [1e400, -math.inf, math.nan])
def test_leaves_that_are_not_finite_do_not_break_the_run(value: float) -> None:
    graph = Graph.of(
        [Node("x", "input", {"value": value}), Node("y", "neg"), Node("z", "constant")],
        [Edge("x", "y", 0)],
        "y",
    )
    for given in (graph, compile_graph(graph)):
        trace = run(given)
        assert [problem.node for problem in trace.problems] == ["x"]
        assert run(given, {"x": 1.0}).problems == ()
        assert [p.node for p in run(given, {"z": value, "x": 1.0}).problems] == ["z"]
        assert trace.value("y") == pytest.approx(-value, nan_ok=True)
        assert trace.value("z") == 0.0


def test_names_never_reach_the_compiled_text() -> None:
    name = "__import__('os').abort()"
    graph = Graph.of(
        [Node(name, "input", {"value": 2.0}), Node("y\n", "square")], [Edge(name, "y\n", 0)], "y\n"
    )
    assert run(compile_graph(graph)).gradient(name) == 4.0


@pytest.mark.parametrize(
    "value", ["2", None, True, 10**400, math.inf, math.nan], ids=lambda x: str(x)[:5]
)
def test_attributes_of_the_wrong_kind_are_no_crash(value: object) -> None:
    nodes = [Node("x", "input", {"value": 2.0}), Node("y", "power", {"exponent": value})]  # type: ignore[dict-item]
    program = compile_graph(Graph.of(nodes, [Edge("x", "y", 0)], "y"))
    assert run(program, partial=True).value("x") == 2.0


def test_what_is_run_often_is_compiled_beside_and_gives_the_same_numbers() -> None:
    graph = random_graph(3, 60)
    program = compile_graph(graph, kernel=False)
    before = run(program)
    assert not is_compiled(program)
    for _ in range(OFTEN):
        run(program)
    deadline = time.monotonic() + 20
    while not is_compiled(program) and time.monotonic() < deadline:
        time.sleep(0.005)
    assert is_compiled(program)
    assert_same(run(program), before)


def is_compiled(program: Program) -> bool:
    return program.kernel is not None


def test_the_compiled_program_of_one_graph_serves_its_other_values() -> None:
    graph = parse("x = input(2)\ny = 1 - sigmoid(x)\nL = log(y)")
    program = compile_graph(graph)
    other = program.updated(parse("x = input(40)\ny = 1 - sigmoid(x)\nL = log(y)"))
    assert other is not None
    assert other.kernel is program.kernel
    assert run(other).value("L") == pytest.approx(-40.0, rel=1e-12)
