"""Saving, reopening, dropping, pasting: nothing is lost, unsaved work is asked about."""

import json
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import Answer, MakeWindow, answer_with, change_value, settled, type_text


def test_save_and_reopen(window: MainWindow, neuron: Path, qtbot: QtBot) -> None:
    change_value(window)
    window.actions_by_id["save"].trigger()
    assert not window.document.unsaved
    assert "Saved neuron.cg" in window.stage.status.sentence
    assert "input(2.5)" in neuron.read_text(encoding="utf-8")
    window.document.new()
    assert window.files.open_path(neuron)
    assert window.document.trace.value("x") == 2.5


def test_save_as_json_and_reopen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target), "JSON document (*.json)")
    )
    window.actions_by_id["save_as"].trigger()
    saved = tmp_path / "copy.json"
    assert json.loads(saved.read_text(encoding="utf-8"))["format"] == 1
    assert window.document.path == saved
    assert window.files.open_path(saved)
    assert window.document.trace.value("x") == 1.5


def test_a_cancelled_save_as_changes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    change_value(window)
    assert not window.files.save_as()
    assert window.document.unsaved


@pytest.mark.parametrize(
    "answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.Cancel]
)
def test_another_file_is_replaced_only_when_the_person_says_so(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
) -> None:
    (tmp_path / "<b>copy.cg").write_text("old", encoding="utf-8")
    chosen = (str(tmp_path / "<b>copy"), "Graph as text (*.cg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    asked: list[tuple[str, Qt.TextFormat]] = []

    def reply(box: QMessageBox) -> int:
        asked.append((box.text(), box.textFormat()))
        return answer.value

    monkeypatch.setattr(QMessageBox, "exec", reply)
    yes = answer == Answer.Yes
    assert window.files.save_as() == yes
    assert asked == [("<b>copy.cg exists already. Replace it?", Qt.TextFormat.PlainText)]
    assert ((tmp_path / "<b>copy.cg").read_text(encoding="utf-8") == "old") != yes
    if yes:  # it is this document's file now
        assert window.files.save_as()
        assert len(asked) == 1


def test_a_save_that_fails_says_so_and_keeps_the_work(
    window: MainWindow, neuron: Path, tmp_path: Path
) -> None:
    change_value(window)
    window.document.path = tmp_path / "no folder" / "neuron.cg"
    assert not window.files.save()
    sentence = window.stage.notice.sentence
    assert sentence == "neuron.cg was not saved: the folder does not exist"
    assert window.document.unsaved


@pytest.mark.parametrize(
    ("answer", "closed", "written"),
    [(Answer.Save, True, True), (Answer.Discard, True, False), (Answer.Cancel, False, False)],
)
def test_closing_asks_about_unsaved_work(
    window: MainWindow,
    neuron: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    closed: bool,
    written: bool,
) -> None:
    change_value(window)
    asked = answer_with(window, monkeypatch, answer)
    assert window.close() is closed
    assert asked == ["neuron.cg"]
    assert ("2.5" in neuron.read_text(encoding="utf-8")) is written
    assert window.isVisible() is not closed


def test_what_was_typed_in_this_second_is_asked_about_too(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(window, monkeypatch, Answer.Cancel)
    window.left.text.editor.insertPlainText("# new\n")  # not applied yet
    assert not window.close()
    assert asked


def test_opening_another_file_asks_first(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.cg"
    other.write_text("a = input(1)\nb = -a\n", encoding="utf-8")
    change_value(window)
    answer_with(window, monkeypatch, Answer.Cancel)
    assert not window.files.open_path(other)
    assert window.document.name == "neuron.cg"
    answer_with(window, monkeypatch, Answer.Discard)
    assert window.files.open_path(other)
    assert window.document.name == "other.cg"


def test_nothing_unsaved_is_not_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(window, monkeypatch, Answer.Cancel)
    assert window.close()
    assert not asked


def _drop(window: MainWindow, data: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    with warnings.catch_warnings():
        # Newer versions of Qt want a QPointF, which older ones do not take.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(300, 300), copy, data, left, none))


def test_a_dropped_file_opens(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "dropped.txt"
    path.write_text("a = input(1)\nb = -a\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    _drop(window, data)
    assert window.document.name == "dropped.txt"


def test_a_file_dropped_on_the_text_opens_as_well(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "dropped.cg"
    path.write_text("a = input(1)\nb = -a\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(30, 30), Qt.DropAction.CopyAction, data, left, none)
    assert window.eventFilter(window.left.text.editor.viewport(), drop)
    assert window.left.text.text() == "a = input(1)\nb = -a\n"


def test_dropped_text_becomes_an_unsaved_graph(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("a = input(1)\nb = -a\n")
    _drop(window, data)
    assert window.document.trace.value("b") == -1
    assert window.document.path is None
    assert window.document.unsaved


def test_pasted_text_becomes_a_graph_and_nonsense_a_sentence(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("no graph at all !")
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "not a graph" in window.stage.notice.sentence
    assert window.document.name == "neuron.cg"
    QGuiApplication.clipboard().setText("a = input(4)\nb = sqrt(a)\n")
    qtbot.keyClick(window.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.document.trace.value("b") == 2


def test_recent_files_are_listed_newest_first(
    window: MainWindow, make_window: MakeWindow, tmp_path: Path, neuron: Path
) -> None:
    other = tmp_path / "other.cg"
    other.write_text("a = input(1)\nb = -a\n", encoding="utf-8")
    window.files.open_path(other)
    again = make_window()
    assert again.files.recent() == [other, neuron]
    other.unlink()
    assert again.files.recent() == [neuron]
    again.files.forget_recent()
    assert window.files.recent() == []


def test_line_ends_of_a_file_stay_as_they_are(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "dos.cg"
    path.write_bytes(NEURON.replace("\n", "\r\n").encode())
    window.files.open_path(path)
    qtbot.waitUntil(lambda: settled(window))
    window.scene.set_selection(["w"])
    window.editing.duplicate()
    assert window.left.text.text() == NEURON.replace("L =", "w2 = parameter(-0.8)\nL =")
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    assert window.document.text.count("\r\n") == window.document.text.count("\n") == 8


def test_reopening_a_file_shows_its_text_again(
    window: MainWindow, qtbot: QtBot, neuron: Path
) -> None:
    for typed in ("((", NEURON + "k = 3"):
        window.left.text.editor.setPlainText(typed)
        window.files.open_path(neuron)
        assert window.left.text.text() == NEURON
        assert window.left.text.card.isHidden()
        assert not window.document.unsaved
