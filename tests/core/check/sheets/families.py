"""The families of sheets, each made from a random source."""

from collections.abc import Callable
from random import Random

from tests.core.check.sheets.courses import logistic, softmax, stages
from tests.core.check.sheets.formulas import chain, quotient, whole_softmax
from tests.core.check.sheets.networks import Network, network, network_twice
from tests.core.check.sheets.shared import recurrent, regression
from tests.core.check.sheets.working import Problem

Family = Callable[[Random], Problem]


def rate(chance: Random) -> float:
    return chance.choice((0.1, 0.2, 0.5, 1.0))


def _network(sizes: tuple[int, ...], hidden: str, last: str, half: bool | None = None) -> Family:
    """Networks of one shape with one of some functions each, separated by a blank."""

    def make(chance: Random) -> Problem:
        halved = chance.random() < 0.5 if half is None else half
        functions = chance.choice(hidden.split()), chance.choice(last.split())
        return network(chance, Network(sizes, *functions, halved), rate(chance))

    return make


REFERENCE: dict[str, Family] = {
    "2-1": _network((2, 1), "sigmoid", "sigmoid", half=True),
    "3-2-1": _network((3, 2, 1), "sigmoid", "sigmoid"),
    "2-2-2": _network((2, 2, 2), "tanh sigmoid", "sigmoid"),
    "2-2-1": _network((2, 2, 1), "relu tanh sigmoid", "sigmoid identity"),
    "logistic": lambda chance: logistic(chance, rate(chance)),
    "softmax": lambda chance: softmax(chance, rate(chance)),
    "stages": stages,
}
"""The families of the reference, in its manner."""
COURSE: dict[str, Family] = {
    "3-2-2": _network((3, 2, 2), "sigmoid tanh leaky_relu", "sigmoid identity"),
    "2-3-1": _network((2, 3, 1), "relu leaky_relu", "tanh identity"),
    "1-1-1-1": _network((1, 1, 1, 1), "sigmoid tanh relu", "sigmoid identity"),
    "2-2-2-1": _network((2, 2, 2, 1), "sigmoid tanh", "sigmoid identity"),
    "twice": lambda chance: network_twice(chance, Network((2, 2, 1)), rate(chance)),
    "chain": chain,
    "quotient": quotient,
    "whole softmax": whole_softmax,
    "recurrent": lambda chance: recurrent(chance, rate(chance)),
    "regression": lambda chance: regression(chance, rate(chance)),
}
"""More that a course has."""
