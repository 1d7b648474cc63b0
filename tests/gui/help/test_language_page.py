"""The page on the text language."""

from pytestqt.qtbot import QtBot

from graphviz_app.core.oplib import OPS
from graphviz_app.gui.help.language_page import LanguagePage
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import DARK


def test_the_page_names_every_function_that_can_be_typed(qtbot: QtBot) -> None:
    page = LanguagePage(DARK)
    qtbot.addWidget(page)
    text = page.browser.toPlainText()
    functions = [op.name for op in OPS.values() if op.role == "function" and not op.python]
    assert [name for name in functions if name not in text] == []


def test_the_help_menu_opens_it_beside_the_window(window: MainWindow) -> None:
    window.actions_by_id["language"].trigger()
    page = window.findChild(LanguagePage)
    assert page is not None
    assert page.isVisible()
    assert not page.isModal()
    page.close()
