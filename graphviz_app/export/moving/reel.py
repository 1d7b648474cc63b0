"""Reel: the frames of a film one after the other, each painted only if it is another one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from graphviz_app.export.moving import card
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen


class Shown(NamedTuple):
    """One frame: the image, which is painted over by the next one."""

    image: QImage
    changed: Sequence[QRect]
    """Where it differs from the frame before; nowhere, where time rests."""
    share: float
    """Of the film, up to its end."""


def titled(moving: Moving) -> int:
    """How many frames the title card stays."""
    return round(card.SECONDS * moving.fps) if moving.title else 0


def count_of(moving: Moving) -> int:
    """How many frames a film has, at least one."""
    return titled(moving) + max(round(moving.script.seconds * moving.fps), 1)


def reel(moving: Moving) -> Iterator[Shown]:
    """All frames, of what has its pace."""
    screen, count, first = Screen(moving), count_of(moving), titled(moving)
    for number in range(first):
        if number == 0:
            card.paint_card(screen.image, moving)
        whole = [screen.image.rect()] if number == 0 else []
        yield Shown(screen.image, whole, (number + 1) / count)
    for number in range(first, count):
        changed = screen.show(moving.script.instant((number - first) / moving.fps))
        yield Shown(screen.image, changed, (number + 1) / count)
