"""Arranged: new nodes of a graph whose nodes were put in their places by hand get theirs, too."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.layout import Point

if TYPE_CHECKING:
    from graphviz_app.formats.edits.placing import Added

MOST = 40
"""New nodes that are placed; what is more, pasted perhaps, is left to the layout."""
BESIDE, ROOM = 180.0, (130.0, 64.0)
"""From the middle of a node to that of what is made of it, and what each node has around it."""


def arranged(added: "Added", before: Graph, kind: Kind, at: Point | None) -> "Added":
    """The last of them where it was asked for; others beside, or between, what they are joined to.

    Of a graph in which nothing is pinned they are left to the layout.
    """
    pins = dict(before.pinned(kind))
    if not any(id_ in before.nodes for id_ in pins):
        return added
    if kind == "operators":
        pins.update(_places(added.graph, before, pins))
    if at is not None and added.names[-1] in added.graph.nodes:
        pins[added.names[-1]] = (float(round(at[0])), float(round(at[1])))
    pins.update(added.graph.pinned(kind))
    if pins == added.graph.pinned(kind):
        return added
    return added._replace(graph=added.graph.with_pins(kind, pins))


def _places(graph: Graph, before: Graph, pins: Mapping[str, Point]) -> dict[str, Point]:
    """Of the new nodes, operands first; numbers in a formula come last, beside what uses them."""
    pins = {**pins, **graph.pinned("operators")}
    waiting = [id_ for id_ in graph.nodes if id_ not in before.nodes and id_ not in pins]
    found: dict[str, Point] = {}
    if len(waiting) > MOST:
        return found
    for leaves in (False, True):
        for _ in waiting:
            for id_ in waiting:
                if id_ in found or OPS[graph.nodes[id_].op].is_leaf != leaves:
                    continue
                if (place := _beside(graph, id_, {**pins, **found})) is not None:
                    found[id_] = place
    return found


def _beside(graph: Graph, id_: str, pins: Mapping[str, Point]) -> Point | None:
    """Right of its operands, left of what uses it, else below all; None if one has no place."""
    operands = [edge.source for edge in graph.edges.values() if edge.target == id_]
    users = [edge.target for edge in graph.edges.values() if edge.source == id_]
    numbers = [end for end in operands if end not in pins and OPS[graph.nodes[end].op].is_leaf]
    operands = [end for end in operands if end not in numbers]
    users = [end for end in users if end in pins]
    if not all(end in pins for end in operands):
        return None
    before, after = _middle(operands, pins), _middle(users, pins)
    if before is not None and after is not None:
        place = ((before[0] + after[0]) / 2, (before[1] + after[1]) / 2)
    elif before is not None:
        right = max(pins[end][0] for end in operands)
        place = (right + BESIDE, before[1])
    elif after is not None:
        place = (min(pins[end][0] for end in users) - BESIDE, after[1])
    else:
        xs, ys = zip(*pins.values(), strict=True)
        place = (min(xs), max(ys) + ROOM[1])
    return _free(place, pins)


def _middle(ids: Sequence[str], pins: Mapping[str, Point]) -> Point | None:
    if not ids:
        return None
    xs, ys = zip(*(pins[id_] for id_ in ids), strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _free(place: Point, pins: Mapping[str, Point]) -> Point:
    """The place, or the next one further down that no node is at."""
    x, y = round(place[0]), round(place[1])
    while any(abs(x - px) < ROOM[0] and abs(y - py) < ROOM[1] for px, py in pins.values()):
        y += 8
    return float(x), float(y)
