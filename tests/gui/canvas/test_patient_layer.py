"""A zoom that takes long to paint shows what was there, then is painted in tiles."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion, QTransform
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene import patient_layer
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.patient_layer import PatientLayer
from graphviz_app.scene.still_layer import Outlook, StillLayer

SIZE = QSize(700, 500)


def _view(zoom: float, x: int = 0, y: int = 0, ratio: float = 1.0) -> Outlook:
    return Outlook(QTransform(zoom, 0, 0, zoom, x, y), SIZE, ratio)


class Shown:
    """A layer of the window's picture, and what it has told."""

    def __init__(self, window: MainWindow) -> None:
        self.better = QRegion()
        self.layer = PatientLayer(self._better, window)
        self.scene = window.scene

    def _better(self, rect: QRect) -> None:
        self.better += rect

    def look(self, view: Outlook) -> bytes:
        """The pixels of the layer."""
        return self._pixels(self.layer, view)

    def painted(self, view: Outlook) -> bytes:
        """The pixels as they are when all is painted at once."""
        return self._pixels(StillLayer(), view)

    def _pixels(self, layer: StillLayer, view: Outlook) -> bytes:
        picture, frame = self.scene.picture, self.scene.frame
        assert picture is not None
        assert frame is not None
        return bytes(layer.pixmap(picture, frame, view).toImage().constBits())


@pytest.fixture
def shown(window: MainWindow) -> Shown:
    """Nothing was painted yet."""
    return Shown(window)


@pytest.fixture
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every node took a second."""
    monkeypatch.setattr(patient_layer, "COST_US", dict.fromkeys(Detail, 1_000_000))
    monkeypatch.setattr(patient_layer, "REST_MS", 0)


def test_a_few_nodes_are_painted_at_once(shown: Shown) -> None:
    shown.look(_view(1))
    assert shown.look(_view(0.5)) == shown.painted(_view(0.5))
    assert not shown.layer.waiting


@pytest.mark.usefixtures("_slow")
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_zoom_that_takes_long_is_painted_later(shown: Shown, qtbot: QtBot, ratio: float) -> None:
    shown.look(_view(1, ratio=ratio))
    assert not shown.layer.waiting, "the first picture has nothing to stand in for it"
    small = _view(0.5, 40, 30, ratio)
    assert shown.look(small) != shown.painted(small)
    qtbot.waitUntil(lambda: not shown.layer.waiting)
    assert shown.look(small) == shown.painted(small)
    assert shown.better.boundingRect().contains(QRect(QPoint(), SIZE))


@pytest.mark.usefixtures("_slow")
def test_a_pan_meanwhile_leaves_nothing_unpainted(shown: Shown, qtbot: QtBot) -> None:
    shown.look(_view(1))
    shown.look(_view(0.5))
    moved = _view(0.5, 61, -37)
    shown.look(moved)
    qtbot.waitUntil(lambda: not shown.layer.waiting)
    pair = (np.frombuffer(pixels, np.uint8) for pixels in (shown.look(moved), shown.painted(moved)))
    difference = np.subtract(*pair, dtype=int)
    assert np.abs(difference).max() <= 8  # smooth borders that begin in another tile


@pytest.mark.usefixtures("_slow")
def test_a_wheel_that_turns_on_scales_what_was_sharp(shown: Shown, qtbot: QtBot) -> None:
    shown.look(_view(1))
    once = shown.look(_view(0.8))
    for zoom in (0.4, 0.1, 0.8):
        again = shown.look(_view(zoom))
    assert again == once
    qtbot.waitUntil(lambda: not shown.layer.waiting)
    assert shown.look(_view(0.8)) == shown.painted(_view(0.8))


@pytest.mark.usefixtures("_slow")
def test_another_picture_is_not_shown_by_the_one_before(
    shown: Shown, window: MainWindow, qtbot: QtBot
) -> None:
    shown.look(_view(1))
    shown.look(_view(0.5))
    window.looks.choose("dark")
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert shown.look(_view(0.5)) == shown.painted(_view(0.5))
    assert not shown.layer.waiting
