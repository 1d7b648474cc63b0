"""The sentence at the foot of the canvas: what is wrong, else what there is."""

from typing import NamedTuple

from graphviz_app.core.reading import Reading
from graphviz_app.core.wording import counted
from graphviz_app.gui.document import Document
from graphviz_app.gui.text_panel import says_nothing
from graphviz_app.numbers import in_panel

BROKEN = "Repair the text first: the graph shows its last good version."
"""Why nothing is edited elsewhere."""


class Status(NamedTuple):
    """A sentence, whether it tells of a mistake, and the node it is about ('' for none)."""

    sentence: str
    wrong: bool
    node: str


def status_of(document: Document, reading: Reading | None) -> Status:
    """The most important thing first."""
    trace = document.trace
    if document.draft is not None and says_nothing(document.draft):
        return Status("", False, "")
    if document.draft is not None:
        return Status(f"The text has a mistake: {document.draft_error}", True, "")
    if trace.problems:
        first, more = trace.problems[0], len(trace.problems) - 1
        rest = f"  (and {more} more)" if more else ""
        return Status(first.message + rest, True, first.node)
    if not document.graph.nodes:
        return Status("", False, "")
    return Status(_summary(document, reading), False, "")


def _summary(document: Document, reading: Reading | None) -> str:
    trace, graph = document.trace, document.graph
    nodes = len(reading.nodes if reading else graph.nodes)
    edges = len(reading.edges if reading else graph.edges)
    parts = [counted(nodes, "node"), counted(edges, "edge")]
    if trace.output is not None and isinstance(trace.value(trace.output), float):
        parts.append(f"{trace.output} = {in_panel(trace.value(trace.output))}")
    if trace.kinks:
        kink = trace.kinks[0]
        parts.append(f"'{kink.node}' sits on a corner: {kink.convention}")
    return "  ·  ".join(parts)
