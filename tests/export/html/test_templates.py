"""Formulas filled in with other numbers say what the program says of them."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.export.html.quantities import Quantities
from graphviz_app.export.html.reasons import Reasons
from graphviz_app.export.html.rows import Rows
from graphviz_app.export.html.templates import template_of
from graphviz_app.export.html.variants import (
    Numbers,
    schedules_of,
    value_in,
    variants_of,
    wild_runs,
)
from graphviz_app.formats import load
from graphviz_app.frames import frame_at
from graphviz_app.numbers import MINUS, in_panel
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import caption_of

TOKEN = re.compile(r"\d+\.\d+")
GRAPHS: Sequence[tuple[str, Kind]] = (
    ("neuron", "operators"),
    ("neuron", "lines"),
    ("two-two-two-network", "neurons"),
    ("relu", "operators"),
    ("leaky-relu", "lines"),
    ("hinge", "operators"),
    ("huber", "operators"),
    ("softmax-vector", "operators"),
    ("partially-connected-network", "neurons"),
    ("skip-connection", "operators"),
)


def other_run(base: ReadRun, seed: int) -> ReadRun:
    """With leaves of any sign."""
    chance = np.random.default_rng(seed)
    values: dict[str, object] = {}
    for id_, node in base.graph.nodes.items():
        if node.op in ("input", "parameter", "target"):
            shape = np.shape(base.trace.value(id_))
            values[id_] = chance.uniform(-2.0, 2.0, shape)
    return ReadRun(run(base.trace.program, values, partial=True), base.reading)


@pytest.mark.parametrize(("name", "kind"), GRAPHS)
def test_captions_of_other_values_are_the_programs(name: str, kind: Kind) -> None:
    path = next(path for path in examples() if path.stem == name)
    base = read_as(run(load(path)), kind)
    runs = variants_of(base)
    schedules = schedules_of(Schedule(base), runs)
    rows = Rows(Numbers(runs, wild_runs(base)))
    reasons = Reasons(rows, Quantities(schedules[0].passes[0]), schedules)
    times = range(int(schedules[0].end) + 1)
    captions = [reasons.caption(schedules[0], float(t)) for t in times]
    compared = 0
    for seed in range(5):
        one = other_run(base, seed)
        if one.trace.problems:
            continue
        again = schedules[0].renewed(one)
        for t, told in zip(times, captions, strict=True):
            truth = caption_of(frame_at(again, float(t))).rows
            for row, true in zip(told["rows"], truth, strict=True):
                if row[3] and row[1] is not None:
                    filled = fill(rows, rows.formulas[row[1]], one)
                    said = numbers_in(true.numbers)
                    assert filled[-1:] == said[-1:], (t, true.numbers)
                    assert {*filled} <= {*said}, (t, true.numbers)
                    compared += 1
    assert compared > 5


def fill(rows: Rows, formula: str, one: ReadRun) -> list[str]:
    def number(match: "re.Match[str]") -> str:
        quantity, cell = rows.slots[int(match[1])]
        return in_panel(float(np.ravel(value_in(one, quantity))[cell])).replace(MINUS, "-")

    return numbers_in(re.sub("<[^>]*>", " ", re.sub(r"@(\d+)b?;", number, formula)))


def numbers_in(text: str) -> list[str]:
    """Without signs: one that is added may be one that is taken away."""
    return TOKEN.findall(text)


def test_a_number_that_is_in_all_runs_the_same_stays() -> None:
    made = template_of(["= 2 \\cdot 0.5000", "= 2 \\cdot 0.7000"], [[0.5, 0.7]], 0)
    assert made is not None
    assert made.latex.startswith("= 2 ")
    assert [slot.candidates for slot in made.slots] == [(0,)]


def test_a_negative_number_is_the_same_place_with_brackets() -> None:
    one = r"= 0.5000 \cdot 2.0000 + 1.0000"
    other = r"= 0.5000 \cdot \left(-2.0000\right) - 1.0000"
    made = template_of([one, other], [[0.5, 0.5], [2.0, -2.0], [1.0, -1.0]], 0)
    assert made is not None
    assert [slot.candidates for slot in made.slots] == [(0,), (1,), (2,)]
    assert made.slots[1].brackets


def test_formulas_of_another_form_have_no_template() -> None:
    assert template_of(["= 0.5000", "= 0.5000 + 1.0000"], [[0.5, 0.5]], 0) is None
    assert template_of(["= 0.5000", "= 0.6000"], [[0.5, 0.5]], 0) is None
