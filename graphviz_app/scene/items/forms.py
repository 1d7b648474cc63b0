"""Forms: what nodes and edges are made of and how large that is, whatever their numbers are."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from graphviz_app.core.read_run import ReadRun
from graphviz_app.layout import Direction, Size
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.shapes import Shape
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.number_block import NumberBlock

Row = Literal["value", "local", "gradient", "shape"]
ROWS: tuple[Row, ...] = ("value", "local", "gradient", "shape")
"""The numbers of an edge, from top to bottom, and the shape of what it carries."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NodeForm:
    """A node's contents. Lengths in pixels. Each way of drawing nodes has its own kind of form."""

    shape: Shape
    sign: Lettering | None
    """An operator's sign, or a leaf's name. A label stands wherever a name would."""
    title: Lettering | None
    """What it is called besides: an operator's name, a line's expression."""
    value: Size | None
    gradient: Size | None
    """Room for the numbers that it has."""
    width: float
    height: float

    @property
    def extent(self) -> Size:
        """The room it takes in a layout, in whole pixels."""
        return Size(round(self.width), round(self.height))

    def size_towards(self, direction: Direction) -> Size:
        """What it takes where results are drawn in a direction."""
        return Size(self.width, self.height)

    def reach(self, direction: Direction) -> tuple[float, float, float, float]:
        """How far it goes to the left, up, to the right and down from its middle."""
        width, height = self.size_towards(direction)
        return width / 2, height / 2, width / 2, height / 2

    def further(self, run: ReadRun, id_: str, style: Style) -> tuple[NumberBlock | None, ...]:
        """Numbers that only this kind of form shows."""
        return ()

    def typeface(self, row: Row, style: Style) -> Typeface:
        """In which type its value or its gradient is set."""
        return style.number if row == "value" else style.gradient_number


@dataclass(frozen=True, slots=True)
class EdgeForm:
    """What an edge shows: which numbers at rest, and the room that they are given, if any."""

    rows: tuple[Row, ...] = ()
    room: Size | None = None
    moving: bool = True
    """Whether numbers without room float beside it while something travels along it."""
    clashes: bool = False
    """Whether what it carries does not fit where it leads: its shape is told in red."""

    @property
    def tables(self) -> bool:
        """Whether small tensors show their numbers, not only their shape."""
        return False

    def typeface(self, row: Row, style: Style) -> Typeface:
        """In which type a row is set."""
        return style.number if row == "value" else style.gradient_number


BARE = EdgeForm()
"""Of an edge that shows its numbers only where someone looks or something moves."""


class Measured(NamedTuple):
    """The forms of all nodes, and per edge of the reading its form."""

    forms: dict[str, NodeForm]
    edges: list[EdgeForm]

    @property
    def sizes(self) -> dict[str, Size]:
        """Node sizes by id, in whole pixels."""
        return {id_: form.extent for id_, form in self.forms.items()}

    @property
    def labels(self) -> list[Size | None]:
        """Per edge the room for its numbers."""
        return [form.room for form in self.edges]
