"""Symbol: a value of a function that is being traced; what is done with it is noted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from graphviz_app.arrays import np
from graphviz_app.core.graph import Attr
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.functions.numpy_calls import (
    array_function,
    raised,
    reduced,
    ufunc,
)
from graphviz_app.formats.tracing.functions.tape import Noted

_PLAIN = (
    "a traced value is asked for as a plain number, as functions of the module math and float() "
    "do: call the function of NumPy instead (numpy.{}), which can be traced"
)

COMPARISONS = frozenset(("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"))


def _binary(op: str) -> Callable[["Symbol", object], Any]:
    def method(self: "Symbol", other: object) -> Any:
        return self.tape.apply(op, self, other)

    return method


def _reflected(op: str) -> Callable[["Symbol", object], Any]:
    def method(self: "Symbol", other: object) -> Any:
        return self.tape.apply(op, other, self)

    return method


def _unary(op: str) -> Callable[["Symbol"], Any]:
    def method(self: "Symbol") -> Any:
        return self.tape.apply(op, self)

    return method


def _reduction(op: str) -> Callable[..., Any]:
    def method(self: "Symbol", axis: Attr = None, keepdims: bool = False, **more: Any) -> Any:
        return reduced(self.tape, op, self, axis, keepdims, more)

    return method


class Symbol(Noted):
    """One value: where it stands on the tape. Its number is that of the example."""

    __hash__ = object.__hash__
    __array_priority__ = 1000

    # How it is computed with

    __add__, __sub__, __rsub__ = _binary("add"), _binary("sub"), _reflected("sub")
    __mul__, __rmul__ = _binary("mul"), _reflected("mul")
    __truediv__ = _binary("div")
    __matmul__, __rmatmul__ = _binary("matmul"), _reflected("matmul")
    __neg__, __abs__ = _unary("neg"), _unary("abs")
    __lt__, __le__, __gt__, __ge__ = map(
        _binary, ("less", "less_equal", "greater", "greater_equal")
    )
    __floor__, __ceil__ = _unary("floor"), _unary("ceil")

    def __radd__(self, other: object) -> Any:
        if type(other) is int and other == 0:
            return self  # as sum() begins
        return self.tape.apply("add", other, self)

    def __rtruediv__(self, other: object) -> Any:
        if isinstance(other, int | float) and other == 1:
            return self.tape.apply("reciprocal", self)
        return self.tape.apply("div", other, self)

    def __pos__(self) -> Any:
        return self

    def __pow__(self, exponent: object) -> Any:
        return raised(self.tape, self, exponent)

    def __rpow__(self, base: object) -> Any:
        return self.tape.apply("pow", base, self)

    def __floordiv__(self, other: object) -> Any:
        return self.tape.apply("floor", self / other)

    def __mod__(self, other: object) -> Any:
        return self - (self // other) * other

    def __eq__(self, other: object) -> Any:
        return self.tape.apply("equal", self, other)

    def __ne__(self, other: object) -> Any:
        return self.tape.apply("not_equal", self, other)

    def __round__(self, digits: int | None = None) -> Any:
        if digits:
            scale = 10.0**digits
            return self.tape.apply("round", self * scale) / scale
        return self.tape.apply("round", self)

    def __array_ufunc__(self, function: Any, method: str, *inputs: object, **more: Any) -> Any:
        return ufunc(self.tape, function.__name__, method, inputs, more)

    def __array_function__(
        self, function: Any, types: object, args: Sequence[Any], more: Mapping[str, Any]
    ) -> Any:
        return array_function(self.tape, function.__name__, args, more)

    # What a program asks of a value

    def __bool__(self) -> bool:
        if self.value.size != 1:
            raise ValueError("whether a table of numbers is true can only be asked element by one")
        self.tape.recording.remark(
            "it takes one of several ways, by the values that were given: that way is shown"
        )
        return bool(self.value.reshape(()))

    def __index__(self) -> int:
        if self.value.ndim or self.value != round(float(self.value)):
            self._refuse("rint")
        self.tape.recording.remark(
            "a number says how often or which one: no gradient passes through that"
        )
        return int(self.value)

    def __float__(self) -> NoReturn:
        self._refuse("exp, numpy.sin …")

    __int__ = __complex__ = item = tolist = __float__

    def _refuse(self, instead: str) -> NoReturn:
        raise GraphAppError(_PLAIN.format(instead))

    def __setitem__(self, at: object, value: object) -> NoReturn:
        raise GraphAppError(
            "a traced value cannot be changed in place: make a new one, as with numpy.where or "
            "numpy.stack"
        )

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, Noted | np.ndarray) or (isinstance(at, list) and at):
            return self._at_places(at)
        parts = at if isinstance(at, tuple) else (at,)
        if any(part is None or part is ... for part in parts):
            return self._in_more_axes(parts)
        return self.tape.apply("index", self, at=_written(parts))

    def _at_places(self, places: Any) -> Any:
        """Elements or rows by their numbers."""
        numbers = places if isinstance(places, Noted) else np.asarray(places)
        of_bools = isinstance(numbers, np.ndarray) and numbers.dtype == bool
        if of_bools or (isinstance(places, Noted) and self.tape.op_of(places) in COMPARISONS):
            raise GraphAppError("elements chosen by a condition cannot be traced: use numpy.where")
        return self.tape.apply("gather", self, numbers)

    def _in_more_axes(self, parts: tuple[Any, ...]) -> Any:
        """With … and with new axes: what is left is turned into the shape that NumPy gives it."""
        left = self.value.ndim - sum(part is not None and part is not ... for part in parts)
        plain: list[Any] = []
        for part in parts:
            plain += [slice(None)] * left if part is ... else [] if part is None else [part]
        whole = all(part == slice(None) for part in plain)
        taken = self if whole else self.tape.apply("index", self, at=_written(tuple(plain)))
        shape = self.value[parts].shape
        return taken if taken.shape == shape else self.tape.apply("reshape", taken, shape=shape)

    def __len__(self) -> int:
        if not self.value.ndim:
            raise TypeError("a single number has no length")
        return len(self.value)

    def __iter__(self) -> Iterator[Any]:
        if not self.value.ndim:
            raise TypeError("a single number cannot be gone through")
        return (self[place] for place in range(len(self)))

    def __repr__(self) -> str:
        return repr(self.value if self.value.ndim else float(self.value))

    def __format__(self, form: str) -> str:
        return format(self.value if self.value.ndim else float(self.value), form)

    # What arrays have

    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)
    size = property(lambda self: self.value.size)
    dtype = property(lambda self: self.value.dtype)
    real = property(lambda self: self)

    @property
    def T(self) -> Any:  # noqa: N802  # NumPy's name
        """Turned round."""
        return self.tape.apply("transpose", self)

    sum, mean, prod = _reduction("sum"), _reduction("mean"), _reduction("prod")
    max, min = _reduction("amax"), _reduction("amin")
    var, std = _reduction("var"), _reduction("std")
    argmax, argmin = _reduction("argmax"), _reduction("argmin")
    flatten = ravel = _unary("flatten")
    dot = _binary("matmul")
    conj = copy = __pos__

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Other methods, as the functions of that name: ``x.reshape(2, 3)``, ``x.clip(0, 1)``."""
        if name.startswith("_"):
            raise AttributeError(name)

        def method(*args: Any, **more: Any) -> Any:
            return array_function(self.tape, name, (self, *args), more)

        return method


def _written(parts: tuple[Any, ...]) -> str:
    """An index as it is typed: ``0``, ``:, 1``."""
    return ", ".join(map(_one_index, parts))


def _one_index(part: object) -> str:
    if isinstance(part, slice):
        ends = ["" if end is None else str(end) for end in (part.start, part.stop)]
        return ":".join([*ends, *([] if part.step is None else [str(part.step)])])
    try:
        return str(part.__index__())  # type: ignore[attr-defined]  # else it is no index
    except AttributeError:
        raise GraphAppError("an index of this kind cannot be traced: use numpy.take") from None
