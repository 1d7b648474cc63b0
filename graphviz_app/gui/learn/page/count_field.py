"""CountField: a whole number of a descent, or a word where there is none."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox

from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class CountField(QSpinBox):
    """``word`` stands for None, which is one less than ``least``."""

    chosen = Signal(object)
    """The number, or None."""

    def __init__(self, theme: Theme, name: str, word: str, least: int, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(tip(f"A whole number up to {most:,}; the lowest is “{word}”"))
        self.setRange(least - 1, most)
        self.setSpecialValueText(word)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(f"QSpinBox {{ color: {theme.value}; font-weight: 600; }}")
        self.valueChanged.connect(lambda value: self.chosen.emit(self._meant(value)))

    def _meant(self, value: int) -> int | None:
        return None if value == self.minimum() else value

    def say(self, value: int | None) -> None:
        """Another number; nobody is told."""
        with QSignalBlocker(self):
            self.setValue(self.minimum() if value is None else value)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the page
