"""A solution as one HTML file: MathML, light and dark, and a sheet for the printer."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from graphviz_app.explain.tones import runs
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
from graphviz_app.explain.worked.written.breaking import rows_of
from graphviz_app.explain.worked.written.printable import printable
from graphviz_app.explain.worked.written.style import STYLE

_COLOURS = {"value": "blue", "gradient": "red", "tangent": "green"}
_CLASSES = {f'mathcolor="{colour}"': f'class="{tone}"' for tone, colour in _COLOURS.items()}
_GAP = re.compile(r"(?<!\\)\\ ")
_SLASH = "<mo>&#x0002F;</mo>"
_SIGN = re.compile(
    r"((?:<mo(?![^>]*postfix)[^>]*>(?!&#x022A4;|&#x0005D;|&#x00029;)[^<]*</mo>|<mspace[^>]*/>))"
    r"<mo>&#x02212;</mo>"
)
"""A minus sign after another operator or an opening bracket takes nothing away."""
_UPRIGHT = re.compile(r"\\mathrm\{([^{}]*)\}")


def as_html(solution: Solution, picture: str = "") -> str:
    """All of it; ``picture`` is the graph as an SVG element."""
    title = escape(printable(solution.title))
    figure = f"<figure>{picture}</figure>\n" if picture else ""
    sections = "\n".join(
        f"<section>\n<h2>{escape(section.title)}</h2>\n{_blocks(section.blocks)}\n</section>"
        for section in solution.sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{_words(solution.lead)}</p>\n{figure}{sections}\n"
        f"</main>\n</body>\n</html>\n"
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "\n".join("\n".join(_written(block)) for block in blocks)


def _words(parts: Words) -> str:
    return "".join(
        maths(part.latex) if isinstance(part, Maths) else escape(printable(part)) for part in parts
    )


@lru_cache(maxsize=4096)
def maths(latex: str) -> str:
    """MathML; tones are classes, so that the style says their colours."""
    from latex2mathml.converter import convert  # late: only this format needs it

    coloured = "".join(
        rf"\textcolor{{{_COLOURS[tone]}}}{{{part}}}" if tone else part for tone, part in runs(latex)
    )
    plain = _UPRIGHT.sub(lambda match: rf"\text{{{match[1]}}}", _GAP.sub("~", coloured))
    made = str(convert(plain.replace("{-}", "-"))).replace("\\_", "_")
    for colour, name in _CLASSES.items():
        made = made.replace(colour, name)
    made = made.replace(_SLASH, '<mo lspace="0" rspace="0">/</mo>')
    made = _SIGN.sub(r'\1<mo form="prefix">&#x02212;</mo>', made)
    return made.replace(' xmlns="http://www.w3.org/1998/Math/MathML" display="inline"', "")


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from _equations(block)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Listing):
        yield from _listing(block)
    else:
        assert isinstance(block, Paragraph)
        yield f"<p>{_words(block.words)}</p>"


def _equations(lines: Lines) -> Iterator[str]:
    """A grid: left sides end where equals signs begin."""
    airy = any(len(rows_of(row)) > 1 or len(group) > 1 for group in lines.groups for row in group)
    yield f'<div class="lines{" airy" if airy else ""}">'
    for group in lines.groups:
        yield '<div class="step">'
        for equation in group:
            yield from _equation(equation)
        yield "</div>"
    yield "</div>"


def _equation(equation: Equation) -> Iterator[str]:
    rows = rows_of(equation)
    for i, (left, right) in enumerate(rows):
        last = equation.remark and i == len(rows) - 1
        said = f' <span class="remark">({escape(printable(equation.remark))})</span>'
        shown = f"{maths(right)}{said if last else ''}"
        yield f'<span class="left">{maths(left) if left else ""}</span><span>{shown}</span>'


def _table(table: Table) -> Iterator[str]:
    yield "<table>\n<thead><tr>" + "".join(_cells(table, table.header, "th")) + "</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cells(table, row, 'td'))}</tr>"
    yield "</tbody>\n</table>"


def _cells(table: Table, row: tuple[Words, ...], tag: str) -> Iterator[str]:
    for at, cell in enumerate(row):
        kind = ' class="number"' if at >= table.wide else ""
        yield f"<{tag}{kind}>{_words(cell)}</{tag}>"


def _listing(listing: Listing) -> Iterator[str]:
    yield "<dl>"
    for title, items in listing.rows:
        shown = ", ".join(f'<span class="item">{maths(item.latex)}</span>' for item in items)
        yield f"<dt>{escape(title)}</dt><dd>{shown}</dd>"
    yield "</dl>"
