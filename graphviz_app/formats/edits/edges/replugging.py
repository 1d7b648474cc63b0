"""A summand leaves one sum and is added in another: ``w*x`` goes from neuron to neuron."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.reading import line_of
from graphviz_app.core.reading.neuron import Term
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.connecting import place_of
from graphviz_app.formats.edits.edges.growing import grown
from graphviz_app.formats.edits.edges.lifting import lifted
from graphviz_app.formats.edits.edges.ordering import in_order
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.renaming import with_brackets
from graphviz_app.formats.edits.written import Written

_SUMS = ("add", "sub")


def with_summand_moved(graph: Graph, term: Term, target: str) -> Graph:
    """The graph with a summand taken out of its sum, and added to ``target`` with its sign.

    Raises GraphError where that closes a cycle, where nothing would be left of the sum, or if the
    sums are not written in lines themselves, as in a ``def``.
    """
    summand = term.product or term.source
    factors = _factors(graph, term)
    steps = Steps(graph)
    for factor in factors:
        graph.with_edge(Edge(factor, target, len(graph.nodes)))
        if line_of(steps.graph, steps.now(factor)) != steps.now(factor):
            steps.take(lifted(steps.graph, steps.now(factor)))
    steps.take(_without(steps.graph, steps.now(summand)))
    for factor in factors:
        line = line_of(steps.graph, steps.now(target))
        steps.take(in_order(steps.graph, line, steps.now(factor)))
    source, weight = steps.now(factors[0]), steps.now(factors[1]) if factors[1:] else None
    minus = _minus(graph, summand)
    steps.take(grown(steps.graph, steps.now(target), source, weight, minus))
    return steps.finished(target)


def _factors(graph: Graph, term: Term) -> list[str]:
    """What the summand is called by: itself if it has a name, else its source and its weight."""
    if term.weight is None or term.product is None:
        return [term.source]
    if line_of(graph, term.product) == term.product:
        return [term.product]
    return [term.source, term.weight]


def _minus(graph: Graph, summand: str) -> bool:
    edge = _into_sum(graph, summand)
    return graph.nodes[edge.target].op == "sub" and edge.slot == 1


def _into_sum(graph: Graph, summand: str) -> Edge:
    there = [e for e in graph.outgoing[summand] if graph.nodes[e.target].op in _SUMS]
    if len(there) != 1 or len(graph.incoming[there[0].target]) != 2:
        raise GraphError(
            "nothing would be left of that sum: draw another edge to it first, or a new one here"
        )
    return there[0]


def _without(graph: Graph, summand: str) -> Left:
    """The text without a summand: of the two that its sum is made of, the other one is left."""
    lines = Written.of(graph)
    edge = _into_sum(lines.graph, lines.written[summand])
    opened, _ = lines.assignment(line_of(lines.graph, edge.target))
    whole = opened.built.places.get(edge.target)
    rest = place_of(opened, (edge.target, 1 - edge.slot))
    if isinstance(whole, ast.BinOp) and rest is not None and opened.holds(whole):
        sign = "-" if lines.graph.nodes[edge.target].op == "sub" and edge.slot == 0 else ""
        meant = _rest_of(lines.graph, edge, negative=bool(sign))
        for words in _spellings(opened.script.written(rest), sign):
            for span in (with_brackets(opened, whole), opened.span(whole)):
                left = rewritten(lines, graph, [Change(span, words)], meant)
                if left is not None:
                    return left
    raise GraphError("this summand cannot be taken out of its sum here; do it in the text")


def _spellings(rest: str, sign: str) -> Iterator[str]:
    yield f"{sign}{rest}"
    yield f"{sign}({rest})"


def _rest_of(graph: Graph, edge: Edge, negative: bool) -> Graph:
    """The graph with what a sum is without one of its two summands in the sum's place."""
    sum_, (rest,) = edge.target, [e for e in graph.incoming[edge.target] if e != edge]
    gone = set(_only_for(graph, edge))
    if negative:
        nodes = {**graph.nodes, sum_: Node(sum_, "neg", {}, graph.nodes[sum_].group)}
        edges = {**graph.edges, (sum_, 0): Edge(rest.source, sum_, 0)}
        edges.pop((sum_, 1))
        return _left(replace(graph, nodes=nodes, edges=edges, source=""), gone)
    if line_of(graph, rest.source) != rest.source:
        return _left(_merged(graph, sum_, rest.source), {*gone, rest.source})
    if line_of(graph, sum_) != sum_:
        users = {(e.target, e.slot): e._replace(source=rest.source) for e in graph.outgoing[sum_]}
        passed = replace(graph, edges={**graph.edges, **users}, source="")
        return _left(passed, {*gone, sum_})
    nodes = {**graph.nodes, sum_: replace(graph.nodes[sum_], op="identity")}
    edges = {**graph.edges, (sum_, 0): Edge(rest.source, sum_, 0)}
    edges.pop((sum_, 1))
    return _left(replace(graph, nodes=nodes, edges=edges, source=""), gone)


def _merged(graph: Graph, sum_: str, part: str) -> Graph:
    """What has no name takes the place of the sum that it is a part of."""
    node = replace(graph.nodes[part], id=sum_)
    edges = {slot: e for slot, e in graph.edges.items() if e.target not in (sum_, part)}
    edges |= {(sum_, e.slot): e._replace(target=sum_) for e in graph.incoming[part]}
    return replace(graph, nodes={**graph.nodes, sum_: node}, edges=edges, source="")


def _only_for(graph: Graph, edge: Edge) -> Iterator[str]:
    """What is written where the edge begins, and has no name."""
    if line_of(graph, edge.source) != edge.source:
        yield edge.source
        for above in graph.incoming[edge.source]:
            yield from _only_for(graph, above)


def _left(graph: Graph, gone: set[str]) -> Graph:
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ not in gone}
    edges = {s: e for s, e in graph.edges.items() if not gone & {e.source, e.target}}
    return replace(graph, nodes=nodes, edges=edges, source="")
