"""Words on a ground of their own, kept apart from each other."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from graphviz_app.scene.plots.axes import label_face, line_height
from graphviz_app.scene.style import faded, readable
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import Theme

AIR = 4.0


def plate_width(theme: Theme, words: str, weight: int = 600) -> float:
    """How wide it is around its words."""
    return text_line(words, label_face(theme, weight)).width + 2 * theme.px(AIR)


def paint_plate(
    painter: QPainter,
    theme: Theme,
    words: str,
    place: QPointF,
    color: QColor,
    within: QRectF,
    weight: int = 600,
) -> QRectF:
    """Beside a place, to the right of it and a little above, or wherever there is room."""
    corner = plate_at(theme, words, place, within, weight).topLeft()
    return paint_words(painter, theme, words, corner, color, weight)


def plate_at(theme: Theme, words: str, place: QPointF, within: QRectF, weight: int = 600) -> QRectF:
    """Where ``paint_plate`` puts it."""
    width, height = plate_width(theme, words, weight), line_height(theme)
    gap = theme.px(AIR + 3)
    left = place.x() + gap
    if left + width > within.right():
        left = max(place.x() - gap - width, within.left())
    top = min(max(place.y() - height - gap / 2, within.top()), within.bottom() - height)
    return QRectF(left, top, width, height)


def paint_words(
    painter: QPainter, theme: Theme, words: str, corner: QPointF, color: QColor, weight: int = 600
) -> QRectF:
    """Words with their ground, by the top left corner of that; returns where it is."""
    line = text_line(words, label_face(theme, weight))
    ground = QColor(theme.panel)
    box = QRectF(corner.x(), corner.y(), line.width + 2 * theme.px(AIR), line_height(theme))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(ground, 0.92))
    painter.drawRoundedRect(box, theme.px(3), theme.px(3))
    line.draw(
        painter, corner.x() + theme.px(AIR), corner.y() + line.ascent, readable(color, ground)
    )
    return box


def apart(
    wanted: Sequence[tuple[float, float]], width: float, height: float, low: float, high: float
) -> list[tuple[float, float]]:
    """Where labels of one size begin (x) and have their middle (y), near where they are wanted.

    Those beside each other keep their order and stay between ``low`` and ``high``, if all have
    room there.
    """
    places = list(wanted)
    for beside in _columns(wanted, width):
        so_far = low - height / 2
        for i in sorted(beside, key=lambda i: wanted[i][1]):
            so_far = max(wanted[i][1], so_far + height)
            places[i] = wanted[i][0], so_far
        least = high + height / 2
        for i in sorted(beside, key=lambda i: -places[i][1]):
            least = min(places[i][1], least - height)
            places[i] = wanted[i][0], least
    return places


def _columns(wanted: Sequence[tuple[float, float]], width: float) -> list[list[int]]:
    """Which of them could lie over each other."""
    columns: list[list[int]] = []
    end = -math.inf
    for i in sorted(range(len(wanted)), key=lambda i: wanted[i][0]):
        if wanted[i][0] >= end:
            columns.append([])
        columns[-1].append(i)
        end = wanted[i][0] + width
    return columns
