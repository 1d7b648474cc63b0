"""Typing: undo that reaches into the document, nudging of numbers, completion of names."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from graphviz_app.formats.language.editor.nudge import nudge
from graphviz_app.formats.language.editor.suggestions import word_before
from graphviz_app.gui.documents.dropping import brings_graph, is_more_than_text
from graphviz_app.gui.text.completion import Completer
from graphviz_app.gui.text.margin import (
    SIDE,
    LineVerdict,
    Margin,
    paint_verdict,
    tint_of_verdict,
)
from graphviz_app.gui.widgets.code.two_texts import units
from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_STANDARD = QKeySequence.StandardKey
_CONTROL = Qt.KeyboardModifier.ControlModifier
INDENT = "    "
REMARK_SIZE = 11
LONGEST_CLAIM = 500


class CodeEditor(CodeView):
    """What the keys do."""

    apply_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    pasted = Signal(str)
    """A text was put in as a whole."""
    picture_pasted = Signal()
    """What the clipboard holds is to be opened, not put into the text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setUndoRedoEnabled(False)  # the document has one history for everything
        self.margin = Margin()
        self.completer = Completer(self)
        self.completer.set_theme(theme)
        self.completer.activated.connect(self._complete)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.completer.set_theme(theme)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._is_for_typing(event):
                event.accept()
                return True
        return super().event(event)

    def _is_for_typing(self, event: QKeyEvent) -> bool:
        """Keys with Ctrl that do something here although they do something else in the window."""
        keys = (Qt.Key.Key_Y, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return event.modifiers() == _CONTROL and event.key() in keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.completer.takes(event) or self._key_of_ours(event)):
            super().keyPressEvent(event)
            if event.text().isprintable() and event.text():
                self._offer_completion()
            elif self.completer.popup().isVisible():
                self.completer.popup().hide()

    def _key_of_ours(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if control == _CONTROL:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.apply_requested.emit()
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Down:
                    return self.nudge(1 if event.key() == Qt.Key.Key_Up else -1)
        if event.matches(_STANDARD.Undo):
            self.undo_requested.emit()
            return True
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self.insertPlainText(INDENT)
            return True
        ctrl_y = control == _CONTROL and event.key() == Qt.Key.Key_Y
        if event.matches(_STANDARD.Redo) or ctrl_y:
            self.redo_requested.emit()
            return True
        return False

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return super().canInsertFromMimeData(source) or is_more_than_text(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._is_opened(source):
            self.picture_pasted.emit()
            return
        before = self.document().revision()
        super().insertFromMimeData(source)
        if self.document().revision() != before:
            self.pasted.emit(source.text())

    def _is_opened(self, source: QMimeData) -> bool:
        """Whether it is a picture without a text, or brings a graph where nothing is typed yet."""
        if not is_more_than_text(source):
            return False
        return not source.hasText() or (not self.toPlainText().strip() and brings_graph(source))

    def set_verdicts(self, verdicts: Sequence[LineVerdict], lines: Sequence[str]) -> None:
        """Say beside claims what they are; ``lines``: the text that was judged."""
        self.margin.take(verdicts, lines)
        self.set_room_beside(SIDE + 3 if self.margin else 0)
        self._repaint_all()

    @override
    def tint_of(self, block: QTextBlock) -> QColor | None:
        tint = super().tint_of(block)
        return tint_of_verdict(self.margin.of(block), self._theme) if tint is None else tint

    @property
    @override
    def has_tints(self) -> bool:
        return super().has_tints or bool(self.margin)

    @override
    def paint_beside(self, painter: QPainter, block: QTextBlock, box: QRectF) -> None:
        if (said := self.margin.of(block)) is not None:
            side = self._theme.px(SIDE)
            sign = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
            paint_verdict(painter, sign, said, self._theme)

    @override
    def tip_of(self, block: QTextBlock) -> str:
        said = self.margin.of(block)
        return "" if said is None else said.sentence

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for box, words, said in self.remarks(event.rect()):
            strong = said.verdict == "wrong"
            painter.setFont(self._remark_font(said))
            painter.setPen(QColor(self._theme.wrong if strong else self._theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _remark_font(self, said: LineVerdict) -> QFont:
        return font(self._theme, REMARK_SIZE, 600 if said.is_first else 400)

    def remarks(self, exposed: QRect | None = None) -> list[tuple[QRectF, str, LineVerdict]]:
        """What stands behind the claims that are seen, or are to be painted, and where."""
        said_behind = []
        for block, box in self.blocks_in(exposed or self.viewport().rect()):
            said = self.margin.of(block) if self.margin else None
            if said is not None and block.length() < LONGEST_CLAIM:
                line = block.layout().lineAt(block.layout().lineCount() - 1)
                end = QPointF(box.left() + line.x() + line.naturalTextWidth(), box.top() + line.y())
                if remark := self._words_behind(end, line.height(), said):
                    said_behind.append((*remark, said))
        return said_behind

    def _words_behind(
        self, end: QPointF, height: float, said: LineVerdict
    ) -> tuple[QRectF, str] | None:
        """The longest words that have room after the end of a claim."""
        metrics = QFontMetricsF(self._remark_font(said))
        room = self.viewport().width() - self._theme.px(4) - end.x()
        for words in said.words:
            width = metrics.horizontalAdvance(words)
            gap = min(self._theme.px(2 * REMARK_SIZE), room - width)
            if gap >= self._theme.px(REMARK_SIZE / 2):
                return QRectF(end.x() + gap, end.y(), width, height), words
        return None

    def put_caret(self, position: int) -> None:
        """Put the caret at a place in the text, and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(units(self.toPlainText()[:position]))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Undo and Redo of the standard menu know only the editor: the document's are offered."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, signal in (
            ("edit-undo", self.undo_requested),
            ("edit-redo", self.redo_requested),
        ):
            action = menu.findChild(QAction, name)
            if action is not None:
                action.triggered.disconnect()
                action.triggered.connect(signal)
                action.setEnabled(not self.isReadOnly())
        menu.popup(event.globalPos())

    def nudge(self, steps: int) -> bool:
        """Move the number at the caret and apply; False if there is none."""
        cursor = self.textCursor()
        column = cursor.positionInBlock()
        nudged = nudge(cursor.block().text(), column, steps)
        if nudged is None:
            return False
        start = cursor.block().position()
        change = QTextCursor(self.document())
        change.setPosition(start + nudged.start)
        change.setPosition(start + nudged.end, QTextCursor.MoveMode.KeepAnchor)
        change.insertText(nudged.text)
        cursor.setPosition(start + min(column, nudged.start + len(nudged.text)))
        self.setTextCursor(cursor)
        self.apply_requested.emit()
        return True

    def _offer_completion(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        column = cursor.positionInBlock()
        goes_on = line[column : column + 1].isalnum()
        word = "" if goes_on else word_before(line[:column])
        caret = self.cursorRect().translated(self.viewport().pos())
        letter = self.fontMetrics().horizontalAdvance("x")
        self.completer.suggest(self.toPlainText(), word, caret, letter, line[:column])

    def _complete(self, chosen: str) -> None:
        self.completer.popup().hide()
        cursor = self.textCursor()
        word = word_before(cursor.block().text()[: cursor.positionInBlock()])
        self.insert_call(chosen.removeprefix(word))

    def insert_call(self, text: str) -> None:
        """Insert at the caret; of ``sigmoid()`` the caret goes between the brackets."""
        cursor = self.textCursor()
        cursor.insertText(text)
        if text.endswith("()"):
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.completer.popup().hide()
