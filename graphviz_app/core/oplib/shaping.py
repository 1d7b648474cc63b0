"""Operators that pick, join and arrange elements, and change no number."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Op, RefusedError, Shape
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.wording import counted, sized


def place(at: str) -> tuple[Any, ...]:
    """What stands in square brackets, ``1, :`` or ``0:2``, as NumPy takes it.

    Raises IndexError for what is none.
    """
    return tuple(_one(part.strip()) for part in at.split(","))


def _one(part: str) -> Any:
    if part in ("...", "None"):
        return {"...": ..., "None": None}[part]
    try:
        numbers = [int(number) if number.strip() else None for number in part.split(":")]
    except ValueError:
        raise IndexError(f"'{part}' is no place in a tensor") from None
    return numbers[0] if len(numbers) == 1 else slice(*numbers)


def _index(a: Array, at: str) -> Array:
    try:
        return np.asarray(np.asarray(a)[place(at)])
    except IndexError:
        raise RefusedError(
            f"there is no [{at}] in {sized(np.shape(a))}; places are counted from 0"
        ) from None


def _put(a: Array, at: str, shape: Shape) -> Array:
    """Zeros of a shape, with the numbers at a place."""
    zeros = np.zeros(shape)
    try:
        zeros[place(at)] = a
    except (IndexError, ValueError):
        raise RefusedError(
            f"{sized(np.shape(a))} does not fit into [{at}] of {sized(tuple(shape))}"
        ) from None
    return zeros


def _stack(*operands: Array, axis: int) -> Array:
    shapes = [np.shape(x) for x in operands]
    if len(set(shapes)) > 1:
        found = " and ".join(dict.fromkeys(map(sized, shapes)))
        raise RefusedError(f"what stands in [ ] side by side has one shape; found {found}")
    return np.stack(operands, axis)


def _reshape(a: Array, shape: Shape) -> Array:
    try:
        return np.reshape(a, shape)
    except ValueError:
        raise RefusedError(
            f"{sized(np.shape(a))} has {counted(np.size(a), 'number')}, "
            f"which cannot be arranged as {list(shape)}"
        ) from None


def _broadcast(a: Array, shape: Shape) -> Array:
    try:
        return np.broadcast_to(a, shape) + 0.0
    except ValueError:
        raise RefusedError(
            f"{sized(np.shape(a))} cannot be repeated until it is {sized(tuple(shape))}"
        ) from None


def _slice_of_stack(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    axis = attrs["axis"] % len(shapes["y"])
    return f"index(g, '{':, ' * axis}{attrs['slot']}')"


SHAPING = (
    Op(
        name="index",
        about="an element or a part of a tensor",
        operands=("a",),
        attrs=MappingProxyType({"at": "0"}),
        numpy=_index,
        pullbacks=("put(g, at, shape_of(a))",),
        elementwise=False,
        symbol="u[$at]",
        latex=r"{$a}_{$at}",
        python="$a[$at]",
        help="Picks an element (x[0]), a row (W[1]), a column (W[:, 0]) or a slice (x[0:2]). "
        "The gradient goes back to what was picked; everything else receives 0.",
        numpy_code="a[at]",
        torch="a[at]",
        cases=(
            (((3,),), {"at": "0"}),
            (((3,),), {"at": "-1"}),
            (((3,),), {"at": "0:2"}),
            (((2, 3),), {"at": "1, :"}),
            (((2, 3),), {"at": ":, 0"}),
            (((2, 3),), {"at": "1, 2"}),
        ),
    ),
    Op(
        name="put",
        about="zeros, with these numbers at a place",
        operands=("a",),
        attrs=MappingProxyType({"at": "0", "shape": (1,)}),
        numpy=_put,
        pullbacks=("index(g, at)",),
        elementwise=False,
        help="Writes numbers into a tensor of zeros: what the gradient of picking an element is.",
        numpy_code="zeros = np.zeros(shape)\nzeros[at] = a\nzeros",
        torch="zeros = torch.zeros(shape)\nzeros[at] = a\nzeros",
        cases=((((),), {"at": "1", "shape": (3,)}),),
    ),
    Op(
        name="stack",
        about="numbers to a vector, vectors to a matrix",
        operands=("a",),
        variadic=True,
        attrs=MappingProxyType({"axis": 0}),
        numpy=_stack,
        pullbacks=(_slice_of_stack,),
        elementwise=False,
        symbol="[ ]",
        latex=r"\left[$a\right]",
        python="[$a]",
        help="Puts values of the same shape beside each other; typed [a, b]. "
        "Each operand receives its part of the gradient.",
        numpy_code="np.stack(a, axis)",
        torch="torch.stack(a, axis)",
        cases=(
            (((), (), ()), {"axis": 0}),
            (((3,), (3,)), {"axis": 0}),
            (((3,), (3,)), {"axis": 1}),
        ),
    ),
    Op(
        name="reshape",
        about="the same numbers in another shape",
        operands=("a",),
        attrs=MappingProxyType({"shape": (1,)}),
        torch="torch.reshape(a, shape)",
        numpy=_reshape,
        pullbacks=("reshape(g, shape_of(a))",),
        elementwise=False,
        help="Keeps the order of the numbers, row by row. The gradient gets the old shape back.",
        numpy_code="np.reshape(a, shape)",
        cases=((((2, 3),), {"shape": (3, 2)}), (((2, 3),), {"shape": (6,)})),
    ),
    Op(
        name="broadcast_to",
        about="repeated until it has a shape",
        operands=("a",),
        attrs=MappingProxyType({"shape": (1,)}),
        torch="torch.broadcast_to(a, shape)",
        numpy=_broadcast,
        pullbacks=("sum_to(g, shape_of(a))",),
        elementwise=False,
        help="Repeats rows, columns or a number. The gradients of the repeats add up.",
        numpy_code="np.broadcast_to(a, shape)",
        cases=((((3,),), {"shape": (2, 3)}), (((2, 1),), {"shape": (2, 3)})),
    ),
    Op(
        name="sum_to",
        about="summed until it has a shape",
        operands=("a",),
        attrs=MappingProxyType({"shape": (1,)}),
        numpy=lambda a, shape: unbroadcast(np.asarray(a), tuple(shape)),
        pullbacks=("broadcast_to(g, shape_of(a))",),
        elementwise=False,
        help="Adds up what broadcasting has repeated: the opposite of broadcast_to.",
        numpy_code="extra = np.ndim(a) - len(shape)\n"
        "repeated = [n + extra for n, size in enumerate(shape) if size == 1]\n"
        "np.sum(a, axis=(*range(extra), *repeated)).reshape(shape)",
        torch="a.sum_to_size(shape)",
        cases=((((2, 3),), {"shape": (3,)}), (((2, 3),), {"shape": (2, 1)})),
    ),
)
