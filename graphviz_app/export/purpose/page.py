"""A picture on its page: exactly as large as is asked for, and the picture in its middle."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.scene.picture import Picture

AIR = 8.0
"""Around what is drawn, in pixels of the design: for what glows there."""
MOST = 1.8
"""How many times as large as asked for the smallest text becomes at most."""


class Page(NamedTuple):
    """Which part of the scene is seen, and how many points a pixel of it has."""

    seen: QRectF
    points: float


def page_of(picture: Picture, purpose: Purpose, most_height: float, smallest: float) -> Page:
    """The page of a picture whose smallest text has so many pixels."""
    content = tight(picture)
    width, height = purpose.most_width / content.width(), most_height / content.height()
    points = min(width, height, most(purpose, smallest))
    wide = purpose.most_width / points if purpose.width is not None else content.width()
    fixed = purpose.height is not None and (purpose.is_page or purpose.width is None)
    high = purpose.most_height / points if fixed else content.height()
    seen = QRectF(0.0, 0.0, max(wide, content.width()), max(high, content.height()))
    seen.moveCenter(content.center())
    return Page(seen, points)


def most(purpose: Purpose, smallest: float) -> float:
    """Points per pixel beyond which a picture would shout."""
    return MOST * purpose.aim / smallest


def tight(picture: Picture) -> QRectF:
    """What is drawn, with less air than on a screen."""
    margin = picture.places.margin - picture.theme.px(AIR)
    whole = picture.bounds
    return whole.adjusted(margin, margin, -margin, -margin)
