"""``graphviz-app train``: a descent, and where it leads."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import STDIN, Command, add_file
from graphviz_app.commands.given import graph_of
from graphviz_app.commands.progress import Progress, left
from graphviz_app.commands.told import FINE, complain, put
from graphviz_app.core.learning.settings import DECLINES, LOSSES, OPTIMIZERS, Descent
from graphviz_app.numbers import in_panel

if TYPE_CHECKING:
    from graphviz_app.core.graph import Graph
    from graphviz_app.core.learning.table import Table
    from graphviz_app.core.learning.training import Training

INTERRUPTED = 130
_USUAL = Descent()
_NUMBERS = {
    "rate": (float, "ETA", "the learning rate (default: the graph's, else 0.1)"),
    "momentum": (float, "MU", "what is kept of the velocity"),
    "alpha": (float, "A", "rmsprop's share of the old average of squares"),
    "beta1": (float, "B", "adam's share of the old average"),
    "beta2": (float, "B", "adam's share of the old average of squares"),
    "epsilon": (float, "EPS", "keeps a root from being 0"),
    "weight_decay": (float, "L", "times a parameter is added to its gradient"),
    "every": (int, "N", "with --decline step: after how many steps the rate falls"),
    "gamma": (float, "G", "with --decline step: by which factor"),
    "start": (int, "SEED", "start from random parameters, always the same for a seed"),
    "batch": (int, "N", "rows of each step (default: all)"),
    "seed": (int, "SEED", "shuffle the rows for each pass, always alike for a seed"),
}


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--steps",
        metavar="N",
        type=int,
        help="how many steps; without it, as the file says, or until the loss stops falling",
    )
    parser.add_argument("--optimizer", choices=OPTIMIZERS, help="default: the graph's, else sgd")
    for name, (kind, sign, about) in _NUMBERS.items():
        option = f"--{name.replace('_', '-')}"
        usual = getattr(_USUAL, name)
        told = about if usual is None else f"{about} (default: {usual:g})"
        parser.add_argument(option, dest=name, metavar=sign, type=kind, help=told)
    parser.add_argument("--decline", choices=DECLINES, help="how the rate goes on")
    parser.add_argument("--loss", choices=LOSSES, help="of the rows (default: mean)")
    parser.add_argument(
        "--data", metavar="CSV", type=Path, help="a table whose columns feed inputs and targets"
    )
    parser.add_argument(
        "--run", metavar="N", type=int, default=1, help="which of the graph's descents (default: 1)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", dest="as_json", action="store_true", help="one line of JSON: loss, parameters"
    )
    form.add_argument("--csv", dest="as_csv", action="store_true", help="a line for each step")
    parser.add_argument(
        "--save", metavar="OUT", type=Path, help="write the graph with the new parameters"
    )


def _run(
    file: Path, data: Path | None, run: int, as_json: bool, as_csv: bool, save: Path | None,
    **said: object,
) -> int:  # fmt: skip
    """Train, save, print; an explosion is an error, told after all the rest."""
    from graphviz_app.commands import trained
    from graphviz_app.core.learning.training import Training
    from graphviz_app.formats.files import require_place
    from graphviz_app.formats.train import asked

    if save is not None:
        require_place(save)  # before, and not after, hours of work
    graph = graph_of(file)
    descent = asked(graph, run, {name: x for name, x in said.items() if x is not None})
    training = Training(graph, descent, _table(graph, file, data))
    if said["steps"] is not None:
        training.insist(descent.steps)
    whole = _advance(training)
    if save is not None:
        trained.save(graph, training, run, data, None if file == STDIN else file.parent, save)
    if as_csv:
        for lines in trained.as_csv(training):
            put(lines)
    else:
        put(trained.as_json(training) if as_json else trained.as_table(training))
    if not whole:
        return INTERRUPTED
    stop = training.stop
    return complain(stop.sentence) if stop is not None and stop.kind == "exploded" else FINE


def _table(graph: "Graph", file: Path, data: Path | None) -> "Table | None":
    """The rows to train on: those that were asked for, else the graph's."""
    from graphviz_app.formats.tables.files import load_data, read_table

    if data is not None:
        return read_table(data)
    return load_data(graph, None if file == STDIN else file.parent)


def _advance(training: "Training") -> bool:
    """To its end; False where a person stopped it with Ctrl+C."""
    progress = Progress(partial(line_of, training))
    try:
        while training.stop is None:
            training.advance(training.limit, progress.tell)
    except KeyboardInterrupt:
        return False
    finally:
        progress.clear()
    return True


def line_of(training: "Training", seconds: float) -> str:
    """How far it is after so many seconds."""
    count, of = training.count, training.limit
    loss, rest = in_panel(float(training.losses[-1])), left(seconds, max(count, 1) / of)
    return f"{count:,} of {of:,} steps, loss {loss}, {rest} (Ctrl+C ends it)"


TRAIN = Command(
    name="train",
    about="bring the loss down by gradient descent",
    description=(
        "Train the parameters of a graph, step by step, and print how the loss falls, why it ends, "
        "and where the parameters end. What is not said is as in the graph's first descent(…) line."
    ),
    declare=_declare,
    run=_run,
)
