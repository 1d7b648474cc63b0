"""The sentence at the foot of the canvas: what is wrong, else what there is."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.running.problem import Problem
from graphviz_app.core.trace import Trace
from graphviz_app.core.wording import and_more, counted
from graphviz_app.gui.canvas.cards.status_line import StatusLine
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.state import UNREAD, State
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.numbers import in_panel

SINGLE = "Shapes: every edge carries a single number, of shape ()."
SINGLE_HERE = "Shapes: single numbers here; as Operators or Lines, edges carry more."
MESSAGE_MS = 4000
MANY = 500
"""Edges up to which every number that is shown is looked at."""


NO_NEURON = "no weighted sum such as w1*x1 + w2*x2 + b, so there is no neuron"


class Status(NamedTuple):
    """A sentence, whether it tells of a mistake, and the node it is about ('' for none)."""

    sentence: str
    wrong: bool
    node: str


class Foot(QObject):
    """Keeps the sentence true; what was done just now is said for a while."""

    problem_clicked = Signal(str)
    """The node that the sentence is about."""

    def __init__(self, line: StatusLine, document: Document, drawing: Drawing) -> None:
        super().__init__(line)
        self._line, self._document, self._drawing = line, document, drawing
        self._message = QTimer(self)
        self._message.setSingleShot(True)
        self._message.setInterval(MESSAGE_MS)
        self._message.timeout.connect(self.refresh)
        line.clicked.connect(self._tell_of_node)

    def say(self, sentence: str) -> None:
        """Something was done: say it, for a while; nothing ends that while."""
        if not sentence:
            self._message.stop()
            self.refresh()
            return
        self._line.say(sentence)
        self._message.start()

    def tell_of_shapes(self, on: bool) -> None:
        """Where all edges carry single numbers, say so: () tells little, or is not there."""
        run = self._drawing.run
        if not on or run is None or not run.reading.edges:
            return
        carried = [run.carried(index) for index in range(len(run.reading.edges))]
        if all(value is None or isinstance(value, float) for value in carried):
            whole = all(isinstance(value, float) for value in self._document.trace.values.values())
            self.say(SINGLE if whole else SINGLE_HERE)

    def refresh(self) -> None:
        """Say how things are; what was said just now stays, unless something is wrong."""
        sentence, wrong, _node = self._now()
        if wrong or not self._message.isActive():
            self._line.say(sentence, wrong)

    def _tell_of_node(self) -> None:
        if node := self._now().node:
            self.problem_clicked.emit(node)

    def _now(self) -> Status:
        return status_of(self._document, self._drawing.run)


def status_of(document: Document, run: ReadRun | None) -> Status:
    """The most important thing first."""
    if document.draft is not None:
        return _of_the_draft(document.state)
    if problems := _problems(document.trace, run):
        first = problems[0]
        return Status(first.message + and_more(len(problems) - 1), True, first.node)
    if not document.graph.nodes:
        return Status("", False, "")
    return Status(_summary(document, run), False, "")


def _problems(trace: Trace, run: ReadRun | None) -> Sequence[Problem]:
    """Those of the run; and of the numbers that only the lines have, where there are not many."""
    few = run is not None and run.trace.program is trace.program and len(run.reading.edges) <= MANY
    return run.problems if run is not None and few else trace.problems


def _of_the_draft(state: State) -> Status:
    if not state.mistakes:
        return Status(first_upper(f"{UNREAD}."), False, "")
    rest = and_more(len(state.mistakes) - 1)
    return Status(f"The text has a mistake: {state.error}{rest}", True, "")


def _summary(document: Document, run: ReadRun | None) -> str:
    trace, graph = document.trace, document.graph
    reading = None if run is None else run.reading
    nodes = len(reading.nodes if reading else graph.nodes)
    edges = len(reading.edges if reading else graph.edges)
    parts = [counted(nodes, "node"), counted(edges, "edge")]
    neurons = reading is not None and reading.kind == "neurons"
    if reading is not None and neurons and not reading.neurons and not reading.boxes:
        parts.append(NO_NEURON)
    told = run.whole if run is not None and run.whole.program is trace.program else trace
    if told.output is not None and isinstance(told.value(told.output), float):
        parts.append(f"{told.output} = {in_panel(told.value(told.output))}")
    if graph.claims:
        parts.append(f"{counted(len(graph.claims), 'claim')} (Ctrl+4)")
    if trace.kinks:
        kink = trace.kinks[0]
        parts.append(f"'{kink.node}' sits on a corner: {kink.convention}")
    return "  ·  ".join(parts)
