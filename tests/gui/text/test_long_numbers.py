"""Numbers with all their digits stand in a line that does not wrap, and in full at the caret."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from graphviz_app.formats import parse
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.theme import LIGHT
from tests.gui.text.test_text_panel import show

TEXT = "w = parameter(%s)\nL = w**2\n"
LONG = ["0.2769826423171884", "-2.5843049310555064", "1.148230479960332e-05", "0.00012345678901234"]


@pytest.fixture
def panel(qtbot: QtBot) -> TextPanel:
    panel = TextPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(283, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def lines_of(panel: TextPanel) -> int:
    block = panel.editor.document().findBlockByNumber(0)
    panel.editor.blockBoundingGeometry(block)  # lays it out
    return block.layout().lineCount()


@pytest.mark.parametrize("number", LONG)
def test_a_long_number_needs_one_line_and_is_in_the_text_to_its_last_digit(
    panel: TextPanel, number: str
) -> None:
    show(panel, parse(TEXT % number))
    panel.editor.clearFocus()
    assert lines_of(panel) == 1
    assert panel.text() == TEXT % number
    panel.editor.selectAll()
    panel.editor.copy()
    assert QGuiApplication.clipboard().text() == TEXT % number


def test_where_the_caret_is_all_digits_are_shown_and_nothing_counts_as_typed(
    panel: TextPanel, qtbot: QtBot
) -> None:
    show(panel, parse(TEXT % LONG[1]))
    typed: list[bool] = []
    panel.typed.connect(lambda: typed.append(True))
    panel.editor.go_to(0, 3)
    qtbot.waitUntil(panel.editor.hasFocus)
    assert lines_of(panel) > 1
    panel.editor.go_to(1, 0)
    assert lines_of(panel) == 1
    assert not typed


@pytest.mark.parametrize("number", ["0.5", "-0.123456", "12345678901234", "100.5", "1e-05"])
def test_a_short_number_has_one_size(panel: TextPanel, number: str) -> None:
    show(panel, parse(TEXT % number))
    block = panel.editor.document().findBlockByNumber(0)
    sizes = {
        one.format.font().pixelSize()  # type: ignore[attr-defined]  # the stubs lack it
        for one in block.layout().formats()
    }
    assert 1 not in sizes
