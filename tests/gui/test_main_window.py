"""The real window: open, play, edit, break, repair, save, and never lose anything."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.gui.crash import CrashGuard
from graphviz_app.gui.main_window import MainWindow
from graphviz_app.resources import examples

MakeWindow = Callable[[], MainWindow]
Answer = QMessageBox.StandardButton


def _settled(window: MainWindow) -> bool:
    return not window.drawing.busy and window.scene.trace is window.document.trace


def _answer(window: MainWindow, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[str]:
    asked: list[str] = []

    def ask() -> Answer:
        asked.append(window.document.name)
        return answer

    monkeypatch.setattr(window.files, "ask_unsaved", ask)
    return asked


def _type(window: MainWindow, text: str) -> None:
    window.left.text.editor.setPlainText(text)
    window.left.text.apply_now()


def _change(window: MainWindow) -> None:
    _type(window, window.left.text.text().replace("1.5", "2.5"))
    assert window.document.unsaved


# Opening


def test_a_file_opens_finished_with_text_graph_and_title(window: MainWindow) -> None:
    assert window.windowTitle().startswith("neuron.cg")
    assert "w = parameter(-0.8)" in window.left.text.text()
    assert window.scene.trace is window.document.trace
    assert window.player.t == window.player.end > 0
    assert window.stage.caption.isVisible()
    assert "nodes" in window.stage.status.sentence


def test_the_first_start_offers_the_examples(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.start(None)
    assert not window.left.isVisible()
    assert window.gallery is not None
    assert window.gallery.isVisible()
    window.gallery.open_requested.emit(examples()[0])
    qtbot.waitUntil(lambda: _settled(window))
    assert not window.in_gallery
    assert window.left.isVisible()
    assert window.document.name == examples()[0].name


def test_every_example_opens(window: MainWindow, qtbot: QtBot) -> None:
    for path in examples():
        assert window.files.open_path(path)
        qtbot.waitUntil(lambda: _settled(window), timeout=10_000)
        assert window.stage.notice.sentence == ""
        assert window.player.end > 0


def test_a_new_graph_is_built_by_typing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.start(None)
    assert window.gallery is not None
    window.gallery.new_requested.emit()
    editor = window.left.text.editor
    qtbot.waitUntil(editor.hasFocus)
    assert window.stage.hint.isVisible()
    qtbot.keyClicks(editor, "x = input(3)")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y = x*x")
    qtbot.waitUntil(lambda: window.scene.trace is not None and _settled(window))
    assert window.document.trace.gradient("x") == 6
    assert not window.stage.hint.isVisible()
    assert window.actions_by_id["play"].isEnabled()


def test_a_missing_file_is_a_sentence_and_the_document_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    assert not window.files.open_path(tmp_path / "gone.cg")
    assert "does not exist" in window.stage.notice.sentence
    assert window.document.name == "neuron.cg"


def test_a_text_with_a_mistake_can_be_taken_in_and_repaired(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "slip.cg"
    path.write_text("x = input(2)\ny = x*\n", encoding="utf-8")
    assert not window.files.open_path(path)
    assert window.document.name == "neuron.cg"
    assert "line 2" in window.stage.notice.sentence
    window.stage.notice.buttons[0].click()
    assert window.document.name == "slip.cg"
    assert window.left.text.text() == "x = input(2)\ny = x*\n"
    assert window.left.text.error is not None
    assert not window.document.unsaved
    _type(window, "x = input(2)\ny = x*x\n")
    qtbot.waitUntil(lambda: _settled(window))
    assert window.document.trace.value("y") == 4
    assert window.document.unsaved


@pytest.mark.parametrize("content", ["[1, 2", '{"format": 99, "nodes": []}', '{"nodes": 7}'])
def test_a_damaged_document_is_refused_with_a_sentence(
    window: MainWindow, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "damaged.json"
    path.write_text(content, encoding="utf-8")
    assert not window.files.open_path(path)
    assert "damaged.json cannot be opened" in window.stage.notice.sentence
    assert window.document.name == "neuron.cg"


# Playing


def test_playing_runs_through_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.player.set_speed(8.0)
    window.player.play()
    qtbot.waitUntil(lambda: not window.player.playing, timeout=10_000)
    assert window.player.t == window.player.end


def test_the_caption_says_the_step(window: MainWindow, qtbot: QtBot) -> None:
    window.player.scrub(1.0)
    caption = window.stage.caption.caption
    assert caption is not None
    assert caption.note.startswith("step 1 of")
    assert caption.rows[0].numbers.endswith("−1.2000")
    window.player.scrub(0.0)
    assert window.stage.caption.caption is not None
    assert "leaves are given" in window.stage.caption.caption.sentence


def test_the_caption_names_the_nodes_of_a_level(window: MainWindow, qtbot: QtBot) -> None:
    text = "x = input(1)\na = x*2\nb = x*3\nc = x*4\nd = x*5\ny = a + b + c + d\n"
    _type(window, text)
    qtbot.waitUntil(lambda: _settled(window))
    window.actions_by_id["by_level"].trigger()
    window.player.scrub(1.0)
    assert window.stage.caption.caption is not None
    assert window.stage.caption.caption.sentence == "4 nodes at depth 1: a, b, c, d"


def test_while_stepping_the_inspector_and_the_text_follow(window: MainWindow) -> None:
    subjects = []
    for t in (1.0, window.player.end - 1):
        window.player.scrub(t)
        subjects.append(window.conversation.subject)
    window.scene.set_selection(["w"])
    subjects.append(window.conversation.subject)
    assert subjects[::2] == ["z.mul1", "w"]
    assert isinstance(subjects[1], int), "an edge of the last backward step"


def test_an_edit_keeps_time_zoom_and_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.player.scrub(3.0)
    window.view.zoom_in()
    window.scene.set_selection(["w"])
    zoom = window.view.zoom
    _change(window)
    qtbot.waitUntil(lambda: _settled(window))
    assert window.player.t == 3
    assert window.view.zoom == zoom
    assert window.scene.selection == {"w"}


def test_lines_and_back_is_one_click(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["lines"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    reading = window.scene.reading
    assert reading is not None
    assert reading.kind == "lines"
    assert "z.mul1" not in reading.nodes
    window.actions_by_id["operators"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert window.scene.reading is not None
    assert window.scene.reading.kind == "operators"


def test_toggles_show_their_state_and_change_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["gradients"].trigger()
    assert not window.scene.shown.gradients
    window.actions_by_id["locals"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert window.scene.shown.locals
    assert window.actions_by_id["locals"].isChecked()


# Breaking and repairing


def test_broken_text_keeps_the_last_good_graph_and_tells_where(
    window: MainWindow, qtbot: QtBot
) -> None:
    good = window.document.graph
    _type(window, "x = = 2\n")
    assert window.document.graph is good
    assert window.scene.trace is not None
    assert "line 1" in window.stage.status.sentence
    assert window.document.unsaved
    _type(window, "x = input(2)\ny = x*x\n")
    qtbot.waitUntil(lambda: _settled(window))
    assert window.document.draft is None
    assert "nodes" in window.stage.status.sentence


def test_while_the_text_is_broken_other_edits_wait(window: MainWindow, qtbot: QtBot) -> None:
    _type(window, "x = = 2\n")
    window.conversation.edit_value("w")
    assert not window.stage.editor.isVisible()
    assert "Repair the text" in window.stage.status.sentence
    assert window.left.text.text() == "x = = 2\n"
    window.actions_by_id["undo"].trigger()
    assert "w = parameter(-0.8)" in window.left.text.text()
    assert window.document.draft is None


def test_a_failing_node_is_named_and_the_rest_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    _type(window, "x = input(0)\ny = log(x)\nz = x + 1\n")
    qtbot.waitUntil(lambda: _settled(window))
    assert "logarithm of zero" in window.stage.status.sentence
    assert window.document.trace.value("z") == 1
    window.stage.status.clicked.emit()
    assert window.scene.selection == {"y"}


def test_a_graph_without_an_operator_does_not_play(window: MainWindow, qtbot: QtBot) -> None:
    _type(window, "x = input(1)\n")
    qtbot.waitUntil(lambda: _settled(window))
    window.player.replay()
    window.player.to_end()
    assert not window.player.playing


def test_undo_and_redo_reach_the_text_and_the_graph(window: MainWindow, qtbot: QtBot) -> None:
    _change(window)
    assert window.document.trace.value("x") == 2.5
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: _settled(window))
    assert window.document.trace.value("x") == 1.5
    assert "input(1.5)" in window.left.text.text()
    assert not window.document.unsaved
    assert not window.actions_by_id["undo"].isEnabled()
    window.actions_by_id["redo"].trigger()
    assert "input(2.5)" in window.left.text.text()


# Saving


def test_save_and_reopen(window: MainWindow, neuron: Path, qtbot: QtBot) -> None:
    _change(window)
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
    _change(window)
    assert not window.files.save_as()
    assert window.document.unsaved


def test_a_save_that_fails_says_so_and_keeps_the_work(
    window: MainWindow, neuron: Path, tmp_path: Path
) -> None:
    _change(window)
    window.document.path = tmp_path / "no folder" / "neuron.cg"
    assert not window.files.save()
    assert "was not saved" in window.stage.notice.sentence
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
    _change(window)
    asked = _answer(window, monkeypatch, answer)
    assert window.close() is closed
    assert asked == ["neuron.cg"]
    assert ("2.5" in neuron.read_text(encoding="utf-8")) is written
    assert window.isVisible() is not closed


def test_what_was_typed_in_this_second_is_asked_about_too(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _answer(window, monkeypatch, Answer.Cancel)
    window.left.text.editor.insertPlainText("# new\n")  # not applied yet
    assert not window.close()
    assert asked


def test_opening_another_file_asks_first(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.cg"
    other.write_text("a = input(1)\nb = -a\n", encoding="utf-8")
    _change(window)
    _answer(window, monkeypatch, Answer.Cancel)
    assert not window.files.open_path(other)
    assert window.document.name == "neuron.cg"
    _answer(window, monkeypatch, Answer.Discard)
    assert window.files.open_path(other)
    assert window.document.name == "other.cg"


def test_nothing_unsaved_is_not_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _answer(window, monkeypatch, Answer.Cancel)
    assert window.close()
    assert not asked


# Drop, paste, recent files


def _drop(window: MainWindow, data: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
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


# Looks, panels, presentation


def test_the_theme_can_be_switched(window: MainWindow) -> None:
    window.actions_by_id["theme_light"].trigger()
    assert window.looks.theme.name == "light"
    window.actions_by_id["theme"].trigger()
    assert window.looks.theme.name == window.scene.theme.name == "dark"
    assert window.actions_by_id["theme_dark"].isChecked()
    window.actions_by_id["theme"].trigger()
    assert window.looks.theme.name == "light"


def test_hidden_panels_give_the_graph_their_room(window: MainWindow, qtbot: QtBot) -> None:
    width = window.view.width()
    window.actions_by_id["left_panel"].trigger()
    window.actions_by_id["inspector"].trigger()
    assert not window.left.isVisible()
    assert not window.inspector.isVisible()
    qtbot.waitUntil(lambda: window.view.width() > width + 400)


def test_presenting_is_full_screen_large_and_without_panels(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F5)
    assert window.isFullScreen()
    assert not window.left.isVisible()
    assert not window.top_bar.isVisible()
    assert window.looks.theme.scale == 1.6
    qtbot.waitUntil(lambda: not window.drawing.busy)
    qtbot.keyClick(window.view, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: window.player.t == window.player.end - 1)
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.left.isVisible()
    assert window.looks.theme.scale == 1


def test_the_black_screen_ends_with_any_key(window: MainWindow, qtbot: QtBot) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_B)
    black = window.focusWidget()
    assert black is not None
    assert black.geometry() == window.rect()
    qtbot.keyClick(black, Qt.Key.Key_Space)
    assert not window.presentation.is_black
    assert not window.player.playing


def test_escape_closes_one_thing_at_a_time(window: MainWindow, qtbot: QtBot) -> None:
    window.show_help()
    window.search()
    window.stage.notice.complain("a sentence")
    window.leave()
    assert window.help is not None
    assert not window.help.isVisible()
    assert window.stage.find_bar.isVisible()
    window.leave()
    assert not window.stage.find_bar.isVisible()
    assert window.stage.notice.sentence
    window.leave()
    assert not window.stage.notice.sentence


def test_searching_marks_and_shows_the_match(window: MainWindow, qtbot: QtBot) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.focusWidget()
    assert field is not None
    with qtbot.waitSignal(window.stage.find_bar.current_changed) as caught:
        qtbot.keyClicks(field, "sigmoid")
    assert caught.args == ["a"]


def test_the_window_remembers_its_state(window: MainWindow, make_window: MakeWindow) -> None:
    for id_ in ("lines", "locals", "by_level", "left_panel", "theme_dark", "loop"):
        window.actions_by_id[id_].trigger()
    window.player.set_speed(4.0)
    assert window.close()
    again = make_window()
    checked = ("lines", "locals", "by_level", "theme_dark", "loop")
    assert all(again.actions_by_id[id_].isChecked() for id_ in checked)
    assert not again.actions_by_id["left_panel"].isChecked()
    assert not again.left.isVisible()
    assert again.player.speed == 4
    assert again.looks.theme.name == "dark"


@pytest.mark.parametrize("size", [(1024, 700), (1600, 1000), (1920, 1080)])
def test_nothing_is_squeezed_out(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    assert (window.width(), window.height()) == size
    assert window.view.width() >= 320
    assert window.transport.bar.width() >= 160
    for button in window.transport.buttons.values():
        assert window.transport.rect().contains(button.geometry())
    caption = window.stage.caption.geometry()
    assert window.stage.rect().contains(caption)
    assert not caption.intersects(window.stage.zoom.geometry())


# Leaving in the middle of something


def test_closing_while_playing(window: MainWindow) -> None:
    window.player.replay()
    assert window.close()
    assert not window.player.playing


def test_closing_during_a_layout(window: MainWindow, qtbot: QtBot) -> None:
    lines = "\n".join(f"y{i} = y{i - 1}*x" for i in range(1, 300))
    _type(window, f"x = input(1)\ny0 = x*x\n{lines}\n")
    assert window.drawing.busy
    window.document.stack.setClean()
    assert window.close()


def test_a_layout_can_be_cancelled_and_tried_again(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["top_bottom"].trigger()
    assert window.drawing.busy
    window.drawing.cancel()
    qtbot.waitUntil(lambda: bool(window.stage.notice.sentence), timeout=10_000)
    window.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: _settled(window), timeout=10_000)
    assert window.scene.layout is not None


def test_only_the_newest_of_many_edits_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    for n in range(1, 9):
        chain = "".join(f"y{i} = y{i - 1}*x\n" for i in range(1, n))
        _type(window, f"x = input(2)\ny0 = x*x\n{chain}")
    qtbot.waitUntil(lambda: _settled(window), timeout=10_000)
    assert window.scene.reading is not None
    assert "y7" in window.scene.reading.nodes


# When everything goes wrong


def test_an_unexpected_exception_saves_the_work_and_shows_a_report(
    window: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(window)
    guard = CrashGuard(window.recovery.write, window)
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        guard.handle(type(error), error, error.__traceback__)
    dialog = guard.dialog
    assert dialog is not None
    assert "a bug" in dialog.report
    assert list((tmp_path / "data" / "recovery").glob("*.json"))
    dialog.copy()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    dialog.reject()
    assert guard.dialog is None
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_work_left_by_a_crash_is_offered(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    _change(window)
    window.recovery.write()
    lock = window.recovery._lock
    assert lock is not None
    lock.unlock()  # as if the process had died
    again = make_window()
    again.start(None)
    assert "Unsaved work on neuron.cg" in again.stage.notice.sentence
    again.stage.notice.buttons[0].click()
    assert again.document.trace.value("x") == 2.5
    assert again.document.unsaved
    qtbot.waitUntil(lambda: _settled(again))
