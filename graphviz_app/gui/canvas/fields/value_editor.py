"""Typing a value: what is accepted, and a field that opens over the canvas."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from graphviz_app.core.graph import Value
from graphviz_app.formats.language.numerals.typed_value import ValueTextError, typed_value
from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.numbers import as_typed
from graphviz_app.patterns import late
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_DECIMAL_COMMA = late(r"\s*[+\-−]?\d+,\d+\s*")


def parse_value(text: str) -> Value:
    """As ``typed_value``, and ``1,5`` of one number; raises ValueTextError."""
    return typed_value(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)


class ValueEditor(CanvasField):
    """Opens over a node, with its value selected."""

    committed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget, canvas: QWidget | None = None) -> None:
        super().__init__(theme, "value", parent, canvas)
        self.setObjectName("valueEditor")
        self._id = ""
        self._before = ""

    @property
    def node(self) -> str:
        """Whose value is typed, or was last."""
        return self._id

    def edit(self, id_: str, value: Value, rect: QRect) -> None:
        """Open over ``rect`` (in the parent's pixels) with the value selected."""
        self._id = id_
        self._before = as_typed(value)
        self.open_over(rect, self._before)

    @override
    def commit(self) -> bool:
        try:
            value = parse_value(self.text())
        except ValueTextError as error:
            self.complain(str(error))
            return False
        changed = self.text() != self._before
        super().commit()
        if changed:
            self.committed.emit(self._id, value)
        return True
