"""The page that explains the text language."""

from PySide6.QtWidgets import QWidget

from graphviz_app.formats.language.editor.reference import reference
from graphviz_app.gui.help.page import HelpPage
from graphviz_app.resources import help_page
from graphviz_app.theme import Theme


class LanguagePage(HelpPage):
    """Shows ``resources/help/language.md`` and all functions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("The text language", help_page() + reference(), theme, parent)
