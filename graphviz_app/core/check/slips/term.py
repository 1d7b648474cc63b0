"""Term: the formula of one number as a tree, in which one place at a time is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from graphviz_app.core.check.slips.numbers import Numbers, added, both, multiplied

What = Literal["atom", "number", "sum", "product", "apply", "slope", "share"]


UPDATE = "θ − η·∂L/∂θ"
"""The ``op`` of a step of gradient descent: no operator of the table is called that."""
OTHER = "another optimizer's step"
"""The same of a step of another kind: its operands are the parameter and its gradient."""


class Term:
    """A number with how it comes about: an operator on other terms, in each way of working."""

    __slots__ = ("compute", "keep", "node", "numbers", "op", "operands", "parent", "place",
                 "quantity", "role", "what")  # fmt: skip

    def __init__(
        self,
        what: What,
        operands: Sequence["Term"] = (),
        *,
        compute: Callable[..., Any] | None = None,
        numbers: Numbers | None = None,
        op: str = "",
        node: int = -1,
        quantity: int = -1,
        role: str = "",
    ) -> None:
        self.what = what
        self.operands = tuple(operands)
        self.compute = compute
        self.op = op
        self.node = node
        """The node whose value, or whose local derivative, it is; of a way where it leads."""
        self.quantity = quantity
        """What it is, if that has a number of its own."""
        self.role = role
        """``upstream``, ``local`` or ``rate`` of a factor; of anything else nothing."""
        self.keep: Callable[[Numbers], Numbers] | None = None
        """How a person keeps it who rounds in between."""
        self.parent: Term | None = None
        self.place = 0
        for place, operand in enumerate(self.operands):
            operand.parent, operand.place = self, place
        self.numbers: Numbers = numbers or self.computed([o.numbers for o in self.operands])

    def computed(self, operands: Sequence[Numbers]) -> Numbers:
        """Its numbers with others for its operands'."""
        assert self.compute is not None  # only atoms and numbers have none
        numbers = both(self.compute, *operands)
        return self.keep(numbers) if self.keep else numbers

    def with_operand(self, place: int, numbers: Numbers) -> Numbers:
        """Its numbers with another operand in one place."""
        given = [operand.numbers for operand in self.operands]
        given[place] = numbers
        return self.computed(given)

    def lifted(self, numbers: Numbers) -> Numbers:
        """What the whole tree gives with other numbers here."""
        term = self
        while term.parent is not None:
            numbers = term.parent.with_operand(term.place, numbers)
            term = term.parent
        return numbers

    def without(self, place: int) -> Numbers:
        """Of a sum or product its numbers without one operand."""
        given = [o.numbers for o in self.operands]
        return self.computed([*given[:place], *given[place + 1 :]])

    def walk(self) -> Iterator["Term"]:
        """Itself and everything in it."""
        stack = [self]
        while stack:
            term = stack.pop()
            yield term
            stack.extend(reversed(term.operands))

    def changed(self, change: Callable[["Term", list[Numbers]], Numbers]) -> Numbers:
        """Its numbers if everything in it is computed by ``change``, of a term and operands."""
        if not self.operands:
            return self.numbers
        return change(self, [operand.changed(change) for operand in self.operands])

    def exchanged(self, others: Mapping[int, Numbers]) -> Numbers:
        """Its numbers with others for some quantities, wherever they stand."""
        if self.what == "atom":
            return others.get(self.quantity, self.numbers)
        if not self.operands:
            return self.numbers
        return self.computed([operand.exchanged(others) for operand in self.operands])


def constant(value: float, *, node: int = -1, role: str = "") -> Term:
    """A number that stands in a formula."""
    return Term("number", numbers=(value, value), node=node, role=role)


def sum_of(terms: Sequence[Term]) -> Term:
    """Σ, or the only summand."""
    return terms[0] if len(terms) == 1 else Term("sum", terms, compute=added)


def product_of(factors: Sequence[Term], *, node: int = -1, role: str = "") -> Term:
    """Π without ones, or the only factor."""
    kept = [f for f in factors if not (f.what == "number" and f.numbers[0] == 1.0)]
    if len(kept) > 1:
        return Term("product", kept, compute=multiplied, node=node, role=role)
    return kept[0] if kept else factors[0]
