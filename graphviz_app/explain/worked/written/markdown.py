"""A solution as Markdown with formulas between dollar signs, as GitHub and others show it."""

import re
from collections.abc import Iterator
from html import escape

from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.solution import (
    Block,
    Lines,
    Listing,
    Maths,
    Paragraph,
    Solution,
    Table,
    Words,
)
from graphviz_app.explain.worked.written.latex import aligned_rows
from graphviz_app.explain.worked.written.printable import on_one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~$^-])")
_WORDS = re.compile(r"\\mathrm\{([^{}]* [^{}]*)\}")
_GAP = re.compile(r"(?<!\\)\\ ")
_GROUPS = 12
"""Steps that are aligned with each other."""


def as_markdown(solution: Solution) -> str:
    """All of it."""
    parts = [f"# {escaped(solution.title)}", _words(solution.lead)]
    for section in solution.sections:
        parts.append(f"## {escaped(section.title)}")
        parts += ["\n".join(_written(block)) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Plain text, of which nothing is read as a sign of Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", escape(on_one_line(text), quote=False))


def _plain(text: str) -> str:
    """The same of this program's own sentences, which keep the spaces at their ends."""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start}{_lightly(text.strip())}{end}" if text.strip() else text


def _lightly(text: str) -> str:
    return re.sub(r"([\\`*_\[\]|$])", r"\\\1", escape(text, quote=False))


def _formula(latex: str) -> str:
    """Without what Markdown takes for its own: backslashes before spaces and commas."""
    text = _WORDS.sub(r"\\text{\1}", unmarked(latex))
    return _GAP.sub("~", text.replace(r"\,", r"\thinspace ")).replace(r"\_", "_")


def _words(parts: Words) -> str:
    return "".join(_inline(part) if isinstance(part, Maths) else _plain(part) for part in parts)


def _inline(part: Maths) -> str:
    """In a line rows end with \\cr, as two backslashes would become one."""
    return f"${_formula(part.latex).replace(chr(92) * 2, chr(92) + 'cr')}$"


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from _equations(block)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Listing):
        for title, items in block.rows:
            yield f"- **{title}:** {', '.join(map(_inline, items))}"
    else:
        assert isinstance(block, Paragraph)
        yield _words(block.words)


def _equations(lines: Lines) -> Iterator[str]:
    for start in range(0, len(lines.groups), _GROUPS):
        groups = lines.groups[start : start + _GROUPS]
        rows = (" \\\\\n".join(aligned_rows(group, _formula, r"\\")) for group in groups)
        yield "\n$$\n\\begin{aligned}" if start else "$$\n\\begin{aligned}"
        yield " \\\\[6pt]\n".join(rows)
        yield "\\end{aligned}\n$$"


def _table(table: Table) -> Iterator[str]:
    yield _row(table.header)
    marks = [":---"] * table.wide + ["---:"] * (len(table.header) - table.wide)
    yield f"| {' | '.join(marks)} |"
    yield from map(_row, table.rows)


def _row(cells: tuple[Words, ...]) -> str:
    shown = (_words(cell).replace(r"\|", "|").replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(shown)} |"
