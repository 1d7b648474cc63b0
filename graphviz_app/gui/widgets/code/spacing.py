"""Air between the lines of a plain-text editor, which Qt gives no setting for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from graphviz_app.typing_compat import override


class SpacedLayout(QPlainTextDocumentLayout):
    """Lines stand ``extra`` pixels further apart, and one of them has a gap below it."""

    def __init__(self, document: QTextDocument, extra: float) -> None:
        super().__init__(document)
        self._text = document
        self.extra = extra
        self.gap_line = -1
        """The 0-based line that has a gap below it; -1 for none."""
        self.gap = 0.0

    def set_gap(self, line: int, height: float) -> None:
        """Leave so many pixels more below a 0-based line; -1 for none."""
        if (line, height) != (self.gap_line, self.gap):
            self.gap_line, self.gap = line, height
            self.documentSizeChanged.emit(self.documentSize())
            self.requestUpdate()

    def gap_below(self, block: QTextBlock) -> float:
        """The gap that is part of the block's rectangle."""
        return self.gap if block.blockNumber() == self.gap_line else 0.0

    @override
    def documentChanged(self, at: int, removed: int, added: int) -> None:
        """Qt counts what was removed as if it was still there, and paints all for one line."""
        super().documentChanged(at, max(removed - added, 0), added)

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)  # asked for very often, so with few calls
        height = box.height()
        if height > 0:
            number = block.blockNumber()
            if number == self._text.blockCount() - 1:
                height -= self._text.documentMargin()
            if number == self.gap_line:
                height += self.gap
            box.setHeight(height + self.extra)
        return box
