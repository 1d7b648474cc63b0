"""Paths: counted exactly even where they could never be listed."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.paths import count_paths, iter_paths
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse


def doubling(n: int) -> Graph:
    """y_k = y_(k-1) + y_(k-1): two edges per layer, hence 2^n paths."""
    nodes = [Node("y0", "input", {"value": 1.0}), *(Node(f"y{k}", "add") for k in range(1, n + 1))]
    edges = [Edge(f"y{k}", f"y{k + 1}", slot) for k in range(n) for slot in (0, 1)]
    return Graph.of(nodes, edges, f"y{n}")


def test_counts_are_exact_beyond_every_float() -> None:
    reading = read(doubling(2_000), "operators")
    assert count_paths(reading, "y0", "y2000") == 2**2000


def test_long_chains_are_counted_without_recursion() -> None:
    assert count_paths(read(doubling(30_000), "operators"), "y29990", "y30000") == 1024


def test_listing_is_lazy_and_bounded() -> None:
    graph = doubling(300)
    paths = list(iter_paths(ReadRun(run(graph), read(graph, "operators")), "y0", "y300", limit=3))
    assert [path.product for path in paths] == [1.0, 1.0, 1.0]
    assert len({path.edges for path in paths}) == 3


def test_products_sum_to_the_derivative_between_any_two_nodes() -> None:
    graph = parse("x = input(0.7)\na = x*x\nb = tanh(x) - a\nc = a*b/x\noutput(b)")
    trace = run(graph)
    wanted = trace.pull_back("c").gradients["x"]
    for kind in ("operators", "lines"):
        reading = read(graph, "lines" if kind == "lines" else "operators")
        paths = iter_paths(ReadRun(trace, reading), "x", "c")
        assert sum(float(path.product or 0.0) for path in paths) == pytest.approx(wanted, rel=1e-12)


def test_a_node_reaches_itself_by_the_empty_path() -> None:
    graph = parse("x = input(2)\ny = -x")
    reading = read(graph, "lines")
    (path,) = iter_paths(ReadRun(run(graph), reading), "x", "x")
    assert (path.nodes, path.edges, path.product) == (("x",), (), 1.0)
    assert count_paths(reading, "x", "x") == 1


def test_there_is_no_way_against_the_edges_or_through_a_condition() -> None:
    graph = parse("x = input(2)\nc = input(1)\ny = x if x > c else 0")
    reading = read(graph, "lines")
    assert count_paths(reading, "y", "x") == 0
    assert count_paths(reading, "c", "y") == 0
    assert not list(iter_paths(ReadRun(run(graph), reading), "c", "y"))


def test_a_product_of_matrices_is_a_matrix() -> None:
    graph = parse("W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z)")
    run_read = ReadRun(run(graph), read(graph, "lines"))
    (path,) = iter_paths(run_read, "x", "L")
    assert path.nodes == ("x", "z", "L")
    np.testing.assert_array_equal(path.product, [4.0, 6.0])
    (path,) = iter_paths(run_read, "x", "z")
    np.testing.assert_array_equal(path.product, [[1.0, 2.0], [3.0, 4.0]])


def test_unknown_ends_are_named() -> None:
    graph = parse("x = input(2)\ny = -x")
    with pytest.raises(GraphError, match="no 'q' among the lines"):
        count_paths(read(graph, "lines"), "q", "y")
