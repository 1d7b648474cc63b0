"""A step in plain words: the optimizer with its numbers, and what became of the output."""

from collections.abc import Mapping
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.learning.settings import Descent, OptimizerName
from graphviz_app.core.learning.update import Update
from graphviz_app.covered import is_covered
from graphviz_app.explain.numerals import plain, setting_piece
from graphviz_app.numbers import in_panel


class Called(NamedTuple):
    """What an optimizer is called: beside others, in a list to choose from, in a sentence."""

    short: str
    title: str
    words: str


OPTIMIZERS: Mapping[OptimizerName, Called] = {
    "sgd": Called("SGD", "Gradient descent (SGD)", "gradient descent"),
    "momentum": Called("momentum", "Momentum", "gradient descent with momentum"),
    "nesterov": Called("Nesterov", "Nesterov momentum", "gradient descent with Nesterov momentum"),
    "rmsprop": Called("RMSProp", "RMSProp", "RMSProp"),
    "adam": Called("Adam", "Adam", "Adam"),
}


def optimizer_words(update: Update) -> str:
    """``gradient descent, η = 0.5``; ``Adam, η = 0.1, β₁ = 0.9, β₂ = 0.999, step 3``."""
    said = [
        OPTIMIZERS[update.descent.optimizer].words,
        f"η = {number(update.rate)}",
        *_own(update.descent),
    ]
    if update.descent.weight_decay:
        said.append(f"λ = {number(update.descent.weight_decay)}")
    if words := rows_words(update):
        said.append(words)
    if update.number > 1:
        said.append(f"step {update.number:,}")
    return ", ".join(said)


def rows_words(update: Update) -> str:
    """Of how many rows' losses the gradient is."""
    if update.rows < 2:
        return ""
    return f"{update.descent.loss} over {update.rows:,} rows"


def _own(descent: Descent) -> list[str]:
    match descent.optimizer:
        case "momentum" | "nesterov":
            return [f"μ = {number(descent.momentum)}"]
        case "rmsprop":
            return [f"α = {number(descent.alpha)}"]
        case "adam":
            return [f"β₁ = {number(descent.beta1)}", f"β₂ = {number(descent.beta2)}"]
    return []


def number(x: float) -> str:
    """A setting as it is read: 0.5, 10⁻⁸."""
    text = setting_piece(x).text
    return plain(text) or text


def goes(before: float, now: float) -> str:
    """``falls``, ``rises``, ``stays``; of what is not finite only ``goes``."""
    if not (np.isfinite(before) and np.isfinite(now)):
        return "goes"
    return "stays" if before == now else "falls" if now < before else "rises"


def went(name: str, before: float, now: float) -> str:
    """``L falls from 0.2601 to 0.1893``; with more digits where four do not tell them apart."""
    verb = goes(before, now)
    if verb == "stays":
        return f"{name} stays {in_panel(now)}"
    shown = in_panel(before), in_panel(now)
    if shown[0] == shown[1] and not is_covered(before):
        return f"{name} {verb} by {in_panel(abs(now - before))}, from {shown[0]}"
    return f"{name} {verb} from {shown[0]} to {shown[1]}"


def of_row(update: Update) -> str:
    """`` of this row``, where a step follows the losses of several and one is told."""
    return " of this row" if update.rows > 1 else ""
