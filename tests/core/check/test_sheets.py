"""The sheets made at random are of the same make as those of the reference, and true themselves."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.step import after
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse
from tests.core.check.sheets.courses import logistic, softmax, stages
from tests.core.check.sheets.families import COURSE, REFERENCE, Family
from tests.core.check.sheets.networks import Network, network
from tests.core.check.sheets.planting import plant, right_sheet
from tests.core.check.sheets.vectors import layer
from tests.core.check.sheets.working import Hand, Problem, work

DATA = Path(__file__).parents[2] / "data" / "slips.json"
SHEETS = {sheet["id"]: sheet for sheet in json.loads(DATA.read_text(encoding="utf-8"))}
LEAF = re.compile(r"^(\w+) = (?:input|parameter|target)\((.*)\)$", re.M)
LAYERS = re.compile(r"# ([\d-]+) network, (\w+), (\w+), (half )?squared error")


def _problem(text: str) -> Problem:
    """The problem of a sheet, by its title and its leaves."""
    title, chance = text.splitlines()[0], Random(0)
    found = re.search(r"learning_rate\((.*)\)", text)
    rate = float(found[1]) if found else 0.0
    if layers := LAYERS.fullmatch(title):
        sizes = tuple(map(int, layers[1].split("-")))
        made = network(chance, Network(sizes, layers[2], layers[3], bool(layers[4])), rate)
    elif "stages" in title:
        made = stages(chance)
    else:
        made = (logistic if "logistic" in title else softmax)(chance, rate)
    return made.given_as({name: float(number) for name, number in LEAF.findall(text)})


@pytest.mark.parametrize("id_", SHEETS)
def test_a_sheet_of_the_reference_is_made_again(id_: str) -> None:
    sheet: dict[str, Any] = SHEETS[id_]
    problem, hand = _problem(sheet["text"]), Hand(sheet["digits"], sheet["way"])
    slip = sheet["slip"]
    if slip is None:
        assert right_sheet(problem, hand).text == sheet["text"]
        return
    step = next(step for step in problem.steps if step.claim == slip["claim"])
    rules = [rule for kind, rule in step.slips if kind in slip["kinds"]]
    planted = [plant(problem, hand, step, rule) for rule in rules]
    made = next(one for one in planted if one is not None and one.text == sheet["text"])
    assert [made.claim, made.right] == [slip["claim"], slip["right"]]
    assert [list(made.kinds), list(made.follows)] == [slip["kinds"], slip["follows"]]


FAMILIES: dict[str, Family] = {**REFERENCE, **COURSE, "vectors": lambda chance: layer(chance, 0.5)}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_right_sheet_says_what_the_engine_says(family: str) -> None:
    problem = FAMILIES[family](Random(family))
    trace = run(parse(problem.text(work(problem, Hand(10, "calculator")))))
    said = [claim for claim in trace.graph.claims if claim.kind != "d"]
    assert said
    for claim in said:
        truth = np.asarray(_truth(trace, claim))
        assert np.allclose(truth, json.loads(claim.printed), rtol=1e-8, atol=1e-9), claim


def _truth(trace: Trace, claim: Claim) -> Value:
    if claim.kind == "value":
        return trace.value(claim.of)
    if claim.kind == "grad":
        return trace.gradients[claim.of]
    renewed = after(trace)
    assert renewed is not None
    return renewed.value(claim.of)
