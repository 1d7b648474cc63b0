"""Recording: what another program has computed, value by value, before it is a graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Attr, as_attr
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.leaf import as_numbers

Operand = int | None
"""Which value; None for one that nobody knows."""


@dataclass
class Entry:
    """One value: what it was computed by, and what the program knows of it."""

    op: str
    operands: Sequence[Operand] = ()
    attrs: Mapping[str, Attr] = field(default_factory=dict)
    name: str = ""
    """What the program calls it; empty where it has no name."""
    group: str = ""
    value: Array | None = None
    """As the program has it."""
    gradient: Array | None = None
    inner: bool = False
    """Whether it is only a part of the next one, which stands in the same group."""


class Recording:
    """Values in the order in which they were computed: operands come before what uses them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.remarks: list[str] = []
        """What a reader of the graph should know, as sentences."""
        self.title = ""
        self.folded: list[str] = []
        """Groups that are drawn as one box."""

    def add(self, entry: Entry) -> int:
        """One more value; returns which it is."""
        self.entries.append(entry)
        return len(self.entries) - 1

    def leaf(self, op: str, value: object, name: str = "", gradient: Array | None = None) -> int:
        """A given number or table of numbers; raises TypeError or ValueError for anything else."""
        numbers = as_numbers(value)
        attrs = {"value": as_attr(numbers)}
        return self.add(Entry(op, (), attrs, name, value=numbers, gradient=gradient))

    def constant(self, value: object) -> int:
        """A number in a formula."""
        return self.leaf("constant", as_numbers(value) + 0.0)  # −0 would be read as a sign

    def apply(self, op: str, *operands: Operand, **attrs: Attr) -> int:
        """An operator on values that are there."""
        return self.add(Entry(op, operands, attrs))

    def remark(self, sentence: str) -> None:
        """Something to be told with the graph, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)


def computed(op: str, operands: Sequence[Array], attrs: Mapping[str, Attr]) -> Array:
    """The value of an operator, as the engine works it out."""
    with np.errstate(all="ignore"):
        value = OPS[op].forward(*operands, **{**OPS[op].attrs, **attrs})
    return np.asarray(value, np.float64)
