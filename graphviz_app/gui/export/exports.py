"""Exports: everything that can be taken out of the window, as the table of actions calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.export.flow import open_export
from graphviz_app.gui.play.player import Player
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.scene.picture import Picture

if TYPE_CHECKING:
    from graphviz_app.animate import Frame
    from graphviz_app.gui.export.copying import Copying
    from graphviz_app.scene.plots.plot import Plot


@dataclass(frozen=True, slots=True)
class Sides:
    """What is taken from, and who is told."""

    desk: Desk
    scene: GraphScene
    player: Player
    settings: QSettings
    say: Callable[[str], object]
    """Tells what was done."""
    settle: Callable[[], object]
    """Whatever is still being typed becomes part of the document."""
    selected: Callable[[], Sequence[str]]
    plots: Callable[[], "Sequence[Plot]"]
    """Those that stand below the graph."""


class Exports:
    """Each opens its dialog over the window; those are loaded when they are asked for."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._copying: Copying | None = None

    def picture(self) -> None:
        """Ask what the picture should be, and write it."""
        sides = self._sides
        if self._seen() is not None:
            desk, scene, player = sides.desk, sides.scene, sides.player
            open_export(desk, scene, player, sides.settings, sides.say, sides.plots())

    def copy(self) -> None:
        """Put the picture on the clipboard as it is seen now."""
        from graphviz_app.export.copying import CopyJob
        from graphviz_app.gui.export.copying import Copying

        self._sides.settle()
        seen = self._seen()
        if seen is None:
            return
        picture, frame = seen
        desk, plots = self._sides.desk, self._sides.plots()
        if self._copying is None:
            self._copying = Copying(self._sides.say, desk.notice.complain, desk.window)
        whole = picture.with_plots(plots) if plots else picture
        self._copying.begin(CopyJob(whole, frame.schedule, frame.t, desk.document.text))

    def solution(self) -> None:
        """Ask as what the worked solution should be, and write it."""
        from graphviz_app.gui.export.solution_flow import open_solution

        sides = self._sides
        sides.settle()
        open_solution(sides.desk, sides.scene, sides.selected(), sides.settings, sides.say)

    def worksheets(self) -> None:
        """Ask which sheets there should be for a class, and write them."""
        from graphviz_app.gui.export.worksheet_flow import open_worksheets

        self._sides.settle()
        open_worksheets(self._sides.desk, self._sides.settings, self._sides.say)

    def _seen(self) -> "tuple[Picture, Frame] | None":
        """The picture that is on screen, and its moment; None after a complaint."""
        picture, frame = self._sides.scene.picture, self._sides.scene.frame
        if picture is None or frame is None or picture.layout.provisional:
            self._sides.desk.notice.complain("The picture is not ready yet.")
            return None
        return picture, frame
