"""Reel: the frames of a film one after the other, each painted only if it is another one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from graphviz_app.export.moving.bounds import require_length
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen


class Shown(NamedTuple):
    """One frame: the image, which is painted over by the next one."""

    image: QImage
    changed: Sequence[QRect]
    """Where it differs from the frame before; nowhere, where time rests."""
    share: float
    """Of the film, up to its end."""


def count_of(moving: Moving) -> int:
    """How many frames a film has, at least one."""
    return max(round(moving.script.seconds * moving.fps), 1)


def reel(moving: Moving) -> Iterator[Shown]:
    """All frames; raises ExportError for a film that would be too long."""
    require_length(moving)
    screen, count = Screen(moving), count_of(moving)
    for number in range(count):
        changed = screen.show(moving.script.t_at(number / moving.fps))
        yield Shown(screen.image, changed, (number + 1) / count)
