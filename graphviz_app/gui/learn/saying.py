"""Saying: how it learns, as a change of the text; whoever changes that begins anew."""

from dataclasses import replace

from PySide6.QtCore import QObject

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent, Trained
from graphviz_app.core.learning.update import descents_of
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.learn.learner import Learner

FIRST_RATE = 0.1


class Saying(QObject):
    """Descents, the learning rate, and which parameters are frozen."""

    def __init__(self, learner: Learner, changes: Changes) -> None:
        super().__init__(changes)
        self._learner, self._changes = learner, changes

    @property
    def _graph(self) -> Graph:
        return self._changes.document.graph

    def add_rate(self) -> None:
        """Begin with plain steps."""
        self._say("Add a learning rate", learning_rate=FIRST_RATE)

    def set_descent(self, run: int, **fields: object) -> None:
        """Another optimizer, rate, … of a run; from the start, trained as far as before."""
        if self._changes.refused():
            return
        graph = self._graph
        if not graph.descents and set(fields) == {"rate"}:
            self._say(f"Change {_told('rate')}", learning_rate=fields["rate"])
            return
        descents = list(descents_of(graph))
        if run >= len(descents):  # it has just gone from the text
            return
        descents[run] = replace(descents[run], **fields)  # type: ignore[arg-type]
        self._say(f"Change {' and '.join(map(_told, fields))}", descents=tuple(descents))

    def add_run(self, descent: Descent) -> None:
        """Another run beside those that there are."""
        if self._changes.refused():
            return
        known = descents_of(self._graph)
        self._say("Add a run", keep=self._graph.trained, descents=(*known, descent))

    def remove_run(self, run: int) -> None:
        """One run less; where it was the one that is shown, the others begin anew."""
        if self._changes.refused():
            return
        graph = self._graph
        left, way = (*graph.descents[:run], *graph.descents[run + 1 :]), graph.trained
        if way is not None:
            gone = way.descent == run
            way = None if gone else replace(way, descent=way.descent - (way.descent > run))
        self._say("Remove a run", keep=way, descents=left)

    def set_frozen(self, id_: str, frozen: bool) -> None:
        """No step moves this parameter, or each does."""
        if self._changes.refused():
            return
        others = tuple(other for other in self._graph.frozen if other != id_)
        words = f"{'Freeze' if frozen else 'Train'} {id_}"
        self._say(words, frozen=(*others, id_) if frozen else others)

    def _say(self, what: str, *, keep: Trained | None = None, **said: object) -> None:
        """Say it; ``keep`` is the way that stays as it is, else all goes back to the start."""
        from graphviz_app.formats.edits.leaf_values import with_leaf_values  # late: of those who do
        from graphviz_app.formats.edits.learning import with_learning

        if self._changes.refused():
            return
        count = max((one.count for one in self._learner.trainings), default=0)
        graph = self._graph
        family = self._learner.family
        try:
            if keep is None and family is not None and graph.trained is not None:
                graph = with_leaf_values(graph, family.start)
            graph = with_learning(graph, **said)  # type: ignore[arg-type]  # by its names
            if keep is not None:
                graph = with_leaf_values(graph, {}, keep)
        except GraphAppError as error:
            self._changes.complain(error)
            return
        self._changes.document.edit(what, graph, f"{what}: {', '.join(said)}")
        if count:
            self._learner.train(count)


def _told(field: str) -> str:
    """What a field of a descent is called in the Edit menu."""
    named = {"rate": "the learning rate", "optimizer": "the optimizer", "decline": "how η goes on"}
    return named.get(field, field.replace("_", " "))
