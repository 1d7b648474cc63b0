"""Where the graph shows what a claim is about, and what can be asked of what is selected there."""

from collections.abc import Iterator, Sequence

from graphviz_app.core.graph import Claim
from graphviz_app.core.learning.update import trained
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.reading import Element, Reading, drawn_of, inside, leaf_of, line_of


def elements_of(reading: Reading, claim: Claim) -> Sequence[Element]:
    """The node or the edges; of a local derivative the edge, if there is one."""
    targets = drawn_of(reading, _id(reading, claim.of, claim.element))
    if claim.kind == "d":
        sources = drawn_of(reading, _id(reading, claim.by, claim.by_element))
        between = [
            index
            for index, edge in enumerate(reading.edges)
            if edge.target in targets and (edge.source in sources or edge.weight == claim.by)
        ]
        return between or targets or sources
    return targets


def _id(reading: Reading, of: str, element: Sequence[int]) -> str:
    """One element, where those are drawn; else the whole."""
    one = f"{of}[{','.join(map(str, element))}]"
    return one if element and one in reading.graph.nodes else of


def questions_about(reading: Reading, element: Element | None, rate: bool) -> Sequence[Claim]:
    """What can be asked of a node or an edge; of updates only with a learning ``rate``."""
    if element is None:
        return ()
    return tuple(dict.fromkeys(_asked(reading, element, rate)))


def _asked(reading: Reading, element: Element, rate: bool) -> Iterator[Claim]:
    leaf = leaf_of(reading, element)
    moving = trained(reading.graph)
    if isinstance(element, int):
        yield from _of_edge(reading, element)
    if leaf is None:
        return
    for id_ in inside(reading, leaf) if isinstance(element, str) else (leaf,):
        node = reading.graph.nodes.get(id_)
        if node is None or line_of(reading.graph, id_) != id_:
            continue
        if not is_leaf(node):
            yield Claim("value", id_, "")
        yield Claim("grad", id_, "")
        if rate and id_ in moving:
            yield Claim("after", id_, "")


def _of_edge(reading: Reading, index: int) -> Iterator[Claim]:
    """The derivative of what it leads to by what it carries."""
    if index >= len(reading.edges):
        return
    edge, graph = reading.edges[index], reading.graph
    if edge.control or not {edge.target, edge.carries} <= graph.nodes.keys():
        return  # what is folded is no one node
    ends = [line_of(graph, id_) for id_ in (edge.target, edge.carries)]
    if ends[0] != ends[1]:
        yield Claim("d", ends[0], "", ends[1], edge=_has_other_ways(reading, index))


def _has_other_ways(reading: Reading, index: int) -> bool:
    """Whether the source reaches the target on other ways, too."""
    source, target = reading.edges[index][:2]
    seen, waiting = {source}, [source]
    while waiting:
        for other in reading.outgoing[waiting.pop()]:
            to = reading.edges[other].target
            if other != index and to not in seen:
                seen.add(to)
                waiting.append(to)
    return target in seen
