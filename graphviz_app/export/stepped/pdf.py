"""A PDF with a page for each step, for any projector."""

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside, waited
from graphviz_app.export.known import Titled, known
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.outliner import Outliner
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.stepped.sheets import Sheet, sheets_of
from graphviz_app.export.table import Encode
from graphviz_app.export.vector import ended, title_of

_UNITS = 20
"""To the point, so that coordinates keep their fractions."""


def pdf(moving: Moving, path: Path) -> Generator[float, None, None]:
    """All pages are of one size; each has its step's number and title."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(memory, moving)
    painter = Outliner(writer) if moving.setting.text == "outlines" else QPainter(writer)
    if not painter.isActive():
        raise ExportError("the pages could not be painted")
    encode = partial(ended, painter, writer, memory)
    try:
        page = Page(moving)
        shown = yield from sheets_of(moving, page)
        painter.scale(*[moving.setting.points * _UNITS] * 2)
        yield from _painted(writer, painter, page, shown)
    except GeneratorExit:
        beside(encode)
        raise
    yield from waited(beside(partial(_write, path, encode, [sheet.titled for sheet in shown])))


def _painted(
    writer: QPdfWriter, painter: QPainter, page: Page, shown: Sequence[Sheet]
) -> Generator[float, None, None]:
    for number, sheet in enumerate(shown, 1):
        if number > 1:
            writer.newPage()
        painter.save()
        if sheet.t is None:
            page.paint_title(painter)
        else:
            page.paint(painter, sheet.t, sheet.part)
        painter.restore()
        yield number / len(shown)


def _writer(memory: QBuffer, moving: Moving) -> QPdfWriter:
    writer = QPdfWriter(memory)
    writer.setResolution(72 * _UNITS)
    writer.setTitle(title_of(moving.picture))
    writer.setCreator("graphviz-app")
    size = QSizeF(*moving.size) * moving.setting.points
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    upright, points = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Point
    writer.setPageLayout(QPageLayout(page, upright, QMarginsF(), points))
    return writer


def _write(path: Path, encode: Encode, pages: Sequence[Titled]) -> None:
    path.write_bytes(known(encode(), pages))
