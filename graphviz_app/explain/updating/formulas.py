"""The lines of one step, by optimizer: formulas in the text language, of which all that is said is
set. Sources: as in ``core.learning.optimizers``, whose arithmetic they are.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.learning.settings import OptimizerName
from graphviz_app.core.learning.update import Update

NEW = "new"
"""What the last line makes: the parameter's new value."""


class Line(NamedTuple):
    """``name`` becomes what ``formula`` says; ``kept``: its old value is on the right, too."""

    name: str
    formula: str
    kept: bool = False


_LINES: Mapping[OptimizerName, tuple[Line, ...]] = {
    "sgd": (Line(NEW, "w - eta*g", True),),
    "momentum": (Line("v", "mu*v + g", True), Line(NEW, "w - eta*v", True)),
    "nesterov": (Line("v", "mu*v + g", True), Line(NEW, "w - eta*(g + mu*v)", True)),
    "rmsprop": (
        Line("s", "alpha*s + (1 - alpha)*g**2", True),
        Line(NEW, "w - eta*(g/(sqrt(s) + epsilon))", True),
    ),
    "adam": (
        Line("m", "beta1*m + (1 - beta1)*g", True),
        Line("v", "beta2*v + (1 - beta2)*g**2", True),
        Line("m_hat", "m/(1 - beta1**t)"),
        Line("v_hat", "v/(1 - beta2**t)"),
        Line(NEW, "w - eta*(m_hat/(sqrt(v_hat) + epsilon))", True),
    ),
}
_DECAYED = Line("g", "grad + lam*w")
_MEAN = Line("g", "grad")
_RATES = {
    "step": Line("eta", "eta1*gamma**floor((t - 1)/every)"),
    "cosine": Line("eta", "eta1*(1 + cos(pi*(t - 1)/steps))/2"),
}


def lines_of(update: Update) -> Sequence[Line]:
    """All of them, in the order in which they are worked out."""
    return (*_rate(update), *_gradient(update), *_own(_LINES[update.descent.optimizer], update))


def _rate(update: Update) -> Sequence[Line]:
    """How the rate goes on; at the end of a cosine it is 0, which needs no formula."""
    descent = update.descent
    over = descent.decline == "cosine" and update.number > descent.steps
    line = _RATES.get(descent.decline)
    return () if line is None or over else (line,)


def _gradient(update: Update) -> Sequence[Line]:
    """What g is, where it is not just the gradient, or that and a little."""
    if update.rows > 1:
        return (_DECAYED,) if update.descent.weight_decay else (_MEAN,)
    return (_DECAYED,) if update.descent.weight_decay and not _is_inline(update) else ()


def _is_inline(update: Update) -> bool:
    return update.descent.optimizer == "sgd" and update.rows <= 1


def _own(lines: Sequence[Line], update: Update) -> Sequence[Line]:
    """The optimizer's lines; in plain steps weight decay needs no line of its own."""
    if update.descent.weight_decay and _is_inline(update):
        return (Line(NEW, "w - eta*(grad + lam*w)", True),)
    return lines
