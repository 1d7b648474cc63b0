"""Losses of single predictions: how far each is from its target, drawn together to one number."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Choice, Op, Shape
from graphviz_app.core.oplib.loss_reduction import (
    REDUCTION_HELP,
    cases_of,
    in_torch,
    part,
    reduced,
    reduced_numbers,
    share,
)

_F = "torch.nn.functional."
_EACH = "reduction='none')"
_NO_ATTRS: Mapping[str, object] = MappingProxyType({})


def elementwise_loss(
    name: str,
    about: str,
    term: str,
    slopes: tuple[tuple[int, str], ...],
    *,
    usual: str = "mean",
    attrs: Mapping[str, object] = _NO_ATTRS,
    by_hand: Callable[..., Array] | None = None,
    slopes_by_hand: tuple[Callable[..., Array], ...] = (),
    on_floats: tuple[Callable[..., float], ...] = (),
    torch: str,
    **entry: Any,
) -> Op:
    """A loss of which every element has its ``term``.

    ``slopes`` are the term's derivatives, a plain factor and the rest each. By hand, on
    ``(*operands, **attrs)``, is what the formulas would work out poorly;
    ``on_floats`` are the same and its slopes on floats.
    """
    operands = entry.pop("operands", ("p", "t"))
    return Op(
        name=name,
        about=about,
        operands=operands,
        attrs=MappingProxyType({**attrs, "reduction": usual}),
        expansion=lambda shapes, given: reduced(term, given["reduction"], _is_number(shapes)),
        numpy=_numbers(by_hand) if by_hand else None,
        pullbacks=tuple(_pullback(factor, rest) for factor, rest in slopes),
        pulls=tuple(map(_pull, slopes_by_hand)),
        floats=on_floats[0] if on_floats else None,
        slopes=on_floats[1:],
        elementwise=False,
        help=f"{entry.pop('help')} {REDUCTION_HELP}",
        torch=in_torch(torch),
        **{
            "cues": operands if len(operands) > 1 else (),
            "cases": cases_of(*(((shape,) * len(operands)) for shape in ((), (3,), (2, 3)))),
            **entry,
        },
    )


def _is_number(shapes: Mapping[str, Shape]) -> bool:
    """Whether there is one loss, and no vector of one."""
    return not any(shape for letter, shape in shapes.items() if letter not in ("g", "y"))


def _count(shapes: Mapping[str, Shape]) -> int:
    """How many losses there are, one per element."""
    given = (shape for letter, shape in shapes.items() if letter not in ("g", "y"))
    return math.prod(np.broadcast_shapes(*given))


def _numbers(by_hand: Callable[..., Array]) -> Callable[..., Array]:
    def numbers(*operands: Array, reduction: str, **attrs: Any) -> Array:
        return reduced_numbers(by_hand(*operands, **attrs), reduction)

    return numbers


def _pullback(factor: int, rest: str) -> Choice:
    def written(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
        return share(Fraction(factor), f"g*({rest})", attrs["reduction"], _count(shapes))

    return written


def _pull(slope: Callable[..., Array]) -> Callable[..., Array]:
    def pull(g: Array, y: Array, *operands: Array, reduction: str, **attrs: Any) -> Array:
        count = math.prod(np.broadcast_shapes(*map(np.shape, operands)))
        return g * slope(*operands, **attrs) * float(part(reduction, count))

    return pull


_DIFFERENCE = ((2, "p - t"), (-2, "p - t"))
_SIGN = ((1, "sign(p - t)"), (-1, "sign(p - t)"))
_CUT = "p - t if abs(p - t) <= delta else delta*sign(p - t)"
_SMOOTH = "(p - t)/beta if abs(p - t) < beta else sign(p - t)"

LOSSES = (
    elementwise_loss(
        "squared_error",
        "sum of squared differences, or half of it",
        "square(p - t)",
        _DIFFERENCE,
        usual="sum",
        symbol="SE",
        aliases=("sse",),
        help="Σ (p − t)²; with reduction='half' ½ Σ (p − t)², whose derivative is p − t.",
        torch=f"{_F}mse_loss(p, t, {_EACH}",
    ),
    elementwise_loss(
        "mse",
        "mean squared error",
        "square(p - t)",
        _DIFFERENCE,
        symbol="MSE",
        aliases=("mse_loss", "mean_squared_error"),
        help="The mean of (p − t)²: the usual loss of regression.",
        torch=f"{_F}mse_loss(p, t, {_EACH}",
    ),
    elementwise_loss(
        "l1",
        "mean absolute error",
        "abs(p - t)",
        _SIGN,
        kink="p == t",
        convention="sgn(0) = 0 is used",
        symbol="L1",
        aliases=("mae", "l1_loss", "mean_absolute_error"),
        help="The mean of |p − t|: a far outlier pulls no harder than a near one.",
        torch=f"{_F}l1_loss(p, t, {_EACH}",
    ),
    elementwise_loss(
        "huber",
        "a parabola near the target, straight lines beyond delta",
        "0.5*square(p - t) if abs(p - t) <= delta else delta*(abs(p - t) - 0.5*delta)",
        ((1, _CUT), (-1, _CUT)),
        attrs=MappingProxyType({"delta": 1.0}),
        symbol="Huber",
        aliases=("huber_loss",),
        help="½ (p − t)² up to |p − t| = delta, from there delta·(|p − t| − ½ delta), so that the "
        "derivative does not jump (Huber, 1964).",
        torch=f"{_F}huber_loss(p, t, delta=delta, {_EACH}",
        cases=cases_of(delta=0.5),
    ),
    elementwise_loss(
        "smooth_l1",
        "the absolute error, rounded off below beta",
        "0.5*square(p - t)/beta if abs(p - t) < beta else abs(p - t) - 0.5*beta",
        ((1, _SMOOTH), (-1, _SMOOTH)),
        attrs=MappingProxyType({"beta": 1.0}),
        symbol="smooth L1",
        aliases=("smooth_l1_loss",),
        help="½ (p − t)²/beta up to |p − t| = beta, from there |p − t| − ½ beta: Huber's loss "
        "divided by beta (Girshick, Fast R-CNN).",
        torch=f"{_F}smooth_l1_loss(p, t, beta=beta, {_EACH}",
        cases=cases_of(beta=0.5),
    ),
    elementwise_loss(
        "hinge",
        "how far a score is short of the margin 1",
        "max(0, 1 - t*p)",
        ((-1, "t if t*p < 1 else 0"), (-1, "p if t*p < 1 else 0")),
        kink="t*p == 1",
        convention="at the margin nothing flows back",
        symbol="hinge",
        aliases=("hinge_loss",),
        help="max(0, 1 − t·p) of a score p and a class t that is 1 or −1: the loss of support "
        "vector machines.",
        torch="torch.clamp(1 - t*p, min=0)",
    ),
    elementwise_loss(
        "l2_penalty",
        "a price on large weights: the sum of their squares",
        "strength*square(w)",
        ((2, "strength*w"),),
        operands=("w",),
        usual="sum",
        attrs=MappingProxyType({"strength": 1.0}),
        symbol="L2 penalty",
        aliases=("weight_decay",),
        help="strength·Σ w², with reduction='half' ½ strength·Σ w²; added to a loss it draws "
        "weights to 0 in proportion to their size.",
        torch="strength*w**2",
        cases=cases_of(((),), ((3,),), ((2, 3),), strength=0.3),
    ),
    elementwise_loss(
        "l1_penalty",
        "a price on weights that are not zero: the sum of their sizes",
        "strength*abs(w)",
        ((1, "strength*sign(w)"),),
        operands=("w",),
        usual="sum",
        attrs=MappingProxyType({"strength": 1.0}),
        kink="w == 0",
        convention="sgn(0) = 0 is used",
        symbol="L1 penalty",
        help="strength·Σ |w|; added to a loss it draws every weight to 0 with the same force, so "
        "that many get there (the lasso).",
        torch="strength*w.abs()",
        cases=cases_of(((),), ((3,),), ((2, 3),), strength=0.3),
    ),
)
