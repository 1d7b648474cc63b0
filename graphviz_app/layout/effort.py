"""How long Graphviz may polish: by default its straightening of edges takes minutes on graphs in
which edges span many ranks, for a gain nobody sees."""

from collections.abc import Sequence

from graphviz_app.core.reading import Reading
from graphviz_app.layout.geometry import Size
from graphviz_app.layout.ranks import longest_ways

_WORK = 2_000_000
"""Iterations × places that an edge passes: about a second of straightening."""
_SMALL = 400
"""Up to so many places Graphviz may finish."""
_QUICK = 800
"""Up to so many a graph is laid out in some hundredths of a second."""
_LARGE = 15_000
"""From so many on, a few more crossings are better than a long wait."""


def limits(reading: Reading, labels: Sequence[Size | None]) -> dict[str, str]:
    """Graph attributes: iterations of straightening per node, effort against crossings."""
    rooms = sum(label is not None for label in labels)
    count = places(reading, 2 if rooms else 1)
    attributes = {}
    if count > _SMALL:
        attributes["nslimit"] = f"{_WORK / count / (len(reading.nodes) + rooms):.5f}"
    if count > _LARGE:
        attributes["mclimit"] = "0.2"
    return attributes


def is_quick(reading: Reading, labels: Sequence[Size | None]) -> bool:
    """Whether a graph is laid out in a moment, so that it may be laid out several times."""
    if max(len(reading.nodes), len(labels)) > _SMALL:
        return False
    return places(reading, 2 if any(labels) else 1) <= _QUICK


def places(reading: Reading, ranks_per_level: int) -> int:
    """Nodes, and the ranks that edges pass through: what Graphviz has to put somewhere."""
    level = _levels(reading)
    spans = sum(level[edge.target] - level[edge.source] for edge in reading.edges)
    return len(level) + ranks_per_level * max(spans, 0) - len(reading.edges)


def _levels(reading: Reading) -> dict[str, int]:
    """The longest way to each node; a leaf is next to the first that uses it."""
    level, _ = longest_ways(reading)
    leaves = [id_ for id_, arriving in reading.incoming.items() if not arriving]
    for id_ in leaves:
        users = [level[reading.edges[index].target] for index in reading.outgoing[id_]]
        level[id_] = min(users, default=1) - 1
    return level
