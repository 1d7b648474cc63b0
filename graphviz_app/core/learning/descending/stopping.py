"""When a descent ends: its steps are done, the loss falls no more, or it explodes."""

from typing import Literal, NamedTuple

import numpy as np

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
_SMALL = 1e-6
"""Gradients that lead nowhere."""
_HARDLY = 0.01


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


def all_done(losses: Array) -> Stop:
    """After the last step."""
    step = len(losses) - 1
    last, first = in_panel(losses[-1]), in_panel(losses[0])
    told = f"All {counted(step, 'step')} done: the loss is {last}, from {first}."
    hardly = _hardly(losses)
    return Stop("steps", step, told + hardly, is_stuck=bool(hardly))


def _hardly(losses: Array) -> str:
    """Where it lately hardly falls any more, by how much."""
    lately = len(losses) // 10
    if lately < STEADY or not losses[-1 - lately] > losses[-1] > 0:
        return ""
    fall = 1.0 - losses[-1] / losses[-1 - lately]
    if fall >= _HARDLY:
        return ""
    told = f" It hardly falls any more, by {_percent(float(fall))} in the last {lately:,} steps"
    return f"{told}: a minimum or a plateau."


def _percent(part: float) -> str:
    return f"{100 * part:.2g} %" if part >= 1e-4 else "less than 0.01 %"


def at_rest(step: int, loss: float) -> Stop:
    """Every gradient is exactly 0, and no step leads on."""
    if loss == 0.0:
        return Stop("stalled", step, "The loss is 0, and so is every gradient: it is all learned.")
    return Stop(
        "stalled",
        step,
        f"Every gradient is 0, at a loss of {in_panel(loss)}: a minimum or a plateau, from which no"
        " step leads on.",
    )


def stalled(step: int, loss: float, window: int, largest: float, rate: float) -> Stop:
    """The loss has stopped falling; ``largest`` is that of the gradients, in size."""
    told = (
        f"The loss has stopped falling, at {in_panel(loss)}: in {window:,} steps it changed by less"
        " than a billionth of itself."
    )
    if not rate:
        told += " The learning rate has come down to 0."
    elif largest < _SMALL:
        told += f" No gradient is larger than {in_panel(largest)}: a minimum or a plateau."
    else:
        told += f" Gradients are up to {in_panel(largest)}: a larger learning rate may go on."
    return Stop("stalled", step, told)


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
