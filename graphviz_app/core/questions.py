"""What a sheet can ask of a graph: claims without an answer, in the order of working."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from graphviz_app.core.covers import Covers, covers_of, number_of
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.learning.update import learns, trained
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.order import topological
from graphviz_app.core.reading import is_control, line_of
from graphviz_app.covered import Asked as Number

Asked = Literal["values", "gradients", "updates"]
Hidden = Literal["values", "gradients", "claims"]
"""What a picture can keep to itself; of claims those that are not answered."""


def questions(graph: Graph, asked: Asked) -> tuple[Claim, ...]:
    """One for each line that it can be asked of, but for those the graph has a claim about.

    Values in the order of the forward pass, gradients in that of the backward pass; updates of
    parameters that are trained, as they are written. Without an output, or a learning rate, there
    are none of the last two.
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


def open_claims(graph: Graph) -> tuple[Claim, ...]:
    """What the graph's document asks for: claims without an answer."""
    return tuple(claim for claim in graph.claims if not claim.printed)


def covers_for(graph: Graph, hidden: Iterable[Hidden]) -> Covers:
    """Covers of all values, or of all gradients, that a sheet would ask for; or of its claims."""
    whole = replace(graph, claims=())
    asked: list[Claim] = []
    for kind in hidden:
        asked += open_claims(graph) if kind == "claims" else questions(whole, kind)
    numbers = [one for one in (number_of(graph, claim) for claim in asked) if one is not None]
    return covers_of(numbers, (), working_of(graph, numbers))


def working_of(graph: Graph, asked: Sequence[Number]) -> Mapping[Number, Number]:
    """The numbers that nobody asks for and that would tell these, each with the one that it tells.

    Those without a name in its own line; of a gradient also those that come back to it within the
    lines that it is used in, and what is handed back to inputs and targets.
    """
    found = dict(_parts_of_lines(graph, asked))
    gradients = [one for one in asked if one.kind == "grad" and one.of in graph.nodes]
    for one in gradients:
        waiting = [one.of]
        while waiting:
            for edge in graph.outgoing[waiting.pop()]:
                part = Number("grad", edge.target)
                if line_of(graph, edge.target) != edge.target and part not in found:
                    found[part] = one
                    waiting.append(edge.target)
    told_by = {**{one: one for one in gradients}, **found}
    for id_ in _given(graph) if gradients else ():
        ends = (told_by.get(Number("grad", edge.target)) for edge in graph.outgoing[id_])
        found |= {Number("grad", id_): one for one in ends if one is not None}
    return {part: one for part, one in found.items() if part not in {*asked}}


def _parts_of_lines(graph: Graph, asked: Sequence[Number]) -> Iterator[tuple[Number, Number]]:
    lines: dict[str, list[Number]] = {}
    for one in asked:
        if one.kind != "d":
            lines.setdefault(one.of, []).append(one)
    for id_ in graph.nodes if lines else ():
        if not is_leaf(graph.nodes[id_]):
            here = lines.get(line_of(graph, id_), ())
            yield from ((Number(one.kind, id_), one) for one in here if id_ != one.of)


def _given(graph: Graph) -> Iterator[str]:
    """Whose gradients a sheet does not ask for."""
    return (id_ for id_, node in graph.nodes.items() if node.op in _GIVEN)


def asked_about(claim: Claim) -> Claim:
    """The question that a claim answers: claims about the same have the same."""
    return replace(claim, printed="", tolerance="", note="")


_GIVEN = ("input", "target", "constant")


def _values(graph: Graph) -> Iterator[Claim]:
    for id_ in topological(graph)[0]:
        if line_of(graph, id_) == id_ and not is_leaf(graph.nodes[id_]):
            yield Claim("value", id_, "")


def _gradients(graph: Graph) -> Iterator[Claim]:
    for id_ in reversed(_differentiated(graph)):
        if graph.nodes[id_].op not in _GIVEN:
            yield Claim("grad", id_, "")


def _updates(graph: Graph) -> Iterator[Claim]:
    if learns(graph):
        moving = {*trained(graph)}
        for id_ in _differentiated(graph):
            if id_ in moving:
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
