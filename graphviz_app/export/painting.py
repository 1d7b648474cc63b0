"""Painting a picture piece by piece, so that a window can live in between."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.errors import ExportError
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_in_pieces

_AT_ONCE = 4_000_000
"""Pixels of the ground that are filled in one piece."""


def painted_image(
    picture: Picture, frame: Frame, size: QSize, scale: float, transparent: bool
) -> Generator[float, None, QImage]:
    """An image of a picture; yields the share that is painted."""
    kind = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
    image = QImage(size, kind)
    if image.isNull():
        raise ExportError(f"there is not enough memory for {size.width()} × {size.height()} pixels")
    ground = QColor(Qt.GlobalColor.transparent) if transparent else QColor(picture.style.canvas)
    with painting(QPainter(image)) as painter:
        yield from _filled(painter, size, ground)
        yield from painted(painter, picture, frame, scale, ground=False)
    return image


def _filled(painter: QPainter, size: QSize, color: QColor) -> Generator[float, None, None]:
    """In bands, since it takes its time to touch so much memory for the first time."""
    rows = max(1, _AT_ONCE // size.width())
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for top in range(0, size.height(), rows):
        painter.fillRect(0, top, size.width(), rows, color)
        yield 0.0
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def painted(
    painter: QPainter, picture: Picture, frame: Frame, scale: float, ground: bool
) -> Generator[float, None, None]:
    """Paint a picture, one element after the other; yields the share."""
    # Not in bands: Qt would cut dashes where a band ends.
    painter.scale(scale, scale)
    painter.translate(-picture.bounds.topLeft())
    if ground:
        painter.fillRect(picture.bounds, picture.style.canvas)
    count = len(picture.places.groups) + len(picture.edges) + len(picture.nodes)
    now = picture.with_run(frame.run)  # of the next run, if it has come so far
    for number, _ in enumerate(paint_in_pieces(painter, now, frame), 1):
        yield min(number / count, 1.0)


@contextmanager
def painting(painter: QPainter) -> Iterator[QPainter]:
    """Ends the painter in any case; raises ExportError if it could not begin, or ends early."""
    if not painter.isActive():
        raise ExportError("the picture could not be painted")
    try:
        yield painter
    finally:
        ended = painter.end()
    if not ended:
        raise ExportError("the picture could not be painted")
