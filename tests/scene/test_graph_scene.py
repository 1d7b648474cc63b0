"""The scene in a real view."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL
from graphviz_app.formats import with_leaf_value
from graphviz_app.frames import frame_at
from graphviz_app.layout import Layout
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.tooltip import tooltip
from graphviz_app.theme import DARK, LIGHT
from graphviz_app.typing_compat import override


def show(scene: GraphScene, told: ReadRun, layout: Layout) -> None:
    """All of a run in a layout."""
    scene.show_picture(Picture.of(told, layout, scene.theme, scene.view), Schedule(told))


@pytest.fixture
def scene(picture: Picture) -> GraphScene:
    """A scene that shows the neuron."""
    scene = GraphScene(LIGHT)
    show(scene, picture.run, picture.layout)
    return scene


@pytest.fixture
def view(scene: GraphScene, qtbot: QtBot) -> QGraphicsView:
    """A view of it, shown and painted."""
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(1000, 500)
    view.show()
    view.fitInView(scene.content_rect(), Qt.AspectRatioMode.KeepAspectRatio)
    qtbot.waitUntil(lambda: scene.still.full_repaints > 0)
    return view


def _grab(view: QGraphicsView) -> np.ndarray:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)


def test_playing_repaints_everything_only_once(
    scene: GraphScene, view: QGraphicsView, qtbot: QtBot
) -> None:
    assert scene.run is not None
    timeline = Schedule(scene.run)
    before = scene.still.full_repaints
    for k in range(4 * len(timeline.moments)):
        scene.show_frame(frame_at(timeline, k / 4))
        qtbot.wait(1)
    assert scene.still.full_repaints <= before + 1


def test_partial_updates_leave_the_same_pixels_as_painting_all(
    scene: GraphScene, view: QGraphicsView, qtbot: QtBot
) -> None:
    assert scene.run is not None
    timeline = Schedule(scene.run)
    screen = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    anew = QImage(screen)
    view.viewport().render(screen)
    for k in range(2 * len(timeline.moments)):
        scene.show_frame(frame_at(timeline, k / 2 + 0.2))
        qtbot.wait(1)
    view.viewport().render(screen)
    fresh = GraphScene(LIGHT)
    assert scene.layout is not None
    show(fresh, scene.run, scene.layout)
    assert scene.frame is not None
    fresh.show_frame(scene.frame)
    painter = QPainter(anew)
    painter.setTransform(view.viewportTransform())
    fresh.drawBackground(painter, view.mapToScene(view.viewport().rect()).boundingRect())
    painter.end()
    left, right = (np.frombuffer(i.constBits(), np.uint8).astype(np.int16) for i in (screen, anew))
    assert np.abs(left - right).max() <= 2


def test_frame_asks_for_a_small_part_of_the_view(scene: GraphScene, view: QGraphicsView) -> None:
    assert scene.run is not None
    timeline = Schedule(scene.run)
    scene.show_frame(frame_at(timeline, 0.30))
    QApplication.processEvents()
    asked: list[QRectF] = []
    scene.changed.connect(asked.extend)
    scene.show_frame(frame_at(timeline, 0.32))
    QApplication.processEvents()
    area = sum(rect.width() * rect.height() for rect in asked)
    assert 0 < area < 0.05 * scene.content_rect().width() * scene.content_rect().height()


def test_theme_switch_repaints_in_the_new_colours(scene: GraphScene, view: QGraphicsView) -> None:
    light = np.median(_grab(view))
    scene.set_theme(DARK)
    assert np.median(_grab(view)) < light - 100


def test_only_a_change_of_the_selection_is_told(scene: GraphScene) -> None:
    seen: list[object] = []
    scene.selection_changed.connect(seen.append)
    scene.set_hover("w")
    scene.set_selection(["w", 0])
    scene.set_selection(["w", 0, "w"])
    assert seen == [("w", 0)]
    assert scene.hover == "w"


def test_selection_stays_where_its_elements_still_exist(scene: GraphScene) -> None:
    assert scene.run is not None
    assert scene.layout is not None
    scene.set_selection(["w", "gone", 0, 4000])
    scene.set_hover(0)
    show(scene, scene.run, scene.layout)
    assert set(scene.selection) == {"w", 0}
    assert scene.hover == 0


def test_elements_are_found_by_scene_position(scene: GraphScene) -> None:
    assert scene.element_at(scene.node_rect("a").center()) == "a"
    assert scene.element_at(QPointF(-9999, 0)) is None
    assert scene.node_rect("nowhere").isEmpty()


def test_switching_local_derivatives_asks_for_a_new_layout(scene: GraphScene) -> None:
    assert scene.set_view(USUAL._replace(locals=True))
    assert not scene.set_view(USUAL._replace(locals=True, values=False))


def test_cleared_scene_is_empty_canvas(scene: GraphScene, view: QGraphicsView) -> None:
    scene.set_selection(["w"])
    scene.clear_graph()
    assert not scene.selection
    assert scene.element_at(QPointF(0, 0)) is None
    assert len(np.unique(_grab(view).reshape(-1, 4), axis=0)) == 1


def test_tooltips_tell_every_digit_known_by_now(scene: GraphScene, neuron: Graph) -> None:
    assert scene.picture is not None
    assert scene.run is not None
    end = frame_at(Schedule(scene.run), 99.0)
    start = frame_at(Schedule(scene.run), 0.0)
    gradient = repr(scene.run.gradient("w")).replace("-", "−")
    assert gradient in tooltip(scene.picture, end, "w")
    assert gradient not in tooltip(scene.picture, start, "w")
    assert "w → a.mul1" in tooltip(scene.picture, end, 0)
    assert "local derivative" in tooltip(scene.picture, end, 0)


def test_another_run_asks_for_all_that_looks_different_and_leaves_the_rest(
    scene: GraphScene, view: QGraphicsView, neuron: Graph, qtbot: QtBot
) -> None:
    picture = scene.picture
    assert picture is not None
    room, before = view.viewport().rect(), _grab(view)
    asked = _Asked(view.viewport())
    told = ReadRun(run(with_leaf_value(neuron, "w", -12.345)), picture.reading)
    scene.show_picture(picture.with_run(told), Schedule(told))
    qtbot.waitUntil(lambda: not asked.region.isEmpty())
    region = QRegion(asked.region)
    changed = (before != _grab(view)).reshape(room.height(), room.width(), 4).any(axis=2)
    assert changed.any()
    for y, x in np.argwhere(changed):
        assert region.contains(QPoint(int(x), int(y)))
    assert region.boundingRect().height() < room.height()


class _Asked(QObject):
    """What a widget was asked to paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False
