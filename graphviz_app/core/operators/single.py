"""An operator on tensors where all its operands are single numbers: the elementwise one it is then.

A sum of one element is that element, and of one loss there is nothing to draw together; what is
left of the entry's formulas is what a run on floats needs.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from graphviz_app.arrays import Array, np
from graphviz_app.core.expression import (
    Apply,
    Expr,
    Name,
    Number,
    array_source,
    called,
    formula,
    replaced,
    simplified,
)
from graphviz_app.core.operators.entry import Choice, Entry, RefusedError

Kind = TypeVar("Kind", bound=Entry)
Attrs = Mapping[str, Any]
Words = tuple[tuple[str, object], ...]
_REDUCING = ("sum", "mean")
_EACH: Attrs = {"reduction": "none"}


def single(op: Kind, attrs: Attrs) -> Kind | None:
    """The operator on numbers; None if it is none.

    An elementwise one is its own; of others it takes only such attributes as are numbers.
    """
    if op.elementwise or op.is_leaf:
        return op
    if not (op.alone or "reduction" in attrs):
        return None
    return _made(op, tuple((name, x) for name, x in attrs.items() if _is_word(x)))


def numbers_of(op: Entry, attrs: Attrs) -> Attrs:
    """The attributes that the operator on numbers takes."""
    return attrs if op.elementwise else {k: x for k, x in attrs.items() if not _is_word(x)}


def _is_word(x: object) -> bool:
    return x is None or isinstance(x, bool | str)


@lru_cache(maxsize=512)
def _made(op: Kind, words: Words) -> Kind | None:
    said = dict(words)
    if op.alone:
        over_all = len(said) == len(op.attrs) and said.get("axis", 0) is None
        return _elementwise(op, {}, value=op.operands[0], partials=("1",)) if over_all else None
    if [*said] != ["reduction"]:
        return None  # a word where a number should be, or the other way round
    try:
        return _of_loss(op, {**op.attrs, **said})
    except (RefusedError, IndexError, ValueError):
        return None  # it takes no single numbers


def _of_loss(op: Kind, attrs: Attrs) -> Kind | None:
    value, each = (_tree(op.expansion, op, said) for said in (attrs, {**attrs, **_EACH}))
    factor = 1.0 if value == each else _factor(value, each)
    if factor is None or not all(op.others[name].elementwise for name in called(each)):
        return None
    numbers = {name: x for name, x in op.attrs.items() if name != "reduction"}
    if op.numpy is None:
        slopes = (
            replaced(_tree(text, op, attrs), {Name("g"): Number(1.0)}) for text in op.pullbacks
        )
        partials = tuple(array_source(simplified(slope)) for slope in slopes)
        return _elementwise(op, numbers, value=array_source(value), partials=partials)
    return None if op.floats is None else _by_hand(op, numbers, factor, str(attrs["reduction"]))


def _tree(text: str | Choice, op: Entry, attrs: Attrs) -> Expr:
    """A formula of single numbers, without the sums and means that add up one of them."""
    shapes = dict.fromkeys([*op.operands, "g", "y"], ())
    written = text(shapes, attrs) if callable(text) else text
    if "\n" in written:
        raise ValueError(written)  # first something is worked out that takes a row
    return _unreduced(formula(written))


def _unreduced(tree: Expr) -> Expr:
    match tree:
        case Apply(op, (inner,), ()) if op in _REDUCING:
            return _unreduced(inner)
        case Apply(op, operands, attrs):
            return Apply(op, tuple(map(_unreduced, operands)), attrs)
    return tree


def _factor(value: Expr, each: Expr) -> float | None:
    """What each loss is multiplied with."""
    match value:
        case Apply("mul", (Number(factor), other)) if other == each:
            return factor
    return None


def _elementwise(op: Kind, attrs: Attrs, **entry: Any) -> Kind:
    left_out: dict[str, Any] = {"expansion": "", "pullbacks": (), "pulls": (), "numpy": None}
    return replace(op, elementwise=True, alone=False, attrs=attrs, **{**left_out, **entry})


class _Each(NamedTuple):
    """A loss by hand, of each number of arrays by itself."""

    op: Any
    factor: float
    in_rows: bool
    """Whether it adds up rows, so that each number must be one."""

    def value(self, *operands: Array, **attrs: Any) -> Array:
        return np.asarray(self.op.forward(*self._ready(operands), **attrs, **_EACH)) * self.factor

    def pull(self, slot: int) -> Callable[..., Array]:
        by_hand = self.op.pulls[slot]

        def pulled(g: Array, y: Array, *operands: Array, **attrs: Any) -> Array:
            share = np.asarray(
                by_hand(g * self.factor, y, *self._ready(operands), **attrs, **_EACH)
            )
            return share[..., 0] if self.in_rows else share

        return pulled

    def _ready(self, operands: tuple[Array, ...]) -> list[Array]:
        if not self.in_rows:
            return [*operands]
        return [one[..., np.newaxis] for one in np.broadcast_arrays(*operands)]


def _by_hand(op: Kind, attrs: Attrs, factor: float, word: str) -> Kind:
    one = [np.array([0.5])] * len(op.operands)
    each = _Each(op, factor, not np.ndim(op.forward(*one, **attrs, **_EACH)))  # type: ignore[attr-defined]
    assert op.floats is not None  # checked by who calls this
    return _elementwise(
        op,
        attrs,
        name=f"{op.name}_{word}",
        numpy=each.value,
        floats=_times(factor, op.floats),
        slopes=tuple(slope and _times(factor, slope) for slope in op.slopes),
        pulls=tuple(map(each.pull, range(len(op.pulls)))),
    )


def _times(factor: float, function: Callable[..., float]) -> Callable[..., float]:
    return function if factor == 1.0 else lambda *given: factor * function(*given)
