"""What is said of a step is what is done in it, in symbols and in numbers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import OPTIMIZERS, Descent
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import Covered
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.updating import (
    brief_rows,
    update_caption,
    update_rows,
    updates_caption,
)
from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solve import told_run
from graphviz_app.formats import load, parse
from tests.explain.updating.steps import (
    DESCENTS,
    Told,
    by_pytorch,
    named,
    update_after,
    with_rows,
)
from tests.explain.worked.sheets import FILES, stem
from tests.texts import ONE_STEP

LAYER = """x = input([0.5, -0.2])
W = parameter([[0.1, 0.2], [0.3, -0.4]])
b = parameter([0.1, -0.1])
t = target([1, 0])
L = sum((t - tanh(W @ x + b))**2)
learning_rate(0.25)
"""
STEPPED = [path for path in FILES if "learning_rate" in path.read_text()]


def reading(graph: Graph) -> ReadRun:
    return told_run(run_of(graph, None))


@pytest.mark.parametrize("rows", [0, 1, 3])
@pytest.mark.parametrize("count", [0, 2, 8])
@pytest.mark.parametrize("descent", DESCENTS, ids=named)
def test_every_line_works_out_to_pytorchs_new_value(
    descent: Descent, count: int, rows: int
) -> None:
    for text in (ONE_STEP, LAYER):
        run = reading(parse(text))
        for loss in ("mean", "sum") if rows > 1 else ("mean",):
            update = with_rows(update_after(run, descent, count), rows, loss)
            for moved in update.moved:
                wanted = by_pytorch(update, moved)
                for told in (update_rows, brief_rows):
                    read = Told(run.graph, update, moved, name_latex(moved.id))
                    if told is brief_rows:
                        read.skip_to_the_end(moved)
                    found = read.take(told(run, update, moved.id))
                    assert np.allclose(found.low.ravel(), wanted.ravel(), rtol=1e-9, atol=0)
                    assert read.checked > 1


@pytest.mark.parametrize("path", STEPPED, ids=stem)
def test_steps_of_examples_are_told_as_they_are_done(path: Path) -> None:
    graph = load(path)
    run = reading(graph)
    update = first_update(run.trace)
    assert update is not None
    for moved in update.moved:
        found = update_caption(run, update, moved.id)
        if not np.all(np.isfinite(moved.new)) or r"\text" in found.numbers:
            continue
        output = name_latex(str(graph.output))
        name = name_latex(moved.id)
        gradient = rf"\partial {output}/\partial {name}"
        assert found.symbols == rf"{name} \leftarrow {name} - \eta \cdot {gradient}" or np.ndim(
            run.trace.value(str(graph.output))
        )
        read = Told(graph, update, moved, name)
        read.take([found._replace(symbols=found.symbols.replace(gradient, _plain(name)))])
        assert read.checked > 1


def _plain(name: str) -> str:
    return rf"\partial L/\partial {name}"


def test_an_element_of_a_matrix_is_told_by_itself() -> None:
    run = reading(parse(LAYER))
    update = update_after(run, Descent("adam"), 1)
    row = update_rows(run, update, "W[1,0]")[-1]
    assert row.symbols.startswith(r"W_{10} \leftarrow W_{10} - ")
    moved = next(one for one in update.moved if one.id == "W")
    assert row.numbers.endswith(f"= {np.asarray(moved.new)[1, 0]:.5f}")


def test_several_at_once_are_told_by_one_letter() -> None:
    run = reading(parse(ONE_STEP))
    update = first_update(run.trace)
    assert update is not None
    row = updates_caption(run, update, ["w", "b"])
    assert row.symbols == (r"\theta \leftarrow \theta - \eta \cdot \partial L/\partial \theta")
    assert row.remark == "θ = w, one of 2 parameters; likewise b"
    assert row.numbers == update_caption(run, update, "w").numbers


def test_what_is_frozen_is_said_to_be() -> None:
    run = reading(replace(parse(ONE_STEP), frozen=("b",)))
    update = first_update(run.trace)
    assert update is not None
    assert update_caption(run, update, "b").remark == "b is frozen: no step moves it"
    both = updates_caption(run, update, ["b", "w"])
    assert both.symbols.startswith(r"w \leftarrow")
    assert both.remark == "b is frozen"
    assert "only parameters" in update_caption(run, update, "x").remark


def test_why_a_parameter_stays_is_said() -> None:
    text = ONE_STEP.replace("sigmoid", "relu")
    run = reading(parse(text))
    update = first_update(run.trace)
    assert update is not None
    assert update_caption(run, update, "w").remark.startswith("it stays: its gradient is 0 (masked")
    still = update_after(run, Descent(decline="cosine", steps=2), 5)
    assert update_caption(run, still, "w").remark.endswith("it stays: η is 0")


def test_what_is_not_finite_is_said_to_be() -> None:
    run = reading(parse(ONE_STEP))
    update = first_update(run.trace)
    assert update is not None
    huge = replace(update, moved=tuple(replace(one, new=np.inf) for one in update.moved))
    assert "not finite" in update_caption(run, huge, "w").remark
    none = replace(update, moved=tuple(replace(one, gradient=np.nan) for one in update.moved))
    assert "the gradient is not finite" in update_caption(run, none, "w").remark


def test_letters_of_the_graph_are_not_used_twice() -> None:
    text = ONE_STEP.replace("w", "v").replace("b", "mu").replace("x", "eta")
    run = reading(parse(text))
    row = update_rows(run, update_after(run, Descent("momentum"), 1), "v")
    assert row[0].symbols == (
        r"\mathrm{v} \leftarrow \mathrm{momentum} \cdot \mathrm{v} + \partial L/\partial v"
    )
    assert row[1].symbols == r"v \leftarrow v - \mathrm{rate} \cdot \mathrm{v}"


def test_the_rate_of_a_schedule_is_told_with_its_step() -> None:
    run = reading(parse(ONE_STEP))
    descent = Descent(decline="step", every=2, gamma=0.1)
    first, last = update_rows(run, update_after(run, descent, 2), "w")
    assert first.symbols.startswith(r"\eta_{3} = \eta \cdot")
    assert first.numbers.endswith("= 0.05")
    assert r"\eta_{3}" in last.symbols
    assert last.remark == "η in step 3: 0.05000, ×0.1 after every 2 steps"


def test_elements_that_are_drawn_are_told_as_elements() -> None:
    graph = replace(parse(LAYER), frozen=("b",))
    run = read_as(run_of(graph, None), "neurons")
    assert run.whole is not run.trace
    update = first_update(run.whole)
    assert update is not None
    row = update_caption(run, update, "W[0,1]")
    assert row.symbols == r"W_{01} \leftarrow W_{01} - \eta \cdot \partial L/\partial W_{01}"
    assert update_caption(run, update, "b[1]").remark == "b is frozen: no step moves it"
    both = updates_caption(run, update, ["W[0,0]", "W[0,1]", "b[0]", "b[1]"])
    assert both.remark == "θ = W[0,0], one of 2 parameters; likewise W[0,1]; b is frozen"


def test_what_comes_of_a_covered_gradient_is_covered() -> None:
    run = reading(parse(ONE_STEP))
    run.trace.gradients = {**run.trace.gradients, "w": Covered(-0.2175)}
    for optimizer in OPTIMIZERS:
        update = update_after(run, Descent(optimizer), 1)
        for row in update_rows(run, update, "w"):
            assert row.numbers.endswith("?")
            assert "0.2175" not in row.numbers
