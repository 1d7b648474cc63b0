"""Which part of a picture is written: all of it, or what a camera shows."""

from PySide6.QtCore import QRectF, QSize, QSizeF

from graphviz_app.core.schedule import Schedule
from graphviz_app.scene.camera import Camera
from graphviz_app.scene.picture import Picture

SLIDE = QSize(1280, 720)
"""The usual room of a camera, in pixels."""
_LESS = 1e-7
"""So little smaller is the part, that rounding does not make it a pixel larger."""


def part_of(
    picture: Picture, schedule: Schedule, t: float, room: QSize | None, scale: float
) -> tuple[Picture, float]:
    """What is written of a picture, and at which scale.

    Without a room all of it; else what a camera shows through it at this time, with ``scale``
    pixels per pixel of the room.
    """
    if room is None:
        return picture, scale
    size = QSizeF(room)
    shot = Camera(picture, schedule, size).shot(t)
    sight = shot.sight(size)
    width, height = sight.width() * (1 - _LESS), sight.height() * (1 - _LESS)
    return picture.seen(QRectF(sight.x(), sight.y(), width, height)), scale * shot.zoom
