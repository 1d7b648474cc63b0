"""What has no counterpart here, as one box: its value there, and how it moves with its operands.

Near the values of that run it is ``y = y₀ + J·(x − x₀)``: value and gradients are those of the
program, and all of it is ordinary operators.
"""

from collections.abc import Sequence

from graphviz_app.arrays import Array, np
from graphviz_app.core.naming import fresh_name
from graphviz_app.formats.tracing.recording import Entry, Recording


def add_opaque(
    recording: Recording,
    name: str,
    value: Array | None,
    operands: Sequence[tuple[int, Array | None, Array | None]],
    called: str = "",
) -> int:
    """One box named after the operator; without a value it is left open.

    ``operands``: which entry, its value there, and the Jacobian (value's shape, then operand's);
    without these no gradient passes. ``called`` is what the program calls its value.
    """
    group = _free(recording, name)
    recording.folded.append(group)
    box = _Box(recording, group)
    total = box.apply("identity", None) if value is None else box.constant(value)
    for entry, at, jacobian in operands:
        known = jacobian is not None and at is not None and value is not None
        moved = box.moved(entry, at, jacobian, value) if known else box.still(entry)  # type: ignore[arg-type]
        total = box.apply("add", total, moved)
    if not operands:
        total = box.apply("identity", total)
    last = recording.entries[total]
    last.inner, last.name, last.value = False, called or name.lower(), value
    return total


def _free(recording: Recording, name: str) -> str:
    return fresh_name(name, {part for e in recording.entries for part in e.group.split("/")})


class _Box:
    """Adds operators to one group."""

    def __init__(self, recording: Recording, group: str) -> None:
        self._recording, self._group = recording, group

    def constant(self, value: Array) -> int:
        index = self._recording.constant(value)
        return self._mark(index)

    def apply(self, op: str, *operands: int | None, **attrs: object) -> int:
        return self._mark(self._recording.apply(op, *operands, **attrs))  # type: ignore[arg-type]

    def still(self, entry: int) -> int:
        """Nothing, from an operand that no gradient passes to."""
        stopped = self.apply("sum", self.apply("stop_gradient", entry))
        return self.apply("mul", self.constant(np.zeros(())), stopped)

    def moved(self, entry: int, at: Array, jacobian: Array, value: Array) -> int:
        """J·(x − x₀), in the shape of the value."""
        step = self.apply("sub", entry, self.constant(at))
        slope = _slope(jacobian, value.shape, at.shape)
        if slope is not None:
            return self.apply("mul", self.constant(slope), step)
        flat = step if at.ndim == 1 else self.apply("reshape", step, shape=(at.size,))
        matrix = self.constant(jacobian.reshape(value.size, at.size))
        turned = self.apply("matmul", matrix, flat)
        return turned if value.ndim == 1 else self._shaped(turned, value.shape)

    def _shaped(self, entry: int, shape: tuple[int, ...]) -> int:
        if not shape:
            return self.apply("index", entry, at="0")
        return self.apply("reshape", entry, shape=shape)

    def _mark(self, index: int) -> int:
        entry: Entry = self._recording.entries[index]
        entry.group, entry.inner = self._group, True
        return index


def _slope(jacobian: Array, shape: tuple[int, ...], of: tuple[int, ...]) -> Array | None:
    """The derivative element by element, where each value depends on its own operand alone."""
    if shape != of:
        return None
    size = int(np.prod(shape))
    matrix = jacobian.reshape(size, size)
    diagonal = np.diagonal(matrix)
    if np.any(matrix - np.diag(diagonal)):
        return None
    return diagonal.reshape(shape)
