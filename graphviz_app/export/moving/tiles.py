"""Tiles: the parts of an image that have changed, copied for whoever goes on with them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]
"""Rows of pixels, each blue, green, red and nothing."""
WIDTH, HEIGHT = 160, 64
_MUCH = 0.4
"""With more of the tiles than this, all is one."""


class Tile(NamedTuple):
    """A part of an image, where it is."""

    x: int
    y: int
    pixels: Pixels


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image themselves; they live as long as it does."""
    memory = np.frombuffer(image.constBits(), np.uint8)
    return memory.reshape(image.height(), image.width(), 4)


def tiles(image: QImage, changed: Sequence[QRect]) -> list[Tile]:
    """Copies of what has changed, at even places."""
    across = -(-image.width() // WIDTH)
    places = {place for rect in changed for place in _touched(rect & image.rect())}
    if len(places) > _MUCH * across * -(-image.height() // HEIGHT):
        return [Tile(0, 0, pixels_of(image).copy())]
    pixels = pixels_of(image) if places else None
    return [
        Tile(x, y, pixels[y : y + HEIGHT, x : x + WIDTH].copy())
        for x, y in sorted(places)
        if pixels is not None
    ]


def _touched(rect: QRect) -> list[tuple[int, int]]:
    """The corners of the tiles that a rectangle touches."""
    if rect.isEmpty():
        return []
    columns = range(rect.left() // WIDTH, rect.right() // WIDTH + 1)
    rows = range(rect.top() // HEIGHT, rect.bottom() // HEIGHT + 1)
    return [(x * WIDTH, y * HEIGHT) for y in rows for x in columns]
