"""The cues of a sign: a column between where its wires arrive and the sign."""

import math

from PySide6.QtCore import QRectF

from graphviz_app.scene.items.shapes import PILL_RADIUS
from graphviz_app.scene.style import Style

GRIP = 0.8
"""The part of a sign's height over which wires arrive."""
SIDE = 10.0
"""From the outline of a pill or a box to what is in it."""
CUE_AT, CUE_GAP = 6.0, 7.0
"""From where a wire arrives to its cue, and from the cues to the sign."""


def cue_column(height: float, count: int, style: Style) -> float:
    """From the left of a pill to its cues, which stand in line with each other."""
    farthest = GRIP * height / 2 * (count - 1) / max(count, 1)
    return bulge(farthest, height, style.px(PILL_RADIUS)) + style.px(CUE_AT)


def before_sign(height: float, count: int, cues: float, style: Style) -> float:
    """From the left of a pill to its sign, where the widest cue is so wide."""
    return cue_column(height, count, style) + cues + style.px(CUE_GAP)


def sign_room(body: QRectF, count: int, cues: float, style: Style) -> QRectF:
    """What the cues leave of a pill."""
    left = before_sign(body.height(), count, cues, style)
    return body.adjusted(left, 0, -style.px(SIDE), 0)


def bulge(off: float, side: float, radius: float) -> float:
    """How far an outline is from its rectangle, beside the middle of a side."""
    radius = min(radius, side / 2)
    over = min(max(abs(off) - (side / 2 - radius), 0.0), radius)
    return radius - math.sqrt(radius**2 - over**2)
