"""Underlined places in a text."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

Mark = tuple[int, int, int]
"""0-based line, 0-based column, length; 0 for to the line's end."""


def underlined(document: QTextDocument, mark: Mark, color: QColor) -> QTextEdit.ExtraSelection:
    """A wave below a place; beyond the end of its line, below what stands last there."""
    line, column, length = mark
    block = document.findBlockByNumber(min(line, document.blockCount() - 1))
    words = block.text()
    start = min(column, len(words))
    end = min(start + length, len(words)) if length else len(words.rstrip())
    if end <= start:
        start, end = max(len(words.rstrip()) - 1, 0), len(words)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    style = QTextCharFormat()
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    style.setUnderlineColor(color)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor  # type: ignore[attr-defined]  # missing in PySide's stubs
    selection.format = style  # type: ignore[attr-defined]
    return selection
