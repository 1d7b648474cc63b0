"""Activation functions that let the positive side through: ReLU and what came of it."""

from collections.abc import Mapping
from types import MappingProxyType

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Case, Op, Shape
from graphviz_app.core.oplib.by_hand import exp_pull
from graphviz_app.core.oplib.tails import (
    FLAT,
    gated_pull,
    gelu,
    gelu_of_float,
    gelu_pull,
    gelu_slope,
    gelu_tanh,
    gelu_tanh_of_float,
    gelu_tanh_pull,
    gelu_tanh_slope,
    mish_pull,
    silu_slope,
)

SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772
"""Of SELU (Klambauer et al. 2017, equation 2): mean 0 and variance 1 stay as they are."""
_INNER = "sqrt(2/pi)*(a + 0.044715*a**3)"
"""What GELU's approximation takes the tanh of."""


def _elu_pull(g: Array, y: Array, a: Array, alpha: float) -> Array:
    """alpha e^a on the left, with the digits that the value has lost."""
    return np.where(a > 0, g, alpha * exp_pull(g, np.exp(a), a))


def _selu_pull(g: Array, y: Array, a: Array) -> Array:
    return SCALE * _elu_pull(g, y, a, ALPHA)


def _alphas(*alphas: float) -> tuple[Case, ...]:
    return tuple(((s,), {"alpha": alpha}) for alpha in alphas for s in ((), (3,), (2, 3)))


def _not_far_left(a: float) -> bool:
    return a > -FLAT


def _largest_piece(shapes: Mapping[str, Shape], attrs: Mapping[str, object]) -> str:
    return f"amax(stack({', '.join(shapes)}), axis=0)"


RECTIFIERS = (
    Op(
        name="relu",
        about="max(0, u)",
        help="max(0, u): the gradient passes where u is above 0 and is 0 elsewhere (Glorot, "
        "Bordes and Bengio 2011).",
        operands=("a",),
        value="a if a > 0 else 0",
        numpy=lambda a: np.maximum(a, 0.0),
        partials=("a > 0",),
        symbol="ReLU",
        latex=r"\mathrm{ReLU}\left($a\right)",
        kink="a == 0",
        convention="relu'(0) = 0 is used",
    ),
    Op(
        name="relu6",
        about="min(max(0, u), 6)",
        operands=("a",),
        value="clip(a, low=0, high=6)",
        partials=("(a > 0)*(a < 6)",),
        symbol="ReLU6",
        kink="(a == 0) + (a == 6)",
        convention="relu6'(0) = relu6'(6) = 0 is used",
        help="ReLU that ends at 6, for networks computed with few bits (MobileNet, 2017).",
    ),
    Op(
        name="leaky_relu",
        about="ReLU with a slope of alpha on the left",
        operands=("a",),
        attrs=MappingProxyType({"alpha": 0.01}),
        value="a if a > 0 else alpha*a",
        partials=("1 if a > 0 else alpha",),
        symbol="LReLU",
        torch="torch.nn.functional.leaky_relu(a, alpha)",
        kink="a == 0",
        convention="leaky_relu'(0) = alpha is used",
        aliases=("lrelu", "leakyrelu"),
        cases=_alphas(0.01, 0.2),
        help="A negative number still lets a little gradient through, so no unit dies "
        "(Maas et al. 2013).",
    ),
    Op(
        name="prelu",
        about="ReLU with a learnt slope on the left",
        operands=("a", "b"),
        value="a if a > 0 else b*a",
        partials=("1 if a > 0 else b", "0 if a > 0 else a"),
        cues=("u", "slope"),
        symbol="PReLU",
        kink="a == 0",
        convention="prelu'(0) = b is used",
        torch="torch.where(a > 0, a, b*a)",
        help="prelu(x, a): a leaky ReLU whose slope a is a parameter (He et al. 2015).",
    ),
    Op(
        name="elu",
        about="ReLU that levels off at −alpha on the left",
        operands=("a",),
        attrs=MappingProxyType({"alpha": 1.0}),
        value="a if a > 0 else alpha*expm1(a)",
        partials=("1 if a > 0 else alpha*exp(a)",),
        pulls=(_elu_pull,),
        lossy=(_not_far_left,),
        symbol="ELU",
        kink="(a == 0)*(alpha != 1)",
        convention="elu'(0) = alpha is used",
        cases=_alphas(1.0, 0.5),
        help="alpha (e^u − 1) on the left; smooth at 0 for alpha = 1 (Clevert et al. 2015).",
    ),
    Op(
        name="selu",
        about="ELU that keeps mean 0 and variance 1",
        operands=("a",),
        value=f"{SCALE}*(a if a > 0 else {ALPHA}*expm1(a))",
        partials=(f"{SCALE} if a > 0 else {SCALE * ALPHA}*exp(a)",),
        pulls=(_selu_pull,),
        lossy=(_not_far_left,),
        symbol="SELU",
        kink="a == 0",
        convention=f"selu'(0) = {SCALE * ALPHA:.4f} is used",
        help=f"{SCALE:.4f} u on the right, {SCALE * ALPHA:.4f} (e^u − 1) on the left "
        "(Klambauer et al. 2017, Self-Normalizing Neural Networks).",
    ),
    Op(
        name="silu",
        about="the number times its sigmoid, u · σ(u)",
        operands=("a",),
        expansion="a*sigmoid(a)",
        partials=("y + sigmoid(a)*(1 - y)",),
        pulls=(lambda g, y, a: gated_pull(g, a, a, 1.0),),
        slopes=(silu_slope,),
        lossy=(_not_far_left,),
        symbol="SiLU",
        aliases=("swish",),
        help="Also called swish: a smooth ReLU that dips below 0 on the left "
        "(Elfwing et al. 2017, Ramachandran et al. 2017).",
    ),
    Op(
        name="mish",
        about="the number times tanh of its softplus",
        operands=("a",),
        expansion="a*tanh(softplus(a))",
        partials=("tanh(softplus(a)) + a*(1 - tanh(softplus(a))**2)*sigmoid(a)",),
        pulls=(mish_pull,),
        lossy=(_not_far_left,),
        help="A smooth ReLU like SiLU, with a lower dip (Misra 2019).",
    ),
    Op(
        name="gelu",
        about="the number times the share of a normal distribution below it",
        operands=("a",),
        expansion="a/2*(1 + erf(a/sqrt(2)))",
        numpy=gelu,
        floats=gelu_of_float,
        partials=("(1 + erf(a/sqrt(2)))/2 + a*exp(-a**2/2)/sqrt(2*pi)",),
        pulls=(gelu_pull,),
        slopes=(gelu_slope,),
        lossy=(lambda a: abs(a) < 60,),
        symbol="GELU",
        help="Exactly u Φ(u), as in PyTorch's default; Φ is the normal distribution "
        "(Hendrycks and Gimpel 2016). gelu_tanh is its usual approximation.",
    ),
    Op(
        name="gelu_tanh",
        about="GELU by way of tanh",
        operands=("a",),
        expansion=f"a/2*(1 + tanh({_INNER}))",
        numpy=gelu_tanh,
        floats=gelu_tanh_of_float,
        partials=(
            f"(1 + tanh({_INNER}))/2 + a*(1 - tanh({_INNER})**2)*sqrt(2/pi)*(1 + 0.134145*a**2)/2",
        ),
        pulls=(gelu_tanh_pull,),
        slopes=(gelu_tanh_slope,),
        lossy=(lambda a: abs(a) < 60,),
        symbol="GELUtanh",
        torch="torch.nn.functional.gelu(a, approximate='tanh')",
        help="½ u (1 + tanh(√(2/π) (u + 0.044715 u³))), as GPT-2 has it (Hendrycks and Gimpel "
        "2016); it differs from GELU by less than 0.0005.",
    ),
    Op(
        name="maxout",
        about="the largest of several pieces, element by element",
        operands=("a",),
        variadic=True,
        expansion=_largest_piece,
        elementwise=False,
        help="maxout(z1, z2, …), usually of weighted sums W @ x + b: a unit that learns its own "
        "activation. Only the largest piece receives the gradient (Goodfellow and others 2013).",
        torch="torch.stack(torch.broadcast_tensors(*a)).amax(0)",
        cases=(
            (((), ()), {}),
            (((3,), (3,), (3,)), {}),
            (((2, 3), (2, 3)), {}),
        ),
    ),
)
