"""Edges can be followed: those of different nodes never lie on each other."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.op import Array
from graphviz_app.formats import load
from graphviz_app.layout import Direction, Layout, compute_layout
from tests.layout.layout_cases import EXAMPLES, STEP, Case, case, points

NEAR, FAR = 4.0, 40.0
"""How near two edges may come, for how long (pixels): a crossing is shorter."""


def together(one: Array, other: Array) -> float:
    """For how many pixels one edge runs near another one without a break."""
    if (one.min(0) > other.max(0) + NEAR).any() or (other.min(0) > one.max(0) + NEAR).any():
        return 0.0
    distances = np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1)).min(axis=1)
    most = now = 0
    for near in distances < NEAR:
        now = now + 1 if near else 0
        most = max(most, now)
    return most * STEP


def confused(given: Case, layout: Layout) -> list[tuple[int, int]]:
    """Pairs of edges with nothing in common that lie on each other."""
    edges, lines = given.reading.edges, [points(path) for path in layout.edges]
    return [
        (i, j)
        for i, one in enumerate(edges)
        for j, other in enumerate(edges)
        if one.source != other.source
        and one.target != other.target
        and together(lines[i], lines[j]) > FAR
    ]


@pytest.mark.parametrize("direction", ["LR", "TB"])
@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_edges_keep_apart(path: Path, kind: Kind, direction: Direction) -> None:
    given = case(load(path), kind)
    assert confused(given, compute_layout(*given, direction)) == []


def random_lines(seed: int, labelled: bool) -> Case:
    """Lines that each use a few of those before, in groups now and then."""
    chance = Random(seed)
    rows = [f"x{i} = parameter(0.5)" for i in range(4)]
    names = [f"x{i}" for i in range(4)]
    for i in range(16):
        used = chance.sample(names[-9:], chance.randint(1, 3))
        row = f"n{i} = tanh({' + '.join(used)})"
        rows += [f'with group("g{i // 3}"):', f"    {row}"] if i % 3 else [row]
        names.append(f"n{i}")
    return case("\n".join(rows) + "\n", "lines", labelled=labelled)


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_edges_of_random_graphs_keep_apart(seed: int, labelled: bool) -> None:
    given = random_lines(seed, labelled)
    assert confused(given, compute_layout(*given)) == []


@pytest.mark.parametrize("direction", ["LR", "TB"])
@pytest.mark.parametrize("seed", [6, 11])
def test_no_edge_leads_back_where_groups_use_each_other(seed: int, direction: Direction) -> None:
    given = random_lines(seed, labelled=True)
    layout = compute_layout(*given, direction)
    axis = 0 if direction == "LR" else 1
    for edge in given.reading.edges:
        assert layout.nodes[edge.source][axis] < layout.nodes[edge.target][axis]
