"""Texts that are too long for the editor."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from graphviz_app.gui.widgets.code.highlighter import LARGE
from graphviz_app.gui.widgets.code.long_text import (
    EDITABLE_LINE,
    WRAPPED_LINE,
    longest_line,
    to_show,
)
from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import LIGHT

Wrap = QPlainTextEdit.LineWrapMode
LONG = "# " + "many words " * (WRAPPED_LINE // 10)
TOO_LONG = "# " + "x" * EDITABLE_LINE


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    """An editor."""
    made = CodeView(LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def mime(text: str) -> QMimeData:
    """Something to paste."""
    data = QMimeData()
    data.setText(text)
    return data


def test_a_very_long_line_is_not_wrapped_and_all_there(view: CodeView) -> None:
    view.replace_text(f"x = input(1)\n{LONG}\n")
    assert view.lineWrapMode() == Wrap.NoWrap
    assert view.toPlainText() == f"x = input(1)\n{LONG}\n"


def test_lines_are_wrapped_again_when_the_long_one_is_gone(view: CodeView) -> None:
    view.insertFromMimeData(mime(LONG))
    assert view.lineWrapMode() == Wrap.NoWrap
    view.undo()
    assert view.lineWrapMode() == Wrap.WidgetWidth
    view.redo()
    assert view.lineWrapMode() == Wrap.NoWrap
    view.replace_text("x = input(1)\n")
    assert view.lineWrapMode() == Wrap.WidgetWidth


def test_one_long_line_of_several_keeps_them_unwrapped(view: CodeView) -> None:
    view.replace_text(f"{LONG}\nx = input(1)\n{LONG}\n")
    view.replace_text(f"{LONG}\nx = input(2)\nshort\n")
    assert view.lineWrapMode() == Wrap.NoWrap


def test_a_line_too_long_to_edit_is_not_pasted(view: CodeView, qtbot: QtBot) -> None:
    view.replace_text("x = input(1)\n")
    with qtbot.waitSignal(view.refused) as said:
        view.insertFromMimeData(mime(TOO_LONG))
    assert f"{len(TOO_LONG):,} characters" in said.args[0]
    assert view.toPlainText() == "x = input(1)\n"


def test_pasting_into_a_long_line_counts_both(view: CodeView, qtbot: QtBot) -> None:
    view.insertFromMimeData(mime("x" * (EDITABLE_LINE - 10)))
    with qtbot.waitSignal(view.refused):
        view.insertFromMimeData(mime("y" * (WRAPPED_LINE + 1)))
    assert longest_line(view.toPlainText()) == EDITABLE_LINE - 10


def test_many_lines_are_pasted_however_long_the_text(view: CodeView) -> None:
    text = "x = input(1)\n" * (EDITABLE_LINE // 12)
    view.insertFromMimeData(mime(text))
    assert view.toPlainText() == text


def test_only_lines_that_are_too_long_are_shortened() -> None:
    shown, why = to_show(f"x = input(1)\n{TOO_LONG}\nL = x**2\n")
    first, second, third, last = shown.split("\n")
    assert (first, third, last) == ("x = input(1)", "L = x**2", "")
    assert len(second) < 300
    assert f"{len(TOO_LONG):,}" in why
    assert to_show(LONG) == (LONG, "")


def test_a_shortened_text_is_kept_and_saved_whole(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    text = f"{TOO_LONG}\nx = input(1.5)\nL = x**2\n"
    path, copy = tmp_path / "long.cg", tmp_path / "copy.cg"
    path.write_text(text, encoding="utf-8")
    window.files.open_path(path)
    editor = window.left.text.editor
    assert editor.isReadOnly()
    assert len(editor.toPlainText()) < 1000
    assert "too long" in window.left.text.card.sentence.text()
    window.value_editing.ask("x")
    window.value_editing.change("x", 2.5)
    assert window.document.trace.value("L") == 6.25
    window.document.save(copy)
    assert copy.read_text(encoding="utf-8") == text.replace("1.5", "2.5")


def test_after_it_the_next_text_can_be_edited(
    window: MainWindow, neuron: Path, tmp_path: Path
) -> None:
    path = tmp_path / "long.cg"
    path.write_text(f"{TOO_LONG}\nx = input(1.5)\n", encoding="utf-8")
    window.files.open_path(path)
    window.files.open_path(neuron)
    assert not window.left.text.editor.isReadOnly()
    assert window.left.text.card.isHidden()


def test_lines_that_come_in_by_the_thousands_are_coloured_when_seen(view: CodeView) -> None:
    view.show()
    many = LARGE + 10
    for text in ("# word\n" * many, "x = 1\n" * many):
        view.replace_text(text)
        view.grab()
        formats = view.document().firstBlock().layout().formats()
        assert formats[0].length == (6 if text.startswith("#") else 1)  # type: ignore[attr-defined]


def test_thousands_of_lines_are_not_looked_at_one_by_one(
    view: CodeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show()
    coloured: list[str] = []
    monkeypatch.setattr("graphviz_app.gui.widgets.code.highlighter.kinds", _noting(coloured))
    view.replace_text("x = 1\n" * 50_000)
    view.insertFromMimeData(mime("y = 2\n" * 50_000))
    assert len(coloured) < 1000
    assert view.blockCount() == 100_001


def _noting(seen: list[str]) -> Callable[[str, bool], list[tuple[int, int, str]]]:
    def tokens(line: str, goes_on: bool) -> list[tuple[int, int, str]]:
        seen.append(line)
        return []

    return tokens
