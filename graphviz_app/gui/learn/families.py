"""Families: the runs that a graph says, all from the same start, and where its parameters are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Graph, Value, as_attr
from graphviz_app.core.learning.columns import FED
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import descents_of, trained

if TYPE_CHECKING:
    from graphviz_app.core.learning.table import Table
    from graphviz_app.core.learning.training import Training


class Family:
    """Runs beside each other: one graph at its start, and the descents from there."""

    def __init__(self, graph: Graph, table: "Table | None") -> None:
        """``graph`` has the parameters of the start; ``table`` feeds its inputs and targets."""
        self.graph, self.table = replace(graph, trained=None), table
        self.descents: Sequence[Descent] = descents_of(graph)
        self._key = _key(graph, table)

    def is_of(self, graph: Graph, table: "Table | None") -> bool:
        """Whether the same runs begin at another graph."""
        return self._key == _key(graph, table)

    @property
    def start(self) -> Mapping[str, object]:
        """The parameters before anything was trained."""
        nodes = self.graph.nodes
        return {id_: nodes[id_].attrs.get("value") for id_ in trained(self.graph)}

    @cached_property
    def trainings(self) -> "list[Training]":
        """A run for each descent; raises GraphAppError where there can be none."""
        return [_made(self, descent) for descent in self.descents]

    @property
    def is_made(self) -> bool:
        """Whether anything can have been trained already."""
        return "trainings" in self.__dict__

    def take_over(self, other: "Family") -> None:
        """Have the runs of another family from the same start, as far as they are the same."""
        if other.is_made and _same_start(self, other):
            known = dict(zip(other.descents, other.trainings, strict=True))
            made = [known.get(descent) for descent in self.descents]
            if any(training is not None for training in made):
                self.__dict__["trainings"] = [
                    training or _made(self, descent)
                    for training, descent in zip(made, self.descents, strict=True)
                ]

    def stands_at(self, run: int, step: int, graph: Graph) -> bool:
        """Whether a graph's parameters are those of a step that was made, to the bit."""
        if not 0 <= run < len(self.descents):
            return False
        if step == 0 and not self.is_made and self.descents[run].start is None:
            return same_parameters(self.start, graph)
        training = self.trainings[run]
        return step <= training.count and same_parameters(training.at(step).parameters, graph)


def same_parameters(values: Mapping[str, "Value | object"], graph: Graph) -> bool:
    """Whether a graph has these values, to the bit."""
    nodes = graph.nodes
    return all(
        id_ in nodes and as_attr(value) == nodes[id_].attrs.get("value")
        for id_, value in values.items()
    )


def _made(family: Family, descent: Descent) -> "Training":
    from graphviz_app.core.learning.training import Training  # late: of those who learn

    return Training(family.graph, descent, family.table)


def _same_start(one: Family, other: Family) -> bool:
    return one._key[1:] == other._key[1:]


def _key(graph: Graph, table: "Table | None") -> tuple[object, ...]:
    """What runs depend on; where there is data, not on the row that is shown."""
    nodes = {
        id_: replace(node, attrs={**node.attrs, "value": None})
        if table is not None and node.op in FED
        else node
        for id_, node in graph.nodes.items()
    }
    bare = replace(graph.without_extras(), nodes=nodes, title="", claims=(), descents=())
    return graph.descents, replace(bare, trained=None), table
