"""Where an axis has numbers, and which: round ones, no two of which read the same."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.numbers import MINUS, superscript
from graphviz_app.scene.plots.scale import Scale

_PLAIN = 0.001, 99999.5
"""Numbers of this size are written out, others with a power of ten."""
_TOLD = (1, 2, 5), (1, 3), (1,)
"""Which numbers of a decade are told, as far as there is room."""


_CLOSER = 1.6
"""On a logarithmic axis numbers may stand closer to each other than on an even one."""


class Tick(NamedTuple):
    """A line across the plot; without ``text`` a fine one."""

    at: float
    text: str = ""


def ticks(scale: Scale, most: int, whole: bool = False) -> Sequence[Tick]:
    """Up to about ``most`` numbers of an axis, and fine lines between them.

    ``whole``: only whole numbers, such as steps.
    """
    most = max(most, 1)
    if scale.log and scale.high / scale.low >= 10:
        return list(_decades(scale, most))
    return list(_even(scale, most, whole))


def round_step(width: float, most: int, whole: bool = False) -> float:
    """1, 2 or 5 times a power of ten: of such steps at most ``most`` fit into the width."""
    least = width / most
    power = 10.0 ** math.floor(math.log10(least))
    step = next(f * power for f in (1, 2, 5, 10) if f * power >= least * (1 - 1e-9))
    return max(step, 1.0) if whole else step


def _even(scale: Scale, most: int, whole: bool) -> Iterator[Tick]:
    step = round_step(scale.high - scale.low, most, whole)
    first, last = math.ceil(scale.low / step - 1e-9), math.floor(scale.high / step + 1e-9)
    largest = max(abs(first), abs(last)) * step
    for k in range(first, last + 1):
        yield Tick(k * step, _written(k, step, largest))


def _written(k: int, step: float, largest: float) -> str:
    """The number k·step, with as many digits as tell it from the next one."""
    place = math.floor(math.log10(step) + 1e-9)
    if k == 0:
        return "0"
    if _PLAIN[0] <= largest < _PLAIN[1] or (place >= 0 and largest < 1e6):
        return _signed(f"{k * step:.{max(-place, 0)}f}")
    power = math.floor(math.log10(largest) + 1e-9)
    return _signed(f"{k * step / 10.0**power:.{max(power - place, 0)}f}·10{superscript(power)}")


def _decades(scale: Scale, most: int) -> Iterator[Tick]:
    first = math.floor(math.log10(scale.low) + 1e-9)
    last = math.ceil(math.log10(scale.high) - 1e-9)
    every = max(math.ceil((last - first) / most), 1)
    seen = [
        (factor, power)
        for power in range(first, last + 1)
        for factor in (range(1, 10) if last - first <= most else (1,))
        if scale.low * (1 - 1e-9) <= factor * 10.0**power <= scale.high * (1 + 1e-9)
    ]
    anchor = max((power for factor, power in seen if factor == 1), default=0)
    told = next((some for some in _TOLD if sum(f in some for f, _ in seen) <= _CLOSER * most), (1,))
    for factor, power in seen:
        shown = factor in told and (anchor - power) % every == 0
        yield Tick(factor * 10.0**power, _power(factor, power) if shown else "")


def _power(factor: int, power: int) -> str:
    if -3 <= power <= 3:
        return f"{factor * 10.0**power:.{max(-power, 0)}f}"
    raised = f"10{superscript(power)}"
    return raised if factor == 1 else f"{factor}·{raised}"


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
