"""What the numbers of a descent may be; the same for a text and for a document."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from math import inf
from typing import NamedTuple

from graphviz_app.core.learning.settings import DECLINES, LOSSES, OPTIMIZERS, Descent
from graphviz_app.formats.limits import MAX_LABEL, MAX_SEED, MAX_STEPS, thousands

FIELDS = tuple(field.name for field in fields(Descent))
DEFAULTS: Mapping[str, object] = {field.name: field.default for field in fields(Descent)}
_OWN: Mapping[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("momentum",),
    "nesterov": ("momentum",),
    "rmsprop": ("alpha", "epsilon"),
    "adam": ("beta1", "beta2", "epsilon"),
}
"""What only these optimizers have."""
_OF_STEPS = ("every", "gamma")


class Rule(NamedTuple):
    """What a number must be, as a sentence, and whether one is it."""

    said: str
    holds: Callable[[float], bool]
    whole: bool = False


def _whole(least: int, most: int) -> Rule:
    said = f"a whole number from {least} to {thousands(most)}"
    return Rule(said, lambda n: least <= n <= most and n == int(n), whole=True)


_POSITIVE = Rule("a positive number", lambda x: 0 < x < inf)
_NOT_NEGATIVE = Rule("0 or a positive number", lambda x: 0 <= x < inf)
_SHARE = Rule("a number from 0 to below 1", lambda x: 0 <= x < 1)
SEED = _whole(0, MAX_SEED)
NUMBERS: Mapping[str, Rule] = {
    "rate": _POSITIVE,
    "steps": _whole(1, MAX_STEPS),
    "momentum": _SHARE,
    "alpha": _SHARE,
    "beta1": _SHARE,
    "beta2": _SHARE,
    "epsilon": _NOT_NEGATIVE,
    "weight_decay": _NOT_NEGATIVE,
    "every": _whole(1, MAX_STEPS),
    "gamma": _POSITIVE,
    "batch": _whole(1, MAX_STEPS),
    "seed": SEED,
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "optimizer": OPTIMIZERS,
    "decline": DECLINES,
    "loss": LOSSES,
}


def unused(name: str, optimizer: str, decline: str) -> str:
    """Why a descent has no use for one of its numbers; '' if it has."""
    owners = [owner for owner, own in _OWN.items() if name in own]
    if owners and optimizer not in owners:
        return f"{optimizer} has no {name}: {' and '.join(owners)} {_have(owners)}"
    if name in _OF_STEPS and decline != "step":
        return f'{name} says how the rate declines in steps: add decline="step"'
    return ""


def name_problem(name: str) -> str:
    """What is wrong with what a descent is called; '' if it will do."""
    fits = len(name) <= MAX_LABEL and name.isprintable()
    return "" if fits else f"a descent is called by at most {MAX_LABEL} printable characters"


def said_of(descent: Descent) -> dict[str, object]:
    """What has to be said of a descent: whatever is not usual, and of use."""
    said = {name: getattr(descent, name) for name in FIELDS}
    return {
        name: value
        for name, value in said.items()
        if value != DEFAULTS[name] and not unused(name, descent.optimizer, descent.decline)
    }


def plain(descent: Descent) -> Descent:
    """The descent with nothing in it that it has no use for."""
    return Descent(**said_of(descent))  # type: ignore[arg-type]  # fields of one


def _have(owners: list[str]) -> str:
    return "has one" if len(owners) == 1 else "have one"
