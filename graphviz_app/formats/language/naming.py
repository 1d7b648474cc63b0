"""Which nodes get a line of their own when a graph is written as text, and under which name.

A node whose id is a name stands on a line of its own. One without a name is written inside the
expression that uses it, if there is exactly one; otherwise it gets a fresh name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphviz_app.core.brackets import LEANS_LEFT
from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import fresh_name, is_name
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.formats.language.words.grammar import CONSTANTS
from graphviz_app.formats.limits import MAX_BRACKETS

_MAX_DEPTH = MAX_BRACKETS - 10


@dataclass(frozen=True)
class Names:
    """``lines``: node id → its name, if it has a line; ``written``: any id → how it reads back."""

    lines: Mapping[str, str]
    written: Mapping[str, str]

    @cached_property
    def constants(self) -> Mapping[object, str]:
        """Numbers that have a name, as far as no line has that name."""
        given = {*self.lines.values()}
        return {CONSTANTS[name]: name for name in reversed([*CONSTANTS]) if name not in given}


def name_lines(graph: Graph, order: list[str]) -> Names:
    """Choose the lines; ``order`` is a topological one of the graph's nodes."""
    mentioned = {graph.output, *(c.of for c in graph.claims), *(c.by for c in graph.claims)}
    own = _own_lines(graph, order)
    while True:
        lines = _line_names(graph, own)
        written = dict(_read_back(graph, lines))
        moved = {id_ for id_ in mentioned if id_ in written and written[id_] != lines.get(id_, id_)}
        if not moved:
            return Names(lines, written)
        own |= moved


def _own_lines(graph: Graph, order: list[str]) -> set[str]:
    own: set[str] = set()
    depth: dict[str, int] = {}
    for id_ in order:
        if is_name(id_) or not _belongs_to_consumer(graph, id_):
            own.add(id_)
        depth[id_] = 0
        for edge in graph.incoming[id_]:
            if edge.source not in own and depth[edge.source] >= _MAX_DEPTH:
                own.add(edge.source)
            inside = 0 if edge.source in own else depth[edge.source] + _nests(graph, id_, edge.slot)
            depth[id_] = max(depth[id_], inside)
    return own


def _nests(graph: Graph, id_: str, slot: int) -> int:
    """0 for the left operand of a sum or product, which needs no brackets if it is one too."""
    op = OPS[graph.nodes[id_].op]
    left = op.precedence in LEANS_LEFT and slot == 0
    source = graph.edges[id_, slot].source
    return 0 if left and OPS[graph.nodes[source].op].precedence >= op.precedence else 1


def _belongs_to_consumer(graph: Graph, id_: str) -> bool:
    """Whether one expression uses it, and that expression is of the same line."""
    edges = graph.outgoing[id_]
    return len(edges) == 1 and line_of(graph, id_) == line_of(graph, edges[0].target)


def _line_names(graph: Graph, own: set[str]) -> dict[str, str]:
    groups = {name for node in graph.nodes.values() for name in node.group.split("/")}
    lines = {id_: id_ for id_ in graph.nodes if id_ in own and is_name(id_)}
    taken = {*lines, *groups, *OPS}
    for id_ in graph.nodes:
        if id_ in own and id_ not in lines:
            lines[id_] = fresh_name(id_, taken)
            taken.add(lines[id_])
    return lines


def _read_back(graph: Graph, lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The id that each node has when the text is parsed again."""
    for id_, name in lines.items():
        yield id_, name
        counts: dict[str, int] = {}
        for member in _inside(graph, id_, lines):
            op = graph.nodes[member].op
            word = "c" if op == "constant" else op
            counts[word] = counts.get(word, 0) + 1
            yield member, f"{name}.{word}{counts[word]}"


def _inside(graph: Graph, id_: str, lines: Mapping[str, str]) -> Iterator[str]:
    """The nodes written inside a line's expression, in the order in which they are read."""
    stack = [(edge.source, False) for edge in reversed(graph.incoming[id_])]
    while stack:
        node, done = stack.pop()
        if done:
            yield node
        elif node not in lines:
            stack.append((node, True))
            stack.extend((edge.source, False) for edge in reversed(graph.incoming[node]))
