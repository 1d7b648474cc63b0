"""Exports: everything that can be taken out of the window, as the table of actions calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, SignalInstance
from shiboken6 import isValid

from graphviz_app.core.view import View
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.export.picture.flow import open_export
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.play.player import Player
from graphviz_app.scene.graph_scene import GraphScene

if TYPE_CHECKING:
    from graphviz_app.gui.export.animation.dialog import AnimationDialog
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
    said: Callable[[], View]
    """How somebody has chosen to look at the graph."""
    themed: SignalInstance
    """Another theme is worn."""
    plots: Callable[[], "Sequence[Plot]"]
    """Those that stand below the graph."""


class Exports:
    """Each opens its dialog over the window; those are loaded when they are asked for."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._copying: Copying | None = None
        self._animating: AnimationDialog | None = None
        """The dialog that was opened last."""

    def picture(self) -> None:
        """Ask what the picture should be, and write it."""
        taken = self._taken()
        if taken is not None:
            self._sides.player.pause()
            open_export(self._sides.desk, taken, self._sides.settings)

    def animation(self) -> None:
        """Ask how what moves should be, and write it while the window can be used."""
        from graphviz_app.gui.export.animation.flow import open_animation

        asking = self._animating
        if asking is not None and isValid(asking) and not asking.exporting.busy:
            asking.raise_()
            asking.activateWindow()
            return
        taken = self._taken()
        if taken is not None:
            self._sides.player.pause()
            self._animating = open_animation(self._sides.desk, taken, self._sides.settings)
            self._sides.themed.connect(self._animating.set_theme)

    def copy(self) -> None:
        """Put the picture on the clipboard as it is seen now."""
        from graphviz_app.export.copying import CopyJob
        from graphviz_app.gui.export.copying import Copying

        self._sides.settle()
        taken = self._taken()
        if taken is None:
            return
        desk = self._sides.desk
        if self._copying is None:
            self._copying = Copying(self._sides.say, desk.notice.complain, desk.window)
        picture = taken.picture.with_plots(taken.plots) if taken.plots else taken.picture
        schedule, t = taken.schedule, taken.frame.t
        carried = taken.carried(schedule, t)
        self._copying.begin(CopyJob(picture, schedule, t, desk.document.text, carried))

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

    def _taken(self) -> Taken | None:
        """The picture that is on screen, and its moment; None after a complaint."""
        sides, document = self._sides, self._sides.desk.document
        picture, frame = sides.scene.picture, sides.scene.frame
        if picture is None or frame is None or picture.layout.provisional:
            sides.desk.notice.complain("The picture is not ready yet.")
            return None
        path = document.path or Path.home() / (document.copy_of or "graph.cg")
        return Taken(picture, frame, path, sides.said(), sides.plots())
