"""NameField: a name typed over what it is the name of."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Take = Callable[[str], str]
"""Takes what was typed; returns what is wrong with it, '' if nothing is."""


class NameField(CanvasField):
    """Of a node, a label, a group. What will not do stays, with a sentence."""

    def __init__(self, theme: Theme, parent: QWidget, canvas: QWidget | None = None) -> None:
        super().__init__(theme, "name", parent, canvas)
        self.setObjectName("nameField")
        self._take: Take = _nobody
        self._before = ""
        self.element = ""
        """The node or the group whose name is typed."""

    def ask(self, element: str, rect: QRect, text: str, advice: str, take: Take) -> None:
        """Open over ``rect`` (in the parent's pixels)."""
        self.element, self._before, self._take = element, text, take
        self.open_over(rect, text)
        self.advise(advice)

    @override
    def commit(self) -> bool:
        typed = self.text()
        wrong = "" if typed == self._before else self._take(typed)
        if not wrong:
            return super().commit()
        self.complain(wrong)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    @override
    def left_alone(self) -> None:
        """A click elsewhere takes a name that will do."""
        if self._open and self.text() != self._before and not self._take(self.text()):
            self._before = self.text()
        self.cancel()


def _nobody(typed: str) -> str:
    raise AssertionError(f"nobody has asked for {typed}")
