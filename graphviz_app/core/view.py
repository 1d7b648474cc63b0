"""View: how a graph is looked at."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from graphviz_app.core.choices import (
    BiasPlace,
    EdgeNumbers,
    EngineName,
    Kind,
    Stride,
    StyleName,
    Way,
)


class View(NamedTuple):
    """Which reading, laid out which way by what, which numbers, and how a run is stepped through.

    None is what is not said.
    """

    reading: Kind | None = None
    direction: Way | None = None
    values: bool | None = None
    gradients: bool | None = None
    locals: bool | None = None
    stride: Stride | None = None
    engine: EngineName | None = None
    folded: tuple[str, ...] | None = None
    """Paths of groups that are drawn as one box."""
    edge_numbers: EdgeNumbers | None = None
    camera: bool | None = None
    """Whether the view follows the step where all of it could not be read."""
    style: StyleName | None = None
    bias: BiasPlace | None = None
    composition: bool | None = None
    """Whether the output is told as one function of others below the graph."""
    marks: bool | None = None
    """Whether dead and saturated units are marked."""
    tangents: bool | None = None
    """Whether it is told in forward mode: tangents instead of gradients."""
    wrt: str | None = None
    """The number by which tangents are: "" is the first input."""
    shapes: bool | None = None
    """Whether edges and nodes tell their shapes."""
    compact: bool | None = None
    """Whether there is no room for numbers that are not shown."""

    @property
    def by(self) -> str | None:
        """The number by which tangents are; None in reverse mode."""
        return (self.wrt or "") if self.tangents else None

    @property
    def keeps_values(self) -> bool:
        """Whether there is room for values, shown or not."""
        return bool(self.values) or not self.compact

    @property
    def keeps_gradients(self) -> bool:
        """Whether there is room for gradients, shown or not."""
        return bool(self.gradients) or not self.compact

    @property
    def as_printed(self) -> "View":
        """The same without room for numbers that are not shown, unless it is said to keep that."""
        hidden = self.values is False or self.gradients is False
        return self._replace(compact=True) if hidden and self.compact is None else self

    def over(self, below: "View") -> "View":
        """What is said here; of the rest, what is said below."""
        pairs = zip(self, below, strict=True)
        return View(*(there if here is None else here for here, there in pairs))  # type: ignore[arg-type]  # alike


USUAL = View(
    reading="operators",
    direction="auto",
    values=True,
    gradients=True,
    locals=False,
    stride="node",
    engine="bundled",
    edge_numbers="new",
    style="cards",
    folded=(),
    camera=True,
    bias="inside",
    composition=True,
    marks=False,
    tangents=False,
    wrt="",
    shapes=False,
    compact=False,
)
"""Where nobody says anything."""
KEPT = (
    "reading",
    "direction",
    "values",
    "gradients",
    "locals",
    "edge_numbers",
    "style",
    "folded",
    "bias",
    "marks",
)
"""What a document says of it."""
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reading": get_args(Kind),
        "direction": get_args(Way),
        "stride": get_args(Stride),
        "engine": get_args(EngineName),
        "edge_numbers": get_args(EdgeNumbers),
        "style": get_args(StyleName),
        "bias": get_args(BiasPlace),
    }
)
"""What of it is a word; the rest is on or off, but for the groups that are folded."""
