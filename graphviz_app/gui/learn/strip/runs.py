"""Plots of runs: what they have in common is one picture."""

from collections.abc import Sequence
from typing import Protocol

from graphviz_app.arrays import Array
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.rates import first_rate
from graphviz_app.core.learning.settings import Descent, OptimizerName
from graphviz_app.numbers import as_typed
from graphviz_app.scene.plots.course import Course, looks
from graphviz_app.scene.plots.course_plot import CoursePlot

CALLED: dict[OptimizerName, str] = {
    "sgd": "SGD",
    "momentum": "momentum",
    "nesterov": "Nesterov",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}


class Stopped(Protocol):
    """Why a run goes no further."""

    @property
    def kind(self) -> str:
        """``steps``, ``stalled``, ``exploded`` …"""
        ...


class Run(Protocol):
    """What is asked of a training."""

    @property
    def graph(self) -> Graph: ...
    @property
    def descent(self) -> Descent: ...
    @property
    def count(self) -> int: ...
    @property
    def stop(self) -> Stopped | None: ...
    @property
    def losses(self) -> Array: ...


def names_of(runs: Sequence[Run]) -> list[str]:
    """What they are called beside each other, no two alike."""
    names: list[str] = []
    for place, run in enumerate(runs):
        name = name_of(run)
        names.append(f"{place + 1} {name}" if name in names else name)
    return names


def name_of(run: Run) -> str:
    """By its own name, else by its optimizer and rate."""
    rate = as_typed(first_rate(run.graph, run.descent))
    return run.descent.name or f"{CALLED[run.descent.optimizer]} {rate}"


def loss_plot(runs: Sequence[Run], log: bool, chosen: int, step: int) -> CoursePlot:
    """The losses of all runs, with a step of one of them."""
    courses = [
        Course(name, run.losses, *look, heavy=place == chosen, exploded=has_exploded(run))
        for place, (name, run, look) in enumerate(
            zip(names_of(runs), runs, looks(len(runs)), strict=True)
        )
    ]
    planned = max((run.descent.steps for run in runs), default=0)
    return CoursePlot(courses, log, chosen, step, planned)


def has_exploded(run: Run) -> bool:
    """Whether it was stopped because its numbers did."""
    return run.stop is not None and run.stop.kind == "exploded"
