"""The light around a node: the copied one is the stroked one."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.scene.items import halo
from graphviz_app.scene.style import style_of
from graphviz_app.theme import LIGHT

RECT = QRectF(30.3, 20.7, 104, 60)


def picture(zoom: float, ratio: float, strength: float, turn: float) -> npt.NDArray[np.int16]:
    """The halo on white, as pixels; turned by so little that nobody sees it, it is stroked."""
    image = QImage(round(180 * zoom * ratio), round(120 * zoom * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    painter.rotate(turn)
    before = painter.worldTransform()
    halo.paint_halo(painter, "operator", RECT, style_of(LIGHT), QColor("#0060a0"), strength)
    assert painter.worldTransform() == before
    assert painter.opacity() == 1.0
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), -1).astype(np.int16)


@pytest.mark.parametrize("zoom", [0.37, 1.0, 1.5])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("strength", [0.3, 1.0])
def test_the_copied_light_is_the_stroked_one(zoom: float, ratio: float, strength: float) -> None:
    copied, stroked = picture(zoom, ratio, strength, 0), picture(zoom, ratio, strength, 1e-5)
    assert stroked.min() < 255 - 100 * strength
    assert np.abs(copied - stroked).max() <= 16


def test_nodes_of_a_size_share_a_light() -> None:
    halo._stroked.cache_clear()
    for strength in (0.2, 0.4, 0.6):
        picture(1.0, 1.0, strength, 0)
    assert halo._stroked.cache_info().misses == 1
