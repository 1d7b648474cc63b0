"""A PDF with a page for each step, for any projector."""

from collections.abc import Generator, Sequence
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside, waited
from graphviz_app.export.known import Titled, known
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.outliner import Outliner
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.table import Encode
from graphviz_app.export.vector import ended, title_of
from graphviz_app.scene.captions.moment_titles import moment_title

_UNITS = 20
"""To the point, so that coordinates keep their fractions."""


class Sheet(NamedTuple):
    """A page: the step that it shows, and which part of its caption."""

    titled: Titled
    t: float | None = None
    """None: the title."""
    part: int = 0


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
        shown = yield from _sheets(moving, page)
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


def _sheets(moving: Moving, page: Page) -> Generator[float, None, list[Sheet]]:
    """One for each step; a long caption goes on on the next page, which has the step's number."""
    title = title_of(moving.picture)
    sheets = [Sheet(Titled("title", title))] if moving.title else []
    for number, t in enumerate(moving.script.steps):
        yield 0.0
        said, count = moment_title(moving.schedule, ceil(t) - 1), page.parts(t)
        for part in range(count):
            more = f" ({part + 1} of {count})" * (part > 0)
            sheets.append(Sheet(Titled(f"{number}{more}", f"{said}{more}"), t, part))
    return sheets


def _write(path: Path, encode: Encode, pages: Sequence[Titled]) -> None:
    path.write_bytes(known(encode(), pages))
