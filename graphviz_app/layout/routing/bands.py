"""Bands across the whole picture in which there is nothing but edges: as high as those need.

Everything here thinks from left to right.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from graphviz_app.layout.dot import GROUP_MARGIN, NODE_GAP, TITLE_HEIGHT
from graphviz_app.layout.geometry import Box
from graphviz_app.layout.routing.drawn import Drawn

_EDGE = 10.0
"""What an edge that passes needs, in pixels."""


class _Band(NamedTuple):
    top: float
    bottom: float


def squeezed(drawn: Drawn) -> Drawn:
    """The same with no band higher than its edges need; what is beside each other stays so."""
    bands = list(_bands([*drawn.boxes.values(), *_rims(drawn)]))
    lower = [band.bottom for band in bands]
    saved = [0.0]
    for band in bands:
        needed = NODE_GAP + _EDGE * _passing(drawn, band)
        saved.append(saved[-1] + max(band.bottom - band.top - needed, 0.0))
    if saved[-1] < 1.0:
        return drawn

    def height(at: float) -> float:
        number = bisect_right(lower, at)
        if number < len(bands) and at > bands[number].top:
            band = bands[number]
            part = (at - band.top) / (band.bottom - band.top)
            return at - saved[number] - part * (saved[number + 1] - saved[number])
        return at - saved[number]

    return drawn.across(height)


def _bands(boxes: Iterable[Box]) -> Iterable[_Band]:
    bottom: float | None = None
    for box in sorted(boxes, key=lambda box: box.y):
        if bottom is not None and box.y > bottom:
            yield _Band(bottom, box.y)
        bottom = max(box.y + box.height, box.y if bottom is None else bottom)


def _rims(drawn: Drawn) -> Iterable[Box]:
    """The upper and lower sides of groups, where nothing is but their names."""
    for box in drawn.groups.values():
        yield box._replace(height=TITLE_HEIGHT + GROUP_MARGIN)
        yield box._replace(y=box.y + box.height - GROUP_MARGIN, height=GROUP_MARGIN)


def _passing(drawn: Drawn, band: _Band) -> int:
    """How many edges go along the band."""
    return sum(any(_along(curve[::3], band) for curve in curves) for curves in drawn.curves)


def _along(joints: Sequence[tuple[float, float]], band: _Band) -> bool:
    inside = [band.top < y < band.bottom for _, y in joints]
    return any(one and other for one, other in pairwise(inside))
