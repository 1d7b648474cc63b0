"""Convolution and pooling: windows that slide over a vector or a picture."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.core.op import Case, Op, Shape
from graphviz_app.core.operators import windows

_SLIDES = MappingProxyType({"stride": 1, "padding": 0})
_BACK = MappingProxyType({"stride": 1, "padding": 0, "shape": (1,)})
_POOLS = MappingProxyType({"size": 2, "stride": None, "padding": 0, "axes": None})
_SHAPES = {
    1: (((7,), (3,)), ((2, 6), (3, 2, 3)), ((2, 2, 7), (2, 2, 3))),
    2: (((4, 4), (2, 2)), ((2, 5, 4), (3, 2, 3, 2)), ((2, 1, 5, 5), (2, 1, 3, 3))),
}
"""Per number of axes: plain, with channels and filters, a batch."""


def _cases(axes: int) -> tuple[Case, ...]:
    steps = ({"stride": 1, "padding": 0}, {"stride": 2, "padding": 1})
    alone = [(shapes, step) for shapes in _SHAPES[axes] for step in steps]
    return (*alone, *(((x, k, k[:1]), steps[1]) for x, k in _SHAPES[axes][1:]))


def _theirs(axes: int) -> str:
    name, plain = f"torch.nn.functional.conv{axes}d", "[None, None]"
    return (
        f"{name}(x{plain}, k{plain}, None if b is None else b.reshape(1), stride, padding)[0, 0] "
        f"if k.ndim == {axes} "
        f"else {name}(x, k, b, stride, padding)"
    )


def _convolution(axes: int, where: str, sizes: str) -> tuple[Op, ...]:
    """The convolution over so many axes, and what its operands receive of a gradient."""
    name, to_input, to_kernel = f"conv{axes}d", f"conv{axes}d_input", f"conv{axes}d_kernel"
    kept = "stride=stride, padding=padding"

    def to_bias(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
        filters = math.prod(shapes["b"])
        column = (filters, *(1,) * axes)
        summed = f"sum_to(g, {column})" if filters > 1 else "sum(g)"
        return f"reshape({summed}, shape_of(b))"

    return (
        Op(
            name=name,
            about=f"a kernel slid over a {where}",
            operands=("x", "k", "b"),
            optional=1,
            attrs=_SLIDES,
            numpy=windows.convolution(axes),
            pullbacks=(
                f"{to_input}(g, k, {kept}, shape=shape_of(x))",
                f"{to_kernel}(g, x, {kept}, shape=shape_of(k))",
                to_bias,
            ),
            elementwise=False,
            cues=("x", "k", "b"),
            help=f"At each place the numbers of the {where} under the kernel times those of the "
            "kernel, summed, plus the bias; the kernel is not flipped (a cross-correlation, as in "
            f"PyTorch). Plain: x of {sizes} and a kernel of as many axes. With channels: x is "
            f"C×{sizes} or N×C×{sizes} and the kernel O×C×… (or C×…, for one filter). A number of "
            "the kernel was used at every place, so its gradient is a sum over all of them.",
            cases=_cases(axes),
            torch=_theirs(axes),
        ),
        Op(
            name=to_input,
            about=f"what the input of {name} receives of a gradient",
            operands=("a", "k"),
            attrs=_BACK,
            numpy=windows.convolution_to_input(axes),
            pullbacks=(f"{name}(g, k, {kept})", f"{to_kernel}(a, g, {kept}, shape=shape_of(k))"),
            elementwise=False,
            cues=("a", "k"),
            help="Each number of a times the kernel, added at the window that it came from (a "
            "transposed convolution); shape= is that of the input.",
            cases=_back_cases(axes, 0),
            torch=_grad_in_torch(axes, "k", "({}*shape,), k{}, a{}"),
        ),
        Op(
            name=to_kernel,
            about=f"what the kernel of {name} receives of a gradient",
            operands=("a", "x"),
            attrs=_BACK,
            numpy=windows.convolution_to_kernel(axes),
            pullbacks=(f"{name}(x, g, {kept})", f"{to_input}(a, g, {kept}, shape=shape_of(x))"),
            elementwise=False,
            cues=("a", "x"),
            help="Each number of a times the window that it came from, added up; shape= is that "
            "of the kernel.",
            cases=_back_cases(axes, 1),
            torch=_grad_in_torch(axes, "x", "x{1}, ({3}*shape,), a{2}"),
        ),
    )


def _back_cases(axes: int, of: int) -> tuple[Case, ...]:
    """Of a plain input and of a batch: gradients that arrive, and the other operand."""
    found: list[Case] = []
    for x, k in (_SHAPES[axes][0], _SHAPES[axes][2]):
        for stride, padding in ((1, 0), (2, 1)):
            sizes = zip(x[-axes:], k[-axes:], strict=True)
            places = ((n + 2 * padding - m) // stride + 1 for n, m in sizes)
            a = (*((x[0], k[0]) if len(x) > axes else ()), *places)
            other, shape = ((k, x), (x, k))[of]
            found.append(((a, other), {"stride": stride, "padding": padding, "shape": shape}))
    return tuple(found)


def _grad_in_torch(axes: int, letter: str, given: str) -> str:
    """Of a plain input, of one with channels, of a batch: PyTorch's gradients want a batch."""
    name = f"torch.nn.grad.conv{axes}d_{'input' if letter == 'k' else 'weight'}"
    ends = "stride, padding)"
    plain = given.format("1, 1, ", *["[None, None]"] * 2, "1, 1, ")
    single = given.format("1, ", "" if letter == "k" else "[None]", "[None]", "")
    batch = given.format("", "", "", "")
    return (
        f"{name}({plain}, {ends}[0, 0] if {letter}.ndim == {axes} else "
        f"({name}({single}, {ends}{'[0]' if letter == 'k' else ''} if a.ndim == {axes + 1} else "
        f"{name}({batch}, {ends})"
    )


_KEPT = "size=size, stride=stride, padding=padding, axes=axes"
_POOL_CASES = tuple(
    (attrs, shape)
    for shape in ((4, 6), (2, 5, 4))
    for attrs in ({}, {"size": 3, "stride": 1, "padding": 1})
)
_TORCH_POOL = "torch.nn.functional.{}_pool2d(x[None], size, stride, padding)[0]"
_PULLED = (
    "torch.func.vjp(lambda u: torch.nn.functional.{}_pool2d(u[None], size, stride, padding)[0], "
    "{})[1](a)[0]"
)


def _places(shape: Shape, attrs: Mapping[str, int]) -> Shape:
    size, stride, padding = attrs.get("size", 2), attrs.get("stride", 2), attrs.get("padding", 0)
    return (*shape[:-2], *((n + 2 * padding - size) // stride + 1 for n in shape[-2:]))


POOLING = (
    Op(
        name="max_pool",
        about="the largest number of each window",
        operands=("x",),
        attrs=_POOLS,
        numpy=windows.largest,
        pullbacks=(f"max_unpool(g, x, {_KEPT})",),
        elementwise=False,
        kink="tied(x, size, stride, padding, axes)",
        convention="the first of equally large numbers receives the gradient",
        aliases=("max_pool2d",),
        help="Windows of size×size over the last two axes (of a vector: over its one; axes= says "
        "otherwise), side by side unless stride= is given. The gradient goes back to the largest "
        "number of each window; all others receive 0.",
        cases=tuple(((shape,), attrs) for attrs, shape in _POOL_CASES),
        torch=_TORCH_POOL.format("max"),
    ),
    Op(
        name="max_unpool",
        about="each number put back where its window was largest",
        operands=("a", "x"),
        attrs=_POOLS,
        numpy=windows.unpooled,
        pullbacks=(f"pick_max(g, x, {_KEPT})", ""),
        elementwise=False,
        cues=("a", "x"),
        help="The gradient of max_pool of x: zeros, and each number of a added at the place of the "
        "largest number of x in its window. x only steers.",
        cases=tuple(((_places(shape, attrs), shape), attrs) for attrs, shape in _POOL_CASES),
        torch=_PULLED.format("max", "x"),
    ),
    Op(
        name="pick_max",
        about="the number that stands where a window of another tensor is largest",
        operands=("a", "x"),
        attrs=_POOLS,
        numpy=windows.picked,
        pullbacks=(f"max_unpool(g, x, {_KEPT})", ""),
        elementwise=False,
        cues=("a", "x"),
        help="The opposite of max_unpool, and its gradient; pick_max(x, x) is max_pool(x). x only "
        "steers.",
        cases=tuple(((shape, shape), attrs) for attrs, shape in _POOL_CASES),
        torch="torch.gather(a.flatten(-2), -1, torch.nn.functional.max_pool2d(x[None], size, "
        "stride, padding, return_indices=True)[1][0].flatten(-2)).reshape("
        f"{_TORCH_POOL.format('max')}.shape)",
    ),
    Op(
        name="avg_pool",
        about="the mean of each window",
        operands=("x",),
        attrs=_POOLS,
        numpy=windows.averaged,
        pullbacks=(f"avg_unpool(g, {_KEPT}, shape=shape_of(x))",),
        elementwise=False,
        aliases=("avg_pool2d", "mean_pool"),
        help="Windows as in max_pool. Each number of a window receives an equal share of the "
        "gradient; padding counts as zeros.",
        cases=tuple(((shape,), attrs) for attrs, shape in _POOL_CASES),
        torch=_TORCH_POOL.format("avg"),
    ),
    Op(
        name="avg_unpool",
        about="each number in equal shares over its window",
        operands=("a",),
        attrs=MappingProxyType({**_POOLS, "shape": (1,)}),
        numpy=windows.spread,
        pullbacks=(f"avg_pool(g, {_KEPT})",),
        elementwise=False,
        help="The gradient of avg_pool, whose input has the shape that is given.",
        cases=tuple(
            ((_places(shape, attrs),), {**attrs, "shape": shape}) for attrs, shape in _POOL_CASES
        ),
        torch=_PULLED.format("avg", "torch.zeros(shape, dtype=a.dtype)"),
    ),
)

CONVOLUTION = (
    *_convolution(1, "vector", "L"),
    *_convolution(2, "picture", "H×W"),
    *POOLING,
)
