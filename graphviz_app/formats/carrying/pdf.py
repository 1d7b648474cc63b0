"""PDF: an attachment. No parser reads it: the streams are looked at, one after the other."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from graphviz_app.formats.carrying.inflating import beginning, inflated
from graphviz_app.formats.carrying.packing import BEGINS, MAX_PACKED

ATTACHED = "graphviz-app-document.json"
_MARK = BEGINS.encode("ascii")
_STREAM = re.compile(rb"stream\r?\n")
_MOST = 200_000
"""Streams that are looked at."""


def put_in_pdf(content: bytes, line: str) -> bytes:
    """As an attachment that says to be the source, in the place of one that was there."""
    from pypdf import PdfReader, PdfWriter  # late: a tenth of a second
    from pypdf.generic import NameObject, TextStringObject

    reader = PdfReader(BytesIO(content))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    for before in [file for file in writer.attachment_list if file.name == ATTACHED]:
        before.delete()
    file = writer.add_attachment(ATTACHED, line.encode("ascii"))
    file.subtype = NameObject("/application/json")
    file.associated_file_relationship = NameObject("/Source")
    file.description = TextStringObject("The graph that this picture shows")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def lines_in_pdf(content: bytes) -> Iterator[str]:
    """Streams that begin with the mark, compressed or not; the last comes first: it is newer."""
    streams = (match.end() for match in islice(_STREAM.finditer(content), _MOST))
    for at in reversed([at for at in streams if _begins(content, at)]):
        stream = content[at : at + MAX_PACKED]
        plain = stream.startswith(_MARK)
        line = (
            stream[: max(stream.find(b"endstream"), 0)] if plain else inflated(stream, MAX_PACKED)
        )
        yield line.decode("ascii", "replace")


def _begins(content: bytes, at: int) -> bool:
    """Whether a stream begins with the mark."""
    if content.startswith(_MARK, at):
        return True
    header = int.from_bytes(content[at : at + 2], "big")
    compressed = header >> 8 & 15 == 8 and header % 31 == 0
    return compressed and beginning(content[at : at + 2000], len(_MARK)) == _MARK
