"""Traced: a graph of what another program has computed, and what is told with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graphviz_app.arrays import Array
from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.completeness import check_writable
from graphviz_app.formats.language.naming import name_lines
from graphviz_app.formats.language.text import parse
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.tracing.comparing import gradient_remarks, value_remarks
from graphviz_app.formats.tracing.lines import graph_of
from graphviz_app.formats.tracing.recording import Recording


@dataclass(frozen=True)
class Traced:
    """The graph, and the numbers as they are in that program, by node."""

    graph: Graph
    remarks: tuple[str, ...] = ()
    """Where they differ from what is computed here, and what was left out, as sentences."""
    values: Mapping[str, Array] = field(default_factory=dict)
    gradients: Mapping[str, Array] = field(default_factory=dict)

    @cached_property
    def trace(self) -> Trace:
        """A run of it."""
        return run(self.graph, partial=True)

    @property
    def document(self) -> Graph:
        """The graph with its text, in which the remarks are comments."""
        if not self.graph.source or not self.remarks:
            return self.graph
        text = _remarked(self.graph.source, self.graph.title, self.remarks)
        return replace(self.graph, source=text)


def traced(recording: Recording, output: int | None) -> Traced:
    """The graph of a recording, compared with the numbers that it holds."""
    graph, ids = _as_read(*graph_of(recording, output))
    pairs = [*zip(ids, recording.entries, strict=True)]
    values = {id_: e.value for id_, e in pairs if e.value is not None and e.operands}
    gradients = {id_: e.gradient for id_, e in pairs if e.gradient is not None}
    found = Traced(graph, (), values, gradients)
    remarks = (
        *recording.remarks,
        *value_remarks(found.trace, values),
        *gradient_remarks(found.trace, gradients),
    )
    return replace(found, remarks=remarks)


def _as_read(graph: Graph, ids: Sequence[str]) -> tuple[Graph, Sequence[str]]:
    """The graph as its text is read, with that text; as it is, if no text can say it."""
    try:
        written = name_lines(graph, check_writable(graph)).written
        read = parse(to_text(graph))
    except GraphAppError:
        return graph, ids
    now = [written[id_] for id_ in ids]
    if {*now} != read.nodes.keys():
        return graph, ids
    return replace(read.with_extras_of(graph, written), title=graph.title), now


def _remarked(text: str, title: str, remarks: tuple[str, ...]) -> str:
    """The text with comments below its title; without one behind the rest, to be no title."""
    comments = [f"# {' '.join(remark.split())}" for remark in remarks]
    lines = text.splitlines()
    if title and comments:
        lines[1:1] = comments
    elif comments:
        lines += ["", *comments]
    return "\n".join(lines) + "\n"
