"""Text as it is edited: coloured words, underlined mistakes, a bound on what is put in."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from graphviz_app.gui.widgets.code.highlighter import LARGE, Highlighter
from graphviz_app.gui.widgets.code.long_text import (
    EDITABLE_LINE,
    ELSEWHERE,
    WRAPPED_LINE,
    longest_line,
    too_long,
    too_long_line,
)
from graphviz_app.gui.widgets.code.numbered import SIZE, NumberedText
from graphviz_app.gui.widgets.code.two_texts import common_ends, units
from graphviz_app.gui.widgets.code.underlines import Mark, underlined
from graphviz_app.scene.typeset.fonts import mono_font, register_fonts
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SMALLEST_ZOOM, LARGEST_ZOOM = -5, 20
"""Pixels by which the type may differ from SIZE."""
_WRAPPED = QPlainTextEdit.LineWrapMode.WidgetWidth


class CodeView(NumberedText):
    """A plain-text editor; what it knows of the language is how words are coloured."""

    refused = Signal(str)
    """Something was not inserted; with the sentence that says why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        register_fonts()
        self.setObjectName("codeEditor")
        self.setProperty("frameless", True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self._marks: list[Mark] = []
        self._coloring = False
        self.highlighter = Highlighter(self.document(), theme)
        self.document().contentsChange.connect(self._fit_wrapping)
        self.updateRequest.connect(self._color_what_is_seen)
        self.cursorPositionChanged.connect(self._open_line)
        self._set_font()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._theme = theme
        self.highlighter.set_theme(theme)
        self._set_font()

    def _set_font(self) -> None:
        theme, size = self._theme, SIZE + self._zoom
        font = mono_font(theme, size)
        self.setFont(font)
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-family: '{theme.mono}'; font-size: {font.pixelSize()}px;"
            f" color: {theme.ink}; background: {theme.panel}; border: none; border-radius: 0;"
            f" selection-background-color: {theme.value}; selection-color: {theme.panel}; }}"
        )
        self.spacing.extra = round(theme.px(size) * 0.44)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self.document().setDocumentMargin(round(theme.px(6)))
        self._fit_gutter()
        self._remark()
        self.document().markContentsDirty(0, self.document().characterCount())
        self._repaint_all()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._open_line()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._open_line()

    def _open_line(self) -> None:
        """Numbers are shown to their last digit where they can be changed."""
        number = self.textCursor().blockNumber() if self.hasFocus() else -1
        with QSignalBlocker(self):  # other looks are no other text
            changed = self.highlighter.open_line(number)
        if changed:
            self._repaint_all()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Underline mistakes."""
        self._marks = list(marks)
        self._remark()

    @property
    def marks(self) -> list[Mark]:
        """The underlined places."""
        return list(self._marks)

    def _remark(self) -> None:
        color = QColor(self._theme.gradient)
        self.setExtraSelections([underlined(self.document(), mark, color) for mark in self._marks])

    def replace_text(self, text: str) -> None:
        """Replace only what differs, so that caret, scrolling and colours stay."""
        old = self.toPlainText()
        if old == text:
            return
        start, tail = common_ends(old, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(old[:start]))
        cursor.setPosition(units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        self._insert(cursor, text[start : len(text) - tail])

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        """Put many lines in without looking at each."""
        many = text.count("\n") > LARGE
        first = self.document().findBlock(cursor.selectionStart())
        self.highlighter.asleep = many
        cursor.insertText(text)
        self.highlighter.asleep = False
        if many:
            for block in (first, cursor.block()):
                block.setUserState(-1)
            self._color_what_is_seen()

    def _fit_wrapping(self, at: int, _removed: int, added: int) -> None:
        """Very long lines are not wrapped: wrapping takes the square of their length.

        Told before the text is laid out, so that it never is in the slow way.
        """
        block, last = self.document().findBlock(at), self.document().findBlock(at + added)
        while added <= WRAPPED_LINE and block.length() <= WRAPPED_LINE and block != last:
            block = block.next()
        long = added > WRAPPED_LINE or block.length() > WRAPPED_LINE
        if not long and self.lineWrapMode() == _WRAPPED:
            return
        long = longest_line(self.toPlainText()) > WRAPPED_LINE
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap if long else _WRAPPED)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop, unless it becomes too long to be edited."""
        cursor, text = self.textCursor(), source.text()
        if len(text) <= WRAPPED_LINE:
            super().insertFromMimeData(source)
        elif why := self._too_long(text, cursor.block().length()):
            self.refused.emit(why)
        else:
            self._insert(cursor, text.replace("\r\n", "\n"))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _too_long(self, text: str, before: int) -> str:
        """Why a text cannot be put here, in a line of so many characters; '' if it can."""
        size = len(text) + self.document().characterCount()
        if why := too_long(size, text.count("\n") + self.blockCount()):
            return f"{why} {ELSEWHERE}"
        longest = longest_line(text)
        return too_long_line(longest) if before + longest > EDITABLE_LINE else ""

    def go_to(self, line: int, column: int) -> None:
        """Put the caret at a 0-based place, in the middle of the view."""
        block = self.document().findBlockByNumber(min(line, self.blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, block.length() - 1))
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def zoom(self, steps: int) -> None:
        """Larger or smaller type, in pixels."""
        self._zoom = max(SMALLEST_ZOOM, min(self._zoom + steps, LARGEST_ZOOM))
        self._set_font()

    def _color_what_is_seen(self) -> None:
        if self.blockCount() > LARGE and not self._coloring:
            self._coloring = True  # what is coloured asks to be painted, which ends up here again
            blocks = [block.blockNumber() for block, _ in self.visible_blocks()]
            if blocks:
                self.highlighter.show_range(blocks[0], blocks[-1])
            self._coloring = False
