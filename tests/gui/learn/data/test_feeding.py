"""Data become part of the document; the row that is shown is the values of its leaves."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.settings import DataUse
from graphviz_app.formats import with_leaf_value
from graphviz_app.gui.window.main_window import MainWindow


def leaves(window: MainWindow) -> tuple[float, ...]:
    nodes = window.document.graph.nodes
    return tuple(nodes[id_].attrs["value"] for id_ in ("x1", "x2", "t"))  # type: ignore[misc]


def type_value(window: MainWindow, id_: str, value: float) -> None:
    window.document.edit(f"Change {id_}", with_leaf_value(window.document.graph, id_, value))


def test_a_chosen_file_feeds_the_graph_in_one_undoable_change(
    window: MainWindow, folder: Path
) -> None:
    before = window.document.text
    assert window.feeding.take_file(folder / "xor.csv")
    assert window.document.graph.data == DataUse("xor.csv")
    assert window.document.text == f'{before}data("xor.csv")\n'
    assert window.feeding.row == 1, "the leaves had the values of this row already"
    assert window.feeding.feed is not None
    assert window.feeding.feed.count == 4
    window.document.stack.undo()
    assert window.document.text == before
    assert window.feeding.row is None


def test_where_no_row_is_shown_the_first_is(window: MainWindow, folder: Path) -> None:
    type_value(window, "t", 0.5)
    window.feeding.take_file(folder / "xor.csv")
    assert leaves(window) == (0.0, 0.0, 0.0)
    window.document.stack.undo()
    assert leaves(window) == (0.0, 1.0, 0.5)


def test_another_row_is_shown_by_the_values_of_the_leaves(window: MainWindow, folder: Path) -> None:
    window.feeding.take_file(folder / "xor.csv")
    count = window.document.stack.count()
    for row in (2, 3, 0, 2):
        window.feeding.show_row(row)
        assert window.feeding.row == row
    assert leaves(window) == (1.0, 0.0, 1.0)
    assert "x1 = input(1)  # left" in window.document.text
    assert window.document.stack.count() == count + 1, "rows in quick succession are one change"
    window.document.stack.undo()
    assert leaves(window) == (0.0, 1.0, 1.0)


def test_a_hand_changed_leaf_shows_no_row(window: MainWindow, folder: Path) -> None:
    window.feeding.take_file(folder / "xor.csv")
    type_value(window, "x1", 0.5)
    assert window.feeding.row is None


def test_a_table_that_does_not_fit_changes_nothing_and_is_told(
    window: MainWindow, folder: Path
) -> None:
    before = window.document.graph
    assert not window.feeding.take_file(folder / "bad.csv")
    assert window.document.graph is before
    assert window.stage.notice.sentence == "bad.csv, row 3, column x2: 'yes' is not a number."


def test_a_file_elsewhere_is_remembered_for_this_document(
    window: MainWindow, make_window: Callable[[], MainWindow], folder: Path
) -> None:
    far = folder.parent / "far.csv"
    assert window.feeding.take_file(far)
    assert window.document.graph.data == DataUse(far.resolve().as_posix())
    window.document.save(folder / "xor.cg")
    again = make_window()
    again.document.open(folder / "xor.cg")
    assert again.feeding.feed is not None
    assert again.feeding.feed.table.rows[3, 2] == 0.25
    other = folder.parent / "other.cg"
    other.write_text((folder / "xor.cg").read_text(encoding="utf-8"), encoding="utf-8")
    again.document.open(other)
    assert "choose the file yourself" in again.feeding.trouble


def test_a_document_that_is_saved_elsewhere_keeps_its_data(
    window: MainWindow, folder: Path
) -> None:
    window.feeding.take_file(folder / "xor.csv")
    new = folder.parent / "new" / "deeper"
    new.mkdir(parents=True)
    window.document.save(new / "xor.cg")
    window.document.open(new / "xor.cg")
    assert window.feeding.feed is not None
    (new / "xor.csv").write_text("x1,x2,t\n1,1,1\n", encoding="utf-8")
    window.document.open(new / "xor.cg")
    assert window.feeding.feed is not None
    assert window.feeding.feed.count == 1, "the file beside it comes first"


def test_data_of_an_unsaved_graph_are_still_there_when_it_is_saved(
    window: MainWindow, folder: Path
) -> None:
    window.document.adopt(window.document.graph)
    assert window.feeding.take_file(folder / "xor.csv")
    assert window.feeding.feed is not None
    new = folder.parent / "new.cg"
    window.document.save(new)
    window.document.open(new)
    assert window.feeding.row == 1


def test_a_document_names_its_data_and_says_what_is_wrong_with_them(
    window: MainWindow, folder: Path
) -> None:
    text = window.document.text
    (folder / "xor.cg").write_text(f'{text}data("xorr.csv")\n', encoding="utf-8")
    window.document.open(folder / "xor.cg")
    assert window.feeding.feed is None
    assert window.feeding.trouble.endswith("the file does not exist; did you mean 'xor.csv'?")


def test_a_file_that_is_written_anew_is_read_anew(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.feeding.take_file(folder / "xor.csv")
    table = window.feeding.table_of(window.document.graph)
    assert window.feeding.table_of(window.document.graph) is table
    (folder / "xor.csv").write_text("x1,x2,t\n1,1,1\n", encoding="utf-8")
    os.utime(folder / "xor.csv", ns=(1, 1))
    with qtbot.waitSignal(window.feeding.changed):
        window.feeding.look_again()
    assert window.feeding.feed is not None
    assert window.feeding.feed.count == 1
    with qtbot.assertNotEmitted(window.feeding.changed):
        window.feeding.look_again()


def test_pasted_cells_are_written_out_in_the_text(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("x2\tx1\tt\n0,5\t0\t1\n1\t0,25\t0\n")
    assert window.feeding.paste()
    assert "data(x1=[0, 0.25], x2=[0.5, 1], t=[1, 0])" in window.document.text
    assert leaves(window) == (0.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The clipboard holds no table: copy cells of a spreadsheet, or rows of numbers."),
        ("x1\tx2\n1\t2\n", "The table has no column for the target t; its columns are x1, x2."),
        ("x1\tx2\tt\n" + "1\t2\t3\n" * 2000, "6,000 numbers are too many for the text"),
    ],
)
def test_what_cannot_be_pasted_is_told(window: MainWindow, text: str, told: str) -> None:
    assert not window.feeding.take_text(text)
    assert window.stage.notice.sentence.startswith(told)


def test_a_table_begins_with_the_values_of_now_and_is_typed_on(window: MainWindow) -> None:
    feeding = window.feeding
    assert feeding.begin_typing()
    assert "data(x1=[0], x2=[1], t=[1])" in window.document.text
    assert feeding.row == 0
    feeding.add_row()
    feeding.type_number(1, 0, 1.5)
    assert "data(x1=[0, 1.5], x2=[1, 0], t=[1, 0])" in window.document.text
    assert leaves(window) == (0.0, 1.0, 1.0)
    feeding.type_number(0, 2, 0.5)
    assert leaves(window) == (0.0, 1.0, 0.5), "the shown row is shown with its new number"
    feeding.add_row(0)
    assert "data(x1=[0, 0, 1.5], x2=[1, 0, 0], t=[0.5, 0, 0])" in window.document.text
    feeding.remove_row(1)
    feeding.remove_row(0)
    assert "data(x1=[1.5], x2=[0], t=[0])" in window.document.text
    feeding.remove_row(0)
    assert window.document.graph.data is None
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert "data" not in window.document.text


def test_a_number_typed_into_the_rows_of_a_file_leaves_the_file_alone(
    window: MainWindow, folder: Path
) -> None:
    window.feeding.take_file(folder / "xor.csv")
    window.feeding.type_number(3, 2, 0.5)
    assert "data(x1=[0, 0, 1, 1], x2=[0, 1, 0, 1], t=[0, 1, 1, 0.5])" in window.document.text
    assert (folder / "xor.csv").read_text(encoding="utf-8").endswith("1,1,0\n")


def test_without_inputs_nothing_can_be_typed(window: MainWindow) -> None:
    window.document.new()
    assert not window.feeding.begin_typing()
    assert "the graph has none" in window.stage.notice.sentence


def test_while_the_text_is_broken_nothing_is_fed(window: MainWindow, folder: Path) -> None:
    window.left.text.editor.setPlainText(window.document.text + "z = (")
    assert not window.feeding.take_file(folder / "xor.csv")
    assert window.document.text.endswith("z = (")


def test_the_dialog_takes_a_file(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (str(folder / "xor.csv"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: chosen)
    window.feeding.open()
    assert window.document.graph.data == DataUse("xor.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: ("", ""))
    window.feeding.open()
    assert window.document.graph.data == DataUse("xor.csv")


def dropped(window: MainWindow, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return window.files.take(data)


def pasted(window: MainWindow, text: str) -> bool:
    data = QMimeData()
    data.setText(text)
    return window.files.take(data)


def test_a_dropped_csv_feeds_the_graph(window: MainWindow, folder: Path) -> None:
    assert dropped(window, folder / "xor.csv")
    assert window.document.graph.data == DataUse("xor.csv")
    assert window.document.path == folder / "xor.cg"
    assert "xor.csv: 4 rows; row 2 is shown" in said(window)


def said(window: MainWindow) -> str:
    return window.stage.status.text()


def test_a_dropped_csv_that_does_not_fit_says_why(window: MainWindow, folder: Path) -> None:
    assert dropped(window, folder / "bad.csv")
    assert "bad.csv, row 3, column x2" in window.stage.notice.sentence
    window.document.new()
    dropped(window, folder / "xor.csv")
    assert "no input and no target" in window.stage.notice.sentence


def test_a_dropped_table_of_answers_is_a_hand_solution(window: MainWindow, folder: Path) -> None:
    (folder / "mine.csv").write_text("name,value,grad\nL,0.5,1\nw,0.5,0.1\n", encoding="utf-8")
    assert dropped(window, folder / "mine.csv")
    assert window.document.graph.data is None
    assert [claim.of for claim in window.document.graph.claims] == ["L", "L", "w", "w"]


def test_a_table_pasted_on_the_canvas_feeds_if_its_names_are_leaves(window: MainWindow) -> None:
    pasted(window, "x1\tx2\tt\n0\t0\t1\n")
    assert window.document.graph.data is not None
    window.document.stack.undo()
    pasted(window, "0\t0\t1\n1\t1\t0\n")
    assert window.document.graph.data is not None
    assert window.feeding.feed is not None
    assert np.array_equal(window.feeding.feed.table.rows, [[0, 0, 1], [1, 1, 0]])


@pytest.mark.parametrize(
    "text", ["y = input(2)\nL = y**2\n", "x1, x2, t = 1, 2, 3", "a*b + c", "5"]
)
def test_a_pasted_graph_is_opened_as_before(window: MainWindow, text: str) -> None:
    pasted(window, text)
    assert window.document.graph.data is None


def test_data_of_a_graph_that_does_not_learn_are_read_when_somebody_asks(
    window: MainWindow, folder: Path
) -> None:
    text = window.document.text.replace("learning_rate(0.5)\n", "")
    (folder / "xor.cg").write_text(f'{text}data("xor.csv")\n', encoding="utf-8")
    window.document.open(folder / "xor.cg")
    assert window.feeding._sources._table is None
    assert window.feeding.feed is not None


def test_data_outlast_saving_and_opening(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.feeding.take_text("x1\tx2\tt\n0\t0.1\t1\n")
    for name in ("kept.cg", "kept.json"):
        window.document.save(folder / name)
        window.document.open(folder / name)
        assert window.feeding.row == 0
        assert window.feeding.feed is not None
        assert window.feeding.feed.values(0) == {"x1": 0.0, "x2": 0.1, "t": 1.0}
