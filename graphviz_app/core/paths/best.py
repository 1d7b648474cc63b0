"""The paths of least cost, one after the other, without listing all.

Every path is the best one with some sidetracks taken, and costs so much more. The sidetracks along
the best way from a node are a heap that shares all but a few entries with that of the next node
(Eppstein, Finding the k shortest paths, SIAM J. Comput. 28, 1998). Costs are pairs, compared like
words: what makes a product nothing, or no number at all, is not outweighed by any other factor.
"""

import heapq
from collections.abc import Callable, Iterator
from typing import NamedTuple, Optional

from graphviz_app.core.paths.ways import Ways

Cost = tuple[int, float]
FREE: Cost = (0, 0.0)


class _Heap(NamedTuple):
    """A leftist heap of sidetracks that is never changed, only built upon."""

    cost: Cost
    step: int
    rank: int
    left: Optional["_Heap"] = None
    right: Optional["_Heap"] = None


class _Chain(NamedTuple):
    """The sidetracks of a path, the last first."""

    step: int
    before: Optional["_Chain"]


def cheapest(ways: Ways, cost: Callable[[int], Cost]) -> Iterator[tuple[int, ...]]:
    """The paths as indices of steps, those of least cost first."""
    if not ways.count:
        return
    best, chosen = _best(ways, cost)
    yield _walked(ways, chosen, None)
    heaps = _sidetracks(ways, cost, best, chosen)
    waiting: list[tuple[Cost, int, _Heap, _Chain | None]] = []
    found = 0

    def offer(extra: Cost, heap: _Heap | None, before: _Chain | None) -> None:
        nonlocal found
        if heap is not None:
            found += 1
            heapq.heappush(waiting, (_plus(extra, heap.cost), found, heap, before))

    offer(FREE, heaps.get(ways.source), None)
    while waiting:
        total, _, heap, before = heapq.heappop(waiting)
        chain = _Chain(heap.step, before)
        yield _walked(ways, chosen, chain)
        without = _minus(total, heap.cost)
        offer(without, heap.left, before)
        offer(without, heap.right, before)
        offer(total, heaps.get(ways.steps[heap.step].target), chain)


def _best(ways: Ways, cost: Callable[[int], Cost]) -> tuple[dict[str, Cost], dict[str, int]]:
    """Per node the least cost of all its ways, and the step with which that begins."""
    best, chosen = {ways.target: FREE}, {}
    for node, onward in ways.onward.items():
        options = [(_plus(cost(i), best[ways.steps[i].target]), i) for i in onward]
        best[node], chosen[node] = min(options)
    return best, chosen


def _sidetracks(
    ways: Ways,
    cost: Callable[[int], Cost],
    best: dict[str, Cost],
    chosen: dict[str, int],
) -> dict[str, _Heap | None]:
    """Per node the heap of all that can be done otherwise along its best way."""
    heaps: dict[str, _Heap | None] = {ways.target: None}
    for node, onward in ways.onward.items():
        heap = heaps[ways.steps[chosen[node]].target]
        for i in onward:
            if i != chosen[node]:
                whole = _plus(cost(i), best[ways.steps[i].target])
                heap = _melded(heap, _Heap(_minus(whole, best[node]), i, 1))
        heaps[node] = heap
    return heaps


def _melded(a: _Heap | None, b: _Heap | None) -> _Heap | None:
    if a is None or b is None:
        return a or b
    if b.cost < a.cost:
        a, b = b, a
    right = _melded(a.right, b)
    left, right = (a.left, right) if _rank(a.left) >= _rank(right) else (right, a.left)
    return _Heap(a.cost, a.step, _rank(right) + 1, left, right)


def _rank(heap: _Heap | None) -> int:
    return 0 if heap is None else heap.rank


def _walked(ways: Ways, chosen: dict[str, int], chain: _Chain | None) -> tuple[int, ...]:
    """The steps of the best path with these sidetracks."""
    sidetracks = []
    while chain is not None:
        sidetracks.append(chain.step)
        chain = chain.before
    node, walked = ways.source, []
    while node != ways.target:
        takes = bool(sidetracks) and ways.steps[sidetracks[-1]].source == node
        walked.append(sidetracks.pop() if takes else chosen[node])
        node = ways.steps[walked[-1]].target
    return tuple(walked)


def _plus(a: Cost, b: Cost) -> Cost:
    return a[0] + b[0], a[1] + b[1]


def _minus(a: Cost, b: Cost) -> Cost:
    return a[0] - b[0], a[1] - b[1]
