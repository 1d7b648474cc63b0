"""How each quantity follows from others: one step each, and tapes of steps up to known ones.

A derivative by x is the sum over the places where x is used of (derivative by what is computed
there) × (local derivative); where the derivative of an X by x is known already and all ways go
through X or past it, the ways through X are that number times the derivative by X.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.quantities import AFTER, VALUE, Quantities
from graphviz_app.core.check.rules import NAN, Rules
from graphviz_app.core.check.softmax import Softmax
from graphviz_app.core.graph import Value

Share = tuple[Callable[..., Any], int, int]
"""What computes a summand, from which of a step's numbers on, up to which."""


class Step(NamedTuple):
    """One quantity computed from others."""

    quantity: int
    of: tuple[int, ...]
    compute: Callable[..., Any]
    shares: tuple[Share, ...] = ()
    """Of a derivative its summands."""

    def run(self, found: dict[int, Value]) -> None:
        """Add its number to those that there are; NaN if it has none."""
        try:
            found[self.quantity] = self.compute(*[found[other] for other in self.of])
        except (ArithmeticError, ValueError, IndexError, TypeError):
            found[self.quantity] = NAN


class Tape(NamedTuple):
    """Steps in order; ``known`` are the quantities that they start from."""

    steps: tuple[Step, ...]
    known: tuple[int, ...]

    def run(self, numbers: Mapping[int, Value]) -> dict[int, Value]:
        """All numbers; what has none is NaN."""
        found = {quantity: numbers[quantity] for quantity in self.known}
        return self.finished(found, 0)

    def finished(self, found: dict[int, Value], start: int) -> dict[int, Value]:
        """With the numbers of the steps from one on."""
        for step in self.steps[start:]:
            step.run(found)
        return found

    @property
    def last(self) -> int:
        """What it leads to."""
        return self.steps[-1].quantity


class Derivation:
    """The steps of one run's quantities."""

    def __init__(
        self,
        quantities: Quantities,
        rules: Rules,
        softmaxes: Mapping[int, Softmax] = MappingProxyType({}),
        scale: float = 1.0,
    ) -> None:
        self.quantities = quantities
        self.rules = rules
        self.softmaxes = softmaxes
        """By their powers those that are differentiated as one."""
        self.scale = scale
        """What the output's derivatives start from."""
        self._steps: dict[tuple[int, tuple[int, ...]], Step] = {}

    def tape(self, target: int, known: Collection[int]) -> Tape:
        """What leads to a quantity from known ones; itself is not taken as known."""
        steps: list[Step] = []
        started: set[int] = set()
        start: dict[int, None] = {}
        stack: list[int | Step] = [target]
        seeds = self.known_seeds(known)
        while stack:
            item = stack.pop()
            if isinstance(item, Step):
                steps.append(item)
            elif item in known and item != target:
                start[item] = None
            elif item not in started:
                started.add(item)
                step = self.step(item, seeds)
                stack.append(step)
                stack.extend(step.of)
        return Tape(tuple(steps), tuple(start))

    def known_seeds(self, known: Collection[int]) -> Mapping[int, tuple[int, ...]]:
        """Per node the seeds whose derivatives by it are known."""
        if len(self.quantities.seeds) == 1:
            return {}  # nearly always, and this is asked for often
        count, found = self.quantities.count, dict[int, tuple[int, ...]]()
        for quantity in known:
            kind, node = divmod(quantity, count)
            if kind > 2 and not self.quantities.seeds[kind - 2].element:
                found[node] = (*found.get(node, ()), kind - 2)
        return found

    def step(self, quantity: int, known_seeds: Mapping[int, tuple[int, ...]]) -> Step:
        """How one quantity follows from others."""
        kind, node = self.quantities.parted(quantity)
        seeds = known_seeds.get(node, ()) if kind > AFTER else ()
        if (quantity, seeds) not in self._steps:
            if kind == VALUE:
                step = self._value(node)
            else:
                step = self._after(node) if kind == AFTER else self._derivative(kind, node, seeds)
            self._steps[quantity, seeds] = step
        return self._steps[quantity, seeds]

    def _value(self, node: int) -> Step:
        step = self.quantities.program.instructions[node]
        if step.op.is_leaf:
            number = self.quantities.trace.values.get(step.node.id, NAN)
            return Step(node, (), lambda: number)
        return Step(node, step.operands, self.rules.value(step))

    def _after(self, node: int) -> Step:
        q = self.quantities
        step, first = q.program.instructions[node], q.first_step
        if not step.op.is_leaf:
            operands = tuple(q.after(operand) for operand in step.operands)
            return Step(q.after(node), operands, self.rules.value(step))
        if first is None or step.node.id not in q.trained:
            return Step(q.after(node), (node,), lambda value: value)
        return Step(q.after(node), (node, q.gradient(node)), first.new)

    def _derivative(self, kind: int, node: int, seeds: Sequence[int]) -> Step:
        q, seed = self.quantities, kind - 2
        of = q.seeds[seed].node
        if node == of:
            start = self.start(seed)
            return Step(q.derivative(seed, node), (), lambda: start)
        through, past = self.parted_ways(seed, node, seeds)
        terms = [self._product(seed, node, other) for other in through]
        terms += [self._share(seed, target, slot) for target, slot in past]
        needs = tuple(other for term in terms for other in term.of)
        ends = np.cumsum([0, *(len(term.of) for term in terms)]).tolist()
        parts = [(term.compute, a, b) for term, a, b in zip(terms, ends, ends[1:], strict=False)]
        zero = self._zero(node)
        return Step(q.derivative(seed, node), needs, _sum_of(parts, zero), tuple(parts))

    def start(self, seed: int) -> Value:
        """The derivative of a seed by itself."""
        scale = self.scale if seed == 0 else 1.0
        return self.quantities.start(seed) * scale

    def _zero(self, node: int) -> Value:
        value = self.quantities.trace.values.get(self.quantities.program.instructions[node].node.id)
        return np.zeros_like(value) if isinstance(value, np.ndarray) else 0.0

    def _product(self, seed: int, node: int, other: int) -> Step:
        """The ways through a seed whose derivative is known, of single numbers."""
        q = self.quantities
        of = (q.derivative(seed, q.seeds[other].node), q.derivative(other, node))
        return Step(-1, of, lambda g, d: g * d)

    def _share(self, seed: int, target: int, slot: int) -> Step:
        q = self.quantities
        if target in self.softmaxes:
            return self._softmax_share(seed, target)
        step = q.program.instructions[target]
        of = (q.derivative(seed, target), target, *step.operands)
        return Step(-1, of, self.rules.share(step, slot))

    def _softmax_share(self, seed: int, power: int) -> Step:
        """Σⱼ gⱼ pⱼ (δᵢⱼ − pᵢ), of the derivatives gⱼ by the pⱼ."""
        q, softmax = self.quantities, self.softmaxes[power]
        of, at = q.seeds[seed].node, softmax.powers.index(power)
        reached = [p for p in softmax.shares if q.reaches(p, of)]
        own, count = softmax.shares[at], len(reached)
        same = [p == own for p in reached]

        def compute(*numbers: Any) -> Any:
            gs, ps, p = numbers[:count], numbers[count:-1], numbers[-1]
            return sum(g * pj * (s - p) for g, pj, s in zip(gs, ps, same, strict=True))

        return Step(-1, (*(q.derivative(seed, p) for p in reached), *reached, own), compute)

    def parted_ways(
        self, seed: int, node: int, seeds: Sequence[int]
    ) -> tuple[list[int], list[tuple[int, int]]]:
        """Seeds with a known derivative that ways go through, the nearest first; other uses."""
        q = self.quantities
        of, through = q.seeds[seed].node, list[int]()
        past = list(q.uses_towards(node, of))
        if q.seeds[seed].alone:
            return [], [use for use in past if use[0] in q.in_line(of)]
        for other in sorted(set(seeds) - {seed}, key=lambda s: q.seeds[s].node):
            end = q.seeds[other].node
            if q.seeds[other].alone:
                members = q.in_line(end)
                ways: Sequence[tuple[int, int]] = [use for use in past if use[0] in members]
            else:
                ways = self._through(end, past, node, of)
            if ways:
                through.append(other)
                past = [use for use in past if use not in ways]
        return through, past

    def _through(
        self, end: int, past: Sequence[tuple[int, int]], node: int, of: int
    ) -> Sequence[tuple[int, int]]:
        """Uses from which all ways lead through ``end``; none if some lead there and past it."""
        q = self.quantities
        if end == node or not q.reaches(end, of) or not self._is_number(end, node):
            return ()
        uses = q.uses_towards(node, of)
        ways = [use for use in uses if q.reaches(use[0], end)]
        if any(use not in past or self._avoids(use[0], end, of) for use in ways):
            return ()
        return ways

    def _is_number(self, *nodes: int) -> bool:
        steps = self.quantities.program.instructions
        values = self.quantities.trace.values
        return all(isinstance(values.get(steps[node].node.id), float) for node in nodes)

    def _avoids(self, node: int, end: int, of: int) -> bool:
        """Whether a way from a node leads past ``end``."""
        q, stack, seen = self.quantities, [node], set[int]()
        while stack:
            here = stack.pop()
            if here == of:
                return of != end
            if here in seen or here == end:
                continue
            seen.add(here)
            stack.extend(target for target, _ in q.uses_towards(here, of))
        return False


def _sum_of(parts: Sequence[Share], zero: Value) -> Callable[..., Any]:
    if len(parts) == 1:
        return parts[0][0]

    def total(*numbers: Value) -> Any:
        found: Any = zero
        for compute, start, end in parts:
            found = found + compute(*numbers[start:end])
        return found

    return total
