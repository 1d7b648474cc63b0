"""Texts that are tried until one says the graph that is meant."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.edits.deleting import Left, subjects_of
from graphviz_app.formats.edits.mentioning import (
    is_only_of,
    mentions_in,
    renamed_mentions,
    without_mentions,
)
from graphviz_app.formats.edits.patch import Change, patched, whole_lines
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.learning.mentions import is_of_learning
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.script import Span
from graphviz_app.formats.language.words.trees import walk

Names = Mapping[str, str]


def rewritten(lines: Written, graph: Graph, changes: Sequence[Change], meant: Graph) -> Left | None:
    """``graph`` (whose text ``lines`` is) with these changes; None if that is not what is meant.

    ``meant`` is in the names of the text before; lines keep theirs. Claims about operators without
    a name follow them.
    """
    claims = list(claims_in(lines))
    first = _read(lines.text, [*changes, *struck(claims)])
    names = None if first is None else paired(meant, first)
    if first is None or names is None:
        return None
    after = _read(lines.text, [*changes, *retold(claims, names)]) if claims else first
    if after is None or paired(meant, after) is None:
        return None
    now = {id_: names[old] for id_, old in lines.written.items() if old in names}
    return Left(after.with_extras_of(graph, now), now)


def paired(meant: Graph, found: Graph) -> Names | None:
    """How each node is called in a graph that should be the same; None if it is another."""
    names = {id_: id_ for id_ in meant.nodes if "." not in id_}
    waiting = list(names)
    while waiting:
        id_ = waiting.pop()
        for edge in meant.incoming[id_]:
            same = found.edges.get((names[id_], edge.slot))
            if same is None:
                return None
            if edge.source not in names:
                names[edge.source] = same.source
                waiting.append(edge.source)
    return names if _is_same(meant, found, names) else None


def _is_same(meant: Graph, found: Graph, names: Names) -> bool:
    if not len(names) == len({*names.values()}) == len(meant.nodes) == len(found.nodes):
        return False
    for id_, node in meant.nodes.items():
        other = found.nodes.get(names[id_])
        if other is None or (other.op, other.attrs) != (node.op, node.attrs):
            return False
    edges = {(names[e.target], e.slot): names[e.source] for e in meant.edges.values()}
    return edges == {slot: edge.source for slot, edge in found.edges.items()}


class Claimed(NamedTuple):
    """A claim or a setting about operators without a name."""

    where: Span
    subjects: Sequence[tuple[Span, str]]
    learning: tuple[Opened, ast.stmt] | None = None
    """Where it is about learning, which may be about more: the statement."""


def claims_in(lines: Written) -> Iterator[Claimed]:
    """Those of a text, which may have to be told differently."""
    for number, passage in enumerate(lines.passages):
        told = [name for claim in passage.claims for name in (claim.of, claim.by)]
        told += [str(setting.value) for _, setting in passage.settings]
        told += [name for said in passage.said for name, _ in said.names]
        if any("." in name for name in told):
            opened = lines.opened(number)
            for statement in walk(opened.statements):
                if is_of_learning(statement):
                    names = [(m.span, m.id) for m in mentions_in(opened, statement)]
                    if any("." in id_ for _, id_ in names):
                        yield Claimed(opened.span(statement), names, (opened, statement))
                elif isinstance(statement, ast.Expr):
                    subjects = [(opened.span(s.name), s.id) for s in subjects_of(statement)]
                    if any("." in id_ for _, id_ in subjects):
                        yield Claimed(opened.span(statement), subjects)


def struck(claims: Sequence[Claimed]) -> Iterator[Change]:
    """The text without them, to see how nodes are called then."""
    return (Change(whole_lines(claim.where.line, claim.where.end_line), "") for claim in claims)


def retold(claims: Sequence[Claimed], names: Names) -> Iterator[Change]:
    """The same about what nodes are called now; what is about none any more goes."""
    for claim in claims:
        if claim.learning is not None:
            yield from _learning(*claim.learning, names)
        elif any(id_ not in names for _, id_ in claim.subjects):
            yield from struck([claim])
        else:
            yield from (Change(span, names[id_]) for span, id_ in claim.subjects)


def _learning(opened: Opened, statement: ast.stmt, names: Names) -> Iterator[Change]:
    gone = {mention.id for mention in mentions_in(opened, statement)} - names.keys()
    if is_only_of(opened, statement, gone):
        span = opened.span(statement)
        yield Change(whole_lines(span.line, span.end_line), "")
    else:
        yield from without_mentions(opened, statement, gone)
        yield from renamed_mentions(opened, statement, names)


def _read(text: str, changes: Iterable[Change]) -> Graph | None:
    try:
        return graph_of_text(patched(text, changes))
    except ParseError:
        return None
