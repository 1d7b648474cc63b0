"""Runs: gradients, contributions, steps, conventions at kinks, and what is not finite."""

import math
import platform
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from graphviz_app.core.autodiff import Backward, Forward, Seed, Trace, run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.program import compile_graph
from graphviz_app.errors import EvaluationError, ShapeError
from graphviz_app.formats import parse


def of(text: str) -> Trace:
    return run(parse(text))


def both_ways(text: str) -> list[Trace]:
    """The same graph by compiled floats and by the operator table."""
    graph = parse(text)
    program = compile_graph(graph)
    assert program.kernel is not None
    return [run(program), run(graph)]


@pytest.mark.parametrize("trace", both_ways("x = input(3)\ny = x*x + 2*x\noutput(y)"))
def test_fan_out_sums_contributions(trace: Trace) -> None:
    assert trace.gradient("x") == 8.0
    arrived = [s for s in trace.steps if isinstance(s, Backward) and s.edge.source == "x"]
    assert sum(float(s.contribution) for s in arrived) == 8.0
    assert arrived[-1].total == 8.0


@pytest.mark.parametrize("trace", both_ways("x = input(3)\ny = x*x\noutput(y)"))
def test_both_operands_of_a_square_contribute(trace: Trace) -> None:
    assert [trace.local("x", "y", slot) for slot in (0, 1)] == [3.0, 3.0]
    assert [trace.contribution("x", "y", slot) for slot in (0, 1)] == [3.0, 3.0]
    assert trace.gradient("x") == 6.0
    with pytest.raises(EvaluationError, match="name the slot"):
        trace.local("x", "y")


@pytest.mark.parametrize("trace", both_ways("x = input(3)\nm = 2*x\ny = -x\noutput(y)"))
def test_without_a_path_to_the_output_the_gradient_is_zero(trace: Trace) -> None:
    assert trace.value("m") == 6.0
    assert trace.gradient("m") == 0.0
    assert trace.contribution("x", "m") == 0.0
    assert trace.gradient("x") == -1.0


KINKS = [
    ("x = input(0)\ny = relu(x)", {"x": 0.0}, "relu'(0) = 0"),
    ("x = input(0)\ny = abs(x)", {"x": 0.0}, "sgn(0) = 0"),
    ("a = input(2)\nb = input(2)\ny = max(a, b)", {"a": 1.0, "b": 0.0}, "first operand"),
    ("a = input(2)\nb = input(2)\ny = min(a, b)", {"a": 1.0, "b": 0.0}, "first operand"),
    ("b = input(0)\ny = max(0, b)", {"b": 0.0}, "first operand"),
]


@pytest.mark.parametrize(("text", "gradients", "convention"), KINKS)
def test_kinks_use_and_name_their_convention(
    text: str, gradients: dict[str, float], convention: str
) -> None:
    for trace in both_ways(text):
        assert {name: trace.gradient(name) for name in gradients} == gradients
        (kink,) = trace.kinks
        assert kink.node == "y"
        assert convention in kink.convention


def test_away_from_the_corner_nothing_is_flagged() -> None:
    assert not of("x = input(0.1)\ny = relu(x) + abs(x) + max(x, 1)").kinks


@pytest.mark.parametrize(("x", "gradient"), [(2.0, 1.0), (0.0, 0.25), (-2.0, 0.25)])
def test_a_gate_takes_one_branch_and_its_condition_no_gradient(x: float, gradient: float) -> None:
    for trace in both_ways(f"x = input({x})\nc = input(0)\ny = x if x > c else 0.25*x"):
        assert trace.gradient("x") == gradient
        assert trace.gradient("c") == 0.0
        condition = trace.graph.incoming["y"][0]
        assert trace.local(*condition) is None
        assert trace.contribution(*condition) is None


NOT_FINITE = [
    ("a = input(1)\nb = input(0)\ny = a/b", "division by zero", math.inf),
    ("a = input(0)\nb = input(0)\ny = a/b", "division by zero", math.nan),
    ("a = input(-1)\ny = log(a)", "negative", math.nan),
    ("a = input(0)\ny = log(a)", "logarithm of zero", -math.inf),
    ("a = input(800)\ny = exp(a)", "too large", math.inf),
    ("a = input(-4)\ny = sqrt(a)", "square root", math.nan),
    ("a = input(-2)\ny = a**0.5", "power", math.nan),
    ("a = input(0)\ny = a**-1", "power", math.inf),
    ("a = input(0)\ny = reciprocal(a)", "division by zero", math.inf),
    ("a = input(1e200)\ny = a*a", "too large", math.inf),
    ("a = input(2)\ny = asin(a)", "asin is defined only of numbers from −1 to 1", math.nan),
    ("a = input(0)\ny = rsqrt(a)", "rsqrt is defined only of positive numbers", math.inf),
]


@pytest.mark.parametrize(("text", "words", "value"), NOT_FINITE)
def test_what_is_not_finite_names_node_and_operands_and_the_rest_still_shows(
    text: str, words: str, value: float
) -> None:
    graph = parse(text + "\nz = a + 1\noutput(z)")
    for trace in (run(graph), run(compile_graph(graph))):
        problem = trace.problems[0]
        assert (problem.node, problem.kind) == ("y", "nonfinite")
        assert words in problem.message
        assert "a = " in problem.message
        np.testing.assert_equal(trace.value("y"), value)
        assert trace.gradient("a") == 1.0


def test_only_the_first_node_that_is_not_finite_is_blamed() -> None:
    trace = of("a = input(0)\ny = log(a)\nz = 2*y + 1\noutput(z)")
    assert {problem.node for problem in trace.problems if "gradient" not in problem.message} == {
        "y"
    }


@pytest.mark.parametrize("formula", ["1/a", "a/a", "log(a)", "sqrt(a - 1)", "exp(a + 1000)"])
def test_one_cause_is_one_problem(formula: str) -> None:
    trace = of(f"a = input(0)\ny = {formula}")
    assert [problem.node for problem in trace.problems] == ["y"]


def test_an_axis_that_is_not_there_is_named() -> None:
    with pytest.raises(ShapeError, match="'y': sum along axis 5 does not fit 'v'"):
        of("v = input([1, 2])\ny = sum(v, axis=5)")


def test_the_power_of_a_negative_number_may_be_fractional_or_too_large() -> None:
    for exponent, words in (("0.5", "fractional power"), ("401", "too large")):
        assert words in of(f"a = input(-10)\ny = a**{exponent}").problems[0].message


def test_a_gradient_that_is_not_finite_is_reported() -> None:
    trace = of("a = input(0)\ny = sqrt(a)")
    assert trace.value("y") == 0.0
    assert "gradient" in trace.problems[0].message


def test_shapes_that_do_not_fit_are_one_sentence_with_node_and_shapes() -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nx = input([1, 2, 3])\nz = W @ x\nd = sum(x)\noutput(d)"
    graph = parse(text)
    with pytest.raises(ShapeError, match=r"'W' \(a 2×2 matrix\) and 'x' \(a vector of 3\)"):
        run(graph)
    trace = run(graph, partial=True)
    assert "z" not in trace.values
    assert trace.value("d") == 6.0
    np.testing.assert_equal(trace.gradient("x"), [1.0, 1.0, 1.0])


def test_a_chain_of_a_hundred_thousand_nodes_runs() -> None:
    n = 100_000
    nodes = [Node("n0", "input", {"value": 1.0}), *(Node(f"n{i}", "neg") for i in range(1, n))]
    edges = [Edge(a.id, b.id, 0) for a, b in pairwise(nodes)]
    trace = run(Graph.of(nodes, edges, nodes[-1].id))
    assert trace.value(nodes[-1].id) == -1.0
    assert trace.gradient("n0") == -1.0
    assert len(trace.steps) == n + 1 + n - 1


def test_values_replace_leaves_for_one_run() -> None:
    graph = parse("x = input(1)\nw = parameter(2)\ny = w*x")
    for given in (graph, compile_graph(graph)):
        assert run(given, {"x": 5.0}).value("y") == 10.0
        assert run(given).value("y") == 2.0
        np.testing.assert_equal(run(given, {"x": [1.0, 2.0]}).value("y"), [2.0, 4.0])


@pytest.mark.parametrize("value", [5.0, [[1.0, 2.0], [3.0, 4.0]]])
def test_a_trace_knows_the_graph_with_the_values_that_were_given(value: object) -> None:
    graph = parse("# t\nx = input(1)\ny = x*x\n")
    for program in (graph, compile_graph(graph)):
        trace = run(program, {"x": value})
        again = run(trace.graph)
        np.testing.assert_equal(again.gradient("x"), trace.gradient("x"))
        np.testing.assert_equal(again.value("x"), value)
        assert trace.graph.source == ""
        assert trace.graph.title == "t"
    assert run(graph).graph is graph


def test_only_leaves_take_other_values() -> None:
    graph = parse("x = input(1)\nyy = -x")
    with pytest.raises(EvaluationError, match="'yy' is not a leaf"):
        run(graph, {"yy": 1.0})
    with pytest.raises(EvaluationError, match="did you mean 'x'"):
        run(graph, {"xx": 1.0})
    with pytest.raises(EvaluationError, match="even table"):
        run(graph, {"x": [[1.0], [2.0, 3.0]]})
    with pytest.raises(EvaluationError, match="not a number"):
        run(graph, {"x": 10**400})


def test_a_tensor_output_is_seeded_with_ones() -> None:
    trace = of("x = input([1, 2, 3])\ny = x**2")
    np.testing.assert_equal(trace.gradient("y"), np.ones(3))
    np.testing.assert_equal(trace.gradient("x"), [2.0, 4.0, 6.0])


def test_broadcast_operands_get_gradients_of_their_own_shape() -> None:
    trace = of("b = parameter(1)\nx = input([[1, 2, 3], [4, 5, 6]])\ny = sum(b*x)")
    assert trace.gradient("b") == 21.0
    np.testing.assert_equal(trace.local("x", "y.mul1", 1), np.ones((2, 3)))


def test_before_the_sum_a_bias_has_one_row_per_example() -> None:
    text = "x = input([[1, 2], [3, 4], [5, 6]])\nb = parameter([0, 1])\nL = sum((x + b)**2)"
    trace = of(text)
    (edge,) = trace.graph.outgoing["b"]
    rows = trace.before_sum(edge)
    assert rows is not None
    np.testing.assert_equal(rows, [[2.0, 6.0], [6.0, 10.0], [10.0, 14.0]])
    np.testing.assert_equal(np.sum(rows, axis=0), trace.contribution(*edge))
    assert trace.before_sum(trace.graph.outgoing["x"][0]) is None
    assert run(parse(text).without(["L"])).before_sum(edge) is None


@pytest.mark.parametrize("text", ["x = input(2)\ny = 3*x", "x = input([1, 2])\ny = sum(x)"])
def test_where_nothing_is_repeated_nothing_is_summed(text: str) -> None:
    trace = of(text)
    assert [trace.before_sum(edge) for edge in trace.program.edges] == [None] * len(
        trace.program.edges
    )


def test_scalars_are_python_floats_and_tensors_arrays() -> None:
    trace = of("x = input([1, 2])\ns = sum(x)\ny = 2*s")
    assert type(trace.value("s")) is float
    assert type(trace.gradient("s")) is float
    assert isinstance(trace.value("x"), np.ndarray)


def test_jacobians_are_worked_out_where_they_are_small() -> None:
    trace = of("W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z)")
    jacobian = trace.local("x", "z")
    np.testing.assert_equal(jacobian, [[1.0, 2.0], [3.0, 4.0]])
    by_w = trace.local("W", "z")
    assert isinstance(by_w, np.ndarray)
    assert by_w.shape == (2, 2, 2)


def test_steps_tell_the_run_in_order() -> None:
    trace = of("x = input(3)\nw = input(2)\nz = w*x\ny = z + z\nunused = -x\noutput(y)")
    kinds = [type(step) for step in trace.steps]
    assert kinds == [Forward] * 5 + [Seed] + [Backward] * 4
    known: set[str] = set()
    complete = {"y": 1.0}
    for step in trace.steps:
        if isinstance(step, Forward):
            assert all(e.source in known for e in trace.graph.incoming[step.node])
            known.add(step.node)
        elif isinstance(step, Seed):
            assert (step.node, step.gradient) == ("y", 1.0)
        else:
            assert complete[step.edge.target] == trace.gradient(step.edge.target)
            before = complete.get(step.edge.source, 0.0)
            assert step.total == before + float(step.contribution)
            assert step.contribution == complete[step.edge.target] * float(step.local or 0.0)
            complete[step.edge.source] = float(step.total)
    assert complete == {name: trace.gradient(name) for name in ("x", "w", "z", "y")}


def test_runs_repeat_exactly() -> None:
    graph = parse("x = input(0.3)\na = tanh(x)\nb = sigmoid(a*x)\ny = a*b + exp(b) - a/b")
    first, second = run(graph), run(graph)
    assert list(first.steps) == list(second.steps)


def test_pulling_back_from_any_node_sums_over_all_paths() -> None:
    trace = of("x = input(2)\nz = x**2\ny = z*x\noutput(z)")
    assert trace.pull_back("y").gradients["x"] == 12.0
    assert trace.pull_back("y", 10.0).gradients["x"] == 120.0
    assert trace.pull_back("z").gradients == {"z": 1.0, "x": 4.0}


def test_pulling_back_within_a_line_stops_at_its_operands() -> None:
    trace = of("x = input(2)\nz = x**2\ny = z*x")
    back = trace.pull_back("y", within={"y"})
    assert back.gradients == {"y": 1.0, "z": 2.0, "x": 4.0}
    assert back.contributions == {Edge("z", "y", 0): 2.0, Edge("x", "y", 1): 4.0}


def test_asking_for_what_is_not_there_says_so() -> None:
    trace = of("x = input(2)\ny = -x")
    with pytest.raises(EvaluationError, match="no value of 'yy'; did you mean 'y'"):
        trace.value("yy")
    with pytest.raises(EvaluationError, match="no edge from 'y' to 'x'"):
        trace.local("y", "x")


def test_gradients_of_large_inputs_are_there_when_asked_for() -> None:
    x = np.linspace(-1.0, 1.0, 30_000).reshape(100, 300)
    graph = parse("x = input(0)\nz = x*x\nu = tanh(x)\nL = sum(z) + sum(u)")
    trace = run(graph, {"x": x})
    wanted = 2 * x + 1 - np.tanh(x) ** 2
    np.testing.assert_allclose(trace.gradient("x"), wanted, rtol=1e-12, atol=1e-15)
    share = trace.contribution("x", "z", 0)
    assert share is not None
    np.testing.assert_allclose(share, x, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(run(graph, {"x": x}).gradients["x"], wanted, rtol=1e-12, atol=1e-15)
    beside = run(parse("x = input(0)\nu = -x\nw = parameter(2)\ny = -w"), {"x": x})
    np.testing.assert_equal(beside.gradient("x"), np.zeros_like(x))
    broken = run(parse("x = input(0)\nu = -x").without(["u"]), {"x": x})
    assert not broken.gradients
    last = [s for s in run(graph, {"x": x}).steps if isinstance(s, Backward)][-1]
    np.testing.assert_allclose(last.total, wanted, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("kernel", [True, False])
def test_without_an_output_there_are_values_and_local_derivatives_only(kernel: bool) -> None:
    nodes = [Node("x", "input", {"value": 3.0}), Node("y", "square")]
    program = compile_graph(Graph.of(nodes, [Edge("x", "y", 0)]), kernel=kernel)
    trace = run(program)
    assert (trace.value("y"), trace.local("x", "y")) == (9.0, 6.0)
    assert trace.contribution("x", "y") is None
    assert trace.gradients == {}
    with pytest.raises(EvaluationError, match="no gradient of 'x'"):
        trace.gradient("x")


@pytest.mark.parametrize("kernel", [True, False])
def test_zero_to_the_power_of_zero_has_finite_gradients(kernel: bool) -> None:
    graph = parse("a = input(0)\nb = input(0)\ny = a**b")
    trace = run(compile_graph(graph, kernel=kernel))
    assert trace.problems == ()
    assert trace.gradients == {"a": 0.0, "b": 0.0, "y": 1.0}


@pytest.mark.parametrize("axis", [0, -1])
@pytest.mark.parametrize("op", ["sum", "mean"])
def test_a_single_number_has_no_axis_to_go_along(op: str, axis: int) -> None:
    with pytest.raises(ShapeError, match="does not fit 'x' \\(a single number\\)"):
        run(parse(f"x = input(2)\ny = 3*{op}(x, axis={axis})"))


def test_large_finite_tensors_are_no_problem() -> None:
    assert run(parse("x = input([1e200, 1e200])\ny = 2*x")).problems == ()


def test_only_edges_on_a_way_to_the_output_hand_something_back() -> None:
    trace = run(parse("x = input(2)\nside = exp(x)\ny = x**2"))
    backward = [step.edge for step in trace.steps if isinstance(step, Backward)]
    assert backward == [Edge("x", "y", 0)]
    assert trace.contribution("x", "side") == 0.0


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives the memory back")
def test_large_arrays_use_the_memory_of_the_last_run_again() -> None:
    script = """
import resource, numpy as np
from graphviz_app import parse, run
graph, x = parse("x = input(1)\\ny = sum(tanh(x*x))"), np.ones((500, 500))
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(4):
        run(graph, {"x": x})
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
faults()
print(faults())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    pages = 500 * 500 * 8 / 4096
    assert int(done.stdout) < pages, "an array needed new memory from the system"
