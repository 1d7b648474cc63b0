"""The head of a sheet: title, which sheet it is, name and date."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.export.sheets.paper import ROOM
from graphviz_app.export.sheets.strips import Strip, Unit
from graphviz_app.export.sheets.words import BODY, INK, MUTED, RULE, Line, lines_of
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import PAPER

TITLE = Typeface(PAPER.sans, 17, 700)
_TAG = Typeface(PAPER.sans, 11, 500)
_LINES_GAP = 20.0


def head(title: str, tag: str) -> Iterator[Unit]:
    """The title, and ``tag`` at the right end of its first line."""
    mark = text_line(tag, _TAG)
    for number, line in enumerate(lines_of((title,), TITLE, ROOM - mark.width - 20)):

        def draw(p: QPainter, top: float, line: Line = line, first: bool = not number) -> None:
            line.draw(p, 0.0, top + line.ascent)
            if first:
                mark.draw(p, ROOM - mark.width, top + line.ascent, MUTED)

        yield Unit((Strip(line.height, draw, 2.0),), leads=True)


def name_and_date() -> Unit:
    """Lines to write on."""
    name, date = text_line("Name", BODY), text_line("Date", BODY)
    middle, height = 0.66 * ROOM, name.ascent + name.descent

    def draw(painter: QPainter, top: float) -> None:
        baseline = top + name.ascent
        painter.setPen(QPen(RULE, 0.8))
        for x, end, word in ((0.0, middle - 16, name), (middle, ROOM, date)):
            painter.setPen(QPen(RULE, 0.8))
            painter.drawLine(QLineF(x + word.width + 6, baseline + 2, end, baseline + 2))
            word.draw(painter, x, baseline, INK)

    return Unit((Strip(height + 4, draw, _LINES_GAP),))
