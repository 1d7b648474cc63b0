"""Words put in the place of an operand, if they mean there what they mean alone."""

import ast
from collections.abc import Iterator, Sequence
from copy import deepcopy

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.deleting import Left
from graphviz_app.formats.edits.edges.connecting import Slot, place_of
from graphviz_app.formats.edits.edges.rewriting import Names, claims_in, retold, struck
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.language.words.trees import all_statements, assignments
from graphviz_app.typing_compat import override

HERE = "operand_"
"""Stands for an operand in an expression around it."""


def tree_of(typed: str) -> ast.expr:
    """The syntax of an expression as the language has it; raises ParseError."""
    ((_, line),) = assignments(all_statements(prepare(f"{HERE} = {typed}")))
    return line.value


def names_of(typed: str) -> Iterator[str]:
    """The names in an expression, each once."""
    yield from dict.fromkeys(name.id for name in names_in(tree_of(typed)))


def operand_typed(lines: Written, slot: Slot) -> str:
    """How an operand is typed; raises GraphError if that is in a ``def``."""
    opened, _, place = _place(lines, slot)
    return opened.script.written(place)


def with_words(graph: Graph, slot: Slot, tried: Sequence[str], inner: int | None = None) -> Left:
    """The graph with the first of these words as an operand that mean there what they mean alone.

    The operand that was there is number ``inner`` of what is there now, or gone. Raises ParseError
    with what is wrong with the words.
    """
    lines = Written.of(graph)
    opened, line, place = _place(lines, slot)
    name = line_of(lines.graph, lines.written[slot[0]])
    meant = ast.dump(put(line.value, place, tree_of(tried[0])))
    error: ParseError | None = None
    for words in tried:
        try:
            left = _with(lines, graph, Change(opened.span(place), words), slot, inner)
        except ParseError as reason:
            error = error or reason
            continue
        _, now = Written.of(left.graph).assignment(name)
        if ast.dump(now.value) == meant:
            return left
    raise error or GraphError("this cannot be an operand here; change it in the text")


def _place(lines: Written, slot: Slot) -> tuple[Opened, ast.Assign, ast.expr]:
    target = lines.written[slot[0]]
    opened, line = lines.assignment(line_of(lines.graph, target))
    place = place_of(opened, (target, slot[1]))
    if place is None or not opened.holds(place):
        raise GraphError(f"the operand of '{slot[0]}' is in a def: change it in the text")
    return opened, line, place


def _with(lines: Written, graph: Graph, change: Change, slot: Slot, inner: int | None) -> Left:
    """Claims about operators without a name follow them, or go with them."""
    claims = list(claims_in(lines))
    after = graph_of_text(patched(lines.text, [change, *struck(claims)]))
    names = _followed(lines.graph, after, (lines.written[slot[0]], slot[1]), inner)
    if claims:
        after = graph_of_text(patched(lines.text, [change, *retold(claims, names)]))
    now = {id_: names[old] for id_, old in lines.written.items() if old in names}
    return Left(after.with_extras_of(graph, now), now)


def _followed(before: Graph, after: Graph, changed: Slot, inner: int | None) -> Names:
    """How nodes are called in a text that is another in the place of one operand."""
    names = {id_: id_ for id_ in before.nodes if "." not in id_}
    waiting = list(names)
    while waiting:
        id_ = waiting.pop()
        for edge in before.incoming[id_]:
            found = after.edges.get((names[id_], edge.slot))
            if found is not None and (id_, edge.slot) == changed:
                found = None if inner is None else after.edges.get((found.source, inner))
            if found is not None and edge.source not in names:
                names[edge.source] = found.source
                waiting.append(edge.source)
    return names


class _Put(ast.NodeTransformer):
    """Puts a tree in the place of one that is a part of another."""

    def __init__(self, place: ast.expr, new: ast.expr) -> None:
        self._place, self._new = place, new

    @override
    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._place else super().generic_visit(node)


def put(tree: ast.expr, place: ast.expr, new: ast.expr) -> ast.expr:
    """A copy of the tree with another one in a place."""
    copied = deepcopy(tree, {id(place): place})
    result = _Put(place, new).visit(copied)
    assert isinstance(result, ast.expr)
    return result
