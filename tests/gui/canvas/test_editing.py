"""Editing on the canvas, with the mouse and the keys of the real window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.reading import Element
from graphviz_app.core.view import View
from graphviz_app.gui.canvas.changing.changes import BROKEN
from graphviz_app.gui.canvas.changing.clipboard import LINES_MIME
from graphviz_app.gui.window.actions import CANVAS_MENU
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.typing_compat import override
from tests.gui.conftest import NEURON
from tests.gui.window_steps import (
    CTRL,
    LEFT,
    RIGHT,
    click,
    enter,
    inspector_of,
    place,
    press,
    settled,
    type_text,
)

EMPTY = QPoint(6, 6)


def test_delete_leaves_the_operand_open_and_undo_brings_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "x")
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "z = w*... + b" in window.document.text
    assert "operand 2 of * is missing" in window.stage.status.sentence
    assert window.left.text.text() == window.document.text
    qtbot.keyClick(window.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == NEURON
    assert not window.document.unsaved


def test_delete_takes_an_edge(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.reading is not None
    index = window.scene.reading.incoming["a"][0]
    window.scene.set_selection([index])
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "a = sigmoid(...)" in window.document.text


def test_everything_can_be_deleted_and_begun_anew(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_A, control=True)
    assert set(window.editing.nodes) == set(window.document.graph.nodes)
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Delete)
    assert not window.document.graph.nodes
    assert window.stage.hint.isVisible()
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    assert not window.stage.hint.isVisible()
    enter(qtbot, window, "3")
    assert window.document.trace.value("c") == 3
    assert "# A neuron" in window.document.text


def test_copied_nodes_are_pasted_with_their_operands(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z")
    press(qtbot, window, Qt.Key.Key_C, control=True)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "z = w*x + b\n"
    assert data.hasFormat(LINES_MIME)
    press(qtbot, window, Qt.Key.Key_V, control=True)
    assert "z2 = w*x + b\n" in window.document.text
    assert window.editing.nodes == ["z2"]
    assert window.document.graph.output == "L"


def test_cut_nodes_come_back_by_pasting(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "b")
    press(qtbot, window, Qt.Key.Key_X, control=True)
    assert "z = w*x + ..." in window.document.text
    press(qtbot, window, Qt.Key.Key_V, control=True)
    assert window.document.trace.value("b") == 0.25


def test_ctrl_d_duplicates_without_the_clipboard(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("untouched")
    click(qtbot, window, "w")
    press(qtbot, window, Qt.Key.Key_D, control=True)
    assert window.document.trace.value("w2") == -0.8
    assert QApplication.clipboard().text() == "untouched"


def test_text_from_elsewhere_is_still_opened_as_a_graph(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("y = 2\nq = y**2\n")
    press(qtbot, window, Qt.Key.Key_V, control=True)
    assert window.document.graph.nodes.keys() == {"y", "q"}


def test_actions_are_off_where_they_would_do_nothing(window: MainWindow, qtbot: QtBot) -> None:
    def are_on(*ids: str) -> list[bool]:
        return [window.actions_by_id[id_].isEnabled() for id_ in ids]

    window.scene.set_selection([])
    assert are_on("cut", "copy", "duplicate", "delete", "change_value") == [False] * 5
    click(qtbot, window, "z")
    assert are_on("cut", "copy", "duplicate", "delete", "change_value") == [True] * 4 + [False]
    window.scene.set_selection([0])
    assert are_on("cut", "copy", "duplicate", "delete") == [False, False, False, True]
    click(qtbot, window, "w")
    assert are_on("change_value") == [True]


def test_while_the_text_is_broken_nothing_is_edited(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "x")
    type_text(window, NEURON + "y = (")
    window.view.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Tab):
        qtbot.keyClick(window.view, key)
        assert window.stage.status.sentence == BROKEN
    assert window.left.text.text() == NEURON + "y = ("
    assert not window.stage.entry.is_open


def test_keys_of_the_canvas_belong_to_the_text_while_typing(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "x")
    editor = window.left.text.editor
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "# ab")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_D, CTRL)
    assert window.left.text.text() == NEURON + "# a"
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    assert editor.textCursor().hasSelection()
    assert window.editing.nodes == ["x"]


def test_in_the_gallery_nothing_is_edited_but_a_node_can_be_added(window: MainWindow) -> None:
    window.scene.set_selection(["x"])
    window.show_gallery()
    for act in (window.editing.delete, window.editing.cut, window.editing.duplicate):
        act()
    assert window.document.text == NEURON
    window.actions_by_id["add_node"].trigger()
    assert not window.in_gallery
    assert window.stage.entry.is_open


def test_ctrl_click_selects_more_and_less(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "x")
    click(qtbot, window, "w", adding=True)
    click(qtbot, window, "x", adding=True)
    assert window.editing.nodes == ["w"]
    qtbot.mouseClick(window.view.viewport(), LEFT, CTRL, EMPTY)
    assert window.editing.nodes == ["w"]
    qtbot.mouseClick(window.view.viewport(), LEFT, pos=EMPTY)
    assert window.editing.nodes == []


def test_a_right_click_offers_what_can_be_done(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.view.viewport(), RIGHT, pos=place(window, "w"))
    assert window.editing.nodes == ["w"]
    (menu,) = [m for m in window.findChildren(QMenu) if m.isVisible()]
    offered = [a.objectName() for a in menu.actions() if not a.isSeparator()]
    assert {"rename", "change_value", "make_output", "make_target", "make_group"} <= {*offered}
    assert not {"expand", "ungroup", "let_go"} & {*offered}
    assert offered == [id_ for id_ in CANVAS_MENU if id_ in offered]
    menu.close()


def test_a_right_click_on_nothing_offers_nothing_for_nodes(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(window.view.viewport(), RIGHT, pos=EMPTY)
    window.scene.set_selection([])
    window.editing.show_menu(EMPTY)
    (menu,) = [m for m in window.findChildren(QMenu) if m.isVisible()]
    offered = [a.objectName() for a in menu.actions() if not a.isSeparator()]
    assert not {"rename", "change_value", "make_output"} & {*offered}
    assert not any(a.isEnabled() for a in menu.actions() if a.objectName() == "delete")
    menu.close()


def test_a_named_line_is_deleted_as_a_whole_in_the_lines_reading(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.drawing.look(View(reading="lines"))
    qtbot.waitUntil(lambda: not window.drawing.busy)
    click(qtbot, window, "z")
    press(qtbot, window, Qt.Key.Key_Backspace)
    assert "a = sigmoid(...)" in window.document.text
    assert "z =" not in window.document.text


def test_what_was_deleted_is_not_selected_any_more(window: MainWindow, qtbot: QtBot) -> None:
    assert window.scene.reading is not None
    window.scene.set_selection([window.scene.reading.incoming["z.mul1"][0]])
    press(qtbot, window, Qt.Key.Key_Delete)
    assert window.scene.selection == ()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "z = ...*x + b" in window.document.text


def test_a_selected_edge_stays_the_same_when_lines_are_added(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.scene.reading is not None
    index = window.scene.reading.incoming["a"][0]
    window.scene.set_selection([index])
    type_text(window, NEURON.replace("w =", "q = tanh(x)\nw ="))
    qtbot.waitUntil(lambda: settled(window))
    (again,) = window.scene.selection
    assert again != index
    assert window.scene.reading.edges[int(again)].target == "a"
    type_text(window, NEURON.replace("sigmoid(z)", "0.5"))
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.selection == ()


def test_deleting_faster_than_the_picture_follows_does_no_harm(window: MainWindow) -> None:
    assert window.scene.reading is not None
    index = window.scene.reading.incoming["z"][0]  # from z.mul1, which goes with it
    for _ in range(3):
        window.scene.set_selection([index, "z.mul1"])
        window.editing.delete()
    assert window.document.text == NEURON.replace("w*x", "...")
    assert window.document.stack.count() == 1


def test_numbers_in_formulas_are_the_ones_of_now_when_a_layout_comes_late(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, "x = input(3)\ny = 2*x")
    qtbot.waitUntil(lambda: settled(window))
    type_text(window, "x = input(3)\nz = x\ny = 2*x")  # is laid out while another number comes
    type_text(window, "x = input(3)\nz = x\ny = 5*x")
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.picture is not None
    sign = window.scene.picture.faces.node("y.c1").sign
    assert isinstance(sign, MathText)
    assert sign.latex == "5"


def test_each_gesture_has_its_name_in_the_history(window: MainWindow, qtbot: QtBot) -> None:
    def undo_text() -> str:
        return window.document.stack.undoText()

    gestures: list[tuple[list[Element], Callable[[], object], str]] = [
        (["x"], window.editing.delete, "Delete x"),
        ([0, 1], window.editing.delete, "Delete 2 edges"),
        (["a", 0], window.editing.delete, "Delete 1 node and 1 edge"),
        (["w", "b"], window.editing.cut, "Cut 2 nodes"),
        (["w"], window.editing.duplicate, "Duplicate w"),
    ]
    for chosen, act, name in gestures:
        window.scene.set_selection(chosen)
        act()
        assert undo_text() == name
        window.undo()
        qtbot.waitUntil(lambda: settled(window))


def test_cutting_a_part_of_a_line_cuts_the_line(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "z.mul1")
    press(qtbot, window, Qt.Key.Key_X, control=True)
    assert "z =" not in window.document.text
    press(qtbot, window, Qt.Key.Key_V, control=True)
    assert "z = w*x + b" in window.document.text


def test_what_cannot_be_deleted_says_why_until_something_else_is_done(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, "x = 3\ndef f(u): return u*2 + 1\ny = f(x)\n")
    qtbot.waitUntil(lambda: settled(window))
    click(qtbot, window, "y.mul1")
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "comes from a def" in window.stage.notice.sentence
    click(qtbot, window, "y")
    press(qtbot, window, Qt.Key.Key_Delete)
    assert not window.stage.notice.sentence


def test_the_menu_key_opens_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "w")
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(window.view, QContextMenuEvent(keyboard, QPoint(), QPoint()))
    (menu,) = [m for m in window.findChildren(QMenu) if m.isVisible()]
    menu.close()


def test_copied_nodes_are_pasted_from_the_gallery_into_the_graph(
    window: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, window, "w")
    window.editing.copy()
    window.show_gallery()
    window.editing.paste()
    assert not window.in_gallery
    assert "w2 = parameter(-0.8)" in window.document.text


class WindowWatch(QObject):
    """Lists the windows that open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(type(watched).__name__)
        return False


def test_no_other_window_flashes_up_when_something_is_missing(
    window: MainWindow, qtbot: QtBot
) -> None:
    watch = WindowWatch()
    click(qtbot, window, "x")
    press(qtbot, window, Qt.Key.Key_Delete)
    assert "Not complete yet" in [
        label.text() for label in inspector_of(window).findChildren(QLabel)
    ]
    assert watch.opened == []


def test_a_gap_that_a_mistake_leaves_is_told_beside_its_line_only(
    window: MainWindow, qtbot: QtBot
) -> None:
    def titles() -> list[str]:
        return [label.text() for label in inspector_of(window).findChildren(QLabel)]

    type_text(window, "x = input(2)\nf = x/q\n")
    qtbot.waitUntil(lambda: settled(window))
    assert "'q' is not defined" in window.stage.status.sentence
    assert "Not complete yet" not in titles()
    type_text(window, "x = input(2)\nf = x/...\n")
    qtbot.waitUntil(lambda: settled(window) and "Not complete yet" in titles())
