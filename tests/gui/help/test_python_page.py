"""The page on Python."""

from pytestqt.qtbot import QtBot

from graphviz_app.gui.help.python_page import PythonPage
from graphviz_app.gui.window.main_window import MainWindow


def test_the_help_menu_opens_it_beside_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["python"].trigger()
    page = window.findChild(PythonPage)
    assert page is not None
    assert page.isVisible()
    assert "graphviz_app.show(loss)" in page.browser.toPlainText()
    page.close()
