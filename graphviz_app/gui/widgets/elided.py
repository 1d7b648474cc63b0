"""Words that give way: cut off with … where there is no room, whole in their tooltip."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from graphviz_app.gui.widgets.plain import PlainLabel, on_button, tip
from graphviz_app.typing_compat import override

LEAST = "abc…"
"""At least so much is shown."""

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class _Elided(_Widget):
    """What both kinds do; comes before the Qt class."""

    _whole = ""

    def say(self, text: str) -> bool:
        """Show other words; returns whether they are."""
        if text == self._whole:
            return False
        self._whole = text
        self.setToolTip("")
        self.updateGeometry()
        has_room = self.width() >= self.minimumSizeHint().width()
        self._put(_cut(self, text) if has_room else text)  # it gets its room before it is seen
        return True

    def _put(self, words: str) -> None:
        """Show exactly this."""

    @override
    def sizeHint(self) -> QSize:
        return _wide_enough(self, self._whole, super().sizeHint())

    @override
    def minimumSizeHint(self) -> QSize:
        return _least(self, self.sizeHint())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put(_cut(self, self._whole))


class ElidedLabel(_Elided, PlainLabel):
    """One line of plain text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._whole = text

    @override
    def _put(self, words: str) -> None:
        self.setText(words)


class ElidedButton(_Elided, QPushButton):
    """A button without a frame."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(on_button(text), parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def _put(self, words: str) -> None:
        self.setText(on_button(words))


def _wide_enough(widget: QWidget, text: str, hint: QSize) -> QSize:
    widget.ensurePolished()
    return QSize(widget.fontMetrics().horizontalAdvance(text) + 4, hint.height())


def _least(widget: QWidget, hint: QSize) -> QSize:
    return QSize(
        min(widget.fontMetrics().horizontalAdvance(LEAST) + 4, hint.width()), hint.height()
    )


def _cut(widget: QWidget, text: str) -> str:
    """What fits; the tooltip has all of it where that is not everything."""
    middle = Qt.TextElideMode.ElideMiddle
    shown = widget.fontMetrics().elidedText(text, middle, widget.width())
    if shown != text and not widget.toolTip():
        widget.setToolTip(tip(text))
    elif shown == text and widget.toolTip() == tip(text):
        widget.setToolTip("")
    return shown
