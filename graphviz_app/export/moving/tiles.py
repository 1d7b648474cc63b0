"""Tiles: the parts of an image that have changed, copied for whoever goes on with them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]
"""Rows of pixels, each blue, green, red and nothing."""
WIDTH, HEIGHT = 128, 32
_MUCH = 0.4
"""With more of the tiles than this, all is one."""


class Tiles(NamedTuple):
    """Parts of an image one below the other, so that they can be gone through at once."""

    places: Sequence[tuple[int, int, int, int]]
    """Of each, where it is and how large: x, y, width, height."""
    pixels: Pixels
    """As wide as the widest, each ``height`` below the other."""
    height: int


NOTHING = Tiles((), np.zeros((0, 0, 4), np.uint8), 0)


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image themselves; they live as long as it does."""
    memory = np.frombuffer(image.constBits(), np.uint8)
    return memory.reshape(image.height(), image.width(), 4)


def tiles(image: QImage, changed: Sequence[QRect]) -> Tiles:
    """Copies of what has changed, at even places."""
    width, height = image.width(), image.height()
    corners = sorted({at for rect in changed for at in _touched(rect & image.rect())})
    if not corners:
        return NOTHING
    if len(corners) > _MUCH * -(-width // WIDTH) * -(-height // HEIGHT):
        return Tiles([(0, 0, width, height)], pixels_of(image).copy(), height)
    whole = pixels_of(image)
    stacked = np.zeros((len(corners) * HEIGHT, WIDTH, 4), np.uint8)
    places = []
    for number, (x, y) in enumerate(corners):
        part = whole[y : y + HEIGHT, x : x + WIDTH]
        high, wide = part.shape[:2]
        stacked[number * HEIGHT : number * HEIGHT + high, :wide] = part
        places.append((x, y, wide, high))
    return Tiles(places, stacked, HEIGHT)


def _touched(rect: QRect) -> list[tuple[int, int]]:
    """The corners of the tiles that a rectangle touches."""
    if rect.isEmpty():
        return []
    columns = range(rect.left() // WIDTH, rect.right() // WIDTH + 1)
    rows = range(rect.top() // HEIGHT, rect.bottom() // HEIGHT + 1)
    return [(x * WIDTH, y * HEIGHT) for y in rows for x in columns]
