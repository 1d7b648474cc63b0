"""Numbers that are asked for, and so are not told: they are shown as a question mark.

They are numbers like others to whatever computes; what comes of them in passing, such as a sum
that is written beside them, is covered, too.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple, Self

from graphviz_app.arrays import Array, np
from graphviz_app.typing_compat import override

QUESTION = "?"
Outcome = Literal["", "right", "follows", "wrong"]


class Asked(NamedTuple):
    """Which number is asked for: the ``value`` or ``grad`` of a node, ``d`` of it ``by`` one, or
    its value ``after`` the step."""

    kind: Literal["value", "grad", "d", "after"]
    of: str
    by: str = ""


class Field(NamedTuple):
    """What stands in the place of a number: which one it is, and what a person has written."""

    asked: Asked
    written: str = ""
    outcome: Outcome = ""


def _passed_on(name: str) -> Callable[..., Any]:
    """One of float's operations, whose result is covered."""
    of_float: Callable[..., Any] = getattr(float, name)

    def operate(self: float, *others: object) -> object:
        result = of_float(self, *others)
        return Covered(result) if isinstance(result, float) else result

    return operate


class Covered(float):
    """A number that is not told; ``field``, where there is one, is what stands in its place."""

    __slots__ = ("field",)
    field: Field | None

    def __new__(cls, number: float, field: Field | None = None) -> Self:
        covered = super().__new__(cls, number)
        covered.field = field
        return covered

    __add__ = __radd__ = _passed_on("__add__")
    __mul__ = __rmul__ = _passed_on("__mul__")
    __sub__, __rsub__ = _passed_on("__sub__"), _passed_on("__rsub__")
    __truediv__, __rtruediv__ = _passed_on("__truediv__"), _passed_on("__rtruediv__")
    __pow__, __rpow__ = _passed_on("__pow__"), _passed_on("__rpow__")
    __neg__, __abs__ = _passed_on("__neg__"), _passed_on("__abs__")
    __round__ = _passed_on("__round__")

    @override
    def __repr__(self) -> str:
        return QUESTION

    @override
    def __format__(self, spec: str, /) -> str:
        return QUESTION

    def __copy__(self) -> Self:
        return self


class Blank(Covered):
    """One for which there is room on paper."""

    __slots__ = ()


class Answered(float):
    """A number that was asked for, and is told as ever: a person knew it, or guessed."""

    __slots__ = ("field",)
    field: Field

    def __new__(cls, number: float, field: Field) -> Self:
        answered = super().__new__(cls, number)
        answered.field = field
        return answered


@cache
def _array_type() -> type[Array]:
    """Made when first there is one: numpy takes a while to load."""

    class CoveredArray(np.ndarray[Any, np.dtype[np.float64]]):
        """Numbers that are not told; so is every part of them."""

        field: Field | None = None

        @override
        def __array_finalize__(self, whole: object) -> None:
            self.field = getattr(whole, "field", None)

    return CoveredArray


@cache
def _blank_type() -> type[Array]:
    """The same on paper."""

    class BlankArray(_array_type()):  # type: ignore[misc]  # made late
        """Numbers for which there is room on paper; so is every part of them."""

    return BlankArray


def cover(
    value: float | Array, field: Field | None = None, *, blank: bool = False
) -> float | Array:
    """The same, not told; ``blank``: with room on paper."""
    if isinstance(value, float):
        return Blank(value, field) if blank else Covered(value, field)
    covered = value.view(_blank_type() if blank else _array_type())
    covered.__dict__["field"] = field
    return covered


def uncovered(value: float | Array) -> float | Array:
    """The same, told."""
    return float(value) if isinstance(value, float) else np.array(value, float)


def field_of(value: object) -> Field | None:
    """What stands in the place of a number, or beside it, where it is asked for."""
    found = getattr(value, "field", None)
    return found if isinstance(found, Field) else None


def is_covered(value: object) -> bool:
    """Whether it is not to be told."""
    if isinstance(value, float | int | str) or value is None:
        return isinstance(value, Covered)
    return bool(_array_type.cache_info().currsize) and isinstance(value, _array_type())


def is_blank(value: object) -> bool:
    """Whether its field is empty."""
    if isinstance(value, float):
        return isinstance(value, Blank)
    return bool(_blank_type.cache_info().currsize) and isinstance(value, _blank_type())
