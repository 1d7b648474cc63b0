"""A PDF with a page for each step, for any projector."""

from collections.abc import Generator
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside, waited
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.outliner import Outliner
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.vector import ended, title_of
from graphviz_app.scene.captions.moment_titles import moment_title

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
    try:
        yield from _painted(writer, painter, moving)
    except BaseException:
        beside(lambda: ended(painter, writer, memory))
        raise
    yield from waited(beside(lambda: _write(path, ended(painter, writer, memory), moving)))


def _painted(writer: QPdfWriter, painter: QPainter, moving: Moving) -> Generator[float, None, None]:
    page, steps = Page(moving), moving.script.steps
    for number, t in enumerate(steps, 1):
        if number > 1:
            writer.newPage()
        painter.save()
        painter.scale(*[moving.setting.points * _UNITS] * 2)
        page.paint(painter, t)
        painter.restore()
        yield number / len(steps)


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


def titles_of(moving: Moving) -> list[str]:
    """What each page shows: ``step 3 of 13: compute z``."""
    schedule = moving.schedule
    return [moment_title(schedule, ceil(t) - 1) for t in moving.script.steps]


def _write(path: Path, content: bytes, moving: Moving) -> None:
    from graphviz_app.export.known import known  # late: only a PDF needs it

    path.write_bytes(known(content, titles_of(moving)))
