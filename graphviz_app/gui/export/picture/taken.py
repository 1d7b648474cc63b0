"""Taken: what is on screen when a picture of it is asked for, and what belongs to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Graph
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture

if TYPE_CHECKING:
    from graphviz_app.formats.carrying.carried import Carried
    from graphviz_app.scene.plots.plot import Plot


class Taken(NamedTuple):
    """The picture, its moment, and its document."""

    picture: Picture
    frame: Frame
    document: Path
    """Its file, or where that would be."""
    said: View = View()  # a tuple
    """How somebody has chosen to look at it."""
    plots: "Sequence[Plot]" = ()
    """Those that can stand below the graph."""

    @property
    def schedule(self) -> Schedule:
        """The order of its steps."""
        return self.frame.schedule

    @property
    def graph(self) -> Graph:
        """The graph whose run it is."""
        whole = self.schedule.run.whole
        return (whole.uncovered or whole).graph

    @property
    def covers(self) -> Covers | None:
        """What is covered in it, or asked for."""
        return self.schedule.run.whole.covers

    @property
    def is_covered(self) -> bool:
        """Whether any number is."""
        return self.covers is not None and bool(self.covers.hides)

    def carried(self, schedule: Schedule, t: float, view: View | None = None) -> "Carried":
        """The document, looked at like this, at a moment of these steps."""
        from graphviz_app.export.at import at_of
        from graphviz_app.formats.carrying.made import carried_of  # late: of what is written

        look, path = view or self.picture.view, self.document
        name = f"{path.stem}.cg"
        return carried_of(self.graph, look, at_of(schedule, t), name, folder=path.parent)
