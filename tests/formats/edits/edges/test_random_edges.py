"""Edges drawn at random on the examples: the text says the graph that was meant, and no more."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphAppError
from graphviz_app.formats import from_json, load, parse, to_json
from graphviz_app.formats.edits.edges.connecting import with_operand
from graphviz_app.formats.edits.edges.filling import with_typed_operand
from graphviz_app.formats.edits.edges.growing import with_one_more
from graphviz_app.formats.edits.edges.inserting import with_operator_between
from graphviz_app.formats.edits.edges.swapping import with_swapped
from graphviz_app.resources import examples

STEPS = 12
Doing = Callable[[Graph, random.Random], tuple[Graph, set[str]]]
"""A gesture: the graph after it, and the nodes that may have another value."""


def any_edge(graph: Graph, chance: random.Random) -> Edge:
    return chance.choice(list(graph.edges.values()))


def plug(graph: Graph, chance: random.Random) -> tuple[Graph, set[str]]:
    edge, source = any_edge(graph, chance), chance.choice(list(graph.nodes))
    after = with_operand(graph, source, [(edge.target, edge.slot)])
    if "." not in source and "." not in edge.target:
        assert after.edges[edge.target, edge.slot].source == source
    return after, {edge.target}


def type_operand(graph: Graph, chance: random.Random) -> tuple[Graph, set[str]]:
    edge = any_edge(graph, chance)
    typed = chance.choice(["2", "-0.5", "tanh", "input", "q = 3", line_of(graph, edge.source)])
    return with_typed_operand(graph, [(edge.target, edge.slot)], typed).graph, {edge.target}


def insert(graph: Graph, chance: random.Random) -> tuple[Graph, set[str]]:
    edge = any_edge(graph, chance)
    op = chance.choice(["tanh", "add", "mul", "sub", "neg", "square"])
    alone = chance.random() < 0.5
    slots = [(edge.target, edge.slot)]
    return with_operator_between(graph, edge.source, slots, op, alone).graph, {edge.target}


def grow(graph: Graph, chance: random.Random) -> tuple[Graph, set[str]]:
    target, source = (chance.choice(list(graph.nodes)) for _ in range(2))
    return with_one_more(graph, source, target), {target}


def swap(graph: Graph, chance: random.Random) -> tuple[Graph, set[str]]:
    pairs = [id_ for id_, node in graph.nodes.items() if len(OPS[node.op].operands) == 2]
    target = chance.choice(pairs or list(graph.nodes))
    return with_swapped(graph, target), {target}


def above(graph: Graph, ids: set[str]) -> set[str]:
    """These nodes and all that build on them."""
    seen, waiting = set(ids), list(ids)
    while waiting:
        for edge in graph.outgoing[waiting.pop()]:
            if edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)
    return seen


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_edges_leaves_a_text_that_says_them(path: Path, seed: int) -> None:
    graph = load(path)
    chance = random.Random(f"{path.stem}{seed}")
    done = 0
    for _ in range(STEPS):
        doing: Doing = chance.choice([plug, plug, type_operand, insert, grow, swap])
        before = graph
        try:
            graph, changed = doing(graph, chance)
        except GraphAppError:
            continue
        done += 1
        assert parse(graph.source) == graph.without_extras()
        assert from_json(to_json(graph)) == graph
        comments = [line for line in before.source.split("\n") if "#" in line]
        for comment in comments:
            assert comment.partition("#")[2] in graph.source
        untouched = {i for i in before.nodes if "." not in i} - above(before, changed)
        old, new = run(before, partial=True).values, run(graph, partial=True).values
        for id_ in untouched & old.keys():
            assert new[id_] == pytest.approx(old[id_], nan_ok=True)
    assert done
