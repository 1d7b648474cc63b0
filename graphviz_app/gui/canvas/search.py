"""Search: what the field finds is marked, selected and brought into view."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject

from graphviz_app.core.reading import Element, Reading, drawn_of
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.canvas.looking.find_bar import FindBar
from graphviz_app.scene.graph_scene import GraphScene


class Search(QObject):
    """A match is selected, so that everything else explains it and acts on it, also later."""

    def __init__(self, bar: FindBar, scene: GraphScene, view: GraphView) -> None:
        super().__init__(bar)
        self._bar, self._scene, self._view = bar, scene, view
        self._before: tuple[Element, ...] = ()
        """What was selected before; it is again when nothing is found."""
        self._reading: Reading | None = None
        """What it was selected in."""
        bar.opened.connect(self._begin)
        bar.matches_changed.connect(self._mark)
        bar.current_changed.connect(self._show)
        bar.closed.connect(self._end)

    def _begin(self) -> None:
        self._before, self._reading = self._scene.selection, self._scene.reading

    def _mark(self, _ids: object = None) -> None:
        current = next(iter(self._nodes([self._bar.current])), None)
        self._scene.set_matches(self._nodes(self._bar.matches), current)

    def _nodes(self, ids: Iterable[str]) -> list[str]:
        """The drawn nodes among what is meant; weights are seen when their edges are selected."""
        reading = self._scene.reading
        found = (e for id_ in ids if id_ and reading is not None for e in drawn_of(reading, id_))
        return [element for element in found if isinstance(element, str)]

    def _show(self, id_: str) -> None:
        self._mark()
        if id_:
            reading = self._scene.reading
            self._scene.set_selection(() if reading is None else drawn_of(reading, id_))
            self._view.centre_on(id_, covered=self._bar.geometry())
        elif not self._bar.isHidden():
            self._scene.set_selection(self._still())

    def _still(self) -> Iterator[Element]:
        """What was selected before, as far as it is still there."""
        if (reading := self._scene.reading) is not None:
            same = (reading.again(element, self._reading) for element in self._before)
            yield from (element for element in same if element is not None)

    def _end(self) -> None:
        self._scene.set_matches([])
        self._view.setFocus()
