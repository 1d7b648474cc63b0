"""PDF: text and curves that stay sharp at any size."""

import re
from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPaintDevice, QPainter, QPdfWriter
from shiboken6 import delete

from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside
from graphviz_app.export.outliner import Outliner
from graphviz_app.export.painting import painted
from graphviz_app.export.setting import USUAL, Setting
from graphviz_app.export.sizes import page_of
from graphviz_app.export.table import Encode
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture

_PDF_DPI = 72 * 20
"""A point is 20 units, so that coordinates keep their fractions."""

# Qt's writers into files hide or forget what goes wrong there: they are given memory.


def pdf(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """One page of the picture's size; its text can be searched, unless it is curves."""
    memory = _memory()
    writer = QPdfWriter(memory)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title_of(picture))
    writer.setCreator("graphviz-app")
    upright, points = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Point
    page = page_of(picture.bounds, setting.points)
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(), points))
    fitting = setting.points * _PDF_DPI / 72
    painter = Outliner(writer) if setting.text == "outlines" else QPainter(writer)
    no_ground = setting.transparent
    encode = yield from _painted_onto(painter, memory, picture, frame, fitting, no_ground)
    exact = None
    if setting.points != USUAL.points:  # as large on paper as somebody has asked for
        sides = picture.bounds.size() * setting.points
        exact = sides.width(), sides.height()
    return partial(_known, encode, exact)


def _known(encode: Encode, size: tuple[float, float] | None) -> bytes:
    from graphviz_app.export.known import known  # late: only a PDF needs it

    return known(encode(), size=size)


def _painted_onto(
    painter: QPainter,
    memory: QBuffer,
    picture: Picture,
    frame: Frame,
    scale: float,
    transparent: bool,
) -> Generator[float, None, Encode]:
    """Paint; what is written when the painter ends is left to another thread, even if given up."""
    page = painter.device()
    if not painter.isActive():
        raise ExportError("the picture could not be painted")
    encode = partial(ended, painter, page, memory)
    try:
        yield from painted(painter, picture, frame, scale, ground=not transparent)
    except GeneratorExit:
        beside(encode)
        raise
    return encode


def ended(painter: QPainter, page: QPaintDevice, memory: QBuffer) -> bytes:
    """What was written; other threads run meanwhile, as they would not during ``painter.end()``."""
    delete(painter)
    del page  # which the painter needs until here
    content = bytes(memory.data().data())
    if not content:
        raise ExportError("the picture could not be painted")
    return content


def title_of(picture: Picture) -> str:
    """The graph's title on one line, of letters that SVG and PDF may hold."""
    title = _NO_XML.sub("\ufffd", " ".join(picture.run.graph.title.split()))
    return title or "Computational graph"


_NO_XML = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may contain, however it is written."""


def _memory() -> QBuffer:
    """Grows while Qt writes into it."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    return memory
