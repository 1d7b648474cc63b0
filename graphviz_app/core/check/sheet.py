"""A hand solution and what it is held against: each claim finds its place."""

from collections.abc import Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.check.conventions import Conventions
from graphviz_app.core.check.derivation import Derivation
from graphviz_app.core.check.placed import Placed, part, shaped
from graphviz_app.core.check.printed import Printed, read_printed, units
from graphviz_app.core.check.quantities import AFTER, Quantities
from graphviz_app.core.check.rules import Rules
from graphviz_app.core.check.softmax import softmaxes
from graphviz_app.core.check.truth import Truth
from graphviz_app.core.check.verdict import Judged, Slip
from graphviz_app.core.graph import Claim, Graph, Value
from graphviz_app.core.learning.update import learns
from graphviz_app.core.trace import Trace
from graphviz_app.core.wording import sized

NEAR = 0.1
"""A loss so near to that of the sheet is not of another convention."""


class Sheet:
    """The claims, the truth, and the ways in which numbers follow from others."""

    def __init__(self, trace: Trace, claims: Sequence[Claim], conventions: Conventions) -> None:
        self.claims = claims
        self.conventions = conventions
        self.quantities = Quantities(trace)
        self.usual, self.finest = units(claims)
        tensors = any(isinstance(value, np.ndarray) for value in trace.values.values())
        rules = Rules(tensors=tensors, kink=conventions.kink)
        self.derivation = Derivation(self.quantities, rules, scale=conventions.loss)
        self.others = list(self._others(tensors))
        """Other ways of working."""
        self.truth = Truth(self.quantities, self.derivation)

    def _others(self, tensors: bool) -> Iterator[Derivation]:
        q, kink, loss = self.quantities, self.conventions.kink, self.conventions.loss
        found = softmaxes(q)
        if found and not tensors:
            yield Derivation(q, self.derivation.rules, found, loss)
        yield Derivation(q, Rules(tensors=tensors, slopes="operands", kink=kink), scale=loss)
        by_value = Rules(tensors=tensors, slopes="value", kink=kink, zero=2 * self.usual)
        yield Derivation(q, by_value, scale=loss)

    def placed(self, claim: Claim) -> Placed | Judged:
        """Where a claim belongs; what cannot be compared is judged at once."""
        quantity = self.quantities.of_claim(claim)
        whole = None if quantity is None else self.truth.number(quantity)
        if quantity is None or whole is None:
            return Judged(claim, "blank", remark=_no_number(claim, self.quantities.trace.graph))
        element = self.quantities.element_of(claim)
        try:
            expected = part(whole, element)
        except IndexError:
            return Judged(claim, "blank", remark=f"{claim.of} has no such element")
        if not np.all(np.isfinite(expected)):
            remark = f"{claim.of} has no finite number here"
            return Judged(claim, "blank", expected, expected, remark=remark)
        read = read_printed(claim, self.usual)
        if read is None:
            return Judged(claim, "blank", expected, expected)
        kind = self.quantities.parted(quantity)[0]
        if self.conventions.transposed and kind > AFTER:
            read = read.transposed
        printed = shaped(read, expected)
        if printed is None:
            return self._misfit(claim, np.shape(read.value), expected)
        printed = self._by_convention(quantity, printed, expected)
        return Placed(claim, quantity, element, printed)

    def _misfit(self, claim: Claim, shape: tuple[int, ...], expected: Value) -> Judged:
        wanted = np.shape(expected)
        remark = f"this is {sized(shape)}, and it should be {sized(wanted)}"
        turned = len(wanted) == 2 and shape == wanted[::-1]
        slip = Slip("transposed", "rows and columns are exchanged") if turned else None
        return Judged(claim, "wrong", expected, expected, slip, remark)

    def is_loss(self, quantity: int) -> bool:
        """Whether it is the output, with the parameters as they are or after the step."""
        kind, node = self.quantities.parted(quantity)
        return kind <= AFTER and node == self.quantities.seeds[0].node

    def _by_convention(self, quantity: int, printed: Printed, expected: Value) -> Printed:
        """The loss as this sheet has it; it may be printed in both conventions."""
        factor = self.conventions.loss
        if factor == 1.0 or not self.is_loss(quantity):
            return printed
        is_near = np.all(np.abs(printed.value - expected) <= NEAR * np.abs(expected))
        return printed if is_near else printed.divided(factor)


def _no_number(claim: Claim, graph: Graph) -> str:
    what = {"value": "value", "grad": "gradient", "after": "value after a step", "d": "derivative"}
    said = f"there is no {what[claim.kind]} of {claim.of} to compare with"
    if claim.kind == "after" and not learns(graph):
        return f"{said}: nothing says how large a step is; write learning_rate(0.1)"
    return said
