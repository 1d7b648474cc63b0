"""Painted piece by piece, a picture is what it would be if it were painted at once."""

from collections.abc import Generator
from typing import TypeVar

import pytest
from PySide6.QtGui import QImage, QPainter

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.painting import painted_image
from graphviz_app.export.sizes import pixel_size
from graphviz_app.frames import frame_at
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture

Result = TypeVar("Result")


def all_of(work: Generator[float, None, Result]) -> Result:
    """What the pieces make."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            made: Result = end.value
            return made


@pytest.mark.parametrize("t", [0.0, 0.4, 2.0, 2.6, 99.0])
@pytest.mark.parametrize("scale", [0.04, 0.1, 0.2, 0.7, 2.0])
def test_pieces_make_the_whole_picture(
    picture: Picture, timeline: Schedule, t: float, scale: float
) -> None:
    frame, size = frame_at(timeline, t), pixel_size(picture.bounds, scale)
    whole = QImage(size, QImage.Format.Format_RGB32)
    whole.fill(picture.style.canvas)
    painter = QPainter(whole)
    painter.scale(scale, scale)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture, frame)
    painter.end()
    assert all_of(painted_image(picture, frame, size, scale, transparent=False)) == whole
