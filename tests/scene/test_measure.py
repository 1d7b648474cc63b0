"""Sizes for the layout."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.view import USUAL
from graphviz_app.layout import Size
from graphviz_app.scene.items.forms import Measured
from graphviz_app.scene.measure import MAX_LABELLED_EDGES, measure
from graphviz_app.theme import LIGHT, PROJECTOR

pytestmark = pytest.mark.usefixtures("qapp")


def _sizes(graph: Graph, **options: object) -> tuple[dict[str, Size], list[Size | None]]:
    view = USUAL._replace(**options)  # type: ignore[arg-type]
    return _rooms(measure(ReadRun(run(graph, partial=True), read(graph, "operators")), LIGHT, view))


def _rooms(measured: Measured) -> tuple[dict[str, Size], list[Size | None]]:
    return measured.sizes, measured.labels


def _leaf(id_: str, value: object, op: str = "input") -> Graph:
    node = Node(id_, op, {"value": value})  # type: ignore[dict-item]
    return Graph.of([node, Node("y", "square")], [Edge(id_, "y", 0)], "y")


def test_short_content_has_the_sizes_of_the_design() -> None:
    sizes, _ = _sizes(_leaf("x", 1.5))
    assert sizes["x"].width == pytest.approx(94, abs=4)
    assert sizes["y"].width == pytest.approx(108, abs=4)
    assert (sizes["x"].height, sizes["y"].height) == (52, 60)


def test_long_names_widen_a_node_only_so_far() -> None:
    sizes, _ = _sizes(_leaf("a_name_of_rather_more_than_forty_characters_in_all", 1.5))
    assert 92 < sizes["a_name_of_rather_more_than_forty_characters_in_all"].width < 270


def test_a_label_takes_the_place_of_a_name_in_the_size() -> None:
    graph = _leaf("x", 1.5)
    bare, _ = _sizes(graph)
    wide, _ = _sizes(replace(graph, labels={"x": "Temperature", "y": "Temperature of the sea"}))
    assert wide["x"].width > bare["x"].width + 40
    assert wide["y"].width > bare["y"].width
    assert wide["x"].height == bare["x"].height
    assert wide["y"].height - bare["y"].height < 5


@pytest.mark.parametrize("op", ["input", "constant"])
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_long_labels_widen_a_node_only_so_far(op: str, kind: Kind) -> None:
    graph = _leaf("x", 1.5, op)
    graph = replace(graph, labels=dict.fromkeys(graph.nodes, "many words " * 18))
    sizes = measure(ReadRun(run(graph), read(graph, kind)), LIGHT).sizes
    assert max(size.width for size in sizes.values()) < 300


def test_long_numbers_have_the_room_of_short_ones() -> None:
    assert _sizes(_leaf("x", 1.5)) == _sizes(_leaf("x", -123456.789))


def test_small_tensors_are_tables_and_large_ones_shapes() -> None:
    small, _ = _sizes(_leaf("x", ((1.0, 2.0), (3.0, 4.0))))
    large, _ = _sizes(_leaf("x", tuple(tuple(np.ones(9)) for _ in range(9))))
    assert small["x"].height > 60
    assert large["x"].height == 52


def test_local_derivatives_take_a_row_more() -> None:
    _, without = _sizes(_leaf("x", 1.5), edge_numbers="all")
    _, with_ = _sizes(_leaf("x", 1.5), edge_numbers="all", locals=True)
    assert without[0] is not None
    assert with_[0] is not None
    assert with_[0].height > without[0].height + 10


def test_projector_scales_every_length(neuron: Graph) -> None:
    trace, reading = run(neuron), read(neuron, "operators")
    view = USUAL._replace(edge_numbers="all")
    sizes, labels = _rooms(measure(ReadRun(trace, reading), LIGHT, view))
    large, large_labels = _rooms(measure(ReadRun(trace, reading), PROJECTOR, view))
    assert large["w"].width == pytest.approx(1.6 * sizes["w"].width, rel=0.02)
    assert labels[0] is not None
    assert large_labels[0] is not None
    assert large_labels[0].width == pytest.approx(1.6 * labels[0].width, rel=0.05)


def test_dense_graphs_reserve_no_room_for_numbers() -> None:
    count = MAX_LABELLED_EDGES + 1
    nodes = [Node("x", "input", {"value": 1.0}), *(Node(f"n{i}", "tanh") for i in range(count))]
    edges = [Edge("x", f"n{i}", 0) for i in range(count)]
    assert set(_sizes(Graph.of(nodes, edges, "n0"))[1]) == {None}


def test_half_built_graph_is_measured() -> None:
    graph = Graph.of([Node("x", "input", {"value": 1.0}), Node("y", "add")], [Edge("x", "y", 0)])
    sizes, labels = _sizes(replace(graph, output="y"))
    assert sizes["y"].width >= 104
    assert len(labels) == 1
