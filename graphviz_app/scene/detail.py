"""How much is worth drawing at a zoom."""

from enum import IntEnum

from PySide6.QtGui import QPaintEngine, QPainter

_SHAPES = 0.06
_SIGNS = 0.16
_NUMBERS = 0.24
"""Zooms below which corners, signs and numbers are left out: smaller, they are only grey."""


class Detail(IntEnum):
    """Specks only; shapes; with signs and names; with numbers."""

    SPECKS = -1
    SHAPES = 0
    SIGNS = 1
    NUMBERS = 2


def detail_at(zoom: float) -> Detail:
    """What can be read at a zoom, counted in pixels per design pixel."""
    if zoom < _SHAPES:
        return Detail.SPECKS
    if zoom < _SIGNS:
        return Detail.SHAPES
    return Detail.SIGNS if zoom < _NUMBERS else Detail.NUMBERS


def detail_of(painter: QPainter, scale: float) -> Detail:
    """What the painter's zoom is good for; files that can be enlarged get everything."""
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        return Detail.NUMBERS
    return detail_at(painter.deviceTransform().m11() * scale)
