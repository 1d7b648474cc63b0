"""The section of data: rows, losses, typing; what it says and what it asks for."""

import time

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app import parse
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.gui.learn.data.cell_field import CellField
from graphviz_app.gui.learn.data.data_section import DataSection
from graphviz_app.gui.learn.data.row_model import FIRST, LOSS, NUMBER
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import DARK, LIGHT

LINE = parse("x = input(0)\nt = target(0)\nw = parameter(1)\nL = (t - w*x)**2")


def feed_of(rows: np.ndarray) -> Feed:
    names = ("x", "t", "id")[: rows.shape[1]]
    return Feed.of(LINE, Table(names, rows, "line.csv"))


def large() -> Feed:
    return feed_of(np.random.default_rng(1).normal(size=(100_000, 2)))


def alone(qtbot: QtBot, width: int = 240) -> DataSection:
    section = DataSection(LIGHT)
    qtbot.addWidget(section)
    section.resize(width, 500)
    section.show()
    return section


def seen(section: QWidget) -> set[str]:
    """Words of the buttons that can be clicked."""
    buttons = (section.open, section.paste, section.type, section.add, section.remove)  # type: ignore[attr-defined]
    return {button.text() for button in buttons if button.isVisible()}


def test_without_data_it_says_what_they_are_for_and_how_to_begin(qtbot: QtBot) -> None:
    section = alone(qtbot)
    assert section.about.isVisible()
    assert seen(section) == {"Open…", "Paste", "Type"}
    assert not section.table.isVisible()


def test_it_names_the_source_counts_the_rows_and_tells_what_is_ignored(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(feed_of(np.zeros((4, 3))), None, 0, editable=True)
    assert (section.source.text(), section.count.text()) == ("line.csv", "· 4 rows")
    assert section.ignored.text() == "Nothing is fed by the column id."
    assert seen(section) == {"Open…", "Paste", "Add row", "Remove"}
    assert not section.about.isVisible()


def test_what_is_wrong_with_the_data_stands_in_the_section(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(None, trouble="xor.csv has no column for the target t")
    assert section.wrong.isVisible()
    assert section.wrong.sentence.text() == "xor.csv has no column for the target t."
    assert seen(section) == {"Choose another…", "Paste", "Remove"}
    section.set_feed(feed_of(np.zeros((1, 2))))
    assert not section.wrong.isVisible()


def test_losses_stand_beside_the_rows_and_the_largest_can_come_first(qtbot: QtBot) -> None:
    section, rows = alone(qtbot), np.arange(8.0).reshape(4, 2)
    section.set_feed(feed_of(rows), None, 0)
    assert section.table.isColumnHidden(LOSS)
    assert not section.order.buttons[0].isVisible()
    section.set_feed(feed_of(rows), np.array([0.25, np.nan, 3.0, 1.0]), 0)
    model = section.table.rows
    assert [model.text(line, LOSS) for line in range(4)] == ["0.2500", "nan", "3.0000", "1.0000"]
    section.order.buttons[1].click()
    assert [model.text(line, NUMBER) for line in range(4)] == ["2", "3", "4", "1"]
    assert [model.row_at(line) for line in range(4)] == [1, 2, 3, 0]
    section.set_feed(model.feed, np.array([5.0, 1.0, 3.0, 1.0]), 0)
    assert [model.row_at(line) for line in range(4)] == [0, 2, 1, 3], "equal ones in their order"
    section.order.buttons[0].click()
    assert [model.row_at(line) for line in range(4)] == [0, 1, 2, 3]


def test_a_click_and_the_arrow_keys_choose_a_row_of_the_data(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(feed_of(np.arange(8.0).reshape(4, 2)), np.array([1.0, 4, 2, 3]), 0)
    section.order.buttons[1].click()
    table = section.table
    with qtbot.waitSignal(section.row_chosen) as told:
        at = table.visualRect(table.rows.index(2, FIRST)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [2]
    with qtbot.waitSignal(section.row_chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Up)
    assert told.args == [3]


def test_the_shown_row_and_those_of_the_batch_are_told_to_screen_readers(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(feed_of(np.array([[0.5, 1], [1, 2]])), np.array([0.5, 0.25]), 1, [0, 1])
    model, role = section.table.rows, Qt.ItemDataRole.AccessibleTextRole
    words = model.index(1, NUMBER).data(role)
    assert words == "row 2 of 2, shown on the graph, in the present batch"
    assert model.index(0, FIRST).data(role) == "x of row 1: 0.5"
    assert model.index(1, LOSS).data(role) == "loss of row 2: 0.25"


def test_numbers_are_typed_cell_by_cell_into_the_document(
    window: MainWindow, section: DataSection, qtbot: QtBot
) -> None:
    qtbot.mouseClick(section.type, Qt.MouseButton.LeftButton)
    for number in ("0", "0,5", "1"):
        field = section.findChild(CellField)
        assert field is not None
        field.setText(number)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(10)
    assert section.findChild(CellField) is None
    assert "data(x1=[0], x2=[0.5], t=[1])" in window.document.text
    qtbot.mouseClick(section.add, Qt.MouseButton.LeftButton)
    field = section.findChild(CellField)
    assert field is not None
    assert field.accessibleName() == "x1 of row 2"
    field.setText("2")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "data(x1=[0, 2], x2=[0.5, 0], t=[1, 0])" in window.document.text)
    qtbot.wait(10)
    again = section.findChild(CellField)
    assert again is not None
    assert again.accessibleName() == "x2 of row 2"
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    qtbot.wait(10)
    assert section.findChild(CellField) is None


def test_what_is_no_number_stays_in_its_field(section: DataSection, qtbot: QtBot) -> None:
    qtbot.mouseClick(section.type, Qt.MouseButton.LeftButton)
    field = section.findChild(CellField)
    assert field is not None
    for words in ("yes", "[1, 2]", ""):
        field.setText(words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.property("wrong") is True
        assert section.table.is_typing


def test_a_number_key_begins_typing_and_delete_takes_a_row_away(
    window: MainWindow, section: DataSection, qtbot: QtBot
) -> None:
    window.feeding.take_text("x1\tx2\tt\n0\t1\t1\n1\t1\t0\n")
    table = section.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(1, FIRST + 2))
    qtbot.keyClicks(table, "7")
    field = section.findChild(CellField)
    assert field is not None
    assert field.text() == "7"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "t=[1, 7]" in window.document.text)
    table.setCurrentIndex(table.rows.index(0, FIRST))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert "data(x1=[1], x2=[1], t=[7])" in window.document.text


def test_pasting_on_the_section_feeds_the_graph(
    window: MainWindow, section: DataSection, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("x1\tx2\tt\n0\t0\t1\n")
    section.open.setFocus()
    qtbot.keyClick(section.open, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "data(x1=[0], x2=[0], t=[1])" in window.document.text
    QGuiApplication.clipboard().setText("a\tb\n0\t0\n")
    qtbot.keyClick(section.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no columns for the inputs x1 and x2 and the target t" in section.wrong.sentence.text()
    assert section.wrong.isVisible()
    assert "data(x1=[0], x2=[0], t=[1])" in window.document.text


def test_the_table_is_copied_as_spreadsheets_take_it(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(feed_of(np.array([[0.1, 1], [-2, 1e-9]])))
    section.table.copy_all()
    assert QGuiApplication.clipboard().text() == "x\tt\n0.1\t1\n-2\t1e-09"


def test_a_right_click_offers_what_can_be_done_with_a_row(qtbot: QtBot) -> None:
    section = alone(qtbot)
    section.set_feed(feed_of(np.zeros((3, 2))), editable=True)
    table = section.table
    menu = table.menu_at(table.visualRect(table.rows.index(1, FIRST)).center())
    words = [action.text() for action in menu.actions()]
    assert words == ["Show this row", "Insert a row below", "Delete this row", "Copy the table"]
    with qtbot.waitSignal(section.row_removed) as told:
        menu.actions()[2].trigger()
    assert told.args == [1]


def test_a_hundred_thousand_rows_are_shown_sorted_and_scrolled_at_once(qtbot: QtBot) -> None:
    section, feed = alone(qtbot, 380), large()
    losses = np.random.default_rng(2).random(feed.count)
    begin = time.thread_time()
    section.set_feed(feed, losses, 5)
    section.order.buttons[1].click()
    section.grab()
    assert time.thread_time() - begin < 1.0
    bar, frames = section.table.verticalScrollBar(), []
    for place in range(0, bar.maximum(), bar.maximum() // 20):
        begin = time.thread_time()
        bar.setValue(place)
        section.table.viewport().grab()
        frames.append(time.thread_time() - begin)
    assert sorted(frames)[len(frames) // 2] < 0.016
    begin = time.thread_time()
    section.set_feed(feed, losses[::-1].copy(), 5)
    assert time.thread_time() - begin < 0.1


def test_nothing_is_cut_off_in_a_narrow_panel(qtbot: QtBot) -> None:
    for width in (240, 380):
        section = alone(qtbot, width)
        for theme in (LIGHT, DARK):
            section.set_theme(theme)
            section.set_feed(feed_of(np.array([[0.0, 1], [1, 0]])), np.array([0.5, 0.25]), 0)
            table = section.table
            assert sum(table.columnWidth(at) for at in range(4)) == table.viewport().width()
            assert not table.horizontalScrollBar().isVisible()
            assert section.minimumSizeHint().width() <= width
