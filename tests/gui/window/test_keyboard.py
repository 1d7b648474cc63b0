"""Everything by keys alone: where Tab goes, where Esc leads, and what is called how."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from graphviz_app.gui.modes.modes_page import ModesPage
from graphviz_app.gui.proof.proof_page import ProofPage
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.gui.window_steps import inspector_of


def test_esc_leads_from_the_text_to_the_graph(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    editor = window.left.text.editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert window.view.hasFocus()


def test_tab_indents_the_text_by_four_spaces(window: MainWindow, qtbot: QtBot) -> None:
    editor = window.left.text.editor
    editor.setPlainText("")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "    "


def test_a_ring_shows_that_tab_has_reached_the_graph(window: MainWindow) -> None:
    def corner() -> QColor:
        return window.view.viewport().grab().toImage().pixelColor(QPoint(1, 1))

    ring = QColor(window.looks.theme.value)
    window.activateWindow()
    window.left.text.editor.setFocus()
    window.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert corner() != ring
    window.left.text.editor.setFocus()
    window.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert corner() == ring
    window.presentation.begin()
    assert corner() != ring


def test_tab_goes_through_the_inspector_before_it_goes_on(window: MainWindow) -> None:
    window.activateWindow()
    inspector_of(window).setFocus()
    for _ in range(2):
        window.focusNextChild()
        focus = window.focusWidget()
        assert focus is not None
        assert inspector_of(window).isAncestorOf(focus)


def test_every_button_and_field_has_a_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QAbstractSlider)
    found: list[QWidget] = [w for kind in kinds for w in window.findChildren(kind)]
    nameless = [
        (type(widget).__name__, widget.objectName(), type(widget.parent()).__name__)
        for widget in found
        if not (widget.accessibleName() or widget.objectName().startswith("qt_"))
        and not (isinstance(widget, QAbstractButton) and len(widget.text()) > 1)
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parent(), QLineEdit)
    ]
    assert nameless == []


def test_of_several_dropped_files_one_is_opened_and_that_is_said(window: MainWindow) -> None:
    first, second = examples()[:2]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(first)), QUrl.fromLocalFile(str(second))])
    assert window.files.take(data)
    assert window.document.copy_of == first.name
    assert window.stage.notice.sentence.startswith(f"Only {first.name} was opened")


def test_undo_after_typing_a_value_in_the_inspector_undoes_the_change(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    window.scene.set_selection(["w"])
    field = inspector_of(window).field
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.trace.value("w") == 7)
    focus = window.focusWidget()
    assert isinstance(focus, QLineEdit)
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.trace.value("w") == -0.8


def test_a_wrong_value_in_the_inspector_is_told_at_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tip = SimpleNamespace(showText=lambda _at, sentence, *_rest: told.append(sentence))
    monkeypatch.setattr("graphviz_app.gui.inspector.value_field.QToolTip", tip)
    window.activateWindow()
    window.scene.set_selection(["w"])
    field = inspector_of(window).field
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.isVisible)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [sentence.partition(";")[0] for sentence in told] == ["'abc' is not a number"]


def test_enter_presses_the_button_that_has_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.left.text.editor.setPlainText("x = input(2)\ny = x**2")
    window.left.text.apply_now()
    window.show_page("check")
    focus = window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Ask for all values"
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "y == ?" in window.document.text)
    window.show_page("proof")
    switch = window.focusWidget()
    assert isinstance(switch, QAbstractButton)
    assert switch.text() == "Proof"
    qtbot.keyClick(switch, Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Enter)
    assert window.panels.of(ProofPage).switch.buttons[1].isChecked()
    window.show_page("modes")
    assert window.focusWidget() is window.panels.of(ModesPage).switch.buttons[0]


def test_the_keys_stay_in_the_inspector_when_its_page_is_another(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    inspector = inspector_of(window)

    def button(text: str) -> QPushButton | None:
        found = [one for one in inspector.findChildren(QPushButton) if one.text().startswith(text)]
        return next((one for one in found if one.isVisible()), None)

    window.show_page("inspector")
    window.scene.set_selection(["w"])
    qtbot.waitUntil(lambda: button("Find the closed form") is not None)
    qtbot.mouseClick(button("Find the closed form"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button("Hide the closed form") is not None)
    assert window.focusWidget() is button("Hide the closed form")
    qtbot.mouseClick(button("from ×"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: inspector.element not in ("w", None))
    assert window.focusWidget() is inspector
