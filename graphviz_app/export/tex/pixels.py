"""Images of pixels as small rectangles: a few hundred of them show what a map shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from graphviz_app.export.drawn.marks import Fill, Image
from graphviz_app.export.tex.geometry import Point, point
from graphviz_app.export.tex.item import Item
from graphviz_app.export.tex.styles import Styles

_MOST_ACROSS, _MOST_DOWN = 48, 32
_LEVELS = 16
"""Steps of brightness per colour: neighbours that look alike become one rectangle."""


def pixel_items(mark: Image, styles: Styles, origin: Point) -> list[Item]:
    """The image, coarser; runs of one colour are a rectangle."""
    image = QImage.fromData(mark.png).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        return []
    small = image.scaled(
        min(image.width(), _MOST_ACROSS),
        min(image.height(), _MOST_DOWN),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [
        item for row in range(small.height()) for item in _row(small, row, mark, styles, origin)
    ]


def _row(image: QImage, row: int, mark: Image, styles: Styles, origin: Point) -> list[Item]:
    colors = [_levelled(image.pixel(x, row)) for x in range(image.width())]
    box = mark.box
    across, down = box.width / image.width(), box.height / image.height()
    left, top = box.x - origin[0], box.y - origin[1] + row * down
    made, start = [], 0
    for x in range(1, len(colors) + 1):
        if x == len(colors) or colors[x] != colors[start]:
            style = styles.shape("cell", Fill(colors[start], mark.opacity), None)
            a, b = left + start * across, left + x * across
            made.append(
                Item(r"\fill", f"[{style}] {point(a, top)} rectangle {point(b, top + down)}")
            )
            start = x
    return made


def _levelled(pixel: int) -> str:
    step = 256 // _LEVELS
    parts = ((pixel >> shift) & 255 for shift in (16, 8, 0))
    return "#" + "".join(f"{min(255, round(part / step) * step):02x}" for part in parts)
