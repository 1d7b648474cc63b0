"""Switch: two halves of a page, or two ways to look, of which one is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton

from graphviz_app.gui.widgets.page import ScrolledPage
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override


class Switch(QHBoxLayout):
    """A button for each, side by side; whoever hears which was clicked says which is on."""

    clicked = Signal(int)

    def __init__(self, *choices: tuple[str, str]) -> None:
        """What stands on each button, and its tip."""
        super().__init__()
        self.setSpacing(0)
        self.buttons = [_segment(*words, place) for place, words in enumerate(choices)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on, place=place: self.clicked.emit(place))
            self.addWidget(button)

    @property
    def chosen(self) -> int:
        """The place of the button that is on."""
        return next(place for place, button in enumerate(self.buttons) if button.isChecked())

    def choose(self, chosen: int) -> None:
        """That button is on, the other is not."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == chosen)


class SwitchedPage(ScrolledPage):
    """A page with a switch at its top."""

    def __init__(self, name: str, *choices: tuple[str, str]) -> None:
        super().__init__(name)
        self.switch = Switch(*choices)
        self.column.addLayout(self.switch)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the page's keys can act at once; Tab stops here, to scroll."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.switch.buttons[self.switch.chosen].setFocus(event.reason())


def _segment(text: str, words: str, place: int) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip(words))
    button.setCheckable(True)
    button.setProperty("segment", "last" if place else "first")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
