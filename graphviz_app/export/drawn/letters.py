"""A formula's letters, one by one, in their places."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QTransform

from graphviz_app.export.drawn.marks import Box, Letter, Rule
from graphviz_app.scene.typeset.math_text import MathText


def letters_of(
    maths: MathText, transform: QTransform, corner: QPointF, color: QColor
) -> tuple[Letter | Rule, ...]:
    """Those of a formula whose left end is at a corner; none of what needs more than letters."""
    return tuple(_letters(maths, transform, corner, color))


def _letters(
    maths: MathText, transform: QTransform, corner: QPointF, color: QColor
) -> Iterator[Letter | Rule]:
    colours = dict(maths.colours)
    across, up = transform.m11(), transform.m22()
    for part in maths.letters() or ():
        own = QColor(colours.get(part.tone, color)).name()
        em = maths.size * part.scale
        at = corner + QPointF(part.x, part.y) * maths.size
        if part.character:
            pen = transform.map(at)
            advance = part.advance * em * across
            yield Letter(part.character, pen.x(), pen.y(), em * up, advance, own)
        else:
            box = QRectF(part.box.topLeft() * em, part.box.size() * em).translated(at)
            place = transform.mapRect(box)
            yield Rule(Box(place.x(), place.y(), place.width(), place.height()), own)
