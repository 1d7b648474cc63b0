"""A graph of numbers as lines of Python: its loss, and the gradients of what is moved, no more."""

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property
from typing import Any

from graphviz_app.core.operators.generated import executed
from graphviz_app.core.program import Program
from graphviz_app.core.running.straight_line import (
    all_on_numbers,
    given_to,
    rule_of,
    scope,
    sum_of,
    value_of,
)

MAX_NODES = 5_000
"""Nodes up to which they are compiled, in a tenth of a second."""
_VALUE = re.compile(r"\bv\d+\b")
_NESTED = 20
Seen = Callable[[Sequence[float], Sequence[float]], tuple[float, tuple[float, ...]]]
"""``(what is moved, a row of data)`` → the loss, and its derivative by each that is moved; raises
ArithmeticError or ValueError where a number has no value."""


class Lines:
    """Each node is a local variable: v5 its value, g5 its gradient; t5 that of a moved leaf."""

    def __init__(self, program: Program, moved: Sequence[int], fed: Sequence[int]) -> None:
        assert program.output is not None  # checked by who makes it
        self.moved, self.fed = moved, fed
        self._steps = all_on_numbers(program.instructions)
        self._exact, self._output = program.exact, program.output
        self._names = [f"v{i}" for i in range(len(self._steps))]
        self.loss = self._names[self._output]
        self.points = [self._names[i] for i in moved]
        self.row = f"{', '.join(self._names[i] for i in fed)}, = "
        """Takes a row of data apart."""
        self.gradients = [f"t{i}" for i in moved]

    @property
    def known(self) -> dict[str, Any]:
        """What the lines call, and the leaves that stay as they are."""
        stay = {*range(len(self._steps))} - {*self.moved, *self.fed}
        leaves = [i for i in stay if self._steps[i].op.is_leaf]
        values = {f"c{i}": float(self._steps[i].attrs["value"]) for i in leaves}
        return {**scope(self._steps, self._exact), **values}

    def given(self) -> list[str]:
        """Leaves that stay as they are become local variables."""
        return [f"v{name[1:]} = {name}" for name in self.known if name[1:].isdigit()]

    def forward(self) -> list[str]:
        """Up to the loss: what does not lead to it is left out."""
        return [f"{name} = {written}" for name, written in self._forward.items()]

    @cached_property
    def _forward(self) -> Mapping[str, str]:
        """By name; what is used once, and only on the way forward, stands where it is used."""
        needed = {self._output}
        for i in range(self._output, -1, -1):
            needed |= {*self._steps[i].operands} if i in needed else set()
        found = {
            self._names[i]: value_of(step, i, self._names, self._exact)
            for i, step in enumerate(self._steps)
            if i in needed and not step.op.is_leaf
        }
        lines, gradients = self.backward
        back = {*_VALUE.findall(" ".join([*lines, *gradients.values(), self.loss]))}
        return _nested(found, back)

    @cached_property
    def backward(self) -> tuple[list[str], Mapping[str, str]]:
        """Lines, and after them the gradients of what is moved as expressions, by their names."""
        leading, lines = self._leading(), list[str]()
        arriving: dict[int, list[str]] = {self._output: ["1.0"]}
        for i in range(self._output, -1, -1):
            step = self._steps[i]
            if i not in leading or i not in arriving or step.op.is_leaf:
                continue
            written = sum_of(arriving[i])
            name = written if written.isidentifier() or i == self._output else f"g{i}"
            lines += [f"{name} = {written}"] if name != written else []
            given = [*given_to(step, i, self._names), name]
            for share, j in zip(rule_of(step.op).shares, step.operands, strict=True):
                if share is not None and j in leading:
                    arriving.setdefault(j, []).append(_plain(share.format(*given)))
        return lines, {f"t{i}": sum_of(arriving.get(i, ["0.0"])) for i in self.moved}

    def _leading(self) -> set[int]:
        """What depends on something that is moved."""
        leading = {*self.moved}
        for i, step in enumerate(self._steps):
            if not leading.isdisjoint(step.operands):
                leading.add(i)
        return leading


def _nested(written: Mapping[str, str], back: Container[str]) -> dict[str, str]:
    """With what is used in one place only put in there, as far as Python's compiler likes it."""
    uses = Counter(name for text in written.values() for name in _VALUE.findall(text))
    found: dict[str, str] = {}
    depth: dict[str, int] = {}
    for name, text in written.items():
        once = [n for n in _VALUE.findall(text) if uses[n] == 1 and n in found and n not in back]
        inner = [n for n in once if depth[n] < _NESTED]
        for other in inner:
            text = re.sub(rf"\b{other}\b", f"({found.pop(other)})", text)
        found[name], depth[name] = text, 1 + max((depth[n] for n in inner), default=0)
    return found


def _plain(share: str) -> str:
    """Without a factor of 1."""
    return share.removeprefix("1.0*") if share.startswith("1.0*(") else share


def seen_once(lines: Lines) -> Seen:
    """One pass on one row of data; on the graph's own leaves where none is fed."""
    backward, gradients = lines.backward
    body = [
        f"{', '.join(lines.points)}, = moved",
        *([f"{lines.row}row"] if lines.fed else []),
        *lines.given(),
        *lines.forward(),
        *backward,
        f"return {lines.loss}, ({', '.join(gradients.values())},)",
    ]
    return executed("\n ".join(["def seen(moved, row):", *body]), lines.known, "seen")
