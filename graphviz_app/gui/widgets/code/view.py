"""Text as it is shown: line numbers, tinted lines, underlined mistakes, coloured words."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
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
from graphviz_app.gui.widgets.code.spacing import SpacedLayout
from graphviz_app.gui.widgets.code.two_texts import common_ends, units
from graphviz_app.gui.widgets.code.underlines import Mark, underlined
from graphviz_app.scene.fonts import mono_font, register_fonts
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SIZE = 13
SMALLEST_ZOOM, LARGEST_ZOOM = -5, 20
"""Pixels by which the type may differ from SIZE."""
_WRAPPED = QPlainTextEdit.LineWrapMode.WidgetWidth


class CodeView(QPlainTextEdit):
    """A plain-text editor with a gutter; knows nothing of graphs."""

    refused = Signal(str)
    """Something was not inserted; with the sentence that says why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_fonts()
        self.setObjectName("codeEditor")
        self.setProperty("frameless", True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self._zoom = 0
        self._marks: list[Mark] = []
        self._active: frozenset[int] = frozenset()
        self._caret_line = -1
        """The line that is tinted for the caret, 0-based."""
        self._coloring = False
        self.spacing = SpacedLayout(self.document(), 0.0)
        self.document().setDocumentLayout(self.spacing)
        self._gutter = _Gutter(self)
        self.highlighter = Highlighter(self.document(), theme)
        self.document().contentsChange.connect(self._fit_wrapping)
        self.updateRequest.connect(self._on_update)
        self.blockCountChanged.connect(lambda: self._fit_gutter())
        self.cursorPositionChanged.connect(self._follow_caret)
        self.set_theme(theme)

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

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Underline mistakes."""
        self._marks = list(marks)
        self._remark()

    def set_active_blocks(self, blocks: Iterable[int], scroll: bool = True) -> None:
        """Tint these 0-based lines, and bring the first of them into view."""
        before, self._active = self._active, frozenset(blocks)
        if scroll and self._active:
            self._bring_into_view(min(self._active))
        if self._active != before:
            self._repaint_all()

    @property
    def active_blocks(self) -> frozenset[int]:
        """The tinted lines, 0-based."""
        return self._active

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

    def _bring_into_view(self, line: int) -> None:
        block = self.document().findBlockByNumber(line)
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        if box.top() < 0 or box.bottom() > self.viewport().height():
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 3))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._follow_caret()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._follow_caret()

    def _follow_caret(self) -> None:
        """Only the line in which the person types is tinted."""
        line = self.textCursor().blockNumber() if self.hasFocus() else -1
        if line != self._caret_line:
            self._caret_line = line
            self._repaint_all()

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

    def visible_blocks(self) -> Iterable[tuple[QTextBlock, QRectF]]:
        """The blocks that are seen, with their boxes in the viewport."""
        block, lowest = self.firstVisibleBlock(), self.viewport().height()
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and box.top() <= lowest:
            bottom = box.bottom()
            if block.isVisible():
                box.setHeight(box.height() - self.spacing.gap_below(block))
                yield block, box
            block = block.next()
            box = self.blockBoundingRect(block).translated(0.0, bottom)

    def blocks_in(self, exposed: QRect) -> Iterable[tuple[QTextBlock, QRectF]]:
        """Those of them of which something is to be painted."""
        air = self.spacing.extra
        for block, box in self.visible_blocks():
            if box.bottom() + air >= exposed.top() and box.top() - air <= exposed.bottom():
                yield block, box

    def tint_of(self, block: QTextBlock) -> QColor | None:
        """The background of a line: active, current, or none."""
        if block.blockNumber() in self._active:
            return QColor(self._theme.value_tint)
        if block.blockNumber() == self._caret_line:
            tint = QColor(self._theme.value_tint)
            tint.setAlphaF(0.5)
            return tint
        return None

    def tint_box(self, box: QRectF, width: int) -> QRectF:
        """Where a line's tint goes: the room between lines is divided above and below."""
        return QRectF(0, box.top() - self.spacing.extra / 2, width, box.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._active or self._caret_line >= 0:
            painter = QPainter(self.viewport())
            for block, box in self.blocks_in(event.rect()):
                if (tint := self.tint_of(block)) is not None:
                    painter.fillRect(self.tint_box(box, self.viewport().width()), tint)
            painter.end()
        super().paintEvent(event)

    def _repaint_all(self) -> None:
        self.viewport().update()
        self._gutter.update()

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
            self._gutter.update()
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())
        self._color_what_is_seen()

    def _color_what_is_seen(self) -> None:
        if self.blockCount() > LARGE and not self._coloring:
            self._coloring = True  # what is coloured asks to be painted, which ends up here again
            blocks = [block.blockNumber() for block, _ in self.visible_blocks()]
            if blocks:
                self.highlighter.show_range(blocks[0], blocks[-1])
            self._coloring = False

    def gutter_width(self) -> int:
        """Room for the line numbers, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        advance = self.fontMetrics().horizontalAdvance("9")
        return digits * advance + round(self._theme.px(24))

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter_width(), round(self._theme.px(8)), 0, 0)
        box = self.contentsRect()
        top = round(self._theme.px(8))
        self._gutter.setGeometry(
            box.left(), box.top() + top, self.gutter_width(), box.height() - top
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_gutter()

    def paint_gutter(self, painter: QPainter, width: int, exposed: QRect) -> None:
        """Line numbers, and the tints of their lines."""
        theme = self._theme
        painter.setFont(mono_font(theme, SIZE + self._zoom - 1))
        for block, box in self.blocks_in(exposed):
            tint = self.tint_of(block)
            if tint is not None:
                painter.fillRect(self.tint_box(box, width), tint)
            line = self.fontMetrics().height()
            painter.setPen(QColor(theme.muted if tint is not None else theme.faint))
            at = QRectF(0, box.top(), width - theme.px(14), line)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))


class _Gutter(QWidget):
    """The strip of line numbers."""

    def __init__(self, editor: CodeView) -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._editor.paint_gutter(painter, self.width(), event.rect())
        painter.end()
