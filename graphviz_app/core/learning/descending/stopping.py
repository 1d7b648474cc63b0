"""When a descent ends: its steps are done, the loss falls no more, or it explodes."""

from typing import Literal, NamedTuple

import numpy as np

from graphviz_app.core.learning.descending.flatness import Flatness
from graphviz_app.core.op import Array
from graphviz_app.core.wording import counted
from graphviz_app.numbers import in_panel

Kind = Literal["steps", "stalled", "exploded"]
STEADY = 20
"""Steps in which a loss that has stopped falling has hardly changed."""
_CHANGE = 1e-9
"""By less than this, relative to itself."""
_NOISE = 1e-28
"""What rounding leaves of a square that should be 0, relative to the first loss."""
_EXPLODED = 1e6
_SMALL, _SLIGHT = 1e-6, 1e-3
"""Gradients that lead nowhere, or hardly anywhere."""
_HARDLY, _LATELY = 0.01, 10
"""A fall by less than this part in the last tenth of the steps."""


class Stop(NamedTuple):
    """Why it has ended at iteration ``step``; ``node`` is to blame for what is not finite."""

    kind: Kind
    step: int
    sentence: str
    node: str = ""
    is_stuck: bool = False
    """Whether all steps were done, and the last ones have hardly led down."""


def steady(first: float, losses: Array, fresh: int, window: int) -> int | None:
    """The first iteration from ``fresh`` on at which the loss has stopped falling.

    Over the last ``window`` steps it has changed by less than a billionth of itself.
    """
    begin = max(fresh, window)
    if begin >= len(losses):
        return None
    now, then = losses[begin:], losses[begin - window : len(losses) - window]
    allowed = np.maximum(_CHANGE * np.abs(now), _NOISE * abs(first))
    for at in np.flatnonzero(np.abs(now - then) <= allowed):
        seen = losses[begin + at - window : begin + at + 1]
        if seen.max() - seen.min() <= allowed[at]:
            return int(begin + at)
    return None


def too_large(first: float, losses: Array, fresh: int) -> int | None:
    """The first from ``fresh`` on that is not finite, or a million times the first."""
    bound = _EXPLODED * max(1.0, abs(first))
    found = np.flatnonzero(~(losses[fresh:] <= bound) | np.isneginf(losses[fresh:]))
    return int(fresh + found[0]) if found.size else None


def all_done(losses: Array, fall: float | None = None, flat: Flatness | None = None) -> Stop:
    """After the last step; with ``late_fall``, if there is one, and how flat it is there."""
    step = len(losses) - 1
    last, first = in_panel(losses[-1]), in_panel(losses[0])
    told = f"All {counted(step, 'step')} done: the loss is {last}, from {first}."
    stuck = fall is not None and flat is not None
    if fall is not None and flat is not None:
        lately = len(losses) // _LATELY
        told += f" It hardly falls any more, by {_percent(fall)} in the last {lately:,} steps."
        told += _how_flat(flat, _SLIGHT)
    return Stop("steps", step, told, is_stuck=stuck)


def late_fall(losses: Array) -> float | None:
    """By which part of itself the loss has lately fallen, where that is hardly anything."""
    lately = len(losses) // _LATELY
    if lately < STEADY or not losses[-1 - lately] > losses[-1] > 0:
        return None
    fall = float(1.0 - losses[-1] / losses[-1 - lately])
    return fall if fall < _HARDLY else None


def _percent(part: float) -> str:
    return f"{100 * part:.2g} %" if part >= 1e-4 else "less than 0.01 %"


def _how_flat(flat: Flatness, small: float, advice: str = "") -> str:
    """How large gradients are, and why they are so small, if they are."""
    largest = in_panel(flat.largest)
    if flat.largest >= small:
        return f" Gradients are up to {largest}{advice}.{flat.why}"
    return f" No gradient is larger than {largest}{_flat(flat.why)}"


def _flat(why: str) -> str:
    return f".{why}" if why else ": flat, as at a minimum or on a plateau."


def at_rest(step: int, loss: float, aims: bool, why: str) -> Stop:
    """Every gradient is exactly 0; ``aims``: the loss is how far from a target it is."""
    if loss == 0.0:
        end = "it is all learned" if aims else "no step leads on"
        return Stop("stalled", step, f"The loss is 0, and so is every gradient: {end}.")
    told = f"Every gradient is 0, at a loss of {in_panel(loss)}, and no step leads on"
    return Stop("stalled", step, told + _flat(why))


class Stood(NamedTuple):
    """How it stands where the loss has stopped falling."""

    flat: Flatness
    rate: float
    overshoots: bool
    """Whether the gradient points back to where the last step came from."""


def stalled(step: int, loss: float, first: float, window: int, stood: Stood) -> Stop:
    """The loss has stopped falling over the last ``window`` steps."""
    if _NOISE * abs(first) > _CHANGE * abs(loss):
        told = f"The loss is as good as 0: {in_panel(loss)}, from {in_panel(first)}."
        return Stop("stalled", step, told)
    told = (
        f"The loss has stopped falling, at {in_panel(loss)}: in {window:,} steps it changed by less"
        " than a billionth of itself."
    )
    if not stood.rate:
        return Stop("stalled", step, told + " The learning rate has come down to 0.")
    which = "steps jump to and fro, and a smaller" if stood.overshoots else "a larger"
    advice = f": {which} learning rate may go on"
    return Stop("stalled", step, told + _how_flat(stood.flat, _SMALL, advice))


def exploded(step: int, loss: float, first: float, rate: float) -> Stop:
    """The loss is out of all proportion."""
    return Stop(
        "exploded",
        step,
        f"Exploded in step {step:,}: the loss is {in_panel(loss)}, from {in_panel(first)}. "
        f"The steps overshoot: try a smaller learning rate than {in_panel(rate)}.",
    )


def not_finite(step: int, row: int | None, message: str, node: str) -> Stop:
    """The loss, or its gradient, is infinite or not a number."""
    where = "" if row is None else f", in row {row + 1}"
    what = f"Exploded after step {step:,}" if step else "There is no start"
    return Stop("exploded", step, f"{what}{where}: {message}.", node)


def out_of_range(step: int, node: str, gradient: float, rate: float) -> Stop:
    """A step that would take a parameter out of the range of numbers."""
    return Stop(
        "exploded",
        step,
        f"Step {step + 1:,} would make '{node}' infinite: its gradient is {in_panel(gradient)}, at "
        f"a learning rate of {in_panel(rate)}.",
        node,
    )
