"""Lines put together in a group, taken out of it again; another name for a group."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import enclosing_group
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.calling import taken_names
from graphviz_app.formats.edits.mentioning import says_of_learning
from graphviz_app.formats.edits.patch import patched
from graphviz_app.formats.edits.text_rows import Head, Row, rows_of
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.phrases import group_problem

_INDENT = "    "


def with_group(graph: Graph, ids: Iterable[str], typed: str) -> Graph:
    """The lines of these nodes in a group of this name; they move together where they can.

    Raises GraphError if the name will not do, or the lines stand in different groups.
    """
    lines = Written.of(graph)
    chosen = set(lines.line_names(ids))
    if not chosen:
        raise GraphError("select the nodes of the group first")
    rows, base = _level(list(rows_of(lines)), chosen, ())
    name = _checked(lines, typed, base)
    expected = _moved(lines.graph, chosen, base, name)
    for text in _grouped(lines, rows, chosen, name):
        if (after := _same(text, lines.graph, expected)) is not None:
            return after.with_extras_of(graph, lines.written)
    raise GraphError("these lines cannot be put in a group here: do it in the text")


def without_group(graph: Graph, path: str) -> Graph:
    """The same lines without this group around them; raises GraphError if the text has none."""
    return _retold(graph, path, None)


def with_group_name(graph: Graph, path: str, typed: str) -> Graph:
    """A group by another name; raises GraphError if the name will not do."""
    lines = Written.of(graph)
    *above, old = path.split("/")
    if typed.strip() == old:
        return graph
    return _retold(graph, path, _checked(lines, typed, tuple(above)))


def _checked(lines: Written, typed: str, base: Sequence[str]) -> str:
    name = typed.strip()
    if "/" in name:
        raise GraphError("the name of a group has no '/': that is what parts groups in each other")
    if problem := group_problem([name]):
        raise GraphError(problem)
    groups = {"/".join(enclosing_group(lines.graph, id_)) for id_ in lines.graph.nodes}
    path = "/".join([*base, name])
    if any(f"{group}/".startswith(f"{path}/") for group in groups):
        raise GraphError(f"there is a group '{name}' already")
    if name in {*lines.names, *lines.functions} & taken_names(lines):
        raise GraphError(f"'{name}' is the name of a line")
    return name


def _level(
    rows: Sequence[Row], chosen: set[str], base: tuple[str, ...]
) -> tuple[Sequence[Row], tuple[str, ...]]:
    """The rows among which all the chosen lines are, and the groups around those."""
    for row in rows:
        if row.group and chosen <= row.names and not row.names <= chosen:
            return _level(row.inside, chosen, (*base, *row.group))
    for row in rows:
        if not row.names.isdisjoint(chosen) and not row.names <= chosen:
            if row.group:
                raise GraphError("the selected nodes stand in different groups")
            raise GraphError(f"{' and '.join(sorted(row.names))} share a line of text")
    return rows, base


def _grouped(lines: Written, rows: Sequence[Row], chosen: set[str], name: str) -> Iterator[str]:
    """The text with the rows together where the last of them stands, or the first; or in pieces."""
    at = [i for i, row in enumerate(rows) if row.names and row.names <= chosen]
    first, last = at[0], at[-1]
    if _is_free(rows, range(first, last + 1), chosen, down=True):
        yield _together(lines, rows, at, last, name)
    if _is_free(rows, range(first, last + 1), chosen, down=False):
        yield _together(lines, rows, at, first, name)
    changed = dict[int, list[str]]()
    for _, piece in groupby(enumerate(at), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in piece]
        changed[numbers[0]] = _block(rows, numbers, name)
        changed |= {number: [] for number in numbers[1:]}
    yield _written(lines, rows, changed)


def _is_free(rows: Sequence[Row], among: range, chosen: set[str], *, down: bool) -> bool:
    """Whether the chosen rows can pass the others: nobody would be used before it is there."""
    passed: set[str] = set()
    for number in among if down else reversed(among):
        row = rows[number]
        if row.names <= chosen and row.names:
            passed |= row.names if down else row.uses
        elif not passed.isdisjoint(row.uses if down else row.gives):
            return False
    return True


def _together(lines: Written, rows: Sequence[Row], at: Sequence[int], place: int, name: str) -> str:
    changed: dict[int, list[str]] = {number: [] for number in at}
    changed[place] = _block(rows, at, name)
    return _written(lines, rows, changed)


def _block(rows: Sequence[Row], numbers: Sequence[int], name: str) -> list[str]:
    """The rows in a ``with``, each with its remarks."""
    indent = rows[numbers[0]].indent
    inside = [line for number in numbers for line in rows[number].typed]
    head = f"{indent}with group({json.dumps(name, ensure_ascii=False)}):"
    return [head, *(f"{_INDENT}{line}" if line.strip() else line for line in inside)]


def _written(lines: Written, rows: Sequence[Row], changed: Mapping[int, list[str]]) -> str:
    """The text in which some rows say something else."""
    end = "\r\n" if "\r\n" in lines.text else "\n"
    changes = (
        rows[number].change("".join(f"{line}{end}" for line in words))
        for number, words in changed.items()
    )
    text = lines.text if lines.text.endswith(("\n", "\r")) else lines.text + end
    return patched(text, changes)


def _moved(graph: Graph, chosen: set[str], base: Sequence[str], name: str) -> Mapping[str, str]:
    """In which group each node is then."""
    depth = len(base)
    groups = {}
    for id_, node in graph.nodes.items():
        path = node.group.split("/") if node.group else []
        if line_of(graph, id_) in chosen:
            path.insert(depth, name)
        groups[id_] = "/".join(path)
    return groups


def _retold(graph: Graph, path: str, name: str | None) -> Graph:
    """A group by another name, or (None) by none: its lines are where it was."""
    lines = Written.of(graph)
    words = path.split("/")
    heads = _blocks(rows_of(lines), words)
    changes = [change for head, number in heads for change in head.renamed(number, name)]
    if not changes:
        raise GraphError(f"the text has no group '{path}'")
    expected = {id_: _without(node.group, words, name) for id_, node in lines.graph.nodes.items()}
    after = _same(patched(lines.text, changes), lines.graph, expected)
    if after is None:
        raise GraphError(f"the group '{path}' cannot be changed here: do it in the text")
    return after.with_extras_of(graph, lines.written)


def _blocks(rows: Iterable[Row], path: Sequence[str]) -> Iterator[tuple[Head, int]]:
    """The heads that open the last group of a path, and which of theirs that is."""
    for row in rows:
        depth = len(row.group)
        if row.head and list(row.group[: len(path)]) == list(path[:depth]):
            if len(path) <= depth:
                yield row.head, len(path) - 1
            else:
                yield from _blocks(row.inside, path[depth:])


def _without(group: str, path: Sequence[str], name: str | None) -> str:
    parts = group.split("/") if group else []
    if parts[: len(path)] != list(path):
        return group
    return "/".join([*path[:-1], *([] if name is None else [name]), *parts[len(path) :]])


def _same(text: str, before: Graph, groups: Mapping[str, str]) -> Graph | None:
    """What a text says, if nothing but the groups is different."""
    try:
        after = graph_of_text(text)
    except ParseError:
        return None
    nodes = {id_: replace(node, group=groups[id_]) for id_, node in before.nodes.items()}
    same = (
        after.nodes == nodes
        and after.edges == before.edges
        and (after.output, after.learning_rate, after.claims)
        == (before.output, before.learning_rate, before.claims)
        and says_of_learning(after) == says_of_learning(before)
    )
    return after if same else None
