"""What opens and closes again and again leaves nothing behind."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.gui.documents.opening import Files
from graphviz_app.gui.help.language_page import LanguagePage
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.menus import RecentMenu
from tests.gui.window_steps import inspector_of, place

TIMES = 20
Gesture = Callable[[MainWindow, QtBot], object]


def _right_click(window: MainWindow, _qtbot: QtBot) -> None:
    window.view.menu_requested.emit(place(window, "x"))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def _right_click_elsewhere_while_open(window: MainWindow, _qtbot: QtBot) -> None:
    window.view.menu_requested.emit(place(window, "x"))
    window.view.menu_requested.emit(place(window, "w"))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def _choose_in_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    window.view.menu_requested.emit(QPoint(5, 5))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)


def _right_click_on_a_number(window: MainWindow, _qtbot: QtBot) -> None:
    numbers = [n for n in inspector_of(window).findChildren(NumberLabel) if n.value is not None]
    numbers[0].menu().popup(QPoint(5, 5))
    numbers[0].menu().close()


def _right_click_in_the_text(window: MainWindow, _qtbot: QtBot) -> None:
    window.left.text.editor.createStandardContextMenu().deleteLater()


def _read_about_the_language(window: MainWindow, qtbot: QtBot) -> None:
    window.guide.show_language()
    page = window.findChildren(LanguagePage)[0]
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def _open_the_language_page_again(window: MainWindow, _qtbot: QtBot) -> None:
    window.guide.show_language()


def _look_at_recent_files(window: MainWindow, _qtbot: QtBot) -> None:
    window.findChildren(RecentMenu)[0].fill()


def _think_of_an_export(window: MainWindow, _qtbot: QtBot) -> None:
    window.exports.picture()
    for dialog in window.findChildren(QDialog):
        if dialog.objectName() == "exportDialog":
            dialog.reject()


def _look_at_the_help(window: MainWindow, _qtbot: QtBot) -> None:
    window.guide.show_help()
    window.guide.show_help()


def _black_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.presentation.blackout()
    focus = window.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_A)
    assert not window.presentation.is_black


def _hear_a_complaint(window: MainWindow, _qtbot: QtBot) -> None:
    window.stage.notice.complain("Something.", ("Try again", lambda: None))
    window.stage.notice.clear()


def _choose_an_example(window: MainWindow, _qtbot: QtBot) -> None:
    window.show_gallery()
    window.leave_gallery()


def _answer_about_unsaved_work(window: MainWindow, _qtbot: QtBot) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(QMessageBox.StandardButton.Cancel).click()

    QTimer.singleShot(0, answer)
    assert Files.ask_unsaved(window.files) == QMessageBox.StandardButton.Cancel


GESTURES: list[Gesture] = [
    *(_right_click, _right_click_elsewhere_while_open, _choose_in_the_menu),
    *(_right_click_on_a_number, _right_click_in_the_text),
    *(_read_about_the_language, _open_the_language_page_again, _look_at_recent_files),
    *(_think_of_an_export, _look_at_the_help, _black_and_back, _hear_a_complaint),
    *(_choose_an_example, _answer_about_unsaved_work),
]


def _widgets(window: MainWindow) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return sorted(type(widget).__name__ for widget in window.findChildren(QWidget))


@pytest.mark.parametrize("gesture", GESTURES, ids=lambda g: g.__name__.strip("_"))
def test_nothing_is_left_behind(window: MainWindow, qtbot: QtBot, gesture: Gesture) -> None:
    window.scene.set_selection(["x"])
    _widgets(window)
    gesture(window, qtbot)
    before = _widgets(window)
    for _ in range(TIMES):
        gesture(window, qtbot)
    assert _widgets(window) == before


def test_the_language_page_follows_the_theme(window: MainWindow) -> None:
    window.guide.show_language()
    assert window.guide.language is not None
    window.looks.set_presenting(True)
    size = window.guide.language.browser.document().defaultFont().pixelSize()
    window.looks.set_presenting(False)
    assert window.guide.language.browser.document().defaultFont().pixelSize() < size
