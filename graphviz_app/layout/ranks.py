"""Ranks: how many steps along the direction of reading each node is drawn."""

from collections.abc import Mapping

from graphviz_app.core.reading import Reading


def longest_ways(reading: Reading) -> tuple[dict[str, int], list[str]]:
    """Per node the steps of the longest way to it; and the nodes in topological order.

    What is on a cycle, or behind one, is not in that order.
    """
    steps = dict.fromkeys(reading.nodes, 0)
    waiting = {id_: len(arriving) for id_, arriving in reading.incoming.items()}
    order = [id_ for id_, count in waiting.items() if not count]
    for id_ in order:
        for index in reading.outgoing[id_]:
            target = reading.edges[index].target
            steps[target] = max(steps[target], steps[id_] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    return steps, order


def short_ranks(reading: Reading) -> Mapping[str, int]:
    """Ranks between which edges are about as short as they can be.

    First everything goes as near to what uses it as it can; then what has more operands than uses
    goes back to its operands.
    """
    rank, order = longest_ways(reading)
    for id_ in reversed(order):
        users = [rank[reading.edges[index].target] for index in reading.outgoing[id_]]
        rank[id_] = max(rank[id_], min(users, default=0) - 1)
    for id_ in order:
        arriving = reading.incoming[id_]
        if len(arriving) > len(reading.outgoing[id_]):
            rank[id_] = max(rank[reading.edges[index].source] for index in arriving) + 1
    used = {number: place for place, number in enumerate(sorted(set(rank.values())))}
    return {id_: used[number] for id_, number in rank.items()}
