"""Sheets for a class from the window: choices in, a folder of files out."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.gui.export.worksheet_dialog import WorksheetDialog
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.export.picture.dialogs import press
from tests.gui.window_steps import settled


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> WorksheetDialog:
    qtbot.waitUntil(lambda: settled(window))
    return opened(window)


def opened(window: MainWindow) -> WorksheetDialog:
    window.actions_by_id["worksheets"].trigger()
    dialog = window.findChild(WorksheetDialog)
    assert dialog is not None
    return dialog


def write(dialog: WorksheetDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.written, timeout=60_000):
        dialog.save.click()


def test_it_offers_a_folder_beside_the_document_and_all_that_can_be_asked(
    dialog: WorksheetDialog, neuron: Path
) -> None:
    assert dialog.job.folder == neuron.with_name("neuron-sheets")
    assert dialog.form.kinds == ("values", "gradients")
    assert not dialog.form.asked.buttons()[2].isEnabled()  # without a learning rate
    assert dialog.job.count == 30
    assert "7 questions" in dialog.form.about.text()


def test_it_writes_what_is_chosen_and_says_so(
    dialog: WorksheetDialog, window: MainWindow, qtbot: QtBot, neuron: Path
) -> None:
    dialog.form.sheets.setValue(2)
    dialog.form.digits.setValue(3)
    press(dialog.form.asked, "Values")
    write(dialog, qtbot)
    made = sorted(path.name for path in neuron.with_name("neuron-sheets").iterdir())
    assert made[:3] == ["sheet-01-key.pdf", "sheet-01.cg", "sheet-01.pdf"]
    assert len(made) == 6
    text = (neuron.with_name("neuron-sheets") / "sheet-02.cg").read_text(encoding="utf-8")
    assert "grad(w) == ?" in text
    assert "z == ?" not in text
    assert "Wrote 2 sheets to " in window.stage.status.text()


def test_with_the_numbers_of_the_graph_there_is_one_sheet(dialog: WorksheetDialog) -> None:
    press(dialog.form.numbers, "As in the graph")
    assert dialog.form.sheets.value() == 1
    assert not dialog.form.seed.isEnabled()
    assert dialog.job.count is None
    press(dialog.form.numbers, "Drawn for each sheet")
    assert dialog.job.count == 30


def test_without_a_question_nothing_can_be_written(dialog: WorksheetDialog) -> None:
    for word in ("Values", "Gradients"):
        assert dialog.save.isEnabled()
        press(dialog.form.asked, word)
    assert not dialog.save.isEnabled()
    press(dialog.form.asked, "Values")
    assert dialog.save.isEnabled()


def test_sheets_that_are_there_are_asked_about_first(
    dialog: WorksheetDialog, qtbot: QtBot, neuron: Path
) -> None:
    there = neuron.with_name("neuron-sheets") / "sheet-01.cg"
    there.parent.mkdir()
    there.write_text("mine", encoding="utf-8")
    dialog.form.sheets.setValue(1)
    dialog.save.click()
    assert "exists there already" in dialog.wrong.sentence.text()
    assert there.read_text(encoding="utf-8") == "mine"
    write(dialog, qtbot)
    assert "== ?" in there.read_text(encoding="utf-8")


def test_cancelled_sheets_leave_no_file(
    dialog: WorksheetDialog, qtbot: QtBot, neuron: Path
) -> None:
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.progress.bar.value() > 0, timeout=20_000)
    dialog.cancel.click()
    assert not dialog.exporting.busy
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert not neuron.with_name("neuron-sheets").exists()


def test_a_folder_can_be_chosen(
    dialog: WorksheetDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "x"))
    dialog.browse.click()
    assert dialog.job.folder == tmp_path / "x"
    dialog.folder.setText("~nobody-of-that-name/x")
    assert dialog.job.folder == Path("~nobody-of-that-name/x")
    dialog.folder.clear()
    dialog.save.click()
    assert "Type a folder" in dialog.wrong.sentence.text()
