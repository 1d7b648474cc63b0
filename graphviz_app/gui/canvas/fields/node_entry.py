"""NodeEntry: adding a node by typing it over the canvas."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.core.wording import shortened
from graphviz_app.formats.language.editor.suggestions import word_before
from graphviz_app.gui.text.completion import Completer
from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LEAST = 300
LONGEST = 10_000
"""Characters; more belong into the text."""
SHOWN, WIDEST = 3, 14
"""How many of the operands the advice names, and how many letters of each."""
ADVICE = (
    "An operator such as tanh, a number, or a line such as h = tanh(z). "
    "Enter adds it, Tab leaves the canvas."
)
ADVICE_FOR = "An operator for {names}, such as {example}, or a line such as h = tanh(z)."
EXAMPLES = {1: "tanh", 2: "*"}
FOR_MANY = "+"


class NodeEntry(CanvasField):
    """A line of text with completion; what is half typed is there again next time."""

    typed = Signal(str)
    """What shall be added; it is answered at once."""

    def __init__(self, theme: Theme, parent: QWidget, canvas: QWidget | None = None) -> None:
        super().__init__(theme, "new node", parent, canvas)
        self.setObjectName("nodeEntry")
        self._answer: str | None = None
        self._known = ""
        self._kept = ""
        self._adding = False
        self.setMaxLength(LONGEST)
        self._completer = Completer(self)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._offer)
        self._completer.set_theme(theme)

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._completer.set_theme(theme)

    def ask(self, at: QRect, known: str, operands: Sequence[str], advice: str = "") -> None:
        """Open there; ``known`` is the text whose names are offered, operands are selected."""
        self._known = known
        self.open_over(at, self._kept, LEAST)
        self._kept = ""
        if advice:
            self.advise(advice)
        elif operands:
            names = ", ".join(shortened(name, WIDEST) for name in operands[:SHOWN])
            names += " …" * (len(operands) > SHOWN)
            example = EXAMPLES.get(len(operands), FOR_MANY)
            self.advise(ADVICE_FOR.format(names=names, example=example))
        else:
            self.advise(ADVICE)

    def start_over(self) -> None:
        """Another document: nothing of this one is kept."""
        if self.is_open:
            self.cancel()
        self._kept = ""

    @override
    def commit(self) -> bool:
        typed = self.text().strip()
        if not typed:
            self.cancel()
            return True
        if self._adding:
            return False
        self._adding = True
        wrong = self._answer_to(typed)
        self._adding = False
        if wrong == "":
            return super().commit()
        if wrong:
            self.complain(wrong)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _answer_to(self, typed: str) -> str | None:
        """None where something went wrong that nobody expected: what was typed stays."""
        self._answer = None
        self.typed.emit(typed)
        return self._answer

    def answer(self, wrong: str) -> None:
        """What is wrong with what was typed; '' if it was added."""
        self._answer = wrong

    @override
    def left_alone(self) -> None:
        """A click elsewhere adds nothing, but the words are kept."""
        if self._adding:  # it takes long, and says so in a dialog
            return
        self._kept = self.text()
        self.cancel()

    @override
    def close_over(self) -> None:
        self._completer.popup().hide()
        super().close_over()

    @override
    def event(self, event: QEvent) -> bool:
        """Tab completes; it does not lead away from what is being typed, but from nothing."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completer.takes(event):
            return
        if event.key() != Qt.Key.Key_Tab:
            super().keyPressEvent(event)
        elif not self.isModified():
            self._go_on()

    def _go_on(self) -> None:
        """Tab in the canvas opens this field, and once more leads on to what follows."""
        self._kept = self.text()
        self.cancel()
        self._canvas.focusNextChild()

    def _offer(self) -> None:
        word = word_before(self.text()[: self.cursorPosition()])
        caret = QRect(self.cursorRect().x(), 0, 0, self.height())
        letter = self.fontMetrics().horizontalAdvance("x")
        self._completer.suggest(self._known, word, caret, letter)

    def _complete(self, chosen: str) -> None:
        """Take a word of the list; of ``sigmoid()`` the caret goes between the brackets."""
        self._completer.popup().hide()
        word = word_before(self.text()[: self.cursorPosition()])
        self.insert(chosen.removeprefix(word))
        if chosen.endswith("()"):
            self.cursorBackward(False)
