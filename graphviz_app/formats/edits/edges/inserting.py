"""Operators put on nodes, into edges, and in the place of a missing operand."""

import ast
from collections.abc import Sequence

from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.adding import expression_of, with_op, with_typed
from graphviz_app.formats.edits.calling import STEMS, Names
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.connecting import Slot, with_operand
from graphviz_app.formats.edits.edges.filling import with_expression
from graphviz_app.formats.edits.edges.lifting import lifted
from graphviz_app.formats.edits.edges.putting import (
    HERE,
    operand_typed,
    put,
    tree_of,
    with_words,
)
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.patch import patched
from graphviz_app.formats.edits.placing import Added
from graphviz_app.formats.edits.renaming import line_above
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.grammar import HOLE


def with_applied(graph: Graph, typed: str, operands: Sequence[str]) -> Added:
    """As ``with_typed``, also for operators without a name: each gets a line of its own."""
    steps = _named(graph, operands)
    return with_typed(steps.graph, typed, [steps.now(id_) for id_ in operands])


def with_operator(graph: Graph, word: str, operands: Sequence[str]) -> Added:
    """The graph with a line for an operator of these nodes, the rest of its operands missing."""
    steps = _named(graph, operands)
    return with_op(steps.graph, OPS[word], [steps.now(id_) for id_ in operands])


def _named(graph: Graph, operands: Sequence[str]) -> Steps:
    steps = Steps(graph)
    for id_ in operands:
        if id_ in graph.nodes and line_of(graph, id_) != id_:
            steps.take(lifted(steps.graph, steps.now(id_)))
    return steps


def with_operator_at(graph: Graph, slots: Sequence[Slot], word: str) -> Added:
    """The graph with an operator as this operand; a leaf gets a line of its own."""
    op = OPS[word]
    if not op.is_leaf and len(slots) == 1:
        words = expression_of(op, [HOLE] * op.least)
        return Added(with_expression(graph, slots[0], words), ())
    added = with_op(graph, op, [])
    return added._replace(graph=with_operand(added.graph, added.names[-1], slots))


def with_operator_between(
    graph: Graph, source: str, slots: Sequence[Slot], word: str, alone: bool
) -> Added:
    """The graph with an operator between a node and these operands that it is.

    In the place of the operand, if it shall stand ``alone``; else in a line of its own. Raises
    GraphError if it takes no operand, or where that is written in a ``def``.
    """
    op = OPS[word]
    if op.is_leaf:
        raise GraphError(f"{op.name} takes no operand: it cannot be put into an edge")
    if alone and len(slots) == 1:
        return Added(_in_place(graph, slots[0], op), ())
    return _as_line(graph, source, slots, op)


def _in_place(graph: Graph, slot: Slot, op: Op) -> Graph:
    typed = operand_typed(Written.of(graph), slot)
    around = _around(op, [typed, f"({typed})"], tree_of(typed))
    steps = Steps(graph)
    steps.take(with_words(graph, slot, [around, f"({around})"], _through(op)))
    return steps.finished(slot[0])


def _around(op: Op, tried: Sequence[str], operand: ast.expr) -> str:
    """The operator typed around an operand, in brackets where it needs them."""
    tree = tree_of(_with_holes(op, HERE))
    place = next(name for name in names_in(tree) if name.id == HERE)
    meant = ast.dump(put(tree, place, operand))
    typed = [_with_holes(op, words) for words in tried]
    return next((words for words in typed if ast.dump(tree_of(words)) == meant), typed[-1])


def _through(op: Op) -> int:
    """Its first operand to which a gradient flows."""
    return next((slot for slot in range(op.least) if not op.steers(slot)), 0)


def _with_holes(op: Op, operand: str) -> str:
    given = [HOLE] * op.least
    given[_through(op)] = operand
    return expression_of(op, given)


def _as_line(graph: Graph, source: str, slots: Sequence[Slot], op: Op) -> Added:
    """A line right above the one that uses it."""
    steps = _named(graph, [source])
    lines = Written.of(steps.graph)
    name = Names(lines).fresh(STEMS[op.name])
    used = lines.written[steps.now(source)]
    opened, statement = lines.assignment(
        line_of(lines.graph, lines.written[steps.now(slots[0][0])])
    )
    change = line_above(lines, opened, statement, f"{name} = {_with_holes(op, used)}")
    after = graph_of_text(patched(lines.text, [change]))
    names = {id_: written for id_, written in lines.written.items() if written in after.nodes}
    steps.take(Left(after.with_extras_of(steps.graph, names), names))
    new = [(steps.now(target), slot) for target, slot in slots]
    return Added(with_operand(steps.graph, name, new), (name,))
