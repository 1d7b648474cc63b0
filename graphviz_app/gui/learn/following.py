"""Following: graph and document follow the step that is shown.

The graph does so at once. The document is told as soon as it rests, and a few times a second while
it does not, always as one change that is undone at once.
"""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import Update, first_update, learns
from graphviz_app.core.trace import Trace
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.learn.families import same_parameters
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.play.player import Player

TOLD_MS, AT_LATEST_MS = 250, 900
"""Between two times that the document is told; the second where telling it takes long."""
SHARE = 0.1
"""Of the time at most so much goes into telling it."""


@dataclass(frozen=True, slots=True)
class Shows:
    """The parts of the window that show a step."""

    changes: Changes
    drawing: Drawing
    covering: Covering
    player: Player


class Following(QObject):
    """Keeps the picture, and then the document, at the step that the learner shows."""

    def __init__(self, learner: Learner, shows: Shows, parent: QObject) -> None:
        super().__init__(parent)
        self._learner, self._document = learner, shows.changes.document
        self._changes, self._drawing = shows.changes, shows.drawing
        self._covering, self._player = shows.covering, shows.player
        self._session = 0
        self._going = False
        """Whether steps go by: the document is told of some then."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TOLD_MS)
        self._later.timeout.connect(self.tell)
        self._begun_at = 0
        learner.moved.connect(self._follow)
        # Later: the run may be found while it is being drawn.
        learner.resumed.connect(self._tell_step, Qt.ConnectionType.QueuedConnection)

    def begin(self, *, hurried: bool) -> None:
        """What follows is one change; ``hurried``: so quickly that nobody reads what is told."""
        self.tell()
        self._going, self._drawing.hurried = True, hurried
        self._session += 1
        self._begun_at = self._learner.step

    def rest(self) -> None:
        """No more steps go by."""
        self._going = self._drawing.hurried = False
        self._later.stop()

    def show(self) -> None:
        """Put the step's numbers into the picture."""
        training = self._learner.training
        if training is None or self._document.draft is not None:
            return
        try:
            trace = training.trace_at(self._learner.step, self._row)
        except GraphAppError as error:
            self._changes.complain(error)
            return
        self._drawing.show(self._covering.shown(trace))

    @property
    def _row(self) -> int | None:
        """The row of the data that the document shows."""
        training = self._learner.training
        feed = None if training is None else training.feed
        return None if feed is None else feed.shown(self._document.graph)

    def _follow(self) -> None:
        if self._later.isActive():
            self.show()
        elif not self._going:
            self.tell()
            self._come_back()
        else:
            self.show()
            self._later.start()

    def _come_back(self) -> None:
        """Of a step that the document said already it was told nothing: the picture is ahead."""
        if self._document.draft is None:
            shown = self._covering.shown(self._document.trace)
            if shown is not self._drawing.trace:
                self._drawing.show(shown)

    def _tell_step(self) -> None:
        """The way was gone again: the run that is shown ends with the step that comes next."""
        if self._drawing.trace is not None:
            self._drawing.show(self._drawing.trace)

    def tell(self) -> None:
        """Make the step that is shown what the document says."""
        self._later.stop()
        learner, document = self._learner, self._document
        if not learner.is_asked or learner.training is None or document.draft is not None:
            return
        if learner.resuming:  # the document says a step that is not made again yet
            return
        graph = self._told()
        if graph is None or (graph is document.graph):
            return
        begun = time.perf_counter()
        with learner.unheard():
            document.edit(self._words(), graph, f"learning {self._session}")
        took = (time.perf_counter() - begun) * 1000
        self._later.setInterval(round(min(max(TOLD_MS, took / SHARE), AT_LATEST_MS)))

    def _told(self) -> Graph | None:
        from graphviz_app.formats.edits.leaf_values import with_leaf_values  # late: of those who do

        learner, graph = self._learner, self._document.graph
        training = learner.training
        if training is None or not learner.on_way:
            return None
        values = training.at(learner.step).parameters
        said = learner.said()
        if said == graph.trained and same_parameters(values, graph):
            return None
        return with_leaf_values(graph, values, said)

    def _words(self) -> str:
        step = self._learner.step
        if step == 0:
            return "Go to the start"
        return f"{'Train' if step > self._begun_at else 'Go'} to step {step}"

    # What the window asks

    def update_of(self, trace: Trace) -> Update | None:
        """The step that a run which is shown ends with, with what its optimizer keeps.

        With data it is that of a batch, as training takes it, from the first picture on.
        """
        try:
            return self._made(trace) or self._fed(trace) or first_update(trace)
        except GraphAppError:
            return first_update(trace)

    def _made(self, trace: Trace) -> Update | None:
        """The step of the run that is trained, where the parameters are those of its iteration."""
        learner, graph = self._learner, trace.graph
        learnt = graph.trained is not None or (graph.data is not None and learns(graph))
        training = learner.training if learner.is_asked or learnt else None
        if training is None or not learner.on_way or learner.resuming:
            return None
        if not _learns_alike(training.graph, trace.graph):  # the document has just changed
            return None
        if not same_parameters(training.at(learner.step).parameters, trace.graph):
            return None
        return training.update_at(learner.step)

    def _fed(self, trace: Trace) -> Update | None:
        """The first step from where the parameters are, if they are on no run's way."""
        graph = trace.graph
        table = self._learner.table_of(graph) if learns(graph) else None
        if table is None:
            return None
        from graphviz_app.core.learning.fed import fed_update  # late: of those who learn

        return fed_update(graph, table)


def _learns_alike(one: Graph, other: Graph) -> bool:
    """Whether two graphs say the same of how they learn."""
    of_one, of_other = (
        (graph.learning_rate, graph.descents, graph.data, {*graph.frozen}) for graph in (one, other)
    )
    return of_one == of_other
