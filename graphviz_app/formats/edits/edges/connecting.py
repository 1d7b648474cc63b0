"""A node is made an operand of another, in place of what is there or of what is missing."""

import ast
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.deleting import Left, left_of
from graphviz_app.formats.edits.edges.lifting import lifted
from graphviz_app.formats.edits.edges.ordering import in_order
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.grammar import is_hole

Slot = tuple[str, int]
_TRIES = 8
"""How many places of a line are tried for an operand that a ``def`` uses."""


def with_operand(graph: Graph, source: str, slots: Sequence[Slot]) -> Graph:
    """The graph with a node as operand at these slots.

    A node without a name gets a line of its own; a line that stands above its new operand moves
    below it. Raises GraphError if that closes a cycle, or cannot be said in the text.
    """
    steps = Steps(graph)
    _connect(steps, source, slots)
    return steps.finished(slots[0][0])


def with_edge_moved(graph: Graph, edges: Sequence[Edge], slots: Sequence[Slot]) -> Graph:
    """The graph with edges from one node taken off, and led to these slots instead."""
    steps = Steps(graph)
    _connect(steps, edges[0].source, slots)
    steps.take(left_of(steps.graph, [], [steps.edge(edge) for edge in edges]))
    return steps.finished(slots[0][0])


def _connect(steps: Steps, source: str, slots: Sequence[Slot]) -> None:
    graph, lines = steps.graph, dict[str, list[Slot]]()
    for target, slot in slots:
        graph.without_edge(target, slot).with_edge(Edge(source, target, slot))
        if _source(graph, (target, slot)) != source:
            lines.setdefault(line_of(graph, target), []).append((target, slot))
    if lines and line_of(graph, source) != source:
        steps.take(lifted(graph, source))
    for some in lines.values():
        there = [edge for slot in some if (edge := graph.edges.get(slot)) is not None]
        unnamed = filter(steps.is_unnamed, map(steps.edge, there))
        steps.take(left_of(steps.graph, [], unnamed))
        used, line = steps.now(source), line_of(steps.graph, steps.now(some[0][0]))
        steps.take(in_order(steps.graph, line, used))
        steps.take(_plugged(steps.graph, used, [(steps.now(t), slot) for t, slot in some]))


def _source(graph: Graph, slot: Slot) -> str | None:
    edge = graph.edges.get(slot)
    return None if edge is None else edge.source


def _plugged(graph: Graph, source: str, slots: Sequence[Slot]) -> Left:
    """A named line, which stands above, in place of names or of missing operands in one line."""
    lines = Written.of(graph)
    name = lines.written[source]
    slots = [(lines.written[target], slot) for target, slot in slots]
    before = {_source(lines.graph, slot) for slot in slots}
    edges = {slot: Edge(name, *slot) for slot in slots}
    meant = replace(lines.graph, edges={**lines.graph.edges, **edges}, source="")
    opened, line = lines.assignment(line_of(lines.graph, slots[0][0]))
    for tried in chain([[place_of(opened, slot) for slot in slots]], _in_calls(line, before)):
        places = [place for place in tried if place is not None and opened.holds(place)]
        if len(places) == len(tried):
            changes = [Change(opened.span(place), name) for place in places]
            if (left := rewritten(lines, graph, changes, meant)) is not None:
                return left
    raise GraphError(f"this operand of '{slots[0][0]}' has several uses: change it in the text")


def place_of(opened: Opened, slot: Slot) -> ast.expr | None:
    """Where an operand is written, or what stands for it as long as it is missing."""
    place = opened.built.operands.get(slot)
    return opened.built.places.get(slot[0]) if place is None else place


def _in_calls(line: ast.Assign, before: Set[str | None]) -> Iterator[Sequence[ast.expr]]:
    """Where the operands of a ``def`` may be written: in all places of a line, or one of them."""
    called = {id(node.func) for node in ast.walk(line.value) if isinstance(node, ast.Call)}
    uses = [
        node
        for node in ast.walk(line.value)
        if isinstance(node, ast.expr) and id(node) not in called and _stands_for(node, before)
    ]
    if uses:
        yield uses
    yield from ([use] for use in uses[:_TRIES])


def _stands_for(node: ast.expr, before: Set[str | None]) -> bool:
    return is_hole(node) if before == {None} else isinstance(node, ast.Name) and node.id in before
