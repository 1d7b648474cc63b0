"""An operand that is typed."""

import ast
from collections.abc import Sequence

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.adding import line_for, with_typed
from graphviz_app.formats.edits.deleting import left_of
from graphviz_app.formats.edits.edges.connecting import Slot, with_operand
from graphviz_app.formats.edits.edges.ordering import in_order
from graphviz_app.formats.edits.edges.putting import names_of, with_words
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.placing import Added
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.language.words.trees import all_statements, assignments

_UNKNOWN = "is not defined"
_NEW = "{reason}; {name} = parameter(1) would add it"


def with_typed_operand(graph: Graph, slots: Sequence[Slot], typed: str) -> Added:
    """The graph with what was typed as this operand: a name, a number, ``tanh(x)``, or ``tanh``.

    Of a line, ``h = tanh(x)``, that is its name; a leaf gets a line of its own, and so does what
    several slots get. Raises ParseError or GraphError with the reason.
    """
    try:
        return _with_operand(graph, slots, typed)
    except ParseError as error:
        if typed.strip().isidentifier() and _UNKNOWN in error.reason:
            raise GraphError(_NEW.format(reason=error.reason, name=typed.strip())) from None
        raise


def _with_operand(graph: Graph, slots: Sequence[Slot], typed: str) -> Added:
    lines = Written.of(graph)
    if typed.strip() in lines.names:
        return Added(with_operand(graph, _given(lines, typed.strip()), slots), ())
    line = line_for(lines, typed)
    values = [line.value for _, line in assignments(all_statements(prepare(line)))]
    if line == typed.strip() or len(slots) > 1 or not values or _is_leaf(values[-1]):
        added = with_typed(graph, line)
        return added._replace(graph=with_operand(added.graph, added.names[-1], slots))
    return Added(with_expression(graph, slots[0], line.partition("=")[2].strip()), ())


def _given(lines: Written, name: str) -> str:
    """How the graph calls what the text calls like this."""
    return next(id_ for id_, written in lines.written.items() if written == name)


def _is_leaf(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name)):
            return name in OPS and OPS[name].is_leaf
    return False


def with_expression(graph: Graph, slot: Slot, typed: str) -> Graph:
    """The graph with an expression where the operand is written; what it uses is moved above."""
    steps = Steps(graph)
    if (edge := graph.edges.get(slot)) is not None:
        steps.take(left_of(graph, [], [edge]))
    target = steps.now(slot[0])
    for name in names_of(typed):
        lines = Written.of(steps.graph)
        if name in lines.names:
            source = _given(lines, name)
            steps.graph.without_edge(target, slot[1]).with_edge(Edge(source, target, slot[1]))
            steps.take(in_order(steps.graph, line_of(steps.graph, target), source))
            target = steps.again(target)
    steps.take(with_words(steps.graph, (target, slot[1]), [typed, f"({typed})"]))
    return steps.finished(slot[0])
