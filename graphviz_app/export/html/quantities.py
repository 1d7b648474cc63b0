"""Which numbers of the program in the page a number of the picture is: as data for its script.

``["v", [node, …]]`` values, ``["g", [node, …]]`` gradients (several are a vector, out of a folded
group), ``["c", [[edge, …], …]]`` sums of contributions, ``["d", [[end, within, edges, plain], …]]``
derivatives of an end by what edges carry. Nodes and edges are places in the program.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from graphviz_app.core.graph import Edge
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun, is_per_element
from graphviz_app.core.schedule import Pass
from graphviz_app.covered import Asked
from graphviz_app.export.html.labelled import ALONG, TOTAL, shares_until

Quantity = Sequence[Any]


class Quantities:
    """Looks numbers up in one run's program."""

    def __init__(self, passing: Pass) -> None:
        self._passing = passing
        self._run: ReadRun = passing.run

    def of(self, asked: Asked) -> Quantity:
        """What a label means."""
        index = int(asked.by.removeprefix(ALONG)) if asked.by.startswith(ALONG) else None
        if asked.kind == "d":
            assert index is not None  # as labels are made
            return ["d", list(self._derivatives(index))]
        if asked.by.startswith(TOTAL):
            return ["c", self._total(asked.of, int(asked.by.removeprefix(TOTAL)))]
        if asked.kind == "grad" and index is not None:
            return ["c", [self._edges(members) for members in self._run.by_source(index)]]
        ids = self._ids(asked.of) if index is None else self._run.all_carried(index)
        return ["v" if asked.kind == "value" else "g", self._places(ids)]

    def _ids(self, id_: str) -> Sequence[str]:
        box = self._run.reading.boxes.get(id_)
        return (id_,) if box is None else box.exits

    def _places(self, ids: Iterable[str]) -> list[int]:
        index = self._run.trace.program.index
        return [index[id_] for id_ in ids]

    def _edges(self, members: Iterable[Edge]) -> list[int]:
        index = self._run.trace.program.edge_index
        return [index[edge] for edge in members if edge in index]

    def _total(self, id_: str, over: int) -> list[list[int]]:
        """Per value that leaves it what has arrived there."""
        arrived: dict[str, list[int]] = {end: [] for end in self._ids(id_)}
        for share in shares_until(self._passing, id_, over):
            members = (share,) if isinstance(share, Edge) else self._members(share)
            for member in members:
                arrived.setdefault(member.source, []).extend(self._edges([member]))
        return [edges for edges in arrived.values() if edges or len(arrived) > 1]

    def _members(self, index: int) -> Sequence[Edge]:
        return self._run.reading.edges[index].members

    def _derivatives(self, index: int) -> Iterable[Sequence[Any]]:
        run = self._run
        edge = run.reading.edges[index]
        if edge.source in run.reading.boxes or edge.target in run.reading.boxes:
            within = self._places(self._inside(edge.target))
            for end, source in run.derivatives(index):
                members = [member for member in edge.members if member.source == source]
                yield [*self._places([end]), within, self._edges(members), True]
            return
        if not run.reading.is_of_lines:
            plain = OPS[run.graph.nodes[edge.target].op].elementwise
            yield [*self._places([edge.target]), [], self._edges(edge.members[:1]), plain]
            return
        inside = self._inside(edge.target)
        edges = (run.reading.edges[i] for i in run.reading.incoming[edge.target])
        carried = [one.carries for one in edges if not one.control]
        plain = is_per_element(run.trace, frozenset(inside), carried)
        within = self._places(inside)
        yield [*self._places([edge.target]), within, self._edges(edge.members), plain]

    def _inside(self, target: str) -> Sequence[str]:
        known = self._run.trace.program.index
        return [id_ for id_ in self._run.reading.members[target] if id_ in known]
