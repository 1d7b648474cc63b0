"""Losses of the libraries: one operator where the table has it, else its formula."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.program.patched import Said, filled


class Loss(NamedTuple):
    """An operator of predictions and targets, and its formula before it is averaged."""

    operator: str
    formula: str = ""


_MSE = Loss("mse", "(a - b)**2")
_L1 = Loss("l1", "abs(a - b)")
_BCE = Loss("bce", "-(b*log(a) + (1 - b)*log(1 - a))")
_LOGITS = Loss("bce_with_logits", "log(1 + exp(a)) - b*a")
_SOFTMAX = Loss("softmax_cross_entropy")
LOSSES: Mapping[str, Loss] = {
    "mse_loss": _MSE,
    "MSELoss": _MSE,
    "l1_loss": _L1,
    "L1Loss": _L1,
    "binary_cross_entropy": _BCE,
    "BCELoss": _BCE,
    "binary_cross_entropy_with_logits": _LOGITS,
    "BCEWithLogitsLoss": _LOGITS,
    "cross_entropy": _SOFTMAX,
    "CrossEntropyLoss": _SOFTMAX,
    "nll_loss": Loss("nll"),
    "NLLLoss": Loss("nll"),
    "smooth_l1_loss": Loss("smooth_l1"),
    "SmoothL1Loss": Loss("smooth_l1"),
    "huber_loss": Loss("huber"),
    "HuberLoss": Loss("huber"),
    "mean_squared_error": _MSE,
    "MeanSquaredError": _MSE,
    "mse": _MSE,
    "binary_crossentropy": _BCE,
    "BinaryCrossentropy": _BCE,
}
_TARGETS_FIRST = ("mean_squared_error", "MeanSquaredError", "mse", "binary_crossentropy",
                  "BinaryCrossentropy")  # fmt: skip
"""Those of TensorFlow."""
_REDUCED = {"'sum'": "sum({})", "'none'": "{}"}


def is_loss(name: str) -> bool:
    """Whether a function of that name can be said."""
    return name in LOSSES and bool(LOSSES[name].formula or LOSSES[name].operator in OPS)


def loss(name: str, operands: Sequence[Said], reduction: str) -> Said:
    """A loss of two operands; ``reduction`` as it is written, with its quotes."""
    found = LOSSES[name]
    given = operands[::-1] if name in _TARGETS_FIRST else operands
    each = dict(zip("ab", given, strict=False))
    if found.operator in OPS:
        other = {"'sum'": ', reduction="sum"', "'none'": ', reduction="none"'}.get(reduction, "")
        return filled(f"{found.operator}(a, b{other})", each)
    return filled(_REDUCED.get(reduction, "mean({})").format(found.formula), each)
