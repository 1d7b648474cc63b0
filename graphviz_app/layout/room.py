"""Rooms: what a graph is to be shown in, in pixels at the scale in which it is laid out."""

import math

from graphviz_app.layout.geometry import Size

USUAL_ROOM = Size(1600.0, 1000.0)
"""Where nobody says anything: a screen, a slide, a page on its side."""
_STEP = math.log(1.08)
_SLACK = math.log(1.12)
"""A room this much narrower or wider is still the one before."""
_LEAST = 120.0


def settled(room: Size, before: Size | None = None) -> Size:
    """The room in steps; the one before, if it is about that: a layout is for many rooms."""
    room = Size(max(room.width, _LEAST), max(room.height, _LEAST))
    if before is not None and all(map(_is_about, room, before)):
        return before
    return Size(_stepped(room.width), _stepped(room.height))


def _is_about(now: float, before: float) -> bool:
    return abs(math.log(now / before)) < _SLACK


def _stepped(length: float) -> float:
    return float(round(math.exp(round(math.log(length) / _STEP) * _STEP)))
