"""PowerPoint: a part of custom XML, which belongs to the presentation and shows nowhere."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count, islice

from graphviz_app.formats.carrying.markup import NAMESPACE
from graphviz_app.formats.carrying.packing import MAX_PACKED

_FOLDER = "customXml/"
_RELATIONS = "ppt/_rels/presentation.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_ID = "rIdGraphvizApp"
_MOST_ENTRIES, _MOST_BYTES = 2_000, 50_000_000
"""That are looked at in an archive, and of one entry."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError),
    *(RuntimeError, NotImplementedError, OverflowError, IndexError),
)
"""What reading a damaged, encrypted or strange entry raises."""


def put_in_pptx(content: bytes, line: str) -> bytes:
    """The presentation with one part more, or with another line in the part that it has."""
    with zipfile.ZipFile(BytesIO(content)) as before:
        held = {info.filename: before.read(info) for info in before.infolist()}
    if _RELATIONS not in held:
        return content
    ours = _ours(held)
    held[ours] = f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(line)}'.encode("ascii")
    held[_RELATIONS] = _related(held[_RELATIONS], ours)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name, data in held.items():
            after.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


_DAY = (2020, 1, 1, 0, 0, 0)
"""Of all entries, so that the same presentation is the same file."""


def _element(line: str) -> str:
    return f'<document xmlns="{NAMESPACE}">{line}</document>'


def _ours(held: dict[str, bytes]) -> str:
    """The part that is there already, or a name that is free."""
    mark = NAMESPACE.encode("ascii")
    there = (name for name, data in held.items() if name.startswith(_FOLDER) and mark in data)
    free = (name for n in count(1) if (name := f"{_FOLDER}item{n}.xml") not in held)
    return next(there, None) or next(free)


def _related(relations: bytes, part: str) -> bytes:
    """With a relation to the part, without which PowerPoint would throw it away."""
    if _ID.encode("ascii") in relations:
        return relations
    relation = f'<Relationship Id="{_ID}" Type="{_KIND}" Target="../{part}"/>'
    return relations.replace(b"</Relationships>", f"{relation}</Relationships>".encode("ascii"))


def xml_in_archive(content: bytes) -> Iterator[str]:
    """Parts of custom XML, as far as they can be read."""
    for data in _entries(content, lambda name: name.startswith(_FOLDER), 2 * MAX_PACKED):
        yield data.decode("utf-8", "replace")


def images_in_archive(content: bytes) -> Iterator[bytes]:
    """Pictures that were put into a document or a slide."""
    yield from _entries(content, lambda name: name.endswith((".png", ".svg")), _MOST_BYTES)


def _entries(content: bytes, wanted: Callable[[str], bool], most: int) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for info in islice(archive.infolist(), _MOST_ENTRIES):
                if wanted(info.filename) and (data := _read(archive, info, most)):
                    yield data
    except _UNREADABLE:
        return


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """An entry; b"" of one that is too large or cannot be read."""
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)
    except _UNREADABLE:
        return b""
    return b"" if len(data) > most else data
