"""What a claim says a value is, in a form that text and document both hold: ``[2, 8/2]``."""

from collections.abc import Iterator

from graphviz_app.formats.language.numerals.numeral import MAX_PRINTED, fraction
from graphviz_app.formats.limits import MAX_CLAIMED, MAX_DIMENSIONS, thousands
from graphviz_app.patterns import late

MAX_LIST = MAX_CLAIMED * MAX_PRINTED
"""Characters of a list of numbers, as it is typed."""
TOO_LONG = (
    f"a claim has at most {thousands(MAX_CLAIMED)} numbers, each of at most "
    f"{MAX_PRINTED} characters"
)
_PIECE = late(r"\s*(?:([\[\],])|([^\[\],#]+))|\s*#[^\n]*")

Shape = tuple[int, ...]


def claimed(written: str) -> str | None:
    """A number or fraction, or even lists of them, as they are printed; None for anything else."""
    if not written.lstrip().startswith("["):
        return fraction(written)
    if len(written) > MAX_LIST:
        return None
    pieces = _pieces(written)
    read = _list(pieces, 1) if next(pieces, "") == "[" else None
    if read is None or next(pieces, None) is not None or read[0].count(",") >= MAX_CLAIMED:
        return None
    return read[0]


def _pieces(written: str) -> Iterator[str]:
    """Brackets, commas, and what stands between them."""
    for match in _PIECE.finditer(written):
        piece = (match[1] or match[2] or "").strip()
        if piece:
            yield piece


def _list(pieces: Iterator[str], depth: int) -> tuple[str, Shape] | None:
    """A list whose bracket is open already, and its shape; None if it is not even."""
    items: list[tuple[str, Shape]] = []
    expects_item = True
    for piece in pieces:
        if piece == "]":
            shapes = {shape for _, shape in items}
            if len(shapes) != 1:
                return None
            return f"[{', '.join(text for text, _ in items)}]", (len(items), *shapes.pop())
        if piece == ",":
            if expects_item:
                return None
            expects_item = True
            continue
        item = _item(piece, pieces, depth) if expects_item else None
        if item is None:
            return None
        items.append(item)
        expects_item = False
    return None


def _item(piece: str, pieces: Iterator[str], depth: int) -> tuple[str, Shape] | None:
    if piece == "[":
        return _list(pieces, depth + 1) if depth < MAX_DIMENSIONS else None
    number = fraction(piece)
    return None if number is None else (number, ())
