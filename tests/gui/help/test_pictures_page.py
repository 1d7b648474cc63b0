"""The page on pictures."""

from pytestqt.qtbot import QtBot

from graphviz_app.gui.help.pictures_page import PicturesPage
from graphviz_app.gui.window.main_window import MainWindow


def test_the_help_menu_opens_it_beside_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["pictures"].trigger()
    page = window.findChild(PicturesPage)
    assert page is not None
    assert page.isVisible()
    assert "--preset column" in page.browser.toPlainText()
    page.close()
