"""What a graph lacks before it can learn, as a sentence and what can be done about it."""

from typing import Literal, NamedTuple

from graphviz_app.core.learning.settings import USUAL_RATE
from graphviz_app.core.learning.update import learns, trained
from graphviz_app.core.trace import Trace

Lack = Literal["", "graph", "parameter", "free", "output", "number", "rate", "data"]
"""The last: its data, or what a descent says, do not fit."""


class Readiness(NamedTuple):
    """``lack`` is empty where it can learn."""

    lack: Lack = ""
    title: str = ""
    sentence: str = ""
    offer: str = ""
    """On a button that does it."""


READY = Readiness()
RATE_OFFER = f"Add learning_rate({USUAL_RATE})"


def readiness(trace: Trace) -> Readiness:
    """The first thing that is missing."""
    graph = trace.graph
    if not graph.nodes:
        words = "There is nothing here yet. Type a graph on the left, or choose an example."
        return Readiness("graph", "No graph", words)
    if not any(node.op == "parameter" for node in graph.nodes.values()):
        words = (
            "Learning moves parameters, and this graph has none. Write w = parameter(0.5), or "
            "select a leaf and choose Node, Make parameter."
        )
        return Readiness("parameter", "Nothing to learn", words)
    if not trained(graph):
        words = "Every parameter is frozen. Tick one below, and steps will move it."
        return Readiness("free", "Nothing to learn", words)
    if trace.output is None:
        words = (
            "Learning makes an output smaller, and there is none that can be computed. The last "
            "line is the output, or output(L) says which."
        )
        return Readiness("output", "No loss", words)
    if not isinstance(trace.value(trace.output), float):
        words = f"The loss has to be one number, and '{trace.output}' has several. Take its sum."
        return Readiness("number", "No loss", words)
    if not learns(graph):
        words = (
            "Gradient descent takes steps against the gradient, w ← w − η·∂L/∂w. How long they "
            "are says the learning rate η."
        )
        return Readiness("rate", "No learning rate yet", words, RATE_OFFER)
    return READY
