"""Two readings of one graph: every operator, or a node per named line."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of, read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import from_json, parse

TEXT = """\
x = input(2)
w = parameter(3)
z = w*x + x**2
y = z if x > 1 else w
"""


def test_operators_show_every_node_and_every_operand() -> None:
    graph = parse(TEXT)
    reading = read(graph, "operators")
    assert set(reading.nodes) == set(graph.nodes)
    assert {edge.members[0] for edge in reading.edges} == set(graph.edges.values())
    assert [edge.slot for edge in (reading.edges[i] for i in reading.incoming["z"])] == [0, 1]


def test_lines_show_names_and_one_edge_per_name_used() -> None:
    reading = read(parse(TEXT), "lines")
    assert list(reading.nodes) == ["x", "w", "z", "y"]
    drawn = [(edge.source, edge.target, len(edge.members)) for edge in reading.edges]
    assert drawn == [("w", "z", 1), ("x", "z", 2), ("x", "y", 1), ("z", "y", 1), ("w", "y", 1)]


def test_a_name_used_only_in_a_condition_steers() -> None:
    reading = read(parse(TEXT), "lines")
    assert {(e.source, e.target) for e in reading.edges if e.control} == {("x", "y")}


def test_the_derivative_of_a_line_goes_over_all_ways_through_it() -> None:
    trace = run(parse(TEXT))
    reading = read(trace.graph, "lines")
    local = {
        (e.source, e.target): ReadRun(trace, reading).local(i) for i, e in enumerate(reading.edges)
    }
    assert local == {
        ("w", "z"): 2.0,
        ("x", "z"): 7.0,
        ("x", "y"): None,
        ("z", "y"): 1.0,
        ("w", "y"): 0.0,
    }
    into_z = next(i for i, e in enumerate(reading.edges) if (e.source, e.target) == ("x", "z"))
    assert ReadRun(trace, reading).contribution(into_z) == 7.0


def test_lines_of_matrices_have_jacobians() -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nb = input([1, 1])\nz = W @ x + b"
    trace = run(parse(text))
    reading = read(trace.graph, "lines")
    local = [ReadRun(trace, reading).local(i) for i in reading.incoming["z"]]
    np.testing.assert_equal(local[1], [[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_equal(local[2], np.eye(2))


def test_inner_operators_belong_to_their_line() -> None:
    graph = parse(TEXT)
    assert {line_of(graph, id_) for id_ in graph.nodes} == {"x", "w", "z", "y"}


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_groups_become_clusters_and_lines_do_not(kind: str) -> None:
    graph = parse('x = input(1)\nwith group("extra"):\n    m = tanh(x*x)\ny = m + x')
    found = read(graph, "lines" if kind == "lines" else "operators").clusters
    assert (found["m"], found["x"], found["y"]) == ("extra", "", "")


SHARED = """{"format": 1, "output": "out", "nodes": [
 {"id": "x", "op": "input", "attrs": {"value": [1, 2, 3]}},
 {"id": "z.sq", "op": "square", "inputs": ["x"], "group": "z"},
 {"id": "w", "op": "exp", "inputs": ["z.sq"]},
 {"id": "z", "op": "mul", "inputs": ["w", "z.sq"]},
 {"id": "out", "op": "sum", "inputs": ["z"]}]}"""


def test_an_unnamed_operator_that_other_lines_use_is_drawn_for_itself() -> None:
    reading = read(from_json(SHARED), "lines")
    drawn = [(edge.source, edge.target) for edge in reading.edges]
    assert drawn == [("x", "z.sq"), ("z.sq", "w"), ("w", "z"), ("z.sq", "z"), ("z", "out")]
    assert all(member.source == edge.source for edge in reading.edges for member in edge.members)


def test_lines_that_share_an_operator_have_the_derivatives_of_what_they_use() -> None:
    trace = run(from_json(SHARED))
    reading = read(trace.graph, "lines")
    into_w = reading.incoming["w"][0]
    local = ReadRun(trace, reading).local(into_w)
    assert local == pytest.approx(np.exp([1.0, 4.0, 9.0]))
    assert ReadRun(trace, reading).contribution(into_w) == pytest.approx(
        local * np.array([1, 4, 9])
    )


def test_lines_never_depend_on_each_other_in_a_circle() -> None:
    trace = run(from_json(SHARED))
    timeline = Schedule(ReadRun(trace, read(trace.graph, "lines")), stride="level")
    computed = [moment.nodes for moment in timeline.moments if moment.phase == "forward"]
    assert computed == [("z.sq",), ("w",), ("z",), ("out",)]


def test_an_output_inside_a_line_is_drawn_for_itself() -> None:
    trace = run(parse("x = input(2)\nz = exp(3*x)\noutput(z.mul1)"))
    reading = read(trace.graph, "lines")
    assert list(reading.nodes) == ["x", "z.mul1", "z"]
    timeline = Schedule(ReadRun(trace, reading))
    assert [m.nodes for m in timeline.moments if m.phase == "backward"] == [("z.mul1",)]
    assert ReadRun(trace, reading).contribution(reading.incoming["z"][0]) == 0.0


def test_an_unnamed_operator_that_only_another_line_uses_belongs_to_that() -> None:
    nodes = [
        Node("x", "input", {"value": 2.0}),
        Node("z.sq", "square", group="z"),
        Node("z", "neg"),
        Node("w", "exp"),
    ]
    graph = Graph.of(nodes, [Edge("x", "z.sq", 0), Edge("x", "z", 0), Edge("z.sq", "w", 0)], "w")
    assert read(graph, "lines").members == {"x": ("x",), "z": ("z",), "w": ("z.sq", "w")}


def test_an_operand_that_a_line_uses_twice_inside_counts_once_per_way() -> None:
    trace = run(parse("def square(u): return u*u\nx = input(2)\ny = square(x + 1)"))
    reading = read(trace.graph, "lines")
    (into_y,) = reading.incoming["y"]
    assert len(reading.edges[into_y].members) == 1
    assert ReadRun(trace, reading).local(into_y) == 6.0
    assert ReadRun(trace, reading).contribution(into_y) == 6.0


def test_a_line_that_works_element_by_element_has_a_derivative_per_element() -> None:
    trace = run(parse("x = input([1, 2])\ny = exp(x)*x"))
    local = ReadRun(trace, read(trace.graph, "lines")).local(0)
    assert local == pytest.approx(np.exp([1.0, 2.0]) * [2.0, 3.0])


@pytest.mark.parametrize(
    ("line", "name"), [("c*x", "c"), ("c*x", "x"), ("x.T*2", "x"), ("x @ x", "x")]
)
def test_a_line_that_mixes_elements_has_the_whole_jacobian(line: str, name: str) -> None:
    trace = run(parse(f"x = input([[1, 2], [3, 4]])\nc = input(5)\ny = {line}"))
    reading = read(trace.graph, "lines")
    into = next(i for i in reading.incoming["y"] if reading.edges[i].source == name)
    local, share = ReadRun(trace, reading).local(into), ReadRun(trace, reading).contribution(into)
    assert isinstance(local, np.ndarray)
    assert local.shape == (2, 2, *np.shape(trace.value(name)))
    assert np.sum(local, axis=(0, 1)) == pytest.approx(share)


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_jacobian_too_large_to_show_is_not_worked_out(kind: Kind) -> None:
    trace = run(parse(f"A = input({[[1.0] * 9] * 9})\ny = A @ A"))
    reading = read(trace.graph, kind)
    assert ReadRun(trace, reading).local(0) is None
    assert ReadRun(trace, reading).contribution(0) is not None


GROUPED = """x = input([1, 2])
w = parameter(0.5)
with group("layer"):
    h = tanh(w*x)
L = sum(h*h + x)
"""


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_graphs_without_edges_are_drawn_alike_only_if_they_have_the_same_nodes(kind: Kind) -> None:
    one, two = read(parse("x = input(2)"), kind), read(parse("x = input(2)\nw = input(3)"), kind)
    assert one.edges == two.edges == ()
    assert not two.is_drawn_as(one)
    assert read(parse("x = input(4)"), kind).is_drawn_as(one)


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_reading_updated_with_other_values_is_the_reading_of_the_new_graph(kind: Kind) -> None:
    before = read(parse(GROUPED), kind)
    graph = before.graph.with_attrs("x", value=(3.0, -4.0)).with_attrs("w", value=2.0)
    updated, anew = before.updated(graph), read(graph, kind)
    assert updated is not None
    assert updated.graph is graph
    assert updated.kind == kind
    assert list(updated.nodes.items()) == list(anew.nodes.items())
    for name in ("edges", "members", "incoming", "outgoing", "clusters"):
        assert getattr(updated, name) == getattr(anew, name), name
    assert updated.edges is before.edges
    assert updated.is_drawn_as(before)
    assert before.nodes["w"].attrs["value"] == 0.5
    told, wanted = ReadRun(run(graph), updated), ReadRun(run(graph), anew)
    for index in range(len(updated.edges)):
        np.testing.assert_equal(told.local(index), wanted.local(index))
        np.testing.assert_equal(told.contribution(index), wanted.contribution(index))
    assert updated.updated(before.graph) is not None


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_reading_of_another_shape_operator_label_pin_or_order_is_read_anew(kind: Kind) -> None:
    before = read(parse(GROUPED), kind)
    graph = before.graph
    nodes = {id_: graph.nodes[id_] for id_ in ("w", *(id_ for id_ in graph.nodes if id_ != "w"))}
    others = [
        graph.with_attrs("x", value=(1.0, 2.0, 3.0)),
        parse(GROUPED.replace("tanh", "exp")),
        replace(graph, labels={"h": "Hidden"}),
        replace(graph, pins={"h": (0.0, 0.0)}),
        replace(graph, nodes=nodes),
    ]
    assert [before.updated(other) for other in others] == [None] * 5
