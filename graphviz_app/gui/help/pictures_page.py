"""The page that explains how pictures and films are taken out, and come back."""

from PySide6.QtWidgets import QWidget

from graphviz_app.gui.help.page import HelpPage
from graphviz_app.resources import help_page
from graphviz_app.theme import Theme


class PicturesPage(HelpPage):
    """Shows ``resources/help/pictures.md``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Taking pictures out", help_page("pictures"), theme, parent)
