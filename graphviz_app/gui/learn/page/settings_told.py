"""What of a descent is asked on the page: its names, its bounds, and for which descents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graphviz_app.core.learning.settings import Decline, Descent, LossOf, OptimizerName

OPTIMIZERS: Mapping[OptimizerName, str] = {
    "sgd": "Gradient descent (SGD)",
    "momentum": "Momentum",
    "nesterov": "Nesterov momentum",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}
DECLINES: Mapping[Decline, str] = {
    "constant": "Constant",
    "step": "In steps",
    "cosine": "Cosine, to 0",
}
LOSSES: Mapping[LossOf, str] = {"mean": "Mean", "sum": "Sum"}
LARGE, LONG = 1e9, 10**7


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of a descent: its field, what it is called and does, and its bounds."""

    field: str
    name: str
    about: str
    least: float
    most: float
    whole: bool = False
    asked: Callable[[Descent], bool] = lambda _descent: True


def _of(*optimizers: str) -> Callable[[Descent], bool]:
    return lambda descent: descent.optimizer in optimizers


def _lowered(descent: Descent) -> bool:
    return descent.decline == "step"


SETTINGS = (
    Setting("rate", "Learning rate η", "A step is η times the gradient long", 0, LARGE),
    Setting(
        *("momentum", "Momentum μ", "How much of its velocity a parameter keeps", 0, 1),
        asked=_of("momentum", "nesterov"),
    ),
    Setting(
        *("alpha", "Average α", "How much of the old mean of squares is kept", 0, 1),
        asked=_of("rmsprop"),
    ),
    Setting("beta1", "Mean β₁", "How much of the old mean is kept", 0, 1, asked=_of("adam")),
    Setting(
        *("beta2", "Squares β₂", "How much of the old mean of squares is kept", 0, 1),
        asked=_of("adam"),
    ),
    Setting("steps", "Steps", "So many, and it stops; it can be trained on", 1, LONG, whole=True),
    Setting(
        *("weight_decay", "Weight decay", "So much of a parameter is added to its gradient", 0),
        LARGE,
    ),
    Setting("every", "Lower every", "Steps between", 1, LONG, whole=True, asked=_lowered),
    Setting("gamma", "Times γ", "What η is multiplied by then", 0, LARGE, asked=_lowered),
)
