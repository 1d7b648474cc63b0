"""The timeline as it is painted, at every resolution."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.gui.play.timeline_bar import KNOB, TITLE, TRACK, TimelineBar, whole_words
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


@pytest.mark.parametrize("width", [330, 390, 650])
def test_every_part_of_a_step_of_learning_has_its_word(qtbot: QtBot, width: int) -> None:
    trace = run(parse(f"{NEURON}\nlearning_rate(0.5)"))
    bar = TimelineBar(LIGHT)
    qtbot.addWidget(bar)
    bar.resize(width, 60)
    read_run = ReadRun(trace, read(trace.graph, "operators"))
    bar.set_schedule(Schedule(read_run, stride="level", update=first_update(trace)))
    metrics = QFontMetricsF(font(LIGHT, *TITLE))
    parts = list(bar.stretches())
    assert [part.kind.title for part, _, _ in parts][2:] == ["Update", "Next forward"]
    for part, start, end in parts:
        room = bar.x_of(end) - bar.x_of(start)
        assert room >= metrics.horizontalAdvance(part.kind.title)
        assert [bar.t_at(bar.x_of(t)) for t in (start, end)] == [start, end]
