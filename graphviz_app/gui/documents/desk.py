"""Desk: the document that is open, and how the person is asked and told about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.widgets.notice import Notice
from graphviz_app.gui.widgets.patience import Patience
from graphviz_app.theme import Theme


@dataclass(frozen=True, slots=True)
class Desk:
    """What everything that opens, saves and recovers works with."""

    document: Document
    notice: Notice
    patience: Patience
    theme: Callable[[], Theme]
    """The one of now, for dialogs."""
    window: QWidget
    """Over which dialogs open."""
