"""The paths from what is asked for to the output: products of local derivatives, and their sum."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.paths import Path, count_paths, iter_paths
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.piece import bracketed
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.tones import toned, unmarked
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import (
    Block,
    Equation,
    Lines,
    Maths,
    Paragraph,
    Table,
    Words,
)
from graphviz_app.explain.worked.written.breaking import columns_of
from graphviz_app.numbers import superscript

MAX_PATHS, MAX_ROWS, MAX_STEPS, MAX_NODES = 6, 24, 14, 600
"""Paths of one leaf, all that are listed, edges of one, and nodes of a graph that is looked at."""
MAX_ALL = 14
"""Rows above which leaves with only one path are left out."""
MAX_WIDE = 78
"""Columns of a table of paths."""
_HEADER: tuple[Words, ...] = (("Path",), ("Local derivatives",), ("Product",))


class Row(NamedTuple):
    """One path: its nodes, its local derivatives, their product; without factors the sum."""

    names: str
    factors: str
    product: str


def path_tables(asked: Asked) -> tuple[Block, ...]:
    """A table of all paths that are few enough; a sentence about the others."""
    if asked.run.output is None or len(asked.graph.nodes) > MAX_NODES:
        return ()
    run = read_as(asked.run.trace, "lines")
    leaves = [id_ for id_ in asked.by if id_ in run.reading.nodes and id_ in asked.way]
    listed: list[tuple[Row, ...]] = []
    many: list[tuple[str, int]] = []
    for leaf in leaves:
        count = count_paths(run.reading, leaf, asked.run.output)
        found = list(_found(run, leaf, asked.run.output)) if count <= MAX_PATHS else []
        if found and sum(map(len, listed)) + len(found) <= MAX_ROWS:
            listed.append(tuple(_rows(run, leaf, found)))
        elif count > MAX_PATHS:
            many.append((leaf, count))
    total = sum(map(len, listed))
    several = [group for group in listed if len(group) > 1] if total > MAX_ALL else listed
    alone = Paragraph((f"One path leads from each of {len(listed) - len(several)} others.",))
    rest = (alone,) if several and len(several) < len(listed) else ()
    return (*_shown(several), *rest, *_told(run, many))


def _shown(listed: Sequence[Sequence[Row]]) -> tuple[Block, ...]:
    """A table; of long paths an equation for each."""
    rows = [row for group in listed for row in group]
    if not rows:
        return ()
    widths = (max(columns_of(part) for part in column) for column in zip(*rows, strict=True))
    if sum(widths) <= MAX_WIDE:
        return (Table(_HEADER, tuple(map(_cells, rows))),)
    return (Lines(tuple(tuple(map(_equation, group)) for group in listed)),)


def _cells(row: Row) -> tuple[Words, ...]:
    head: Words = (Maths(row.names),) if row.factors else ("Sum of the paths: ", Maths(row.names))
    return head, (Maths(row.factors),) if row.factors else (), (Maths(row.product),)


def _equation(row: Row) -> Equation:
    if row.factors:
        numbers = tuple(dict.fromkeys((row.factors, unmarked(row.product))))
        return Equation("", (row.names,), (*numbers[:-1], row.product), sign="")
    return Equation("", (f"{row.names} = {row.product}",), (), "the sum of the paths", sign="")


def _found(run: ReadRun, leaf: str, output: str) -> Iterator[Path]:
    """The paths; none if a local derivative is not a number, or one is too long for a line."""
    paths = list(iter_paths(run, leaf, output))
    numbers = all(isinstance(factor, float) for path in paths for factor in path.factors)
    if numbers and all(0 < len(path.edges) <= MAX_STEPS for path in paths):
        yield from paths


def _rows(run: ReadRun, leaf: str, paths: Sequence[Path]) -> Iterator[Row]:
    terms = RunTerms(run)
    for path in paths:
        names = r" \to ".join(terms.symbols.variable(id_).text for id_ in path.nodes)
        first, *rest = map(terms.value, path.factors)
        written = [first.text, *(bracketed(f).text if f.signed else f.text for f in rest)]
        product = toned(terms.value(path.product).text, "gradient" if len(paths) == 1 else "")
        yield Row(unmarked(names), r" \cdot ".join(written), product)
    if len(paths) > 1:
        name = terms.gradient_of(terms.symbols.variable(leaf))
        total = terms.value(run.gradient(leaf)).text
        yield Row(name, "", toned(total, "gradient"))


def _told(run: ReadRun, many: Sequence[tuple[str, int]]) -> tuple[Block, ...]:
    if not many:
        return ()
    terms = RunTerms(run)
    words: list[str | Maths] = ["Too many paths to be listed: "]
    for place, (leaf, count) in enumerate(many[:MAX_ROWS]):
        words += [", " if place else "", _count(count), " from "]
        words.append(Maths(terms.symbols.node(leaf).text))
    more = len(many) - MAX_ROWS
    words.append(f", and those of {more} more." if more > 0 else ".")
    return (Paragraph(tuple(word for word in words if word)),)


def _count(count: int) -> str:
    """All digits of a number that a person can read, else its power of ten."""
    if count < 10**9:
        return f"{count:,}"
    power = int(np.floor(float(np.log10(float(count))))) if count < 10**300 else len(str(count)) - 1
    return f"about {count // 10 ** (power - 1) / 10:.1f} · 10{superscript(power)}"
