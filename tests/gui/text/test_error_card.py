"""A mistake is told below its line, and nothing that is being typed is hidden by that."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.running.problem import Problem
from graphviz_app.errors import EvaluationError
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.theme import LIGHT

LINES = 60
WRONG = 20


def _text(wrong: int) -> str:
    lines = [f"x{n} = input({n})" for n in range(LINES)]
    lines[wrong] = f"x{wrong} = inputt({wrong})"
    return "\n".join(lines)


@pytest.fixture
def panel(qtbot: QtBot) -> TextPanel:
    panel = TextPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def _scroll(panel: TextPanel, line: int) -> None:
    panel.editor.verticalScrollBar().setValue(line)
    QApplication.processEvents()


def _box(panel: TextPanel, line: int) -> QRect:
    """Where a line's words are, in the panel."""
    editor = panel.editor
    block = editor.document().findBlockByNumber(line)
    box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
    box.setHeight(box.height() - editor.spacing.gap_below(block))
    corner = editor.viewport().mapTo(panel, QPoint())
    return box.translated(corner.x(), corner.y()).toRect()


def _stands_below(panel: TextPanel, line: int) -> bool:
    card = panel.card.geometry()
    above, below = _box(panel, line), _box(panel, line + 1)
    between = above.bottom() <= card.top() and card.bottom() <= below.top()
    return between and panel.place.beside_line == line


def _put_caret(panel: TextPanel, line: int) -> None:
    panel.activateWindow()
    panel.editor.setFocus()
    cursor = QTextCursor(panel.editor.document().findBlockByNumber(line))
    panel.editor.setTextCursor(cursor)
    QApplication.processEvents()


def test_the_card_stands_between_its_line_and_the_next(panel: TextPanel) -> None:
    panel.editor.setPlainText(_text(3))
    panel.apply_now()
    QApplication.processEvents()
    assert panel.card.isVisible()
    assert _stands_below(panel, 3)
    assert panel.card.geometry().top() - _box(panel, 3).bottom() < 12


def test_it_follows_scrolling_and_goes_to_the_foot_when_its_line_is_out_of_view(
    panel: TextPanel,
) -> None:
    panel.editor.setPlainText(_text(WRONG))
    panel.apply_now()
    for top in (WRONG - 4, WRONG - 1, WRONG):
        _scroll(panel, top)
        assert _stands_below(panel, WRONG), top
    for top in (WRONG + 1, 40, 0):
        _scroll(panel, top)
        assert panel.place.beside_line is None, top
        assert panel.card.geometry().top() >= panel.editor.geometry().bottom()
        assert panel.card.geometry().bottom() <= panel.height()
    _scroll(panel, WRONG - 2)
    assert _stands_below(panel, WRONG)


def test_the_room_is_given_back_when_the_text_is_repaired(panel: TextPanel) -> None:
    panel.editor.setPlainText(_text(3).replace("inputt", "input"))
    panel.apply_now()
    before = _box(panel, 6)
    panel.editor.setPlainText(_text(3))
    panel.apply_now()
    assert _box(panel, 6).top() > before.top()
    panel.editor.setPlainText(_text(3).replace("inputt", "input"))
    panel.apply_now()
    assert panel.card.isHidden()
    assert _box(panel, 6) == before
    assert panel.place.beside_line is None


@pytest.mark.parametrize("caret", [*range(0, 24, 2), LINES - 2, LINES - 1])
@pytest.mark.parametrize("wrong", [0, 8, 14, 20, LINES - 1])
def test_what_is_being_typed_stays_in_view(panel: TextPanel, wrong: int, caret: int) -> None:
    panel.editor.setPlainText(_text(wrong))
    _put_caret(panel, caret)
    panel.apply_now()
    for _ in range(3):
        QApplication.processEvents()
    typed = panel.editor.cursorRect().translated(panel.editor.viewport().mapTo(panel, QPoint()))
    assert panel.editor.geometry().contains(typed)
    assert not panel.card.geometry().intersects(typed)
    assert panel.card.isVisible()


def test_a_mistake_in_another_line_moves_the_card_there(panel: TextPanel) -> None:
    for line in (2, 9, 5):
        panel.editor.setPlainText(_text(line))
        panel.apply_now()
        QApplication.processEvents()
        assert _stands_below(panel, line)


def test_what_cannot_be_computed_is_told_below_the_line_that_defines_it(panel: TextPanel) -> None:
    panel.editor.setPlainText("x = input(0)\ny = 1/x\nz = y + 1\n")
    panel.apply_now()
    error = EvaluationError("y is infinite", "y")
    panel.set_problems([Problem("y", "y is infinite", "nonfinite", error)])
    QApplication.processEvents()
    assert _stands_below(panel, 1)


def test_what_is_no_mistake_is_told_at_the_foot(panel: TextPanel) -> None:
    panel.editor.setPlainText(_text(3))
    panel.apply_now()
    panel.card.show_message("Not read yet", "Something that is worth knowing.", "info")
    for _ in range(3):
        QApplication.processEvents()
    assert panel.card.isVisible()
    assert panel.place.beside_line is None


def test_the_wheel_over_the_card_scrolls_the_text(panel: TextPanel) -> None:
    panel.editor.setPlainText(_text(3))
    panel.apply_now()
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at,
        QPointF(panel.card.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.card, wheel)
    assert panel.editor.verticalScrollBar().value() > 0
