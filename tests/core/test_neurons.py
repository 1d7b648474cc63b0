"""The textbook drawing: which sums are neurons, and the numbers that stand on them."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Neuron, Reading, Term, read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse

LEAVES = """\
x1 = input(0.5)
x2 = input(-1)
t = target(1)
w1 = parameter(0.3)
w2 = parameter(0.7)
v1 = parameter(-0.4)
b = parameter(0.2)
c = parameter(0.1)
"""


def neurons(lines: str) -> dict[str, Neuron]:
    return dict(read(parse(LEAVES + lines), "neurons").neurons)


def terms(neuron: Neuron) -> list[tuple[str | None, str]]:
    return [(term.weight, term.source) for term in neuron.terms]


TWO = [("w1", "x1"), ("w2", "x2")]


@pytest.mark.parametrize(
    "lines",
    [
        "a = sigmoid(w1*x1 + w2*x2 + b)",
        "z = w1*x1 + w2*x2 + b\na = sigmoid(z)",
        "a = sigmoid(b + (x1*w1 + x2*w2))",
        "p = w1*x1\nq = w2*x2\nz = p + q + b\na = sigmoid(z)",
        "p = w1*x1\nq = w2*x2\ns = p + q\nz = s + b\na = sigmoid(z)",
        "z = b\nz += w1*x1\nz += w2*x2\na = sigmoid(z)",
    ],
)
def test_a_sum_and_its_activation_are_one_neuron_however_they_are_written(lines: str) -> None:
    neuron = neurons(lines)["a"]
    assert (terms(neuron), neuron.bias, neuron.activation) == (TWO, "b", "a")


def test_what_uses_the_sum_as_well_keeps_the_activation_apart() -> None:
    found = neurons("z = w1*x1 + w2*x2 + b\na = sigmoid(z)\nL = (t - z)**2 + a")
    assert list(found) == ["z"]
    assert found["z"].activation is None


def test_a_sum_that_is_the_output_keeps_the_activation_apart() -> None:
    assert list(neurons("z = w1*x1 + w2*x2\na = relu(z)\noutput(z)")) == ["z"]


def test_a_sum_inside_a_loss_is_a_neuron_and_the_target_is_no_part_of_it() -> None:
    for residual in ("(w1*x1 + b) - t", "t - (w1*x1 + b)", "t - y"):
        found = neurons(f"y = w1*x1 + b\nL = ({residual})**2")
        assert [(terms(n), n.bias) for n in found.values()] == [([("w1", "x1")], "b")] * len(found)
        assert found


@pytest.mark.parametrize("loss", ["(y - 1)**2", "(1 - y)**2", "abs(y - 1)"])
def test_a_named_sum_that_is_held_against_a_number_is_a_neuron_for_itself(loss: str) -> None:
    assert list(neurons(f"h = tanh(w1*x1 + 1)\ny = v1*h + w2*x2\nL = {loss}")) == ["h", "y"]


def test_a_product_alone_is_no_neuron_unless_it_is_activated_or_weighs_one() -> None:
    assert neurons("y = w1*x1") == {}
    assert list(neurons("y = tanh(w1*x1)")) == ["y"]
    assert list(neurons("h = tanh(w1*x1)\ny = v1*h")) == ["h", "y"]


def test_what_has_no_factor_is_added_as_it_is() -> None:
    neuron = neurons("h = relu(w1*x1 + b)\ny = w2*x2 + h")["y"]
    assert neuron.terms == (Term("w2", "x2", "y.mul1"), Term(None, "h", None))


def test_what_is_added_and_weighed_is_two_edges_with_their_own_shares() -> None:
    graph = parse(LEAVES + "h = relu(w1*x1 + b)\ny = v1*h + w2*x2 + h")
    reading = read(graph, "neurons")
    run_ = ReadRun(run(graph), reading)
    shares = [run_.contribution(i) for i in reading.incoming["y"]]
    assert shares == [pytest.approx(-0.4), pytest.approx(0.7), pytest.approx(1.0)]


def test_what_is_taken_away_says_so() -> None:
    neuron = neurons("y = relu(w1*x1 - w2*x2 - b)")["y"]
    assert [term.minus for term in neuron.terms] == [False, True]
    assert (neuron.bias, neuron.minus) == ("b", True)


def test_numbers_are_weights_where_an_activation_follows() -> None:
    neuron = neurons("y = step(0.5*x1 + 2*x2 - 1.5)")["y"]
    assert [(weight is not None, source) for weight, source in terms(neuron)] == [
        (True, "x1"),
        (True, "x2"),
    ]
    assert neurons("E = 0.5*x1**2 + 0.5*x2**2") == {}


def test_plain_numbers_with_names_of_weights_are_weights() -> None:
    graph = parse("x = 2\nw = 3\nb = 1\nz = w*x + b")
    neuron = read(graph, "neurons").neurons["z"]
    assert (terms(neuron), neuron.bias) == ([("w", "x")], "b")


def test_vectors_stay_lines() -> None:
    graph = parse("x = input([1, 2])\nw = parameter(3)\nz = w*x + 1")
    reading = read(graph, "neurons")
    assert not reading.neurons
    assert list(reading.nodes) == ["x", "w", "z"]


NETWORK = (
    LEAVES
    + """\
h1 = sigmoid(w1*x1 + w2*x2 + b)
h2 = sigmoid(w1*x2 + v1*x1 + b)
y = v1*h1 + w2*h2 + c
L = (y - t)**2 + 0.1*v1**2
"""
)


def drawn() -> tuple[Graph, Reading, ReadRun]:
    graph = parse(NETWORK)
    reading = read(graph, "neurons")
    return graph, reading, ReadRun(run(graph), reading)


def number(value: Value | None) -> float:
    assert isinstance(value, float)
    return value


def test_weights_and_biases_are_nodes_only_where_something_else_uses_them() -> None:
    reading = drawn()[1]
    assert list(reading.nodes) == ["x1", "x2", "t", "v1", "h1", "h2", "y", "L"]
    assert set(reading.weights) == {"w1", "w2", "v1"}
    assert dict(reading.biases) == {"b": ("h1", "h2"), "c": ("y",)}


def test_every_edge_starts_and_ends_at_what_is_drawn() -> None:
    reading = drawn()[1]
    assert all({e.source, e.target} <= set(reading.nodes) for e in reading.edges)


def test_what_nodes_stand_for_is_drawn_once() -> None:
    graph, reading, _ = drawn()
    inside = [id_ for members in reading.members.values() for id_ in members]
    hidden = {"w1", "w2", "b", "c"}
    assert sorted(inside) == sorted(set(graph.nodes) - hidden)


def test_along_an_edge_goes_the_weight_times_the_slope_of_the_activation() -> None:
    _, reading, run_ = drawn()
    for index, edge in enumerate(reading.edges):
        if edge.target not in ("h1", "h2", "y"):
            continue
        assert edge.weight is not None
        a, weight = number(run_.value(edge.target)), number(run_.value(edge.weight))
        slope = 1.0 if edge.target == "y" else a * (1 - a)
        assert run_.local(index) == pytest.approx(weight * slope)
        delta = number(run_.delta(edge.target))
        assert run_.contribution(index) == pytest.approx(weight * delta)


def test_each_weight_gets_delta_times_what_arrives_and_a_bias_delta() -> None:
    _, reading, run_ = drawn()
    for id_ in reading.neurons:
        delta = number(run_.delta(id_))
        for index in reading.incoming[id_]:
            along = reading.weight_edge(index)
            assert along is not None
            assert run_.share(along) == pytest.approx(delta * number(run_.carried(index)))
        bias = reading.bias_edge(id_)
        assert bias is not None
        assert run_.share(bias) == pytest.approx(delta)


def test_a_weight_that_is_used_twice_gathers_and_is_known_with_its_last_share() -> None:
    _, reading, run_ = drawn()
    passing = Schedule(run_).passes[0]
    by_node = {
        moment.nodes[0]: k + 1
        for k, moment in enumerate(passing.steps.moments)
        if moment.phase == "backward"
    }
    assert passing.steps.value_at["w1"] == 0
    assert passing.steps.gradient_at["w1"] == by_node["h1"]
    assert passing.steps.gradient_at["c"] == by_node["y"]
    shares = [run_.share(along) for i in reading.weights["w1"] if (along := reading.weight_edge(i))]
    moments, totals = zip(*passing.totals("w1"), strict=True)
    assert moments == (by_node["h2"], by_node["h1"])
    assert totals == (pytest.approx(shares[1]), pytest.approx(run_.gradient("w1")))


def test_a_weight_that_is_a_node_too_gathers_from_both() -> None:
    _, reading, run_ = drawn()
    passing = Schedule(run_).passes[0]
    totals = [total for _, total in passing.totals("v1")]
    assert len(totals) == 3
    assert totals[-1] == pytest.approx(run_.gradient("v1"))
    along = reading.weight_edge(reading.weights["v1"][0])
    assert along is not None
    arrival = passing.arrival(along)
    assert arrival is not None
    assert arrival.of == 3


def test_a_bias_that_is_a_weight_of_the_same_neuron_gets_its_own_share() -> None:
    graph = parse("x = input(3)\nw = parameter(2)\ny = w + w*x\nL = y**2\n")
    drawn = ReadRun(run(graph), read(graph, "neurons"))
    along = drawn.reading.bias_edge("y")
    assert along is not None
    weighing = drawn.reading.weight_edge(drawn.reading.incoming["y"][0])
    assert weighing is not None
    assert (drawn.share(along), drawn.share(weighing)) == (16.0, 48.0)
    apart = read_as(run(graph), "neurons", bias="edge")
    assert apart.reading.bias_edge("y") == along


def test_what_is_taken_away_is_weighed_where_the_sum_is_activated() -> None:
    neuron = neurons("a = sigmoid(b - w1*x1)\nL = (t - a)**2")["a"]
    assert (terms(neuron), neuron.terms[0].minus, neuron.bias) == ([("w1", "x1")], True, "b")
    assert not neurons("L = (t - w1*x1)**2")
