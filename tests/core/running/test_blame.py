"""What is not finite is told, once, with the node or edge where it began."""

import math
import warnings

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.errors import EvaluationError
from graphviz_app.formats import parse


def all_ways(text: str) -> list[Trace]:
    """A graph of single numbers by table, compiled, and with its leaves as vectors."""
    graph = parse(text)
    assert compile_graph(graph).kernel is not None
    leaves = {id_: node for id_, node in graph.nodes.items() if node.op == "input"}
    given = {id_: [node.attrs["value"], 0.25] for id_, node in leaves.items()}
    return [run(graph), run(compile_graph(graph)), run(graph, given)]


WHERE = [
    ("x = input(0)\ny = 1e308*x\nz = 1e308*x\nL = y + z", "x", "sum of its 2 contributions"),
    ("x = input(0)\nL = 1e308*x + 1e308*x", "x", "sum of its 2 contributions"),
    ("x = input(0)\nL = 1e308*x + 0.5*x + 1e308*x", "x", "sum of its 3 contributions"),
    ("x = input(0)\ny = -x\nL = 1e308*y + 1e308*y", "y", "sum of its 2 contributions"),
    ("x = input(0)\nside = sqrt(x)\nL = 2*x\noutput(L)", "side", "derivative of 'side' (sqrt) by"),
    ("x = input(1e-310)\nL = 1e-20*log(x)", "L.log1", "derivative of 'L.log1' (log) by 'x'"),
    ("a = input(1e-300)\nb = input(1e-310)\nL = 1e-30*(a/b)", "L.div1", "(div) by 'a' is infinite"),
    ("x = input(0)\nL = sqrt(x)", "L", "gradient flowing back from 'L' (sqrt) to 'x'"),
    ("x = input(0)\nL = 0*sqrt(x)", "L.sqrt1", "gradient flowing back from 'L.sqrt1'"),
    ("x = input(0)\nL = x**0.5 + 1", "L.power1", "gradient flowing back"),
    ("x = input(1e200)\ny = x*x\nL = y + 1", "y", "is infinite"),
]


@pytest.mark.parametrize(("text", "node", "words"), WHERE)
def test_every_way_of_running_blames_the_same_node(text: str, node: str, words: str) -> None:
    for trace in all_ways(text):
        first = trace.problems[0]
        assert (first.node, first.kind) == (node, "nonfinite"), trace.problems
        assert words in first.message


@pytest.mark.parametrize("text", [text for text, *_ in WHERE if "a = " not in text])
def test_one_cause_is_told_once(text: str) -> None:
    for trace in all_ways(text):
        assert len(trace.problems) == 1, trace.problems


def nothing_else(trace: Trace) -> list[float]:
    """Everything a trace has to show, flat."""
    shown = [*trace.values.values(), *trace.gradients.values()]
    for i in range(len(trace.program.edges)):
        shown += [x for x in (trace.local_at(i), trace.contribution_at(i)) if x is not None]
    return [float(x) for value in shown for x in np.ravel(value)]


OPERATORS = ["a + b", "a*b", "a/b", "a**b", "max(a, b)", "exp(a)", "log(a)", "sqrt(a)", "1/a",
             "a**2", "a**3", "a**-1", "a**0.5", "tanh(a)", "sigmoid(a)", "relu(a)", "abs(a)",
             "a if a > b else b", "sum(a)", "mean(a)", "-a", "a - b"]  # fmt: skip
NASTY = (0.0, -0.0, 1.0, -1.0, 1e-320, -1e-300, 1e308, -1e308, 1e160, 710.0, -750.0, 0.5)


@pytest.mark.parametrize("formula", OPERATORS)
@pytest.mark.parametrize("tail", ["L = y", "L = 1e-200*y", "L = 1e200*y + y", "L = a"])
def test_nothing_that_is_not_finite_goes_untold(formula: str, tail: str) -> None:
    graph = parse(f"a = input(1)\nb = input(1)\ny = {formula}\n{tail}\noutput(L)")
    compiled = compile_graph(graph)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for a in NASTY:
            for b in NASTY:
                pair = {"a": a, "b": b}
                tables = {name: [[1.5, x], [2.5, 0.25]] for name, x in pair.items()}
                for trace in (run(graph, pair), run(compiled, pair), run(graph, tables)):
                    fine = all(map(math.isfinite, nothing_else(trace)))
                    assert fine == (not trace.problems), (pair, trace.problems)
                    assert {problem.kind for problem in trace.problems} <= {"nonfinite"}


def test_a_second_bad_element_with_a_cause_of_its_own_is_told() -> None:
    trace = run(parse("x = input([0, 800, 1])\ny = log(x)\nz = exp(x)\nL = sum(y + z)"))
    assert [problem.node for problem in trace.problems] == ["y", "z"]
    later = run(parse("x = input([0, 2])\ny = log(x)\nz = exp(2000*y)\nL = sum(z)"))
    assert [problem.node for problem in later.problems] == ["y", "z"]


def test_a_matrix_product_passes_on_what_is_not_finite_without_being_blamed() -> None:
    text = (
        "x = input([[0, 1], [1, 1]])\ny = log(x)\nW = parameter([[1, 2], [3, 4]])\nL = sum(y @ W)"
    )
    assert {problem.node for problem in run(parse(text)).problems} == {"y"}


@pytest.mark.parametrize("read_first", [True, False])
def test_the_gradient_of_a_large_input_is_told_though_it_is_worked_out_late(
    read_first: bool,
) -> None:
    trace = run(parse("x = input(0)\nL = sum(sqrt(x))"), {"x": np.zeros(20_000)})
    if read_first:
        assert np.isinf(np.asarray(trace.gradient("x"))).all()
    (problem,) = trace.problems
    assert "flowing back from 'L.sqrt1' (sqrt) to 'x'" in problem.message


def test_contributions_to_a_large_input_that_add_up_to_too_much_are_told() -> None:
    trace = run(parse("x = input(0)\nL = sum(1e308*x) + sum(1e308*x)"), {"x": np.zeros(20_000)})
    (problem,) = trace.problems
    assert (problem.node, "sum of its 2 contributions" in problem.message) == ("x", True)
    assert not run(parse("x = input(0)\nL = sum(x)"), {"x": np.zeros(20_000)}).problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("v = input([1e308, 1e308, -1e308])\ny = sum(v)", 1e308),
        ("v = input([1.5e308, 0.5e308])\ny = mean(v)", 1e308),
        ("v = input([1e200, -1e200])\nw = input([1e200, 1e200])\ny = v @ w", 0.0),
    ],
)
def test_a_sum_is_finite_if_it_can_be_though_a_part_of_it_is_too_large(
    text: str, value: float
) -> None:
    trace = run(parse(text))
    assert not trace.problems
    assert trace.value("y") == pytest.approx(value, rel=1e-14)


def test_a_sum_that_is_too_large_stays_infinite() -> None:
    for text in ("y = sum(v)", "w = input([1, 1])\ny = v @ w"):
        trace = run(parse(f"v = input([1e308, 1e308])\n{text}"))
        assert trace.value("y") == math.inf
        assert [problem.node for problem in trace.problems] == ["y"]


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0)])
def test_an_empty_table_is_refused_by_name(shape: tuple[int, ...]) -> None:
    graph = parse("x = input(1)\ny = mean(x)")
    with pytest.raises(EvaluationError, match="'x' is empty"):
        run(graph, {"x": np.zeros(shape)}, partial=True)


def test_an_empty_leaf_is_a_problem_and_the_rest_runs() -> None:
    nodes = [Node("x", "input", {"value": ()}), Node("y", "mean"), Node("z", "input")]
    graph = Graph.of(nodes, [Edge("x", "y", 0)], "z")
    trace = run(graph, partial=True)
    assert [(p.node, p.message) for p in trace.problems] == [
        ("x", "'x' is empty: it has no number")
    ]
    assert set(trace.values) == {"z"}
    with pytest.raises(EvaluationError, match="'x' is empty"):
        run(graph)


STRANGE = ["3", ["1", "2"], None, [1, None], 1j, np.array([1j]), {"a": 1}, [[1], [2, 3]], 10**400,
           np.array(["a"]), object(), b"1", np.datetime64("2020-01-01"), {1, 2}]  # fmt: skip


@pytest.mark.parametrize("value", STRANGE, ids=lambda value: str(value)[:12])
def test_what_is_no_number_is_a_sentence_wherever_it_is_given(value: object) -> None:
    graph = parse("x = input(1)\ny = 2*x")
    for given in (graph, compile_graph(graph)):
        with pytest.raises(EvaluationError, match="'x' is not a number or an even table"):
            run(given, {"x": value})
    broken = graph.with_node(Node("x", "input", {"value": value}))  # type: ignore[dict-item]
    for program in (broken, compile_graph(broken)):
        (problem,) = run(program, partial=True).problems
        assert problem.message == "the value of 'x' is not a number or an even table of numbers"


def test_numbers_of_every_kind_are_taken() -> None:
    from decimal import Decimal
    from fractions import Fraction

    graph = parse("x = input(1)\ny = 2*x")
    for value in (
        3,
        True,
        np.float32(3),
        np.int8(3),
        Decimal("2.5"),
        Fraction(1, 2),
        [1, Fraction(1, 2)],
    ):
        np.testing.assert_allclose(
            run(graph, {"x": value}).value("y"), 2 * np.asarray(value, float)
        )


def test_names_that_are_none_and_values_without_names_are_sentences() -> None:
    graph = parse("x = input(1)\ny = 2*x")
    with pytest.raises(EvaluationError, match="'1' is not a leaf"):
        run(graph, {1: 2.0})  # type: ignore[dict-item]
    with pytest.raises(EvaluationError, match="given by name"):
        run(graph, [2.0])  # type: ignore[arg-type]
