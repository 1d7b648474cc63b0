"""Guide: what explains the program, shown when it is asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from graphviz_app import __version__
from graphviz_app.gui.window.looks import Looks
from graphviz_app.gui.window.menus import help_rows

if TYPE_CHECKING:
    from graphviz_app.gui.help.help_overlay import HelpOverlay
    from graphviz_app.gui.help.language_page import LanguagePage
    from graphviz_app.gui.help.page import HelpPage
    from graphviz_app.gui.help.pictures_page import PicturesPage
    from graphviz_app.gui.help.python_page import PythonPage

ABOUT = "Computation graphs in which the chain rule is seen to run."


class Guide(QObject):
    """The keys over the window, the language beside it; each is made when it is first wanted."""

    def __init__(self, window: QWidget, looks: Looks) -> None:
        super().__init__(window)
        self._window, self._looks = window, looks
        self.overlay: HelpOverlay | None = None
        self.language: LanguagePage | None = None
        self.python: PythonPage | None = None
        self.pictures: PicturesPage | None = None

    def show_help(self) -> None:
        """All keys, over the window."""
        from graphviz_app.gui.help.help_overlay import HelpOverlay  # late: rarely needed

        if self.overlay is None:
            self.overlay = HelpOverlay(self._looks.theme, self._window)
            self.overlay.set_rows(help_rows())
            self._looks.changed.connect(self.overlay.set_theme)
        self.overlay.toggle()

    def close_help(self) -> bool:
        """Whether there was something to be closed."""
        if self.overlay is None or not self.overlay.isVisible():
            return False
        self.overlay.close_over()
        return True

    def show_language(self) -> None:
        """The page on the text language, beside the window."""
        from graphviz_app.gui.help.language_page import LanguagePage  # late: rarely needed

        if self.language is None:
            self.language = LanguagePage(self._looks.theme, self._window)
            self._looks.changed.connect(self.language.set_theme)
        _show(self.language)

    def show_python(self) -> None:
        """The page on Python, beside the window."""
        from graphviz_app.gui.help.python_page import PythonPage  # late: rarely needed

        if self.python is None:
            self.python = PythonPage(self._looks.theme, self._window)
            self._looks.changed.connect(self.python.set_theme)
        _show(self.python)

    def show_pictures(self) -> None:
        """The page on pictures, beside the window."""
        from graphviz_app.gui.help.pictures_page import PicturesPage  # late: rarely needed

        if self.pictures is None:
            self.pictures = PicturesPage(self._looks.theme, self._window)
            self._looks.changed.connect(self.pictures.set_theme)
        _show(self.pictures)

    def show_about(self) -> None:
        """Which version this is."""
        words = f"graphviz_app {__version__}\n\n{ABOUT}"
        QMessageBox.about(self._window, "About graphviz_app", words)


def _show(page: "HelpPage") -> None:
    page.show()
    page.raise_()
    page.activateWindow()
