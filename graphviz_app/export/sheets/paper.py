"""Pages into a PDF on A4, which is the same whenever it is made."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from graphviz_app.core.pieces import Pieces
from graphviz_app.errors import ExportError
from graphviz_app.export.known import known
from graphviz_app.export.sheets.strips import Page
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import elided, text_line
from graphviz_app.theme import PAPER

WIDTH, HEIGHT = 595.0, 842.0
SIDE, TOP, BOTTOM = 51.0, 45.0, 54.0
"""Margins; the foot stands in the lower one."""
ROOM = WIDTH - 2 * SIDE
"""Width of what is written."""
TALL = HEIGHT - TOP - BOTTOM
WIDE_ROOM = (HEIGHT - 2 * SIDE, WIDTH - TOP - BOTTOM)
"""Width and height on a page that is turned."""
_UNITS = 20
"""To the point, so that coordinates keep their fractions."""
_FOOT = Typeface(PAPER.sans, 8, 400)
_FOOT_DROP = 26.0
_FIXED = (
    (rb"\(D:\d{14}", b"(D:20000101000000"),
    (rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2000-01-01T00:00:00"),
    (rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"00000000-0000-0000-0000-000000000000"),
)
_ID = re.compile(rb"(?<=/ID \[)[^\]]*")


def pdf_in_pieces(pages: Sequence[Page], title: str, foot: str) -> Pieces[bytes]:
    """The file, page by page; ``foot`` stands below each with its number. Raises ExportError."""
    QHashSeed.setDeterministicGlobalSeed()  # so that its fonts have the same order again
    try:
        return known(unchanging((yield from _written(pages, title, foot))))
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _written(pages: Sequence[Page], title: str, foot: str) -> Pieces[bytes]:
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(memory)
    writer.setResolution(72 * _UNITS)
    writer.setTitle(title)
    writer.setCreator("graphviz-app")
    writer.setPageLayout(_layout(pages[0]))
    painter = QPainter(writer)
    if not painter.isActive():
        raise ExportError("the sheet could not be painted")
    try:
        yield from _painted(writer, painter, pages, foot)
    finally:
        painter.end()
    return bytes(memory.data().data())


def _painted(
    writer: QPdfWriter, painter: QPainter, pages: Sequence[Page], foot: str
) -> Pieces[None]:
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.setPageLayout(_layout(page))
            writer.newPage()
        painter.save()
        painter.scale(_UNITS, _UNITS)
        painter.translate(SIDE, TOP)
        for strip, top in page.placed:
            strip.draw(painter, top)
        _draw_foot(painter, page, foot, f"page {number} of {len(pages)}")
        painter.restore()
        yield


def _layout(page: Page) -> QPageLayout:
    kinds = QPageLayout.Orientation
    turned = kinds.Landscape if page.wide else kinds.Portrait
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Point)


def _draw_foot(painter: QPainter, page: Page, foot: str, number: str) -> None:
    width, height = (WIDE_ROOM[0], WIDTH) if page.wide else (ROOM, HEIGHT)
    baseline, color = height - TOP - _FOOT_DROP, QColor(PAPER.muted)
    right = text_line(number, _FOOT)
    elided(foot, _FOOT, width - right.width - 24).draw(painter, 0.0, baseline, color)
    right.draw(painter, width - right.width, baseline, color)


def unchanging(pdf: bytes) -> bytes:
    """Without what Qt writes of the time: dates and identifiers, replaced by others as long."""
    for changing, fixed in _FIXED:
        pdf = re.sub(changing, fixed, pdf)
    return _ID.sub(lambda found: re.sub(rb"[0-9a-fA-F]", b"0", found[0]), pdf)
