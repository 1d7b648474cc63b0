"""Questions with room to write: what is asked, free space, and fields for the answer."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.explain.worked.solution import Words
from graphviz_app.explain.worksheet.sheet import Part, Question, Worksheet
from graphviz_app.export.sheets.paper import ROOM
from graphviz_app.export.sheets.solved import SIZE, heading, rule
from graphviz_app.export.sheets.strips import Strip, Unit
from graphviz_app.export.sheets.words import INK, MUTED, SMALL, formula, paragraph
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import PAPER

_NUMBER = Typeface(PAPER.sans, 10, 700)
_INDENT = 24.0
_FIELD = (78.0, 22.0)
"""Of a single number."""
_CELL = (46.0, 20.0)
_MOST = (8, 9)
"""Rows and columns of a matrix that get fields of their own."""
_FREE = (220.0, 90.0)
"""For larger ones."""
HEIGHTS = (120.0, 104.0, 92.0, 82.0, 72.0, 64.0, 60.0, 56.0, 52.0, 48.0, 44.0, 40.0)
"""Of a question, from the roomiest to the tightest."""
_MANY = 16
"""From so many on short ones stand in two columns."""
_PAD, _GAP, _BETWEEN = 8.0, 14.0, 28.0
_FIRST = 14.0
"""From the top to the first baseline, at least."""
_LARGER = 13.5
"""Of fractions that stand alone."""


def part_units(part: Part, sheet: Worksheet, height: float) -> Iterator[Unit]:
    """A heading, a sentence, and the questions, each with at least so much room."""
    yield heading(part.title)
    yield Unit(paragraph(_lead(part, sheet)), leads=True)
    columns = 2 if len(sheet.questions) > _MANY else 1
    for place, row in enumerate(_in_rows(part.questions, columns)):
        yield Unit((_strip(row, columns, height, bool(place)),))


def _in_rows(questions: Sequence[Question], columns: int) -> Iterator[Sequence[Question]]:
    """As many short ones beside each other as there are columns."""
    row: list[Question] = []
    for question in questions:
        short = _is_short(question)
        if row and (not short or len(row) == columns):
            yield row
            row = []
        row.append(question)
        if not short:
            yield row
            row = []
    if row:
        yield row


def _is_short(question: Question) -> bool:
    """Whether half of a line is enough."""
    return not question.symbols and not question.shape


def _lead(part: Part, sheet: Worksheet) -> Words:
    if part is not sheet.parts[0]:
        return part.lead
    decimals = "1 decimal" if sheet.digits == 1 else f"{sheet.digits} decimals"
    return (*part.lead, f" Write answers with {decimals}.")


def field_size(shape: tuple[int, ...]) -> tuple[float, float]:
    """Of the room for an answer."""
    rows, columns = _cells(shape)
    if len(shape) > 2 or rows > _MOST[0] or columns > _MOST[1]:
        return _FREE
    return _FIELD if rows == columns == 1 else (columns * _CELL[0], rows * _CELL[1])


def _cells(shape: tuple[int, ...]) -> tuple[int, int]:
    rows, columns = (1, *shape)[-2:] if shape else (1, 1)
    return rows, columns


def _strip(row: Sequence[Question], columns: int, least: float, ruled: bool) -> Strip:
    """Questions beside each other; a hairline above them if others are before."""
    short = columns > 1 and _is_short(row[0])
    width = (ROOM - _BETWEEN) / 2 if short else ROOM
    asked = [_Asked(question, width) for question in row]
    height = max(least, *(one.height for one in asked), 0.0)

    def draw(painter: QPainter, top: float) -> None:
        if ruled:
            rule(painter, 0.0, top, ROOM)
        for place, one in enumerate(asked):
            one.draw(painter, QRectF(place * (width + _BETWEEN), top, width, height))

    return Strip(height, draw, 0.0 if ruled else 2.0)


class _Asked:
    """A question: mathematics at the left, the field below the right end, room between them."""

    def __init__(self, question: Question, room: float) -> None:
        self._question = question
        self._number = text_line(f"{question.number}", _NUMBER)
        self._shown = _shown(question, room - _INDENT)
        self._field = QSizeF(*field_size(question.shape))
        beside = self._shown.width + _GAP + self._field.width() <= room - _INDENT
        high = self._shown.ascent + self._shown.descent
        tall = self._field.height()
        self.height = (max(high, tall) if beside else high + 6 + tall) + 2 * _PAD
        """At least."""

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """In its place."""
        baseline = box.top() + _PAD + max(self._shown.ascent, _FIRST)
        self._number.draw(painter, box.left(), baseline, INK)
        self._shown.draw(painter, box.left() + _INDENT, baseline, INK)
        field = QRectF(QPointF(), self._field)
        field.moveBottomRight(QPointF(box.right(), box.bottom() - _PAD))
        _draw_field(painter, field, self._question.shape)


def _shown(question: Question, room: float) -> MathText:
    equal = " = ".join((question.left, *question.symbols))
    return formula(f"{equal} =", SIZE if question.symbols else _LARGER, room)


def _draw_field(painter: QPainter, box: QRectF, shape: tuple[int, ...]) -> None:
    painter.setPen(QPen(INK, 0.7))
    painter.drawRect(box)
    rows, columns = _cells(shape)
    if (box.width(), box.height()) == _FREE:
        words = text_line("×".join(map(str, shape)), SMALL)
        words.draw(painter, box.left() + 6, box.top() + 4 + words.ascent, MUTED)
        return
    painter.setPen(QPen(MUTED, 0.4))
    for column in range(1, columns):
        x = box.left() + column * box.width() / columns
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
    for row in range(1, rows):
        y = box.top() + row * box.height() / rows
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
