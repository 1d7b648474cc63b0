"""Deleting nodes and edges: lines go, and whoever used them has an operand missing."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.reading import line_of, nodes_by_line
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.mentioning import is_only_of, renamed_mentions, without_mentions
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.striking_out import struck_out
from graphviz_app.formats.edits.written import Written, names_in, rows
from graphviz_app.formats.language.claiming.subjects import Subject, subjects_in
from graphviz_app.formats.language.learning.mentions import is_of_learning
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.grammar import HOLE

_Slot = tuple[str, int]
_TRIES = 8
"""How many calls are tried for an edge that ends inside a ``def``: each means reading the text."""


class Left(NamedTuple):
    """What is left of a graph, and how its nodes are called now."""

    graph: Graph
    names: Mapping[str, str]


def without_parts(graph: Graph, ids: Iterable[str], edges: Iterable[Edge] = ()) -> Graph:
    """As ``left_of``, without the names."""
    return left_of(graph, ids, edges).graph


def left_of(graph: Graph, ids: Iterable[str], edges: Iterable[Edge] = ()) -> Left:
    """The graph without these nodes and edges, as far as they are there.

    A line goes as a whole with its last operator; an operator without a name goes with the edge
    that leads away from it. The text around them stays. Raises GraphError if that cannot be done,
    as in the operators of a ``def``.
    """
    lines = Written.of(graph)
    chosen = {lines.written[id_] for id_ in ids if id_ in lines.written}
    cut = {
        (lines.written[e.target], e.slot) for e in edges if graph.edges.get((e.target, e.slot)) == e
    }
    sources = {slot: lines.graph.edges[slot].source for slot in cut}
    chosen |= {id_ for id_ in sources.values() if line_of(lines.graph, id_) != id_}
    gone = _all_gone(lines.graph, chosen)
    cut = {slot for slot in cut if not gone & {slot[0], sources[slot]}}
    if not gone and not cut:
        return Left(graph, {id_: id_ for id_ in graph.nodes})
    left = lines.graph.without(gone)
    left = replace(left, edges={slot: e for slot, e in left.edges.items() if slot not in cut})
    changes = list(_changes(lines, gone, cut))
    text = patched(lines.text, changes)
    if not left.nodes:
        empty = replace(left, claims=(), pins={}, other_pins={}, labels={}, trained=None)
        return Left(replace(empty, view=graph.view, source=text), {})
    for more in ((), *_arguments(lines, cut)):
        after = _read(patched(lines.text, [*changes, *more]) if more else text)
        names = None if after is None else _new_names(left, after)
        if after is not None and names is not None:
            now = {
                id_: names[written] for id_, written in lines.written.items() if written in names
            }
            return Left(after.with_extras_of(graph, now), now)
    raise GraphError(_refusal(lines, gone, cut))


def _arguments(lines: Written, cut: Set[_Slot]) -> Iterator[tuple[Change, ...]]:
    """Holes for edges that end in the operators of a ``def``: in the calls, one or all of them."""
    wanted = {
        (line_of(lines.graph, target), lines.graph.edges[target, slot].source)
        for target, slot in cut
    }
    uses: list[Change] = []
    for name, source in sorted(wanted):
        opened, line = lines.assignment(name)
        places = (node for node in names_in(line.value) if node.id == source)
        uses += (Change(opened.span(place), HOLE) for place in places)
    if len(uses) > 1:
        yield tuple(uses)
    yield from ((use,) for use in uses[:_TRIES])


def _refusal(lines: Written, gone: Set[str], cut: Set[_Slot]) -> str:
    for id_ in sorted({*gone, *(id_ for id_, _ in cut)}):
        line = line_of(lines.graph, id_)
        if line != id_ and lines.graph.nodes[id_].group != _group_of(lines.graph.nodes[line]):
            return f"'{id_}' comes from a def: change it in the text, or delete the line '{line}'"
    return "this cannot be taken out of its line here; change it in the text"


def _group_of(line: Node) -> str:
    """In which group the operators without a name are that are written in a line."""
    return f"{line.group}/{line.id}" if line.group else line.id


def _read(text: str) -> Graph | None:
    try:
        return graph_of_text(text)
    except ParseError:
        return None


def _new_names(left: Graph, now: Graph) -> Mapping[str, str] | None:
    """How the nodes that are left are called in the new text; None if it says something else.

    Within a line, numbers in the names of operators are dealt out anew.
    """
    changed = {*_other_lines(left, now), *_other_lines(now, left)}
    before, after = _inside(left, changed), _inside(now, changed)
    if before.keys() != after.keys():
        return None
    names = {id_: id_ for id_ in left.nodes}
    for line, members in before.items():
        if [left.nodes[i].op for i in members] != [now.nodes[i].op for i in after[line]]:
            return None
        names.update(zip(members, after[line], strict=True))
    edges = {(names[e.target], slot): names[e.source] for (_, slot), e in left.edges.items()}
    same = edges == {slot: edge.source for slot, edge in now.edges.items()}
    return names if same else None


def _other_lines(one: Graph, other: Graph) -> Iterator[str]:
    """The lines of a text of which any node was read anew."""
    return (line_of(one, i) for i, node in one.nodes.items() if other.nodes.get(i) is not node)


def _inside(graph: Graph, lines: Set[str]) -> Mapping[str, list[str]]:
    """The nodes of these lines."""
    return {line: ids for line, ids in nodes_by_line(graph).items() if line in lines}


def _all_gone(graph: Graph, chosen: Set[str]) -> set[str]:
    """With what belongs to the chosen lines, and what only they used and has no name."""
    gone = {id_ for id_ in graph.nodes if id_ in chosen or line_of(graph, id_) in chosen}
    waiting = list(gone)
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            unnamed = line_of(graph, edge.source) != edge.source
            users = {other.target for other in graph.outgoing[edge.source]}
            if unnamed and edge.source not in gone and users <= gone:
                gone.add(edge.source)
                waiting.append(edge.source)
    return gone


def _changes(lines: Written, gone: Set[str], cut: Set[_Slot]) -> Iterator[Change]:
    """What a text must say differently."""
    touched = {line_of(lines.graph, id_) for id_ in gone}
    touched |= {line_of(lines.graph, target) for target, _ in cut}
    renumbered = _renumbered(lines.graph, gone)
    told = {*gone, *(old for old, new in renumbered.items() if old != new)}
    for number, passage in enumerate(lines.passages):
        if _is_about(passage, touched, gone, told):
            opened = lines.opened(number)
            yield from _Deletion(opened, gone, cut, renumbered).changes(opened.statements)


def _is_about(passage: Passage, lines: Set[str], gone: Set[str], told: Set[str]) -> bool:
    """Whether one of these lines is in it, or it uses what is gone, or tells of these nodes."""
    return (
        any(name in lines for name, _ in passage.names)
        or not gone.isdisjoint(passage.uses)
        or any(claim.of in told or claim.by in told for claim in passage.claims)
        or any(setting.value in told for _, setting in passage.settings)
        or any(name in told for said in passage.said for name, _ in said.names)
    )


class _Deletion:
    """What a passage must say differently."""

    def __init__(
        self, opened: Opened, gone: Set[str], cut: Set[_Slot], renumbered: Mapping[str, str]
    ) -> None:
        self._opened = opened
        self._gone = gone
        self._renumbered = renumbered
        built = opened.built
        self._holes = {id(built.places[id_]) for id_ in gone if id_ in built.places}
        self._holes |= {id(built.operands[slot]) for slot in cut if slot in built.operands}

    def changes(self, statements: Sequence[ast.stmt]) -> Iterator[Change]:
        """Statements that go, and holes in those that stay."""
        for row in rows(statements):
            kept = [statement for statement in row if not self._goes(statement)]
            yield from struck_out(self._opened, row, kept)
            for statement in kept:
                if isinstance(statement, ast.Assign):
                    yield from self._of_line(statement)
                elif isinstance(statement, ast.Expr):
                    yield from self._of_claim(statement)

    def _goes(self, statement: ast.stmt) -> bool:
        """Whether this line, group, claim or setting is only about what is deleted."""
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                return name in self._gone
            case ast.With():
                return all(map(self._goes, statement.body))
            case ast.Expr() if is_of_learning(statement):
                return is_only_of(self._opened, statement, self._gone)
            case ast.Expr():
                return any(subject.id in self._gone for subject in subjects_of(statement))
        return False

    def _of_claim(self, statement: ast.Expr) -> Iterator[Change]:
        """The operators it is about may be called differently from now on."""
        if is_of_learning(statement):
            yield from without_mentions(self._opened, statement, self._gone)
            yield from renamed_mentions(self._opened, statement, self._renumbered)
            return
        for subject in subjects_of(statement):
            if (new := self._renumbered.get(subject.id, subject.id)) != subject.id:
                yield Change(self._opened.span(subject.name), new)

    def _of_line(self, line: ast.Assign) -> Iterator[Change]:
        """``...`` where a deleted name is used, or a deleted operator is written."""
        called = {id(node.func) for node in ast.walk(line.value) if isinstance(node, ast.Call)}
        for node in ast.walk(line.value):
            if not isinstance(node, ast.expr) or id(node) in called:
                continue
            if id(node) in self._holes or (isinstance(node, ast.Name) and node.id in self._gone):
                yield Change(self._opened.span(node), HOLE)


def subjects_of(statement: ast.Expr) -> Sequence[Subject]:
    """What a claim or a setting is about: ``z``, or the arguments of ``grad(z)``."""
    match statement.value:
        case ast.Call() as setting:
            return subjects_in(setting)
        case ast.Compare(left=claim):
            return subjects_in(claim)
    return []


def _renumbered(graph: Graph, gone: Set[str]) -> Mapping[str, str]:
    """How the operators without a name that stay are called when the text is read again."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for id_ in graph.nodes:
        stem = id_.rstrip("0123456789")
        if id_ not in gone and "." in id_:
            counts[stem] = counts.get(stem, 0) + 1
            names[id_] = f"{stem}{counts[stem]}"
    return names
