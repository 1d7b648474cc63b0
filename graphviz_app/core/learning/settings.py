"""What a document says of learning: how it goes down, from where, and on which data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

OptimizerName = Literal["sgd", "momentum", "nesterov", "rmsprop", "adam"]
OPTIMIZERS: tuple[OptimizerName, ...] = get_args(OptimizerName)
Decline = Literal["constant", "step", "cosine"]
"""How the learning rate goes on from step to step."""
DECLINES: tuple[Decline, ...] = get_args(Decline)
LossOf = Literal["mean", "sum"]
"""What a batch's loss is of those of its rows."""
LOSSES: tuple[LossOf, ...] = get_args(LossOf)
USUAL_STEPS = 100
USUAL_RATE = 0.1
"""Where neither the descent nor the graph has a learning rate."""


@dataclass(frozen=True, slots=True)
class Descent:
    """One ``descent(…)``: an optimizer, its numbers, and where it starts.

    ``alpha`` is RMSProp's share of the old average of squares; ``weight_decay`` times a parameter
    is added to its gradient (L2, as PyTorch's). ``decline`` "step" multiplies the rate by ``gamma``
    after every ``every`` steps; "cosine" brings it to 0 in ``steps`` steps.
    ``start`` is other values of parameters, or the seed of random ones; None: the graph's own.
    ``batch`` is the number of rows of one step, None all; ``seed`` shuffles them for each pass
    through the data, None leaves them in their order.
    """

    optimizer: OptimizerName = "sgd"
    rate: float | None = None
    """None: the graph's ``learning_rate``."""
    steps: int = USUAL_STEPS
    momentum: float = 0.9
    alpha: float = 0.99
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0
    decline: Decline = "constant"
    every: int = 10
    gamma: float = 0.1
    start: Mapping[str, object] | int | None = None
    batch: int | None = None
    seed: int | None = None
    loss: LossOf = "mean"
    name: str = ""
    """What it is called beside others; empty: by its optimizer and rate."""


@dataclass(frozen=True, slots=True)
class DataUse:
    """``data("xor.csv")``, or ``data(x=[0, 1], t=[1, 0])``: rows for inputs and targets.

    ``path`` is as it is written; empty where the columns are written out.
    """

    path: str = ""
    columns: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trained:
    """That a graph's parameters are those after ``step`` steps of a descent from ``start``.

    From this the whole way can be gone again, to the bit.
    """

    step: int
    start: Mapping[str, object]
    descent: int = 0
    """Which of the document's descents, from 0; without any, plain steps with its rate."""
