"""Learner: the runs of the document that is open, how far they are, and which step is shown."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Trained
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.learn.families import Family
from graphviz_app.gui.learn.working import Working

if TYPE_CHECKING:
    from graphviz_app.core.learning.table import Table
    from graphviz_app.core.learning.training import Training

MOST_FAMILIES = 4
"""Runs that were left by an edit and come back with its undo."""
TELL_MS = 50


def no_table(_graph: Graph) -> "Table | None":
    """Where nothing feeds a graph."""
    return None


class Learner(QObject):
    """Trains, and knows whether the document's parameters are a step of what it has trained."""

    changed = Signal()
    """Other runs, or none."""
    trained = Signal()
    """There are more steps."""
    resumed = Signal()
    """The way to the step that the document says was gone again, or is none."""
    rested = Signal()
    """What was to be trained is trained."""
    moved = Signal(int)
    """Another step is shown."""

    def __init__(
        self,
        document: Document,
        parent: QObject,
        table_of: "Callable[[Graph], Table | None]" = no_table,
    ) -> None:
        """``table_of`` reads the data of a graph, or raises GraphAppError."""
        super().__init__(parent)
        self._document, self.table_of = document, table_of
        self._current = self._step = 0
        self._on_way = True
        self.trouble = ""
        """Why nothing can be trained."""
        self._families: deque[Family] = deque(maxlen=MOST_FAMILIES)
        self._family: Family | None = None
        self._looked_at: Graph | None = None
        self._asked = False
        self._seen: Trained | None = None
        """What the document said when it was looked at last."""
        self._resuming: Trained | None = None
        """The way that is gone again."""
        self._writing = False
        self.working = Working(self)
        self.working.went.connect(self._tell_soon)
        self.working.rested.connect(self._rest)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TELL_MS)
        self._soon.timeout.connect(self.trained)
        document.opened.connect(self._begin)
        document.graph_changed.connect(self._see)

    # What there is

    @property
    def family(self) -> Family | None:
        """The runs and their start; None where there can be none."""
        self.look()
        return self._family

    @property
    def trainings(self) -> "list[Training]":
        """The runs, made when first somebody asks; empty where there can be none."""
        family = self.family
        return [] if family is None else family.trainings

    @property
    def training(self) -> "Training | None":
        """The run that is shown."""
        trainings = self.trainings
        return trainings[self.current] if self.current < len(trainings) else None

    @property
    def current(self) -> int:
        """The run that is shown, from 0."""
        self.look()
        return self._current

    @property
    def step(self) -> int:
        """The step of it that is shown."""
        self.look()
        return self._step

    @property
    def on_way(self) -> bool:
        """Whether the parameters that are shown are those of the step."""
        self.look()
        return self._on_way

    @property
    def count(self) -> int:
        """How many steps of the run that is shown have been made."""
        training = self.training
        return 0 if training is None else training.count

    @property
    def resuming(self) -> bool:
        """Whether the way to the step that is shown is just being gone again."""
        return self._resuming is not None

    @property
    def is_asked(self) -> bool:
        """Whether anybody has wanted runs of this document."""
        return self._asked

    # What becomes of it

    def _begin(self) -> None:
        """Another document."""
        self.working.begin(())
        self._families.clear()
        self._family, self._seen, self._resuming = None, None, None
        self._current, self._step, self._on_way, self.trouble = 0, 0, True, ""
        self._looked_at, self._asked = None, False

    def _see(self) -> None:
        """The document has changed; what that means is found out when somebody wants to know."""
        if self._writing:
            self._seen, self._looked_at = self._document.graph.trained, self._document.graph
        elif self._document.draft is None:
            self.changed.emit()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """The document is told what is shown: that is no news."""
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    def look_again(self) -> None:
        """There are other data: the runs are others, or there can be some again."""
        self._looked_at = None
        self._seen = None if self.trouble else self._seen
        self.changed.emit()

    def look(self) -> None:
        """Find the runs of the graph as it is now, and where on them it stands."""
        graph, said = self._document.graph, self._document.graph.trained
        if graph is self._looked_at or self._writing or self._document.draft is not None:
            return
        self._looked_at, self._asked = graph, True
        known, self._seen = said == self._seen, said
        try:
            self.trouble = ""
            self._find(graph, said, known)
        except GraphAppError as error:
            self.trouble = str(error)
            self._take(None)

    def _find(self, graph: Graph, said: Trained | None, known: bool) -> None:
        from graphviz_app.core.learning.descending.starts import (
            untrained,  # late: of those who learn
        )

        table, begin = self.table_of(graph), untrained(graph)
        if said is not None:
            family = self._known(begin, table)
            if family is not None and family.stands_at(said.descent, said.step, graph):
                self._stand(family, said.descent, said.step)
                return
            if not known and said.step > 0:
                self._resume(begin, table, said)
                return
        family = self._known(graph, table) or self._new(graph, table)
        self._stand(family, *self._at_start(family, graph))

    def _at_start(self, family: Family, graph: Graph) -> tuple[int, int]:
        """The run whose first step a graph shows; the one that was shown, where several do."""
        runs = [self._current, *range(len(family.descents))]
        return next((run for run in runs if family.stands_at(run, 0, graph)), 0), 0

    def _known(self, graph: Graph, table: "Table | None") -> Family | None:
        family = next((one for one in self._families if one.is_of(graph, table)), None)
        if family is None and self._families:
            made = Family(graph, table)
            for other in self._families:
                if not made.is_made:
                    made.take_over(other)
            if made.is_made:
                self._families.append(made)
                return made
        return family

    def _new(self, graph: Graph, table: "Table | None") -> Family:
        family = Family(graph, table)
        _ = family.trainings
        self._families.append(family)
        return family

    def _resume(self, graph: Graph, table: "Table | None", said: Trained) -> None:
        family = self._known(graph, table) or self._new(graph, table)
        if not 0 <= said.descent < len(family.descents):
            self._stand(family, 0, 0)
            return
        self._take(family)
        self._current, self._step, self._on_way = said.descent, said.step, True
        self._resuming = said
        family.trainings[said.descent].insist(said.step)
        self.working.aim(said.step)

    def _stand(self, family: Family, run: int, step: int) -> None:
        self._resuming = None
        self._take(family)
        self._current, self._step = run, step
        self._on_way = family.stands_at(run, step, self._document.graph)

    def _take(self, family: Family | None) -> None:
        if family is not self._family or family is None:
            self._family = family
            self.working.begin([] if family is None else family.trainings)

    def _tell_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _rest(self) -> None:
        self._soon.stop()
        said, self._resuming = self._resuming, None
        family = self._family
        if said is not None and family is not None:
            graph = self._document.graph
            if not family.stands_at(said.descent, said.step, graph):
                family = self._new(graph, family.table)
                self._stand(family, 0, 0)
                self.changed.emit()
        if said is not None:
            self.resumed.emit()
        self.trained.emit()
        self.rested.emit()

    # What is asked of it

    def train(self, goal: int) -> None:
        """Train all runs as far as this step; ``rested`` when that is done."""
        self.look()
        self.working.aim(goal)

    def stop(self) -> None:
        """Train no further."""
        self.working.drop()
        self.trained.emit()

    def go_to(self, run: int, step: int) -> None:
        """Show a step that was made; not while the way to one is being gone again."""
        self.working.settle()
        trainings = self.trainings
        if trainings and not self.resuming:
            self._current = min(max(run, 0), len(trainings) - 1)
            self._step = min(max(step, 0), trainings[self._current].count)
            self._on_way = True
            self.moved.emit(self._step)

    def come_back(self) -> None:
        """To the step that the document says."""
        said = self._seen
        run, step = (0, 0) if said is None else (said.descent, said.step)
        self.go_to(run, step)

    def said(self) -> Trained | None:
        """What the document says of the step that is shown; None of the very beginning."""
        family = self.family
        if family is None or (self.step == 0 and family.descents[self.current].start is None):
            return None
        return family.trainings[self.current].trained(self.step, self.current)

    def close(self) -> None:
        """The window is going."""
        self.working.close()
