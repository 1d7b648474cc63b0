"""An edge that someone looks at, or that is under way, lies on all others."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.overlay import NO_MARKS, Marks
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture

SCALE = 4


@pytest.fixture
def crossing(make_picture: Callable[..., Picture]) -> Picture:
    """Two inputs and what is computed of them, below each other in the other order."""
    nodes = [Node("a", "input", {"value": 1.0}), Node("b", "input", {"value": 2.0})]
    nodes += [Node("c", "tanh"), Node("d", "tanh"), Node("L", "add")]
    ends = [("b", "c", 0), ("a", "d", 0), ("c", "L", 0), ("d", "L", 1)]
    graph = Graph.of(nodes, [Edge(*end) for end in ends], "L")
    return make_picture(graph, view=USUAL._replace(values=False, gradients=False))


def painted(picture: Picture, frame: Frame, marks: Marks = NO_MARKS) -> QImage:
    """Four times as large as it is."""
    image = QImage((picture.bounds.size() * SCALE).toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture, frame, marks=marks)
    painter.end()
    return image


def darkness(image: QImage, picture: Picture, at: QPointF) -> int:
    """How far from white a point of the scene is."""
    pixel = (at - picture.bounds.topLeft()) * SCALE
    return 255 - QColor(image.pixel(round(pixel.x()), round(pixel.y()))).lightness()


def line(picture: Picture, index: int) -> list[QPointF]:
    """The edge as far as its arrow's head."""
    path = picture.edges[index].curve.trimmed(7.0)
    return [path.pointAtPercent(k / 1200) for k in range(1201)]


def cut(picture: Picture, image: QImage) -> bool:
    """Whether the first edge stops short of the second one, on both sides."""
    other = np.array([(at.x(), at.y()) for at in line(picture, 1)])
    ways = [(at, np.hypot(*(other - (at.x(), at.y())).T).min()) for at in line(picture, 0)]
    beside = [at for at, way in ways if 2.5 < way < 2.9]
    assert len(beside) > 3
    return max(darkness(image, picture, at) for at in beside) < 60


def test_a_hovered_edge_cuts_those_it_crosses(crossing: Picture) -> None:
    schedule = Schedule(crossing.run)
    end = frame_at(schedule, schedule.end)
    assert not cut(crossing, painted(crossing, end))
    assert cut(crossing, painted(crossing, end, Marks(hover=1)))
    assert cut(crossing, painted(crossing, end, Marks(selection=(1,))))


def test_an_active_edge_cuts_those_it_crosses(crossing: Picture) -> None:
    schedule = Schedule(crossing.run)
    for t in range(len(schedule.moments)):
        frame = frame_at(schedule, t + 0.5)
        if 1 in frame.active and 0 not in frame.active:
            assert cut(crossing, painted(crossing, frame))
            return
    raise AssertionError("the edge is never under way")


def test_an_edge_in_front_does_not_cover_the_node_it_comes_from(crossing: Picture) -> None:
    schedule = Schedule(crossing.run)
    end = frame_at(schedule, schedule.end)
    at = crossing.nodes["a"].rect.center() + QPointF(crossing.nodes["a"].rect.width() / 2 - 4, 0)
    images = painted(crossing, end), painted(crossing, end, Marks(hover=1))
    assert len({darkness(image, crossing, at) for image in images}) == 1
