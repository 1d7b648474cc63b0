"""The row of a page that lists leaves with their numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from graphviz_app.core.graph import Value
from graphviz_app.gui.widgets.parts import NumberLabel, label
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override


class Leaf(NamedTuple):
    """A line of a table: a node that can be clicked, and its numbers."""

    id: str
    name: str
    value: Value | None
    gradient: Value | None


@dataclass(frozen=True, slots=True)
class Leaves(Row):
    """Names, values and gradients under each other."""

    leaves: tuple[Leaf, ...]

    @property
    @override
    def form(self) -> object:
        return Leaves, len(self.leaves)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        grid = QGridLayout()
        grid.setHorizontalSpacing(round(sheet.theme.px(16)))
        grid.setVerticalSpacing(round(sheet.theme.px(9)))
        grid.setColumnStretch(0, 1)
        fill(grid, 0, *(label(name, "caption") for name in ("Name", "Value", "Gradient")))
        shown = [
            (Jump(), NumberLabel(None, "value"), NumberLabel(None, "gradient")) for _ in self.leaves
        ]
        for place, widgets in enumerate(shown, 1):
            fill(grid, place, *widgets)
        sheet.lay(grid)

        def say(row: Self) -> None:
            for leaf, (name, value, gradient) in zip(row.leaves, shown, strict=True):
                name.lead(leaf.name, partial(sheet.chosen.emit, leaf.id))
                value.say(leaf.value)
                gradient.say(leaf.gradient)

        return say


def fill(grid: QGridLayout, place: int, *widgets: QWidget) -> None:
    """A line of a grid: the first at the left, the others at the right."""
    for column, widget in enumerate(widgets):
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(widget, place, column, side)
