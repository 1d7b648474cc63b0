"""Only what has changed goes to the encoder, from where it is to where it is."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from graphviz_app.export.moving.tiles import NOTHING, pixels_of, tiles

SIZE = 500, 300
CHANGES = [
    [QRect(0, 0, 500, 300)],
    [QRect(498, 298, 2, 2)],
    [QRect(-20, -20, 30, 30), QRect(150, 60, 20, 10)],
    [QRect(490, 0, 900, 3)],
]


@pytest.fixture
def image() -> QImage:
    """Every pixel is another one."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0)
    pixels = np.arange(SIZE[0] * SIZE[1], dtype=np.uint32).reshape(SIZE[1], SIZE[0])
    memory = np.frombuffer(image.bits(), np.uint32).reshape(SIZE[1], SIZE[0])
    memory[:] = pixels
    return image


@pytest.mark.parametrize("changed", CHANGES)
def test_tiles_hold_all_that_has_changed(image: QImage, changed: list[QRect]) -> None:
    found = tiles(image, changed)
    again = np.full_like(pixels_of(image), 255)
    for place, (x, y, width, height) in enumerate(found.places):
        assert x % 2 == y % 2 == 0
        part = found.pixels[place * found.height :][:height, :width]
        again[y : y + height, x : x + width] = part
    for rect in changed:
        inside = rect & image.rect()
        area = np.s_[inside.top() : inside.bottom() + 1, inside.left() : inside.right() + 1]
        assert np.all(again[area] == pixels_of(image)[area])
    assert len(found.places) < 12


def test_where_nothing_has_changed_there_are_none(image: QImage) -> None:
    assert tiles(image, []) is NOTHING
    assert tiles(image, [QRect(600, 0, 5, 5)]) is NOTHING


def test_tiles_are_not_painted_over(image: QImage) -> None:
    found = tiles(image, [QRect(0, 0, 10, 10)])
    before = found.pixels.copy()
    image.fill(0xFFFFFF)
    assert np.all(found.pixels == before)
