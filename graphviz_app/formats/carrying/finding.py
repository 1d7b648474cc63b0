"""Finding a document in a file of any kind, by what it holds and not by its name."""

import codecs
from collections.abc import Iterator
from itertools import islice

from graphviz_app.errors import DocumentError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.comments import lines_in_comments
from graphviz_app.formats.carrying.inflating import inflated
from graphviz_app.formats.carrying.markup import images_in, lines_in_markup
from graphviz_app.formats.carrying.packing import unpacked
from graphviz_app.formats.carrying.parts import images_in_archive, xml_in_archive
from graphviz_app.formats.carrying.pdf import lines_in_pdf
from graphviz_app.formats.carrying.png import SIGNATURE, lines_in_png

MAX_PICTURE = 200_000_000
"""Bytes of a file that is looked into."""
_MOST = 20
"""Lines that are tried."""
_GZIP = 31
_CODINGS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def may_carry(content: bytes) -> bool:
    """Whether this is the beginning of a file of a kind that can hold a document."""
    begins = (SIGNATURE, b"PK\3\4", b"\x1f\x8b", *(mark for mark, _ in _CODINGS))
    head = content[:1024]
    return head.startswith(begins) or b"%PDF-" in head or _is_markup(head)


def found_in(content: bytes, name: str = "the picture") -> Carried | None:
    """The document in a file; None if it holds none, as those of other programs do.

    Raises DocumentError, with the ``name``, for one that is damaged or of a newer version.
    """
    if len(content) > MAX_PICTURE:
        raise DocumentError(f"{name} is larger than the {MAX_PICTURE:,} bytes that are read")
    fault: DocumentError | None = None
    for line in islice(_lines(content), _MOST):
        try:
            return unpacked(line)
        except DocumentError as error:
            fault = fault or error
    if fault is not None:
        raise DocumentError(f"{name} {fault}")
    return None


def _lines(content: bytes, deeper: bool = True) -> Iterator[str]:
    """All that could be one; ``deeper``: also in pictures inside of it."""
    if content.startswith(SIGNATURE):
        yield from lines_in_png(content)
    elif b"%PDF-" in content[:1024]:
        yield from lines_in_pdf(content)
    elif content.startswith(b"PK\3\4"):
        for part in xml_in_archive(content):
            yield from lines_in_markup(part)
        if deeper:
            yield from _lines_of(images_in_archive(content))
    elif content.startswith(b"\x1f\x8b") and deeper:
        yield from _lines(inflated(content, MAX_PICTURE, _GZIP), deeper=False)
    else:
        yield from _lines_of_text(content, deeper)


def _lines_of(images: Iterator[bytes]) -> Iterator[str]:
    for image in images:
        yield from _lines(image, deeper=False)


def _lines_of_text(content: bytes, deeper: bool) -> Iterator[str]:
    """What counts is plain ASCII, however the rest is coded."""
    coding = next((name for mark, name in _CODINGS if content.startswith(mark)), "latin-1")
    text = content.decode(coding, "replace")
    if _is_markup(content[:1024]) or coding != "latin-1":
        yield from lines_in_markup(text)
        if deeper:
            yield from _lines_of(images_in(text))
    else:
        yield from lines_in_comments(text)


def _is_markup(head: bytes) -> bool:
    return head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"<")
