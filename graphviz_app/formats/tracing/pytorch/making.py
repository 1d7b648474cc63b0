"""How functions of PyTorch become operators: one function each, where names alone do not say it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from graphviz_app.core.graph import Attr
from graphviz_app.formats.tracing.axes import along as axes_in_turn
from graphviz_app.formats.tracing.pytorch.steps import Key

Entry = int | None


class Maker(Protocol):
    """What rules are given: they add entries by it."""

    def apply(self, op: str, *operands: Entry, **attrs: Attr) -> int:
        """An operator."""

    def constant(self, value: object) -> int:
        """A number."""

    def linear_of(self, entry: Entry) -> tuple[int, int, int] | None:
        """Operands of a layer on a vector that PyTorch has made a row of; None if it is none."""

    def turned(self, entry: Entry) -> int | None:
        """The matrix that has been transposed into this one."""


Make = Callable[[Maker, Key, Sequence[Entry]], Entry]


class Rule(NamedTuple):
    """How a function becomes operators."""

    saved: tuple[str, ...]
    """Under which names it keeps its operands, in their order; '' for one that it never keeps."""
    make: Make | None
    """None: the operand under another name, or shape."""
    inverse: str = ""
    """The operator that finds its only operand again."""
    apart: int = 0
    """How many of the first operands never get a gradient: PyTorch does not count them."""


def plain(op: str, *saved: str, inverse: str = "") -> Rule:
    """An operator on these operands."""
    return Rule(saved, lambda maker, key, operands: maker.apply(op, *operands), inverse)


def carrying(op: str, *saved: str, **kept: str) -> Rule:
    """The same with attributes that the function has kept, under these names."""

    def make(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
        pairs = ((attr, key.saved(name)) for attr, name in kept.items())
        return maker.apply(op, *operands, **{a: as_axis(x) for a, x in pairs if x is not None})

    return Rule(saved, make)


def as_axis(value: Any) -> Attr:
    """A dimension, several of them, or a number."""
    if isinstance(value, list | tuple):
        dims = tuple(dim - 2**64 if dim >= 2**63 else dim for dim in value)
        return dims[0] if len(dims) == 1 else dims
    return value if isinstance(value, bool | int | float | str) else float(value)


def scaled(op: str) -> Make:
    """a + α·b, or a − α·b."""

    def make(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
        first, second = operands[0], operands[1]
        alpha = key.saved("alpha")
        if isinstance(alpha, int | float) and alpha != 1:
            second = maker.apply("mul", maker.constant(alpha), second)
        return maker.apply(op, first, second)

    return make


def rsub(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    return maker.apply("sub", operands[1], operands[0])


def power(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    exponent = float(key.saved("exponent"))
    if exponent == 2:
        return maker.apply("square", *operands)
    return maker.apply("power", *operands, exponent=exponent)


def along(op: str) -> Rule:
    """A number of many, along dimensions."""

    def make(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
        dim, source = key.saved("dim"), key.operands[0]
        attrs: dict[str, Attr] = {"keepdims": True} if key.saved("keepdim") is True else {}
        if dim is None or dim == () or source is None:
            return maker.apply(op, *operands, **attrs)
        axes, ndim = several(dim), len(source.shape)
        entry: Entry = axes_in_turn(maker.apply, op, operands[0], axes, ndim, **attrs)
        return entry

    return Rule(("self",), make)


def spread(op: str) -> Rule:
    """Variance and deviation, which PyTorch divides by n − 1."""

    def make(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
        attrs: dict[str, Attr] = {"ddof": int(key.saved("correction") or 0)}
        if key.saved("correction") is None:
            attrs["ddof"] = 1
        if dim := key.saved("dim"):
            attrs["axis"] = as_axis(dim)
        return maker.apply(op, *operands, keepdims=key.saved("keepdim") is True, **attrs)

    return Rule(("self",), make)


def shaped(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    if key.operands[0] is not None and key.operands[0].shape == key.shape:
        return operands[0]
    layer = maker.linear_of(operands[0])
    if layer is not None and len(key.shape) == 1:
        return maker.apply("linear", *layer)
    return maker.apply("reshape", *operands, shape=key.shape)


def expanded(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    return maker.apply("broadcast_to", *operands, shape=key.shape)


def permuted(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    dims = tuple(dim % len(key.shape) for dim in several(key.saved("dims")))
    axes = () if dims == tuple(range(len(dims)))[::-1] else dims
    return maker.apply("transpose", *operands, axes=axes)


def swapped(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    if len(key.shape) == 2:
        return maker.apply("transpose", *operands)
    first, second = key.saved("dim0"), key.saved("dim1")
    return maker.apply("swapaxes", *operands, axis1=first, axis2=second)


def several(value: Any) -> tuple[int, ...]:
    found = as_axis(value)
    return found if isinstance(found, tuple) else (found,)  # type: ignore[return-value]


def selected(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    at = ":, " * (key.saved("dim") % (len(key.shape) + 1)) + str(key.saved("index"))
    return maker.apply("index", *operands, at=at)


def sliced(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    start, end, step = (key.saved(name) for name in ("start", "end", "step"))
    size = key.saved("self_sym_sizes")[key.saved("dim")]
    ends = f"{start or 0}:{'' if end is None or end >= size else end}"
    part = ends if step == 1 else f"{ends}:{step}"
    if part == "0:":
        return operands[0]
    return maker.apply("index", *operands, at=":, " * (key.saved("dim") % len(key.shape)) + part)


def unbound(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    at = ":, " * (key.saved("dim") % (len(key.shape) + 1)) + str(key.output)
    return maker.apply("index", *operands, at=at)


def split(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    """One of several slices."""
    size, dim = key.saved("split_size"), key.saved("dim")
    start = key.output * size
    at = ":, " * (dim % len(key.shape)) + f"{start}:{start + key.shape[dim]}"
    return maker.apply("index", *operands, at=at)


def where(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    return maker.apply("where", *operands)


def clamped(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    low, high = key.saved("min"), key.saved("max")
    if low is not None and high is not None:
        return maker.apply("clip", *operands, low=float(low), high=float(high))
    end, op = (low, "max") if low is not None else (high, "min")
    return maker.apply(op, *operands, maker.constant(float(end)))


def softplus(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    beta = float(key.saved("beta"))
    if beta == 1:
        return maker.apply("softplus", *operands)
    factor = maker.constant(beta)
    return maker.apply(
        "div", maker.apply("softplus", maker.apply("mul", *operands, factor)), factor
    )


def gelu(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    return maker.apply("gelu_tanh" if key.saved("approximate") == "tanh" else "gelu", *operands)


def norm(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    order, dim = key.saved("ord"), key.saved("dim")
    attrs: dict[str, Attr] = {"ord": float(2 if order is None else order)}
    if dim:
        attrs["axis"] = as_axis(dim)
    return maker.apply("norm", *operands, keepdims=key.saved("keepdim") is True, **attrs)
