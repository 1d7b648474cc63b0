"""Signs of verdicts are told apart without their colours."""

from itertools import combinations
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from graphviz_app.core.check import Verdict
from graphviz_app.gui.widgets.verdict_signs import WORDS, paint_disc, paint_sign, verdict_color
from graphviz_app.theme import DARK, LIGHT, Theme

SIDE = 24


def painted(verdict: Verdict) -> NDArray[np.uint8]:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sign(painter, QRectF(0, 0, SIDE, SIDE), verdict, QColor("black"))
    painter.end()
    return np.array(image.constBits()).reshape(SIDE, -1)[:, :SIDE]


def test_each_verdict_has_a_shape_of_its_own(qapp: QApplication) -> None:
    for one, other in combinations(get_args(Verdict), 2):
        dark_in_one_only = np.abs(painted(one).astype(int) - painted(other)) > 128
        assert dark_in_one_only.sum() > SIDE, (one, other)


def test_each_verdict_has_words() -> None:
    assert set(WORDS) == set(get_args(Verdict))


def contrast(color: QColor, ground: QColor) -> float:
    def light(c: QColor) -> float:
        parts = [
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
            for v in (c.redF(), c.greenF(), c.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(color), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_is_wrong_can_be_read_on_every_ground(qapp: QApplication) -> None:
    for theme in (LIGHT, DARK):
        for ground in (theme.panel, theme.canvas, theme.value_tint):
            assert contrast(verdict_color("wrong", theme), QColor(ground)) >= 4.5


def test_the_disc_is_in_the_colour_of_the_verdict_with_its_sign_in_it(qapp: QApplication) -> None:
    theme: Theme = LIGHT
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    paint_disc(painter, QRectF(0, 0, SIDE, SIDE), "wrong", theme)
    painter.end()
    assert image.pixelColor(SIDE // 2, 2) == QColor(theme.wrong)
    assert image.pixelColor(SIDE // 2, SIDE // 2) == QColor(theme.panel)
