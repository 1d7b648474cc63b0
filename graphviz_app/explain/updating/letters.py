"""What the names in the lines of a step stand for: symbols, and the numbers of one parameter."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.rates import first_rate
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.step import moved_of
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.numerals import setting_piece
from graphviz_app.explain.piece import Piece, atom
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.term import Term, in_tone, written
from graphviz_app.explain.tones import unmarked

PASSED = ("g", "v", "s", "m", "m_hat", "v_hat")
"""What the step goes through: all of it is made of gradients."""
_GIVEN = {
    "eta": r"\eta",
    "mu": r"\mu",
    "alpha": r"\alpha",
    "beta1": r"\beta_1",
    "beta2": r"\beta_2",
    "epsilon": r"\varepsilon",
    "lam": r"\lambda",
    "gamma": r"\gamma",
}
_WORDS = {"eta": "rate", "mu": "momentum", "lam": "decay"}


class OneOf(NamedTuple):
    """One parameter in a step, or one element of it, called as it is drawn."""

    id: str
    moved: Moved


def one_of(update: Update, id_: str) -> OneOf | None:
    """What is said to move; None of what does not."""
    moved = moved_of(update, id_)
    return None if moved is None else OneOf(id_, moved)


def letters_of(terms: RunTerms, update: Update, one: OneOf) -> Mapping[str, Term]:
    """Everything that is known before the first line."""
    moved, shape = one.moved, np.shape(one.moved.value)
    name = Piece(name_latex(one.id)).in_tone("value")
    numbers = terms.value(moved.value)
    value = in_tone(Term(name, numbers, shape), "value")
    gradient = _gradient(terms, update, name, moved)
    kept = {key: _kept(terms, key, old) for key, old in moved.before.items()}
    return {"w": value, "grad": gradient, "g": gradient, **_constants(terms, update), **kept}


def _gradient(terms: RunTerms, update: Update, name: Piece, moved: Moved) -> Term:
    """``∂L/∂w``; of several rows the mean or the sum of ``∂L_k/∂w``."""
    numbers = terms.value(moved.gradient)
    symbols = Piece(terms.gradient_of(name), Level.POWER)
    if update.rows > 1:
        share = rf"\frac{{1}}{{{update.rows}}} \, " if update.descent.loss == "mean" else ""
        of_row = rf"\partial {_loss_of_row(terms)}/\partial {atom(name).text}"
        sigma = rf"{share}\sum_{{k=1}}^{{{update.rows}}} {unmarked(of_row)}"
        symbols = Piece(sigma, Level.SERIES)
    return in_tone(Term(symbols, numbers, np.shape(moved.gradient)), "gradient")


def _loss_of_row(terms: RunTerms) -> str:
    output = terms.graph.output or "L"
    name = name_latex(output, "k")
    return rf"\left(\sum {name}\right)" if terms.shape(output) else name


def _kept(terms: RunTerms, key: str, old: Value) -> Term:
    """What the optimizer had kept; a 0 from before the first step is written so."""
    numbers = Piece("0") if isinstance(old, float) and old == 0.0 else terms.value(old)
    return in_tone(Term(symbol(terms, key), numbers, np.shape(old)), "gradient")


def made(terms: RunTerms, key: str, value: Value) -> Term:
    """What a line has made, for those below it."""
    return in_tone(Term(symbol(terms, key), terms.value(value), np.shape(value)), "gradient")


def symbol(terms: RunTerms, key: str) -> Piece:
    """What is called so in a formula; by an upright word where the graph has this letter."""
    letter, hat, _ = key.partition("_hat")
    typed = {"lam": "lambda"}.get(key, letter)
    if typed in terms.graph.nodes:
        text = rf"\mathrm{{{_WORDS.get(letter, letter)}}}"
    else:
        text = _GIVEN.get(letter, letter)
    return Piece(rf"\hat{{{text}}}" if hat else text)


def rate_term(terms: RunTerms, update: Update) -> Term:
    """η; where it changes from step to step, with the number of the step: η₃."""
    changes = update.descent.decline != "constant"
    eta = symbol(terms, "eta").text
    text = rf"{eta}_{{{update.number}}}" if changes else eta
    return Term(Piece(text), setting_piece(update.rate))


def _constants(terms: RunTerms, update: Update) -> Mapping[str, Term]:
    descent: Descent = update.descent
    first = first_rate(terms.graph, descent)
    numbers = {
        "mu": descent.momentum,
        "alpha": descent.alpha,
        "beta1": descent.beta1,
        "beta2": descent.beta2,
        "epsilon": descent.epsilon,
        "lam": descent.weight_decay,
        "gamma": descent.gamma,
    }
    named = {key: Term(symbol(terms, key), setting_piece(x)) for key, x in numbers.items()}
    counts = {"t": update.number, "every": descent.every, "steps": descent.steps}
    counted = {key: written(float(x)) for key, x in counts.items()}
    rates = {
        "eta1": Term(symbol(terms, "eta"), setting_piece(first)),
        "eta": rate_term(terms, update),
    }
    return {**named, **counted, **rates}
