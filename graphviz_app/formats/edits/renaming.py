"""Another name for a line, or a name for an operator that has none; all who mean it follow."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.calling import checked_name
from graphviz_app.formats.edits.mentioning import (
    LEARNS,
    forgotten,
    not_learning,
    renamed_mentions,
    says_of_learning,
)
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.written import Written, names_in, rows
from graphviz_app.formats.language.claiming.subjects import Subject, subjects_in
from graphviz_app.formats.language.learning.mentions import is_of_learning
from graphviz_app.formats.language.passages.opened import Opened
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.script import Span
from graphviz_app.formats.language.words.trees import walk


def with_name(graph: Graph, id_: str, typed: str) -> Graph:
    """The graph with a node called like this; an operator without a name gets a line for itself.

    Raises GraphError if the name will not do, or the node stands where it cannot be named.
    """
    lines = Written.of(graph)
    if id_ not in lines.written:
        raise GraphError(f"there is no '{id_}' any more", id_)
    old = lines.written[id_]
    if typed.strip() == old:
        return graph
    name = checked_name(lines, typed)
    if old in lines.names:
        return renamed(graph, lines, _line_renamed(lines.graph, old, name), (), old)
    return outside(graph, lines, old, name)


def outside(graph: Graph, lines: Written, old: str, name: str, role: str = "") -> Graph:
    """The same of an operator inside a line: it gets one of its own; a leaf may get a role, too."""
    names = _names_outside(lines.graph, old, name)
    changes = [*_line_of_its_own(lines, old, name, role)]
    changes += forgotten(lines, {old}) if role not in ("", LEARNS) else ()
    return renamed(graph, lines, names, changes, old, {name: role} if role else {})


def renamed(
    graph: Graph,
    lines: Written,
    names: Mapping[str, str],
    more: Iterable[Change],
    id_: str,
    ops: Mapping[str, str] = {},
) -> Graph:
    """``graph`` (whose text ``lines`` is) with other names and these changes.

    Raises GraphError if anything but the names and these operators would be different.
    """
    changes = [*more, *_references(lines, names)]
    try:
        after = graph_of_text(patched(lines.text, changes))
    except ParseError as error:
        raise GraphError(f"'{id_}' cannot be called that here: {error.reason}", id_) from None
    if not _says_the_same(after, lines.graph, names, ops):
        raise GraphError(
            f"'{id_}' cannot be renamed here without changing what it means: do it in the text",
            id_,
        )
    now = {i: names.get(written, written) for i, written in lines.written.items()}
    return after.with_extras_of(graph, now)


def _line_renamed(graph: Graph, old: str, name: str) -> Mapping[str, str]:
    """The line, and the operators in it that have no name of their own."""
    inside = (id_ for id_ in graph.nodes if id_.startswith(f"{old}."))
    return {old: name, **{id_: name + id_.removeprefix(old) for id_ in inside}}


def _names_outside(graph: Graph, old: str, name: str) -> Mapping[str, str]:
    """What everything in a line is called when one of its operators has left it."""
    line = line_of(graph, old)
    inside = _only_for(graph, old)
    counts: dict[str, int] = {}
    names = {old: name}
    for id_ in graph.nodes:
        if id_ != old and id_.startswith(f"{line}."):
            head = name if id_ in inside else line
            stem = head + id_.removeprefix(line).rstrip("0123456789")
            counts[stem] = counts.get(stem, 0) + 1
            names[id_] = f"{stem}{counts[stem]}"
    return names


def _only_for(graph: Graph, id_: str) -> set[str]:
    """The operators without a name that are written inside this one."""
    line, inside, waiting = line_of(graph, id_), set[str](), [id_]
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if edge.source.startswith(f"{line}.") and edge.source not in inside:
                inside.add(edge.source)
                waiting.append(edge.source)
    return inside


def _line_of_its_own(lines: Written, id_: str, name: str, role: str) -> Iterator[Change]:
    """A line above the one in which the operator was written, and its name there."""
    passage, line = lines.assignment(line_of(lines.graph, id_))
    place = passage.built.places.get(id_)
    if place is None or not passage.holds(place):
        raise GraphError(f"'{id_}' comes from a def: give it a name there, in the text", id_)
    yield Change(with_brackets(passage, place), name)
    value = _one_line(passage, passage.built.literals.get(id_, place) if role else place)
    yield line_above(lines, passage, line, f"{name} = {f'{role}({value})' if role else value}")


def _one_line(passage: Opened, place: ast.expr) -> str:
    """An expression as it is typed, in brackets if it goes over several lines."""
    words = passage.script.written(place)
    return f"({words})" if "\n" in words else words


def line_above(lines: Written, passage: Opened, line: ast.stmt, words: str) -> Change:
    """A line before another one; where that shares its row, beside it."""
    span = passage.span(line)
    alone = any(row[0] is line for row in rows(passage.statements)) and _begins_row(passage, line)
    end = "\r\n" if "\r\n" in lines.text else "\n"
    indent = passage.script.lines[line.lineno - 1][: span.column - 1]
    after = f"{end}{indent}" if alone else "; "
    return Change(Span(span.line, span.column, span.line, span.column), words + after)


def _begins_row(passage: Opened, line: ast.stmt) -> bool:
    typed = passage.script.lines[line.lineno - 1]
    return not typed[: passage.script.span(line).column - 1].strip()


def with_brackets(passage: Opened, place: ast.expr) -> Span:
    """Where an expression is written, with the brackets that only hold it together."""
    span, typed = passage.span(place), passage.script.lines
    script = passage.script.span(place)
    before = typed[script.line - 1][: script.column - 1]
    after = typed[script.end_line - 1][script.end_column - 1 :]
    calls = re.search(r"[\w\])]\s*\($", before)
    if before.endswith("(") and after.startswith(")") and not calls:
        return span._replace(column=span.column - 1, end_column=span.end_column + 1)
    return span


def _references(lines: Written, names: Mapping[str, str]) -> Iterator[Change]:
    """Wherever a text speaks of these nodes."""
    heads = {name.partition(".")[0] for name in names}
    for number, passage in enumerate(lines.passages):
        told = {*passage.uses, *(name for name, _ in passage.names)}
        told |= {str(s.value).partition(".")[0] for _, s in passage.settings}
        told |= {c.partition(".")[0] for claim in passage.claims for c in (claim.of, claim.by)}
        told |= {name.partition(".")[0] for said in passage.said for name, _ in said.names}
        if not heads.isdisjoint(told):
            opened = lines.opened(number)
            for statement in walk(opened.statements):
                yield from _in_statement(opened, statement, names)


def _in_statement(
    opened: Opened, statement: ast.stmt, names: Mapping[str, str]
) -> Iterator[Change]:
    match statement:
        case ast.Assign():
            called = {id(n.func) for n in ast.walk(statement) if isinstance(n, ast.Call)}
            for node in names_in(statement):
                if node.id in names and id(node) not in called:
                    yield Change(opened.span(node), names[node.id])
        case ast.Expr() if is_of_learning(statement):
            yield from renamed_mentions(opened, statement, names)
        case ast.Expr(value=ast.Call() as setting):
            yield from _of_subjects(opened, subjects_in(setting), names)
        case ast.Expr(value=ast.Compare(left=claim)):
            yield from _of_subjects(opened, subjects_in(claim), names)


def _of_subjects(
    opened: Opened, subjects: Iterable[Subject], names: Mapping[str, str]
) -> Iterator[Change]:
    for subject in subjects:
        if (new := names.get(subject.id, subject.id)) != subject.id:
            span = opened.span(subject.name)
            written = opened.script.written(subject.name)
            yield Change(span, written.removesuffix(subject.id) + new)


def _says_the_same(
    after: Graph, before: Graph, names: Mapping[str, str], ops: Mapping[str, str]
) -> bool:
    """Whether a graph is the one before but for the names, and these operators."""
    expected = not_learning(with_ids(before, names), (i for i, op in ops.items() if op != LEARNS))
    return (
        {id_: (n.op, n.attrs) for id_, n in after.nodes.items()}
        == {id_: (ops.get(id_, n.op), n.attrs) for id_, n in expected.nodes.items()}
        and after.edges == expected.edges
        and (after.output, after.learning_rate, after.claims)
        == (expected.output, expected.learning_rate, expected.claims)
        and says_of_learning(after) == says_of_learning(expected)
        and all(after.nodes[new].group == group for new, group in _groups(before, after, names))
    )


def _groups(before: Graph, after: Graph, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each line of the new graph, and the group in which it should be."""
    for id_ in before.nodes:
        new = names.get(id_, id_)
        if line_of(after, new) == new:
            yield new, before.nodes[line_of(before, id_)].group


def with_ids(graph: Graph, names: Mapping[str, str]) -> Graph:
    """The graph with other ids; what is said of groups is left alone."""

    def new(id_: str) -> str:
        return names.get(id_, id_)

    return replace(
        graph,
        nodes={new(id_): replace(node, id=new(id_)) for id_, node in graph.nodes.items()},
        edges={
            (new(target), slot): edge._replace(source=new(edge.source), target=new(target))
            for (target, slot), edge in graph.edges.items()
        },
        output=new(graph.output) if graph.output is not None else None,
        claims=tuple(replace(c, of=new(c.of), by=new(c.by)) for c in graph.claims),
    ).with_learners(names)
