"""Trying: parameters follow a point that is dragged over the loss; where it rests is history."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.documents.state import State
from graphviz_app.gui.learn.learner import Learner


class Trying(QObject):
    """What is tried is no other run yet; where the point is let go, learning begins anew."""

    def __init__(self, learner: Learner, changes: Changes, drawing: Drawing) -> None:
        super().__init__(changes)
        self._learner, self._changes, self._drawing = learner, changes, drawing
        self._document = changes.document
        self._before: State | None = None
        """What the document was before a point was held."""
        self._tried: State | None = None
        """What it is since; anything else is a change that somebody has made meanwhile."""
        self._document.opened.connect(self._forget)
        changes.begins.connect(self.give_up)

    def try_(self, values: Mapping[str, object]) -> None:
        """Show what would be with these parameters; with none, what was before."""
        if not self._holds:
            self._forget()
            if not values or self._changes.refused():
                return
            self._before = self._tried = self._document.state
        if not values:
            self.give_up()
        elif self._before is not None and not self._drawing.busy:
            try:
                graph = _with_values(self._before.graph, values)
            except GraphAppError:
                return
            self._tried = State(graph)
            self._put(self._tried)

    def put(self, values: Mapping[str, object]) -> None:
        """The point is let go: these are the parameters now."""
        self.give_up()
        if not values or self._changes.refused():
            return
        try:
            graph = _with_values(self._document.graph, values)
        except GraphAppError as error:
            self._changes.complain(error)
            return
        self._changes.make(f"Move {' and '.join(values)}", graph)

    def give_up(self) -> None:
        """What was before is there again, unless somebody has changed it meanwhile."""
        before, holds = self._before, self._holds
        self._forget()
        if holds and before is not None:
            self._put(before)

    @property
    def _holds(self) -> bool:
        return self._tried is not None and self._document.state is self._tried

    def _put(self, state: State) -> None:
        with self._learner.unheard():
            self._document.put(state)

    def _forget(self) -> None:
        self._before = self._tried = None


def _with_values(graph: Graph, values: Mapping[str, object]) -> Graph:
    from graphviz_app.formats.edits.leaf_values import with_leaf_values  # late: of those who try

    return with_leaf_values(graph, values)
