"""The row of words at the top of the strip; and the edge by which the strip is made higher."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from graphviz_app.gui.learn.strip.pickers import NamePicker, PairPicker, SeveralPicker
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override


class Choice(NamedTuple):
    """Something that can be looked at."""

    id: str
    text: str
    about: str


CHOICES: Sequence[Choice] = (
    Choice("loss", "Loss", "How the loss falls, step by step"),
    Choice("parameters", "Parameters", "How parameters go, step by step"),
    Choice("gradients", "Gradients", "How the gradients of parameters go, step by step"),
    Choice("contour", "Contour", "The loss over two parameters, and the way down"),
    Choice("map", "Map", "What is predicted over the two inputs, and the rows of data"),
    Choice("fit", "Fit", "What is predicted along the input, and the rows of data"),
)
_AIR = 40
LOG = "Log", "A logarithmic axis: every factor of ten is as high as the next"


class ChoiceRow(QFrame):
    """``chosen`` says what is wished for; whoever hears it says what is on."""

    chosen = Signal(str)
    log_wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "plots")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 0)
        row.setSpacing(0)
        self.buttons = {choice.id: self._button(choice) for choice in CHOICES}
        self.one = QToolButton()
        self.one.setToolTip("Choose what is shown")
        self.one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.one.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.one.hide()
        for button in (*self.buttons.values(), self.one):
            row.addWidget(button)
        self.log = _toggle(*LOG)
        self.log.clicked.connect(self.log_wished)
        row.addSpacing(8)
        row.addWidget(self.log)
        row.addStretch(1)
        self.pair, self.several, self.output = PairPicker(), SeveralPicker(), NamePicker()
        for picker in (self.pair, self.several, self.output):
            row.addWidget(picker)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._there: Sequence[str] = ()
        self._chosen = ""

    def _button(self, choice: Choice) -> QToolButton:
        button = _toggle(choice.text, choice.about)
        button.clicked.connect(lambda _on, id_=choice.id: self.chosen.emit(id_))
        return button

    def show_choice(self, there: Sequence[str], chosen: str, log: bool | None) -> None:
        """Offer what there is; ``log`` is None where no axis can be logarithmic."""
        self._there, self._chosen = there, chosen
        self.log.setVisible(log is not None)
        self.log.setChecked(bool(log))
        self.pair.setVisible(chosen == "contour")
        self.several.setVisible(chosen in ("parameters", "gradients"))
        self.output.setVisible(chosen in ("map", "fit") and self.output.is_needed)
        self._fit()

    def _fit(self) -> None:
        """A button for each choice, or one with a menu where there is no room for them."""
        shown = [id_ for id_ in self.buttons if id_ in self._there and len(self._there) > 1]
        others = (self.log, self.pair, self.several, self.output)
        needed = sum(part.sizeHint().width() for part in others if not part.isHidden())
        wanted = sum(self.buttons[id_].sizeHint().width() for id_ in shown)
        narrow = needed + wanted + _AIR > self.width()
        self.one.setVisible(narrow and bool(shown))
        self.one.setText(self.buttons[self._chosen].text() if self._chosen in self.buttons else "")
        for id_, button in self.buttons.items():
            button.setVisible(id_ in shown and not narrow)
            button.setChecked(id_ == self._chosen)
            if id_ in shown:
                _join(button, shown.index(id_), len(shown))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _toggle(text: str, about: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip(about))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _join(button: QToolButton, place: int, count: int) -> None:
    """Make it one of several that belong together."""
    segment = "first" if place == 0 else "last" if place == count - 1 else "inner"
    if button.property("segment") != segment:
        button.setProperty("segment", segment)
        button.style().polish(button)


class Grip(QWidget):
    """The upper edge: dragged up or down it says by how many pixels."""

    dragged = Signal(int)
    let_go = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip("Drag to make the plots higher or lower")
        self._from = 0.0

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.globalPosition().y()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = round(self._from - event.globalPosition().y())
        if moved:
            self._from -= moved
            self.dragged.emit(moved)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go.emit()
