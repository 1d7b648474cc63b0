"""Cause: why a gradient is exactly 0, and at which operator."""

from typing import Literal, NamedTuple

from graphviz_app.core.graph import Edge

Kind = Literal[
    "no output",
    "unused",
    "no path",
    "steers",
    "flat",
    "masked",
    "not chosen",
    "kink",
    "factor",
    "level",
    "saturated",
    "underflow",
    "cancelled",
    "cancelled inside",
]
"""Nothing is differentiated; nothing uses it; no way to the output; an operand that only steers;
an operator that is flat everywhere; a condition that does not hold; another operand or element is
taken; exactly on a corner; multiplied by a 0; the slope is 0 here, as at a minimum; levelled off;
a product too small for floats; contributions that add up to 0, of several edges or of one."""


Fate = Literal["dead", "saturated"]
"""What has become of a unit: nothing, or next to nothing, comes back through it."""


class Test(NamedTuple):
    """The condition that keeps a gradient back: ``left sign right``, and whether it holds.

    ``apart`` is how far the numbers are from changing it; of several entries the nearest.
    """

    sign: str
    left: float
    right: float
    holds: bool
    on_operand: bool
    """Whether the left side is the operand itself."""

    @property
    def apart(self) -> float:
        """How far the left side is from the right one."""
        return abs(self.left - self.right)


class Cause(NamedTuple):
    """One reason why nothing comes back, and the operator at which that is so."""

    kind: Kind
    node: str
    """The operator; of contributions that cancel the node at which they are added."""
    slot: int = 0
    """Which operand nothing comes back to."""
    many: int = 1
    """For how many entries it holds: of the operator's value if it works element by element,
    else of the operand."""
    of: int = 1
    """Of how many entries."""
    zero: str = ""
    """The node whose value is the reason: a factor that is 0, the condition of a gate."""
    test: Test | None = None
    shares: tuple[tuple[Edge, float], ...] = ()
    """The contributions that cancel; of a tensor those to the first entry."""
    exponent: float = 0.0
    """Of a product too small for floats: its decimal logarithm."""
    distance: int = 0
    """How many edges away."""
