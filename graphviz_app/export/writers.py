"""One picture into one file: PNG, SVG or PDF, by its suffix."""

import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from graphviz_app.animate import Frame
from graphviz_app.errors import ExportError
from graphviz_app.formats.replacing import reason_of, replace_file
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture

MAX_SIDE = 32_000
MAX_PIXELS = 400_000_000
"""Bounds of a PNG: its longer side, and its area (1.6 GB while it is painted)."""
_PDF_DPI = 72 * 20
"""A point is 20 units, so that coordinates keep their fractions."""
_PX_TO_POINT = 0.75
"""CSS pixels: 96 to the inch."""


def write_picture(
    picture: Picture,
    frame: Frame,
    path: str | Path,
    *,
    scale: float = 2.0,
    transparent: bool = False,
) -> None:
    """Write a picture as of a frame; raises ExportError, and then leaves the file as it was."""
    path = Path(path)
    drawn = writer_for(path)
    try:
        replace_file(path, lambda stream: stream.write(drawn(picture, frame, scale, transparent)))
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportError(f"'{path}' cannot be written: {reason_of(error)}") from error


# Qt's writers into files hide or forget what goes wrong there: they are given memory.


def png(picture: Picture, frame: Frame, scale: float, transparent: bool) -> bytes:
    """An image of ``scale`` pixels per design pixel."""
    size = pixel_size(picture.bounds, scale)
    kind = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
    image = QImage(size, kind)
    if image.isNull():
        raise ExportError(f"there is not enough memory for {size.width()} × {size.height()} pixels")
    image.fill(Qt.GlobalColor.transparent if transparent else picture.style.canvas)
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    _paint(QPainter(image), picture, frame, scale, transparent)
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """The image as a file of its own; raises ExportError."""
    memory = _Memory()
    if not image.save(memory, "PNG"):  # type: ignore[call-overload]  # a QIODevice is fine
        raise ExportError("there is not enough memory for the image")
    return memory.content()


def svg(picture: Picture, frame: Frame, scale: float, transparent: bool) -> bytes:
    """Vector graphics in which letters are curves, so that no font is needed."""
    del scale
    size = pixel_size(picture.bounds, 1.0, bounded=False)
    memory, generator = _Memory(), QSvgGenerator()
    generator.setOutputDevice(memory)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(title_of(picture))
    generator.setDescription("")
    _paint(QPainter(generator), picture, frame, 1.0, transparent)
    return memory.content()


def pdf(picture: Picture, frame: Frame, scale: float, transparent: bool) -> bytes:
    """One page of the picture's size."""
    del scale
    memory = _Memory()
    writer = QPdfWriter(memory)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title_of(picture))
    writer.setCreator("graphviz-app")
    writer.setPageLayout(
        QPageLayout(
            page_of(picture.bounds),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
            QPageLayout.Unit.Point,
        )
    )
    _paint(QPainter(writer), picture, frame, _PX_TO_POINT * _PDF_DPI / 72, transparent)
    return memory.content()


def page_of(bounds: QRectF) -> QPageSize:
    """The page of a PDF, in whole points: Qt knows no others."""
    points = QSizeF(bounds.size() * _PX_TO_POINT)
    return QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)


def title_of(picture: Picture) -> str:
    """The graph's title on one line, of letters that SVG and PDF may hold."""
    title = _NO_XML.sub("\ufffd", " ".join(picture.run.graph.title.split()))
    return title or "Computational graph"


_NO_XML = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may contain, however it is written."""


class _Memory(QBuffer):
    """Grows while Qt writes into it."""

    def __init__(self) -> None:
        super().__init__()
        self.open(QIODevice.OpenModeFlag.WriteOnly)

    def content(self) -> bytes:
        """All that was written."""
        return bytes(self.data().data())


Writer = Callable[[Picture, Frame, float, bool], bytes]

WRITERS: Mapping[str, Writer] = {".png": png, ".svg": svg, ".pdf": pdf}


def writer_for(path: Path) -> Writer:
    """The writer by the file's suffix; raises ExportError for a kind that is not written."""
    suffix = path.suffix.lower()
    if suffix in WRITERS:
        return WRITERS[suffix]
    if not suffix:
        raise ExportError(f"'{path.name}' needs a suffix that says what to write: {_kinds()}")
    import difflib  # late: only a message needs it

    close = difflib.get_close_matches(suffix, WRITERS, n=1, cutoff=0.5)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    raise ExportError(f"pictures are written as {_kinds()}, not as '{suffix}'{hint}")


def _kinds() -> str:
    *others, last = WRITERS
    return f"{', '.join(others)} or {last}"


def pixel_size(bounds: QRectF, scale: float, bounded: bool = True) -> QSize:
    """Whole pixels around a picture, for an image bounded by what is written.

    Raises ExportError for a scale that is no size, or a size beyond the bounds.
    """
    if not (math.isfinite(scale) and scale > 0):
        raise ExportError(f"the scale has to be a number above 0, not {scale:g}")
    width, height = bounds.width() * scale, bounds.height() * scale
    if bounded and (max(width, height) > MAX_SIDE or width * height > MAX_PIXELS):
        most = min(MAX_SIDE / max(width, height), math.sqrt(MAX_PIXELS / (width * height))) * scale
        raise ExportError(
            f"the picture would have {width:,.0f} × {height:,.0f} pixels; at most {MAX_SIDE:,} on "
            f"a side and {MAX_PIXELS // 1_000_000} million in all are written: use SVG or PDF, or "
            f"a scale of at most {math.floor(most * 1000) / 1000:g}"
        )
    return QSize(max(1, math.ceil(width)), max(1, math.ceil(height)))


def _paint(
    painter: QPainter, picture: Picture, frame: Frame, scale: float, transparent: bool
) -> None:
    """Raises ExportError if that cannot begin, or ends early."""
    if not painter.isActive():
        raise ExportError("the picture could not be painted")
    try:
        painter.scale(scale, scale)
        painter.translate(-picture.bounds.topLeft())
        paint_picture(painter, picture, frame, background=not transparent)
    finally:
        ended = painter.end()
    if not ended:
        raise ExportError("the picture could not be painted")
