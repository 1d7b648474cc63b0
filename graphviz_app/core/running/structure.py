"""Structure: what all programs share that differ in values only."""

from collections.abc import Mapping, Sequence
from threading import Thread

from graphviz_app.core.running.complement import Complement
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import Kernel, build_kernel

OFTEN = 20
"""Runs after which compiling is worth it."""
MAX_BESIDE = 1_000
"""Nodes up to which that is done unasked: Python's compiler lets nothing else run meanwhile, 15 ms
for so many."""


class Structure:
    """Stands for all programs that differ in values only.

    What was worked out for one of them is kept by it (here, and ``explain.copies``), and goes
    with it.
    """

    def __init__(self, kernel: Kernel | None = None) -> None:
        self.kernel = kernel
        """The straight-line program, as soon as it is compiled."""
        self._runs = 0

    def kernel_of(
        self, steps: Sequence[Instruction], output: int | None, exact: Mapping[int, Complement]
    ) -> Kernel | None:
        """The kernel for one more run; where that is one of many, it is made beside the work."""
        self._runs += 1
        if self._runs == OFTEN and self.kernel is None and len(steps) <= MAX_BESIDE:
            Thread(target=self._compile, args=(steps, output, exact), daemon=True).start()
        return self.kernel

    def _compile(
        self, steps: Sequence[Instruction], output: int | None, exact: Mapping[int, Complement]
    ) -> None:
        self.kernel = build_kernel(steps, output, exact)
