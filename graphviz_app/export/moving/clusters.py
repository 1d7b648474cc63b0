"""Clusters: changes that are far from each other, each in a rectangle of its own."""

import numpy as np
from numpy.typing import NDArray

Cluster = tuple[slice, slice]
"""Rows and columns."""
Mask = NDArray[np.bool_]

_WORTH = 3000
"""Pixels between two of them for which it is worth while to part them."""


def clusters(changed: Mask, most: int) -> list[Cluster]:
    """At most so many rectangles that hold all that has changed, at least one."""
    found = [(slice(0, changed.shape[0]), slice(0, changed.shape[1]))]
    while len(found) < most:
        gaps = [_widest(changed[one]) for one in found]
        best = max(range(len(found)), key=lambda place: gaps[place][0])
        gain, axis, start, end = gaps[best]
        if gain < _WORTH:
            break
        found[best : best + 1] = _parted(changed, found[best], axis, start, end)
    return found


def _widest(changed: Mask) -> tuple[int, int, int, int]:
    """The largest band in which nothing has changed: its pixels, its axis, from where to where."""
    best = (0, 0, 0, 0)
    for axis in (0, 1):
        places = np.flatnonzero(changed.any(1 - axis))
        if len(places) > 1:
            gaps = np.diff(places)
            place = int(np.argmax(gaps))
            gain = int(gaps[place] - 1) * changed.shape[1 - axis]
            best = max(best, (gain, axis, int(places[place]) + 1, int(places[place + 1])))
    return best


def _parted(changed: Mask, whole: Cluster, axis: int, start: int, end: int) -> list[Cluster]:
    rows, columns = whole
    if axis == 0:
        halves = [(_cut(rows, 0, start), columns), (_cut(rows, end, None), columns)]
    else:
        halves = [(rows, _cut(columns, 0, start)), (rows, _cut(columns, end, None))]
    return [_trimmed(changed, half) for half in halves]


def _cut(part: slice, start: int, end: int | None) -> slice:
    first = int(part.start)
    return slice(first + start, int(part.stop) if end is None else first + end)


def _trimmed(changed: Mask, part: Cluster) -> Cluster:
    """Without rows and columns in which nothing has changed."""
    rows, columns = np.flatnonzero(changed[part].any(1)), np.flatnonzero(changed[part].any(0))
    return (
        _cut(part[0], int(rows[0]), int(rows[-1]) + 1),
        _cut(part[1], int(columns[0]), int(columns[-1]) + 1),
    )
