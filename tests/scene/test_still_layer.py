"""The cached layer shows exactly what painting everything anew would."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap, QTransform

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule, Stride
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.still_layer import Outlook, StillLayer
from graphviz_app.theme import DARK

SIZE = QSize(900, 500)


def _view(zoom: float = 1.0, x: float = 120.0, y: float = 90.0, ratio: float = 1.0) -> Outlook:
    return Outlook(QTransform(zoom, 0, 0, zoom, x, y), SIZE, ratio)


def _bytes(pixmap: QPixmap) -> np.ndarray:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)


def _differs(picture: Picture, layer: StillLayer, frame: Frame, view: Outlook) -> int:
    kept = _bytes(layer.pixmap(picture, frame, view))
    anew = _bytes(StillLayer().pixmap(picture, frame, view))
    return int(np.abs(kept - anew).max())


@pytest.mark.parametrize("stride", ["node", "level"])
@pytest.mark.parametrize("zoom", [1.0, 0.73, 2.0])
def test_stepping_repaints_little_and_shows_the_same(
    picture: Picture, zoom: float, stride: Stride
) -> None:
    layer, timeline = StillLayer(), Schedule(picture.run, stride=stride)
    for step in range(2 * len(timeline.moments) + 1):
        frame = frame_at(timeline, step / 2)
        assert _differs(picture, layer, frame, _view(zoom)) <= 2
    assert layer.full_repaints == 1


def test_scrubbing_in_any_order_shows_the_same(picture: Picture) -> None:
    layer, timeline = StillLayer(), Schedule(picture.run)
    for t in (9.0, 0.0, 4.5, 3.0, 8.2, 0.3, 99.0):
        assert _differs(picture, layer, frame_at(timeline, t), _view()) <= 2


def test_panning_by_whole_pixels_paints_only_what_comes_into_view(picture: Picture) -> None:
    layer, frame = StillLayer(), frame_at(Schedule(picture.run), 99.0)
    for x, y in ((120, 90), (100, 95), (163, 40), (700, -300), (120, 90)):
        assert _differs(picture, layer, frame, _view(1.0, x, y)) <= 2
    assert layer.full_repaints == 1


def test_panning_and_stepping_at_once_shows_the_same(picture: Picture) -> None:
    layer, timeline = StillLayer(), Schedule(picture.run)
    for step in range(6):
        view = _view(1.0, 120 - 7 * step, 90 + 3 * step)
        assert _differs(picture, layer, frame_at(timeline, float(step)), view) <= 2


@pytest.mark.parametrize(("leaf", "repaints"), [("x", 1), ("y", 4)])
def test_another_run_repaints_what_shows_other_numbers(
    make_picture: Callable[..., Picture], leaf: str, repaints: int
) -> None:
    graph = parse(
        "x = input(1)\ny = input(2)\nb = tanh(y*y*exp(y)) + sigmoid(y)*relu(y)\nL = x + b"
    )
    picture, layer = make_picture(graph), StillLayer()
    schedule = Schedule(picture.run)
    layer.pixmap(picture, frame_at(schedule, 99.0), _view(0.7))
    for value in (-2.5, 0.0, 31.0):
        other = picture.with_run(ReadRun(run(with_leaf_value(graph, leaf, value)), picture.reading))
        assert _differs(other, layer, frame_at(schedule.renewed(other.run), 99.0), _view(0.7)) <= 2
    assert layer.full_repaints == repaints


def test_zoom_size_and_picture_paint_everything_anew(
    picture: Picture, make_picture: Callable[..., Picture], neuron: Graph
) -> None:
    layer, frame = StillLayer(), frame_at(Schedule(picture.run), 99.0)
    layer.pixmap(picture, frame, _view())
    layer.pixmap(picture, frame, _view(1.5))
    layer.pixmap(picture, frame, Outlook(_view().transform, QSize(400, 300)))
    dark = make_picture(neuron, theme=DARK)
    pixmap = layer.pixmap(dark, frame_at(Schedule(dark.run), 99.0), _view())
    assert layer.full_repaints == 4
    assert np.median(_bytes(pixmap)) < 60


def test_device_pixels_are_used_in_full(picture: Picture) -> None:
    frame = frame_at(Schedule(picture.run), 99.0)
    assert StillLayer().pixmap(picture, frame, _view(ratio=2.0)).size() == SIZE * 2
