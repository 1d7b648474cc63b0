"""A worked solution as strips: equations at their equals signs, tables, lists, sentences."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.explain.worked.solution import (
    Block,
    Equation,
    Lines,
    Listing,
    Maths,
    Paragraph,
    Section,
    Table,
    Words,
)
from graphviz_app.explain.worked.written.breaking import rows_of
from graphviz_app.export.sheets.paper import ROOM
from graphviz_app.export.sheets.strips import Strip, Unit
from graphviz_app.export.sheets.words import (
    BODY,
    INK,
    MUTED,
    RULE,
    SMALL,
    Line,
    formula,
    line_strip,
    lines_of,
    paragraph,
)
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import PAPER

HEADING = Typeface(PAPER.sans, 12, 600)
SIZE = 11.5
"""Of equations."""
_GAP, _STEP = 5.0, 9.0
"""Between the lines of an equation, and between steps."""
_ALIGNED = 4.0
_NAMES = 96.0
"""Width of what things in a list are."""
_COLUMN = 22.0
_TALL = 24.0
"""Lines from this height on have matrices in them."""


def heading(title: str) -> Unit:
    """A title above a rule; it stays with what follows."""
    line = text_line(title, HEADING)
    height = line.ascent + line.descent + 4

    def draw(painter: QPainter, top: float) -> None:
        line.draw(painter, 0.0, top + line.ascent, INK)
        rule(painter, 0.0, top + height - 1, ROOM)

    return Unit((Strip(height, draw, 20.0),), leads=True)


def rule(painter: QPainter, x: float, y: float, width: float) -> None:
    """A hairline."""
    painter.setPen(QPen(RULE, 0.6))
    painter.drawLine(QLineF(x, y, x + width, y))


def section(told: Section) -> Iterator[Unit]:
    """Its heading and what stands below it."""
    yield heading(told.title)
    for block in told.blocks:
        yield from units_of(block)


def units_of(block: Block) -> Iterator[Unit]:
    """What of a block stays together, one after the other."""
    match block:
        case Lines():
            yield from _equations(block)
        case Table():
            yield from table(block)
        case Listing():
            yield from (Unit(tuple(_listed(*row))) for row in block.rows)
        case Paragraph():
            yield Unit(paragraph(block.words))


def _listed(title: str, items: Sequence[Maths]) -> Iterator[Strip]:
    """What they are, and they, right of it."""
    words: list[str | Maths] = []
    for place, item in enumerate(items):
        words += [item, "," if place < len(items) - 1 else "", " "]
    name = text_line(title, BODY)
    for number, line in enumerate(lines_of(tuple(words), BODY, ROOM - _NAMES)):

        def draw(p: QPainter, top: float, line: Line = line, first: bool = not number) -> None:
            if first:
                name.draw(p, 0.0, top + line.ascent, MUTED)
            line.draw(p, _NAMES, top + line.ascent)

        yield Strip(line.height, draw, 5.0 if line.height < _TALL else 8.0)


class _Row(NamedTuple):
    """A line of an equation: its sides, and a remark behind or below."""

    left: MathText | None
    right: MathText
    remark: Line | None


def _equations(lines: Lines) -> Iterator[Unit]:
    groups = [[list(_rows(equation)) for equation in group] for group in lines.groups]
    lefts = [row.left for group in groups for rows in group for row in rows if row.left]
    edge = min(max((left.width for left in lefts), default=0.0), 0.3 * ROOM)
    for group in groups:
        strips: list[Strip] = []
        for rows in group:
            for row in rows:
                strips += _row_strips(row, edge, _STEP if not strips else _GAP)
        yield Unit(tuple(strips))


def _rows(equation: Equation) -> Iterator[_Row]:
    rows = rows_of(equation)
    for place, (left, right) in enumerate(rows):
        last = equation.remark and place == len(rows) - 1
        remark = lines_of((f"({equation.remark})",), SMALL)[0] if last else None
        yield _Row(formula(left, SIZE) if left else None, formula(right, SIZE), remark)


def _row_strips(row: _Row, edge: float, gap: float) -> Iterator[Strip]:
    start = edge + _ALIGNED
    right = row.right
    if right.width > ROOM - start:
        right = formula(right.latex, right.size, ROOM - start)
    parts = [part for part in (row.left, right) if part]
    ascent, descent = max(p.ascent for p in parts), max(p.descent for p in parts)
    after = start + right.width + 14
    beside = row.remark is not None and after + row.remark.width <= ROOM

    def draw(painter: QPainter, top: float) -> None:
        baseline = top + ascent
        if row.left:
            row.left.draw(painter, edge - row.left.width, baseline, INK)
        right.draw(painter, start, baseline, INK)
        if row.remark and beside:
            row.remark.draw(painter, after, baseline, MUTED)

    yield Strip(ascent + descent, draw, gap)
    if row.remark and not beside:
        yield line_strip(row.remark, 3.0, start, MUTED)


def table(block: Table, right: Collection[int] = ()) -> Iterator[Unit]:
    """Its head, which stays with the first row, and its rows; columns set to the ``right``, if
    these are not those from ``block.wide`` on."""
    cells = [[_cell(cell) for cell in row] for row in (block.header, *block.rows)]
    widths = [max(cell.width for cell in column) for column in zip(*cells, strict=True)]
    columns = [
        _Column(width, place in right if right else place >= block.wide)
        for place, width in enumerate(widths)
    ]
    for number, row in enumerate(cells):
        color = INK if number else MUTED
        yield Unit((_table_row(row, columns, color),), leads=not number)


class _Column(NamedTuple):
    width: float
    right: bool
    """Whether it is set to the right."""


def _cell(words: Words) -> Line:
    found = lines_of(words, BODY, 10 * ROOM)
    return found[0] if found else Line((), 0.0, 0.0)


def _table_row(cells: Sequence[Line], columns: Sequence[_Column], color: QColor) -> Strip:
    usual = text_line("x", BODY)
    ascent = max(usual.ascent, *(cell.ascent for cell in cells)) + 3
    height = ascent + max(usual.descent, *(cell.descent for cell in cells)) + 3
    total = sum(column.width + _COLUMN for column in columns) - _COLUMN
    squeeze = min(1.0, ROOM / total)

    def draw(painter: QPainter, top: float) -> None:
        painter.save()
        painter.translate(0.0, top)
        painter.scale(squeeze, squeeze)
        x = 0.0
        for cell, column in zip(cells, columns, strict=True):
            cell.draw(painter, x + column.right * (column.width - cell.width), ascent, color)
            x += column.width + _COLUMN
        rule(painter, 0.0, height, total)
        painter.restore()

    return Strip(height * squeeze, draw)
