"""The row of a neuron's page that lists what is added up: weights and products."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Self

from PySide6.QtWidgets import QGridLayout

from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Element
from graphviz_app.gui.inspector.leaves import fill
from graphviz_app.gui.widgets.parts import NumberLabel, label
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override


class Summand(NamedTuple):
    """A line of the table: the edge that can be clicked, and its numbers.

    ``made`` tells what the product is made of: ``−0.2000 · 0.8000 = −0.1600``.
    """

    element: Element
    name: str
    weight: Value | None
    product: Value | None
    made: str = ""


@dataclass(frozen=True, slots=True)
class Terms(Row):
    """Weights and products under each other."""

    summands: tuple[Summand, ...]

    @property
    @override
    def form(self) -> object:
        return Terms, len(self.summands)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        grid = QGridLayout()
        grid.setHorizontalSpacing(round(sheet.theme.px(10)))
        grid.setVerticalSpacing(round(sheet.theme.px(9)))
        grid.setColumnStretch(0, 1)
        fill(grid, 0, *(label(name, "caption") for name in ("Summand", "Weight", "Product")))
        shown = [
            (Jump(), NumberLabel(None, "value"), NumberLabel(None, "value")) for _ in self.summands
        ]
        for place, widgets in enumerate(shown, 1):
            fill(grid, place, *widgets)
        sheet.lay(grid)

        def say(row: Self) -> None:
            for summand, (name, weight, product) in zip(row.summands, shown, strict=True):
                name.lead(summand.name, partial(sheet.chosen.emit, summand.element))
                weight.say(summand.weight)
                product.say(summand.product, summand.made)

        return say
