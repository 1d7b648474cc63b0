"""Which column each node is in: inputs in the first, each layer in one, leaves beside their use."""

from collections.abc import Mapping
from typing import NamedTuple

from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading
from graphviz_app.layout.ranks import longest_ways


class Columns(NamedTuple):
    """Per node its column, counted from 0; and per leaf the node that it stands at.

    A leaf that only a box uses, a target for instance, stands above or below that box.
    """

    of: Mapping[str, int]
    at: Mapping[str, str]


def columns(reading: Reading) -> Columns:
    """The columns of everything that is drawn."""
    _, order = longest_ways(reading)
    order += [id_ for id_ in reading.nodes if id_ not in set(order)]  # on a cycle, or behind one
    late = {id_ for id_ in order if _is_late(reading, id_)}
    beside = _beside(reading, late)
    column: dict[str, int] = {}
    for id_ in order:
        sources = [reading.edges[index].source for index in reading.incoming[id_]]
        before = [column[source] for source in sources if source in column and source not in late]
        first = not sources and id_ not in late
        column[id_] = 0 if first else 1 + max(before, default=0)
        if sources and not before:
            late.add(id_)
    _pull(reading, column, late, order)
    column |= {leaf: column[user] for leaf, user in beside.items()}
    used = {number: place for place, number in enumerate(sorted(set(column.values())))}
    return Columns({id_: used[column[id_]] for id_ in reading.nodes}, beside)


def _users(reading: Reading, id_: str) -> list[str]:
    return list(dict.fromkeys(reading.edges[index].target for index in reading.outgoing[id_]))


def _is_late(reading: Reading, id_: str) -> bool:
    """Whether it is a leaf that comes in only where it is used: not an input, nor of a neuron.

    So does a 1 that biases start from.
    """
    if id_ in reading.units:
        return True
    op = OPS.get(reading.nodes[id_].op)
    users = _users(reading, id_)
    if reading.incoming[id_] or not users or op is None or not op.is_leaf:
        return False
    return reading.nodes[id_].op != "input" and not any(user in reading.neurons for user in users)


def _beside(reading: Reading, late: set[str]) -> dict[str, str]:
    """Late leaves with one use, at most two of a node: one below it and one above."""
    at: dict[str, str] = {}
    for id_ in reading.nodes:
        users = _users(reading, id_) if id_ in late - reading.units else []
        if len(users) == 1 and list(at.values()).count(users[0]) < 2:
            at[id_] = users[0]
    return at


def _pull(reading: Reading, column: dict[str, int], late: set[str], order: list[str]) -> None:
    """What hangs on no input goes next to what uses it."""
    for id_ in reversed(order):
        users = [column[user] for user in _users(reading, id_)]
        if id_ in late and users:
            column[id_] = max(min(users) - 1, 0)
