"""Layers that scale and choose numbers: normalisation, dropout, a stop for gradients."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.core.op import Numbers, Op, RefusedError, Shape

_MASK_ROW = Numbers([1.0, 0.0, 1.0])
_MASK = Numbers([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])


def _scaled(shapes: Mapping[str, Shape], column: str = "") -> str:
    """γ·x̂ + β, as far as they are given; as columns where the feature is not the last axis."""
    gamma, beta = (
        f"reshape({name}, {column})" if column and len(shapes.get(name, ())) == 1 else name
        for name in ("gamma", "beta")
    )
    times = f"{gamma}*xhat" if "gamma" in shapes else "xhat"
    return f"{times} + {beta}" if "beta" in shapes else times


def _batch_norm(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    """Along the axis of the examples; of pictures N×C×… also over all places."""
    x = shapes["x"]
    if not x:
        raise RefusedError("batch_norm needs several examples, not a single number")
    over = [attrs["axis"], *range(2, len(x))] if len(x) > 2 else [attrs["axis"]]
    column = f"({x[1]}, {', '.join('1' for _ in x[2:])},)" if len(x) > 2 else ""
    return _normalised(over, _scaled(shapes, column))


def _layer_norm(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    if not shapes["x"]:
        raise RefusedError("layer_norm needs several features, not a single number")
    return _normalised([-1], _scaled(shapes))


def _normalised(over: list[int], last: str) -> str:
    """The lines that they are made of."""

    def mean(of: str) -> str:
        for axis in over:
            of = f"mean({of}, axis={axis}, keepdims=True)"
        return of

    return (
        f"mu = {mean('x')}\nxmu = x - mu\nvar = {mean('square(xmu)')}\n"
        f"xhat = xmu/sqrt(var + eps)\n{last}"
    )


_BATCH = (
    "torch.nn.functional.batch_norm(x if x.ndim > 1 else x[:, None], None, None, "
    "None if gamma is None else gamma.reshape(-1), None if beta is None else beta.reshape(-1), "
    "training=True, eps=eps).reshape(x.shape)"
)

NORMALISING = (
    Op(
        name="batch_norm",
        about="every feature of a batch with mean 0 and variance 1, then scaled and shifted",
        operands=("x", "gamma", "beta"),
        optional=2,
        attrs=MappingProxyType({"eps": 1e-5, "axis": 0}),
        expansion=_batch_norm,
        elementwise=False,
        cues=("x", "γ", "β"),
        symbol="batch norm",
        help="gamma·(x − μ)/√(σ² + eps) + beta, with mean μ and variance σ² (divided by N) over "
        "the examples, axis 0; of pictures N×C×H×W over the places too. Every example changes "
        "both, so that a gradient flows from each to all others (Ioffe and Szegedy). gamma and "
        "beta may be left out.",
        torch=_BATCH,
        cases=(
            (((4, 3), (3,), (3,)), {}),
            (((4, 3), (3,)), {"eps": 0.1}),
            (((4, 3),), {}),
            (((4,), (), ()), {}),
            (((2, 3, 2, 2), (3,), (3,)), {}),
        ),
    ),
    Op(
        name="layer_norm",
        about="every example with mean 0 and variance 1, then scaled and shifted",
        operands=("x", "gamma", "beta"),
        optional=2,
        attrs=MappingProxyType({"eps": 1e-5}),
        expansion=_layer_norm,
        elementwise=False,
        cues=("x", "γ", "β"),
        symbol="layer norm",
        help="gamma·(x − μ)/√(σ² + eps) + beta, with mean μ and variance σ² (divided by their "
        "number) over the last axis: each example by itself (Ba, Kiros and Hinton). gamma and beta "
        "may be left out.",
        torch="torch.nn.functional.layer_norm(x, x.shape[-1:], gamma, beta, eps)",
        cases=(
            (((4, 3), (3,), (3,)), {}),
            (((5,), (5,), (5,)), {"eps": 0.1}),
            (((2, 3, 4),), {}),
        ),
    ),
    Op(
        name="dropout",
        about="some numbers switched off by a mask, the others scaled up",
        operands=("a", "m"),
        attrs=MappingProxyType({"p": 0.5}),
        value="a*m/(1 - p)",
        partials=("m/(1 - p)", "a/(1 - p)"),
        cues=("a", "mask"),
        help="a·m/(1 − p): the mask m is 1 where a number is kept and 0 where it is dropped, p the "
        "share that is dropped, and 1/(1 − p) keeps the mean as it was (inverted dropout). The "
        "mask is given, so that every run is the same; what is dropped receives no gradient. For a "
        "mask that is scaled already write a*m.",
        torch="a*m/(1 - p)",
        cases=(
            (((), Numbers(1.0)), {"p": 0.5}),
            (((3,), _MASK_ROW), {"p": 0.2}),
            (((2, 3), _MASK), {"p": 0.5}),
        ),
    ),
    Op(
        name="stop_gradient",
        about="the same value, through which no gradient flows back",
        operands=("a",),
        value="a",
        numpy="positive",
        partials=("",),
        withholds=True,
        symbol="stop",
        aliases=("detach",),
        help="Passes its value on, and going backwards counts as a constant: detach() in PyTorch.",
        torch="a.detach()",
    ),
)
