"""AnswerBox: a field over a covered number, in which an answer or a guess is typed."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.covered import Asked
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.answers.numbers import read_answer
from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LEAST = 84


class AnswerBox(CanvasField):
    """Enter hands an answer over; Tab, or Enter once more, goes on to the next; Esc leaves."""

    answered = Signal(object, object)
    """The Asked number and the Answer."""
    PADDING = "0px 4px"
    next_wanted = Signal(object, int)
    """On from this number: forwards (1) or back (-1)."""

    def __init__(self, theme: Theme, parent: QWidget, canvas: QWidget) -> None:
        super().__init__(theme, "answer", parent, canvas)
        self.setObjectName("answerBox")
        self.setPlaceholderText("?")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.number: Asked | None = None
        """What is typed."""
        self._before = ""

    def ask(self, number: Asked, rect: QRect, written: str, begun: str = "") -> None:
        """Open over ``rect`` with what was written before, or what was ``begun`` just now."""
        self.number, self._before = number, written
        self.open_over(rect, begun or written, LEAST)
        if begun:
            self.deselect()
            self.setCursorPosition(len(begun))

    @override
    def placed(self, box: QRect, rect: QRect) -> QRect:
        """The value above a gradient stays legible: it is what the gradient is computed from."""
        box = super().placed(box, rect)
        if self.number is not None and self.number.kind == "grad":
            box.moveTop(max(box.top(), rect.top()))
        return box

    def refuse(self, sentence: str) -> None:
        """The answer is wrong: it can be corrected, or left at that."""
        self._before = self.text()
        self.complain(sentence)
        self.selectAll()

    def go_on(self, way: int = 1) -> None:
        """Hand over what is new, else go on."""
        typed, number = self.text(), self.number
        if number is None:
            return
        if not typed.strip() or typed == self._before:
            self.next_wanted.emit(number, way)
            return
        try:
            answer = read_answer(typed)
        except GraphAppError as error:
            self.complain(first_upper(str(error)))
            return
        self._before = typed
        self.answered.emit(number, answer)

    @override
    def left_alone(self) -> None:
        """A click elsewhere: what was typed and not handed over is given up."""
        self.cancel()

    @override
    def event(self, event: QEvent) -> bool:
        """Tab is for the next one here, not for the next part of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            ways = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if (way := ways.get(Qt.Key(event.key()))) is not None:
                self.go_on(way)
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)
