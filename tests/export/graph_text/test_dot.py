"""DOT is read by Graphviz, and drawn as it is here."""

import re

import pygraphviz
import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Words
from graphviz_app.export.graph_text.dot import dot
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.formats import load, parse
from graphviz_app.scene.picture import Picture
from tests.export.tex.steps import at, drawn, example, words_of

_NUMBERS = re.compile(r"−?\d+\.\d+")
pytestmark = pytest.mark.usefixtures("qapp")


def _read(source: bytes) -> "pygraphviz.AGraph":
    return pygraphviz.AGraph(string=source.decode("utf-8"))


def _plain(graph: "pygraphviz.AGraph") -> dict[str, tuple[float, float]]:
    """Where Graphviz draws nodes, in points from the first one."""
    told = graph.draw(prog="nop2", format="plain").decode("utf-8")
    found = re.findall(r'^node ("[^"]+"|\S+) ([\d.]+) ([\d.]+)', told, re.MULTILINE)
    return {name.strip('"'): (float(x) * 72, float(y) * 72) for name, x, y in found}


def _middle(picture: Picture, id_: str) -> tuple[float, float]:
    middle = picture.nodes[id_].body.center()
    return middle.x(), -middle.y()


@pytest.mark.parametrize("reading", ["operators", "neurons"])
def test_graphviz_draws_it_where_it_is_here(reading: Kind) -> None:
    picture, schedule = drawn(example("xor"), reading)
    graph = _read(finished(dot(picture, at(schedule, 0.75), Setting()))())
    assert set(graph.nodes()) == set(picture.nodes)
    assert len(graph.edges()) == len(picture.edges)
    placed = _plain(graph)
    first = next(iter(picture.nodes))
    (x0, y0), (u0, v0) = placed[first], _middle(picture, first)
    for id_ in picture.nodes:
        u, v = _middle(picture, id_)
        assert placed[id_] == pytest.approx((x0 + u - u0, y0 + v - v0), abs=0.2)


def test_targets_are_as_large_as_they_are_here() -> None:
    picture, schedule = drawn(example("neuron"))
    graph = _read(finished(dot(picture, at(schedule, 1), Setting()))())
    told = graph.draw(prog="nop2", format="svg").decode("utf-8")
    outline = re.search(r'<title>t</title>\s*<polygon[^>]* points="([^"]*)"', told)
    assert outline
    corners = [tuple(map(float, corner.split(","))) for corner in outline[1].split()]
    body = picture.nodes["t"].body
    for side, length in zip(zip(*corners, strict=True), (body.width(), body.height()), strict=True):
        assert max(side) - min(side) == pytest.approx(length, abs=1)


def test_edges_have_arrows_along_their_curves() -> None:
    picture, schedule = drawn(example("neuron"))
    graph = _read(finished(dot(picture, at(schedule, 1), Setting()))())
    assert graph.draw(prog="nop2", format="svg").count(b"<polygon") >= len(picture.edges)


def test_it_tells_the_numbers_of_the_picture() -> None:
    picture, schedule = drawn(example("neuron"))
    frame = at(schedule, 0.5)
    source = finished(dot(picture, frame, Setting()))().decode("utf-8")
    told = re.findall(r">(−?\d[\d.]*)<", source)
    numbers = [text for text in words_of(picture, frame) if re.fullmatch(r"−?\d+\.\d+", text)]
    assert numbers
    assert set(told) == set(numbers)


def test_groups_are_clusters_in_each_other() -> None:
    picture, schedule = drawn_picture(
        parse(
            'x = input(1)\nwith group("outer"):\n    a = 2*x\n    with group("in \\"&<"):\n'
            "        b = exp(a)\nL = b + 1"
        )
    )
    graph = _read(finished(dot(picture, at(schedule, 1), Setting()))())
    outer = graph.subgraphs()[0]
    assert outer.graph_attr["label"] == "outer"
    inner = outer.subgraphs()[0]
    assert inner.graph_attr["label"] == 'in "&<'
    assert inner.nodes() == ["b"]


def test_the_step_under_way_is_marked_and_kinds_differ() -> None:
    picture, schedule = drawn(example("neuron"))
    frame = at(schedule, 0.75)
    source = finished(dot(picture, frame, Setting()))().decode("utf-8")
    assert source.count("style=dashed") == len(frame.active) > 0
    assert source.count("shape=hexagon") == 1
    assert source.count("penwidth=2.6") == 1


@pytest.mark.parametrize(
    ("name", "view", "share"),
    [
        ("neuron", View(style="wires"), 0.0),
        ("neuron", View(style="wires"), 0.4),
        ("neuron", View(style="wires", edge_numbers="none"), 1.0),
        ("l1", View("neurons", values=False, locals=True), 0.1),
        ("xor", View("neurons"), 0.0),
        ("xor", View("neurons", style="wires"), 0.2),
    ],
)
def test_no_number_is_missing_and_none_is_told_before_its_step(
    name: str, view: View, share: float
) -> None:
    picture, schedule = drawn_picture(load(example(name)), view)
    frame = at(schedule, share)
    source = finished(dot(picture, frame, Setting()))().decode("utf-8")
    told = set(_NUMBERS.findall(" ".join(re.findall(r"<TD.*?</TD>", source))))
    own = [group for group in drawn_of(picture, frame).groups if group.kind in ("node", "numbers")]
    words = [mark.text for each in own for mark in each.marks if isinstance(mark, Words)]
    assert told == set(_NUMBERS.findall(" ".join(words)))
