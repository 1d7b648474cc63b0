"""GIF: one palette for all of it, only what has changed, and exact in the long run."""

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from struct import pack

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.GifImagePlugin import getdata

from graphviz_app.export.moving.clusters import Cluster, clusters
from graphviz_app.export.moving.conveyor import Conveyor
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.palette import COLOURS, FEW, Palette
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.script import Instant
from graphviz_app.export.moving.stills import Still, stills
from graphviz_app.export.moving.tiles import Pixels, pixels_of

RATES = 12.5, 10.0, 100 / 12, 6.25, 5.0, 4.0, 3.125, 2.0
"""Frames per second that are tried until it is small enough: whole hundredths of a second each."""
MOST_BYTES = 2_000_000
PIXELS = 960 * 540
"""A picture of this size has at most so many; larger ones have more."""
AHEAD = 0.15
"""By so much of it may it be larger than its share."""
_FAST = 4.0
"""A view that jumps and fewer frames than this: one that stays shows more."""
_HOPE = 1.5
"""Rates that are faster than likely by more than this are not tried."""
_LEAST = 2
"""Hundredths of a second that a part stays at least: parts far from each other come in turn."""
_LARGE = 100_000
"""More pixels than this are often told in less if those that stay are not left out."""
_SAMPLES = 24
_CLEAR = COLOURS
"""The index of no colour."""
_LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


def gif(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Painting is done by whoever asks, the rest in a thread."""
    moving = yield from paced(moving)
    told = 0.0
    for way in _ways(moving):
        for share in way.pieces(path):
            told = max(told, share)
            yield told
        if way.fits:
            return


def _ways(moving: Moving) -> list["_Way"]:
    """A view that follows the steps jumps, or at last stays where all is seen."""
    rates = _rates(moving.fps)
    if not Screen(moving).follows:
        return [_Way(moving, COLOURS, rates)]
    jumps, stays = replace(moving, glides=False), replace(moving, camera=False)
    fast = [rate for rate in rates if rate >= _FAST] or rates[:1]
    return [_Way(jumps, FEW, fast, may_fail=True), _Way(stays, COLOURS, rates)]


@dataclass
class _Way:
    """How it is tried to make it small enough."""

    moving: Moving
    colours: int
    rates: Sequence[float]
    may_fail: bool = False
    """Else it becomes as large as it will at the last of its rates."""
    fits: bool = False

    def pieces(self, path: Path) -> Generator[float, None, None]:
        """Try one rate after the other; each piece yields the share that is done."""
        samples: list[Pixels] = []
        for sample in _samples(self.moving):
            yield 0.0
            samples.append(sample)
        palette, likely = Palette(samples, self.colours), math.inf
        for fps in self.rates:
            last = fps == self.rates[-1]
            if fps > likely and not last:
                continue
            bounded = self.may_fail or not last
            writer = _Writer(path, replace(self.moving, fps=fps), palette, bounded)
            yield from writer.pieces()
            self.fits = not writer.too_large
            if self.fits:
                return
            likely = fps / writer.too_large * _HOPE


def _rates(wished: float) -> list[float]:
    """From that which is wished on downwards."""
    first = [] if wished > RATES[0] else [100 / round(100 / wished)]
    return [*first, *(rate for rate in RATES if rate < wished - 1e-6)] or [RATES[-1]]


def _samples(moving: Moving) -> Iterator[Pixels]:
    """Pictures in which all colours are: at rest and on the way, from the beginning to the end."""
    screen, steps = Screen(moving), moving.script.steps
    for step in steps[:: -(-len(steps) // _SAMPLES)] + steps[-1:]:
        for t in (step, max(step - 0.4, moving.script.start)):
            screen.show(Instant(t))
            yield pixels_of(screen.image).copy()


class _Writer:
    """Writes stills as they come; stops where it would become too large."""

    def __init__(self, path: Path, moving: Moving, palette: Palette, bounded: bool) -> None:
        self._path, self._moving, self._palette = path, moving, palette
        width, height = moving.size
        self._bound = MOST_BYTES * max(width * height / PIXELS, 1.0) if bounded else math.inf
        self.too_large = 0.0
        """By what factor, as soon as that is known."""

    def pieces(self) -> Generator[float, None, None]:
        """All of it; each piece yields the share that is done."""
        self._file = self._path.open("wb")
        head = b"GIF89a" + pack("<HHBBB", *self._moving.size, 0xF7, 0, 0)
        self._file.write(head + self._palette.table() + (_LOOP if self._moving.loop else b""))
        with Conveyor[Still](self.take, self.close) as conveyor:
            pictures, enough = stills(self._moving), lambda: bool(self.too_large)
            yield from conveyor.carry(pictures, lambda still: still.share, enough)

    def take(self, still: Still) -> None:
        """Pixels that stay are clear, so that rows of them are short."""
        stays = min(self._hundredths(still.end) - self._hundredths(still.begin), 65535)
        *first, last = clusters(still.changed, stays // _LEAST)
        for cluster in first:
            self._write(still, cluster, _LEAST)
        self._write(still, last, stays - _LEAST * len(first))
        beyond = self._file.tell() / (self._bound * min(still.share + AHEAD, 1.0))
        if still.share > AHEAD and beyond > 1:
            self.too_large = beyond

    def _write(self, still: Still, cluster: Cluster, stays: int) -> None:
        """A part of it, and how long it is until the next one."""
        indices = self._palette.indexed(still.pixels[cluster])
        place = still.x + cluster[1].start, still.y + cluster[0].start
        whole = [_part(indices, place, stays)] if indices.size > _LARGE else []
        indices[~still.changed[cluster]] = _CLEAR
        self._file.write(min([*whole, _part(indices, place, stays)], key=len))

    def _hundredths(self, frame: int) -> int:
        """When a frame begins: what is rounded away in one still is made up for in the next."""
        return round(100 * frame / self._moving.fps)

    def close(self) -> None:
        """End the file."""
        self._file.write(b";")
        self._file.close()


def _part(indices: NDArray[np.uint8], place: tuple[int, int], stays: int) -> bytes:
    """A rectangle of colours, which stay for so many hundredths of a second."""
    said = {"duration": 10 * stays, "transparency": _CLEAR, "disposal": 1}
    return b"".join(getdata(Image.fromarray(indices, "P"), place, **said))
