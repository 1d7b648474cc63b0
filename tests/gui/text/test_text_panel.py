"""The text panel: typing becomes a graph, mistakes are marked, undo reaches into the document."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.documents.state import State, understood
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.code.highlighter import LARGE
from graphviz_app.theme import DARK, LIGHT

NEURON = """\
# A neuron
x = input(1.5)
w = parameter(-0.8)
z = w*x
L = (1 - z)**2
"""
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(qtbot: QtBot) -> TextPanel:
    panel = TextPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    qtbot.waitExposed(panel)
    show(panel, parse(NEURON))
    panel.editor.setFocus()
    return panel


def show(panel: TextPanel, graph: Graph) -> None:
    panel.show_state(State(graph))


def show_draft(panel: TextPanel, text: str) -> None:
    panel.show_state(understood(text, panel.graph))


def at_end(panel: TextPanel) -> None:
    panel.editor.moveCursor(QTextCursor.MoveOperation.End)


def put_caret(panel: TextPanel, line: int, column: int) -> None:
    panel.editor.go_to(line, column)


def test_typing_becomes_a_graph_after_a_pause(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    with qtbot.waitSignal(panel.read, timeout=3000) as read:
        qtbot.keyClicks(panel.editor, "y = L + 1")
    state = read.args[0]
    assert state.draft is None
    assert state.graph.nodes["y"].op == "add"
    assert state.graph.source == NEURON + "y = L + 1"


def test_control_enter_applies_at_once(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = L")
    with qtbot.waitSignal(panel.read, timeout=10):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Return, CONTROL)


def test_showing_a_graph_applies_nothing(qtbot: QtBot, panel: TextPanel) -> None:
    with qtbot.assertNotEmitted(panel.read, wait=400):
        show(panel, parse("a = input(1)\nb = a*a"))
        assert panel.apply_now()
    assert panel.text() == "a = input(1)\nb = a*a"


def test_a_graph_without_a_text_is_written_out(panel: TextPanel) -> None:
    show(panel, replace(parse(NEURON), source=""))
    assert "w = parameter(-0.8)" in panel.text()


def test_a_mistake_is_underlined_and_told_and_the_rest_is_understood(
    qtbot: QtBot, panel: TextPanel
) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = sigmiod(x)")
    with qtbot.waitSignal(panel.read) as read:
        assert not panel.apply_now()
    state = read.args[0]
    assert state.draft == panel.text()
    assert state.mistakes[0].line == 6
    assert panel.editor.marks == [(5, 4, len("sigmiod"))]
    assert panel.card.isVisible()
    assert panel.card.title.text() == "Line 6, column 5"
    assert "did you mean 'sigmoid'" in panel.card.sentence.text()
    assert {"x", "w", "z", "L"} <= panel.graph.nodes.keys()


def test_what_is_typed_again_is_underlined_again(qtbot: QtBot, panel: TextPanel) -> None:
    show_draft(panel, "x = input(1)\n(")
    at_end(panel)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(panel.editor, "(")
    panel.apply_now()
    (mark,) = panel.editor.extraSelections()
    assert mark.cursor.selectedText() == "("  # type: ignore[attr-defined]  # missing in the stubs


def test_each_undefined_name_is_marked_once(panel: TextPanel) -> None:
    show_draft(panel, "x = input(1)\ny = foo*x\nz = foo + bar\n")
    assert panel.editor.marks == [(1, 4, 3), (2, 10, 3)]
    assert panel.card.title.text() == "Line 2, column 5  (and 1 more)"


def test_repairing_the_text_takes_the_card_away(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = (")
    panel.apply_now()
    for _ in range(5):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(panel.read):
        assert panel.apply_now()
    assert panel.card.isHidden()
    assert panel.editor.marks == []


def test_a_click_on_the_card_leads_to_the_mistake(qtbot: QtBot, panel: TextPanel) -> None:
    show_draft(panel, "x = input(1)\ny = x +* 2\n")
    qtbot.mouseClick(panel.card, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert panel.editor.textCursor().blockNumber() == 1


def test_a_draft_is_shown_with_its_mistake_and_is_not_read_again(
    qtbot: QtBot, panel: TextPanel
) -> None:
    with qtbot.assertNotEmitted(panel.read):
        show_draft(panel, "x = (")
    assert panel.text() == "x = ("
    assert panel.card.isVisible()
    assert panel.pending is None


def test_a_changed_number_keeps_caret_and_scrolling(panel: TextPanel) -> None:
    put_caret(panel, 4, 3)
    before = panel.editor.textCursor().position()
    show(panel, with_leaf_value(panel.graph, "w", -1.25))
    assert "w = parameter(-1.25)" in panel.text()
    assert panel.editor.textCursor().position() == before + 1
    assert panel.editor.textCursor().blockNumber() == 4


def test_text_with_signs_beyond_the_basic_plane_is_patched_right(panel: TextPanel) -> None:
    show(panel, parse("# 🙂 smile\nx = input(1)\ny = x*x"))
    show(panel, with_leaf_value(panel.graph, "x", 2.0))
    assert panel.text() == "# 🙂 smile\nx = input(2)\ny = x*x"


def test_undo_and_redo_are_the_documents(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = (")
    with qtbot.waitSignal(panel.undo_requested):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Z, CONTROL)
    with qtbot.waitSignal(panel.redo_requested):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Z, CONTROL | SHIFT)
    with qtbot.waitSignal(panel.redo_requested):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Y, CONTROL)
    assert panel.text() == NEURON + "y = (", "the editor itself takes nothing back"


def test_the_context_menu_undoes_in_the_document(
    qtbot: QtBot, panel: TextPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: opened.append(menu))
    where = panel.editor.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, panel.mapToGlobal(where))
    panel.editor.contextMenuEvent(event)
    undo = opened[0].findChild(QAction, "edit-undo")
    assert undo is not None
    with qtbot.waitSignal(panel.undo_requested):
        undo.trigger()


def test_the_caret_goes_where_undo_changes_the_text(panel: TextPanel) -> None:
    put_caret(panel, 0, 0)
    panel.go_along(lambda: show(panel, with_leaf_value(panel.graph, "w", 3.0)))
    caret = panel.editor.textCursor()
    assert (caret.blockNumber(), caret.positionInBlock()) == (2, len("w = parameter(3"))


def test_a_long_text_is_kept_at_a_pause_and_read_on_demand(
    qtbot: QtBot, panel: TextPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphviz_app.gui.text.text_panel.LIVE", 10)
    at_end(panel)
    with qtbot.waitSignal(panel.read, timeout=3000) as read:
        qtbot.keyClicks(panel.editor, "y = L")
    assert read.args[0].draft == NEURON + "y = L"
    assert read.args[0].mistakes == ()
    assert "Ctrl+Enter" in panel.card.sentence.text()
    with qtbot.waitSignal(panel.read) as read:
        qtbot.keyClick(panel.editor, Qt.Key.Key_Return, CONTROL)
    assert read.args[0].draft is None
    assert "y" in read.args[0].graph.nodes


def test_lines_of_nodes_are_tinted(panel: TextPanel) -> None:
    panel.set_active_lines(["z"])
    assert panel.editor.active_blocks == {3}
    panel.set_active_lines(["L.sub1", "w"])
    assert panel.editor.active_blocks == {4, 2}
    panel.set_active_lines(["nobody"])
    assert panel.editor.active_blocks == set()


def test_moving_into_a_line_selects_its_node(qtbot: QtBot, panel: TextPanel) -> None:
    put_caret(panel, 0, 0)
    with qtbot.waitSignal(panel.line_selected) as selected:
        put_caret(panel, 2, 0)
    assert selected.args == ["w"]
    with qtbot.assertNotEmitted(panel.line_selected):
        put_caret(panel, 2, 5)


def test_of_two_names_on_a_line_the_one_at_the_caret_is_selected(
    qtbot: QtBot, panel: TextPanel
) -> None:
    show(panel, parse("a = input(1); b = a + 1\nL = b*b"))
    put_caret(panel, 1, 0)
    with qtbot.waitSignal(panel.line_selected) as selected:
        put_caret(panel, 0, 16)
    assert selected.args == ["b"]
    panel.set_active_lines(["b"])
    assert panel.editor.active_blocks == {0}


def test_an_argument_called_like_a_node_takes_neither_its_line_nor_its_caret(
    qtbot: QtBot, panel: TextPanel
) -> None:
    show(panel, parse("v = input([1, 2])\ns = sum(v,\n axis=0)\naxis = s*2"))
    panel.set_active_lines(["axis"])
    assert panel.editor.active_blocks == {3}
    with qtbot.assertNotEmitted(panel.line_selected):
        put_caret(panel, 2, 3)


def test_what_cannot_be_computed_is_told_at_its_line(panel: TextPanel) -> None:
    graph = parse("x = input(0)\ny = 1/x\nL = y + 1")
    show(panel, graph)
    panel.set_problems(run(graph, partial=True).problems)
    assert panel.editor.marks[0][0] == 1
    assert panel.card.title.text() == "Not a finite number"
    panel.set_problems(())
    assert panel.card.isHidden()


def test_control_up_nudges_the_number_and_applies(qtbot: QtBot, panel: TextPanel) -> None:
    put_caret(panel, 2, 16)
    with qtbot.waitSignal(panel.read, timeout=10) as applied:
        qtbot.keyClick(panel.editor, Qt.Key.Key_Up, CONTROL)
    assert applied.args[0].graph.nodes["w"].attrs["value"] == -0.7
    qtbot.keyClick(panel.editor, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Down, CONTROL)
    assert "w = parameter(-0.9)" in panel.text()


def test_tab_completes_a_function_and_puts_the_caret_inside(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = sigm")
    assert panel.editor.completer.popup().isVisible()
    qtbot.keyClick(panel.editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(panel.editor, "z")
    assert panel.text().endswith("y = sigmoid(z)")
    assert not panel.editor.completer.popup().isVisible()


def test_enter_without_a_choice_begins_a_new_line(qtbot: QtBot, panel: TextPanel) -> None:
    at_end(panel)
    qtbot.keyClicks(panel.editor, "y = sigm")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return)
    assert panel.text().endswith("y = sigm\n")


def test_an_empty_text_shows_an_example(panel: TextPanel) -> None:
    show(panel, Graph({}, {}))
    assert panel.text() == ""
    parse("\n".join(panel.editor.placeholderText().splitlines()[:3]))


def test_control_and_wheel_change_the_size_of_the_type(panel: TextPanel) -> None:
    size = panel.editor.font().pixelSize()
    for turns in (120, 120, -120):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, turns),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(panel.editor.viewport(), event)
    assert panel.editor.font().pixelSize() == size + 1


def test_a_large_text_stays_usable(qtbot: QtBot, panel: TextPanel) -> None:
    lines = "".join(f"a{i} = x*{i}\n" for i in range(LARGE + 1000))
    show(panel, replace(Graph({}, {}), source=f"x = input(1)\n{lines}"))
    panel.editor.go_to(LARGE, 0)
    panel.grab()
    shown = panel.editor.document().findBlockByNumber(LARGE)
    unseen = panel.editor.document().findBlockByNumber(LARGE // 2)
    assert shown.layout().formats()
    assert not unseen.layout().formats()


def test_a_text_that_is_too_long_is_not_shown_for_editing(
    monkeypatch: pytest.MonkeyPatch, panel: TextPanel
) -> None:
    monkeypatch.setattr("graphviz_app.gui.widgets.code.long_text.LARGEST", 10)
    show(panel, parse(NEURON))
    show(panel, parse(NEURON + "y = L"))
    assert panel.editor.isReadOnly()
    assert "too long" in panel.text()
    assert panel.apply_now()


def test_it_paints_in_another_theme(panel: TextPanel) -> None:
    panel.set_active_lines(["z"])
    before = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != before


def test_an_edit_repaints_its_line(qtbot: QtBot, panel: TextPanel) -> None:
    panel.show_state(State(parse(NEURON)))
    panel.show()
    qtbot.waitExposed(panel)
    painted: list[int] = []
    panel.editor.updateRequest.connect(lambda rect, _dy: painted.append(rect.height()))
    panel.show_state(State(with_leaf_value(parse(NEURON), "w", -0.6)))
    line = panel.editor.blockBoundingRect(panel.editor.document().firstBlock()).height()
    assert painted
    assert max(painted) < 2 * line
