"""What is multiplied along the steps: numbers, or matrices from the target back."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.paths.best import Cost
from graphviz_app.core.paths.path import Path, log10_of, product_of, size_of
from graphviz_app.core.paths.pulling import (
    Rows,
    begun,
    own_rows,
    parts_of,
    pulled,
    shaped,
    sizes_of,
)
from graphviz_app.core.paths.ways import Ways
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import MAX_JACOBIAN

_FIRST = -(1 << 40)
"""What makes a path no number: it comes before all that are."""
N = TypeVar("N", int, float)


class Multiplying(ABC):
    """The numbers of the steps between two ends of a run."""

    exact = True
    """Whether the size of a product is that of its factors."""
    fits = True
    """Whether products can be worked out at all."""

    def __init__(self, run: ReadRun, between: Ways) -> None:
        self.run, self.between = run, between

    @abstractmethod
    def cost(self, step: int) -> Cost:
        """The less, the larger the factor is: what is no number, then numbers, last zeros."""

    @abstractmethod
    def path(self, walked: Sequence[int]) -> Path:
        """The path of these steps."""

    @abstractmethod
    def total(self) -> Value | None:
        """The sum of the products along all paths: by the distributive law, not one by one."""

    def nonzero(self) -> int | None:
        """How many paths have no factor 0; None where that is not known."""
        return None

    def reach(self, paths: Sequence[Path]) -> float:
        """The sum of the sizes of all products: what rounding errors are measured by."""
        products = (path.product for path in paths if path.product is not None)
        return sum(float(np.max(np.abs(product), initial=0.0)) for product in products)

    def _walked(self, walked: Sequence[int]) -> tuple[tuple[str, ...], tuple[int | None, ...]]:
        steps = [self.between.steps[i] for i in walked]
        nodes = (self.between.source, *(step.target for step in steps))
        return nodes, tuple(step.edge for step in steps)


class OfNumbers(Multiplying):
    """Every factor is a number."""

    def __init__(self, run: ReadRun, between: Ways) -> None:
        super().__init__(run, between)
        good = {i for onward in between.onward.values() for i in onward}
        self.factors = [self._factor(i) if i in good else 0.0 for i in range(len(between.steps))]

    def _factor(self, i: int) -> float:
        step, run = self.between.steps[i], self.run
        own = step.edge is not None and run.reading.edges[step.edge].source == step.source
        local = run.local(step.edge) if own and step.edge is not None else None
        if isinstance(local, float):
            return local
        return float(pulled(run, step, own_rows(run, step.target))[0].reshape(()))

    def cost(self, step: int) -> Cost:
        return _cost(log10_of((self.factors[step],)))

    def path(self, walked: Sequence[int]) -> Path:
        factors = tuple(self.factors[i] for i in walked)
        nodes, edges = self._walked(walked)
        return Path(nodes, edges, product_of(factors), factors, log10_of(factors))

    def total(self) -> float:
        return self._over_all(1.0, lambda i, onward: self.factors[i] * onward)

    def nonzero(self) -> int:
        return self._over_all(1, lambda i, onward: onward if self.factors[i] else 0)

    def reach(self, paths: Sequence[Path]) -> float:
        return self._over_all(1.0, lambda i, onward: abs(self.factors[i]) * onward)

    def _over_all(self, end: N, through: Callable[[int, N], N]) -> N:
        """What comes to the source when every step hands on what is at its end."""
        there: dict[str, N] = {self.between.target: end}
        for node, onward in self.between.onward.items():
            shares = [through(i, there[self.between.steps[i].target]) for i in onward]
            there[node] = sum(shares[1:], start=shares[0])
        return there[self.between.source]


class OfMatrices(Multiplying):
    """Some factors are Jacobians: a product is worked out from the target back, so that of a
    single number no matrix is needed."""

    exact = False

    def __init__(self, run: ReadRun, between: Ways) -> None:
        super().__init__(run, between)
        rows = sizes_of(run, between.target)
        self.fits = rows == 1 or rows * sizes_of(run, between.source) <= MAX_JACOBIAN
        self._known: dict[tuple[int, ...], Rows] = {}
        """Rows that have come back over the last steps of paths."""

    def cost(self, step: int) -> Cost:
        shape = np.shape(self.run.trace.values.get(self.between.steps[step].target, 0.0))
        return _cost(_stretch(self._factor(step), shape))

    def _factor(self, i: int) -> Value | None:
        step, edges = self.between.steps[i], self.run.reading.edges
        if step.edge is None or edges[step.edge].source != step.source:
            return None
        return self.run.local(step.edge)

    def path(self, walked: Sequence[int]) -> Path:
        nodes, edges = self._walked(walked)
        product = self._product(tuple(walked)) if self.fits else None
        factors = tuple(map(self._factor, walked))
        return Path(nodes, edges, product, factors, 0.0 if product is None else size_of(product))

    def _product(self, walked: tuple[int, ...]) -> Value:
        return self._shown(self._back_over(walked))

    def _shown(self, rows: Rows) -> Value:
        run, source, target = self.run, self.between.source, self.between.target
        return shaped(run, target, rows if source == target else begun(run, source, rows))

    def _back_over(self, walked: tuple[int, ...]) -> Rows:
        for k in range(len(walked), -1, -1):
            if walked[k:] not in self._known:
                last = walked[k + 1 :]
                self._known[walked[k:]] = (
                    pulled(self.run, self.between.steps[walked[k]], self._known[last])
                    if k < len(walked)
                    else own_rows(self.run, self.between.target)
                )
        return self._known[walked]

    def total(self) -> Value | None:
        if not self.fits:
            return None
        there: dict[str, Rows] = {self.between.target: own_rows(self.run, self.between.target)}
        for node, onward in self.between.onward.items():
            steps = [self.between.steps[i] for i in onward]
            shares = [pulled(self.run, step, there[step.target]) for step in steps]
            there[node] = tuple(sum(part[1:], start=part[0]) for part in zip(*shares, strict=True))
        return self._shown(there[self.between.source])


def _cost(log10: float) -> Cost:
    if log10 == -math.inf:
        return 1, 0.0
    return (0, -log10) if math.isfinite(log10) else (_FIRST, 0.0)


def multiplying(run: ReadRun, between: Ways) -> Multiplying:
    """Numbers where all that lies between the ends are numbers, else matrices."""
    nodes = (between.source, *between.onward, between.target) if between.count else ()
    parts = [parts_of(run, id_) for id_ in nodes]
    values = run.trace.values
    numbers = all(len(ids) == 1 and isinstance(values.get(ids[0]), float) for ids in parts)
    return OfNumbers(run, between) if numbers else OfMatrices(run, between)


def _stretch(factor: Value | None, shape: tuple[int, ...]) -> float:
    """log₁₀ of how much a local derivative stretches a vector at most; 0 of what is not known."""
    if factor is None:
        return 0.0
    by_element = np.shape(factor) == shape
    return size_of(np.max(np.abs(factor), initial=0.0) if by_element else factor)
