"""The worked solution from the window: choices in, a file out."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.explain.worked.written.formats import FORMATS
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.gui.export.solution_dialog import SolutionDialog
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.export.picture.dialogs import press
from tests.gui.window_steps import click, settled


def opened(window: MainWindow, qtbot: QtBot) -> SolutionDialog:
    window.exports.solution()
    dialog = window.findChild(SolutionDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.solution is not None)
    return dialog


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> SolutionDialog:
    return opened(window, qtbot)


def test_it_shows_the_solution_and_offers_a_file_beside_the_document(
    dialog: SolutionDialog, neuron: Path
) -> None:
    assert dialog.solution is not None
    assert dialog.preview.toPlainText() == as_text(dialog.solution)
    assert dialog.file.path.text() == str(neuron.with_name("neuron-solution.html"))
    assert dialog.save.isEnabled()


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_every_format_is_written_and_remembered(
    kind: object, window: MainWindow, qtbot: QtBot, neuron: Path
) -> None:
    title, suffix = kind.title, kind.suffix  # type: ignore[attr-defined]
    dialog = opened(window, qtbot)
    press(dialog.form.formats, title)
    dialog.save.click()
    written = neuron.with_name(f"neuron-solution{suffix}")
    assert "0.2789" in written.read_text(encoding="utf-8")
    dialog.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(SolutionDialog) is None)
    assert opened(window, qtbot).file.path.text().endswith(suffix)


def test_a_page_of_html_has_the_graph_unless_it_is_left_out(
    dialog: SolutionDialog, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: settled(window))
    text = dialog.text
    picture = text[text.index("<svg") : text.index("</svg>") + 6]
    assert ElementTree.fromstring(picture).attrib["viewBox"]
    press(dialog.form.pictures, "Without")
    assert "<svg" not in dialog.text


def test_what_is_selected_is_what_is_told(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(window))
    click(qtbot, window, "w")
    dialog = opened(window, qtbot)
    assert dialog.form.of_selection
    assert "∂L/∂b" not in dialog.preview.toPlainText()
    press(dialog.form.by, "All leaves")
    qtbot.waitUntil(lambda: "∂L/∂b" in dialog.preview.toPlainText())


def test_without_a_selection_there_is_nothing_else_to_choose(dialog: SolutionDialog) -> None:
    assert not dialog.form.by.button(1).isEnabled()


def test_the_proof_is_added_where_it_is_wanted(dialog: SolutionDialog, qtbot: QtBot) -> None:
    assert "Proof" not in dialog.preview.toPlainText()
    press(dialog.form.proofs, "With")
    qtbot.waitUntil(lambda: "Proof" in dialog.preview.toPlainText())


def test_a_typed_suffix_chooses_the_format(dialog: SolutionDialog) -> None:
    dialog.file.path.setText("/tmp/sheet.tex")
    dialog.file.path.textEdited.emit(dialog.file.path.text())
    assert dialog.form.format.name == "latex"
    press(dialog.form.formats, "Markdown")
    assert dialog.file.path.text() == "/tmp/sheet.md"


def test_a_file_is_chosen_with_its_format(
    dialog: SolutionDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "sheet.txt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    dialog.file.browse.click()
    assert dialog.file.path.text() == chosen
    assert dialog.form.format.name == "text"


def test_a_file_is_only_replaced_when_asked_twice(dialog: SolutionDialog, tmp_path: Path) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine", encoding="utf-8")
    dialog.file.path.setText(str(there))
    dialog.save.click()
    assert there.read_text(encoding="utf-8") == "mine"
    assert "exists already" in dialog.wrong.sentence.text()
    dialog.save.click()
    assert there.read_text(encoding="utf-8") != "mine"


def test_what_cannot_be_written_is_said(dialog: SolutionDialog, tmp_path: Path) -> None:
    dialog.file.path.setText(str(tmp_path / "no" / "folder" / "x.html"))
    dialog.save.click()
    assert not dialog.wrong.isHidden()
    dialog.file.path.setText(" ")
    dialog.save.click()
    assert "file name" in dialog.wrong.sentence.text()
