"""How large a picture becomes: in pixels, on paper, and in words."""

import math

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize

from graphviz_app.errors import ExportError
from graphviz_app.export.table import Unit, formats, names

MAX_SIDE = 32_000
MAX_PIXELS = 400_000_000
"""Bounds of an image: its longer side, and its area (1.6 GB while it is painted)."""
PX_TO_POINT = 0.75
"""CSS pixels: 96 to the inch."""
_POINT_TO_MM = 25.4 / 72


def size_text(bounds: QRectF, unit: Unit | None, scale: float) -> str:
    """Pixels of an image, millimetres of a page, exactly as the file will have them.

    Raises ExportError for an image that is too large to be written.
    """
    if unit is None:
        return "none: it is text"
    if unit == "mm":
        page = page_of(bounds).sizePoints()
        width, height = page.width() * _POINT_TO_MM, page.height() * _POINT_TO_MM
        return f"{width:,.1f} × {height:,.1f} mm"
    bounded = unit == "pixels"
    size = pixel_size(bounds, scale if bounded else 1.0, bounded)
    return f"{size.width():,} × {size.height():,} {unit}"


def page_of(bounds: QRectF, points: float = PX_TO_POINT) -> QPageSize:
    """The page of a PDF, in whole points: Qt knows no others. ``points``: per pixel."""
    size = QSizeF(bounds.size() * points)
    return QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)


def pixel_size(bounds: QRectF, scale: float, bounded: bool = True) -> QSize:
    """Whole pixels around a picture, for an image bounded by what is written.

    Raises ExportError for a scale that is no size, or a size beyond the bounds.
    """
    if not (math.isfinite(scale) and scale > 0):
        raise ExportError(f"the scale has to be a number above 0, not {scale:g}")
    width, height = bounds.width() * scale, bounds.height() * scale
    if bounded and (max(width, height) > MAX_SIDE or width * height > MAX_PIXELS):
        most = min(MAX_SIDE / max(width, height), math.sqrt(MAX_PIXELS / (width * height))) * scale
        curves = names(format_ for format_ in formats() if format_.is_vector)
        raise ExportError(
            f"the picture would have {width:,.0f} × {height:,.0f} pixels; at most {MAX_SIDE:,} on "
            f"a side and {MAX_PIXELS // 1_000_000} million in all are written: use {curves}, or "
            f"a scale of at most {math.floor(most * 1000) / 1000:g}"
        )
    return QSize(max(1, math.ceil(width)), max(1, math.ceil(height)))
