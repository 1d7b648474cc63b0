"""The keys go back to who had them, also when that page was made anew meanwhile."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.gui.widgets.elided import ElidedButton
from graphviz_app.gui.widgets.kept_focus import KeptFocus
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import LEFT, inspector_of, settled, type_text


def rebuilt(window: MainWindow, qtbot: QtBot) -> None:
    """The inspector has another page, and what was on the one before is really gone."""
    type_text(window, window.left.text.text() + "q = L*2\n")
    qtbot.waitUntil(lambda: settled(window))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def number(window: MainWindow, qtbot: QtBot) -> QWidget:
    shown = [one for one in inspector_of(window).findChildren(NumberLabel) if one.value is not None]
    qtbot.mouseClick(shown[0], LEFT)
    return shown[0]


def jump(window: MainWindow, qtbot: QtBot) -> QWidget:
    del qtbot
    button = inspector_of(window).findChildren(ElidedButton)[0]
    button.setFocus()
    return button


def value_field(window: MainWindow, qtbot: QtBot) -> QWidget:
    window.scene.set_selection(["x"])
    field = inspector_of(window).field
    assert field is not None
    qtbot.mouseClick(field, LEFT)
    return field


def find_field(window: MainWindow, qtbot: QtBot) -> QWidget:
    del qtbot
    window.search()
    return window.stage.find_bar.field


def black(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    window.presentation.blackout()
    screen = window.presentation._black
    assert screen is not None
    return lambda: qtbot.keyClick(screen, Qt.Key.Key_Space)


def helped(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    window.guide.show_help()
    overlay = window.guide.overlay
    assert overlay is not None
    return lambda: qtbot.keyClick(overlay, Qt.Key.Key_Escape)


@pytest.mark.parametrize("over", [black, helped])
@pytest.mark.parametrize("focused", [number, jump, value_field, find_field])
def test_what_had_the_keys_may_be_gone_when_they_come_back(
    window: MainWindow,
    qtbot: QtBot,
    focused: Callable[[MainWindow, QtBot], QWidget],
    over: Callable[[MainWindow, QtBot], Callable[[], None]],
) -> None:
    widget = focused(window, qtbot)
    assert window.focusWidget() is widget
    end = over(window, qtbot)
    rebuilt(window, qtbot)
    end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = window.focusWidget()
    assert found is not None
    assert found.isVisible()
    inspector = inspector_of(window)
    assert focused is find_field or found is inspector or inspector.isAncestorOf(found)


@pytest.mark.parametrize("over", [black, helped])
def test_the_keys_go_back_to_who_had_them(
    window: MainWindow, qtbot: QtBot, over: Callable[[MainWindow, QtBot], Callable[[], None]]
) -> None:
    window.left.text.focus_editor()
    over(window, qtbot)()
    assert window.focusWidget() is window.left.text.editor


def test_a_hidden_widget_does_not_get_the_keys(qtbot: QtBot) -> None:
    window, page, inner = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(window)
    for outer, widget in ((window, page), (page, inner)):
        QVBoxLayout(outer).addWidget(widget)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.show()
    inner.setFocus()
    kept = KeptFocus(window)
    inner.hide()
    kept.give_back()
    assert window.focusWidget() is page


def test_a_clipboard_without_any_data_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Empty:
        def mimeData(self) -> None:  # noqa: N802
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", Empty)
    for paste in (window.editing.paste, window.files.paste):
        window.stage.notice.clear()
        paste()
        assert window.stage.notice.sentence == "The clipboard holds no text that could be a graph."


def test_a_click_on_a_notice_leaves_the_keys_where_they_were(
    window: MainWindow, qtbot: QtBot
) -> None:
    editor = window.left.text.editor
    editor.setFocus()
    window.stage.notice.tell("Something.", ("Restore", lambda: None))
    qtbot.mouseClick(window.stage.notice.buttons[-1], LEFT)
    assert window.stage.notice.sentence == ""
    assert window.focusWidget() is editor
