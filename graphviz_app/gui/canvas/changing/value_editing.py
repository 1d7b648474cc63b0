"""ValueEditing: the value of a leaf, typed over it on the canvas or beside it in a panel."""

from PySide6.QtCore import QObject

from graphviz_app.core.graph import Value
from graphviz_app.core.reading import drawn_of
from graphviz_app.errors import GraphAppError
from graphviz_app.formats import with_leaf_value
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.scene.leaf_places import value_rect


class ValueEditing(QObject):
    """Opens the field over a leaf, keeps it there, and makes the change."""

    def __init__(self, changes: Changes, drawing: Drawing, stage: Stage) -> None:
        super().__init__(stage)
        self._changes, self._scene = changes, drawing.scene
        self._view, self._field = stage.view, stage.editor
        stage.view.edit_requested.connect(self.ask)
        stage.view.moved.connect(self._keep_field)
        drawing.shown.connect(self._keep_field)
        stage.editor.committed.connect(self.change)
        changes.document.opened.connect(self._forget)

    def ask(self, id_: str) -> None:
        """Open the field over a leaf; other nodes have computed values."""
        run = self._scene.run
        if self._changes.refused() or run is None or id_ not in run.trace.values:
            return
        if "value" not in run.graph.nodes[id_].attrs:
            self._changes.told.emit(f"'{id_}' is computed; only the value of a leaf can be typed.")
            return
        self._view.centre_on(id_)
        rect = self._view.to_viewport(value_rect(self._scene.picture, id_))
        self._field.edit(id_, run.trace.value(id_), rect)

    def change(self, id_: str, value: Value) -> None:
        """Give a leaf this value."""
        if self._changes.refused():
            return
        graph = self._changes.document.graph
        try:
            changed = self._changes.beside(
                f"Changing {id_} …", lambda: with_leaf_value(graph, id_, value)
            )
        except GraphAppError as error:
            self._changes.complain(error)
            return
        self._changes.make(f"Change {id_}", changed)

    def _forget(self) -> None:
        """Another document: nothing of this one is typed any more."""
        if self._field.is_open:
            self._field.cancel()

    def _keep_field(self) -> None:
        """The field over a leaf goes where the leaf goes, and with it."""
        field, reading = self._field, self._scene.reading
        if not field.is_open:
            return
        if reading is None or not drawn_of(reading, field.node):
            field.cancel()
        else:
            field.follow(self._view.to_viewport(value_rect(self._scene.picture, field.node)))
