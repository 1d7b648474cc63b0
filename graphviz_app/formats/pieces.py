"""A long text in pieces for Python's parser, whose trees are many times as large as the text."""

from collections.abc import Iterator

from graphviz_app.formats.limits import MAX_BLOCK, thousands
from graphviz_app.formats.source import Source
from graphviz_app.formats.tokens import depth_change

WHOLE = 200_000
"""Characters up to which a text is read in one piece."""
_PIECES = 16
"""At most about so many: each is read behind as many empty lines as stand above it."""


def pieces(source: Source) -> Iterator[tuple[int, int]]:
    """Lines from … to before …, cut where a statement begins at the left edge.

    Raises ParseError for a block that is too long. Brackets must match.
    """
    size = max(WHOLE, len(source.text) // _PIECES)
    first = length = depth = 0
    goes_on = False
    for number, line in enumerate(source.digest):
        if length >= size and not goes_on and line[:1] not in {"", " ", "\t", "\f", "#"}:
            yield first, number
            first, length = number, 0
        if line.lstrip()[:1] not in {"", "#"}:
            length += len(line) - line.count(" ") + 1
        if length > size + MAX_BLOCK:
            reason = f"a block or line has at most {thousands(MAX_BLOCK)} characters"
            raise source.error(f"{reason}: end it earlier", first + 1, 1)
        depth = max(0, depth + depth_change(line))
        goes_on = depth > 0 or line.endswith("\\")
    yield first, len(source.digest)
