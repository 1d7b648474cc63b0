"""The examples that learn: where each descent leads, on its data, as its text says."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import load
from graphviz_app.formats.tables.files import load_data
from graphviz_app.resources import examples

PATHS = {path.stem: path for path in examples() if load(path).descents}
ROOT = Path(__file__).parent.parent


class Way(NamedTuple):
    """A descent of an example: between which losses it ends, and what its last sentence says."""

    name: str
    run: int
    low: float
    high: float
    said: str


WAYS = (
    Way("parabola", 0, 0.0, 1e-20, "All 20 steps done"),
    Way("parabola", 1, 1e-3, 1e-2, "All 20 steps done"),
    Way("parabola", 2, 1e7, 1e9, "Exploded in step 14"),
    Way("line-fit", 0, 0.029, 0.0293, "All 60 steps done"),
    Way("two-clouds", 0, 0.05, 0.07, "All 100 steps done"),
    Way("xor-learning", 0, 0.0, 0.005, "All 200 steps done"),
    Way("xor-learning", 1, 0.34, 0.36, "hardly falls any more"),
    Way("xor-learning", 2, 0.0, 0.005, "All 200 steps done"),
    Way("circle", 0, 0.0, 0.02, "All 100 steps done"),
    Way("rosenbrock", 0, 1.5, 2.0, "All 600 steps done"),
    Way("rosenbrock", 1, 0.0, 0.03, "All 600 steps done"),
    Way("rosenbrock", 2, 0.0, 0.01, "All 600 steps done"),
    Way("vanishing-chain", 0, 0.01, 0.02, "All 200 steps done"),
)


def table_of(name: str) -> Table | None:
    return load_data(load(PATHS[name]), PATHS[name].parent)


@cache
def trained(name: str, run: int) -> Training:
    graph = load(PATHS[name])
    training = Training(graph, graph.descents[run], table_of(name))
    while training.stop is None:
        training.advance(training.limit)
    return training


def test_every_descent_of_every_example_is_gone() -> None:
    there = [(name, run) for name in PATHS for run in range(len(load(PATHS[name]).descents))]
    assert [(way.name, way.run) for way in WAYS] == there
    assert len(PATHS) >= 7


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.name}-{way.run + 1}")
def test_it_leads_where_the_example_says(way: Way) -> None:
    training = trained(way.name, way.run)
    assert way.low <= training.losses[-1] <= way.high
    assert training.stop is not None
    assert way.said in training.stop.sentence
    assert training.stop.is_stuck == (way.said == "hardly falls any more")


@pytest.mark.parametrize("name", PATHS)
def test_its_data_feed_it_and_hold_the_row_that_is_shown(name: str) -> None:
    graph, table = load(PATHS[name]), table_of(name)
    assert (table is not None) == bool(graph.data)
    if table is not None:
        feed = Feed.of(graph, table)
        assert feed.ignored == ()
        assert feed.shown(graph) is not None


def right(training: Training, step: int) -> int:
    """Rows of which the prediction y is on the side of the target."""
    assert training.feed is not None
    traces = [training.trace_at(step, row) for row in range(training.feed.count)]
    return sum(round(float(one.value("y"))) == one.value("t") for one in traces)


def test_the_start_that_gets_stuck_has_two_rows_right_and_the_others_in_the_middle() -> None:
    training = trained("xor-learning", 1)
    losses = np.sort(training.row_losses(training.count))
    assert np.all(losses[:2] < 0.01)
    assert losses[2:] == pytest.approx(np.log(2), abs=0.02)


def test_the_circle_is_closed_after_sixty_steps_and_the_clouds_are_parted() -> None:
    assert right(trained("circle", 0), 60) == 48
    assert right(trained("two-clouds", 0), 100) == 40


def test_the_sigmoids_learn_from_the_end_and_the_first_hardly_at_all() -> None:
    training = trained("vanishing-chain", 0)
    end = training.at(training.count).parameters
    moved = [abs(float(np.asarray(end[f"s{k}"])) - 0.8) for k in range(1, 7)]
    assert moved == sorted(moved)
    assert moved[0] < 0.001 < 1 < moved[-1]
    assert training.trace_at(training.count).value("L2") < 1e-20


def test_plain_steps_swing_across_the_parabola_where_the_rate_is_large() -> None:
    ways = [trained("parabola", run).losses for run in range(3)]
    assert ways[0][5] < 1e-4
    slopes = [trained("parabola", 1).at(step).parameters["w"] for step in range(6)]
    assert np.all(np.diff(np.sign(np.asarray(slopes) + 2 / 3)) != 0)
    assert np.all(np.diff(ways[2]) > 0)


def test_tables_come_with_the_package() -> None:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = whole["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["examples"] == "graphviz_app/examples"
    assert {path.stem for path in (ROOT / "examples").glob("*.csv")} == {
        Path(use.path).stem
        for name in PATHS
        for use in [load(PATHS[name]).data]
        if use and use.path
    }
