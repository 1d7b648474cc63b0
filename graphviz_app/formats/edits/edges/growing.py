"""One more operand for an operator that takes any number, or is written with more than two."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.adding import FIRST_VALUE
from graphviz_app.formats.edits.calling import LEAF_NAMES, Names
from graphviz_app.formats.edits.deleting import Left, left_of
from graphviz_app.formats.edits.edges.lifting import lifted
from graphviz_app.formats.edits.edges.ordering import in_order
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.renaming import line_above
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.script import Span

_INNER = "#"
"""Ends the id of what an operator is with the operands that it had."""
_SUM, _DIFFERENCE = "add", "sub"


def with_one_more(graph: Graph, source: str, target: str, moved: Sequence[Edge] = ()) -> Graph:
    """The graph with a node as the last operand of one that takes more: ``a + b`` → ``a + b + c``.

    Edges that are ``moved`` there are taken off where they are. Raises GraphError if it takes no
    more, or where that closes a cycle.
    """
    graph.with_edge(Edge(source, target, len(graph.nodes)))
    steps = Steps(graph)
    if line_of(graph, source) != source:
        steps.take(lifted(graph, source))
    used, user = steps.now(source), line_of(steps.graph, steps.now(target))
    steps.take(in_order(steps.graph, user, used))
    steps.take(grown(steps.graph, steps.now(target), used))
    steps.take(left_of(steps.graph, [], [steps.edge(edge) for edge in moved]))
    return steps.finished(target)


def with_weighted(graph: Graph, source: str, target: str) -> Graph:
    """The graph with a summand more: the node times a new parameter, ``z + w*x``.

    Raises GraphError where that closes a cycle, or if the sum is written in a ``def``.
    """
    graph.with_edge(Edge(source, target, len(graph.nodes)))
    steps = Steps(graph)
    if line_of(graph, source) != source:
        steps.take(lifted(graph, source))
    used, user = steps.now(source), line_of(steps.graph, steps.now(target))
    steps.take(in_order(steps.graph, user, used))
    weight, added = _with_weight(steps.graph, line_of(steps.graph, steps.now(target)))
    steps.take(added)
    steps.take(grown(steps.graph, steps.now(target), steps.now(source), weight))
    return steps.finished(target)


def _with_weight(graph: Graph, line: str) -> tuple[str, Left]:
    """A parameter right above a line."""
    lines = Written.of(graph)
    name = Names(lines).fresh(LEAF_NAMES["parameter"])
    opened, statement = lines.assignment(lines.written[line])
    change = line_above(lines, opened, statement, f"{name} = parameter({FIRST_VALUE})")
    after = graph_of_text(patched(lines.text, [change]))
    names = {id_: written for id_, written in lines.written.items() if written in after.nodes}
    return name, Left(after.with_extras_of(graph, names), names)


def grown(
    graph: Graph, target: str, source: str, weight: str | None = None, minus: bool | None = None
) -> Left:
    """The text with one more operand at a node; as a summand if it has a weight or a sign."""
    lines = Written.of(graph)
    node, name = lines.graph.nodes[lines.written[target]], lines.written[source]
    opened, _ = lines.assignment(line_of(lines.graph, node.id))
    place = opened.built.places.get(node.id)
    if weight is not None or minus is not None:
        op = _DIFFERENCE if minus else _SUM
        meant: Graph | None = _with_summand(lines.graph, node, name, weight, op)
        node, name = replace(node, op=op), name if weight is None else f"{weight}*{name}"
    else:
        meant = _meant(lines.graph, node, name)
    if place is not None and opened.holds(place) and meant is not None:
        for change in _spellings(opened, place, node, name):
            if (left := rewritten(lines, graph, [change], meant)) is not None:
                return left
    raise GraphError(f"'{target}' takes no more operands")


def _meant(graph: Graph, node: Node, source: str) -> Graph | None:
    op, there = OPS[node.op], graph.incoming[node.id]
    if op.takes(len(there) + 1):
        edge = Edge(source, node.id, len(there))
        return replace(graph, edges={**graph.edges, (edge.target, edge.slot): edge}, source="")
    return _with_outer(graph, node, node.op, source) if op.grows else None


def _with_summand(graph: Graph, node: Node, source: str, weight: str | None, op: str) -> Graph:
    if weight is None:
        return _with_outer(graph, node, op, source)
    product = f"{node.id}.{_INNER}{_INNER}"
    edges = [Edge(weight, product, 0), Edge(source, product, 1)]
    nodes = {**graph.nodes, product: Node(product, "mul")}
    more = {(edge.target, edge.slot): edge for edge in edges}
    with_product = replace(graph, nodes=nodes, edges={**graph.edges, **more}, source="")
    return _with_outer(with_product, node, op, product)


def _with_outer(graph: Graph, node: Node, op: str, source: str) -> Graph:
    """The operator of what the node was and of another one, in the node's place."""
    there = graph.incoming[node.id]
    inner = f"{node.id}.{_INNER}"
    moved = {(inner, e.slot): e._replace(target=inner) for e in there}
    kept = {slot: edge for slot, edge in graph.edges.items() if slot[0] != node.id}
    outer = {(node.id, 0): Edge(inner, node.id, 0), (node.id, 1): Edge(source, node.id, 1)}
    nodes = {**graph.nodes, inner: replace(node, id=inner), node.id: Node(node.id, op)}
    return replace(graph, nodes=nodes, edges={**kept, **moved, **outer}, source="")


def _spellings(opened: Opened, place: ast.expr, node: Node, name: str) -> Iterator[Change]:
    match place:
        case ast.Call(args=items) | ast.List(elts=items) if items:
            yield _behind(opened.span(items[-1]), f", {name}")
    sign = OPS[node.op].typed
    if sign and not sign.isidentifier():
        blank = f" {sign} " if sign in "+-" else sign
        yield _behind(opened.span(place), f"{blank}{name}")


def _behind(span: Span, words: str) -> Change:
    return Change(span._replace(line=span.end_line, column=span.end_column), words)
