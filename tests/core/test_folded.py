"""Folded groups: one box with what enters and leaves, the same numbers outside."""

from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import drawn_of, fold, read
from graphviz_app.core.reading.folded import deepest, folded_below, group_paths
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import load, parse

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.cg"))
GROUPED = [path for path in EXAMPLES if "with group(" in path.read_text(encoding="utf-8")]
KINDS: tuple[Kind, ...] = ("operators", "lines", "neurons")
TWO_OUT = """\
x = input(2)
w = parameter(3)
u = parameter(0.5)
with group("inner"):
    p = w*x
    q = tanh(u*x)
y = p*q + p
"""


def _assert_same(found: Value | None, expected: object) -> None:
    assert found is not None
    np.testing.assert_allclose(
        np.asarray(found, float), np.asarray(expected, float), rtol=1e-12, atol=1e-12
    )


def _folded(graph: Graph, kind: Kind = "operators", *paths: str) -> ReadRun:
    return ReadRun(run(graph, partial=True), fold(read(graph, kind), paths))


def test_a_folded_group_is_one_node_with_what_leaves_it() -> None:
    drawn = _folded(parse(TWO_OUT), "lines", "inner")
    assert list(drawn.reading.nodes) == ["x", "inner/", "y"]
    assert drawn.reading.boxes["inner/"].exits == ("p", "q")
    _assert_same(drawn.value("inner/"), [6.0, np.tanh(1.0)])
    _assert_same(drawn.gradient("inner/"), [np.tanh(1.0) + 1.0, 6.0])


def test_parameters_that_only_a_folded_group_uses_go_into_it_and_inputs_stay() -> None:
    drawn = _folded(parse(TWO_OUT), "operators", "inner")
    assert {"w", "u"} <= set(drawn.reading.members["inner/"])
    assert "x" in drawn.reading.nodes


def test_a_parameter_that_is_used_outside_as_well_stays_outside() -> None:
    drawn = _folded(parse(TWO_OUT + "z = y + w\n"), "lines", "inner")
    assert "w" in drawn.reading.nodes


def test_all_edges_between_a_box_and_a_node_are_one() -> None:
    drawn = _folded(parse(TWO_OUT), "lines", "inner")
    ends = [(edge.source, edge.target) for edge in drawn.reading.edges]
    assert ends == [("x", "inner/"), ("inner/", "y")]
    assert drawn.all_carried(1) == ("p", "q")
    _assert_same(drawn.carried(1), drawn.value("inner/"))


def test_the_local_derivative_at_a_box_has_a_row_for_each_value_that_leaves_it() -> None:
    drawn = _folded(parse(TWO_OUT), "lines", "inner")
    by_x = [[3.0], [0.5 * (1 - np.tanh(1.0) ** 2)]]
    _assert_same(drawn.local(0), by_x)
    _assert_same(drawn.local(1), [[np.tanh(1.0) + 1.0, 6.0]])


def test_an_edge_into_a_box_hands_back_over_all_ways_through_it() -> None:
    drawn = _folded(parse(TWO_OUT), "lines", "inner")
    gradient, local = drawn.gradient("inner/"), drawn.local(0)
    assert gradient is not None
    assert local is not None
    expected = np.asarray(gradient) @ np.asarray(local)
    _assert_same(drawn.contribution(0), expected[0])


def test_a_box_that_gives_to_several_nodes_gathers_a_vector() -> None:
    drawn = _folded(parse(TWO_OUT + "z = q + y\n"), "lines", "inner")
    totals = Schedule(drawn).passes[0].totals("inner/")
    assert len(totals) == 2
    _assert_same(totals[-1][1], drawn.gradient("inner/"))
    into_z = next(
        i for i, e in enumerate(drawn.reading.edges) if (e.source, e.target) == ("inner/", "z")
    )
    assert drawn.contribution(into_z) == 1.0
    _assert_same(drawn.addend(into_z), [0.0, 1.0])


def test_a_group_in_which_the_output_is_carries_the_seed() -> None:
    text = "x = input(2)\nwith group('g'):\n    a = x*x\n    y = a*a\n"
    drawn = _folded(parse(text), "lines", "g")
    assert drawn.seed == "g/"
    assert Schedule(drawn).moments[-2].nodes == ("g/",)
    assert drawn.contribution(0) == pytest.approx(32.0)


def test_a_group_that_something_stands_between_stays_open() -> None:
    text = "x = input(2)\nwith group('g'):\n    a = x*x\nb = a + 1\nwith group('g'):\n    c = a*b\n"
    drawn = _folded(parse(text), "lines", "g")
    assert not drawn.reading.boxes
    assert "b" in drawn.reading.nodes


def test_groups_that_lead_to_each_other_both_ways_stay_open() -> None:
    text = (
        "x = input(2)\n"
        "with group('g'):\n    a = x*x\n"
        "with group('h'):\n    b = a + x\n    c = x*3\n"
        "with group('g'):\n    d = c + x\n"
        "y = b + d\n"
    )
    graph = parse(text)
    assert not _folded(graph, "lines", "g", "h").reading.boxes
    assert set(_folded(graph, "lines", "g").reading.boxes) == {"g/"}


def test_a_folded_group_takes_the_groups_in_it_along_and_gives_them_back() -> None:
    text = (
        "x = input(2)\nwith group('out'):\n    a = x*x\n"
        "    with group('in'):\n        b = a + 1\n    c = b*b\ny = c + x\n"
    )
    reading = read(parse(text), "lines")
    assert group_paths(reading) == ["out", "out/in"]
    both = fold(reading, ["out", "out/in"])
    assert set(group_paths(both)) == {"out", "out/in"}
    assert set(both.boxes) == {"out/"}
    inner = fold(reading, ["out/in"])
    assert set(inner.boxes) == {"out/in/"}
    assert inner.clusters["out/in/"] == "out"
    assert group_paths(inner) == ["out", "out/in"]


def test_a_depth_folds_what_lies_deeper() -> None:
    paths = ["a", "a/b", "a/b/c", "d"]
    assert deepest(paths) == 3
    assert folded_below(paths, 0) == tuple(paths)
    assert folded_below(paths, 1) == ("a/b", "a/b/c")
    assert folded_below(paths, 3) == ()


def test_no_path_of_a_group_that_there_is_not_changes_anything() -> None:
    reading = read(parse(TWO_OUT), "lines")
    assert fold(reading, ["nowhere"]) is reading


def test_another_value_keeps_what_is_folded() -> None:
    graph = parse(TWO_OUT)
    reading = fold(read(graph, "lines"), ["inner"])
    again = reading.updated(graph.with_attrs("x", value=1.0))
    assert again is not None
    assert again.is_drawn_as(reading)
    trace = run(graph.with_attrs("x", value=1.0))
    _assert_same(ReadRun(trace, again).value("inner/"), [3.0, np.tanh(0.5)])


@pytest.mark.parametrize("stride", ["node", "level"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", GROUPED, ids=lambda path: path.stem)
def test_folding_every_group_of_an_example_keeps_all_numbers_outside(
    path: Path, kind: Kind, stride: Stride
) -> None:
    graph = load(path)
    plain = read(graph, kind)
    paths = group_paths(plain)
    trace = run(graph)
    drawn = ReadRun(trace, fold(plain, paths))
    assert drawn.reading.boxes
    for id_ in drawn.reading.nodes:
        if id_ in drawn.reading.boxes or id_ == drawn.seed:
            continue
        shares = [share for _, share in drawn.shares(id_)]
        if shares:
            total = sum(shares[1:], start=shares[0])
            _assert_same(total, trace.gradients[id_])
    schedule = Schedule(drawn, stride=stride)
    steps = schedule.passes[0].steps
    assert all(steps.value_at[id_] <= steps.turn for id_ in drawn.reading.nodes)
    assert all(steps.gradient_at[id_] <= len(steps.moments) for id_ in drawn.reading.nodes)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_folded_of_an_example_has_no_circle_and_stands_in_order(path: Path) -> None:
    reading = read(load(path), "operators")
    drawn = fold(reading, group_paths(reading))
    place = {id_: i for i, id_ in enumerate(drawn.nodes)}
    assert all(place[edge.source] < place[edge.target] for edge in drawn.edges)


def test_a_group_of_tensors_folds_without_numbers_of_its_own() -> None:
    text = "x = input([1, 2])\nwith group('g'):\n    a = x*x\n    b = sum(x)\ny = sum(a)*b\n"
    drawn = _folded(parse(text), "lines", "g")
    assert drawn.value("g/") is None
    assert drawn.known >= {"g/"}
    _assert_same(drawn.contribution(0), run(parse(text)).gradients["x"])


NETWORK = """\
x = input(0.5)
t = target(1)
w = parameter(0.3)
v = parameter(-0.7)
u = parameter(0.2)
b = parameter(0.1)
with group("hidden"):
    h1 = sigmoid(w*x + b)
    h2 = tanh(v*x - b)
y = w*h1 - u*h2 + v*h1 + b
L = (t - y)**2
"""


@pytest.mark.parametrize("stride", ["node", "level"])
def test_a_weight_that_a_folded_group_has_too_gets_its_share_of_that(stride: Stride) -> None:
    drawn = _folded(parse(NETWORK), "neurons", "hidden")
    passing = Schedule(drawn, stride=stride).passes[0]
    for leaf in ("w", "v", "u", "b"):
        arriving = passing.steps.arriving[leaf].values()
        shares = [passing._handed_back(share) for shares in arriving for share in shares]
        _assert_same(sum(np.asarray(share) for share in shares), drawn.gradient(leaf))
        along = next(e for e in drawn.graph.outgoing[leaf] if e.target not in ("h1", "h2"))
        assert (passing.arrival(along) is None) == (len(drawn.graph.outgoing[leaf]) == 1)


def test_a_neuron_has_an_edge_for_each_summand_out_of_a_folded_group() -> None:
    drawn = _folded(parse(NETWORK), "neurons", "hidden")
    edges = [drawn.reading.edges[i] for i in drawn.reading.incoming["y"]]
    assert [(e.source, e.carries, e.weight) for e in edges] == [
        ("hidden/", "h1", "w"),
        ("hidden/", "h2", "u"),
        ("hidden/", "h1", "v"),
    ]
    delta = drawn.delta("y")
    for index, factor in zip(drawn.reading.incoming["y"], (0.3, -0.2, -0.7), strict=True):
        _assert_same(drawn.contribution(index), np.asarray(delta) * factor)


def test_weights_and_biases_that_only_a_folded_group_has_are_in_it() -> None:
    text = NETWORK.replace("w*h1", "0.3*h1").replace("+ v*h1 + b", "")
    reading = _folded(parse(text), "neurons", "hidden").reading
    assert {"w", "v", "b"} <= set(reading.members["hidden/"])
    assert "u" not in reading.members["hidden/"]
    assert [drawn_of(reading, leaf) for leaf in ("w", "v", "b")] == [("hidden/",)] * 3


def test_a_weight_on_an_edge_outside_does_not_go_into_a_folded_group_that_uses_it() -> None:
    text = "x = input(2)\nw = parameter(3)\nz = w*x + 1\nwith group('g'):\n    y = tanh(w)*z\n"
    drawn = _folded(parse(text), "neurons", "g")
    assert "w" in drawn.reading.nodes
    assert "w" not in drawn.reading.members["g/"]


def test_a_folded_group_is_computed_also_where_nothing_enters_it() -> None:
    text = "with group('g'):\n    x = input(2)\n    y = x*x\n"
    drawn = _folded(parse(text), "lines", "g")
    assert [moment.phase for moment in Schedule(drawn).moments] == ["forward", "seed"]
    only_leaves = "with group('g'):\n    x = input(2)\n    w = input(3)\ny = w*x\n"
    drawn = _folded(parse(only_leaves), "lines", "g")
    assert [moment.nodes for moment in Schedule(drawn).moments[:1]] == [("y",)]


def test_a_folded_group_with_a_gap_hands_back_through_what_it_could_compute() -> None:
    text = "x = input(2)\nwith group('g'):\n    a = x*x\n    b = tanh(...)\ny = a*3\n"
    drawn = _folded(parse(text), "lines", "g")
    passing = Schedule(drawn).passes[0]
    at = passing.steps.arriving["x"].values()
    assert [passing._handed_back(share) for shares in at for share in shares] == [12.0]
