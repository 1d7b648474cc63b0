"""Op: everything the program knows about one operator, in one table entry.

Adding an operator is adding an entry to a tuple in ``oplib``; the text language, the gradient
check, the formulas and the command line read the table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Role = Literal["leaf", "function", "operator"]

_PLACE = re.compile(r"\$\w+")
ATOM = 9
"""Precedence of what never needs parentheses."""


@dataclass(frozen=True, slots=True)
class ScalarRule:
    """The same operator on Python floats, as source for the straight-line program.

    ``value`` and ``partials`` are expressions over the operand letters a, b, c, ``y`` (the value)
    and the attributes. They repeat ``forward`` and ``vjps``; a test holds the two together.
    ``lossy`` has per operand when (a function of the operands) a tiny partial has lost digits
    that its product with a large gradient would have: that product is then left to the table.
    A partial that calls a function may tell so itself: ``lost`` is a list of edges, ``edge`` its.
    """

    value: str
    partials: tuple[str | None, ...]
    lossy: tuple[Callable[..., bool] | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """One operator.

    ``forward(*operands, **attrs)`` gives the value. ``vjps`` has one function per operand,
    ``(g, y, *operands, **attrs)`` → the cotangent g of the value y pulled back to that operand
    (broadcast axes are summed by the caller), or None for an operand that only steers.
    ``latex``, ``partials`` and ``python`` are ``string.Template``s over the operand letters
    a, b, c, the value y and the attributes.
    """

    name: str
    about: str
    operands: tuple[str, ...]
    forward: Callable[..., Array | np.float64]
    vjps: tuple[Callable[..., Array] | None, ...]
    symbol: str
    """The sign in the node, as plain text; may name attributes."""
    latex: str
    partials: tuple[str, ...]
    """LaTeX of the partial derivative by each operand ('' for one that only steers)."""
    pullbacks: tuple[str, ...] = ()
    """LaTeX of the contribution to each operand over the arriving gradient $g, for an operator
    where it is not the partial derivative times $g."""
    role: Role = "function"
    python: str = ""
    """How an operator is typed; functions are typed as calls of their name."""
    precedence: int = ATOM
    """How tightly it binds when typed: 1 comparison, 2 sum, 3 product, 4 sign, 5 power."""
    attrs: Mapping[str, object] = field(default_factory=dict)
    """The attributes it takes, with their defaults."""
    elementwise: bool = True
    commutative: bool = False
    """Whether the operands may be exchanged."""
    cues: tuple[str, ...] = ()
    """What to write where each operand arrives, if they may not be exchanged."""
    positive: bool = False
    """Whether it (or its derivative) is only defined for positive operands."""
    scalar: ScalarRule | None = None
    steep: bool = False
    """Whether a derivative can be infinite where operands and value are not."""
    kink: Callable[..., npt.NDArray[np.bool_]] | None = None
    """``(y, *operands, **attrs)`` → where the derivative jumps."""
    convention: str = ""
    """Which derivative is used at a kink, as a clause."""

    @property
    def is_leaf(self) -> bool:
        """Whether its value is given rather than computed."""
        return self.role == "leaf"

    @property
    def typed(self) -> str:
        """The word or the sign that is typed: sigmoid, *, <=; empty for a mere other name."""
        return " ".join(_PLACE.sub(" ", self.python).split()) if self.python else self.name
