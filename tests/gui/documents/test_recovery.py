"""What survives a crash: at most two seconds of work are missing, broken or not, and it is offered
once, saying how old it is and for which file."""

import errno
import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from graphviz_app.core.graph import Graph
from graphviz_app.formats import with_leaf_value
from graphviz_app.gui.documents import recovery as recovery_module
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.offers import ago
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.documents.state import State, understood
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON
from tests.gui.window_steps import MakeWindow, change_value, settled, type_text


def _die(window: MainWindow) -> None:
    """As if the process had died: the copy stays, its lock is free."""
    lock = window.recovery._lock
    assert lock is not None
    lock.unlock()
    window.recovery.close = lambda: None  # type: ignore[method-assign]


def _copies(window: MainWindow) -> list[Path]:
    return sorted(window.recovery._folder.glob("[!.]*.json"))


def _kept_text(window: MainWindow) -> str:
    """What the copy holds now."""
    (file,) = _copies(window)
    content = json.loads(file.read_text(encoding="utf-8"))
    return str(content["draft"] or json.loads(content["document"])["text"])


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same delays, ten times as short."""
    monkeypatch.setattr(recovery_module, "DELAY_MS", 100)


def test_typing_without_a_pause_is_kept_all_the_same(
    hurried: None, window: MainWindow, qtbot: QtBot
) -> None:
    editor = window.left.text.editor
    editor.setFocus()
    start = time.monotonic()
    while time.monotonic() - start < 1.0:  # never the 300 ms after which the text is read
        qtbot.keyClicks(editor, "#")
        qtbot.wait(20)
    assert window.document.draft is None
    assert "##" in _kept_text(window)


def test_changing_values_without_a_pause_is_kept_all_the_same(
    hurried: None, window: MainWindow, qtbot: QtBot
) -> None:
    document = window.document
    for step in range(30):
        document.edit("Change x", with_leaf_value(document.graph, "x", float(step)))
        qtbot.wait(10)
    assert "x = input(" in _kept_text(window)
    assert "input(1.5)" not in _kept_text(window)


def test_what_was_typed_is_kept_before_the_window_is_busy_reading_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []

    def slow(text: str, before: Graph) -> State:
        window.recovery._wait()
        kept.append(_kept_text(window))
        return understood(text, before)

    monkeypatch.setattr("graphviz_app.gui.text.text_panel.understood", slow)
    window.left.text.editor.setFocus()
    qtbot.keyClicks(window.left.text.editor, "# typed")
    qtbot.waitUntil(lambda: bool(kept), timeout=900)  # sooner than by the delay
    assert "# typed" in kept[0]


def test_the_delay_counts_from_the_first_change_that_is_not_kept() -> None:
    assert recovery_module.DELAY_MS <= 1500


@pytest.mark.parametrize("typed", [NEURON + "y = (", "x = = 2", "((", NEURON + "y = a*2  # fine"])
def test_text_comes_back_as_it_was_typed_broken_or_not(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot, typed: str
) -> None:
    type_text(window, typed)
    window.recovery.write()
    _die(window)
    again = make_window()
    again.start(None)
    again.stage.notice.buttons[0].click()
    assert again.left.text.text() == typed
    assert again.document.unsaved
    assert again.document.path == window.document.path


def test_restored_work_is_kept_before_the_old_copy_goes(
    window: MainWindow, make_window: MakeWindow
) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)
    again = make_window()
    again.start(None)
    again.stage.notice.buttons[0].click()
    assert "input(2.5)" in _kept_text(again), "a crash in this very moment loses nothing"


def test_it_is_offered_once_and_stays_in_the_menu(
    window: MainWindow, make_window: MakeWindow, neuron: Path
) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)
    first = make_window()
    first.start(neuron)
    assert "Unsaved work on neuron.cg" in first.stage.notice.sentence
    assert "less than a minute ago" in first.stage.notice.sentence
    first.stage.notice.buttons[-1].click()
    second = make_window()
    second.start(neuron)
    assert second.stage.notice.sentence == ""
    (work,) = second.recovery.kept()
    second.offers.restore(work)
    assert second.document.trace.value("x") == 2.5


def test_what_the_file_holds_as_well_is_not_offered(
    window: MainWindow, make_window: MakeWindow, neuron: Path
) -> None:
    change_value(window)
    window.recovery.write()
    neuron.write_text(window.document.text, encoding="utf-8")  # saved, then the window was killed
    _die(window)
    again = make_window()
    again.start(None)
    assert again.stage.notice.sentence == ""
    assert _copies(again) == []


def test_an_offer_says_that_the_file_was_saved_since(
    window: MainWindow, make_window: MakeWindow, neuron: Path
) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)
    neuron.write_text(NEURON + "k = 1\n", encoding="utf-8")
    os.utime(neuron, (time.time() + 60, time.time() + 60))
    again = make_window()
    again.start(None)
    assert "saved after that" in again.stage.notice.sentence
    assert [b.text() for b in again.stage.notice.buttons[:3]] == ["Restore", "Compare…", "Discard"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_work_on_a_file_whose_name_is_not_utf_8_is_kept_too(
    hurried: None, make_window: MakeWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.cg"))
    path.write_text(NEURON, encoding="utf-8")
    window = make_window()
    window.start(path)
    type_text(window, NEURON + "k = 1")
    qtbot.waitUntil(lambda: bool(_copies(window)))
    other = Recovery(Document(), window.recovery._folder.parent)
    assert other.is_open_elsewhere(path)
    _die(window)
    (work,) = other.found()
    assert work.path == path


def test_a_data_folder_that_is_cleared_meanwhile_is_made_anew(
    window: MainWindow, make_window: MakeWindow
) -> None:
    change_value(window)
    window.recovery.write()
    shutil.rmtree(window.recovery._folder)
    window.recovery.write()
    assert _copies(window)
    assert make_window().recovery.found() == [], "it is in use, and not to be offered"


def test_where_no_copy_can_be_written_the_person_is_told_once_and_the_old_one_stays(
    hurried: None,
    window: MainWindow,
    make_window: MakeWindow,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(recovery_module, "replace_file", full)
    again = make_window()
    again.start(None)
    again.stage.notice.buttons[0].click()
    assert again.document.trace.value("x") == 2.5
    qtbot.waitUntil(lambda: "the disk is full" in again.stage.notice.sentence)
    assert "cannot be kept for after a crash" in again.stage.notice.sentence
    assert len(_copies(again)) == 1, "the only copy there is"
    again.stage.notice.clear()
    type_text(again, NEURON + "k = 1")
    with qtbot.waitSignal(again.recovery._timer.timeout):
        pass
    again.recovery._wait()
    qtbot.wait(20)
    assert again.stage.notice.sentence == ""


def test_an_offer_covers_nothing(window: MainWindow, make_window: MakeWindow, qtbot: QtBot) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)
    again = make_window()
    again.start(window.document.path)
    qtbot.waitUntil(lambda: settled(again))
    notice, stage = again.stage.notice, again.stage
    assert notice.isVisible()
    foot = notice.mapTo(again, notice.rect().bottomLeft()).y()
    assert foot < stage.mapTo(again, stage.rect().topLeft()).y()


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits there")
def test_others_cannot_read_the_copies(window: MainWindow, neuron: Path) -> None:
    neuron.chmod(0o600)
    change_value(window)
    window.recovery.write()
    assert window.recovery._folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "less than a minute ago"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (7300, "2 hours ago"),
        (86_400 * 3, "3 days ago"),
    ],
)
def test_ages_are_said_in_words(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_leaving_in_order_leaves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    change_value(window)
    window.recovery.write()
    assert _copies(window)
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert list(window.recovery._folder.iterdir()) == []


def test_after_comparing_without_a_choice_the_offer_is_still_there(
    window: MainWindow,
    make_window: MakeWindow,
    neuron: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change_value(window)
    window.recovery.write()
    _die(window)
    again = make_window()
    again.start(neuron)
    notice = again.stage.notice
    before = notice.sentence
    monkeypatch.setattr(QDialog, "exec", lambda dialog: dialog.buttons[-1].click())
    notice.buttons[1].click()
    assert notice.sentence == before
    notice.buttons[0].click()
    assert again.document.trace.value("x") == 2.5
