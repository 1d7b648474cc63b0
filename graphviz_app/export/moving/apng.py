"""APNG: all colours, only what has changed."""

import math
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from struct import pack
from zlib import crc32

import numpy as np
from PySide6.QtGui import QImage

from graphviz_app.export.moving.conveyor import Conveyor
from graphviz_app.export.moving.gif import AHEAD, PIXELS
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.stills import Still, stills
from graphviz_app.export.raster import png_of

_HEAD = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 5_000_000
SLOWEST = 3.0
"""Frames per second; at about this rate it becomes as large as it will."""
_PARTS = 600
"""Of a second, in which times are told: most rates fit into it, and nearly two minutes."""
_OVER = 1
"""What is clear lets what was there before shine through."""


def apng(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Painting is done by whoever asks, the rest in a thread."""
    ways = _ways((yield from paced(moving)))
    told = 0.0
    for way in ways:
        writer = _Writer(path, way, bounded=way is not ways[-1])
        for share in writer.pieces():
            told = max(told, share)
            yield told
        if not writer.too_large:
            return


def _ways(moving: Moving) -> list[Moving]:
    """Slower and slower; a view that would follow the steps jumps, or at last shows all."""
    ways = [moving]
    if Screen(moving).follows:
        ways = [replace(moving, glides=False), replace(moving, camera=False)]
    rates = [moving.fps / 2**k for k in range(8) if k == 0 or moving.fps / 2**k >= SLOWEST]
    return [replace(way, fps=rate) for way in ways for rate in rates]


class _Writer:
    """Writes stills as they come; how many there were is told at the end."""

    def __init__(self, path: Path, moving: Moving, *, bounded: bool) -> None:
        self._moving = moving
        width, height = moving.size
        self._bound = MOST_BYTES * max(width * height / PIXELS, 1.0) if bounded else math.inf
        self.too_large = False
        """As soon as that is known."""
        self._fps, self._loop, self._size = moving.fps, moving.loop, moving.size
        self._file = path.open("wb")
        self._file.write(_HEAD + _chunk(b"IHDR", pack(">IIBBBBB", *moving.size, 8, 6, 0, 0, 0)))
        self._told = self._file.tell()
        self._file.write(self._counted(0))
        self._numbers = self._count = 0

    def pieces(self) -> Generator[float, None, None]:
        """All of it; each piece yields the share that is done."""
        with Conveyor[Still](self.take, self.close) as conveyor:
            pictures, enough = stills(self._moving), lambda: bool(self.too_large)
            yield from conveyor.carry(pictures, lambda still: still.share, enough)

    def _counted(self, count: int) -> bytes:
        return _chunk(b"acTL", pack(">II", count, 0 if self._loop else 1))

    def take(self, still: Still) -> None:
        """One picture more."""
        data = _compressed(still)
        height, width = still.changed.shape
        place = pack(">IIIII", self._next(), width, height, still.x, still.y)
        stays = self._parts(still.end) - self._parts(still.begin)
        time = pack(">HH", min(stays, 0xFFFF), _PARTS)
        self._file.write(_chunk(b"fcTL", place + time + bytes((0, _OVER))))
        for part in data:
            first = self._count == 0
            told = b"" if first else pack(">I", self._next())
            self._file.write(_chunk(b"IDAT" if first else b"fdAT", told + part))
        self._count += 1
        self.too_large |= self._file.tell() > self._bound * min(still.share + AHEAD, 1.0)

    def _parts(self, frame: int) -> int:
        """When a frame begins: what is rounded away in one still is made up for in the next."""
        return round(_PARTS * frame / self._fps)

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers - 1

    def close(self) -> None:
        """End the file."""
        self._file.write(_chunk(b"IEND", b""))
        self._file.seek(self._told)
        self._file.write(self._counted(self._count))
        self._file.close()


def _compressed(still: Still) -> list[bytes]:
    """Its pixels, clear where they stay."""
    height, width = still.changed.shape
    pixels = still.pixels.copy()
    pixels[:, :, 3] = 255
    pixels[~still.changed] = 0
    memory = np.ascontiguousarray(pixels)
    image = QImage(memory.data, width, height, 4 * width, QImage.Format.Format_ARGB32)
    return [data for kind, data in _chunks(png_of(image)) if kind == b"IDAT"]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and content of each."""
    found, at = [], len(_HEAD)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += length + 12
    return found
