"""Large tensors in colours: zero is neutral, both sides differ, numbers stay readable."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from graphviz_app.gui.inspector.heat import Heat, HeatLegend
from graphviz_app.gui.inspector.tensor_table import TensorTable
from graphviz_app.theme import DARK, LIGHT, Theme


def luminance(color: QColor) -> float:
    shares = (color.redF(), color.greenF(), color.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_numbers_are_readable_on_every_colour_of_the_scale(theme: Theme) -> None:
    heat = Heat(np.array([-3.0, 2.0, 3.0]), theme)
    ink = luminance(QColor(theme.ink))
    for value in np.linspace(-3, 3, 25):
        back = luminance(heat.color(float(value)))
        assert (max(ink, back) + 0.05) / (min(ink, back) + 0.05) > 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_zero_has_the_colour_of_the_panel_and_the_sides_differ(theme: Theme) -> None:
    heat = Heat(np.array([-2.0, 0.0, 1.0, np.nan]), theme)
    assert heat.color(0.0) == heat.color(float("nan")) == QColor(theme.panel)
    assert heat.color(-1.0) != heat.color(1.0)
    low, high = heat.color(-2.0), heat.color(2.0)
    assert abs(low.blueF() - high.blueF()) > 0.15  # red against green alone would not do


def test_only_a_large_tensor_is_coloured_and_has_a_legend(qtbot: QtBot) -> None:
    table = TensorTable(LIGHT)
    qtbot.addWidget(table)
    table.set_tensor(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert table.legend.isHidden()
    assert table.model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is None
    table.set_tensor(np.linspace(-1, 1, 20).reshape(4, 5))
    assert not table.legend.isHidden()
    assert table.legend.accessibleName() == "Colours from −1.0000 to 1.0000"
    ends = [table.model.index(*at).data(Qt.ItemDataRole.BackgroundRole) for at in ((0, 0), (3, 4))]
    assert ends[0] != ends[1]


def test_the_legend_is_painted(qtbot: QtBot) -> None:
    legend = HeatLegend(LIGHT)
    qtbot.addWidget(legend)
    legend.resize(200, 30)
    before = legend.grab().toImage()
    legend.show_heat(Heat(np.array([-1.0, 4.0]), LIGHT), LIGHT)
    assert legend.grab().toImage() != before
