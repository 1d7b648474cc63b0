"""Heat: numbers as colours, from below zero over the panel's own colour at zero to above it."""

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviz_app.numbers import in_panel
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

STRONGEST = 0.6
"""How much of the scale's colour is mixed in at its ends: numbers stay readable on it."""
_STOPS = 8


class Heat:
    """The scale of one array: as far to one side of zero as to the other."""

    def __init__(self, array: np.ndarray, theme: Theme) -> None:
        finite = array[np.isfinite(array)]
        self.least = float(finite.min()) if finite.size else 0.0
        self.most = float(finite.max()) if finite.size else 0.0
        self._reach = max(abs(self.least), abs(self.most)) or 1.0
        self._theme = theme

    def color(self, value: float) -> QColor:
        """The background of one number; that of zero for what is not finite."""
        share = value / self._reach if np.isfinite(value) else 0.0
        end = self._theme.high if share > 0 else self._theme.low
        return _mixed(QColor(self._theme.panel), QColor(end), STRONGEST * min(abs(share), 1.0))


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    parts = zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(x + (y - x) * share) for x, y in parts))


class HeatLegend(QWidget):
    """A bar with the scale's colours: the least number left, the largest right, zero between."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._heat: Heat | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_heat(self, heat: Heat, theme: Theme) -> None:
        """Explain this scale."""
        self._heat, self._theme = heat, theme
        self.setAccessibleName(f"Colours from {in_panel(heat.least)} to {in_panel(heat.most)}")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, round(self._theme.px(30)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._heat is None:
            return
        heat, theme = self._heat, self._theme
        low, high = min(heat.least, 0.0), max(heat.most, 0.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, 0.5, self.width() - 1, theme.px(9))
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        for i in range(_STOPS + 1):
            at = i / _STOPS
            shades.setColorAt(at, heat.color(low + (high - low) * at))
        painter.setPen(QColor(theme.hairline))
        painter.setBrush(shades)
        painter.drawRoundedRect(bar, theme.px(3), theme.px(3))
        self._paint_labels(painter, low, high)

    def _paint_labels(self, painter: QPainter, low: float, high: float) -> None:
        theme, look = self._theme, typeface(self._theme, 11, 400)
        baseline = theme.px(24)
        ends = [text_line(in_panel(x), look) for x in (low, high)]
        places = [0.0, self.width() - ends[1].width]
        for line, x in zip(ends, places, strict=True):
            line.draw(painter, x, baseline, QColor(theme.muted))
        zero = text_line("0", look)
        x = self.width() * -low / ((high - low) or 1.0) - zero.width / 2
        if ends[0].width + theme.px(8) < x < places[1] - theme.px(8) - zero.width:
            zero.draw(painter, x, baseline, QColor(theme.muted))
