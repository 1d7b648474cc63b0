"""Numbered lines, some of them tinted."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from graphviz_app.gui.widgets.code.spacing import SpacedLayout
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.scene.typeset.fonts import mono_font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SIZE = 13
"""Pixels of the type, before anybody zooms."""


class NumberedText(QPlainTextEdit):
    """A plain text with air between its lines and a strip of line numbers beside them."""

    number_clicked = Signal(int)
    """The number of a line, 0-based, was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 0
        self._active: frozenset[int] = frozenset()
        self._caret_line = -1
        """The line that is tinted for the caret, 0-based."""
        self._beside = 0.0
        """Room between the numbers and the text, in design pixels."""
        self.spacing = SpacedLayout(self.document(), 0.0)
        self.document().setDocumentLayout(self.spacing)
        self._gutter = _Gutter(self)
        self.updateRequest.connect(self._scroll_gutter)
        self.blockCountChanged.connect(lambda: self._fit_gutter())
        self.cursorPositionChanged.connect(self._follow_caret)

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
            if box.top() - air > exposed.bottom():
                return
            if box.bottom() + air >= exposed.top():
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

    @property
    def has_tints(self) -> bool:
        """Whether any line may be tinted."""
        return bool(self._active) or self._caret_line >= 0

    def tint_box(self, box: QRectF, width: int) -> QRectF:
        """Where a line's tint goes: the room between lines is divided above and below."""
        return QRectF(0, box.top() - self.spacing.extra / 2, width, box.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.has_tints:
            painter = QPainter(self.viewport())
            for block, box in self.blocks_in(event.rect()):
                if (tint := self.tint_of(block)) is not None:
                    painter.fillRect(self.tint_box(box, self.viewport().width()), tint)
            painter.end()
        super().paintEvent(event)

    def _repaint_all(self) -> None:
        self.viewport().update()
        self._gutter.update()

    def _scroll_gutter(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
            self._gutter.update()
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def gutter_width(self) -> int:
        """Room for the line numbers, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        advance = self.fontMetrics().horizontalAdvance("9")
        return digits * advance + round(self._theme.px(24 + self._beside))

    def set_room_beside(self, room: float) -> None:
        """Room for something between the line numbers and the text."""
        if room != self._beside:
            self._beside = room
            self._fit_gutter()

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
            at = QRectF(0, box.top(), width - theme.px(14 + self._beside), line)
            painter.drawText(at, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            beside = QRectF(at.right(), box.top(), width - theme.px(6) - at.right(), line)
            self.paint_beside(painter, block, beside)

    def paint_beside(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        """What stands between the number of a line and its words."""

    def tip_of(self, block: QTextBlock) -> str:
        """What is told of a line that the pointer rests on; '' for nothing."""
        return ""

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.show_tip(event)
            return True
        return super().viewportEvent(event)

    def show_tip(self, event: QHelpEvent) -> None:
        """Tell of the line at the height of the pointer."""
        block = self.cursorForPosition(QPoint(0, event.pos().y())).block()
        QToolTip.showText(event.globalPos(), tip(self.tip_of(block)), self)


class _Gutter(QWidget):
    """The strip of line numbers."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            for block, box in self._editor.visible_blocks():
                if box.top() <= event.position().y() <= box.bottom():
                    self._editor.number_clicked.emit(block.blockNumber())

    def __init__(self, editor: NumberedText) -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._editor.show_tip(event)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._editor.paint_gutter(painter, self.width(), event.rect())
        painter.end()
