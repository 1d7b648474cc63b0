"""Long lines in parts: what is too long for one line of a solution gets names, u₁, u₂, …"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.explain.chain import line_formula, line_nodes
from graphviz_app.explain.formula import is_written_number, summands
from graphviz_app.explain.forward import DEEP
from graphviz_app.explain.notation import width
from graphviz_app.explain.run_terms import RunTerms

MAX_LINES = 400
"""Lines of a graph above which none is looked at."""
LEAST = 3
"""Operators of a line that can be taken apart."""
SIZE = 4
"""Operators that are told together."""
MAX_WIDTH, MAX_DERIVATIVE = 76, 64
"""Characters of a line, and of a derivative of it, that are told together."""
_LETTERS = "uvqrsgp"


def parted(run: ReadRun) -> Graph | None:
    """The same graph with names for parts of its long lines; None if it has none."""
    reading, graph = run.reading, run.graph
    if not reading.is_of_lines or len(reading.nodes) > MAX_LINES:
        return None
    long = [id_ for id_ in reading.nodes if id_ in run.known and _is_long(run, id_)]
    names: dict[str, str] = {}
    letter = _free_letter(graph)
    for line in long:
        for id_ in _parts(run, line):
            names[id_] = f"{letter}{len(names) + 1}"
    return _renamed(graph, names) if names else None


def _free_letter(graph: Graph) -> str:
    taken = {re.sub(r"[\d_].*", "", id_) for id_ in graph.nodes}
    return next((letter for letter in _LETTERS if letter not in taken), "part")


def _is_long(run: ReadRun, line: str) -> bool:
    """Whether the line, or a derivative of it, is too long to be told at once."""
    members = run.reading.members.get(line, (line,))
    operators = [id_ for id_ in members if not is_leaf(run.graph.nodes[id_])]
    if len(operators) < LEAST or line in run.reading.neurons:
        return False
    terms = RunTerms(run, members)
    whole = terms.symbols.shown(line, DEEP).text
    alone = len(summands(run.graph, line)) < LEAST
    if r"\dots" in whole or (alone and width(whole) > MAX_WIDTH):
        return True
    return any(_has_long_derivative(run, index) for index in run.reading.incoming[line])


def _has_long_derivative(run: ReadRun, index: int) -> bool:
    edge = run.reading.edges[index]
    if edge.control or is_written_number(run.graph, edge.source):
        return False
    terms = RunTerms(run, line_nodes(run.reading, index))
    made = line_formula(terms, index, terms.gradient(edge.target) if run.output else None)
    if made is None:
        return True
    return max(width(made.symbols.text), width(made.numbers.text) // 2) > MAX_DERIVATIVE


def _parts(run: ReadRun, line: str) -> Iterator[str]:
    """Operators of a line that get a name: wherever enough has come together, or is used twice."""
    graph, members = run.graph, set(run.reading.members[line])
    size: dict[str, int] = {}
    for step in run.trace.program.instructions:
        id_ = step.node.id
        if id_ not in members or is_leaf(step.node):
            continue
        size[id_] = 1 + sum(size.get(edge.source, 0) for edge in graph.incoming[id_])
        shared = len({edge.target for edge in graph.outgoing[id_]}) > 1
        if id_ != line and (size[id_] >= SIZE or shared):
            size[id_] = 0
            yield id_


def _renamed(graph: Graph, names: Mapping[str, str]) -> Graph:
    """With these nodes under new names, each a line with what leads to it."""
    nodes = {
        names.get(id_, id_): replace(node, id=names.get(id_, id_), group=_group(graph, id_, names))
        for id_, node in graph.nodes.items()
    }
    edges = [
        edge._replace(
            source=names.get(edge.source, edge.source), target=names.get(edge.target, edge.target)
        )
        for edge in graph.edges.values()
    ]
    by_slot = {(edge.target, edge.slot): edge for edge in edges}
    return replace(graph, nodes=nodes, edges=by_slot, source="")


def _group(graph: Graph, id_: str, names: Mapping[str, str]) -> str:
    """The path of a node's groups, in which the line it belongs to now is one."""
    line, path = line_of(graph, id_), graph.nodes[id_].group.split("/")
    if id_ in names:
        return "/".join(path[: path.index(line)])
    if line == id_:
        return graph.nodes[id_].group
    owner = _owner(graph, id_, names)
    return "/".join(owner if part == line else part for part in path)


def _owner(graph: Graph, id_: str, names: Mapping[str, str]) -> str:
    """The name of the part that a node leads to within its line."""
    line = line_of(graph, id_)
    while id_ != line and id_ not in names:
        users = [e.target for e in graph.outgoing[id_] if line_of(graph, e.target) == line]
        if not users:
            return line
        id_ = users[0]
    return names.get(id_, line)
