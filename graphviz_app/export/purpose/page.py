"""A picture on its page: exactly as large as is asked for, and the picture in its middle."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF

from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.surround.surround import Surround

AIR, GLOWING = 8.0, 28.0
"""Around what is drawn, in pixels of the design; and where something glows, or is told beside."""
MOST = 1.8
"""How many times as large as asked for the smallest text becomes at most."""
USUAL = 0.75
"""Points per pixel of the design, where no size is asked for."""
_ROUNDS = 4
"""In which what stands around a graph, and how large all of it is, settle."""

Around = Callable[[float, float], Surround | None]
"""What stands around a graph, for the size of its smallest text and a width, in pixels."""


class Page(NamedTuple):
    """Which part of the scene is seen, and how many points a pixel of it has."""

    seen: QRectF
    points: float
    surround: Surround | None


def page_of(
    picture: Picture,
    purpose: Purpose,
    most_height: float,
    smallest: float,
    around: Around,
    *,
    glows: bool,
) -> Page:
    """The page of a picture whose smallest text has so many pixels.

    ``glows``: something is under way in it.
    """
    air = picture.theme.px(GLOWING if glows else AIR)
    content = picture.content.adjusted(-air, -air, air, air)
    most = MOST * purpose.aim / smallest if purpose.is_sized else USUAL
    wide = purpose.most_width - 2 * purpose.margin if purpose.is_sized else float("inf")
    high = most_height - 2 * purpose.margin
    points = min(most, wide / content.width())
    for _ in range(_ROUNDS):
        surround = around(smallest, min(wide / points, _widest(content, purpose, points)))
        above, below = (surround.above, surround.below) if surround else (0.0, 0.0)
        fitting = high / (content.height() + above + below) if purpose.is_sized else most
        if points <= fitting * (1 + 1e-9):
            break
        points = fitting
    whole = content.adjusted(0.0, -above, 0.0, below)
    return Page(_paper(whole, purpose, points, surround), points, surround)


def _widest(content: QRectF, purpose: Purpose, points: float) -> float:
    """What words around a graph may have in width, if the page is no wider than they are."""
    if purpose.width is not None:
        return float("inf")
    return max(content.width(), _COLUMN / points)


_COLUMN = 240.0
"""Points that words have in width, however narrow a graph is."""


def _paper(whole: QRectF, purpose: Purpose, points: float, surround: Surround | None) -> QRectF:
    """All of the page, with what is on it in its middle."""
    margin = 2 * purpose.margin / points
    width = max(whole.width(), surround.width if surround else 0.0) + margin
    height = whole.height() + margin
    if purpose.width is not None:
        width = purpose.width / points
    if purpose.height is not None and (purpose.is_page or purpose.width is None):
        height = purpose.height / points
    seen = QRectF(0.0, 0.0, width, height)
    seen.moveCenter(whole.center())
    return seen
