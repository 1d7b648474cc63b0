"""A page of help, in a window beside the graph."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.plain import in_title
from graphviz_app.scene.typeset.fonts import font, mono_font
from graphviz_app.theme import Theme

_SIZE = (640, 760)
_MARGIN = 24
_TITLE, _HEADING, _BODY, _CODE = 21, 17, 14, 13
"""Font sizes, in design pixels."""


class HelpPage(QDialog):
    """Shows Markdown; it may stay open while one types."""

    def __init__(self, title: str, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(in_title(title))
        self._text = text
        self.browser = QTextBrowser(self)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's fonts and lengths.

        Qt gives Markdown no air, large headings and the system's monospace.
        """
        document = self.browser.document()
        document.setDefaultFont(font(theme, _BODY, 400))
        self.browser.setMarkdown(self._text)
        document.setDocumentMargin(theme.px(_MARGIN))
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            self._space(cursor, block, theme)
            for start, end in list(_code(block)):
                _set_face(cursor, start, end, mono_font(theme, _CODE))
            block = block.next()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _space(self, cursor: QTextCursor, block: QTextBlock, theme: Theme) -> None:
        form = block.blockFormat()
        level = form.headingLevel()
        goes_on = _is_code(block) and _is_code(block.previous())
        form.setTopMargin(theme.px((24 if level > 1 else 0) if level else 0 if goes_on else 8))
        form.setLeftMargin(theme.px(16 if _is_code(block) else 0))
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        if level:
            size = _TITLE if level == 1 else _HEADING
            end = block.position() + block.length() - 1
            _set_face(cursor, block.position(), end, font(theme, size, 600))


def _set_face(cursor: QTextCursor, start: int, end: int, face: QFont) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat()
    form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    form.setFont(face)
    cursor.setCharFormat(form)


def _is_code(block: QTextBlock) -> bool:
    """Whether it is a line of a code block."""
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _code(block: QTextBlock) -> Iterator[tuple[int, int]]:
    """From where to where there is code."""
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.charFormat().fontFixedPitch() or _is_code(block):
            yield piece.position(), piece.position() + piece.length()
        pieces += 1
