"""The backward pass as lines: how they read, and that they give the gradients."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_graph, backward_pass
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import GraphAppError, GraphError
from graphviz_app.formats import parse, to_text
from graphviz_app.resources import examples
from tests.core.test_worked_examples import EXAMPLES

NEURON = """\
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
t = target(1)
z = w*x + b
a = sigmoid(z)
L = 0.5*(t - a)**2
"""
TEXTS = [path.read_text(encoding="utf-8") for path in examples()]
TEXTS += [example["text"] for example in EXAMPLES]


def backward_lines(text: str) -> list[str]:
    """The lines that differentiating adds."""
    before = to_text(replace(parse(text), source="")).splitlines()
    after = to_text(backward_graph(parse(text))).splitlines()
    return [line for line in after if line not in before]


def whole(graph: Graph) -> object:
    """What there is to a graph, its attributes completed by the defaults."""
    nodes = {
        id_: (node.op, node.group, {**OPS[node.op].attrs, **node.attrs})
        for id_, node in graph.nodes.items()
    }
    return nodes, graph.edges, graph.output, graph.title, graph.learning_rate


def gradient_of(text: str, *names: str) -> object:
    """The derivative by the first name, that by the second, and so on."""
    graph = parse(text)
    for name in names:
        done = backward_pass(graph)
        last = done.gradients[name]
        graph = replace(done.graph, output=last)
    return run(graph).value(last)


def test_the_lines_of_a_neuron_are_those_that_a_person_writes() -> None:
    assert backward_lines(NEURON) == [
        "dL = 1",
        "dt = dL*0.5*2*(t - a)",
        "da = -dL*0.5*2*(t - a)",
        "dz = da*a*(1 - a)",
        "db = dz",
        "dw = dz*x",
        "dx = dz*w",
    ]


def test_contributions_are_added_in_the_order_in_which_they_arrive() -> None:
    text = "x = input(3)\na = x*2\nb = x*5\nL = a*b + x\n"
    assert "dx = dL + db*5 + da*2" in backward_lines(text)


def test_what_is_taken_away_is_subtracted() -> None:
    assert backward_lines("x = input(3)\nL = x*2 - x*x\n")[-1] == "dx = -dL*x - dL*x + dL*2"


@pytest.mark.parametrize(
    ("name", "taken", "gradient"),
    [
        ("z1", "", "dz1"),
        ("z1", "dz1", "d_z1"),
        ("z1", "dz1 d_z1", "d__z1"),
        ("el", "", "d_el"),  # del is a word of Python
        ("iv", "", "d_iv"),  # div is an operator
    ],
)
def test_a_gradient_gets_a_name_that_is_free(name: str, taken: str, gradient: str) -> None:
    others = "".join(f"{other} = input(1)\n" for other in taken.split())
    found = backward_pass(parse(f"{others}{name} = input(2)\nL = 3*{name}\n"))
    assert found.gradients[name] == gradient
    assert run(found.graph).value(gradient) == 3


def test_a_leaf_without_a_path_has_the_gradient_zero_in_its_shape() -> None:
    lines = backward_lines("x = input(3)\nv = input([1, 2])\nL = 2*x\n")
    assert lines == ["dL = 1", "dx = dL*2", "dv = [0, 0]"]


def test_what_only_steers_has_no_gradient() -> None:
    lines = backward_lines("x = input(3)\nt = input(1)\nL = x**2 if t > 0 else x\n")
    assert lines == ["dL = 1", "dx = (0 if t > 0 else dL) + (dL if t > 0 else 0)*2*x", "dt = 0"]


def test_a_path_through_a_sign_carries_nothing() -> None:
    assert backward_lines("x = input(3)\ny = sign(x)\nL = y*2\n") == [
        "dL = 1",
        "dy = dL*2",
        "dx = 0",
    ]


def test_the_gradient_of_a_vector_of_losses_is_ones() -> None:
    assert backward_lines("x = input([1, 2, 3])\nL = x*x\n")[0] == "dL = [1, 1, 1]"
    large = Graph.of([Node("x", "input", {"value": (0.5,) * 50})], [], "x")
    assert run(backward_graph(large)).value("dx").tolist() == [1.0] * 50  # type: ignore[union-attr]


def test_rows_of_a_repeated_bias_are_added() -> None:
    text = (
        "x = input([[1, 2], [3, 4]])\nb = parameter([1, 2])\nz = x*b\na = sigmoid(z)\nL = mean(a)\n"
    )
    assert backward_lines(text)[1:] == [
        "da = broadcast_to(dL/4, shape=[2, 2])",
        "dz = da*a*(1 - a)",
        "dx = dz*b",
        "db = sum(dz*x, axis=0)",
    ]


def test_what_is_repeated_anyway_is_not_repeated_in_words() -> None:
    text = "x = input([[1, 2], [3, 4]])\nc = parameter(3)\nL = sum(x*c)\n"
    assert backward_lines(text)[1:] == [
        "dx = broadcast_to(dL, shape=[2, 2])*c",
        "dc = sum(dL*x)",
    ]


def test_a_long_inner_expression_is_written_once() -> None:
    found = backward_pass(parse("x = input(0.3)\ny = input(2)\nL = tanh(x*y + x*x*y + x)*x\n"))
    assert found.gradients["L_tanh1"] == "dL_tanh1"
    assert to_text(found.graph).count("tanh(") == 1


@pytest.mark.parametrize("text", TEXTS)
def test_gradients_are_those_of_the_engine(text: str) -> None:
    graph = parse(text)
    trace, found = run(graph), backward_pass(graph)
    again = run(found.graph)
    for name, gradient in found.gradients.items():
        assert np.shape(again.value(gradient)) == np.shape(again.value(name))
        if name in graph.nodes:
            np.testing.assert_allclose(
                again.value(gradient), trace.gradient(name), rtol=1e-12, atol=1e-300
            )
    leaves = {id_ for id_, node in graph.nodes.items() if OPS[node.op].is_leaf and "." not in id_}
    assert leaves <= found.gradients.keys()


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_reads_back_as_the_same_graph(text: str) -> None:
    once = backward_graph(parse(text))
    assert whole(parse(to_text(once))) == whole(once)
    twice = backward_graph(replace(once, output=backward_pass(parse(text)).gradients[_leaf(text)]))
    assert whole(parse(to_text(twice))) == whole(twice)


def _leaf(text: str) -> str:
    return next(id_ for id_, node in parse(text).nodes.items() if OPS[node.op].is_leaf)


def test_a_cube_twice_gives_six_times_the_number() -> None:
    assert gradient_of("x = input(5)\ny = x**3\n", "x", "x") == 30.0
    assert gradient_of("x = input(5)\ny = x**3\n", "x", "x", "x") == 6.0


def test_a_hessian_times_a_vector() -> None:
    """Of (xᵀA x)²/2 at x, against the Hessian in closed form."""
    matrix, x, v = np.array([[2.0, 0.5], [0.5, 1.0]]), np.array([0.3, -0.7]), np.array([1.0, 2.0])
    text = (
        "x = input([[0.3], [-0.7]])\nv = input([[1], [2]])\n"
        "A = input([[2, 0.5], [0.5, 1]])\nL = sum(x*(A @ x))**2/2\n"
    )
    once = to_text(backward_graph(parse(text))).replace("output(L)\n", "")
    twice = backward_pass(parse(f"{once}along = sum(dx*v)\n"))
    q = x @ matrix @ x
    hessian = 2 * q * matrix + 4 * np.outer(matrix @ x, matrix @ x)
    np.testing.assert_allclose(
        np.ravel(run(twice.graph).value(twice.gradients["x"])), hessian @ v, rtol=1e-12
    )


def test_another_node_can_be_differentiated() -> None:
    found = backward_pass(parse(NEURON), "z")
    assert found.graph.output == "z"
    assert run(found.graph).value("dw") == 1.5


def test_values_that_were_given_stay() -> None:
    assert run(backward_graph(run(parse(NEURON), {"x": 4.0}))).value("x") == 4.0


@pytest.mark.parametrize(
    ("text", "said"),
    [("x = input(1)\noutput(None)\n", "no output"), ("x = input(1)\nL = x + ...\n", "missing")],
)
def test_what_cannot_be_differentiated_is_told(text: str, said: str) -> None:
    with pytest.raises(GraphAppError, match=said):
        backward_graph(parse(text))


def test_a_node_that_is_not_there_is_told() -> None:
    with pytest.raises(GraphError, match="no node 'k'"):
        backward_graph(parse(NEURON), "k")


def _chain(op: str, count: int) -> Graph:
    """x op x op x …, in one line, which text could not say."""
    attrs: dict[str, Attr] = {}
    nodes = [Node("x", "input", {"value": 1.0000001})]
    nodes += [Node(f"n.{op}{k}", op, attrs, "n") for k in range(count)] + [Node("n", op)]
    edges = [Edge("x", node.id, 1) for node in nodes[1:]]
    edges += [Edge(left.id, right.id, 0) for left, right in pairwise(nodes)]
    return Graph.of(nodes, edges, "n")


@pytest.mark.parametrize("op", ["add", "mul", "sub", "pow", "div"])
def test_a_line_of_thousands_of_operators_has_a_backward_pass(op: str) -> None:
    graph = _chain(op, 3_000)
    found = backward_graph(graph)
    assert len(found.nodes) < 15 * len(graph.nodes)
    np.testing.assert_allclose(run(found).value("dx"), run(graph).gradient("x"), rtol=1e-6)
    assert whole(parse(to_text(found))) == whole(found)


def test_the_backward_pass_learns_as_its_graph_does() -> None:
    lines = "x = input([1, 2])\nw = parameter([0.5, 1])\nb = parameter(1)\nL = sum(w*x) + b\n"
    said = 'frozen(b)\ndescent("adam", start=dict(w=[1, 2]))\ndata(x=[[1, 2], [3, 4]])\n'
    graph = parse(lines + said)
    backward = backward_graph(graph)
    assert (backward.frozen, backward.descents, backward.data) == (
        graph.frozen,
        graph.descents,
        graph.data,
    )
