"""A map over two inputs that are of a size is drawn to one scale, where there is room for it."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from graphviz_app.scene.plots.axes import shape_in
from graphviz_app.scene.plots.field import Field
from graphviz_app.scene.plots.map_plot import MapPlot
from graphviz_app.scene.plots.rows import Rows
from graphviz_app.scene.plots.scale import Scale
from graphviz_app.theme import LIGHT, PROJECTOR, Theme

pytestmark = pytest.mark.usefixtures("qapp")
SEEN = Scale(-1.5, 1.5), Scale(-1.0, 3.0)


def map_of(wide: float, high: float = 1.0) -> MapPlot:
    """A field so many times as wide and as high as what is to be seen."""
    across, up = (
        np.linspace(middle - half * times, middle + half * times, 30)
        for middle, half, times in ((0.0, 1.5, wide), (1.0, 2.0, high))
    )
    heights = np.add.outer(up, across)
    four = np.array([-1.0, 1.0, -1.0, 1.0])
    rows = Rows(four, np.array([-0.5, -0.5, 2.5, 2.5]), four, four, 0.0)
    return MapPlot(Field(across, up, heights), ("x1", "x2"), rows, seen=SEEN)


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("width", "height"), [(600, 320), (300, 420), (400, 400), (900, 360)])
@pytest.mark.parametrize("wide", [1.0, 2.0, 6.0])
def test_numbers_are_as_long_upwards_as_to_the_right(
    theme: Theme, width: int, height: int, wide: float
) -> None:
    room = QRectF(10, 10, width, height)
    axes = map_of(wide).axes(room, theme)
    origin, right, up = axes.point(0, 0), axes.point(1, 0), axes.point(0, 1)
    assert right.x() - origin.x() == pytest.approx(origin.y() - up.y())
    assert room.contains(axes.box)
    for scale, seen in zip((axes.x, axes.y), SEEN, strict=True):
        assert scale.low <= seen.low + 1e-9
        assert scale.high >= seen.high - 1e-9


def test_a_field_of_the_shape_of_the_room_fills_it() -> None:
    room = QRectF(0, 0, 600, 240)
    axes = map_of(shape_in(room, LIGHT) * 4 / 3).axes(room, LIGHT)
    stretched = map_of(1.0).axes(QRectF(0, 0, 600, 100), LIGHT)
    assert axes.box.width() == pytest.approx(stretched.box.width(), abs=12)


def test_in_a_low_room_what_is_to_be_seen_takes_all_of_the_width() -> None:
    room = QRectF(0, 0, 400, 110)
    assert not shape_in(room, LIGHT)
    axes = map_of(3.0).axes(room, LIGHT)
    assert (axes.x, axes.y) == SEEN
    assert axes.box.width() > 340


def test_the_ground_is_where_the_field_is() -> None:
    plot = map_of(2.0)
    axes = plot.axes(QRectF(0, 0, 600, 240), LIGHT)
    ground = plot.field.box(axes)
    assert ground.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(axes.box)
    assert ground.left() == pytest.approx(axes.x_of(-3.0))
    assert ground.top() == pytest.approx(axes.y_of(3.0))
