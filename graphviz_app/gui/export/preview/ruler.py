"""Ruler: lengths on paper along one side of a preview, in centimetres or inches."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import LIGHT, Theme
from graphviz_app.typing_compat import override

Unit = Literal["cm", "in"]
POINTS: dict[Unit, float] = {"cm": 72 / 2.54, "in": 72.0}
"""Of one unit."""
_TENTHS: dict[Unit, tuple[int, ...]] = {"cm": (10, 5, 2), "in": (8, 4, 2)}
"""Into how many parts a unit is cut, the finest first."""
_WHOLE = 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000
THICK, _SIZE = 24, 11
_LEAST_PART, _LEAST_NUMBER = 5.0, 34.0
"""Pixels between ticks, and between numbers."""


class Span(NamedTuple):
    """Where the paper lies, in pixels, and how large a point is."""

    start: float = 0.0
    end: float = 0.0
    scale: float = 1.0


def ticks(span: Span, unit: Unit, room: float) -> list[tuple[float, int | None]]:
    """Places of ticks in ``room`` pixels, and the number of those that have one."""
    whole = POINTS[unit] * span.scale
    step = next((step for step in _WHOLE if step * whole >= _LEAST_NUMBER), _WHOLE[-1])
    cut = next((cut for cut in _TENTHS[unit] if whole / cut >= _LEAST_PART), 1)
    part = whole / cut if step == 1 else whole * step / (5 if step > 2 else step)
    each = cut if step == 1 else (5 if step > 2 else step)
    first = -int(span.start / part) if span.start > 0 else int(-span.start / part)
    found: list[tuple[float, int | None]] = []
    for place in range(first, int((room - span.start) / part) + 1):
        told = place // each * step if place % each == 0 else None
        found.append((span.start + place * part, told))
    return found


class Ruler(QWidget):
    """Its zero is where the paper begins."""

    def __init__(self, *, across: bool) -> None:
        super().__init__()
        self._across, self._theme = across, LIGHT
        self.unit: Unit = "cm"
        self.span = Span()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and letters."""
        self._theme = theme
        self.updateGeometry()

    def show_span(self, span: Span, unit: Unit) -> None:
        """Where the paper is."""
        if (span, unit) != (self.span, self.unit):
            self.span, self.unit = span, unit
            self.update()

    @override
    def sizeHint(self) -> QSize:
        thick = round(self._theme.px(THICK))
        return QSize(40, thick) if self._across else QSize(thick, 40)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(self._theme, _SIZE, 400))
        painter.fillRect(self.rect(), QColor(self._theme.tab))
        span = self.span
        painter.fillRect(self._box(span.start, span.end - span.start, 0), QColor(self._theme.panel))
        room = self.width() if self._across else self.height()
        for place, told in ticks(span, self.unit, room):
            inside = span.start - 0.5 <= place <= span.end + 0.5
            self._paint_tick(painter, place, told if inside else None, inside)
        painter.end()

    def _paint_tick(self, painter: QPainter, place: float, told: int | None, inside: bool) -> None:
        thick, theme = self.height() if self._across else self.width(), self._theme
        colour = QColor(theme.faint if inside else theme.hairline)
        long = thick if told is not None else theme.px(5)
        painter.fillRect(self._box(place - 0.5, 1, thick - long), colour)
        if told is None:
            return
        painter.setPen(QColor(theme.muted))
        line = painter.fontMetrics().height()
        box = QRectF(place + 3, 0, 60, line) if self._across else QRectF(2, place + 1, thick, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(told))

    def _box(self, start: float, length: float, from_edge: float) -> QRectF:
        """Along the ruler from ``start``, across it from so far below its outer edge."""
        if self._across:
            return QRectF(start, from_edge, length, self.height() - from_edge)
        return QRectF(from_edge, start, self.width() - from_edge, length)
