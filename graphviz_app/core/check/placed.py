"""A claim found its place: which quantity it is about, which element, what was printed."""

from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.book import Known
from graphviz_app.core.check.printed import Printed
from graphviz_app.core.graph import Claim, Value


class Placed(NamedTuple):
    """A claim about a quantity, or about one element of it."""

    claim: Claim
    quantity: int
    element: tuple[int, ...]
    printed: Printed

    def part(self, whole: Value) -> Value:
        """What it is about."""
        return part(whole, self.element)

    def whole(self, value: Value, base: Value) -> Value:
        """The number as the whole quantity: the other elements as they were."""
        if not self.element or not isinstance(base, np.ndarray):
            return value
        changed = base.copy()
        changed[self.element] = value
        return changed

    def known(self, full: Value, low: Value, high: Value, base: Known) -> Known:
        """As it is carried on; ``base`` says what its other elements are."""
        return Known(
            self.whole(full, base.full),
            self.whole(self.printed.value, base.printed),
            self.whole(low, base.low),
            self.whole(high, base.high),
        )


def part(whole: Value, element: tuple[int, ...]) -> Value:
    """One element, or all of it; a single number is a float."""
    if not isinstance(whole, np.ndarray):
        return float(whole)
    found = whole[element] if element else whole
    return float(found) if np.ndim(found) == 0 else found


def shaped(printed: Printed, truth: Value) -> Printed | None:
    """In the shape of what it is compared with; None if its numbers do not fit."""
    shape = np.shape(truth)
    if np.shape(printed.value) == shape:
        return printed
    squeezed = [size for size in shape if size != 1]
    if [size for size in np.shape(printed.value) if size != 1] != squeezed:
        return None
    numbers = (np.reshape(x, shape) for x in printed[:3])
    value, low, high = (float(x) if not shape else x for x in numbers)
    return Printed(value, low, high, printed.unit)
