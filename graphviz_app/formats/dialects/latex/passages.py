"""Which parts of a LaTeX text are formulas: those between its signs for them, or its lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.formats.language.words.grammar import LEAVES, STATEMENTS, python

_CERTAIN = re.compile(r"\\[A-Za-z]{2,}|\\[\[(]|\$[^$]+\$")
"""Signs that nothing else is written with."""
_BRACED = re.compile(r"[\w)}][\^_]\{")
"""Exponents and subscripts in braces: written in other texts too, beside products with a *."""
_DELIMITED = re.compile(
    r"\$\$(?P<dollars>.+?)\$\$"
    r"|\\\[(?P<display>.+?)\\\]"
    r"|\\begin\{(?P<name>equation|align|gather|eqnarray|displaymath|multline|math|flalign|alignat)"
    r"(?P<star>\*?)\}(?:\{\d+\})?(?P<inner>.+?)\\end\{(?P=name)(?P=star)\}"
    r"|\\\((?P<inline>.+?)\\\)|(?<!\\)\$(?P<dollar>[^$]+?)\$",
    re.DOTALL,
)
_REMARK = re.compile(r"(?<!\\)%[^\n]*")
_INNER = re.compile(r"\\(begin|end)\{(aligned|split|gathered|alignedat)\}")
_OPENS = re.compile(r"\\begin\{|\{")
_CLOSES = re.compile(r"\\end\{|\}")


class Passage(NamedTuple):
    """A formula, and the 1-based line on which it begins; or other words of the text."""

    line: int
    words: str
    kind: str
    """formula, remark (a line of this language that begins with #), own (a line of it), prose."""


def is_latex(text: str) -> bool:
    """Whether a text certainly holds formulas in LaTeX."""
    lines = [line.partition("#")[0] for line in text.split("\n")]
    if any(map(_CERTAIN.search, lines)):
        return True
    return any(map(_BRACED.search, lines)) and not any("*" in line for line in lines)


def passages(text: str) -> Iterator[Passage]:
    """The formulas of a text, and what stands between them."""
    bare = _REMARK.sub(lambda found: " " * len(found[0]), text)
    if _DELIMITED.search(bare):
        yield from _between_signs(bare)
    else:
        yield from _line_by_line(text, bare)


def _between_signs(text: str) -> Iterator[Passage]:
    end = 0
    for found in _DELIMITED.finditer(text):
        yield from _prose(text, end, found.start())
        group = next(k for k in ("dollars", "display", "inner", "inline", "dollar") if found[k])
        line = text.count("\n", 0, found.start(group)) + 1
        inline = group in ("inline", "dollar")
        for passage in _rows(found[group], line):
            if inline and not re.search(r"=|\\approx|\\leftarrow", passage.words):
                yield passage._replace(kind="prose")
            else:
                yield passage
        end = found.end()
    yield from _prose(text, end, len(text))


def _prose(text: str, start: int, end: int) -> Iterator[Passage]:
    line = text.count("\n", 0, start) + 1
    for offset, words in enumerate(text[start:end].split("\n")):
        if re.search(r"\w", words):
            yield Passage(line + offset, words.strip(), "prose")


def _line_by_line(text: str, bare: str) -> Iterator[Passage]:
    written = text.split("\n")
    held, first, depth = "", 0, 0
    for number, words in enumerate(bare.split("\n"), 1):
        if not held:
            if not words.strip():
                remark = written[number - 1].strip().lstrip("%").strip()
                yield Passage(number, f"# {remark}" if remark else "", "remark")
                continue
            if words.lstrip().startswith("#"):
                yield Passage(number, words.strip(), "remark")
                continue
            if _is_own(words):
                yield Passage(number, words.rstrip(), "own")
                continue
            first = number
        held = f"{held}\n{words}" if held else words
        depth = len(_OPENS.findall(held)) - len(_CLOSES.findall(held))
        if depth <= 0:
            yield from _rows(held, first)
            held = ""
    if held:
        yield from _rows(held, first)


def _is_own(words: str) -> bool:
    """Whether a line is one of this language already."""
    if re.search(r"[\\^${}]", words):
        return False
    called = "|".join((*LEAVES, *STATEMENTS))
    if not re.search(rf"\b(?:{called})\s*\(", words):
        return False
    try:
        python(words.strip())
    except (SyntaxError, ValueError):
        return False
    return True


def _rows(formulas: str, line: int) -> Iterator[Passage]:
    """What stands below each other, or beside each other behind a comma."""
    formulas = _INNER.sub(lambda found: " " * len(found[0]), formulas)
    held: Passage | None = None
    for start, words in _cut(formulas, r"\\\\(?:\[[^\]]*\])?"):
        at = line + formulas.count("\n", 0, start + len(words) - len(words.lstrip()))
        plain = words.strip() if "\\begin" in words else words.replace("&", "").strip()
        if held is not None and re.match(r"=|\\approx|\+|-|\\cdot|\\times", plain):
            held = held._replace(words=f"{held.words} {plain}")
            continue
        if held is not None:
            yield from _beside(held)
        held = Passage(at, plain, "formula") if plain.strip(" .,;") else None
    if held is not None:
        yield from _beside(held)


def _beside(passage: Passage) -> Iterator[Passage]:
    """``x = 1, \\quad w = 2`` are two formulas."""
    held = ""
    for _, words in _cut(passage.words, r",(?!\})|;|\\q?quad|\\text\{\s*(?:and|where|with)\s*\}"):
        if "=" in words or "\\approx" in words or not held:
            if held:
                yield passage._replace(words=held)
            held = _bare(words)
        elif _bare(words):
            held = f"{held}, {_bare(words)}"
    if held:
        yield passage._replace(words=held)


def _cut(words: str, sign: str) -> Iterator[tuple[int, str]]:
    """Pieces between signs that stand in no brackets and no environment."""
    start = 0
    for found in re.finditer(sign, words):
        before = words[start : found.start()]
        opened = len(re.findall(r"(?<!\\)[({\[]|\\\{|\\begin\b", before))
        closed = len(re.findall(r"(?<!\\)[)}\]]|\\\}|\\end\b", before))
        if opened == closed:
            yield start, before
            start = found.end()
    yield start, words[start:]


def _bare(words: str) -> str:
    """Without the signs that end a sentence; ``\\right.`` closes a bracket."""
    words = words.strip(" ,;\n")
    return words if words.endswith("\\right.") else words.strip(" .,;\n")
