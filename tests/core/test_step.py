"""One step of gradient descent, against the published numbers of worked examples."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.step import after, new_values
from graphviz_app.formats import parse

LINE = "x = input(2)\nw = parameter(3)\ny = w*x\nL = (y - 1)**2\nlearning_rate(0.1)"
DATA = Path(__file__).parents[1] / "data" / "worked_examples.json"
WORKED = [one for one in json.loads(DATA.read_text(encoding="utf-8")) if one.get("updated")]


def test_every_parameter_moves_once_against_its_gradient() -> None:
    trace = run(parse(LINE))
    assert trace.gradient("w") == 20
    assert new_values(trace) == {"w": 1.0}
    stepped = after(trace)
    assert stepped is not None
    assert stepped.value("y") == 2.0
    assert stepped.value("L") == 1.0


def test_inputs_and_targets_stay() -> None:
    stepped = after(run(parse(LINE + "\nt = target(1)\nM = L*t\noutput(M)")))
    assert stepped is not None
    assert (stepped.value("x"), stepped.value("t")) == (2.0, 1.0)


def test_tensors_move_element_by_element() -> None:
    text = "x = input([1, 2])\nw = parameter([3, 4])\nL = sum(w*x)\nlearning_rate(0.5)"
    new = new_values(run(parse(text)))
    assert np.array_equal(new["w"], [2.5, 3.0])


@pytest.mark.parametrize("text", ["w = parameter(3)\nL = w*w", "x = input(1)\nlearning_rate(1)"])
def test_without_rate_or_parameters_there_is_no_step(text: str) -> None:
    assert after(run(parse(text))) is None


@pytest.mark.parametrize("one", WORKED, ids=[one["id"] for one in WORKED])
def test_the_steps_of_the_worked_examples_end_where_they_should(one: dict[str, Any]) -> None:
    trace = run(parse(one["text"]))
    new = new_values(trace)
    assert {id_: new[id_] for id_ in one["updated"]} == pytest.approx(one["updated"], rel=1e-9)
