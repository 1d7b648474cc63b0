"""Programs of other dialects in the window: one step, told, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.formats.dialects.dialects import translated
from graphviz_app.gui.documents.changes_list import LEFT_OUT, ChangesList
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import LIGHT
from tests.gui.window_steps import MakeWindow

TORCH = """\
import torch

# One weight
w = torch.tensor(2.0, requires_grad=True)
L = (w - 3)**2
L.backward()
print(w.grad)
"""
TRANSLATED = "# One weight\nw = parameter(2.0)\nL = (w - 3)**2\n"
RANDOM = "import numpy as np\nW = np.random.rand(2, 2)\n"


@pytest.fixture
def empty(make_window: MakeWindow) -> MainWindow:
    window = make_window()
    window.document.new()
    window.leave_gallery()
    return window


def paste(window: MainWindow, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    window.left.text.editor.insertFromMimeData(data)


def press(window: MainWindow, word: str) -> None:
    next(b for b in window.stage.notice.buttons if b.text() == word).click()


def test_a_pasted_program_is_translated_in_one_step(empty: MainWindow) -> None:
    paste(empty, TORCH)
    assert empty.left.text.text() == TRANSLATED
    assert empty.document.trace.gradient("w") == -2.0
    assert empty.stage.notice.sentence == (
        "This was PyTorch and has been translated: 1 line changed, 3 left out."
    )
    empty.undo()
    assert empty.left.text.text() == TORCH
    assert empty.stage.notice.sentence == ""
    empty.redo()
    assert empty.left.text.text() == TRANSLATED


def test_it_can_be_kept_as_pasted(empty: MainWindow) -> None:
    paste(empty, TORCH)
    press(empty, "Keep as pasted")
    assert empty.left.text.text() == TORCH
    empty.undo()
    assert empty.left.text.text() == TRANSLATED


def test_typing_line_by_line_translates_nothing(empty: MainWindow, qtbot: QtBot) -> None:
    editor = empty.left.text.editor
    for line in TORCH.split("\n"):
        qtbot.keyClicks(editor, line)
        editor.insertPlainText("\n")
        empty.left.text.apply_now()
    assert "import torch" in empty.left.text.text()
    assert empty.stage.notice.sentence == ""


def test_a_pasted_piece_of_a_line_translates_nothing(empty: MainWindow) -> None:
    empty.left.text.editor.insertPlainText("x = input(1)\ny = ")
    paste(empty, "np.arctanh(x)")
    assert empty.left.text.text().endswith("np.arctanh(x)")
    assert empty.stage.notice.sentence == ""


def test_the_card_below_a_mistake_offers_the_translation(empty: MainWindow) -> None:
    panel = empty.left.text
    panel.editor.insertPlainText(TORCH)
    panel.apply_now()
    assert panel.card.button.isVisibleTo(panel)
    assert panel.card.button.text() == "Translate from PyTorch"
    panel.card.button.click()
    assert panel.text() == TRANSLATED
    panel.editor.insertPlainText("y = )")
    panel.apply_now()
    assert not panel.card.button.isVisibleTo(panel)


def test_what_cannot_be_translated_stays_and_says_what_to_write(empty: MainWindow) -> None:
    paste(empty, RANDOM)
    panel = empty.left.text
    assert panel.text() == RANDOM
    assert "was not translated: line 2, column 5" in empty.stage.notice.sentence
    assert panel.card.title.text() == "Line 2, column 5: NumPy"
    assert "write them out" in panel.card.sentence.text()
    assert panel.editor.marks == [(1, 4, len("np.random.rand(2, 2)"))]


def test_a_file_is_opened_as_a_copy_so_that_it_is_never_overwritten(
    empty: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "prog.py"
    path.write_text(TORCH, encoding="utf-8")
    assert empty.files.open_path(path)
    assert empty.left.text.text() == TRANSLATED
    assert empty.document.path is None
    assert empty.document.copy_of == "prog.cg"
    press(empty, "Keep as it was")
    assert empty.left.text.text() == TORCH
    assert path.read_text(encoding="utf-8") == TORCH


def test_a_dropped_file_of_another_kind_is_named(empty: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert not empty.files.take(data)
    assert "a.pdf" in empty.stage.notice.sentence
    assert "is a PDF document, which holds no graph" in empty.stage.notice.sentence


def test_a_formula_dropped_on_the_window_is_opened(empty: MainWindow) -> None:
    assert empty.files.take_text(r"y = \sigma(w x)")
    assert empty.left.text.text() == "w = input(1)\nx = input(1)\ny = sigmoid(w*x)\n"


def test_the_list_shows_every_change_and_copies_it(qtbot: QtBot) -> None:
    translation = translated(TORCH)
    assert translation is not None
    dialog = ChangesList(LIGHT, translation)
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.table.model()
    rows = [
        [str(table.index(row, column).data()) for column in range(3)]
        for row in range(table.rowCount())
    ]
    assert rows[1] == ["4", "w = torch.tensor(2.0, requires_grad=True)", "w = parameter(2.0)"]
    assert [row[0] for row in rows] == ["1", "4", "6", "7"]
    assert rows[0][2] == LEFT_OUT + "nothing needs importing"
    dialog.copy()
    assert "line 4: w = torch.tensor(2.0, requires_grad=True) → w = parameter(2.0)" in (
        QApplication.clipboard().text()
    )


def test_looking_at_the_list_decides_nothing(
    empty: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(ChangesList, "exec", lambda dialog: shown.append(dialog.table.rowCount()))
    paste(empty, TORCH)
    press(empty, "What changed…")
    assert shown == [4]
    assert [b.text() for b in empty.stage.notice.buttons][:2] == ["What changed…", "Keep as pasted"]
