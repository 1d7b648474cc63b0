"""A solution as plain text of 88 columns, for a terminal or a letter."""

import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import wrap

from graphviz_app.explain.worked.solution import (
    Block,
    Equation,
    Lines,
    Listing,
    Maths,
    Paragraph,
    Solution,
    Table,
    Words,
)
from graphviz_app.explain.worked.written.block import Block as Drawn
from graphviz_app.explain.worked.written.block import columns, padded
from graphviz_app.explain.worked.written.breaking import rows_of
from graphviz_app.explain.worked.written.printable import on_one_line, printable
from graphviz_app.explain.worked.written.reader import block, text

WIDTH = 88
_INDENT = 2


def as_text(solution: Solution) -> str:
    """All of it."""
    title = _wrapped(on_one_line(solution.title))
    rule = "=" * max(map(columns, title))
    parts = ["\n".join([*title, rule, *_wrapped(_words(solution.lead))])]
    for section in solution.sections:
        heading = f"{section.title}\n{'-' * columns(section.title)}"
        blocks = ["\n".join(_written(one)) for one in section.blocks]
        parts.append("\n".join([heading, "\n\n".join(blocks)]))
    whole = unicodedata.normalize("NFC", "\n\n".join(parts))
    return "\n".join(line.rstrip() for line in whole.split("\n")) + "\n"


def _words(words: Words) -> str:
    return "".join(
        text(part.latex) if isinstance(part, Maths) else printable(part) for part in words
    )


def _wrapped(line: str, indent: str = "") -> list[str]:
    made = wrap(line, WIDTH, subsequent_indent=indent, break_long_words=True)
    return made or [""]


def _written(one: Block) -> Iterator[str]:
    if isinstance(one, Lines):
        yield from _equations(one)
    elif isinstance(one, Table):
        yield from _table(one)
    elif isinstance(one, Listing):
        yield from _listing(one)
    else:
        assert isinstance(one, Paragraph)
        yield from _wrapped(_words(one.words))


def _equations(lines: Lines) -> Iterator[str]:
    """Groups with a line between them, if any takes more than one."""
    groups = [list(_group(group)) for group in lines.groups]
    airy = any(len(group) > 1 for group in groups)
    for i, group in enumerate(groups):
        yield from [""] * (airy and i > 0)
        yield from group


def _group(group: Sequence[Equation]) -> Iterator[str]:
    """Equals signs below each other."""
    rows = [rows_of(equation) for equation in group]
    lefts = [block(left) for lines in rows for left, _ in lines]
    far = max((left.width for left in lefts), default=0)
    for equation, lines in zip(group, rows, strict=True):
        for i, (left, right) in enumerate(lines):
            remark = equation.remark if i == len(lines) - 1 else ""
            lead = block(left)
            yield from _drawn(lead.lines[lead.base], block(right), _INDENT + far, remark)


def _drawn(lead: str, right: Drawn, far: int, remark: str) -> Iterator[str]:
    """One line of an equation: the left side, and what is right of it."""
    for i, line in enumerate(right.lines):
        start = padded(lead if i == right.base else "", far, right=True)
        start = start[1:] if far == _INDENT else start
        said = f"   ({remark})" if remark and i == right.base else ""
        if said and columns(f"{start} {line}{said}") > WIDTH:
            yield f"{start} {line}"
            continue
        yield f"{start} {line}{said}"
    if remark and columns(f"{' ' * far} {right.lines[right.base]}   ({remark})") > WIDTH:
        yield from (f"{' ' * far}   {part}" for part in wrap(f"({remark})", WIDTH - far - 3))


def _table(table: Table) -> Iterator[str]:
    """Columns under their headers; matrices over several lines."""
    rows = [[_cell(cell) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(cell.width for cell in column) for column in zip(*rows, strict=True)]
    for at, row in enumerate(rows):
        yield from _row(row, widths, table.wide)
        if not at:
            yield _rule(widths)


def _rule(widths: Sequence[int]) -> str:
    return "  " + "  ".join("─" * width for width in widths)


def _row(row: Sequence[Drawn], widths: Sequence[int], wide: int) -> Iterator[str]:
    above = max(cell.base for cell in row)
    below = max(len(cell.lines) - cell.base for cell in row)
    for i in range(-above, below):
        cells = [
            padded(
                cell.lines[cell.base + i] if 0 <= cell.base + i < len(cell.lines) else "",
                width,
                right=at >= wide,
            )
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells)


def _cell(words: Words) -> Drawn:
    if len(words) == 1 and isinstance(words[0], Maths):
        return block(words[0].latex)
    return Drawn.of(_words(words))


def _listing(listing: Listing) -> Iterator[str]:
    """A line for each kind, its name in front; matrices stand for themselves."""
    wide = max(columns(title) for title, _ in listing.rows) + _INDENT
    for title, items in listing.rows:
        lines = list(_items(items, WIDTH - wide - _INDENT))
        at = block(items[0].latex).base
        for i, line in enumerate(lines):
            yield f"  {padded(title if i == at else '', wide)}{line}"


def _items(items: Sequence[Maths], room: int) -> Iterator[str]:
    """As many as there is room for in a line, and matrices in lines of their own."""
    line = ""
    for at, item in enumerate(items):
        drawn = block(item.latex)
        comma = "," if at < len(items) - 1 else ""
        flat = drawn.flat
        if flat is None or (line and columns(f"{line} {flat}{comma}") > room):
            if line:
                yield line
            line = ""
        if flat is None:
            yield from drawn.lines
        else:
            line = f"{line} {flat}{comma}".strip()
    if line:
        yield line
