"""What of a descent is asked on the page: its names, its bounds, and for which descents."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphviz_app.core.learning.settings import Decline, Descent, LossOf
from graphviz_app.formats.descent_rules import unused

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

    def is_asked(self, descent: Descent) -> bool:
        """Whether the descent has a use for it."""
        return not unused(self.field, descent.optimizer, descent.decline)


SETTINGS = (
    Setting("rate", "Learning rate η", "A step is η times the gradient long", 0, LARGE),
    Setting("momentum", "Momentum μ", "How much of its velocity a parameter keeps", 0, 1),
    Setting("alpha", "Average α", "How much of the old mean of squares is kept", 0, 1),
    Setting("beta1", "Mean β₁", "How much of the old mean is kept", 0, 1),
    Setting("beta2", "Squares β₂", "How much of the old mean of squares is kept", 0, 1),
    Setting("steps", "Steps", "So many, and it stops; it can be trained on", 1, LONG, whole=True),
    Setting(
        *("weight_decay", "Weight decay", "So much of a parameter is added to its gradient", 0),
        LARGE,
    ),
    Setting("every", "Lower every", "Steps between", 1, LONG, whole=True),
    Setting("gamma", "Times γ", "What η is multiplied by then", 0, LARGE),
)
