"""How wide the columns of the rows are."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from graphviz_app.gui.learn.data.row_model import LOSS, NUMBER, RowModel
from graphviz_app.gui.learn.data.row_painter import SIDE
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme

LOOKED_AT = 200
"""Rows from which the width of a column is found."""
DOT, LEAST_LOSS = 12, 72
LONGEST_LOSSES = ("0.008888", "8.888·10⁻⁸")
"""A loss that falls becomes so long."""


def wanted_widths(rows: RowModel, theme: Theme) -> dict[int, int]:
    """By column, in pixels."""
    metrics, side = QFontMetrics(font(theme, 13, 600)), round(theme.px(2 * SIDE)) + 2
    lines = range(min(rows.rowCount(), LOOKED_AT))
    widths = {}
    for column in range(rows.columnCount()):
        head = str(rows.headerData(column, Qt.Orientation.Horizontal))
        texts = [head, *(rows.text(line, column) for line in lines)]
        widths[column] = max(map(metrics.horizontalAdvance, texts)) + side
    if widths:
        last = metrics.horizontalAdvance(f"{rows.rowCount():,}") + side
        widths[NUMBER] = max(widths[NUMBER], last) + round(theme.px(DOT))
        longest = max(map(metrics.horizontalAdvance, LONGEST_LOSSES)) + side
        widths[LOSS] = max(widths[LOSS], longest, round(theme.px(LEAST_LOSS)))
    return widths


def shared_widths(widths: Mapping[int, int], room: int) -> dict[int, int]:
    """What is to spare goes to all but the number of the row."""
    sharing = [at for at in widths if at != NUMBER]
    spare = max(room - sum(widths.values()), 0)
    shared = dict(widths)
    for count, at in enumerate(sharing):
        shared[at] += spare * (count + 1) // len(sharing) - spare * count // len(sharing)
    return shared
