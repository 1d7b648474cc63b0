"""A field that opens over the canvas, with a sentence under it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import PlainLabel
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

NARROW, WIDE = 110, 420
SENTENCE = 220
EDGE = 4
"""Pixels to the edge of the parent, and between the field and its sentence."""


class CanvasField(QLineEdit):
    """Enter hands over what was typed, Escape closes; wrong text stays with its sentence."""

    opened = Signal()
    closed = Signal()
    PADDING = "2px 6px"

    def __init__(
        self, theme: Theme, name: str, parent: QWidget, canvas: QWidget | None = None
    ) -> None:
        """``canvas`` is where the keys go when it closes: the parent, or something in it."""
        super().__init__(parent)
        self._frame = parent
        self._canvas = canvas or parent
        self.setAccessibleName(name)
        self._open = False
        self.sentence = PlainLabel(parent=parent)
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.textChanged.connect(self.forgive)
        self._dress(theme)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it waits for what is typed."""
        return self._open

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._dress(theme)

    def _dress(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(font(theme, 14, 600))
        self.setStyleSheet(
            f"QLineEdit {{ color: {theme.value}; background: {theme.panel}; font-weight: 600;"
            f" font-size: {round(theme.px(14))}px; border: 2px solid {theme.value};"
            f" border-radius: {round(theme.px(6))}px; padding: {self.PADDING}; }}"
            f'QLineEdit[wrong="true"] {{ border-color: {theme.gradient}; color: {theme.ink}; }}'
        )
        self.sentence.setStyleSheet(
            f"QLabel {{ background: {theme.panel}; color: {theme.muted}; padding: 8px 10px;"
            f" border: 1px solid {theme.outline}; border-radius: {round(theme.px(6))}px;"
            f" font-size: {round(theme.px(12))}px; }}"
            f'QLabel[wrong="true"] {{ background: {theme.gradient_tint}; color: {theme.ink};'
            f" border-color: {theme.gradient_tint}; }}"
        )

    def open_over(self, rect: QRect, text: str, least: int = NARROW) -> None:
        """Open in the middle of ``rect`` (in the parent's pixels) with the text selected."""
        self.setText(text)
        height = max(self.sizeHint().height(), min(rect.height(), round(self._theme.px(40))))
        wanted = self.fontMetrics().horizontalAdvance(text) + 32
        width = min(max(rect.width(), round(self._theme.px(least)), wanted), self._widest())
        box = self.placed(QRect(0, 0, width, height), rect)
        self.setGeometry(self._inside(box))
        self._open = True
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def follow(self, rect: QRect) -> None:
        """What it lies over is here now."""
        self.setGeometry(self.placed(QRect(self.geometry()), rect))
        self.stay_inside()

    def placed(self, box: QRect, rect: QRect) -> QRect:
        """The box where it lies over what it is about: in its middle."""
        box.moveCenter(rect.center())
        return box

    def stay_inside(self) -> None:
        """The parent has another size."""
        if self._open:
            self.setGeometry(self._inside(self.geometry()))
            if self.sentence.isVisible():
                self._place_sentence()

    def _widest(self) -> int:
        return min(round(self._theme.px(WIDE)), self._frame.width() - 2 * EDGE)

    def _inside(self, box: QRect) -> QRect:
        room = self._frame.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        box.setWidth(min(box.width(), room.width()))
        box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width() + 1)))
        box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height() + 1)))
        return box

    def commit(self) -> bool:
        """Take what was typed and close; False if it is wrong and the field stays.

        Those who know what it means hand it over.
        """
        self.close_over()
        return True

    def cancel(self) -> None:
        """Close without a change."""
        self.close_over()

    def cancel_if_open(self) -> None:
        """The same, if it waits for something at all."""
        if self._open:
            self.cancel()

    def close_over(self) -> None:
        """Close, and let the keys go to the canvas again."""
        self._open = False
        self.sentence.hide()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)  # before Qt looks for what is next
        self.hide()
        self.closed.emit()

    def complain(self, sentence: str) -> None:
        """Say what is wrong, and stay."""
        restyle(self, wrong=True)
        self._say(sentence, wrong=True)

    def advise(self, sentence: str) -> None:
        """Say what can be typed."""
        self._say(sentence, wrong=False)

    def _say(self, sentence: str, wrong: bool) -> None:
        restyle(self.sentence, wrong=wrong)
        self.sentence.setText(sentence)
        self._place_sentence()
        self.sentence.show()
        self.sentence.raise_()

    def _place_sentence(self) -> None:
        """Below the field; above it, if there is no room."""
        width = max(self.width(), round(self._theme.px(SENTENCE)))
        self.sentence.resize(width, self.sentence.heightForWidth(width))
        box = QRect(self.geometry().bottomLeft() + QPoint(0, 1 + EDGE), self.sentence.size())
        if box.bottom() >= self._frame.height():
            box.moveBottom(self.y() - EDGE)
        self.sentence.setGeometry(self._inside(box))

    def forgive(self) -> None:
        """Something else is being typed: the sentence is about what was there before."""
        restyle(self, wrong=False)
        self.sentence.hide()

    def left_alone(self) -> None:
        """The keys go elsewhere: what is right is taken, what is wrong is not."""
        if not self.commit():
            self.cancel()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._open and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left_alone()
