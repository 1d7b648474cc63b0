"""Wishes: how graphs are looked at, by what the person has chosen and what a document says."""

from graphviz_app.core.choices import BiasPlace, Kind, Stride
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_as import opens_as
from graphviz_app.core.view import USUAL, View
from graphviz_app.layout import Size, settled

LAYOUT = frozenset({"reading", "direction", "engine", "edge_numbers", "folded", "style", "bias"})
"""What of a view is about where things are."""
NUMBERS = frozenset({"values", "gradients", "locals", "shapes", "marks"})
"""What of it is about numbers in their places, and signs at them."""
MODE = frozenset({"tangents", "wrt"})
"""What of it is about which derivatives are told."""


class Wishes:
    """The person's last for as long as the program does; a document's end with it."""

    def __init__(self) -> None:
        self.view = USUAL
        """How the graph is looked at now."""
        self.chosen = View(stride=USUAL.stride, engine=USUAL.engine)
        """What the person has chosen; the reading is left to each graph."""
        self.room: Size | None = None
        """What layouts are chosen for, at scale 1."""

    def see_in(self, room: Size, scale: float) -> bool:
        """What is shown next is for this room (pixels); returns whether that is another one."""
        before = self.room
        self.room = settled(Size(room.width / scale, room.height / scale), before)
        return self.room != before

    @property
    def kind(self) -> Kind:
        """How the graph is read."""
        return self.view.reading or "operators"

    @property
    def stride(self) -> Stride:
        """What one step is."""
        return self.view.stride or "node"

    @property
    def folded(self) -> tuple[str, ...]:
        """Which groups are drawn as one box."""
        return self.view.folded or ()

    @property
    def read_as(self) -> tuple[Kind, tuple[str, ...], BiasPlace, str | None]:
        """As what a run is read, and by what in forward mode."""
        return self.kind, self.folded, self.view.bias or "inside", self.view.by

    def begin(self, graph: Graph) -> None:
        """Another graph: as its document says, else as chosen, and read as suits its size."""
        chosen = self.chosen._replace(reading=opens_as(graph), wrt="")
        self.view = graph.view.over(chosen).over(USUAL)

    def take(self, said: View) -> frozenset[str]:
        """What is said here is chosen; returns which fields of the view are others now."""
        before, self.view = self.view, said.over(self.view)
        self.chosen = said._replace(reading=None, folded=None).over(self.chosen)
        pairs = zip(View._fields, before, self.view, strict=True)
        return frozenset(name for name, old, new in pairs if old != new)
