"""A long text in pieces for Python's parser, whose trees are many times as large as the text."""

from collections.abc import Iterator

from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.tokens import logical_lines
from graphviz_app.formats.limits import MAX_BLOCK, thousands

WHOLE = 200_000
"""Characters up to which a text is read in one piece."""
_PIECES = 16
"""At most about so many: each is read behind as many empty lines as stand above it."""


def pieces(script: Script) -> Iterator[tuple[int, int]]:
    """Lines from … to before …, cut where a statement begins at the left edge.

    Raises ParseError for a block that is too long.
    """
    size = max(WHOLE, len(script.text) // _PIECES)
    begin = length = 0
    for first, end in logical_lines(script.digest):
        line = script.digest[first]
        if not line or line.isspace() or line.lstrip()[0] == "#":
            continue
        if length >= size and not line[0].isspace():
            yield begin, first
            begin, length = first, 0
        length += sum(len(line) - line.count(" ") + 1 for line in script.digest[first:end])
        if length > size + MAX_BLOCK:
            reason = f"a block or line has at most {thousands(MAX_BLOCK)} characters"
            raise script.error(f"{reason}: end it earlier", begin + 1, 1)
    yield begin, len(script.digest)
