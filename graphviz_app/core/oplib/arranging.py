"""Operators that join, repeat and turn tensors round, and change no number."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Op, RefusedError, Shape
from graphviz_app.core.wording import sized

Shapes = Mapping[str, Shape]
Attrs = Mapping[str, Any]


def _concat(*operands: Array, axis: int) -> Array:
    parts = [np.atleast_1d(x) for x in operands]
    try:
        return np.concatenate(parts, axis)
    except np.exceptions.AxisError:
        raise
    except ValueError:
        sizes = " and ".join(sized(np.shape(x)) for x in operands)
        raise RefusedError(
            f"concat along axis {axis} joins what is equally large along all others; found {sizes}"
        ) from None


def _own_part(shapes: Shapes, attrs: Attrs) -> str:
    """Where an operand's numbers stand in what was joined."""
    axis = attrs["axis"] % len(shapes["y"])
    sizes = [shape[axis] if shape else 1 for letter, shape in shapes.items() if letter not in "gy"]
    slot = attrs["slot"]
    start = sum(sizes[:slot])
    if not [*shapes.values()][slot]:
        return f"index(g, '{start}')"
    return f"index(g, '{':, ' * axis}{start}:{start + sizes[slot]}')"


def _squeeze(a: Array, axis: int | None) -> Array:
    shape = np.shape(a)
    if axis is not None and -len(shape) <= axis < len(shape) and shape[axis] != 1:
        raise RefusedError(f"squeeze takes away an axis of size 1; axis {axis} has {shape[axis]}")
    return np.squeeze(a, axis)


def _tiled(shapes: Shapes, attrs: Attrs) -> str:
    shape, times = shapes["a"], tuple(attrs["times"])
    if not times or min(times) < 1:
        raise RefusedError(f"times={list(times)} does not say how often: write times=[2, 3]")
    axes = max(len(shape), len(times))
    shape = (1,) * (axes - len(shape)) + shape
    times = (1,) * (axes - len(times)) + times
    beside = [size for each in shape for size in (1, each)]
    full = [size for each in zip(times, shape, strict=True) for size in each]
    whole = [n * size for n, size in zip(times, shape, strict=True)]
    return _repeated(beside, full, whole)


def _repeated_each(shapes: Shapes, attrs: Attrs) -> str:
    shape, times, axis = shapes["a"], attrs["times"], attrs["axis"]
    if times < 1:
        raise RefusedError(f"times={times} does not say how often: write times=2")
    shape, axis = (shape, axis) if axis is not None else ((int(np.prod(shape)),), 0)
    if not -len(shape) <= axis < len(shape):
        raise np.exceptions.AxisError(axis, len(shape))
    at = axis % len(shape)
    beside = [*shape[: at + 1], 1, *shape[at + 1 :]]
    full = [*shape[: at + 1], times, *shape[at + 1 :]]
    return _repeated(beside, full, [*shape[:at], shape[at] * times, *shape[at + 1 :]])


def _repeated(beside: Sequence[int], full: Sequence[int], whole: Sequence[int]) -> str:
    """By an axis of size 1 that is made larger and then belongs to its neighbour."""
    wide = f"broadcast_to(reshape(a, {tuple(beside)}), {tuple(full)})"
    return f"reshape({wide}, {tuple(whole)})"


def _padded(shapes: Shapes, attrs: Attrs) -> str:
    shape, width = shapes["a"], tuple(attrs["width"])
    if len(width) not in (1, 2, 2 * len(shape)) or min(width) < 0:
        raise RefusedError(
            f"width={list(width)} does not say how many zeros: write [1] for one on every side, "
            "or [1, 2] for before and after, or these two for each axis"
        )
    pairs = width * (2 * len(shape) // len(width))
    before, after = pairs[0::2], pairs[1::2]
    ends = [n + size for n, size in zip(before, shape, strict=True)]
    at = ", ".join(f"{n}:{end}" for n, end in zip(before, ends, strict=True)) or "..."
    return f"put(a, '{at}', {tuple(n + end for n, end in zip(after, ends, strict=True))})"


ARRANGING = (
    Op(
        name="concat",
        about="tensors joined end to end",
        operands=("a",),
        variadic=True,
        attrs=MappingProxyType({"axis": 0}),
        numpy=_concat,
        pullbacks=(_own_part,),
        elementwise=False,
        aliases=("concatenate", "cat"),
        help="Joins vectors to a longer one, or matrices along an axis: h and x become [h, x]. "
        "Numbers count as vectors of one. Each operand receives its part of the gradient.",
        cases=(
            (((2,), (3,)), {"axis": 0}),
            (((2,), (), (3,)), {"axis": 0}),
            (((2, 3), (1, 3)), {"axis": 0}),
            (((2, 3), (2, 1), (2, 2)), {"axis": -1}),
        ),
        numpy_code="np.concatenate([np.atleast_1d(part) for part in a], axis)",
        torch="torch.cat([torch.atleast_1d(part) for part in a], axis)",
    ),
    Op(
        name="flatten",
        about="all numbers as one vector, row by row",
        operands=("a",),
        numpy=lambda a: np.reshape(a, (-1,)),
        pullbacks=("reshape(g, shape_of(a))",),
        elementwise=False,
        aliases=("ravel",),
        help="Writes the rows of a matrix one after the other. The gradient gets the old shape "
        "back.",
        cases=((((),), {}), (((3,),), {}), (((2, 3),), {}), (((2, 1, 3),), {})),
    ),
    Op(
        name="expand_dims",
        about="one more axis, of size 1",
        operands=("a",),
        attrs=MappingProxyType({"axis": 0}),
        numpy="expand_dims",
        pullbacks=("reshape(g, shape_of(a))",),
        elementwise=False,
        aliases=("unsqueeze",),
        help="Makes a row (axis=0) or a column (axis=1) of a vector. The gradient gets the old "
        "shape back.",
        torch="torch.unsqueeze(a, axis)",
        cases=((((),), {}), (((3,),), {}), (((3,),), {"axis": 1}), (((2, 3),), {"axis": -1})),
    ),
    Op(
        name="squeeze",
        about="without axes of size 1",
        operands=("a",),
        attrs=MappingProxyType({"axis": None}),
        numpy=_squeeze,
        pullbacks=("reshape(g, shape_of(a))",),
        elementwise=False,
        help="Takes away axes of size 1: all of them, or the one that is named. The gradient gets "
        "the old shape back.",
        torch="torch.squeeze(a) if axis is None else torch.squeeze(a, axis)",
        cases=((((),), {}), (((1, 3, 1),), {}), (((1, 3, 1),), {"axis": -1})),
        numpy_code="np.squeeze(a, axis=axis)",
    ),
    Op(
        name="flip",
        about="in the opposite order",
        operands=("a",),
        attrs=MappingProxyType({"axis": None}),
        numpy="flip",
        pullbacks=("flip(g, axis=axis)",),
        elementwise=False,
        help="Turns the order round along an axis, or along all. The gradient is turned back.",
        torch="torch.flip(a, tuple(range(a.ndim)) if axis is None else (axis,))",
        cases=((((),), {}), (((3,),), {}), (((2, 3),), {}), (((2, 3),), {"axis": 1})),
    ),
    Op(
        name="pad",
        about="with zeros around it",
        operands=("a",),
        attrs=MappingProxyType({"width": (1,)}),
        expansion=_padded,
        elementwise=False,
        help="Puts zeros around a tensor: width=[1] one on every side, [1, 2] so many before and "
        "after along each axis, or two numbers for every axis. The zeros receive nothing.",
        torch="torch.from_numpy(numpy.pad(numpy.zeros(a.shape), numpy.reshape(width, (-1, 2)) "
        "if len(width) > 1 else width)).index_put((torch.from_numpy(numpy.pad(numpy.ones(a.shape)"
        ", numpy.reshape(width, (-1, 2)) if len(width) > 1 else width) > 0),), a.flatten())",
        cases=(
            (((3,),), {"width": (1,)}),
            (((3,),), {"width": (0, 2)}),
            (((2, 3),), {"width": (1,)}),
            (((2, 3),), {"width": (0, 1, 2, 0)}),
        ),
    ),
    Op(
        name="tile",
        about="the whole, repeated",
        operands=("a",),
        attrs=MappingProxyType({"times": (2,)}),
        expansion=_tiled,
        elementwise=False,
        help="Repeats the whole: [1, 2] becomes [1, 2, 1, 2]; times=[2, 3] says how often along "
        "each axis. The gradients of the repeats add up.",
        torch="torch.tile(a, times)",
        cases=(
            (((3,),), {"times": (2,)}),
            (((3,),), {"times": (2, 1)}),
            (((2, 3),), {"times": (2,)}),
            (((2, 3),), {"times": (2, 3)}),
        ),
    ),
    Op(
        name="repeat",
        about="each element, repeated",
        operands=("a",),
        attrs=MappingProxyType({"times": 2, "axis": None}),
        expansion=_repeated_each,
        elementwise=False,
        help="Repeats every element: [1, 2] becomes [1, 1, 2, 2], as NumPy's repeat (PyTorch's "
        "repeat is tile). The gradients of the repeats add up.",
        torch="torch.repeat_interleave(a, times, axis)",
        cases=(
            (((3,),), {}),
            (((2, 3),), {"times": 3}),
            (((2, 3),), {"axis": 0}),
            (((2, 3),), {"axis": -1}),
        ),
    ),
    Op(
        name="duplicate",
        about="the same value, handed on several times",
        operands=("a",),
        value="a",
        torch="+a",
        numpy=lambda a: +a,
        partials=("1",),
        symbol="copy",
        help="The fork or copy gate of course notes: the value is handed on to several operators, "
        "and the gradients that come back from them add up. Every name may be used more than "
        "once without it; it only makes the fork a node of its own.",
    ),
)
