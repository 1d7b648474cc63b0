"""NumberDragging: a leaf's number follows the pointer, and all that depends on it."""

from PySide6.QtCore import QObject

from graphviz_app.errors import GraphAppError
from graphviz_app.formats import with_leaf_value
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.documents.state import State


class NumberDragging(QObject):
    """What is tried is shown without history; what is put is one entry of it."""

    def __init__(self, changes: Changes, drawing: Drawing, stage: Stage) -> None:
        super().__init__(stage)
        self._changes, self._document = changes, changes.document
        self._drawing = drawing
        self._before: State | None = None
        """What the document was before the drag."""
        self._tried: State | None = None
        self._last = ("", 0.0)
        """The leaf and the number that were tried last; shown as soon as there is time."""
        stage.view.number_tried.connect(self.try_)
        stage.view.number_put.connect(self.put)
        changes.begins.connect(self._settle)
        changes.document.opened.connect(self._forget)

    def try_(self, leaf: str, number: float) -> None:
        """Show what would be if the leaf were this."""
        if self._before is None:
            if self._changes.refused():
                return
            self._before = self._tried = self._document.state
        self._last = leaf, number
        if not self._drawing.busy and self._document.state is self._tried:
            self._show()

    def _show(self) -> None:
        if self._before is None:
            return
        try:
            graph = with_leaf_value(self._before.graph, *self._last)
        except GraphAppError as error:
            self._changes.complain(error)
            self._tried = None  # once is enough
            return
        self._tried = State(graph)
        self._document.put(self._tried)

    def put(self, stays: bool) -> None:
        """The drag has ended: what was tried is made, or taken back."""
        untouched = self._tried is not None and self._document.state is self._tried
        if untouched and stays:
            self._show()
        before, tried = self._before, self._tried
        self._forget()
        if before is None or tried is None or not untouched:
            return
        self._document.put(before)
        if stays:
            self._changes.make(f"Change {self._last[0]}", tried.graph)

    def _settle(self) -> None:
        """A key changes something else in the middle of the drag: the number is put before."""
        self.put(stays=True)

    def _forget(self) -> None:
        self._before = self._tried = None
