"""What a sheet can ask of a graph: claims without an answer, in the order of working."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.order import topological
from graphviz_app.core.reading import is_control, line_of

Asked = Literal["values", "gradients", "updates"]


def questions(graph: Graph, asked: Asked) -> tuple[Claim, ...]:
    """One for each line that it can be asked of, but for those the graph has a claim about.

    Values in the order of the forward pass, gradients in that of the backward pass; updates of
    parameters, as they are written. Without an output, or a learning rate, there are none of the
    last two.
    """
    return new_questions(graph, _ASKED[asked](graph))


def new_questions(graph: Graph, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those about which the graph has no claim yet."""
    known = {_meant(graph, claim) for claim in graph.claims}
    return tuple(claim for claim in claims if _meant(graph, claim) not in known)


def _meant(graph: Graph, claim: Claim) -> Claim:
    """The question; dL/dw is that for the gradient of w."""
    asked = asked_about(claim)
    if asked.kind == "d" and asked.of == graph.output and not (asked.element or asked.edge):
        return Claim("grad", asked.by, "", element=asked.by_element)
    return asked


def asked_about(claim: Claim) -> Claim:
    """The question that a claim answers: claims about the same have the same."""
    return replace(claim, printed="", tolerance="", note="")


def _values(graph: Graph) -> Iterator[Claim]:
    for id_ in topological(graph)[0]:
        if line_of(graph, id_) == id_ and not is_leaf(graph.nodes[id_]):
            yield Claim("value", id_, "")


def _gradients(graph: Graph) -> Iterator[Claim]:
    for id_ in reversed(_differentiated(graph)):
        if graph.nodes[id_].op not in ("input", "target", "constant"):
            yield Claim("grad", id_, "")


def _updates(graph: Graph) -> Iterator[Claim]:
    if graph.learning_rate is not None:
        for id_ in _differentiated(graph):
            if graph.nodes[id_].op == "parameter":
                yield Claim("after", id_, "")


def _differentiated(graph: Graph) -> list[str]:
    """The lines from which a path leads to the output, which is not one of them.

    No gradient flows along edges that only steer.
    """
    if graph.output is None:
        return []
    before, waiting = {graph.output}, [graph.output]
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if edge.source not in before and not is_control(graph, edge):
                before.add(edge.source)
                waiting.append(edge.source)
    order = topological(graph)[0]
    return [id_ for id_ in order if id_ in before - {graph.output} and line_of(graph, id_) == id_]


_ASKED = {"values": _values, "gradients": _gradients, "updates": _updates}
