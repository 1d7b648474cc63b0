"""Plots to test with, and what is painted of them."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from graphviz_app.scene.plots.axes import Axes
from graphviz_app.scene.plots.plot import Plot
from graphviz_app.theme import LIGHT, Theme

ROOM = QRectF(10, 10, 580, 200)


@pytest.fixture
def painted(qapp: QApplication) -> Callable[..., QImage]:
    """The still part of a plot, or all of it."""

    def paint(plot: Plot, marks: bool = False, theme: Theme = LIGHT) -> QImage:
        image = QImage(600, 220, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.panel))
        painter, axes = QPainter(image), plot.axes(ROOM, theme)
        plot.paint(painter, axes)
        if marks:
            plot.paint_marks(painter, axes)
        painter.end()
        return image

    return paint


def axes_of(plot: Plot) -> Axes:
    return plot.axes(ROOM, LIGHT)


def falling(steps: int, noise: float = 0.0) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """A loss, at the start and after each of so many steps."""
    k = np.arange(steps + 1) / max(steps, 1)
    return np.exp(-5 * k) + 0.02 + noise * np.sin(k * steps * 2.4) ** 2 * np.exp(-2 * k)


def pixels(image: QImage) -> "np.ndarray[tuple[int, int], np.dtype[np.uint32]]":
    """Its colours, row by row."""
    data = np.frombuffer(image.constBits(), np.uint32)
    return data.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()
