"""A small table of numbers as colours, with the numbers where they have room."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from graphviz_app.arrays import Array
from graphviz_app.gui.inspector.heat import Heat
from graphviz_app.gui.inspector.tensor_model import as_matrix
from graphviz_app.numbers import on_graph
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import Theme

ROWS, COLUMNS = 8, 16
"""As many are shown of a larger one."""
_NUMBERED, _PLAIN = 20.0, 12.0
"""The height of a cell with its number, and without."""
_WIDEST, _SQUARE = 76.0, 14.0
_TEXT = 11.0
_PAD = 5.0


class SmallHeat:
    """One table in the width that it is given."""

    def __init__(self, array: Array, width: float, theme: Theme) -> None:
        matrix = as_matrix(array)
        matrix = matrix.T if array.ndim == 1 else matrix  # a vector lies
        self._cells = matrix[:ROWS, :COLUMNS]
        self._heat, self._theme = Heat(array, theme), theme
        self._face = typeface(theme, _TEXT, 500)
        self._texts = [[on_graph(float(x)) for x in row] for row in self._cells]
        rows, columns = self._cells.shape
        wanted = max((self._width(t) for row in self._texts for t in row), default=0.0)
        self._cell = min(width / max(columns, 1), theme.px(_WIDEST))
        self.numbered = wanted + 2 * theme.px(_PAD) / 2 <= self._cell
        if not self.numbered:
            self._cell = min(width / max(columns, 1), theme.px(_SQUARE))
        self.height = rows * self._row

    def _width(self, text: str) -> float:
        return text_line(text, self._face).width

    @property
    def _row(self) -> float:
        return self._theme.px(_NUMBERED if self.numbered else _PLAIN)

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint it with its upper left corner there."""
        ink = QColor(self._theme.ink)
        for i, row in enumerate(self._cells):
            for j, number in enumerate(row):
                cell = QRectF(
                    at.x() + j * self._cell, at.y() + i * self._row, self._cell - 1, self._row - 1
                )
                painter.fillRect(cell, self._heat.color(float(number)))
                if self.numbered:
                    line = text_line(self._texts[i][j], self._face)
                    baseline = cell.center().y() + line.cap_height / 2
                    right = cell.right() - self._theme.px(_PAD) / 2
                    line.draw(painter, right - line.width, baseline, ink)
