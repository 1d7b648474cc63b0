"""Where the parts of a sign are within its rectangle, to the right and down."""

from typing import NamedTuple

from graphviz_app.layout import Box, Size
from graphviz_app.layout.geometry import Point
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.style import Style

LANE = 8.0
"""Between a value and the gradient on the other side of the wire."""
STEM_SIDE = 8.0
"""Wire on either side of its numbers, where they are above and below it."""
STEM_ENDS = 5.0
"""The same, where they are on its left and right."""
BARE_STEM = 26.0
"""Length of a wire that ends in a name and has no numbers."""
FAN = 12.0
"""From where a wire parts to where its parts leave the rectangle, side by side."""
HEAD = (9.0, 4.2)
"""Length and half width of the arrow at its end."""
NAME_GAP, TITLE_GAP = 6.0, 8.0
"""From a wire to the name in which it ends; from a sign, and its light, to the name above it."""


class Parts(NamedTuple):
    """What there is to be put somewhere."""

    body: Size
    """What has the outline; of a leaf its name with the mark."""
    body_down: Size
    """The same where wires come from above."""
    title: Lettering | None
    """The name beside it."""
    value: Size | None
    gradient: Size | None
    wired: bool
    """Whether there is a wire that is its own: one that parts, or leads to no other node."""
    pointed: bool
    """Whether that ends in an arrow."""
    end: Lettering | None
    """The name in which it ends."""

    @property
    def numbers(self) -> Size:
        """Room for the larger of its numbers."""
        rooms = [room for room in (self.value, self.gradient) if room is not None]
        widest = max((room.width for room in rooms), default=0.0)
        return Size(widest, max((room.height for room in rooms), default=0.0))


class Plan(NamedTuple):
    """Places from the top left corner of a rectangle of this size, in pixels."""

    size: Size
    body: Box
    numbers: Box
    """Of its own wire, on both sides of it."""
    end: Point
    """Where that ends, and others begin."""


def rightwards(parts: Parts, style: Style) -> Plan:
    """Its name above it, its own wire to the right of it."""
    body, title, px = parts.body, parts.title, style.px
    column = max(body.width, title.width if title else 0.0)
    room = parts.numbers
    length = room.width + px(2 * STEM_SIDE) if room.width else px(BARE_STEM)
    after_numbers = px(HEAD[0] / 2 if parts.pointed else FAN)
    length = length + after_numbers if parts.wired else 0.0
    both = 2 * room.height + px(LANE) if room.height else 0.0
    after = parts.end.width + px(NAME_GAP) if parts.end else 0.0
    height = max(body.height + 2 * _title_room(title, style), both)
    middle = height / 2
    right = (column + body.width) / 2
    end = column + length - (0.0 if parts.pointed else px(FAN)) if parts.wired else right
    return Plan(
        Size(column + length + after, height),
        Box.centred((column / 2, middle), body),
        Box(column, middle - both / 2, max(length - after_numbers, 0.0), both),
        (end, middle),
    )


def downwards(parts: Parts, style: Style) -> Plan:
    """Its name on its left, its own wire below it."""
    body, title, px = parts.body_down, parts.title, style.px
    room = parts.numbers
    length = room.height + px(2 * STEM_ENDS) if room.height else px(BARE_STEM)
    after_numbers = px(HEAD[0] if parts.pointed else FAN)
    length = length + after_numbers if parts.wired else 0.0
    both = 2 * room.width + px(LANE + 8) if room.width else 0.0
    beside = title.width + px(NAME_GAP) if title else 0.0
    below = parts.end.ascent + parts.end.descent + px(NAME_GAP) if parts.end else 0.0
    end = body.height + length
    if parts.wired and not parts.pointed:
        end -= px(FAN)
    width = max(body.width + 2 * beside, both, parts.end.width if parts.end else 0.0)
    middle = width / 2
    return Plan(
        Size(width, body.height + length + below),
        Box.centred((middle, body.height / 2), body),
        Box(middle - both / 2, body.height, both, max(length - after_numbers, 0.0)),
        (middle, end),
    )


def _title_room(title: Lettering | None, style: Style) -> float:
    """The row above it in which its name is, and as much below it."""
    return title.ascent + title.descent + style.px(TITLE_GAP) if title else 0.0
