"""Typing a value: what is understood, and the field over the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.gui.canvas.value_editor import (
    ValueEditor,
    ValueTextError,
    parse_value,
)
from graphviz_app.numbers import as_typed
from graphviz_app.theme import LIGHT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", 1.5),
        (" −0.8 ", -0.8),
        ("-2e-3", -0.002),
        ("+3", 3.0),
        ("1,5", 1.5),
        (".25", 0.25),
        ("1_000", 1000.0),
    ],
)
def test_numbers_are_understood_as_people_write_them(text: str, value: float) -> None:
    assert parse_value(text) == value


def test_nested_lists_become_arrays() -> None:
    assert np.array_equal(parse_value("[1, −2.5]"), [1.0, -2.5])
    assert np.array_equal(parse_value("[[1,2],[3,4]]"), [[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a number"),
        ("abc", "'abc' is not a number"),
        ("1, 2", "square brackets"),
        ("inf", "not a finite number"),
        ("1e400", "not a finite number"),
        ("[1, 2", "closing bracket is missing"),
        ("[1, 2]]", "one ']' too many"),
        ("[1 2]", "separated by commas"),
        ("[[1, 2], [3]]", "different lengths"),
        ("[]", "empty"),
        ("[1, x]", "'x' is not a number"),
        ("[1, True]", "'True' is not a number"),
        ("[1e999]", "too large"),
        ("[__import__('os')]", "not a number"),
        ("[" * 20 + "1" + "]" * 20, "at most 8 dimensions"),
        ("9" * 300_000, "at most 200,000 characters"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueTextError) as refused:
        parse_value(text)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("value", [3.0, -0.1, 1e-30, np.array([1.0, 2.5]), np.eye(2)])
def test_value_text_reads_back(value: float | np.ndarray) -> None:
    assert np.array_equal(parse_value(as_typed(value)), value)


@pytest.fixture
def canvas(qtbot: QtBot) -> QWidget:
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    canvas.resize(400, 300)
    qtbot.addWidget(canvas)
    canvas.show()
    return canvas


def test_enter_commits_what_was_typed(qtbot: QtBot, canvas: QWidget) -> None:
    editor = ValueEditor(LIGHT, canvas)
    editor.edit("w", -0.8, QRect(100, 100, 92, 52))
    assert editor.selectedText() == "-0.8"
    qtbot.keyClicks(editor, "1.25")
    with qtbot.waitSignal(editor.committed) as committed:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert committed.args == ["w", 1.25]
    assert editor.isHidden()


def test_wrong_text_stays_with_a_sentence_until_it_is_changed(
    qtbot: QtBot, canvas: QWidget
) -> None:
    editor = ValueEditor(LIGHT, canvas)
    editor.edit("w", 1.0, QRect(100, 100, 92, 52))
    editor.setText("1.2.3")
    with qtbot.assertNotEmitted(editor.committed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert "'1.2.3' is not a number" in editor.sentence.text()
    editor.setText("1.2")
    assert editor.sentence.isHidden()


def test_escape_changes_nothing(qtbot: QtBot, canvas: QWidget) -> None:
    editor = ValueEditor(LIGHT, canvas)
    editor.edit("w", 1.0, QRect(100, 100, 92, 52))
    editor.setText("2")
    with (
        qtbot.assertNotEmitted(editor.committed),
        qtbot.waitSignal(editor.closed),
    ):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isHidden()


def test_an_unchanged_value_is_not_committed(qtbot: QtBot, canvas: QWidget) -> None:
    editor = ValueEditor(LIGHT, canvas)
    editor.edit("w", 1.0, QRect(100, 100, 92, 52))
    with qtbot.assertNotEmitted(editor.committed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_field_stays_inside_the_canvas(canvas: QWidget) -> None:
    editor = ValueEditor(LIGHT, canvas)
    editor.edit("w", 1.0, QRect(380, 290, 92, 52))
    assert canvas.rect().contains(editor.geometry())
