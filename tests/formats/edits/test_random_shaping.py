"""Any sequence of names, roles, groups, places and labels: the text says the graph, and no more."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import enclosing_group
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats import from_json, load, parse, to_json
from graphviz_app.formats.edits.grouping import with_group, with_group_name, without_group
from graphviz_app.formats.edits.renaming import with_name
from graphviz_app.formats.edits.roles import with_output, with_role
from graphviz_app.formats.language.beside import in_step
from graphviz_app.resources import examples

STEPS = 12
Change = Callable[[Graph, random.Random], tuple[Graph, dict[str, str]]]
"""Changes a graph, and tells how one of its nodes is called now."""


def _renamed(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    id_ = chance.choice(list(graph.nodes))
    name = f"new{chance.randrange(10**6)}"
    return with_name(graph, id_, name), {id_: name}


def _with_role(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    leaves = [i for i, n in graph.nodes.items() if "value" in n.attrs and line_of(graph, i) == i]
    role = chance.choice(["input", "parameter", "target", "constant"])
    return with_role(graph, chance.sample(leaves, 1), role), {}


def _with_output(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    return with_output(graph, chance.choice(list(graph.nodes))), {}


def _grouped(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    ids = chance.sample(list(graph.nodes), min(len(graph.nodes), chance.randint(1, 4)))
    return with_group(graph, ids, f"group {chance.randrange(10**6)}"), {}


def _ungrouped(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    return without_group(graph, _group(graph, chance)), {}


def _group_renamed(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    return with_group_name(graph, _group(graph, chance), f"g{chance.randrange(10**6)}"), {}


def _group(graph: Graph, chance: random.Random) -> str:
    paths = {"/".join(enclosing_group(graph, id_)) for id_ in graph.nodes} - {""}
    if not paths:
        raise GraphError("there is no group")
    return chance.choice(sorted(paths))


def _moved(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    id_, kind = chance.choice(list(graph.nodes)), chance.choice(["operators", "lines"])
    at = (float(chance.randint(-500, 500)), float(chance.randint(-500, 500)))
    return graph.with_pins(kind, {**graph.pinned(kind), id_: at}), {}


def _labelled(graph: Graph, chance: random.Random) -> tuple[Graph, dict[str, str]]:
    id_ = chance.choice(list(graph.nodes))
    return graph.with_label(id_, chance.choice(['a "b", c', "Ω", "w = 3 # no"])), {}


CHANGES: tuple[Change, ...] = (
    *(_renamed, _renamed, _with_role, _with_output),
    *(_grouped, _grouped, _ungrouped, _group_renamed, _moved, _labelled),
)


def _same_values(before: Graph, after: Graph, names: dict[str, str]) -> bool:
    """Whether every line that is there before and after has its value."""
    old, new = run(before, partial=True).values, run(after, partial=True).values
    pairs = ((old[i], new.get(names.get(i, i))) for i in old if line_of(before, i) == i)
    return all(
        b is not None and np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True) for a, b in pairs
    )


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_whatever_is_done_the_text_says_the_graph_and_values_stay(path: Path) -> None:
    chance = random.Random(path.stem)
    graph = load(path)
    done = 0
    for _ in range(STEPS):
        change = chance.choice(CHANGES)
        try:
            changed, names = change(graph, chance)
        except GraphError:
            continue  # some things cannot be done here; then nothing is
        after = in_step(changed)
        again = parse(after.source)
        assert again == after, change
        assert from_json(to_json(after)) == after, change
        assert _same_values(graph, after, names), change
        assert _remarks(after.source) >= _remarks(graph.source), change
        done += 1
        graph = after
    assert done >= STEPS // 3


def _remarks(text: str) -> set[str]:
    """What a person has remarked, wherever it stands."""
    found = (line.partition("#")[2].strip() for line in text.splitlines() if "#" in line)
    return {words for words in found if not words.startswith(("places", "labels"))}
