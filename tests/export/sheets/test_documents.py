"""What stands on the pages is inside them, large enough, and what is asked is not told."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from graphviz_app import resources
from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.explain.worksheet.asking import Asking, asked_of, without_claims
from graphviz_app.explain.worksheet.compose import runs_through, worksheet
from graphviz_app.export.sheets.documents import key_pages, sheet_pages
from graphviz_app.export.sheets.figure import LEGIBLE, figure
from graphviz_app.export.sheets.paper import HEIGHT, ROOM, SIDE, TALL, TOP, WIDE_ROOM, WIDTH
from graphviz_app.export.sheets.strips import Page
from graphviz_app.formats import load

CROWDED = {"huber", "softmax-network-two-losses"}
"""No page has room for these."""


def pages_of(graph: Graph) -> list[Page]:
    trace = runs_through(without_claims(graph))
    asking = Asking.of(graph)
    drawn = figure(asked_of(trace, asking), asking.has_gradients)
    sheet = worksheet(trace, asking, 4)
    key = finished(key_pages(sheet, trace, drawn.of(trace), "Sheet 1"))
    return [*sheet_pages(sheet, drawn, "Sheet 1"), *key]


def ink_outside(page: Page) -> bool:
    """Whether anything is painted in the margins, a little aside from their edges."""
    width, height = (HEIGHT, WIDTH) if page.wide else (WIDTH, HEIGHT)
    room, tall = WIDE_ROOM if page.wide else (ROOM, TALL)
    image = QImage(round(width), round(height), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.translate(SIDE, TOP)
    for strip, top in page.placed:
        strip.draw(painter, top)
    painter.fillRect(-3, -3, round(room) + 6, round(tall) + 6, 0xFFFFFFFF)
    painter.end()
    blank = QImage(image.size(), image.format())
    blank.fill(255)
    return image != blank


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_nothing_is_cut_off_and_every_page_has_something(qapp: QApplication, path: Path) -> None:
    pages = pages_of(load(path))
    assert all(page.placed for page in pages)
    assert not [n for n, page in enumerate(pages, 1) if ink_outside(page)]


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_numbers_in_the_graph_can_be_read(qapp: QApplication, path: Path) -> None:
    graph = without_claims(load(path))
    least = LEGIBLE * (0.7 if path.stem in CROWDED else 1.0)
    assert figure(runs_through(graph), True).points >= least


def test_numbers_have_their_fields_however_the_document_is_seen(qapp: QApplication) -> None:
    neuron = next(path for path in resources.examples() if path.stem == "neuron")
    usual = without_claims(load(neuron))
    odd = View(values=False, gradients=False, locals=True, style="wires", marks=True)
    drawn = [figure(runs_through(replace(usual, view=view)), True) for view in (View(), odd)]
    assert drawn[0].view == drawn[1].view
    assert drawn[1].view.values
    assert drawn[1].view.gradients
