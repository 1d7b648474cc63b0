"""Moving: nodes stay where a person has put them, until they are let go."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from graphviz_app.core.wording import counted
from graphviz_app.formats.limits import MAX_PIN
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.layout import Point
from graphviz_app.layout.pins import with_places
from graphviz_app.scene.places import Places


class Moving(QObject):
    """Shows where nodes are dragged to, and pins them where they are dropped."""

    def __init__(self, changes: Changes, drawing: Drawing, stage: Stage) -> None:
        super().__init__(stage)
        self._changes, self._scene = changes, drawing.scene
        self._before: Places | None = None
        """Where everything was before something was dragged."""
        stage.view.nodes_tried.connect(self._try)
        stage.view.nodes_put.connect(self._put)

    @property
    def pins(self) -> Mapping[str, Point]:
        """What is pinned in the reading that is shown."""
        reading = self._scene.reading
        return {} if reading is None else self._changes.document.graph.pinned(reading.kind)

    @property
    def pinned(self) -> list[str]:
        """The selected nodes that are pinned."""
        return [id_ for id_ in self._scene.selection if isinstance(id_, str) and id_ in self.pins]

    def let_go(self) -> None:
        """The selected nodes go where the layout has them."""
        gone = self.pinned
        self._pin(
            f"Let go of {_named(gone)}", {i: at for i, at in self.pins.items() if i not in gone}
        )

    def let_all_go(self) -> None:
        """All of them do."""
        self._pin("Let all nodes go", {})

    def _try(self, places: Mapping[str, Point]) -> None:
        """Show nodes there, with their edges; nowhere else, if there are none."""
        picture = self._scene.picture
        if picture is None:
            return
        if self._before is None or not picture.reading.is_drawn_as(self._before.reading):
            self._before = picture.places
        before, measured = self._before.layout, picture.places.measured
        sizes = measured.sizes
        layout = with_places(before, picture.reading, sizes, before.direction, places)
        self._scene.put(Places(picture.reading, measured, layout, picture.theme))
        if not places:
            self._before = None

    def _put(self, places: Mapping[str, Point]) -> None:
        """They stay there."""
        if self._changes.refused():
            self._try({})
            return
        self._before = None
        scale = self._scene.theme.scale
        new = {id_: (_whole(x / scale), _whole(y / scale)) for id_, (x, y) in places.items()}
        self._pin(f"Move {_named(list(new))}", {**self.pins, **new})

    def _pin(self, what: str, pins: Mapping[str, Point]) -> None:
        reading, graph = self._scene.reading, self._changes.document.graph
        if reading is not None and not self._changes.refused():
            self._changes.make(what, graph.with_pins(reading.kind, pins))


def _whole(length: float) -> float:
    return float(round(min(max(length, -MAX_PIN), MAX_PIN)))


def _named(ids: Sequence[str]) -> str:
    return ids[0].removesuffix("/") if len(ids) == 1 else counted(len(ids), "node")
