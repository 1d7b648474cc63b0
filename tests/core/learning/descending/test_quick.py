"""Steps as one straight-line function are the general steps, to the bit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.descending.way import Way
from graphviz_app.core.learning.settings import OPTIMIZERS, Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from tests.core.learning.ways import XOR, network, square

STEPS = 60
ODD = """\
x = input(0.3)
w = parameter(0.5)
u = parameter(-0.7)
k = parameter(2)
unused = parameter(1)
beside = log(x - x)
gate = x*w if x < w else u*u
s = sigmoid(40*w) + max(u, w) + abs(u)*k
p = w*w*w + exp(-u)/(1 + k**2)
L = (gate + s - p)**2 + 0.1*w - ln(1 - sigmoid(w + 3))
"""
"""Gates, sharing, a parameter without use, something that fails beside."""


def _both(
    monkeypatch: pytest.MonkeyPatch, graph: Graph, descent: Descent, table: Table | None
) -> tuple[Training, Training]:
    """A training by the straight-line function, and one step by step."""
    descent = replace(descent, steps=STEPS)
    first = Training(graph, descent, table)
    first.advance(STEPS)
    with monkeypatch.context() as patched:
        patched.setattr(Way, "_quick", None)
        second = Training(graph, descent, table)
        second.advance(STEPS)
    return first, second


def _same(first: Training, second: Training) -> None:
    assert first.count == second.count > 0
    assert first.losses.tobytes() == second.losses.tobytes()
    for step in range(first.count + 1):
        mine, other = first.at(step).parameters, second.at(step).parameters
        assert np.array([*mine.values()]).tobytes() == np.array([*other.values()]).tobytes()
    assert first.stop == second.stop


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("decay", [0.0, 0.03])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"loss": "sum", "decline": "cosine"},
        {"batch": 3, "decline": "step", "every": 5},
        {"batch": 1, "seed": 9},
        {"batch": 3, "loss": "sum", "seed": 2},
    ],
    ids=["all", "sum", "in order", "one by one", "shuffled"],
)
def test_on_rows(
    monkeypatch: pytest.MonkeyPatch, optimizer: Any, decay: float, said: dict[str, Any]
) -> None:
    descent = Descent(optimizer, rate=0.03, weight_decay=decay, **said)
    _same(*_both(monkeypatch, network(), descent, XOR))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("decay", [0.0, 0.03])
@pytest.mark.parametrize("text", [ODD, "w = parameter(1)\nL = w", "w = parameter(-0.0)\nL = w*0"])
def test_on_the_graphs_own_leaves(
    monkeypatch: pytest.MonkeyPatch, optimizer: Any, decay: float, text: str
) -> None:
    descent = Descent(optimizer, rate=0.003, weight_decay=decay)
    first, second = _both(monkeypatch, parse(text), descent, None)
    if text.endswith("w*0"):
        assert (first.count, first.stop) == (second.count, second.stop)
    else:
        _same(first, second)


def test_a_step_is_the_one_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    training = Training(network(), Descent("adam", rate=0.05, batch=3, seed=4, steps=STEPS), XOR)
    training.advance(STEPS)
    for step in range(STEPS):
        told, after = training.update_at(step), training.at(step + 1).parameters
        assert told.number == step + 1
        assert told.rows == len(training.at(step).rows)
        assert told.new_values == after


def test_gradients_are_those_of_the_runs() -> None:
    training = Training(network(), Descent(), XOR)
    traces = [training.trace_at(0, row) for row in range(4)]
    for moved in training.update_at(0).moved:
        total = 0.0
        for trace in traces:
            total += float(trace.gradient(moved.id))
        assert moved.gradient == pytest.approx(total / 4, rel=1e-14)


@pytest.mark.parametrize("rate", [0.2, 0.5, 30])
def test_an_explosion_ends_both_ways_alike(monkeypatch: pytest.MonkeyPatch, rate: float) -> None:
    _same(*_both(monkeypatch, square(), Descent(rate=rate), None))


def test_what_a_float_cannot_say_the_table_can(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = parse("w = parameter(1.5)\ny = w if w < exp(1000*w) else 0\nL = (y - 1)**2")
    _same(*_both(monkeypatch, graph, Descent(rate=0.1), None))
