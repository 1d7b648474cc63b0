"""Search: what the field finds is marked, selected and brought into view."""

from PySide6.QtCore import QObject

from graphviz_app.core.reading import Element
from graphviz_app.gui.canvas.find_bar import FindBar
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.scene.graph_scene import GraphScene


class Search(QObject):
    """A match is selected, so that everything else explains it and acts on it, also later."""

    def __init__(self, bar: FindBar, scene: GraphScene, view: GraphView) -> None:
        super().__init__(bar)
        self._bar, self._scene, self._view = bar, scene, view
        self._before: tuple[Element, ...] = ()
        """What was selected before; it is again when nothing is found."""
        bar.opened.connect(self._begin)
        bar.matches_changed.connect(self._mark)
        bar.current_changed.connect(self._show)
        bar.closed.connect(self._end)

    def _begin(self) -> None:
        self._before = self._scene.selection

    def _mark(self, _ids: object = None) -> None:
        self._scene.set_matches(self._bar.matches, self._bar.current or None)

    def _show(self, id_: str) -> None:
        self._mark()
        if id_:
            self._scene.set_selection([id_])
            self._view.centre_on(id_, covered=self._bar.geometry())
        elif not self._bar.isHidden():
            self._scene.set_selection(self._before)

    def _end(self) -> None:
        self._scene.set_matches([])
        self._view.setFocus()
