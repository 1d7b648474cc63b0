"""What a node is for: the output; an input, a parameter, a target, a constant."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import is_leaf, leaf_value
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.calling import LEAF_NAMES, Names
from graphviz_app.formats.edits.mentioning import (
    LEARNS,
    forgotten,
    not_learning,
    says_of_learning,
)
from graphviz_app.formats.edits.patch import Change, patched, whole_lines
from graphviz_app.formats.edits.placing import with_setting
from graphviz_app.formats.edits.renaming import outside
from graphviz_app.formats.edits.written import Written, rows
from graphviz_app.formats.language.numerals.literal import print_attr
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.trees import walk

_OUTPUT = "output"


def with_output(graph: Graph, id_: str) -> Graph:
    """The graph with this output; raises GraphError if it cannot be it."""
    if graph.output == id_:
        return graph
    lines = Written.of(graph)
    written = lines.written.get(id_, id_)
    for text in _outputs(lines, written):
        after = _read(text)
        if after is not None and _differ_in_output(after, lines.graph, written):
            return after.with_extras_of(graph, lines.written)
    raise GraphError(f"'{id_}' cannot be the output here: change it in the text", id_)


def with_role(graph: Graph, ids: Sequence[str], op: str) -> Graph:
    """The graph in which these leaves are inputs (parameters, targets, constants).

    A number inside a formula gets a line of its own. Raises GraphError for what is no leaf, and
    where the text does not say it as such.
    """
    for id_ in ids:
        if id_ not in graph.nodes or not is_leaf(graph.nodes[id_]):
            raise GraphError(f"'{id_}' is computed: only a leaf can be made a leaf of another kind")
    for id_ in ids:
        inside = line_of(graph, id_) != id_
        graph = _taken_out(graph, id_, op) if inside else _with_op(graph, id_, op)
    return graph


def _outputs(lines: Written, id_: str) -> Iterator[str]:
    """Texts with another output: without ``output(…)``, with another one, with a new one."""
    found = False
    for number, passage in enumerate(lines.passages):
        if any(word == _OUTPUT for word, _ in passage.settings):
            opened = lines.opened(number)
            for statement in walk(opened.statements):
                match statement:
                    case ast.Expr(value=ast.Call(func=ast.Name(id="output"), args=[name])):
                        found = True
                        if any(row == [statement] for row in rows(opened.statements)):
                            span = opened.span(statement)
                            gone = whole_lines(span.line, span.end_line)
                            yield patched(lines.text, [Change(gone, "")])
                        yield patched(lines.text, [Change(opened.span(name), id_)])
    if not found:
        yield with_setting(lines, f"{_OUTPUT}({id_})")


def _differ_in_output(after: Graph, before: Graph, output: str) -> bool:
    return (
        after.output == output
        and after.nodes == before.nodes
        and after.edges == before.edges
        and after.claims == before.claims
    )


def _with_op(graph: Graph, id_: str, op: str) -> Graph:
    if graph.nodes[id_].op == op:
        return graph
    lines = Written.of(graph)
    written = lines.written[id_]
    passage, line = lines.assignment(written)
    literal = passage.built.literals.get(written)
    gone = [*forgotten(lines, {written})] if op != LEARNS else []
    for words in _spellings(_value(passage, literal, lines.graph, written), op):
        changes = [Change(passage.span(line.value), words), *gone]
        after = _read(patched(lines.text, changes))
        if after is not None and _differ_in_op(after, lines.graph, {written: op}):
            return after.with_extras_of(graph, lines.written)
    raise GraphError(f"the line of '{id_}' does more than give a value: change it in the text", id_)


def _value(passage: Opened, literal: ast.expr | None, graph: Graph, id_: str) -> str:
    """The value as it is typed, if it is."""
    if literal is not None and passage.holds(literal):
        return passage.script.written(literal)
    return print_attr(leaf_value(graph.nodes[id_]))


def _spellings(value: str, op: str) -> tuple[str, ...]:
    if op == "constant":
        return value, f"constant({value})"
    return (f"{op}({value})",)


def _taken_out(graph: Graph, id_: str, op: str) -> Graph:
    """A number in a formula as a leaf with a name."""
    lines = Written.of(graph)
    name = Names(lines).fresh(LEAF_NAMES[op])
    return outside(graph, lines, lines.written[id_], name, op if op != "constant" else "")


def _differ_in_op(after: Graph, before: Graph, ops: Mapping[str, str]) -> bool:
    """Whether nothing but these operators is another one."""
    others = (id_ for id_, op in ops.items() if op != LEARNS)
    return (
        after.edges == before.edges
        and (after.output, after.claims) == (before.output, before.claims)
        and says_of_learning(after) == says_of_learning(not_learning(before, others))
        and {i: (ops.get(i, n.op), n.attrs, n.group) for i, n in before.nodes.items()}
        == {i: (n.op, n.attrs, n.group) for i, n in after.nodes.items()}
    )


def _read(text: str) -> Graph | None:
    try:
        return graph_of_text(text)
    except ParseError:
        return None
