"""What is painted onto pages: formulas there have letters, too, so that they can be searched."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap

HIDDEN = QColor(Qt.GlobalColor.transparent)
"""Text in it is there, and is not seen."""


def is_pdf(painter: QPainter) -> bool:
    """Whether it paints onto a page of a PDF."""
    if type(painter.device()) is QPixmap:  # asked first: it is quicker, and the usual one
        return False
    return painter.paintEngine().type() == QPaintEngine.Type.Pdf


@lru_cache(maxsize=2048)
def words_of(latex: str) -> str:
    """A formula as one line of text."""
    from graphviz_app.explain.worked.written.reader import text  # late: a PDF needs it

    return text(latex)
