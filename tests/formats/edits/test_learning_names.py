"""What a text says of learning follows its nodes: renamed, deleted, of another kind."""

from dataclasses import replace

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent, Trained
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse, to_text
from graphviz_app.formats.edits.adding import with_pasted, with_typed
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.edits.edges.swapping import with_swapped
from graphviz_app.formats.edits.expanding import with_expansion
from graphviz_app.formats.edits.grouping import with_group, without_group
from graphviz_app.formats.edits.mentioning import says_of_learning
from graphviz_app.formats.edits.renaming import with_name
from graphviz_app.formats.edits.roles import with_output, with_role
from graphviz_app.formats.edits.written import copied

LINES = """x = input([1, 2])
t = target(1)
w = parameter([0.5, 0.25])
b = parameter(1)
z = sum(w*x) + b*parameter(3)
L = (t - sigmoid(z))**2
"""
LEARNING = """learning_rate(0.5)  # as in the lecture
frozen(b, w)  # for now
descent("Adam", lr=1e-2,  start=dict(w=[0.50, 1], b = 2), steps=20)
descent("sgd", start={"z.parameter1": 3})
data(x=[[0, 0], [0, 1]], t=[0, 1])
"""
GRAPH = parse(LINES + LEARNING)


def assert_in_step(graph: Graph) -> None:
    assert parse(graph.source) == graph
    assert parse(to_text(replace(graph, source=""))) == graph


def test_a_new_name_is_used_wherever_learning_speaks_of_the_node() -> None:
    graph = with_name(with_name(with_name(GRAPH, "w", "weights"), "x", "inputs"), "b", "λ")
    assert graph.source == (LINES + LEARNING).replace("w", "weights").replace(
        "loweights", "low"
    ).replace("noweights", "now").replace("x", "inputs").replace("(b", "(λ").replace(
        "b =", "λ ="
    ).replace("+ b*", "+ λ*")
    assert_in_step(graph)


def test_a_parameter_inside_a_line_gets_a_name_in_its_start_too() -> None:
    graph = with_name(GRAPH, "z.parameter1", "c")
    assert graph.descents[1].start == {"c": 3.0}
    assert '{"c": 3}' in graph.source
    assert_in_step(graph)
    again = with_name(graph, "z", "sums")
    assert again.descents == graph.descents
    assert with_name(GRAPH, "z", "sums").descents[1].start == {"sums.parameter1": 3.0}


def test_a_name_as_it_is_written_by_hand_is_replaced_as_a_whole() -> None:
    graph = parse(
        'x = input(1)\nw₁ = parameter(2)\ny = w₁*x\nfrozen(w₁)\ndescent("sgd", start=dict(w₁=3))\n'
    )
    renamed = with_name(graph, "w1", "v")
    assert renamed.source.endswith('frozen(v)\ndescent("sgd", start=dict(v=3))\n')
    assert_in_step(renamed)


def test_what_is_deleted_is_neither_frozen_nor_started_nor_fed() -> None:
    graph = without_parts(GRAPH, ["w", "t"])
    assert "frozen(b)  # for now\n" in graph.source
    assert 'descent("Adam", lr=1e-2,  start=dict(b = 2), steps=20)\n' in graph.source
    assert "data(x=[[0, 0], [0, 1]])\n" in graph.source
    assert_in_step(graph)
    graph = without_parts(GRAPH, ["w", "b", "x"])
    assert "frozen" not in graph.source
    assert 'descent("Adam", lr=1e-2,  steps=20)\n' in graph.source
    assert "data(t=[0, 1])\n" in graph.source
    assert_in_step(graph)
    graph = without_parts(GRAPH, ["x", "t", "z"])
    assert "data" not in graph.source
    assert 'descent("sgd")\n' in graph.source
    assert_in_step(graph)


def test_when_all_is_deleted_a_descent_stays_for_what_comes() -> None:
    graph = without_parts(GRAPH, GRAPH.nodes)
    assert graph.learning_rate == 0.5
    assert says_of_learning(graph) == ((), (Descent("adam", 0.01, 20), Descent()), None)
    assert 'descent("Adam", lr=1e-2,  steps=20)' in graph.source


@pytest.mark.parametrize("role", ["input", "target", "constant"])
def test_what_is_no_parameter_any_more_does_not_learn(role: str) -> None:
    graph = with_role(GRAPH, ["w"], role)
    assert graph.nodes["w"].op == role
    assert graph.frozen == ("b",)
    assert graph.descents[0].start == {"b": 2.0}
    assert graph.data == GRAPH.data
    assert_in_step(graph)
    assert "frozen" not in with_role(graph, ["b"], role).source


def test_a_number_in_a_formula_that_becomes_an_input_starts_nowhere() -> None:
    graph = with_role(GRAPH, ["z.parameter1"], "input")
    assert graph.descents[1].start is None
    assert_in_step(graph)


def test_other_edits_leave_what_is_said_of_learning_alone() -> None:
    edits = [
        with_output(GRAPH, "z"),
        with_group(GRAPH, ["w", "b"], "layer"),
        without_group(with_group(GRAPH, ["w", "b"], "layer"), "layer"),
        with_expansion(GRAPH, "L.sigmoid1"),
        with_typed(GRAPH, "h = tanh(z)").graph,
        with_pasted(GRAPH, copied(GRAPH, ["w", "z"])).graph,
        with_swapped(GRAPH, "z.mul1"),
    ]
    for graph in edits:
        assert says_of_learning(graph) == says_of_learning(GRAPH)
        assert parse(graph.source) == graph


def test_an_operator_that_is_taken_out_renumbers_those_that_are_started() -> None:
    lines = "x = input(1)\ny = parameter(2)*x + parameter(3)\n"
    graph = parse(f'{lines}descent("sgd", start={{"y.parameter2": 5}})\n')
    edge = graph.edges["y.mul1", 0]
    left = without_parts(graph, [], [edge])
    assert left.descents[0].start == {"y.parameter1": 5.0}
    assert_in_step(left)


def test_versions_of_a_name_leave_its_parameter_frozen() -> None:
    graph = parse(
        'c = parameter(2)\nx = input(1)\nc = c*x\nfrozen(c)\ndescent("sgd", start=dict(c=1))\n'
    )
    grown = with_typed(graph, "h = tanh(c)").graph
    assert says_of_learning(grown) == says_of_learning(graph)
    assert parse(grown.source) == grown


def test_a_way_goes_with_the_names_and_ends_with_a_parameter() -> None:
    graph = replace(GRAPH, trained=Trained(3, {"w": (0.0, 0.0), "b": 2.0}))
    assert with_name(graph, "b", "c").trained == Trained(3, {"w": (0.0, 0.0), "c": 2.0})
    assert without_parts(graph, ["t"]).trained == graph.trained
    assert without_parts(graph, ["b"]).trained is None
    assert with_role(graph, ["b"], "input").trained is None


def test_a_line_of_learning_is_not_added_on_the_canvas() -> None:
    with pytest.raises(GraphError, match="the rest is for the text"):
        with_typed(GRAPH, 'descent("sgd")')
    own = parse("def data(u): return u*2\nx = input(1)\ny = data(x)\n")
    assert with_typed(own, "data(y)").graph.output is not None
