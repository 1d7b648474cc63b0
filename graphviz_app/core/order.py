"""Topological order: operands before what uses them, else as written; and what is in the way."""

from collections.abc import Callable, Iterable, Mapping, Set

from graphviz_app.core.graph import Graph, round_trip
from graphviz_app.errors import CycleError


def topological(graph: Graph) -> tuple[list[str], list[CycleError]]:
    """The nodes in order, and an error per knot of cycles.

    Of a knot only the node that the error names is in the order: its first as written.
    """
    place = {id_: i for i, id_ in enumerate(graph.nodes)}
    if all(place[edge.source] < place[edge.target] for edge in graph.edges.values()):
        return list(graph.nodes), []
    return _sorted(graph, place)


def depths(order: Iterable[str], sources: Callable[[str], Iterable[str]]) -> Mapping[str, int]:
    """How deep each node is: the steps of the longest way to it from one without operands."""
    depth: dict[str, int] = {}
    for id_ in order:
        depth[id_] = max((depth.get(source, 0) + 1 for source in sources(id_)), default=0)
    return depth


def leads_to(graph: Graph, source: str, target: str) -> bool:
    """Whether there is a path from one node to another (a node leads to itself)."""
    return target in all_after(graph, [source])


def all_after(graph: Graph, ids: Iterable[str]) -> Set[str]:
    """These nodes, and all that depend on them."""
    found = {*ids}
    waiting = [*found]
    while waiting:
        for edge in graph.outgoing[waiting.pop()]:
            if edge.target not in found:
                found.add(edge.target)
                waiting.append(edge.target)
    return found


def all_before(graph: Graph, id_: str) -> Set[str]:
    """A node, and all that it depends on."""
    found, waiting = {id_}, [id_]
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if edge.source not in found:
                found.add(edge.source)
                waiting.append(edge.source)
    return found


def _sorted(graph: Graph, place: Mapping[str, int]) -> tuple[list[str], list[CycleError]]:
    import networkx as nx

    errors: list[CycleError] = []
    dag = graph.dag.copy()
    for knot in nx.strongly_connected_components(graph.dag):
        first = min(knot, key=place.__getitem__)
        if len(knot) > 1 or graph.dag.has_edge(first, first):
            errors.append(_cycle(graph, knot, first))
            dag.remove_nodes_from(knot - {first})
            dag.remove_edges_from(list(dag.in_edges(first, keys=True)))
    return list(nx.lexicographical_topological_sort(dag, key=place.__getitem__)), errors


def _cycle(graph: Graph, knot: Set[str], first: str) -> CycleError:
    import networkx as nx

    inside = graph.dag.subgraph(knot)
    way = [first, *nx.shortest_path(inside, next(iter(inside[first])), first)]
    return CycleError(f"'{first}' depends on itself: {round_trip(way)}", first)
