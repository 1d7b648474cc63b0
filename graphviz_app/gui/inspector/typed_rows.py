"""Rows of the inspector in which a leaf's value can be typed: a number, or many of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from PySide6.QtCore import Qt

from graphviz_app.core.graph import Value
from graphviz_app.gui.inspector.tensor_table import TensorTable, WhyEntry
from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.typing_compat import override

_LATER = Qt.ConnectionType.QueuedConnection
"""What is typed changes the graph when the field has done what it does with the key."""


@dataclass(frozen=True, slots=True)
class Typed(Row):
    """A leaf's value."""

    node: str
    value: Value
    name: str = "Value"

    @property
    @override
    def form(self) -> object:
        return Typed, self.node, self.name

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        field = ValueField(self.value, sheet.theme)
        field.value_typed.connect(lambda value: sheet.edited.emit(self.node, value), _LATER)
        field.dragged.connect(lambda number: sheet.dragged.emit(self.node, number))
        field.drag_ended.connect(sheet.drag_ended, _LATER)
        name = ElidedLabel(self.name)
        name.setProperty("tone", "muted")
        sheet.pair(name, field)
        return lambda row: field.show_value(row.value)


@dataclass(frozen=True, slots=True)
class Tensor(Row):
    """A tensor and its gradient, each entry by itself; ``node`` is the leaf that is edited."""

    value: Value
    gradient: Value | None
    node: str = ""
    tabs: tuple[str, str] = ("Value", "Gradient")
    above: float = 12
    why: WhyEntry | None = field(default=None, compare=False)

    @property
    @override
    def form(self) -> object:
        return Tensor, self.node, self.tabs

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        table = TensorTable(sheet.theme)
        table.value_edited.connect(lambda value: sheet.edited.emit(self.node, value), _LATER)
        table.name_tabs(*self.tabs)
        sheet.add(table, self.above)
        return lambda row: table.set_tensor(row.value, row.gradient, bool(row.node), row.why)
