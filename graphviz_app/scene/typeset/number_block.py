"""A value as it is drawn: one number, a small table between brackets, or a shape."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Array
from graphviz_app.covered import QUESTION, Field, field_of, is_blank, is_covered
from graphviz_app.numbers import MINUS, on_graph
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, text_line
from graphviz_app.scene.typeset.text_taker import TextTaker
from graphviz_app.typing_compat import override

MAX_ROWS = 3
MAX_COLUMNS = 3
"""Tables up to this size show their numbers, larger ones their shape."""
GAP = 0.6
BRACKET = 0.35
LINE = 1.25
"""In ems: between columns; from the numbers to a bracket; from line to line."""
_NARROWEST = 0.5
"""How much narrower than tall numbers get; beyond that they get smaller."""


class NumberBlock:
    """Numbers in columns, right-aligned; lengths in pixels."""

    def __init__(
        self, rows: tuple[tuple[str, ...], ...], bracketed: bool, typeface: Typeface
    ) -> None:
        self.rows: list[list[TextLine]] = [
            [text_line(cell, typeface) for cell in row] for row in rows
        ]
        self.bracketed = bracketed
        self._em = float(typeface.size)
        self._columns = [
            max(cell.width for cell in column) for column in zip(*self.rows, strict=True)
        ]
        gaps = GAP * self._em * (len(self._columns) - 1)
        self._margin = BRACKET * self._em if bracketed else 0.0
        self.width = sum(self._columns) + gaps + 2 * self._margin
        self.line_height = LINE * self._em
        self._inset = BRACKET / 2 * self._em if bracketed else 0.0
        self.height = self.line_height * len(self.rows) + 2 * self._inset

    @property
    def text(self) -> str:
        """The numbers as one line."""
        return "; ".join(" ".join(cell.content for cell in row) for row in self.rows)

    def draw(
        self, painter: QPainter, right: float, top: float, color: QColor, room: float = math.inf
    ) -> None:
        """Draw with the right end at ``right``; narrower if it is wider than its room."""
        if self.width <= room:
            self._draw(painter, right, top, color)
            return
        narrow = room / self.width
        low = min(narrow / _NARROWEST, 1.0)
        painter.save()
        painter.translate(right, top + (1.0 - low) * self.height / 2)
        painter.scale(narrow, low)
        self._draw(painter, 0.0, 0.0, color)
        painter.restore()

    def _draw(self, painter: QPainter, right: float, top: float, color: QColor) -> None:
        for i, row in enumerate(self.rows):
            baseline = top + self._inset + (i + 0.5) * self.line_height + row[0].cap_height / 2
            x = right - self._margin
            for cell, width in zip(reversed(row), reversed(self._columns), strict=True):
                cell.draw(painter, x - cell.width, baseline, color)
                x -= width + GAP * self._em
        if self.bracketed:
            self._draw_brackets(painter, right, top, color)

    def _draw_brackets(self, painter: QPainter, right: float, top: float, color: QColor) -> None:
        painter.setPen(QPen(color, 0.09 * self._em, c=Qt.PenCapStyle.FlatCap))
        inset, foot = 0.08 * self._em, 0.22 * self._em
        upper, lower = top + inset, top + self.height - inset
        for x, side in ((right - self.width + inset, 1), (right - inset, -1)):
            painter.drawLine(QLineF(x, upper, x, lower))
            painter.drawLine(QLineF(x, upper, x + side * foot, upper))
            painter.drawLine(QLineF(x, lower, x + side * foot, lower))


def number_block(
    value: Value, typeface: Typeface, *, table: bool = True, prefix: str = ""
) -> NumberBlock:
    """The block for a value; without ``table`` every tensor shows its shape."""
    if is_covered(value):
        return CoverBlock(typeface, field_of(value), is_blank(value))
    rows = _table(value) if table else None
    cells = rows or ((prefix + on_graph(value),),)
    if (field := field_of(value)) is not None:
        return AnsweredBlock(cells, rows is not None, typeface, field)
    return _cached(cells, rows is not None, typeface)


def shape_block(
    value: Value | None, typeface: Typeface, *, clashes: bool = False
) -> NumberBlock | None:
    """The shape of a value as NumPy writes it: ``(2, 3)``, ``()`` of a single number."""
    if value is None:
        return None
    return _cached(((str(np.shape(value)) + " ✗" * clashes,),), False, typeface)


class FieldFinder(QPainter):
    """Notes which fields are drawn, and where."""

    def __init__(self, device: QPaintDevice) -> None:
        super().__init__(device)
        self.found: list[tuple[Field, QRectF]] = []
        """In the coordinates of the device."""

    def note(self, field: Field, box: QRectF) -> None:
        """A field is drawn here."""
        self.found.append((field, self.worldTransform().mapRect(box)))


class CoverBlock(NumberBlock):
    """A field in the place of a number that is not told: empty, or with a wrong number in it."""

    def __init__(self, typeface: Typeface, field: Field | None, blank: bool) -> None:
        written = "" if field is None else field.written.replace("-", MINUS)
        super().__init__(((written or ("" if blank else QUESTION),),), False, typeface)
        self.field, self._blank, self._struck = field, blank, bool(written)
        self.width = max(text_line(_FIELD, typeface).width, self.width + 0.6 * self._em)

    @override
    def _draw(self, painter: QPainter, right: float, top: float, color: QColor) -> None:
        em = self._em
        edge, radius = 0.06 * em, 0.28 * em
        box = QRectF(right - self.width, top, self.width, self.height)
        if self.field is not None and isinstance(painter, FieldFinder):
            painter.note(self.field, box)
        box = box.adjusted(edge, 2 * edge, -edge, -2 * edge)
        painter.setPen(QPen(color, 1.4 * edge, Qt.PenStyle.DashLine))
        ground = QColor(color)
        ground.setAlphaF(0.08)
        painter.setBrush(Qt.GlobalColor.white if self._blank else ground)
        painter.drawRoundedRect(box, radius, radius)
        mark = self.rows[0][0]
        baseline, left = box.center().y() + mark.cap_height / 2, box.center().x() - mark.width / 2
        mark.draw(painter, left, baseline, color)
        if self._struck:
            painter.setPen(QPen(color, 1.4 * edge))
            y = box.center().y()
            painter.drawLine(QLineF(left - edge, y, left + mark.width + edge, y))


class AnsweredBlock(NumberBlock):
    """A number that was asked for, told now: painters are told which it is."""

    def __init__(
        self,
        rows: tuple[tuple[str, ...], ...],
        bracketed: bool,
        typeface: Typeface,
        field: Field,
    ) -> None:
        super().__init__(rows, bracketed, typeface)
        self.field = field

    @override
    def draw(
        self, painter: QPainter, right: float, top: float, color: QColor, room: float = math.inf
    ) -> None:
        if not isinstance(painter, TextTaker):
            super().draw(painter, right, top, color, room)
            return
        painter.begin_number(self.field, room, len(self.rows[0]))
        super().draw(painter, right, top, color, room)
        painter.end_number()

    @override
    def _draw(self, painter: QPainter, right: float, top: float, color: QColor) -> None:
        if isinstance(painter, FieldFinder):
            painter.note(self.field, QRectF(right - self.width, top, self.width, self.height))
        super()._draw(painter, right, top, color)


_FIELD = "00000"
"""As wide as this: there is room for a number to be written in."""


@lru_cache(maxsize=8192)
def _cached(rows: tuple[tuple[str, ...], ...], bracketed: bool, typeface: Typeface) -> NumberBlock:
    return NumberBlock(rows, bracketed, typeface)


def _table(value: Value) -> tuple[tuple[str, ...], ...] | None:
    """The cells of a small vector (as a row) or matrix; None for anything else."""
    if not isinstance(value, np.ndarray) or not is_table(value):
        return None
    return tuple(tuple(on_graph(float(x)) for x in row) for row in np.atleast_2d(value))


def is_table(value: Array) -> bool:
    """Whether it is a vector or matrix that shows its numbers."""
    if value.size < 2 or value.ndim > 2:
        return False
    rows, columns = np.atleast_2d(value).shape
    return bool(rows <= MAX_ROWS and columns <= MAX_COLUMNS)
