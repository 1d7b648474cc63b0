"""Entry: everything the program knows about one operator, in one place.

Each fact stands once. Value, partial derivatives and pullbacks are formulas of the text language
(``expression``); NumPy's functions, those on floats, what is shown and what is generated come from
them. Where a formula would be numerically poor an entry brings a function beside it, and the
gradient check holds the two together.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graphviz_app.core.brackets import Form, Level
from graphviz_app.core.expression import Expr, formula
from graphviz_app.patterns import late

Shape = tuple[int, ...]
Role = Literal["leaf", "function", "operator"]
Case = tuple[tuple["Shape | Numbers", ...], Mapping[str, object]]
"""To try an operator with: per operand a shape for random numbers or numbers, and attributes."""
Choice = Callable[[Mapping[str, Shape], Mapping[str, Any]], str]
"""``(shapes by letter, attributes)`` → the formula that holds for them."""

_PLACE = late(r"\$\w+")


class RefusedError(ValueError):
    """Operands that an operator cannot take, and why: a sentence."""


@dataclass(frozen=True)
class Numbers:
    """Numbers of its own for an operand to be tried with, in lists."""

    written: object


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One operator, as it is written in the table.

    Formulas are over the operand letters, the attributes, in derivatives also y (the value), in
    pullbacks also g (the gradient that arrives). ``latex`` and ``python`` are ``string.Template``s
    over the operand letters and the attributes; which brackets operands need there is seen from
    the place and the level (``brackets``).
    """

    name: str
    about: str
    """What it is, in a few words."""
    operands: tuple[str, ...]
    optional: int = 0
    """How many of the last operands may be left out."""
    variadic: bool = False
    """Whether there may be any number of operands, all like the first."""
    folds: bool = False
    """Whether it is called with more than its two operands, too: ``max(a, b, c)``."""
    attrs: Mapping[str, object] = field(default_factory=dict)
    """The attributes it takes, with their defaults."""

    # What it computes
    value: str = ""
    numpy: Callable[..., Any] | str | None = None
    """The value by hand, ``(*operands, **attrs)``: of what no formula says, or not well enough;
    or the name of NumPy's function for it."""
    floats: Callable[..., float] | None = None
    """The same on Python's floats; raises ArithmeticError or ValueError of what has none."""
    partials: tuple[str, ...] = ()
    """Its derivative by each operand, element by element; '' by one that only steers."""
    pullbacks: tuple[str | Choice, ...] = ()
    """What each operand receives of g, where that is not g times a partial derivative."""
    pulls: tuple[Callable[..., Any] | None, ...] = ()
    """The same by hand, ``(g, y, *operands, **attrs)``; None where the formula is good enough."""
    slopes: tuple[Callable[..., float] | None, ...] = ()
    """The partials by hand on floats, ``(y, *operands, **attrs)``."""
    lossy: tuple[Callable[..., bool] | None, ...] = ()
    """When (a function of the operands) a tiny partial has lost digits that its product with a
    large gradient would have: that product is then left to ``pulls``."""
    expansion: str | Choice = ""
    """What it stands for, in lines of the language; the value of the last is its own."""
    complement: str = ""
    """What 1 − y is, in digits that y has lost where it is nearly 1."""
    withholds: bool = False
    """Whether no gradient flows back on purpose, though the value depends on the operand."""
    elementwise: bool = True
    alone: bool = False
    """Whether it is the element itself where there is only one, as a sum is."""
    commutative: bool = False
    """Whether the operands may be exchanged."""

    # Where it is defined
    within: str = ""
    """A condition on the operands: where value and derivatives are defined."""
    domain: str = ""
    """The same as a sentence."""
    steep: bool = False
    """Whether a derivative can be infinite where operands and value are not."""
    kink: str = ""
    """A condition: where the derivative jumps."""
    convention: str = ""
    """Which derivative is used at a kink, as a clause."""

    # How it is written and explained
    symbol: str = ""
    """The sign in the node, as plain text; may name attributes. If empty, its name."""
    latex: str = ""
    """If empty, its sign as a function; of numbers its attributes stand behind the operands."""
    role: Role = "function"
    python: str = ""
    """How an operator is typed; functions are typed as calls of their name."""
    precedence: Level = Level.ATOM
    """How tightly it holds together as it is typed."""
    latex_level: Level | None = None
    """The same of its LaTeX, where that differs: a fraction needs no brackets, Σ and ln do."""
    cues: tuple[str, ...] = ()
    """What to write where each operand arrives, if they may not be exchanged."""
    aliases: tuple[str, ...] = ()
    """Other words that people type for it."""
    help: str = ""
    """A paragraph: what it is for, and where the formula comes from."""
    torch: str = ""
    """PyTorch's expression for it, over letters and attributes, if it is not called the same."""
    numpy_code: str = ""
    """NumPy's expression for it, likewise, where it has neither a formula nor NumPy's own name;
    in both, several lines of which the last is an expression become a function of a script."""
    cases: tuple[Case, ...] = ()
    """What to try it with, if not numbers, vectors and matrices of any shapes that broadcast."""

    others: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The table that it stands in, whose operators its formulas use."""
    made: dict[int, Callable[..., Any] | None] = field(default_factory=dict, init=False, repr=False)

    @property
    def is_leaf(self) -> bool:
        """Whether its value is given rather than computed."""
        return self.role == "leaf"

    @property
    def typed(self) -> str:
        """The word or the sign that is typed: sigmoid, *, <=; empty for a mere other name."""
        return " ".join(_PLACE.sub(" ", self.python).split()) if self.python else self.name

    # Operands

    @property
    def least(self) -> int:
        """How many operands it needs."""
        return len(self.operands) - self.optional

    @property
    def most(self) -> float:
        """How many operands it takes."""
        return math.inf if self.variadic else len(self.operands)

    def has(self, slot: int) -> bool:
        """Whether there is an operand at this place."""
        return self.variadic or slot < len(self.operands)

    @property
    def grows(self) -> bool:
        """Whether it is written with more than its operands: ``a + b + c``, ``max(a, b, c)``."""
        return self.variadic or self.folds or bool(self.commutative and self.python)

    def takes(self, count: int) -> bool:
        """Whether it can be applied to so many operands."""
        return count >= self.least and self.has(count - 1)

    def letters(self, count: int) -> tuple[str, ...]:
        """The letters of so many operands."""
        if not self.variadic:
            return self.operands[:count]
        return tuple(f"{self.operands[0]}{slot + 1}" for slot in range(count))

    def python_of(self, count: int) -> str:
        """How it is typed with so many operands."""
        listed = ", ".join(f"${letter}" for letter in self.letters(count))
        return self.python.replace("$a", listed) if self.variadic else self.python

    def latex_of(self, count: int) -> str:
        """The template for so many operands."""
        listed = ", ".join(f"${letter}" for letter in self.letters(count))
        if not self.latex:
            listed = ", ".join([listed, *(f"${name}" for name in self.attrs if self.elementwise)])
            name = self.symbol.replace("_", r"\_")
            return rf"\mathrm{{{name}}}\left({listed}\right)"
        return self.latex.replace("$a", listed) if self.variadic else self.latex

    def typed_form(self, count: int) -> Form:
        """How it is typed, with the brackets that its operands need."""
        return Form(self.python_of(count), self.precedence, typed=True)

    def latex_form(self, count: int) -> Form:
        """The same of its LaTeX."""
        level = self.precedence if self.latex_level is None else self.latex_level
        return Form(self.latex_of(count), level, self.commutative)

    def partial(self, slot: int) -> Expr | None:
        """The formula of the derivative by one operand; None if there is none."""
        written = self.partials[slot] if slot < len(self.partials) else ""
        return formula(written) if written else None
