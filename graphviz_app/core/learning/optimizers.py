"""One step of each optimizer, for a number or an array: what else is kept, and what is added.

The formulas and their defaults are PyTorch's (torch.optim: SGD, RMSprop, Adam), so that both can be
held against each other.
"""

from collections.abc import Mapping
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.settings import Descent

State = Mapping[str, Value]
"""What is kept of one parameter: the velocity ``v``; RMSProp's ``s``; Adam's ``m`` and ``v``."""
KEPT: Mapping[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("v",),
    "nesterov": ("v",),
    "rmsprop": ("s",),
    "adam": ("m", "v"),
}
"""Names of what is kept, by optimizer; at the start all of it is 0."""


class Stepped(NamedTuple):
    """A parameter's new value, and what is kept for the next step.

    ``told`` is what the formula goes through besides: Adam's ``m_hat`` and ``v_hat``.
    """

    new: Value
    state: State
    told: State


def stepped(
    descent: Descent, rate: float, number: int, value: Value, gradient: Value, state: State
) -> Stepped:
    """Step ``number``, counted from 1, of one parameter; in its shape."""
    g = gradient
    if descent.weight_decay:
        g = g + descent.weight_decay * value
    match descent.optimizer:
        case "momentum" | "nesterov":
            velocity = descent.momentum * state["v"] + g
            way = g + descent.momentum * velocity if descent.optimizer == "nesterov" else velocity
            return Stepped(value - rate * way, {"v": velocity}, {})
        case "rmsprop":
            s = descent.alpha * state["s"] + (1.0 - descent.alpha) * (g * g)
            return Stepped(value - rate * (g / (_root(s) + descent.epsilon)), {"s": s}, {})
        case "adam":
            m = descent.beta1 * state["m"] + (1.0 - descent.beta1) * g
            v = descent.beta2 * state["v"] + (1.0 - descent.beta2) * (g * g)
            m_hat = m / (1.0 - descent.beta1**number)
            v_hat = v / (1.0 - descent.beta2**number)
            new = value - rate * (m_hat / (_root(v_hat) + descent.epsilon))
            return Stepped(new, {"m": m, "v": v}, {"m_hat": m_hat, "v_hat": v_hat})
    return Stepped(value - rate * g, {}, {})


def at_start(descent: Descent, value: Value) -> State:
    """What is kept of a parameter before the first step."""
    nothing = 0.0 if isinstance(value, float) else np.zeros_like(value)
    return dict.fromkeys(KEPT[descent.optimizer], nothing)


def _root(x: Value) -> Value:
    return float(np.sqrt(x)) if isinstance(x, float) else np.sqrt(x)
