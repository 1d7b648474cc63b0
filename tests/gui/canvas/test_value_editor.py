"""Typing a value: what is understood, and the field over the canvas."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.gui.canvas.fields.value_editor import ValueEditor, parse_value
from graphviz_app.theme import LIGHT


@pytest.mark.parametrize(
    ("text", "value"), [("1,5", 1.5), (" −1,5 ", -1.5), ("1.5", 1.5), ("1,500.5", None)]
)
def test_a_number_may_have_a_decimal_comma(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueTextError):
            parse_value(text)
    else:
        assert parse_value(text) == value


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
