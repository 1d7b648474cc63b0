"""An operator without a name gets a line of its own, above the one that it is written in."""

from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.calling import STEMS, Names, stem_of
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.rewriting import paired
from graphviz_app.formats.edits.renaming import with_name
from graphviz_app.formats.edits.written import Written


def lifted(graph: Graph, id_: str) -> Left:
    """The graph with a name for this operator; raises GraphError if it is one of a ``def``."""
    lines = Written.of(graph)
    written = lines.written[id_]
    name = Names(lines).fresh(_stem(lines, written))
    after = with_name(graph, id_, name)
    names = paired(_renamed(lines.graph, written, name), after)
    if names is None:
        raise GraphError(f"'{id_}' cannot get a name here; give it one in the text")
    now = {**names, written: names[name]}
    return Left(after, {old: now[w] for old, w in lines.written.items() if w in now})


def _stem(lines: Written, id_: str) -> str:
    """What it is called: as a weighted sum where it is one."""
    op = lines.graph.nodes[id_].op
    opened, _ = lines.assignment(line_of(lines.graph, id_))
    place = opened.built.places.get(id_)
    return STEMS[op] if place is None or OPS[op].is_leaf else stem_of(place)


def _renamed(graph: Graph, id_: str, name: str) -> Graph:
    nodes = {(name if old == id_ else old): node for old, node in graph.nodes.items()}
    nodes[name] = replace(nodes[name], id=name)

    def now(old: str) -> str:
        return name if old == id_ else old

    edges = (e._replace(source=now(e.source), target=now(e.target)) for e in graph.edges.values())
    return replace(graph, nodes=nodes, edges={(e.target, e.slot): e for e in edges}, source="")
