"""Where the fields of covered numbers stand, and of those that were answered."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from graphviz_app.covered import Field
from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.marks import Parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_still
from graphviz_app.scene.typeset.number_block import FieldFinder

NO_PARTS: Parts = {}


class PlacedField(NamedTuple):
    """A field, and where it is drawn in the scene."""

    field: Field
    box: QRectF


def fields_in(
    picture: Picture,
    frame: Frame,
    rects: Sequence[QRectF] | None = None,
    parts: Parts = NO_PARTS,
) -> Sequence[PlacedField]:
    """The fields that are drawn as of a frame near these rectangles; without any, all of them.

    ``parts`` are what lies over the picture: what is told beside a neuron that is looked at.
    """
    device = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    finder = FieldFinder(device)
    paint_still(finder, picture, frame, Detail.NUMBERS, rects)
    for part in parts.values():
        if rects is None or any(rect.intersects(part.rect) for rect in rects):
            part.paint(finder)
    finder.end()
    return [PlacedField(*found) for found in finder.found]
