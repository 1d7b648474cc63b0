"""What is painted onto pages: formulas there have letters, too, so that they can be searched."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap

_PDF, _SVG = QPaintEngine.Type.Pdf, QPaintEngine.Type.SVG
HIDDEN = QColor(Qt.GlobalColor.transparent)
"""Text in it is there, and is not seen."""


def paper_of(painter: QPainter) -> QPaintEngine.Type | None:
    """PDF or SVG if that is what it paints onto."""
    if type(painter.device()) is QPixmap:  # asked first: it is quicker, and the usual one
        return None
    kind = painter.paintEngine().type()
    return kind if kind in (_PDF, _SVG) else None


def is_pdf(painter: QPainter) -> bool:
    """Whether it paints onto a page of a PDF."""
    return paper_of(painter) == _PDF


def is_svg(painter: QPainter) -> bool:
    """Whether it paints with Qt's writer of SVG."""
    return paper_of(painter) == _SVG


@lru_cache(maxsize=2048)
def words_of(latex: str) -> str:
    """A formula as one line of text."""
    from graphviz_app.explain.worked.written.reader import text  # late: a PDF needs it

    return text(latex)
