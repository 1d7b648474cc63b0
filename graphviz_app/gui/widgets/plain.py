"""Plain text for Qt, which takes some of it for HTML, a shortcut, a placeholder or a key.

A name or title from a file goes through here wherever Qt would look into it; labels are
``PlainLabel``, questions ``message_box``.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from graphviz_app.patterns import late

LONGEST = 2000
"""Characters of a tooltip: more would be larger than the screen."""
_CONTROL = late(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class PlainLabel(QLabel):
    """A label that never looks for HTML in its text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def tip(text: str) -> str:
    """For ``setToolTip`` and ``QToolTip``, which show as HTML whatever looks like it."""
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if not GuiQt.mightBeRichText(shown):
        return shown
    return f'<div style="white-space: pre-wrap">{escape(shown)}</div>'


def on_button(text: str) -> str:
    """For buttons and menus: ``&`` is no shortcut, and what follows a tab is no key."""
    return _on_one_line(text).replace("&", "&&")


def in_title(text: str) -> str:
    """For window titles, in which ``[*]`` stands for the mark of unsaved changes."""
    return _on_one_line(text).replace("[*]", "[*][*]")


def message_box(parent: QWidget, title: str, text: str, more: str = "") -> QMessageBox:
    """A question or a message, and a second sentence in smaller letters; to be executed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    return box


def _on_one_line(text: str) -> str:
    return _CONTROL.sub(" ", text)
