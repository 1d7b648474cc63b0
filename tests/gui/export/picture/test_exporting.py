"""An export in the window, which lives meanwhile; what is cancelled leaves nothing."""

import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.errors import ExportError
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import Encode, Format
from graphviz_app.frames import Frame
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.progress import SHOWN_AFTER_MS
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.picture import Picture
from tests.export.steps import add_format
from tests.gui.export.picture.dialogs import dialog_of, press
from tests.gui.window_steps import settled

painted, encoded = threading.Event(), threading.Event()
"""How far the slow format may go."""


def paint_slowly(
    picture: Picture, frame: Frame, setting: Setting
) -> Generator[float, None, Encode]:
    """Half painted until it may be, then encoded until that may be over."""
    while not painted.is_set():
        yield 0.5
    return _encode


def _encode() -> bytes:
    if not encoded.wait(10):
        raise ExportError("nobody came")
    return b"all of it"


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExportDialog]:
    """Exports in a format that takes its time."""
    slow = "tests.gui.export.picture.test_exporting.paint_slowly"
    add_format(monkeypatch, Format(".slow", "Slow", "Takes its time.", "pixels", slow))
    dialog = dialog_of(qtbot, tmp_path)
    press(dialog.form.formats, "Slow")
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.wait(1)
    yield dialog
    painted.set()
    encoded.set()
    for thread in threading.enumerate():
        if thread.name.startswith("export"):
            thread.join()
    painted.clear()
    encoded.clear()


def _nothing_written(folder: Path) -> bool:
    return not [path for path in folder.iterdir() if path.is_file()]


def test_a_quick_export_shows_no_progress(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path)
    dialog.show()
    seen: list[bool] = []
    dialog.exporting.share_changed.connect(lambda _: seen.append(dialog.progress.isVisible()))
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    assert seen
    assert not dialog.progress.isVisible()


def test_a_long_export_tells_how_far_it_is(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.save.click()
    assert not dialog.save.isEnabled()
    assert not dialog.progress.isVisible()
    qtbot.waitUntil(dialog.progress.isVisible, timeout=10 * SHOWN_AFTER_MS)
    assert dialog.progress.word.text() == "Painting …"
    assert dialog.progress.bar.value() == dialog.progress.bar.maximum() // 2
    painted.set()
    qtbot.waitUntil(lambda: dialog.progress.word.text() == "Writing the file …")
    assert not dialog.job.path.exists()
    with qtbot.waitSignal(dialog.exported):
        encoded.set()
    assert dialog.job.path.read_bytes() == b"all of it"


def test_nothing_moves_when_progress_is_shown(qtbot: QtBot, dialog: ExportDialog) -> None:
    places = [part.geometry() for part in (dialog.cancel, dialog.save, dialog.preview)]
    dialog.save.click()
    qtbot.waitUntil(dialog.progress.isVisible, timeout=10 * SHOWN_AFTER_MS)
    assert places == [part.geometry() for part in (dialog.cancel, dialog.save, dialog.preview)]


def test_the_window_lives_meanwhile(qtbot: QtBot, dialog: ExportDialog) -> None:
    beats: list[bool] = []
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: beats.append(encoded.is_set()))
    timer.start(0)
    dialog.save.click()
    qtbot.waitUntil(lambda: len(beats) > 5)
    painted.set()
    qtbot.waitUntil(lambda: len(beats) > 10)
    with qtbot.waitSignal(dialog.exported):
        encoded.set()


@pytest.mark.parametrize("while_painting", [True, False])
def test_cancel_leaves_no_file_and_the_dialog_as_it_was(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, while_painting: bool
) -> None:
    dialog.save.click()
    if not while_painting:
        painted.set()
        qtbot.waitUntil(lambda: dialog.progress.word.text() == "Writing the file …")
    dialog.cancel.click()
    encoded.set()
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert not dialog.exporting.busy
    qtbot.wait(SHOWN_AFTER_MS + 50)
    assert not dialog.progress.isVisible()
    assert _nothing_written(tmp_path)
    painted.set()
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    assert dialog.job.path.read_bytes() == b"all of it"


def test_the_second_cancel_closes_the_dialog(dialog: ExportDialog) -> None:
    dialog.save.click()
    dialog.cancel.click()
    assert dialog.isVisible()
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_a_dialog_that_is_closed_takes_its_export_along(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.save.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.exporting.busy
    painted.set()
    encoded.set()
    qtbot.wait(50)
    assert _nothing_written(tmp_path)


def test_what_went_wrong_is_told_in_the_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path)
    dialog.show()
    dialog.file.path.setText(str(tmp_path / "gone" / "a.png"))
    dialog.save.click()
    qtbot.waitUntil(dialog.wrong.isVisible)
    assert "the folder does not exist" in dialog.wrong.sentence.text()
    assert dialog.save.isEnabled()


@pytest.mark.usefixtures("dialog")
def test_a_window_that_is_closed_takes_the_dialog_along(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    own = dialog_of(qtbot, tmp_path, parent=window)
    press(own.form.formats, "Slow")
    own.open()
    own.save.click()
    window.close()
    assert not own.isVisible()
    assert not own.exporting.busy


def test_the_window_says_what_was_exported_and_remembers_how(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: settled(window))
    window.exports.picture()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    press(dialog.form.formats, "SVG")
    press(dialog.form.more.grounds, "Transparent")
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    assert (tmp_path / "neuron.svg").read_bytes().startswith(b"<?xml")
    assert "Exported neuron.svg" in window.stage.notice.sentence
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    window.exports.picture()
    again = window.findChild(ExportDialog)
    assert again is not None
    assert again.form.format.name == "SVG"
    assert again.form.transparent
    again.reject()
