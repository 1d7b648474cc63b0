"""The path ledger: the largest paths between two ends, what the others come to, and the check."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from operator import add
from typing import Literal

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.paths.best import cheapest
from graphviz_app.core.paths.multiplying import Multiplying, multiplying
from graphviz_app.core.paths.path import Path
from graphviz_app.core.paths.pulling import derivative_rows, parts_of, shaped
from graphviz_app.core.paths.reasons import too_many_entries, why_none
from graphviz_app.core.paths.ways import Ways, ways
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import cover, is_covered

MOST = 50
"""Paths that are listed."""
FEW = 200
"""Paths that are all multiplied before the largest are chosen, where they are products of
matrices: the size of such a product is not that of its factors."""
ROUNDING = 1e-9
"""How far the sum may be from the derivative, as a part of what was added up."""
Order = Literal["size", "graph"]


@dataclass(frozen=True)
class Ledger:
    """Derivative of ``target`` by ``source`` over all paths, path by path."""

    source: str
    target: str
    count: int
    """How many paths there are; exact."""
    paths: tuple[Path, ...]
    """Those that are listed: the largest, first the largest."""
    listed: Value | None
    """Their sum."""
    rest: Value | None
    """The sum of all others."""
    total: Value | None
    """The sum over all paths: of the local derivatives along them, not the engine's gradient."""
    derivative: Value | None
    """By the engine, which knows nothing of paths."""
    agrees: bool | None
    """Whether these two are the same number, up to rounding; None where one is not known."""
    by_factors: bool = False
    """Whether paths are listed by the sizes of their factors: products of many matrices."""
    why: str = ""
    """Why there is no path, or nothing can be multiplied; a sentence."""

    @property
    def others(self) -> int:
        """How many paths are not listed."""
        return self.count - len(self.paths)

    def ordered(self, order: Order) -> Sequence[Path]:
        """The listed paths, the largest first or as the edges leave the nodes."""
        return self.paths if order == "size" else sorted(self.paths, key=_place)


def running(paths: Sequence[Path]) -> Sequence[Value | None]:
    """What the products of these paths come to, one after the other."""
    products = [path.product for path in paths]
    known = [p for p in products if p is not None]
    if len(known) < len(products):
        return [None] * len(products)
    with np.errstate(all="ignore"):
        return list(accumulate(known, add))


@np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
def ledger(run: ReadRun, source: str, target: str, most: int = MOST) -> Ledger:
    """The paths from ``source`` to ``target``; raises GraphError for ends that are not drawn."""
    between = ways(run.reading, source, target)
    why = why_none(run, between)
    if why:
        return Ledger(source, target, between.count, (), None, None, None, None, None, why=why)
    numbers = multiplying(run, between)
    paths, by_factors = _listed(between, numbers, most)
    products = [path.product for path in paths]
    listed = _sum(products)
    complete = len(paths) == between.count
    total = listed if complete else numbers.total()
    derivative = _derivative(run, source, target) if numbers.fits else None
    found = Ledger(
        *(source, target, between.count, tuple(paths), listed),
        rest=_rest(between, numbers, paths, listed, total),
        total=total,
        derivative=derivative,
        agrees=_agree(total, derivative, numbers.reach(paths)),
        by_factors=by_factors,
        why="" if numbers.fits else too_many_entries(run, between),
    )
    return _covered(run, found)


def _covered(run: ReadRun, found: Ledger) -> Ledger:
    """What is asked for is not told, nor what would tell it, such as the sum of its parts."""
    trace, paths = run.trace, found.paths
    if trace.covers is None:
        return found
    ends = parts_of(run, found.source) if parts_of(run, found.target) == (trace.output,) else ()
    asked = any(is_covered(trace.gradients.get(part)) for part in ends)
    if not (asked or any(is_covered(path.product) for path in paths)):
        return found
    if asked:
        paths = tuple(path._replace(product=_hidden(path.product)) for path in paths)
    return replace(
        found,
        paths=paths,
        listed=_hidden(found.listed),
        rest=_hidden(found.rest),
        total=_hidden(found.total),
        derivative=_hidden(found.derivative),
    )


def _hidden(value: Value | None) -> Value | None:
    return None if value is None else cover(value)


def _listed(between: Ways, numbers: Multiplying, most: int) -> tuple[list[Path], bool]:
    """The largest paths, and whether that is only by their factors."""
    all_of_them = between.count <= (most if numbers.exact else max(FEW, most))
    found = _in_order(between) if all_of_them else islice(cheapest(between, numbers.cost), most)
    paths = sorted(map(numbers.path, found), key=lambda p: (_last_if_zero(p), _place(p)))
    return paths[:most], not (all_of_them or numbers.exact)


def _last_if_zero(path: Path) -> float:
    """By size, what is no finite number first; alike are those that only rounding tells apart."""
    return -math.inf if math.isnan(path.log10) else -round(path.log10, 9)


def _place(path: Path) -> tuple[float, ...]:
    return tuple(math.inf if edge is None else edge for edge in path.edges)


def _sum(products: Sequence[Value | None]) -> Value | None:
    known = [p for p in products if p is not None]
    if len(known) < len(products):
        return None
    if all(isinstance(p, float) for p in known):
        return _added([float(p) for p in known])
    return sum(known[1:], start=known[0])


def _added(numbers: Sequence[float]) -> float:
    """Without rounding on the way, where that can be."""
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else float(sum(numbers))


def _rest(
    between: Ways,
    numbers: Multiplying,
    paths: Sequence[Path],
    listed: Value | None,
    total: Value | None,
) -> Value | None:
    """What the others come to: nothing at all where a factor of each of them is 0."""
    if listed is None or total is None:
        return None
    counted = sum(math.isfinite(path.log10) for path in paths)
    if len(paths) == between.count or numbers.nonzero() == counted:
        return np.zeros_like(listed) if np.ndim(listed) else 0.0
    return total - listed


def _derivative(run: ReadRun, source: str, target: str) -> Value | None:
    return shaped(run, target, derivative_rows(run, source, target))


def _agree(total: Value | None, derivative: Value | None, reach: float) -> bool | None:
    """``reach`` is how large everything is that was added up, whatever its sign."""
    if total is None or derivative is None:
        return None
    near = ROUNDING * (reach if math.isfinite(reach) else 0.0)
    return bool(np.allclose(total, derivative, rtol=ROUNDING, atol=near, equal_nan=True))


def iter_paths(run: ReadRun, source: str, target: str, limit: int | None = None) -> Iterator[Path]:
    """The paths one by one, in the order in which edges leave a node; at most ``limit``."""
    between = ways(run.reading, source, target)
    numbers = multiplying(run, between)
    yield from (numbers.path(walked) for walked in islice(_in_order(between), limit))


def _in_order(between: Ways) -> Iterator[tuple[int, ...]]:
    stack: list[tuple[str, tuple[int, ...]]] = [(between.source, ())] if between.count else []
    while stack:
        node, walked = stack.pop()
        if node == between.target:
            yield walked
            continue
        onward = between.onward[node]
        stack.extend((between.steps[i].target, (*walked, i)) for i in reversed(onward))
