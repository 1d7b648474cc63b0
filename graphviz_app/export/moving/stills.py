"""Stills: what differs from one picture to the next, and how long that stays.

For files that only tell what has changed: GIF and APNG.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.reel import Shown, count_of, reel
from graphviz_app.export.moving.tiles import Pixels, pixels_of


@dataclass(frozen=True)
class Still:
    """A part of the picture that is another one now."""

    x: int
    y: int
    pixels: Pixels
    changed: NDArray[np.bool_]
    """Which of them."""
    begin: int
    """From which frame on it stays …"""
    end: int
    """… until before this one."""
    share: float


def stills(moving: Moving) -> Iterator[Still | float]:
    """Those of a film; between them the share that is done."""
    last: Pixels | None = None
    waiting: Still | None = None
    for number, shown in enumerate(reel(moving)):
        box = _around(shown)
        if box is None:
            yield shown.share
            continue
        if last is None:
            last = np.zeros_like(pixels_of(shown.image))
        now = _changed(shown, box, last, number)
        if now is None:
            yield shown.share
            continue
        if waiting is not None:
            yield _until(waiting, number)
        waiting = now
    if waiting is not None:
        yield _until(waiting, count_of(moving))


def _until(still: Still, end: int) -> Still:
    return Still(still.x, still.y, still.pixels, still.changed, still.begin, end, still.share)


def _around(shown: Shown) -> QRect | None:
    """A rectangle around what was painted."""
    box = QRect()
    for rect in shown.changed:
        box |= rect & shown.image.rect()
    return None if box.isEmpty() else box


def _changed(shown: Shown, box: QRect, last: Pixels, number: int) -> Still | None:
    """What is really another colour; nothing, if all was painted as it was."""
    area = slice(box.top(), box.bottom() + 1), slice(box.left(), box.right() + 1)
    now, before = pixels_of(shown.image)[area], last[area]
    changed = np.any(now[:, :, :3] != before[:, :, :3], axis=2)
    if number == 0:
        changed[:] = True
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    if not len(rows):
        return None
    inner = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    before[:] = now
    x, y = box.left() + int(columns[0]), box.top() + int(rows[0])
    pixels = now[inner].copy()
    return Still(x, y, pixels, changed[inner], number, number + 1, shown.share)
