"""A solution as a LaTeX document: an article, amsmath, and nothing else."""

from collections.abc import Callable, Iterator, Sequence

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
from graphviz_app.explain.worked.written.ascii import formula, words
from graphviz_app.explain.worked.written.breaking import MOST, columns_of, rows_of

_HEAD = r"""\documentclass[11pt,a4paper,fleqn]{article}
\usepackage{amsmath}
\setlength{\textwidth}{176mm}
\setlength{\textheight}{246mm}
\setlength{\oddsidemargin}{-8mm}
\setlength{\topmargin}{-16mm}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\setlength{\mathindent}{5mm}
\setlength{\lineskip}{5pt}
\allowdisplaybreaks
\begin{document}
\setlength{\abovedisplayskip}{2pt}
\setlength{\abovedisplayshortskip}{2pt}
"""
_END = "\\end{document}\n"
_HANGING = "36mm"
_MOST_ROWS = 30
"""Rows of a table that are kept on one page."""


def as_latex(solution: Solution) -> str:
    """All of it."""
    parts = [f"\\section*{{{words(solution.title)}}}\n{_words(solution.lead)}\n"]
    for section in solution.sections:
        blocks = "\n\n".join("\n".join(_written(block)) for block in section.blocks)
        parts.append(f"\\subsection*{{{words(section.title)}}}\n{blocks}\n")
    return _HEAD + "\n".join(parts) + _END


def _words(parts: Words) -> str:
    return "".join(
        f"${formula(part.latex)}$" if isinstance(part, Maths) else words(part) for part in parts
    )


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from _equations(block)
    elif isinstance(block, Table):
        yield from _tables(block)
    elif isinstance(block, Listing):
        yield from _listing(block)
    else:
        assert isinstance(block, Paragraph)
        yield _words(block.words)


def _equations(lines: Lines) -> Iterator[str]:
    airy = any(len(rows_of(row)) > 1 or len(group) > 1 for group in lines.groups for row in group)
    gap = "\\\\[6pt]\n" if airy else "\\\\\n"
    groups = (" \\\\\n".join(aligned_rows(group, formula, r"\\*")) for group in lines.groups)
    yield "\\begin{align*}"
    yield gap.join(groups)
    yield "\\end{align*}"


def aligned_rows(
    group: Sequence[Equation], written: Callable[[str], str], goes_on: str
) -> Iterator[str]:
    """``z &= w·x + b``, a row for each line; remarks behind the last one, or below it.

    ``goes_on`` ends a row of an equation that has another one.
    """
    for equation in group:
        rows = [f"{written(left)} &{written(right)}" for left, right in rows_of(equation)]
        if equation.remark:
            rows[-1] += _remark(rows_of(equation)[-1][1], equation.remark)
        yield f" {goes_on}\n".join(rows)


def _remark(right: str, remark: str) -> str:
    said = rf"\text{{({words(remark)})}}"
    if columns_of(right) + len(remark) + 4 <= MOST:
        return rf"\quad {said}"
    return f" \\\\\n&\\quad {said}"


def _tables(table: Table) -> Iterator[str]:
    """As many as there are pages."""
    for start in range(0, len(table.rows), _MOST_ROWS):
        yield from _table(table, table.rows[start : start + _MOST_ROWS])


def _table(table: Table, rows: Sequence[tuple[Words, ...]]) -> Iterator[str]:
    columns = "l" * table.wide + "r" * (len(table.header) - table.wide)
    yield "\\begin{flushleft}\n\\renewcommand{\\arraystretch}{1.25}"
    yield f"\\hspace*{{5mm}}\\begin{{tabular}}{{@{{}}{columns}@{{}}}}"
    yield f"{' & '.join(map(_words, table.header))} \\\\\n\\hline"
    for row in rows:
        airy = any("bmatrix" in _words(cell) for cell in row)
        yield f"{' & '.join(map(_words, row))} \\\\{'[14pt]' if airy else ''}"
    yield "\\end{tabular}\n\\end{flushleft}"


def _listing(listing: Listing) -> Iterator[str]:
    """Paragraphs whose lines stand below each other, right of what they are."""
    for title, items in listing.rows:
        shown = ", ".join(f"${formula(item.latex)}$" for item in items)
        head = rf"\makebox[{_HANGING}][l]{{{words(title)}}}"
        yield rf"{{\raggedright\hangindent={_HANGING}{head}{shown}\par}}"
