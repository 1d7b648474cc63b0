"""A course as curves: its steps where there is room for them, else all that a column holds.

Ten thousand steps on a thousand pixels are drawn as a band from the least to the largest value in
each column of pixels: it looks the same as every step joined to the next, and is painted in the
time that a thousand steps take.
"""

import math
from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPolygonF

from graphviz_app.arrays import Array, np
from graphviz_app.scene.plots.axes import Axes
from graphviz_app.scene.plots.course import Course, Dash
from graphviz_app.scene.plots.field import inside, polygon

FEWEST = 4.0
"""Pixels between two steps from which on each of them is joined to the next."""
LONGEST = 12.0
"""Times the width of the plot: a line is dashed if it is no longer than that."""
WILD = 2.0
"""Pixels that a column holds beyond where the line enters and leaves it."""
_FAR = 1e6
"""Pixels beyond which nothing is seen, however far away it is."""


def is_dense(axes: Axes, steps: int) -> bool:
    """Whether the steps of a plot are so near to each other that it is drawn as a band."""
    return steps > 1 and _apart(axes) < FEWEST


def joined(course: Course, axes: Axes, since: int = 0) -> list[QPolygonF]:
    """Its values joined by lines; in pieces where a logarithmic axis lacks some."""
    xs, ys = _places(course, axes, since)
    whole = (np.column_stack((xs[piece], ys[piece])) for piece in _pieces(ys))
    return [polygon(part) for line in whole for part in inside(line, axes.box)]


def dashed(course: Course, axes: Axes, dash: Dash, since: int = 0) -> list[QPolygonF] | None:
    """The same in strokes, by the length of the way; None of one that is too wild for that."""
    xs, ys = _places(course, axes, 0)
    if _is_wild(xs, ys):
        return None
    xs, ys = _thinned(xs, ys)
    whole = (np.column_stack((xs[piece], ys[piece])) for piece in _pieces(ys))
    parts = [part for line in whole for part in inside(line, axes.box)]
    lengths = [np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(p, axis=0).T)))) for p in parts]
    if sum(float(length[-1]) for length in lengths) > LONGEST * axes.box.width():
        return None
    new = axes.x_of(since) - 1 if since else -np.inf
    strokes = (
        stroke
        for part, length in zip(parts, lengths, strict=True)
        for stroke in _strokes(part, length, dash)
    )
    return [polygon(stroke) for stroke in strokes if stroke[-1, 0] >= new]


def bands(course: Course, axes: Axes, width: float, since: int = 0) -> list[QPolygonF]:
    """The same as areas of a line's width."""
    columns, top, bottom = _columns(*_places(course, axes, since))
    if not len(columns):
        return []
    # Each column reaches to where the one before ended: the line is not torn.
    ends = np.fmax(top[:-1], np.fmin(bottom[:-1], bottom[1:]))
    begins = np.fmin(bottom[:-1], np.fmax(top[:-1], top[1:]))
    top[1:] = np.where(np.isnan(top[1:]), np.nan, np.fmin(top[1:], ends))
    bottom[1:] = np.where(np.isnan(bottom[1:]), np.nan, np.fmax(bottom[1:], begins))
    low, high = _thick(top, width / 2, -1), _thick(bottom, width / 2, 1)
    seen = (high >= axes.box.top()) & (low <= axes.box.bottom())
    low, high = (np.clip(edge, axes.box.top(), axes.box.bottom() + width) for edge in (low, high))
    low[~seen] = np.nan
    return [_band(columns[piece], low[piece], high[piece]) for piece in _pieces(low)]


def _apart(axes: Axes) -> float:
    """Pixels from one step to the next."""
    return axes.x_of(1.0) - axes.x_of(0.0)


def _places(course: Course, axes: Axes, since: int) -> tuple[Array, Array]:
    """Where the steps from ``since`` on are; of a wide one also places on the way to the next."""
    since = max(since, 0)
    values = (course.positive if axes.y.log else course.values[: course.known])[since:]
    steps = np.arange(since, since + len(values), dtype=np.float64)
    ys = _bounded(axes.ys_of(values), axes.box)
    between = math.ceil(4 * _apart(axes))
    if is_dense(axes, course.known) and between > 1 and len(ys) > 1:
        wide = np.linspace(steps[0], steps[-1], between * (len(steps) - 1) + 1)
        steps, ys = wide, np.interp(wide, steps, ys)
    return axes.x_of(0.0) + steps * _apart(axes), ys


def _columns(xs: Array, ys: Array) -> tuple[Array, Array, Array]:
    """Middles of the pixel columns that have places, the highest and the lowest in each."""
    if not len(xs):
        return xs, ys, ys
    pixel = np.floor(xs)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(pixel)) + 1))
    return pixel[starts] + 0.5, np.fmin.reduceat(ys, starts), np.fmax.reduceat(ys, starts)


def _thick(edge: Array, radius: float, way: int) -> Array:
    """An edge of a band, moved outwards by a pen of this radius."""
    moved = edge + way * radius
    farther = np.fmin if way < 0 else np.fmax
    for beside in range(1, math.floor(radius) + 1):
        reach = way * math.sqrt(radius**2 - beside**2)
        moved[beside:] = farther(moved[beside:], edge[:-beside] + reach)
        moved[:-beside] = farther(moved[:-beside], edge[beside:] + reach)
    return moved


def _bounded(ys: Array, box: QRectF) -> Array:
    return np.clip(ys, box.top() - _FAR, box.bottom() + _FAR)


def _pieces(ys: Array) -> Iterator[slice]:
    """Runs of numbers between those that are none."""
    there = np.isfinite(ys)
    if there.all():
        yield slice(0, len(ys))
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([0], there.view(np.int8), [0]))))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield slice(start, end)


def _is_wild(xs: Array, ys: Array) -> bool:
    """Whether it goes up and down within a column of pixels."""
    _, top, bottom = _columns(xs, ys)
    ends = _thinned(xs, ys)
    _, first, last = _columns(*ends)
    return bool(len(xs) and np.nanmax((bottom - top) - (last - first), initial=0.0) > WILD)


def _thinned(xs: Array, ys: Array) -> tuple[Array, Array]:
    """Of many places in a column of pixels the first and the last."""
    pixel = np.floor(xs)
    turns = np.diff(pixel) != 0
    kept = np.concatenate(([True], turns)) | np.concatenate((turns, [True]))
    return (xs[kept], ys[kept]) if len(xs) else (xs, ys)


def _strokes(part: Array, length: Array, dash: Dash) -> Iterator[Array]:
    """A line in strokes with gaps between them, of these lengths in turn."""
    marks = np.cumsum(np.tile(dash, math.ceil(float(length[-1]) / sum(dash)) + 1))
    for start, end in zip([0.0, *marks[1::2]], marks[::2], strict=False):
        if start >= length[-1]:
            return
        within = part[(length > start) & (length < end)]
        ends = np.column_stack([np.interp((start, end), length, part[:, k]) for k in (0, 1)])
        yield np.concatenate((ends[:1], within, ends[1:]))


def _band(columns: Array, top: Array, bottom: Array) -> QPolygonF:
    """Around its columns, from the left edge of the first to the right edge of the last."""
    xs = np.concatenate((columns[:1] - 0.5, columns, columns[-1:] + 0.5))
    above = np.concatenate((top[:1], top, top[-1:]))
    below = np.concatenate((bottom[:1], bottom, bottom[-1:]))
    return polygon(
        np.column_stack((np.concatenate((xs, xs[::-1])), np.concatenate((above, below[::-1]))))
    )
