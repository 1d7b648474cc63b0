"""Palettes: the few colours of a GIF. Flat areas keep theirs, and nothing is dithered."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from graphviz_app.export.moving.tiles import Pixels

COLOURS = 255
"""Besides the one that lets what was there before shine through."""
FEW = 64
"""For pictures of which all must be written anew again and again."""
_OWN = 3 / 8
"""This part of them is for the most frequent ones, which are kept to the letter."""
_BITS = 7
"""Of each channel, which tell one colour from another."""

Codes = NDArray[np.uint32]


class Palette:
    """The colours of a scene, and which of them is nearest to any other."""

    def __init__(self, samples: Iterable[Pixels], most: int = COLOURS) -> None:
        codes, counts = _counted(samples)
        order, first = np.argsort(counts)[::-1], round(most * _OWN)
        own, rest = codes[order[:first]], order[first:]
        others = _cut(codes[rest], counts[rest], most - len(own))
        self.colours = np.concatenate([_split(own), others])[:most]
        """Red, green and blue of each."""
        self._nearest = np.full(1 << 3 * _BITS, -1, np.int16)

    def indexed(self, pixels: Pixels) -> NDArray[np.uint8]:
        """Which colour each pixel has."""
        drop = 8 - _BITS
        blue, green, red = (pixels[:, :, n].astype(np.uint32) >> drop for n in range(3))
        cells = red << 2 * _BITS | green << _BITS | blue
        found = self._nearest[cells]
        if (unknown := found < 0).any():
            self._learn(pixels[:, :, 2::-1][unknown], cells[unknown])
            found = self._nearest[cells]
        indices: NDArray[np.uint8] = found.astype(np.uint8)
        return indices

    def _learn(self, colours: Pixels, cells: Codes) -> None:
        """Of the first colour in each cell: all others there look the same."""
        cells, first = np.unique(cells, return_index=True)
        for start in range(0, len(cells), 4096):
            part = slice(start, start + 4096)
            these = colours[first[part]].astype(np.int32)
            away = these[:, None, :] - self.colours[None, :, :].astype(np.int32)
            self._nearest[cells[part]] = np.argmin((away * away).sum(2), axis=1)

    def table(self) -> bytes:
        """256 times red, green and blue."""
        return self.colours.astype(np.uint8).tobytes().ljust(3 * 256, b"\0")


def _counted(samples: Iterable[Pixels]) -> tuple[Codes, NDArray[np.int64]]:
    """Every colour, and how often it occurs."""
    whole: dict[int, int] = {}
    for pixels in samples:
        packed = np.ascontiguousarray(pixels).view(np.uint32).ravel() & 0xFFFFFF
        for code, count in zip(*np.unique(packed, return_counts=True), strict=True):
            whole[int(code)] = whole.get(int(code), 0) + int(count)
    return np.array(list(whole), np.uint32), np.array(list(whole.values()), np.int64)


def _split(codes: Codes) -> NDArray[np.int32]:
    """Red, green and blue."""
    channels = [codes >> 16 & 255, codes >> 8 & 255, codes & 255]
    return np.stack(channels, 1).astype(np.int32)


def _cut(codes: Codes, counts: NDArray[np.int64], most: int) -> NDArray[np.int32]:
    """So many colours for all of these, the frequent ones a little more exactly."""
    if len(codes) <= most:
        return _split(codes)
    times = np.clip(np.log2(counts + 1), 1, 8).astype(np.int64)
    row = _split(np.repeat(codes, times)).astype(np.uint8)
    image = Image.fromarray(row[None, :, :], "RGB")
    cut = image.quantize(most, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    table = cut.getpalette() or []
    return np.array(table, np.int32).reshape(-1, 3)[:most]
