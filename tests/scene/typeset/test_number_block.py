"""Numbers in their rooms: narrower where they are long, as tall as others as long as they may."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.scene.items.rooms import room_for
from graphviz_app.scene.style import style_of
from graphviz_app.scene.typeset.number_block import number_block
from graphviz_app.theme import LIGHT
from tests.scene.conftest import pixels


def _height_of(number: float) -> int:
    """How many rows of pixels its first digits take in the room that every number has."""
    typeface = style_of(LIGHT).number
    room = room_for(number, typeface)
    assert room is not None
    image = QImage(400, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(4.0, 4.0)
    number_block(number, typeface).draw(painter, 90.0, 5.0, QColor("black"), room.width)
    painter.end()
    dark = np.asarray((pixels(image)[..., :3] < 128).any(axis=2))
    columns = np.flatnonzero(dark.any(axis=0))
    first = columns[columns < columns[0] + np.ptp(columns) / 3]  # no power is there
    return int(np.ptp(np.flatnonzero(dark[:, first].any(axis=1))))


@pytest.mark.parametrize("number", [-123456.789, -1.44e-10, -1.44e-100])
def test_a_long_number_is_narrower_and_no_smaller(qapp: object, number: float) -> None:
    assert _height_of(number) >= _height_of(-8.888) - 1
