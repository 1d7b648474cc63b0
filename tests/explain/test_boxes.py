"""Folded groups told truthfully: what is shown of them is what is computed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import fold, read
from graphviz_app.core.reading.folded import group_paths
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.explain import backward_caption, forward_caption
from graphviz_app.explain.neuron import neuron_backward
from graphviz_app.formats import load, parse
from tests.explain.test_explain import said

EXAMPLES = Path(__file__).parents[2] / "examples"
GROUPED = [
    path for path in sorted(EXAMPLES.glob("*.cg")) if "with group(" in path.read_text("utf-8")
]
TEXT = """\
x = input(2)
w = parameter(3)
with group("inner"):
    p = w*x
    q = tanh(x)
y = p*q + p
"""


def _drawn(graph: Graph, kind: Kind = "lines") -> ReadRun:
    reading = read(graph, kind)
    return ReadRun(run(graph), fold(reading, group_paths(reading)))


def _number(latex: str) -> float:
    """A line of numbers, worked out."""
    for sign, typed in ((r"\cdot", "*"), (r"\left", ""), (r"\right", "")):
        latex = latex.replace(sign, typed)
    latex = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", latex)
    latex = re.sub(r"10\^\{?(-?\d+)\}?", r"(10.0**(\1))", latex)
    assert re.fullmatch(r"[\d.+\-*/() e]+", latex), latex
    return float(eval(latex, {"__builtins__": {}}))  # only digits and signs


def test_what_leaves_a_folded_group_is_told_with_its_numbers() -> None:
    symbols, numbers, _ = said(forward_caption(_drawn(parse(TEXT)), "inner/"))
    assert symbols == r"\left(p, q\right) = \mathrm{inner}\left(x\right)"
    assert numbers == r"p = 6.0000,\; q = 0.9640"


def test_what_comes_back_through_a_folded_group_is_a_sum_over_what_leaves_it() -> None:
    symbols, numbers, _ = said(backward_caption(_drawn(parse(TEXT)), 0))
    chain = (
        r"\partial y/\partial p \cdot \partial p/\partial x"
        r" + \partial y/\partial q \cdot \partial q/\partial x"
    )
    assert symbols == rf"\partial y/\partial x = {chain}"
    assert numbers.startswith(r"= 1.9640 \cdot 3.0000 + 6.0000 \cdot 0.07065 = ")


def test_what_a_node_hands_back_to_several_values_of_a_group_is_not_called_a_gradient() -> None:
    drawn = _drawn(parse(f"{TEXT}z = y + p\n"))
    (into_y,) = (i for i in drawn.reading.incoming["y"])
    symbols, _, _ = said(backward_caption(drawn, into_y))
    assert symbols == r"\partial z/\partial y \cdot \partial y/\partial \left(p, q\right)"


def test_one_of_several_contributions_to_a_value_of_a_group_says_so() -> None:
    drawn = _drawn(parse(f"{TEXT}z = y + p\n"))
    (into_z,) = (i for i in drawn.reading.incoming["z"] if drawn.reading.edges[i].slot)
    assert drawn.all_carried(into_z) == ("p",)
    arrival = Schedule(drawn).passes[0].arrival(into_z)
    symbols, numbers, remark = said(backward_caption(drawn, into_z, arrival))
    assert symbols == r"\partial z/\partial p = 1 + \dots"
    assert numbers == ""
    assert remark == "1 of 2 contributions"


def _captions(path: Path, kind: Kind) -> Iterator[tuple[ReadRun, int, str]]:
    drawn = _drawn(load(path), kind)
    for index in range(len(drawn.reading.edges)):
        into_box = drawn.reading.edges[index].target in drawn.reading.boxes
        if into_box and isinstance(drawn.contribution(index), float):
            yield drawn, index, backward_caption(drawn, index).numbers


@pytest.mark.parametrize("kind", ["operators", "lines", "neurons"])
@pytest.mark.parametrize("path", GROUPED, ids=lambda path: path.stem)
def test_the_numbers_of_every_folded_example_work_out(path: Path, kind: Kind) -> None:
    for drawn, index, numbers in _captions(path, kind):
        share = drawn.contribution(index)
        assert isinstance(share, float)
        *middle, end = numbers.removeprefix("= ").split(" = ")
        assert _number(end) == pytest.approx(share, rel=1e-3, abs=5e-5)
        for side in middle:
            assert _number(side) == pytest.approx(share, rel=2e-3, abs=2e-4)


@pytest.mark.parametrize("path", GROUPED, ids=lambda path: path.stem)
def test_derivatives_through_a_folded_group_are_those_of_differences(path: Path) -> None:
    graph, step = load(path), 1e-6
    drawn = _drawn(graph, "lines")
    for index, edge in enumerate(drawn.reading.edges):
        alone = len(drawn.reading.outgoing[edge.source]) == 1
        value = graph.nodes.get(edge.source) and graph.nodes[edge.source].attrs.get("value")
        if (
            edge.target not in drawn.reading.boxes
            or not alone
            or not isinstance(value, float | int)
        ):
            continue
        above = run(graph.with_attrs(edge.source, value=value + step)).values
        below = run(graph.with_attrs(edge.source, value=value - step)).values
        for (end, _), found in drawn.derivatives(index).items():
            difference = (float(above[end]) - float(below[end])) / (2 * step)
            assert found == pytest.approx(difference, rel=1e-5, abs=1e-7)


def test_a_neuron_that_a_folded_group_gives_to_is_told_term_by_term() -> None:
    text = (
        "x = input(0.5)\nw = parameter(0.3)\nv = parameter(-0.7)\n"
        "with group('g'):\n    h1 = tanh(w*x)\n    h2 = tanh(v*x)\n"
        "y = w*h1 - v*h2\nL = y**2\n"
    )
    drawn = _drawn(parse(text), "neurons")
    passing = Schedule(drawn).passes[0]
    symbols = [row.symbols for row in neuron_backward(passing, "y")]
    assert symbols == [
        r"\delta = \partial L/\partial y",
        r"\partial L/\partial w = \delta \cdot h_1 + \dots",
        r"\partial L/\partial v = \delta \cdot \left(-h_2\right) + \dots",
        r"\partial L/\partial h_1 = \delta \cdot w",
        r"\partial L/\partial h_2 = \delta \cdot \left(-v\right)",
    ]


def test_a_value_that_leaves_a_folded_group_and_is_used_in_it_is_not_counted_twice() -> None:
    text = (
        "x = input(0.5)\nwith group('g'):\n    h = tanh(x)\n    k = h*3\n"
        "y = h*2 + x\nL = y*k\noutput(L)\n"
    )
    drawn = _drawn(parse(text))
    passing = Schedule(drawn).passes[0]
    captions = {
        (e.source, e.target): backward_caption(drawn, i, passing.arrival(i))
        for i, e in enumerate(drawn.reading.edges)
    }
    into_group = captions["x", "g/"]
    assert into_group.symbols == r"\partial L/\partial x = \dots + s_{2}"
    share = drawn.contribution(drawn.reading.incoming["g/"][0])
    assert isinstance(share, float)
    assert _number(into_group.numbers) == pytest.approx(share, abs=1e-4)
    assert [remark.least for remark in into_group.remarks][-1] == "2 of 2"
    out_of_it = captions["g/", "y"]
    assert out_of_it.symbols == r"\partial L/\partial h = \partial L/\partial y \cdot 2 + \dots"
