"""Two readings of one graph: every operator, or a node per named line."""

import numpy as np
import pytest

from graphviz_app.animate import Timeline
from graphviz_app.core.autodiff import run
from graphviz_app.core.derivative import edge_contribution, edge_local
from graphviz_app.core.reading import clusters, line_of, read
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
        (e.source, e.target): edge_local(trace, reading, i) for i, e in enumerate(reading.edges)
    }
    assert local == {
        ("w", "z"): 2.0,
        ("x", "z"): 7.0,
        ("x", "y"): None,
        ("z", "y"): 1.0,
        ("w", "y"): 0.0,
    }
    into_z = next(i for i, e in enumerate(reading.edges) if (e.source, e.target) == ("x", "z"))
    assert edge_contribution(trace, reading, into_z) == 7.0


def test_lines_of_matrices_have_jacobians() -> None:
    text = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nb = input([1, 1])\nz = W @ x + b"
    trace = run(parse(text))
    reading = read(trace.graph, "lines")
    local = [edge_local(trace, reading, i) for i in reading.incoming["z"]]
    np.testing.assert_equal(local[1], [[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_equal(local[2], np.eye(2))


def test_inner_operators_belong_to_their_line() -> None:
    graph = parse(TEXT)
    assert {line_of(graph, id_) for id_ in graph.nodes} == {"x", "w", "z", "y"}


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_groups_become_clusters_and_lines_do_not(kind: str) -> None:
    graph = parse('x = input(1)\nwith group("extra"):\n    m = tanh(x*x)\ny = m + x')
    found = clusters(read(graph, "lines" if kind == "lines" else "operators"))
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
    local = edge_local(trace, reading, into_w)
    assert local == pytest.approx(np.exp([1.0, 4.0, 9.0]))
    assert edge_contribution(trace, reading, into_w) == pytest.approx(local * np.array([1, 4, 9]))


def test_lines_never_depend_on_each_other_in_a_circle() -> None:
    trace = run(from_json(SHARED))
    timeline = Timeline(trace, read(trace.graph, "lines"), "level")
    computed = [moment.nodes for moment in timeline.moments if moment.phase == "forward"]
    assert computed == [("z.sq",), ("w",), ("z",), ("out",)]
