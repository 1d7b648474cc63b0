"""Tape: notes what is computed while a function runs on symbols."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Attr, Edge, Graph, Node, as_attr
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.recording import Recording, computed


class Noted:
    """A value on a tape: where it stands there."""

    def __init__(self, tape: "Tape", index: int) -> None:
        self.tape, self.index = tape, index

    @property
    def value(self) -> Array:
        """The number or table of numbers that it is in this run."""
        return self.tape.value(self.index)


class Tape:
    """A recording under way, and the value of each of its entries."""

    def __init__(self, make: Callable[["Tape", int], Any] = Noted) -> None:
        self.recording = Recording()
        self._make = make
        """What a value is for whoever computes with it."""
        self._values: list[Array] = []

    def value(self, index: int) -> Array:
        """The number that an entry has in this run."""
        return self._values[index]

    def op_of(self, noted: Noted) -> str:
        """What a value was computed by."""
        return self.recording.entries[noted.index].op

    def leaf(self, op: str, value: object, name: str) -> Any:
        """An argument; raises TypeError or ValueError if it is no number."""
        numbers = as_numbers(value)
        return self._symbol(self.recording.leaf(op, numbers, name), numbers)

    def apply(self, op: str, *operands: object, **attrs: Attr) -> Any:
        """An operator on symbols and numbers; raises GraphAppError where they do not fit."""
        indices = [self._index(operand) for operand in operands]
        numbers = [self._values[index] for index in indices]
        try:
            value = computed(op, numbers, attrs)
        except (ValueError, IndexError, TypeError):
            raise GraphAppError(_misfit(op, numbers, attrs)) from None
        return self._symbol(self.recording.apply(op, *indices, **attrs), value)

    def index_of(self, thing: object) -> int:
        """Which entry a symbol is; anything else becomes a constant."""
        return self._index(thing)

    def _symbol(self, index: int, value: Array) -> Any:
        self._values[index:] = [value]
        return self._make(self, index)

    def _index(self, operand: object) -> int:
        if isinstance(operand, Noted):
            if operand.tape is not self:
                raise GraphAppError("a value of another traced function is used here")
            return operand.index
        if _holds_symbols(operand):
            return int(self.stacked(operand).index)
        try:
            numbers = as_numbers(operand)
        except (TypeError, ValueError, OverflowError):
            kind = type(operand).__name__
            raise GraphAppError(f"a traced value meets {kind}, which is no number") from None
        index = self.recording.constant(numbers)
        self._values[index:] = [numbers]
        return index

    def stacked(self, parts: object) -> Any:
        """A list or an array of symbols as one."""
        rows = [*parts]  # type: ignore[misc]  # a sequence, as _holds_symbols has seen
        return self.apply("stack", *rows)


def _holds_symbols(thing: object) -> bool:
    """Whether it is a list or an array with symbols in it."""
    if isinstance(thing, np.ndarray):
        return thing.dtype == object and thing.ndim > 0
    if not isinstance(thing, list | tuple) or not thing:
        return False
    return any(isinstance(part, Noted) or _holds_symbols(part) for part in thing)


def _misfit(op: str, numbers: Sequence[Array], attrs: Mapping[str, Attr]) -> str:
    """The engine's own sentence for operands that do not fit."""
    from graphviz_app.core.autodiff import run

    names = [f"operand {place}" for place in range(1, len(numbers) + 1)]
    pairs = zip(names, numbers, strict=True)
    leaves = [Node(name, "constant", {"value": as_attr(x)}) for name, x in pairs]
    edges = [Edge(name, "result", slot) for slot, name in enumerate(names)]
    trace = run(Graph.of([*leaves, Node("result", op, attrs)], edges), partial=True)
    told = next((problem.message for problem in trace.problems), f"{op} does not fit")
    return told.replace("'result': ", "").replace("'", "")
