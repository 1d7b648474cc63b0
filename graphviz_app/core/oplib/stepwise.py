"""Functions that are flat in places: limits, thresholds, whole numbers."""

import math
from types import MappingProxyType

from graphviz_app.core.op import Op

_FLAT = "Flat between its jumps, so its derivative is 0 and nothing flows back through it"
_AT_JUMPS = "its derivative is taken as 0 at the jump, as everywhere"

STEPWISE = (
    Op(
        name="clip",
        about="kept between a lowest and a highest value",
        operands=("a",),
        attrs=MappingProxyType({"low": 0.0, "high": 1.0}),
        value="min(max(a, low), high)",
        partials=("(a >= low)*(a <= high)",),
        kink="(a == low) + (a == high)",
        convention="clip'(low) = clip'(high) = 1 is used",
        aliases=("clamp",),
        torch="torch.clip(a, low, high)",
        cases=tuple(
            ((shape,), {"low": low, "high": high})
            for low, high in ((0.0, 1.0), (-0.5, 0.75))
            for shape in ((), (3,), (2, 3))
        ),
        help="Beyond its limits it is flat: a number that was cut off receives no gradient. "
        "At a limit the derivative is 1, as in PyTorch's clamp.",
    ),
    Op(
        name="step",
        about="1 from zero on, else 0",
        operands=("a",),
        value="1 if a >= 0 else 0",
        partials=("0",),
        kink="a == 0",
        convention=_AT_JUMPS,
        aliases=("heaviside",),
        torch="(a >= 0).double()",
        help="The perceptron's activation (Rosenblatt 1958), Heaviside's function with the value 1 "
        f"at 0. {_FLAT}: what comes before it cannot learn.",
    ),
    Op(
        name="floor",
        about="the whole number below",
        operands=("a",),
        numpy="floor",
        floats=lambda a: float(math.floor(a)),
        partials=("0",),
        kink="a == round(a)",
        convention=_AT_JUMPS,
        symbol="⌊u⌋",
        latex=r"\left\lfloor $a \right\rfloor",
        help=f"{_FLAT}.",
    ),
    Op(
        name="ceil",
        about="the whole number above",
        operands=("a",),
        numpy="ceil",
        floats=lambda a: float(math.ceil(a)),
        partials=("0",),
        kink="a == round(a)",
        convention=_AT_JUMPS,
        symbol="⌈u⌉",
        latex=r"\left\lceil $a \right\rceil",
        help=f"{_FLAT}.",
    ),
    Op(
        name="round",
        about="the nearest whole number",
        operands=("a",),
        numpy="round",
        floats=lambda a: float(round(a)),
        partials=("0",),
        kink="a == floor(a) + 0.5",
        convention=_AT_JUMPS,
        help=f"A half is rounded to the even neighbour, as in Python and NumPy. {_FLAT}.",
    ),
)
