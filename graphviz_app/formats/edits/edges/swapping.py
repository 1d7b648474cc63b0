"""Two operands of an operator change places."""

from dataclasses import replace
from itertools import product

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.edges.connecting import place_of
from graphviz_app.formats.edits.edges.rewriting import rewritten
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.renaming import with_brackets
from graphviz_app.formats.edits.written import Written

_FORMS = ("{}", "({})")


def with_swapped(graph: Graph, target: str, one: int = 0, other: int = 1) -> Graph:
    """The graph with two operands exchanged, also one that is missing.

    Raises GraphError if they are not written in the line themselves, as in a ``def``.
    """
    lines = Written.of(graph)
    id_ = lines.written[target]
    if not OPS[graph.nodes[target].op].has(max(one, other)):
        raise GraphError(f"'{target}' has no two operands")
    opened, _ = lines.assignment(line_of(lines.graph, id_))
    left, right = place_of(opened, (id_, one)), place_of(opened, (id_, other))
    if left is not None and right is not None and opened.holds(left) and opened.holds(right):
        meant = _meant(lines.graph, id_, one, other)
        spans = [with_brackets(opened, place) for place in (left, right)]
        typed = [opened.script.written(place) for place in (left, right)]
        for forms in product(_FORMS, _FORMS):
            words = [form.format(word) for form, word in zip(forms, typed, strict=True)]
            changes = [Change(spans[0], words[1]), Change(spans[1], words[0])]
            if (after := rewritten(lines, graph, changes, meant)) is not None:
                return after.graph
    raise GraphError(f"the operands of '{target}' cannot be exchanged here; do it in the text")


def _meant(graph: Graph, id_: str, one: int, other: int) -> Graph:
    taken = ((id_, one), (id_, other))
    edges = {slot: edge for slot, edge in graph.edges.items() if slot not in taken}
    for slot, now in ((one, other), (other, one)):
        if (edge := graph.edges.get((id_, slot))) is not None:
            edges[id_, now] = Edge(edge.source, id_, now)
    return replace(graph, edges=edges, source="")
