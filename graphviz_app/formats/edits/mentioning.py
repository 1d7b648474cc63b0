"""Lines about learning, when the nodes that they speak of are called otherwise, or go."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.names import descent_now, frozen_now
from graphviz_app.formats.edits.patch import Change
from graphviz_app.formats.edits.striking_out import struck_out
from graphviz_app.formats.edits.written import Written, rows
from graphviz_app.formats.language.learning.mentions import (
    Mention,
    is_of_learning,
    keyword_span,
    leaf_lists,
    start_of,
)
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.words.script import Span

LEARNS = "parameter"
"""The only operator that learns."""
_OF_PARAMETERS = ("frozen", "descent")


def says_of_learning(graph: Graph) -> tuple[object, ...]:
    """All that a text says of it."""
    return graph.frozen, graph.descents, graph.data


def not_learning(graph: Graph, ids: Iterable[str]) -> Graph:
    """The graph in which these nodes are neither frozen nor started elsewhere."""
    gone = {*ids}

    def now(id_: str) -> str | None:
        return None if id_ in gone else id_

    descents = tuple(descent_now(descent, now) for descent in graph.descents)
    return replace(graph, frozen=frozen_now(graph.frozen, now), descents=descents)


def mentions_in(opened: Opened, statement: ast.stmt) -> list[Mention]:
    """Where a line speaks of which node, by places in the whole text."""
    return [mention for mentions in _lists(opened, statement) for mention in mentions]


def renamed_mentions(
    opened: Opened, statement: ast.stmt, names: Mapping[str, str]
) -> Iterator[Change]:
    """Other names for the nodes that a line speaks of."""
    for mention in mentions_in(opened, statement):
        if (new := names.get(mention.id, mention.id)) != mention.id:
            yield Change(mention.span, mention.renamed(new, _words(opened, mention.span)))


def is_only_of(opened: Opened, statement: ast.stmt, gone: Set[str]) -> bool:
    """Whether a line says nothing when these nodes are gone."""
    mentions = mentions_in(opened, statement)
    said = _word(statement) != "descent" and bool(mentions)
    return said and all(mention.id in gone for mention in mentions)


def without_mentions(opened: Opened, statement: ast.stmt, gone: Set[str]) -> Iterator[Change]:
    """A line, which says more, without these nodes."""
    lists = list(_lists(opened, statement))
    if _word(statement) == "descent" and all(m.id in gone for some in lists for m in some):
        yield from _without_start(opened, statement) if any(lists) else ()
        return
    for mentions in lists:
        kept = [mention.id not in gone for mention in mentions]
        yield from _cut([mention.item for mention in mentions], kept)


def forgotten(lines: Written, gone: Set[str]) -> Iterator[Change]:
    """A text in which these nodes, which are no parameters any more, neither start nor freeze."""
    for number, passage in enumerate(lines.passages):
        if any(name in gone for said in passage.said for name, _ in said.names):
            opened = lines.opened(number)
            for row in rows(opened.statements):
                yield from _of_row(opened, row, gone)


def _of_row(opened: Opened, row: Sequence[ast.stmt], gone: Set[str]) -> Iterator[Change]:
    of = [s for s in row if is_of_learning(s) and _word(s) in _OF_PARAMETERS]
    struck = [s for s in of if is_only_of(opened, s, gone)]
    if struck:
        yield from struck_out(opened, row, [s for s in row if s not in struck])
    for statement in of:
        if statement not in struck:
            yield from without_mentions(opened, statement, gone)


def _lists(opened: Opened, statement: ast.stmt) -> Iterator[list[Mention]]:
    match statement:
        case ast.Expr(value=ast.Call() as call) if is_of_learning(statement):
            for mentions in leaf_lists(call, opened.script):
                yield [
                    m._replace(span=_below(opened, m.span), item=_below(opened, m.item))
                    for m in mentions
                ]


def _word(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id=word))):
            return word
    return ""


def _without_start(opened: Opened, statement: ast.stmt) -> Iterator[Change]:
    match statement:
        case ast.Expr(value=ast.Call() as call):
            start = start_of(call)
            items = [*(opened.span(given) for given in call.args)]
            for keyword in call.keywords:
                items.append(_below(opened, keyword_span(keyword, opened.script)))
            kept = [True] * len(call.args) + [keyword is not start for keyword in call.keywords]
            yield from _cut(items, kept)


def _cut(items: Sequence[Span], kept: Sequence[bool]) -> Iterator[Change]:
    """What takes items out of a list, with their commas."""
    last = max((i for i, stays in enumerate(kept) if stays), default=-1)
    for number, item in enumerate(items[:last]):
        if not kept[number]:
            after = items[number + 1]
            yield Change(Span(item.line, item.column, after.line, after.column), "")
    if last < len(items) - 1:
        end = items[-1]
        first = items[0] if last < 0 else items[last]
        begin = (first.line, first.column) if last < 0 else (first.end_line, first.end_column)
        yield Change(Span(*begin, end.end_line, end.end_column), "")


def _below(opened: Opened, span: Span) -> Span:
    return span._replace(line=span.line + opened.above, end_line=span.end_line + opened.above)


def _words(opened: Opened, span: Span) -> str:
    line = opened.script.lines[span.line - opened.above - 1]
    return line[span.column - 1 : span.end_column - 1]
