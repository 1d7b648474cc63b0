"""The timeline as it is painted, at every resolution."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.gui.play.timeline_bar import KNOB, TRACK, TimelineBar, whole_words
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import DARK, LIGHT, PROJECTOR, Theme
from tests.texts import NEURON


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize(("t", "width"), [(2.0, 633), (9.4, 633), (11.0, 702)])
def test_the_bar_is_painted_in_whole_pixels(
    qtbot: QtBot, theme: Theme, ratio: float, t: float, width: int
) -> None:
    trace = run(parse(NEURON))
    bar = TimelineBar(theme)
    qtbot.addWidget(bar)
    bar.resize(width, 83)
    bar.set_schedule(Schedule(ReadRun(trace, read(trace.graph, "operators"))))
    bar.set_t(t)
    image = QImage(bar.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.panel))
    bar.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    names = ("value", "value_tint", "gradient", "gradient_tint", "panel")
    flat = {QColor(getattr(theme, name)).rgb() for name in names}

    knob, end = bar.x_of(t), round(theme.px(KNOB))
    beside = [x for x in range(width) if abs(x - knob) > end + 2 and 2 * end < x < width - 2 * end]
    assert {image.pixel(round(x * ratio), image.height() // 2) for x in beside} <= flat
    first = round(beside[0] * ratio)
    middle, reach = image.height() // 2, round(theme.px(KNOB) * ratio)
    column = [image.pixel(first, y) for y in range(middle - reach, middle + reach)]
    assert set(column) == {QColor(theme.panel).rgb(), QColor(theme.value).rgb()}
    assert column.count(QColor(theme.value).rgb()) == pytest.approx(theme.px(TRACK) * ratio, abs=1)


def test_words_below_the_bar_are_never_cut(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(font(LIGHT, 12, 400))
    words = "values flow to the output"
    whole, short = (metrics.horizontalAdvance(some) for some in (words, "values flow"))
    assert whole_words(words, metrics, whole) == words
    assert whole_words(words, metrics, whole - 1) == "values flow"
    assert whole_words(words, metrics, short - 1) == ""
