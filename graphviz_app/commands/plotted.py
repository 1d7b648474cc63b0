"""A graph that has learned, and plots of how it did: for ``render --plot``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from graphviz_app.arguments import STDIN
from graphviz_app.core.graph import Graph
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError

if TYPE_CHECKING:
    from graphviz_app.core.learning.table import Feed
    from graphviz_app.core.learning.training import Training
    from graphviz_app.scene.learned.pictures import Pictures
    from graphviz_app.scene.plots.plot import Plot

PlotName = Literal["loss", "parameters", "gradients", "contour", "map", "fit"]
_NEEDED = {
    "contour": "it takes two parameters that learn",
    "map": "it takes a prediction of two inputs that is compared with a target",
    "fit": "it takes a prediction of one input that is compared with a target",
}
_COURSES = 4
"""Parameters whose courses are shown."""


def plotted(graph: Graph, file: Path, names: Sequence[PlotName]) -> "tuple[Graph, Sequence[Plot]]":
    """The graph after its steps, and the plots; raises GraphAppError where there are none.

    A document that has been trained stays at its step; any other is trained to the end.
    """
    from graphviz_app.scene.learned.pictures import Pictures

    runs, run, step = trained_runs(graph, file)
    pictures = Pictures()
    pictures.set_runs(runs)
    pictures.wished_run, pictures.wished_step = run, step
    after = graph.with_values(runs[run].at(step).parameters)
    pictures.row = _row(runs[run].feed, after)
    return after, [_plot(pictures, name) for name in names]


def trained_runs(graph: Graph, file: Path) -> "tuple[Sequence[Training], int, int]":
    """All runs of a graph, which of them it shows, and at which step."""
    from graphviz_app.core.learning.training import Training, untrained
    from graphviz_app.core.learning.update import descents_of, learns
    from graphviz_app.formats.tables.files import load_data

    if not learns(graph):
        raise GraphAppError("it does not learn: a plot takes a learning_rate(…) or a descent(…)")
    said = graph.trained
    table = load_data(graph, None if file == STDIN else file.parent)
    runs = [Training(untrained(graph), descent, table) for descent in descents_of(graph)]
    run = 0 if said is None else min(said.descent, len(runs) - 1)
    if said is not None:
        runs[run].insist(said.step)
    for place, training in enumerate(runs):
        steps = said.step if said is not None and place == run else training.limit
        while training.stop is None and training.count < steps:
            training.advance(steps - training.count)
    return runs, run, runs[run].count


def _row(feed: "Feed | None", graph: Graph) -> int | None:
    return None if feed is None else feed.shown(graph)


def _plot(pictures: "Pictures", name: PlotName) -> "Plot":
    plot = (
        pictures.loss(log=None)
        if name == "loss"
        else pictures.plot(name, pictures.landscape.offered[:_COURSES], at_rest=True)
        if name in pictures.there
        else None
    )
    if plot is None:
        why = _NEEDED.get(name, "nothing learns")
        raise GraphAppError(f"there is no plot '{name}' of this graph: {why}")
    return plot


def plot_names(text: str) -> tuple[PlotName, ...]:
    """Words parted by commas; raises GraphAppError for what is none."""
    known: Sequence[PlotName] = get_args(PlotName)
    words = [word.strip() for word in text.split(",")]
    if unknown := [word for word in words if word not in known]:
        raise GraphAppError(f"'{shortened(unknown[0])}' is not one of {', '.join(known)}")
    return tuple(name for word in words for name in known if name == word)
