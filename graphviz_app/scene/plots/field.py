"""Curves and areas of equal height over a plane; what they are made with is imported late."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPolygonF, QTransform

from graphviz_app.arrays import Array, np
from graphviz_app.scene.plots.axes import Axes, axes_in
from graphviz_app.scene.plots.scale import Scale
from graphviz_app.theme import Theme


class Field(NamedTuple):
    """``heights[j, i]`` is the height at ``xs[i]``, ``ys[j]``."""

    xs: Array
    ys: Array
    heights: Array

    def axes(self, room: QRectF, theme: Theme, names: tuple[str, str]) -> Axes:
        """Just around it, in a room."""
        return axes_in(room, theme, *self.scales, names=names)

    @property
    def scales(self) -> tuple[Scale, Scale]:
        """From where to where it goes."""
        xs, ys = self.xs, self.ys
        return Scale(float(xs[0]), float(xs[-1])), Scale(float(ys[0]), float(ys[-1]))

    def box(self, axes: Axes) -> QRectF:
        """Where it is."""
        across, up = self.scales
        return QRectF(axes.point(across.low, up.high), axes.point(across.high, up.low))

    def lines(self, levels: Sequence[float]) -> list[list[Array]]:
        """Per level its curves, (points, 2) each."""
        from contourpy import contour_generator  # late: a first picture has none

        made = contour_generator(self.xs, self.ys, np.ma.masked_invalid(self.heights))
        return [[np.asarray(line) for line in made.lines(level)] for level in levels]


def polygon(points: Array) -> QPolygonF:
    """Of rows of two numbers."""
    return QPolygonF(list(map(QPointF, points[:, 0].tolist(), points[:, 1].tolist())))


def inside(points: Array, box: QRectF) -> list[Array]:
    """The parts of a line of places that are in a box, cut where it leaves it.

    Not every page that is painted on can clip.
    """
    low, high = np.array([box.left(), box.top()]), np.array([box.right(), box.bottom()])
    if ((points >= low) & (points <= high)).all():
        return [points]
    starts, ways = points[:-1], np.diff(points, axis=0)
    with np.errstate(all="ignore"):
        ends = np.stack(((low - starts) / ways, (high - starts) / ways))
    still = (ways == 0) & (starts >= low) & (starts <= high)
    enters = np.where(still, -np.inf, ends.min(axis=0)).max(axis=1).clip(0, None)
    leaves = np.where(still, np.inf, ends.max(axis=0)).min(axis=1).clip(None, 1)
    return list(_joined(starts, ways, enters, leaves))


def _joined(starts: Array, ways: Array, enters: Array, leaves: Array) -> Iterator[Array]:
    """The parts of segments that are seen, in lines that are whole."""
    line: list[Array] = []
    for start, way, first, last in zip(starts, ways, enters, leaves, strict=True):
        is_seen = first <= last  # not of what is no number
        if line and not (is_seen and first == 0):
            yield np.array(line)
            line = []
        if not is_seen:
            continue
        line += [start + last * way] if line else [start + first * way, start + last * way]
        if last < 1:
            yield np.array(line)
            line = []
    if line:
        yield np.array(line)


def on_plot(axes: Axes) -> QTransform:
    """From the numbers of two even axes to places."""
    (x0, y0), (x1, y1) = (axes.x.low, axes.y.low), (axes.x.high, axes.y.high)
    across, up = axes.box.width() / (x1 - x0), -axes.box.height() / (y1 - y0)
    return QTransform(across, 0, 0, up, axes.box.left() - across * x0, axes.box.bottom() - up * y0)


def longest(lines: Iterable[Array]) -> Array | None:
    """The longest of some curves."""
    return max(lines, key=lambda line: len(line), default=None)


def closer_at_the_bottom(heights: Array, count: int) -> list[float]:
    """So many levels, closer to each other the lower they are: halving the way to the least.

    Every valley has some, however deep it lies below the heights around it.
    """
    known = heights[np.isfinite(heights)]
    if not len(known):
        return []
    low, high = float(known.min()), float(np.quantile(known, 0.98))
    if not high > low:
        return []
    shares = np.geomspace(2.0**-count, 1.0, count + 1)
    return [low + (high - low) * float(share) for share in shares[:-1]] + [high]


def rgb(color: QColor) -> Array:
    """Red, green and blue, from 0 to 255."""
    return np.array([color.red(), color.green(), color.blue()], dtype=np.float64)


def image_of(shades: Array) -> QImage:
    """Of (height, width, 3) numbers from 0 to 255."""
    height, width = shades.shape[:2]
    opaque = np.full((height, width, 1), 255.0)
    data = np.concatenate((np.round(shades), opaque), axis=2).astype(np.uint8).tobytes()
    return QImage(data, width, height, 4 * width, QImage.Format.Format_RGBX8888).copy()
