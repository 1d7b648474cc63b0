"""Windows that slide over the last axes of a tensor: cut out, added up, convolved, pooled.

Convolutions are worked out for N examples of C channels and O filters, whatever of these axes is
there (Dumoulin and Visin, A guide to convolution arithmetic for deep learning).
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from graphviz_app.arrays import Array, np
from graphviz_app.core.operators.entry import RefusedError, Shape


def windows(x: Array, size: Shape, stride: int, padding: int, fill: float = 0.0) -> Array:
    """Windows of a size over the last axes: first their places, then what is in each."""
    if stride < 1 or padding < 0:
        raise RefusedError("a stride is at least 1, a padding at least 0")
    axes = len(size)
    around = [(0, 0)] * (x.ndim - axes) + [(int(padding), int(padding))] * axes
    padded = np.pad(x, around, constant_values=fill)
    if any(n < k for n, k in zip(padded.shape[-axes:], size, strict=True)):
        raise RefusedError(
            f"a window of {_sized(size)} is larger than {_sized(padded.shape[-axes:])}"
        )
    cut = np.lib.stride_tricks.sliding_window_view(padded, size, axis=tuple(range(-axes, 0)))
    steps = [slice(None, None, int(stride))] * axes
    return np.asarray(cut[_last(*steps, *[slice(None)] * axes)])


def added_up(parts: Array, shape: Shape, size: Shape, stride: int, padding: int) -> Array:
    """The windows put back where they were cut out, added up where they overlap."""
    axes = len(size)
    places = parts.shape[parts.ndim - 2 * axes : parts.ndim - axes]
    sums = np.zeros((*parts.shape[: -2 * axes], *(n + 2 * int(padding) for n in shape[-axes:])))
    for offset in np.ndindex(size):
        ends = ((o, o + int(stride) * n) for o, n in zip(offset, places, strict=True))
        at = _last(*(slice(start, end, int(stride)) for start, end in ends))
        sums[at] += parts[_last(*[slice(None)] * axes, *offset)]
    kept = _last(*(slice(int(padding), int(padding) + n) for n in shape[-axes:]))
    return np.asarray(sums[kept]).reshape(shape)


def _last(*at: slice | int) -> Any:
    """An index of the last axes."""
    return (..., *at)


def _sized(shape: Shape) -> str:
    return "×".join(map(str, shape))


# Convolution


class _Whole(NamedTuple):
    """Shapes with all axes: N×C examples, O×C kernels; and what the value has before its places."""

    x: Shape
    k: Shape
    before: Shape


def _whole(x: Shape, k: Shape, axes: int) -> _Whole:
    """What stands before the last axes decides what is meant."""
    first: Shape
    second: Shape
    before: Shape
    given, kernel = x[:-axes], k[:-axes]
    match given, kernel:
        case (), (() | (_,)):
            first, second, before = (1, 1), (*(kernel or (1,)), 1), kernel
        case (), (filters, _):
            first, second, before = (1, 1), kernel, (filters,)
        case (examples,), ():
            first, second, before = (examples, 1), (1, 1), (examples,)
        case (channels,), (_,):
            first, second, before = (1, channels), (1, *kernel), ()
        case (channels,), (filters, _):
            first, second, before = (1, channels), kernel, (filters,)
        case (examples, _), (_,):
            first, second, before = given, (1, *kernel), (examples,)
        case (examples, _), (filters, _):
            first, second, before = given, kernel, (examples, filters)
        case _:
            raise RefusedError(
                f"{_sized(x)} numbers and a kernel of {_sized(k)} have no common reading"
            )
    if len(x) < axes or len(k) < axes or first[1] != second[1]:
        raise RefusedError(f"the kernel is for {second[1]} channels, not for {first[1]}")
    return _Whole((*first, *x[-axes:]), (*second, *k[-axes:]), before)


def _convolved(
    x: Array, k: Array, b: Array | None = None, *, axes: int, stride: int, padding: int
) -> Array:
    whole = _whole(np.shape(x), np.shape(k), axes)
    cut = windows(np.reshape(x, whole.x), whole.k[2:], stride, padding)
    inside = (1, *range(-axes, 0))
    y = np.tensordot(cut, np.reshape(k, whole.k), (inside, (1, *range(2, 2 + axes))))
    if b is not None:
        y = y + np.reshape(b, -1)
    return np.moveaxis(y, -1, 1).reshape(*whole.before, *y.shape[1:-1])


def _to_input(a: Array, k: Array, *, axes: int, stride: int, padding: int, shape: Shape) -> Array:
    """Every number of a spread by the kernel over the window that it came from."""
    shape = tuple(map(int, shape))
    whole = _whole(shape, np.shape(k), axes)
    arrived = np.reshape(a, (whole.x[0], whole.k[0], *np.shape(a)[-axes:]))
    parts = np.tensordot(arrived, np.reshape(k, whole.k), (1, 0))
    parts = np.moveaxis(parts, 1 + axes, 1)
    return added_up(parts, whole.x, whole.k[2:], stride, padding).reshape(shape)


def _to_kernel(a: Array, x: Array, *, axes: int, stride: int, padding: int, shape: Shape) -> Array:
    """Every window times the number that came of it, added up."""
    shape = tuple(map(int, shape))
    whole = _whole(np.shape(x), shape, axes)
    cut = windows(np.reshape(x, whole.x), whole.k[2:], stride, padding)
    arrived = np.reshape(a, (whole.x[0], whole.k[0], *np.shape(a)[-axes:]))
    over = (0, *range(2, 2 + axes))
    return np.tensordot(arrived, cut, (over, over)).reshape(shape)


def convolution(axes: int) -> Callable[..., Array]:
    """``(x, k, b=None, *, stride, padding)``: the cross-correlation, with a bias per filter."""
    return partial(_convolved, axes=axes)


def convolution_to_input(axes: int) -> Callable[..., Array]:
    """``(a, k, *, stride, padding, shape)``: what the picture receives of the gradient a."""
    return partial(_to_input, axes=axes)


def convolution_to_kernel(axes: int) -> Callable[..., Array]:
    """``(a, x, *, stride, padding, shape)``: what the kernel receives of the gradient a."""
    return partial(_to_kernel, axes=axes)


# Pooling


class _Pool(NamedTuple):
    """Which windows are pooled."""

    size: Shape
    stride: int
    padding: int


def _pool(x: Shape, size: int, stride: int | None, padding: int, axes: int | None) -> _Pool:
    """Over two axes, of a vector over its one."""
    count = min(len(x), 2) if axes is None else axes
    if not 0 < count <= len(x):
        raise RefusedError(
            "there is no window over a single number" if not x else "it has fewer axes"
        )
    if 2 * padding > size:
        raise RefusedError("the padding is at most half the size of the window")
    return _Pool((int(size),) * count, int(size if stride is None else stride), int(padding))


def _flat(cut: Array, pool: _Pool) -> Array:
    """What is in each window as one axis."""
    return cut.reshape(*cut.shape[: -len(pool.size)], -1)


def _windows_in(x: Array, pool: _Pool, fill: float) -> Array:
    return _flat(windows(np.asarray(x), *pool, fill), pool)


def largest(x: Array, size: int, stride: int | None, padding: int, axes: int | None) -> Array:
    """The largest number of each window."""
    pool = _pool(np.shape(x), size, stride, padding, axes)
    return np.asarray(_windows_in(x, pool, -np.inf).max(axis=-1))


def picked(
    a: Array, x: Array, size: int, stride: int | None, padding: int, axes: int | None
) -> Array:
    """The number of a that stands where x has the first largest number of a window."""
    pool = _pool(np.shape(x), size, stride, padding, axes)
    at = _windows_in(x, pool, -np.inf).argmax(axis=-1)
    found = np.take_along_axis(_windows_in(a, pool, 0.0), at[..., np.newaxis], -1)
    return np.asarray(found[..., 0])


def unpooled(
    a: Array, x: Array, size: int, stride: int | None, padding: int, axes: int | None
) -> Array:
    """Zeros, and each number of a added where x has the first largest number of its window."""
    pool = _pool(np.shape(x), size, stride, padding, axes)
    cut = _windows_in(x, pool, -np.inf)
    parts = np.zeros(cut.shape)
    at = cut.argmax(axis=-1)[..., np.newaxis]
    np.put_along_axis(parts, at, np.asarray(a)[..., np.newaxis], -1)
    return added_up(parts.reshape(*cut.shape[:-1], *pool.size), np.shape(x), *pool)


def tied(x: Array, size: int, stride: int | None, padding: int, axes: int | None) -> Array:
    """Where a window has its largest number more than once."""
    pool = _pool(np.shape(x), size, stride, padding, axes)
    cut = _windows_in(x, pool, -np.inf)
    return np.asarray((cut == cut.max(axis=-1, keepdims=True)).sum(axis=-1) > 1)


def averaged(x: Array, size: int, stride: int | None, padding: int, axes: int | None) -> Array:
    """The mean of each window; padding counts as zeros."""
    pool = _pool(np.shape(x), size, stride, padding, axes)
    return np.asarray(_windows_in(x, pool, 0.0).mean(axis=-1))


def spread(
    a: Array, size: int, stride: int | None, padding: int, axes: int | None, shape: Shape
) -> Array:
    """Each number of a in equal shares over its window, added up where windows overlap."""
    shape = tuple(map(int, shape))
    pool = _pool(shape, size, stride, padding, axes)
    inside = pool.size
    shares = np.asarray(a)[(..., *[np.newaxis] * len(inside))] / np.prod(inside)
    parts = np.broadcast_to(shares, (*np.shape(a), *inside))
    return added_up(parts, shape, *pool)
