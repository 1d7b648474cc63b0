"""Walks: a path that is chosen beside the graph is lit in it, and somebody goes along it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.play.walker import Walker
from graphviz_app.scene.camera import Shot, fitted
from graphviz_app.scene.graph_scene import GraphScene

if TYPE_CHECKING:
    from graphviz_app.core.paths import Path
    from graphviz_app.gui.canvas.looking.zooming import Sight

MARGIN = 24.0
"""Around a path that is brought into sight (design pixels)."""


class Walks:
    """What a panel may ask of the graph about a path."""

    def __init__(self, scene: GraphScene, player: Player, parent: QObject) -> None:
        self._scene, self._player = scene, player
        self.walker = Walker(parent)
        self._before: tuple[Sight, Shot] | None = None
        """What was looked at before a path came into sight, and what since then."""

    def light(self, path: "Path | None", stays: bool, view: GraphView) -> None:
        """Light a path, or none; one that stays lit comes into sight.

        Who goes along another one stops.
        """
        elements = () if path is None else tuple(drawn(path))
        self._scene.set_path(elements)
        walked = self.walker.path
        if walked is not None and (path is None or path[:2] != walked[:2]):
            self.walker.leave()
            self._player.scrub(self._player.t)
        if path is None:
            self._look_back(view)
        elif stays:
            self._look_at(elements, view)

    def walk(self, path: "Path") -> None:
        """Go along a path, while the run rests."""
        self._player.pause()
        if self._player.frame is not None:
            self.walker.walk(path, self._player.frame)

    def _look_at(self, elements: Iterable[Element], view: GraphView) -> None:
        bounds, room = self._bounds(elements), view.room
        if bounds.isEmpty() or room.contains(QRectF(view.to_viewport(bounds))):
            return
        before = view.sight if self._before is None else self._before[0]
        shot = fitted(bounds, room.size())
        view.shoot(shot._replace(zoom=min(shot.zoom, view.zoom)))
        self._before = before, view.shot

    def _look_back(self, view: GraphView) -> None:
        """To what was looked at, unless the view was moved since."""
        if self._before is not None and view.shot == self._before[1]:
            view.look_again(self._before[0])
        self._before = None

    def _bounds(self, elements: Iterable[Element]) -> QRectF:
        picture, bounds = self._scene.picture, QRectF()
        if picture is None:
            return bounds
        for element in elements:
            if isinstance(element, int) or element in picture.nodes:
                for rect in picture.places.rects_of(element):
                    bounds |= rect
        margin = self._scene.theme.px(MARGIN)
        return bounds if bounds.isEmpty() else bounds.adjusted(-margin, -margin, margin, margin)


def drawn(path: "Path") -> Iterable[Element]:
    """Its edges and nodes, those that are drawn."""
    yield from (edge for edge in path.edges if edge is not None)
    yield from path.nodes
