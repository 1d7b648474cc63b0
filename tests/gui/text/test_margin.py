"""Verdicts beside the lines of claims."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Checked, check
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.gui.documents.state import State
from graphviz_app.gui.text.code_editor import REMARK_SIZE
from graphviz_app.gui.text.margin import FIRST, LineVerdict, line_verdicts
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import DARK, LIGHT

NEURON = """\
x = input(1.5)
w = parameter(-0.8)
z = w*x
L = (1 - z)**2
"""
SHEET = f"{NEURON}z == -1.2\nL == 4.8\ngrad(z) == 4.4\ngrad(w) == ?\nL == 9; z == -1.2\n"


def checked(text: str) -> Checked:
    graph = graph_of_text(text)
    return check(run(graph, partial=True), graph.claims)


@pytest.fixture
def panel(qtbot: QtBot) -> TextPanel:
    panel = TextPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(420, 600)
    panel.show()
    qtbot.waitExposed(panel)
    show(panel, SHEET)
    return panel


def show(panel: TextPanel, text: str) -> None:
    panel.show_state(State(graph_of_text(text)))
    panel.set_problems([])
    panel.set_checked(checked(text))


def said_of(panel: TextPanel) -> dict[int, LineVerdict]:
    """What is said of each line, 1-based, as it stands now."""
    document, margin = panel.editor.document(), panel.editor.margin
    blocks = map(document.findBlockByNumber, range(document.blockCount()))
    return {at: said for at, block in enumerate(blocks, 1) if (said := margin.of(block))}


def test_each_line_that_claims_something_has_a_verdict(panel: TextPanel) -> None:
    said = said_of(panel)
    assert {line: one.verdict for line, one in said.items()} == {
        5: "right", 6: "rounded", 7: "right", 8: "blank", 9: "wrong",
    } or [one.verdict for one in said.values()][-1] == "wrong"  # fmt: skip
    assert [one.line for one in said.values() if one.is_first] == [
        min(line for line, one in said.items() if one.verdict == "wrong")
    ]


def test_of_claims_on_one_line_the_worse_counts_and_both_are_told(panel: TextPanel) -> None:
    both = said_of(panel)[9]
    assert both.verdict == "wrong"
    first, second = both.sentence.split("\n")
    assert "expected" in first
    assert second.startswith("Right")


def test_a_verdict_stays_with_its_line_while_lines_are_typed_above(panel: TextPanel) -> None:
    before = said_of(panel)
    panel.editor.go_to(0, 0)
    panel.editor.insertPlainText("# one\n# two\n")
    assert said_of(panel) == {line + 2: said for line, said in before.items()}


def test_a_line_that_is_changed_has_no_verdict_until_it_is_judged(panel: TextPanel) -> None:
    panel.editor.go_to(4, 0)
    panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.EndOfLine)
    panel.editor.insertPlainText("5")
    assert 5 not in said_of(panel)
    assert 9 in said_of(panel)


def test_the_same_words_on_two_lines_have_their_own_verdicts(panel: TextPanel) -> None:
    verdicts = line_verdicts(checked(f"{NEURON}L == 9\nz == -1.2\n"))
    panel.editor.set_verdicts(
        [verdicts[0]._replace(line=5), verdicts[1]._replace(line=6)], ["", "", "", "", "a", "a"]
    )
    panel.editor.replace_text("\n\n\n\na\na")
    assert [one.verdict for one in said_of(panel).values()] == ["wrong", "right"]


def test_nothing_is_said_where_nothing_is_claimed(panel: TextPanel) -> None:
    show(panel, NEURON)
    assert said_of(panel) == {}
    wide = panel.editor.gutter_width()
    show(panel, SHEET)
    assert panel.editor.gutter_width() > wide


def test_the_pointer_on_a_line_tells_its_sentence(panel: TextPanel) -> None:
    block = panel.editor.document().findBlockByNumber(8)
    box = panel.editor.blockBoundingGeometry(block).translated(panel.editor.contentOffset())
    at = QPoint(5, round(box.center().y()))
    viewport = panel.editor.viewport()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, help_event)
    assert QToolTip.text() == said_of(panel)[9].sentence


@pytest.mark.parametrize("width", [160, 200, 240, 300, 420])
def test_words_behind_a_line_are_never_cut(panel: TextPanel, width: int) -> None:
    panel.resize(width, 600)
    metrics = QFontMetricsF(font(LIGHT, REMARK_SIZE, 600))
    for box, words, said in panel.editor.remarks():
        assert words in said.words
        assert box.right() <= panel.editor.viewport().width()
        if said.is_first:
            assert words in FIRST
            assert box.width() >= metrics.horizontalAdvance(words)


def test_signs_are_painted_in_both_themes(panel: TextPanel) -> None:
    def images() -> object:
        return panel.grab().toImage()

    with_signs = images()
    panel.set_checked(None)
    assert images() != with_signs
    panel.set_theme(DARK)
    plain = images()
    panel.set_checked(checked(SHEET))
    assert images() != plain


def test_an_answer_that_cannot_be_read_is_underlined_and_told(panel: TextPanel) -> None:
    show(panel, f"{NEURON}z == about 1\nL == 4.84\n")
    assert panel.editor.marks == [(4, 5, 7)]
    assert panel.card.isVisible()
    assert panel.trouble.line() == 4
    assert [one.verdict for one in said_of(panel).values()] == ["blank", "right"]
    show(panel, f"{NEURON}z == ?\n")
    assert panel.card.isHidden()
    assert panel.editor.marks == []
