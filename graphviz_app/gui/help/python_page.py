"""The page that explains what programs in Python can do with this one."""

from PySide6.QtWidgets import QWidget

from graphviz_app.gui.help.page import HelpPage
from graphviz_app.resources import help_page
from graphviz_app.theme import Theme


class PythonPage(HelpPage):
    """Shows ``resources/help/python.md``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("From Python", help_page("python"), theme, parent)
