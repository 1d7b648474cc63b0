"""An operand that is typed, and an operator that is put between two nodes."""

import ast
from collections.abc import Iterator, Sequence
from copy import deepcopy

from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.adding import VALUE, Names, expression_of, line_for, with_typed
from graphviz_app.formats.edits.deleting import Left, left_of
from graphviz_app.formats.edits.edges.connecting import Slot, place_of, with_operand
from graphviz_app.formats.edits.edges.lifting import above
from graphviz_app.formats.edits.edges.ordering import in_order
from graphviz_app.formats.edits.edges.steps import Steps
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.placing import Added
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.text import parse
from graphviz_app.formats.language.words.grammar import HOLE
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.language.words.trees import all_statements, assignments
from graphviz_app.typing_compat import override

_HERE = "operand_"
"""Stands for an operand in an expression around it."""


def with_typed_operand(graph: Graph, slots: Sequence[Slot], typed: str) -> Added:
    """The graph with what was typed as this operand: a name, a number, ``tanh(x)``, or ``tanh``.

    Of a line, ``h = tanh(x)``, that is its name; a leaf gets a line of its own, and so does what
    several slots get. Raises ParseError or GraphError with the reason.
    """
    lines = Written.of(graph)
    if typed.strip() in lines.names:
        return Added(with_operand(graph, _given(lines, typed.strip()), slots), ())
    line = line_for(lines, typed)
    values = [line.value for _, line in assignments(all_statements(prepare(line)))]
    if line == typed.strip() or len(slots) > 1 or not values or _is_leaf(values[-1]):
        added = with_typed(graph, line)
        return added._replace(graph=with_operand(added.graph, added.names[-1], slots))
    return Added(_in_place(graph, slots[0], line.partition("=")[2].strip()), ())


def _given(lines: Written, name: str) -> str:
    """How the graph calls what the text calls like this."""
    return next(id_ for id_, written in lines.written.items() if written == name)


def _is_leaf(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name)):
            return name in OPS and OPS[name].is_leaf
    return False


def _in_place(graph: Graph, slot: Slot, typed: str) -> Graph:
    """An expression where the operand is written; what it uses must stand above."""
    steps = Steps(graph)
    if (edge := graph.edges.get(slot)) is not None:
        steps.take(left_of(graph, [], [edge]))
    target = steps.now(slot[0])
    for name in _names(typed):
        lines = Written.of(steps.graph)
        if name in lines.names:
            source = _given(lines, name)
            steps.graph.without_edge(target, slot[1]).with_edge(Edge(source, target, slot[1]))
            steps.take(in_order(steps.graph, line_of(steps.graph, target), source))
            target = steps.again(target)
    steps.graph = _written(steps.graph, (target, slot[1]), [typed, f"({typed})"], typed)
    return steps.finished(slot[0])


def _names(typed: str) -> Iterator[str]:
    yield from dict.fromkeys(name.id for name in names_in(_tree(typed)))


def _tree(typed: str) -> ast.expr:
    """The syntax of an expression as the language has it; raises ParseError."""
    ((_, line),) = assignments(all_statements(prepare(f"{_HERE} = {typed}")))
    return line.value


def _written(graph: Graph, slot: Slot, tried: Sequence[str], typed: str) -> Graph:
    """The graph with the first of these words, in place of an operand, that mean ``typed``.

    Raises ParseError with what is wrong with it.
    """
    lines = Written.of(graph)
    target = lines.written[slot[0]]
    name = line_of(lines.graph, target)
    opened, line = lines.assignment(name)
    place = place_of(opened, (target, slot[1]))
    if place is None or not opened.holds(place):
        raise GraphError(f"the operand of '{slot[0]}' is in a def: change it in the text")
    meant = ast.dump(_put(line.value, place, _tree(typed)))
    error: ParseError | None = None
    for words in tried:
        text = patched(lines.text, [Change(opened.span(place), words)])
        try:
            after = parse(text)
        except ParseError as reason:
            error = error or reason
            continue
        _, now = Written.of(after).assignment(name)
        if ast.dump(now.value) == meant:
            return after.with_extras_of(graph, _same(lines, graph, after))
    raise error or GraphError("this cannot be an operand here; change it in the text")


def _same(lines: Written, graph: Graph, after: Graph) -> dict[str, str]:
    """Lines keep their names, and operators in those that are as they were."""
    return {i: w for i, w in lines.written.items() if after.nodes.get(w) == lines.graph.nodes[w]}


class _Put(ast.NodeTransformer):
    """Puts a tree in the place of one that is a part of another."""

    def __init__(self, place: ast.expr, new: ast.expr) -> None:
        self._place, self._new = place, new

    @override
    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._place else super().generic_visit(node)


def _put(tree: ast.expr, place: ast.expr, new: ast.expr) -> ast.expr:
    """A copy of the tree with another one in a place."""
    copied = deepcopy(tree, {id(place): place})
    result = _Put(place, new).visit(copied)
    assert isinstance(result, ast.expr)
    return result


def with_inserted(graph: Graph, edge: Edge, word: str) -> Graph:
    """The graph with an operator between the two ends of an edge, its other operands missing."""
    op = OPS[word]
    if op.is_leaf:
        raise GraphError(f"{op.name} takes no operand: it cannot be put into an edge")
    lines = Written.of(graph)
    target = lines.written[edge.target]
    opened, _ = lines.assignment(line_of(lines.graph, target))
    place = place_of(opened, (target, edge.slot))
    if place is None or not opened.holds(place):
        raise GraphError(f"the operand of '{edge.target}' is in a def: change it in the text")
    typed = opened.script.written(place)
    around = _around(op, [typed, f"({typed})"], _tree(typed))
    return _written(graph, (edge.target, edge.slot), [around, f"({around})"], around)


def _around(op: Op, tried: Sequence[str], operand: ast.expr) -> str:
    """The operator typed around an operand, in brackets where it needs them."""
    tree = _tree(_with_holes(op, _HERE))
    place = next(name for name in names_in(tree) if name.id == _HERE)
    meant = ast.dump(_put(tree, place, operand))
    typed = [_with_holes(op, words) for words in tried]
    return next((words for words in typed if ast.dump(_tree(words)) == meant), typed[-1])


def _with_holes(op: Op, operand: str) -> str:
    """The operator with its first operand to which a gradient flows, all others missing."""
    slot = next((slot for slot in range(op.least) if not op.steers(slot)), 0)
    given = [HOLE] * op.least
    given[slot] = operand
    return expression_of(op, given)


def with_line_between(graph: Graph, source: str, slots: Sequence[Slot], word: str) -> Graph:
    """The same with a line for the operator, used at all of these slots of one line."""
    op = OPS[word]
    if op.is_leaf:
        raise GraphError(f"{op.name} takes no operand: it cannot be put into an edge")
    lines = Written.of(graph)
    name = Names(lines).fresh(VALUE)
    opened, statement = lines.assignment(line_of(lines.graph, lines.written[slots[0][0]]))
    line = f"{name} = {_with_holes(op, lines.written[source])}"
    change = above(opened, statement, line)
    after = parse(patched(lines.text, [change]))
    steps = Steps(graph)
    names = {i: w for i, w in lines.written.items() if w in after.nodes}
    steps.take(Left(after.with_extras_of(graph, names), names))
    new = [(steps.now(target), slot) for target, slot in slots]
    return with_operand(steps.graph, name, new)
