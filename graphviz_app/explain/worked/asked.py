"""What is asked for: of what by what, and which nodes lie on the way between the two."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import is_control
from graphviz_app.core.trace import Trace
from graphviz_app.core.wording import near
from graphviz_app.errors import EvaluationError
from graphviz_app.explain.formula import is_named

GIVEN = ("input", "parameter")
"""Leaves whose gradients are asked for where nobody says which."""


@dataclass(frozen=True)
class Asked:
    """One run, and the part of it that is told; ``by`` are those whose gradients are wanted."""

    run: ReadRun
    by: tuple[str, ...]
    narrow: bool
    """Whether only what lies on the way is told."""
    chosen: bool
    """Whether another node than the graph's output is differentiated."""

    @property
    def graph(self) -> Graph:
        """What was run."""
        return self.run.graph

    @cached_property
    def before(self) -> Set[str]:
        """What the output depends on along a gradient's way, with the output."""
        output = self.run.output
        return frozenset() if output is None else _reached(self.graph, [output], back=True)

    @cached_property
    def way(self) -> Set[str]:
        """What lies between those that are asked for and the output, with both."""
        return self.before & _reached(self.graph, self.by, back=False)

    @cached_property
    def needed(self) -> Set[str]:
        """What the output is computed from, steering operands too."""
        output = self.graph.output
        return frozenset() if output is None else _needed(self.graph, output)

    def is_on_way(self, id_: str) -> bool:
        """Whether a drawn node, or any part of it, lies on the way."""
        return not self.way.isdisjoint(self.run.reading.members.get(id_, (id_,)))

    def is_told(self, id_: str) -> bool:
        """Whether the forward pass tells a drawn node."""
        if self.narrow:
            return self.is_on_way(id_)
        return not self.chosen or id_ in self.needed


def run_of(graph: Graph, of: str | None) -> Trace:
    """The run of a graph, with another output if one is named; raises EvaluationError."""
    if of is None or of == graph.output:
        return run(graph, partial=True)
    require(graph, of)
    return run(replace(graph, output=of), partial=True)


def require(graph: Graph, name: str) -> None:
    """Raise EvaluationError for a name that the graph does not have."""
    whole, bracket, _ = name.partition("[")
    if bracket and whole in graph.nodes:
        raise EvaluationError(f"'{name}' is an element: ask for all of '{whole}'", whole)
    if name not in graph.nodes:
        named = [id_ for id_ in graph.nodes if is_named(graph, id_)]
        raise EvaluationError(f"there is no '{name}' in the graph{near(name, named)}", name)


def wanted(graph: Graph) -> tuple[str, ...]:
    """Parameters and inputs; where there are none, the constants that have a name."""
    leaves = [(id_, node.op) for id_, node in graph.nodes.items() if is_named(graph, id_)]
    found = tuple(id_ for id_, op in leaves if op in GIVEN)
    return found or tuple(id_ for id_, op in leaves if op == "constant")


def _reached(graph: Graph, starts: Sequence[str], back: bool) -> Set[str]:
    edges: Mapping[str, Sequence[Edge]] = graph.incoming if back else graph.outgoing
    seen = {start for start in starts if start in graph.nodes}
    stack = list(seen)
    while stack:
        for edge in edges[stack.pop()]:
            end = edge.source if back else edge.target
            if end not in seen and not is_control(graph, edge):
                seen.add(end)
                stack.append(end)
    return seen


def _needed(graph: Graph, output: str) -> Set[str]:
    seen, stack = {output}, [output]
    while stack:
        new = {edge.source for edge in graph.incoming[stack.pop()]} - seen
        seen |= new
        stack.extend(new)
    return seen
