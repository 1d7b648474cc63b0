"""On which line of a text each name is given its value, also while the text is broken."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.editor.definitions import DEFINITION, carried
from graphviz_app.formats.language.memory import MEMORY
from graphviz_app.formats.language.passage import cut
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.script import normal, prepare
from graphviz_app.formats.language.words.trees import assignments

MAX_PARSED = 20_000
"""Characters that were not read before up to which Python's parser is asked."""
_FUNCTION = re.compile(r"\s*def\b")
_BEGINS = re.compile(r"[^\W\d]\w*\s*=(?!=)|(?:def|with|output|learning_rate)\b")


def lines_of(text: str) -> Mapping[str, int]:
    """Name → 0-based line; what stands inside a function is left out."""
    pieces = list(cut(normal(text), MEMORY.passages))
    parsed = sum(len(piece) for piece in pieces if isinstance(piece, str)) <= MAX_PARSED
    numbers: dict[str, int] = {}
    above = 0
    for piece in pieces:
        words = piece if isinstance(piece, str) else piece.text
        names = _names(words, parsed) if isinstance(piece, str) else piece.names
        for name, line in names:
            numbers.setdefault(name, above + line - 1)
        above += words.count("\n") + 1
    return numbers


def name_at(numbers: Mapping[str, int], line: int, words: str, column: int) -> str:
    """The name that is given its value at a place in a 0-based line of these words; '' if none."""
    there = [name for name, number in numbers.items() if number == line]
    begun = [name for name in there if _begins(name, words) <= column]
    return (begun[-1:] or there[:1] or [""])[0]


def _begins(name: str, words: str) -> int:
    match = re.search(rf"(?<![\w.]){re.escape(name)}\s*=(?!=)", words)
    return match.start() if match else 0


def _names(words: str, parsed: bool) -> list[tuple[str, int]]:
    """Those of a passage that was not read yet, with their 1-based lines."""
    if parsed:
        try:
            body = python("\n".join(prepare(words).digest)).body
        except (ParseError, SyntaxError, ValueError, RecursionError, MemoryError):
            pass
        else:
            return [(name, line.lineno) for name, line in assignments(body)]
    return list(_roughly(words))


def _roughly(words: str) -> Iterator[tuple[str, int]]:
    """The same of one that is broken; a bracket that is open ends where a line begins anew."""
    open_ = 0
    function: int | None = None
    for number, line in enumerate(words.split("\n"), 1):
        open_ = 0 if _BEGINS.match(line) else open_
        begins, open_ = not open_, carried(line, open_)
        if not begins or not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if function is None or indent <= function:
            function = indent if _FUNCTION.match(line) else None
            if name := DEFINITION.match(line):
                yield unicodedata.normalize("NFKC", name[1]), number
