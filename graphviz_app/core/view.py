"""View: how a graph is looked at, as documents, window, settings and exports have it."""

from typing import NamedTuple

from graphviz_app.core.choices import Direction, Kind, Stride


class View(NamedTuple):
    """Which reading, laid out which way, which numbers, which steps; None is what is not said."""

    reading: Kind | None = None
    direction: Direction | None = None
    values: bool | None = None
    gradients: bool | None = None
    locals: bool | None = None
    stride: Stride | None = None

    def overlaid(self, other: "View") -> "View":
        """The same, but as another one says where it does."""
        said = {name: word for name, word in other._asdict().items() if word is not None}
        return self._replace(**said)


USUAL = View("operators", "LR", True, True, False, "node")
"""How a graph is looked at of which nothing is said."""
KEPT = ("reading", "direction", "values", "gradients", "locals")
"""What a document says of how it is looked at."""
