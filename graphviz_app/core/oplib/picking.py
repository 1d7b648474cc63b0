"""Operators that pick by numbers of rows: embeddings and classes."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Numbers, Op, RefusedError, Shape
from graphviz_app.core.wording import counted, sized

Places = Any
_APART = 0.01
"""As far from a whole number as a gradient check may move a place."""


def _places(i: Array, size: int, what: str) -> Places:
    """Whole numbers from 0 to size − 1 (−1 is the last); raises RefusedError for others."""
    whole: Places = np.rint(i).astype(np.int64)
    if np.any(np.abs(i - whole) > _APART * np.maximum(1, np.abs(whole))):
        raise RefusedError(f"{what} are chosen by whole numbers, counted from 0")
    if np.any(whole >= size) or np.any(whole < -size):
        wrong = whole[(whole >= size) | (whole < -size)].flat[0]
        last = f"0 to {size - 1}" if size > 1 else "only 0"
        raise RefusedError(f"there is no {wrong} among {size} {what}: they are counted {last}")
    return whole


def _gather(a: Array, i: Array, axis: int) -> Array:
    if not -np.ndim(a) <= axis < np.ndim(a):
        raise np.exceptions.AxisError(axis, np.ndim(a))
    return np.asarray(np.take(a, _places(np.asarray(i), np.shape(a)[axis], "rows"), axis))


def _scatter(a: Array, i: Array, shape: Shape, axis: int) -> Array:
    """Zeros, to which the rows of a are added at their places."""
    found = np.zeros(shape)
    rows, at = np.moveaxis(found, axis, 0), axis % len(shape)
    own = np.moveaxis(a, [*range(at, at + np.ndim(i))], [*range(np.ndim(i))])
    np.add.at(rows, (_places(np.asarray(i), shape[axis], "rows"),), own)
    return found


def _taken(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    return "gather(flatten(a), i)" if attrs["axis"] is None else "gather(a, i, axis=axis)"


def _picked(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    if not shapes["a"] or shapes["a"][:-1] != shapes["i"]:
        raise RefusedError(
            f"{sized(shapes['a'])} has {counted(math.prod(shapes['a'][:-1]), 'row')}, and "
            f"{sized(shapes['i'])} says which element of each is meant"
        )
    return f"sum(a*one_hot(i, classes={shapes['a'][-1]}), axis=-1)"


def one_hot(i: Array, classes: int | None) -> Array:
    i = np.asarray(i)
    count = int(np.rint(np.max(i))) + 1 if classes is None else classes
    places = _places(i, count, "classes")
    if np.any(places < 0):
        raise RefusedError(f"there is no class {places.min()}: classes are counted from 0")
    return np.asarray((places[..., np.newaxis] == np.arange(count)).astype(np.float64))


_TWICE = Numbers([1.0, 0.0, 1.0])
_TABLE = Numbers([[0.0, 1.0], [1.0, 1.0]])

PICKING = (
    Op(
        name="gather",
        about="rows of a table, by their numbers",
        operands=("a", "i"),
        attrs=MappingProxyType({"axis": 0}),
        numpy=_gather,
        pullbacks=("scatter_add(g, i, shape=shape_of(a), axis=axis)", ""),
        elementwise=False,
        cues=("table", "rows"),
        aliases=("embedding",),
        help="Picks rows of a matrix (or elements of a vector) by their numbers, counted from 0: "
        "gather(W, [2, 0, 2]). As an embedding W has one row for each word. A row that is used "
        "twice receives both gradients, added up; the numbers of rows receive none.",
        torch="torch.index_select(a, axis, i.long().flatten()).reshape(a.shape[:axis % a.ndim] "
        "+ i.shape + a.shape[axis % a.ndim + 1:])",
        cases=(
            (((3,), _TWICE), {}),
            (((3,), Numbers(2.0)), {}),
            (((2, 3), _TWICE), {}),
            (((2, 3), _TABLE), {}),
            (((2, 3), _TABLE), {"axis": 1}),
            (((2, 3), Numbers(1.0)), {"axis": -1}),
        ),
        numpy_code="np.take(a, np.asarray(i, int), axis)",
    ),
    Op(
        name="take",
        about="elements by their numbers, as NumPy's take",
        operands=("a", "i"),
        attrs=MappingProxyType({"axis": None}),
        expansion=_taken,
        elementwise=False,
        cues=("from", "which"),
        help="Picks elements by their numbers, of a matrix read row by row; with an axis whole "
        "rows or columns, as gather.",
        torch="torch.take(a, i.long()) if axis is None else torch.index_select(a, axis, i.long())",
        cases=(
            (((3,), _TWICE), {}),
            (((2, 3), Numbers([4.0, 4.0])), {}),
            (((2, 3), _TWICE), {"axis": 1}),
        ),
    ),
    Op(
        name="pick",
        about="of each row one element, by its number",
        operands=("a", "i"),
        expansion=_picked,
        elementwise=False,
        cues=("rows", "which"),
        help="Picks one element of each row of a matrix, by its number counted from 0, such as the "
        "score of the right class; typed P[range(n), y]. Everything else receives 0.",
        torch="torch.gather(a, -1, i.long().unsqueeze(-1)).squeeze(-1)",
        cases=(
            (((3, 2), _TWICE), {}),
            (((3,), Numbers(2.0)), {}),
            (((2, 2, 3), _TABLE), {}),
        ),
    ),
    Op(
        name="scatter_add",
        about="zeros, with rows added at places",
        operands=("a", "i"),
        attrs=MappingProxyType({"shape": (1,), "axis": 0}),
        numpy=_scatter,
        pullbacks=("gather(g, i, axis=axis)", ""),
        elementwise=False,
        cues=("rows", "places"),
        help="Adds rows to a tensor of zeros, each at its place: what the gradient of picking rows "
        "is. Rows at the same place add up.",
        torch="torch.zeros(shape, dtype=a.dtype).index_add(axis, i.long().flatten(), "
        "a.flatten(axis, axis + i.ndim - 1) if i.ndim else a.unsqueeze(axis))",
        cases=(
            (((3,), _TWICE), {"shape": (4,)}),
            (((3, 2), _TWICE), {"shape": (2, 2)}),
            (((2, 2, 3), _TABLE), {"shape": (2, 3)}),
            (((2, 3), _TWICE), {"shape": (2, 4), "axis": 1}),
            (((), Numbers(2.0)), {"shape": (3,)}),
        ),
        numpy_code="found = np.zeros(shape)\n"
        "rows, at, i = np.moveaxis(found, axis, 0), axis % len(shape), np.asarray(i, int)\n"
        "own = np.moveaxis(a, [*range(at, at + i.ndim)], [*range(i.ndim)])\n"
        "np.add.at(rows, (i,), own)\n"
        "found",
    ),
    Op(
        name="one_hot",
        about="a 1 at the place of the class, else 0",
        operands=("i",),
        attrs=MappingProxyType({"classes": None}),
        numpy=one_hot,
        partials=("",),
        elementwise=False,
        aliases=("onehot",),
        help="Writes a class as a vector: of 3 classes the class 1 is [0, 1, 0]. Without classes= "
        "there are as many as the largest number asks for. A class only chooses: no gradient "
        "flows back.",
        torch="torch.nn.functional.one_hot(i.long(), -1 if classes is None else classes)",
        cases=(
            ((Numbers(1.0),), {"classes": 3}),
            ((_TWICE,), {"classes": 4}),
            ((_TABLE,), {}),
        ),
        numpy_code="np.eye(int(np.max(i)) + 1 if classes is None else classes)[np.asarray(i, int)]",
    ),
)
