"""Changing one number without disturbing the text around it."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Attr, Graph, Value
from graphviz_app.core.oplib import is_leaf, leaf_value
from graphviz_app.core.reading import line_of, owner_of, place_of
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.language.numerals.literal import print_attr
from graphviz_app.formats.language.passages.memory import MAX_REMEMBERED, MEMORY
from graphviz_app.formats.language.passages.opened import Opened, exchanged, opened
from graphviz_app.formats.language.passages.passage import Passage, lines_above
from graphviz_app.formats.language.settings import EXPAND
from graphviz_app.formats.language.text import passages_of, says, whole_passage
from graphviz_app.formats.values import attr_value


def with_leaf_value(graph: Graph, id_: str, value: Value | Sequence[object]) -> Graph:
    """The graph with another number or tensor in a leaf, also one inside a line (``L.c1``), or
    with another number in one place of a leaf (``W[0,1]``).

    In ``graph.source`` only that literal changes, so comments and spacing survive. Raises
    GraphError if the node is no leaf, the value not finite or not rectangular, or the literal that
    of several nodes (in a ``def`` that is called more than once).
    """
    owner = owner_of(id_, graph.nodes)
    if owner is None or owner == id_:
        return _with_value(graph, id_, value)
    whole, place = _with_element(graph, owner, id_, value)
    return _with_value(graph, owner, whole, place)


def _with_value(
    graph: Graph, id_: str, value: Value | Sequence[object], place: tuple[int, ...] = ()
) -> Graph:
    """The graph with another value in a leaf, which is others only in one ``place``."""
    node = graph.nodes.get(id_)
    if node is None:
        raise GraphError(f"there is no '{id_}' any more", id_)
    if not is_leaf(node):
        raise GraphError(f"'{id_}' is not a leaf: its value is computed", id_)
    changed = graph.with_attrs(id_, value=attr_value(value, id_))
    source = _patched(graph, changed, id_, place) if graph.source else ""
    if graph.source and not source:
        for whole, parts in graph.opened.items():
            if id_ in parts:
                raise GraphError(f"this number belongs to '{whole}', which is expanded", id_)
        raise GraphError(f"the number of '{id_}' has several uses: change it in the text", id_)
    return replace(changed, source=source)


def _with_element(
    graph: Graph, owner: str, id_: str, value: Value | Sequence[object]
) -> tuple[Array, tuple[int, ...]]:
    """What a vector or matrix is with another number in one place, and the place."""
    numbers = np.array(leaf_value(graph.nodes[owner]), dtype=np.float64)
    place = place_of(id_, numbers.shape)
    if place is None or np.ndim(value) > 0:  # type: ignore[arg-type]  # NumPy takes sequences
        raise GraphError(f"'{id_}' is one number of '{owner}'", owner)
    numbers[place] = np.asarray(value, dtype=np.float64)
    return numbers, place


class _Place(NamedTuple):
    """Where a number is written: in which passage, and where there."""

    passages: Sequence[Passage]
    number: int
    opened: Opened
    literal: ast.expr


def _patched(graph: Graph, changed: Graph, id_: str, at: tuple[int, ...]) -> str:
    """The source with the literal replaced; '' if no spelling of it reads as the new graph."""
    place = _place(graph.source, id_, line_of(graph, id_))
    if place is None:
        return ""
    passages, number, opened, literal = place
    literal, value = _inside(literal, leaf_value(changed.nodes[id_]), at)
    for written in _spellings(print_attr(value)):
        source = patched(graph.source, [Change(opened.span(literal), written)])
        words = patched(opened.passage.text, [Change(opened.script.span(literal), written)])
        if _reads_as(changed, source, passages, number, words):
            return source
    return ""


def _inside(literal: ast.expr, value: Attr, at: tuple[int, ...]) -> tuple[ast.expr, Attr]:
    """The number in one place of a list, and how it is written; all of what is no list."""
    part, number = literal, value
    for index in at:
        if not isinstance(part, ast.List) or not isinstance(number, tuple):
            return literal, value
        part, number = part.elts[index], number[index]  # type: ignore[assignment]  # Attrs hold those
    return part, number


def _place(text: str, id_: str, line: str) -> _Place | None:
    """In the line's passage; if it is in a ``def`` that the line calls, in all of the text."""
    for read in (passages_of, lambda text: [whole_passage(text)]):
        try:
            passages = read(text)
            numbers = (i for i, p in enumerate(passages) if line in dict(p.names))
            if (number := next(numbers, None)) is None:
                return None
            passage = opened(passages[number], lines_above(passages, number))
        except ParseError:
            return None
        literal = passage.built.literals.get(id_)
        if literal is None:
            return None
        if passage.holds(literal):
            return _Place(passages, number, passage, literal)
    return None


def _reads_as(
    changed: Graph, source: str, passages: Sequence[Passage], number: int, words: str
) -> bool:
    """Whether a text, in which one passage has other words now, says the new graph."""
    new = exchanged(passages[number], words)
    special = any(p.expanded or any(w.startswith(EXPAND) for w, _ in p.settings) for p in passages)
    if new is None or len(source) > MAX_REMEMBERED or special:
        return says(source, changed)
    if any(node != changed.nodes.get(id_) for id_, node in new.nodes):
        return False
    MEMORY.remember(source, [*passages[:number], new, *passages[number + 1 :]])
    return True


def _spellings(plain: str) -> tuple[str, ...]:
    """A bare number may be misread next to an operator: -2**x, 1/u, u**2."""
    return plain, f"({plain})", f"constant({plain})"
