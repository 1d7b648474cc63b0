"""PNG and APNG: an iTXt chunk before the pixels."""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.formats.carrying.inflating import inflated
from graphviz_app.formats.carrying.packing import MAX_PACKED, PROGRAM

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = PROGRAM.encode("ascii")
_TEXTS = (b"iTXt", b"zTXt", b"tEXt")
"""Some programs write one kind as another."""


class _Chunk(NamedTuple):
    """``begins`` and ``ends`` are places in the file."""

    kind: bytes
    data: bytes
    begins: int
    ends: int
    is_whole: bool
    """Whether its sum is right."""


def put_in_png(content: bytes, line: str) -> bytes:
    """The picture with this line in it, and no other of the kind."""
    pieces, at, put = [], 0, False
    for chunk in _chunks(content):
        ours = chunk.kind in _TEXTS and chunk.data.startswith(_KEYWORD + b"\0")
        first = not put and chunk.kind == b"IDAT"
        if ours or first:
            pieces.append(content[at : chunk.begins])
            at = chunk.ends if ours else chunk.begins
        if first:
            pieces.append(_chunk_of(line))
            put = True
    return b"".join([*pieces, content[at:]]) if put else content


def lines_in_png(content: bytes) -> Iterator[str]:
    """The lines in its chunks, wherever they are, also if the file is cut off behind them."""
    for chunk in _chunks(content):
        keyword, _, rest = chunk.data.partition(b"\0")
        if chunk.kind in _TEXTS and keyword == _KEYWORD:
            text = _text(chunk.kind, rest) if chunk.is_whole else b""
            yield text.decode("ascii", "replace")


def _text(kind: bytes, rest: bytes) -> bytes:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return inflated(rest[1:], MAX_PACKED)
    compressed, rest = rest[:1] == b"\1", rest[2:]
    _language, _, rest = rest.partition(b"\0")
    _keyword, _, text = rest.partition(b"\0")
    return inflated(text, MAX_PACKED) if compressed else text


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """As far as they are there; the data of all but texts are left aside."""
    at = len(SIGNATURE)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        ends = at + 12 + length
        if ends > len(content):
            return
        data, whole = b"", True
        if kind in _TEXTS:
            data = content[at + 8 : ends - 4]
            whole = zlib.crc32(kind + data) == int.from_bytes(content[ends - 4 : ends], "big")
        yield _Chunk(kind, data, at, ends, whole)
        at = ends


def _chunk_of(line: str) -> bytes:
    """Compressed, when that is smaller; no language, and no other name."""
    text = line.encode("ascii")
    small = zlib.compress(text, 9)
    shorter = len(small) < len(text)
    kind, data = b"iTXt", _KEYWORD + (b"\0\1\0\0\0" + small if shorter else b"\0\0\0\0\0" + text)
    sum_ = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + sum_
