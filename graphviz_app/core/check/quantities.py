"""What can be claimed of a run, by number: values, values after the step, derivatives.

With n instructions instruction i has its value as quantity i, its value after one step as n + i,
and the derivative of seed k by it as 2n + k·n + i. Seed 0 is the output, so that those are the
gradients; others are added as claims name them.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.learning.update import trained
from graphviz_app.core.program import Program
from graphviz_app.core.reading import line_of
from graphviz_app.core.step import FirstStep, first_step
from graphviz_app.core.trace import Trace

VALUE, AFTER = 0, 1


class Seed(NamedTuple):
    """What is differentiated: a node, or one element of it."""

    node: int
    element: tuple[int, ...] = ()
    alone: bool = False
    """Whether other lines than the node's are held fast."""


class Quantities:
    """The quantities of one run."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.program: Program = trace.program
        self.count = len(self.program.instructions)
        output = self.program.output if trace.output is not None else None
        self.seeds: list[Seed] = [Seed(-1 if output is None else output)]
        self._lines: dict[int, frozenset[int]] = {}

    def id_of(self, node: int) -> str:
        """What a node is called."""
        return self.program.instructions[node].node.id

    @cached_property
    def first_step(self) -> FirstStep | None:
        """The step after which AFTER is; None where the graph says none."""
        return first_step(self.trace.graph)

    @cached_property
    def trained(self) -> frozenset[str]:
        """The parameters that it moves."""
        return frozenset(trained(self.trace.graph))

    def value(self, node: int) -> int:
        """A node's value."""
        return node

    def after(self, node: int) -> int:
        """A node's value after one step of gradient descent."""
        return self.count + node

    def gradient(self, node: int) -> int:
        """The derivative of the output by a node."""
        return 2 * self.count + node

    def derivative(self, seed: int, node: int) -> int:
        """The derivative of a seed by a node."""
        return (2 + seed) * self.count + node

    def parted(self, quantity: int) -> tuple[int, int]:
        """``VALUE``, ``AFTER`` or 2 + the seed; and the node."""
        return divmod(quantity, self.count)

    def seed(self, node: int, element: tuple[int, ...], *, alone: bool = False) -> int:
        """The number of a seed, which is added if it is new; the output's is 0."""
        wanted = Seed(node, element, alone)
        if wanted not in self.seeds:
            self.seeds.append(wanted)
        return self.seeds.index(wanted)

    def of_claim(self, claim: Claim) -> int | None:
        """What a claim is about; None for names that were not run."""
        node = self.program.index.get(claim.of)
        if node is None:
            return None
        if claim.kind == "value":
            return self.value(node)
        if claim.kind == "after":
            return self.after(node)
        if claim.kind == "grad":
            return None if self.seeds[0].node < 0 else self.gradient(node)
        by = self.program.index.get(claim.by)
        seed = self.seed(node, claim.element, alone=claim.edge)
        return None if by is None else self.derivative(seed, by)

    def element_of(self, claim: Claim) -> tuple[int, ...]:
        """Which element of its quantity a claim is about; () for all of it."""
        return claim.by_element if claim.kind == "d" else claim.element

    @cached_property
    def reach(self) -> Sequence[int]:
        """Per node the nodes that its changes reach, itself too, as bits."""
        reach = [1 << i for i in range(self.count)]
        for i in range(self.count - 1, -1, -1):
            step = self.program.instructions[i]
            for slot, operand in enumerate(step.operands):
                if not step.op.steers(slot):
                    reach[operand] |= reach[i]
        return reach

    @cached_property
    def uses(self) -> Sequence[Sequence[tuple[int, int]]]:
        """Per node where it is an operand that gradients flow back to: node and slot."""
        uses: list[list[tuple[int, int]]] = [[] for _ in range(self.count)]
        for i, step in enumerate(self.program.instructions):
            for slot, operand in enumerate(step.operands):
                if not step.op.steers(slot):
                    uses[operand].append((i, slot))
        return uses

    def reaches(self, node: int, other: int) -> bool:
        """Whether a node's changes reach another; an output that there is not, is −1."""
        return other >= 0 and bool(self.reach[node] >> other & 1)

    def uses_towards(self, node: int, of: int) -> Sequence[tuple[int, int]]:
        """Where a node is an operand on the way to another."""
        return [use for use in self.uses[node] if self.reaches(use[0], of)]

    def in_line(self, node: int) -> frozenset[int]:
        """The nodes of the line that a node ends."""
        if node not in self._lines:
            graph, steps = self.program.graph, self.program.instructions
            name = steps[node].node.id
            members = (i for i, s in enumerate(steps) if line_of(graph, s.node.id) == name)
            self._lines[node] = frozenset(members)
        return self._lines[node]

    def start(self, seed: int) -> Value:
        """The derivative of a seed by its own node."""
        node, element, _ = self.seeds[seed]
        value = self.trace.values[self.program.instructions[node].node.id]
        if not isinstance(value, np.ndarray):
            return 1.0
        if not element:
            return np.ones_like(value)
        start = np.zeros_like(value)
        start[element] = 1.0
        return start
