"""Air between the lines of a plain-text editor, which Qt gives no setting for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from graphviz_app.typing_compat import override


class SpacedLayout(QPlainTextDocumentLayout):
    """Lines stand ``extra`` pixels further apart; the room is below each of them."""

    def __init__(self, document: QTextDocument, extra: float) -> None:
        super().__init__(document)
        self.extra = extra

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        if box.height() > 0:
            below = 0.0 if block.next().isValid() else self.document().documentMargin()
            box.setHeight(box.height() - below + self.extra)
        return box
