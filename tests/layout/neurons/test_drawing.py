"""The layout of neurons: columns, room for everything, edges from border to border."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from graphviz_app.layout import Layout, compute_layout
from graphviz_app.layout.geometry import Round
from graphviz_app.layout.neurons.drawing import neuron_layout
from tests.layout.layout_cases import Case
from tests.layout.neurons.neuron_cases import body, met, neuron_case, overlaps
from tests.networks import network, random_network

TEXTS: dict[str, Callable[[], str]] = {
    "3-2-1": lambda: network(3, 2, 1),
    "2-2-2": lambda: network(2, 2, 2),
    "4-8-3": lambda: network(4, 8, 3),
    "1-1-1-1": lambda: network(1, 1, 1, 1),
    "8-8-4": lambda: network(8, 8, 4),
    **{f"random {seed}": lambda seed=seed: random_network(seed) for seed in range(40)},  # type: ignore[misc]  # bound now
}
EVERY = pytest.mark.parametrize("name", TEXTS)


def _laid_out(text: str, aspect: float = 1.6) -> tuple[Case, Layout]:
    case = neuron_case(text)
    return case, neuron_layout(*case, aspect)


@EVERY
@pytest.mark.parametrize("aspect", [1.3, 2.26])
def test_nothing_overlaps_and_no_edge_runs_through_a_node(name: str, aspect: float) -> None:
    case, layout = _laid_out(TEXTS[name](), aspect)
    assert not overlaps(case, layout)
    assert not met(case, layout)


@EVERY
@pytest.mark.parametrize("aspect", [0.4, 1.3])
def test_from_top_to_bottom_nothing_is_in_the_way_of_anything_either(
    name: str, aspect: float
) -> None:
    case = neuron_case(TEXTS[name]())
    layout = neuron_layout(*case, aspect, "TB")
    assert layout.direction == "TB"
    assert not overlaps(case, layout)
    assert not met(case, layout)
    for edge in case.reading.edges:
        if edge.target in case.reading.neurons:
            assert layout.nodes[edge.target][1] > layout.nodes[edge.source][1]


@EVERY
def test_edges_run_from_border_to_border(name: str) -> None:
    case, layout = _laid_out(TEXTS[name]())
    for edge, path in zip(case.reading.edges, layout.edges, strict=True):
        for id_, point in ((edge.source, path.points[0]), (edge.target, path.points[-1])):
            size = case.sizes[id_]
            if isinstance(size, Round):
                away = math.dist(point, layout.nodes[id_])
                assert away == pytest.approx(size.disc / 2, abs=0.01)
                continue
            box = body(case, layout, id_)
            assert box.x - 0.01 <= point[0] <= box.x + box.width + 0.01
            assert box.y - 0.01 <= point[1] <= box.y + box.height + 0.01


@EVERY
def test_a_weight_stands_on_its_edge(name: str) -> None:
    case, layout = _laid_out(TEXTS[name]())
    labelled = [path for path in layout.edges if path.label is not None]
    assert len(labelled) == sum(edge.weight is not None for edge in case.reading.edges)
    for path in labelled:
        assert path.label is not None
        middle = path.label.x + path.label.width / 2, path.label.y + path.label.height / 2
        assert min(math.dist(middle, point) for point in _finely(path.points)) < 3.0


def _finely(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    found = []
    for i in range(0, len(points) - 1, 3):
        for t in (k / 300 for k in range(301)):
            s = 1 - t
            parts = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            x = sum(part * point[0] for part, point in zip(parts, points[i:], strict=False))
            y = sum(part * point[1] for part, point in zip(parts, points[i:], strict=False))
            found.append((x, y))
    return found


def test_inputs_are_a_column_and_so_is_each_layer() -> None:
    case, layout = _laid_out(network(3, 4, 2))
    by_column: dict[float, list[str]] = {}
    for id_, (x, _) in layout.nodes.items():
        by_column.setdefault(round(x, 3), []).append(id_)
    columns = [sorted(by_column[x]) for x in sorted(by_column)]
    assert columns == [
        ["x1", "x2", "x3"],
        ["h1_1", "h1_2", "h1_3", "h1_4"],
        ["h2_1", "h2_2"],
        ["L", "t"],
    ]
    assert case.reading.neurons


def test_inputs_and_neurons_stand_in_the_order_in_which_they_are_written() -> None:
    for seed in range(20):
        case, layout = _laid_out(random_network(seed))
        for column in ({id_ for id_ in layout.nodes if id_[0] == "x"}, set(case.reading.neurons)):
            by_x: dict[float, list[str]] = {}
            for id_ in (one for one in layout.nodes if one in column):
                by_x.setdefault(round(layout.nodes[id_][0], 3), []).append(id_)
            for ids in by_x.values():
                assert ids == sorted(ids, key=lambda id_: layout.nodes[id_][1])


def test_a_target_stands_at_the_loss_that_uses_it() -> None:
    _, layout = _laid_out(network(3, 2, 1))
    (x, y), (to_x, to_y) = layout.nodes["t"], layout.nodes["L"]
    assert x == to_x
    assert y > to_y


def test_a_layer_is_centred() -> None:
    _, layout = _laid_out(network(4, 2, 3))
    for ids in (("x1", "x4"), ("h1_1", "h1_2"), ("h2_1", "h2_3")):
        assert sum(layout.nodes[id_][1] for id_ in ids) == pytest.approx(0.0, abs=0.01)


def test_the_drawing_takes_the_shape_of_the_room() -> None:
    case = neuron_case(network(4, 4, 1))
    wide, high = (neuron_layout(*case, aspect).bounds for aspect in (3.0, 1.0))
    assert wide.width / wide.height > high.width / high.height


def test_other_numbers_make_no_other_layout() -> None:
    text = network(3, 3, 1)
    other = text.replace("parameter(0.", "parameter(-7.")
    assert other != text
    assert neuron_layout(*neuron_case(text)) == neuron_layout(*neuron_case(other))


def test_two_edges_between_the_same_nodes_part() -> None:
    text = "x = input(1)\nw = parameter(2)\nv = parameter(3)\na = tanh(w*x + v*x)"
    case, layout = _laid_out(text)
    one, other = (layout.edges[index].points for index in case.reading.incoming["a"])
    assert one[0][1] < other[0][1]
    assert one[-1][1] < other[-1][1]


def test_pinned_neurons_stand_where_a_person_put_them_and_no_other_moves() -> None:
    case = neuron_case(network(2, 2, 1))
    there = (300.0, -250.0)
    graph = case.reading.graph.with_pins("neurons", {"h1_1": there})
    pinned = Case(replace(case.reading, graph=graph), case.sizes, case.labels)
    before, layout = compute_layout(*case), compute_layout(*pinned)
    assert layout.nodes == {**before.nodes, "h1_1": there}
    for index in pinned.reading.incoming["h1_1"]:
        assert math.dist(layout.edges[index].points[-1], there) == pytest.approx(42.0)
