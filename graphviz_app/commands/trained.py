"""A training as text, as JSON or CSV, and as a document."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from graphviz_app.commands.tables import aligned, json_of, shown
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.columns import called
from graphviz_app.core.learning.leaves import array_in
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.training import Training
from graphviz_app.core.reading.elements import element_id
from graphviz_app.core.wording import counted
from graphviz_app.errors import DataError
from graphviz_app.formats.edits.leaf_values import with_leaf_values
from graphviz_app.formats.edits.learning import with_learning
from graphviz_app.formats.files import save as save_file
from graphviz_app.formats.tables.beside import data_file
from graphviz_app.formats.tables.written import written_out
from graphviz_app.numbers import as_typed, in_panel

_ROWS = 10
"""Steps that the table tells of, about."""
_LINES = 1_000
"""Of CSV that are written at once."""


def as_table(training: Training) -> str:
    """Title, how the loss fell in about ten steps, why it ended, parameters before and after."""
    graph, stop = training.graph, training.stop
    head = [graph.title] if graph.title else []
    blocks = ["\n".join([*head, _how(training)]), aligned(_loss_rows(training), 0)]
    if stop is None:
        blocks.append(f"Interrupted after {counted(training.count, 'step')}.")
    elif stop.kind != "exploded":
        blocks.append(stop.sentence)
    return "\n\n".join([*blocks, aligned(_parameter_rows(training), 1)])


def _how(training: Training) -> str:
    """The optimizer, its rate, the data."""
    said = training.descent
    told = f"{said.optimizer}, learning rate {as_typed(training.rate(1))}"
    told += {"step": ", declining by steps", "cosine": ", declining to 0"}.get(said.decline, "")
    if training.feed is None:
        return told
    table = training.feed.table
    batch = "" if said.batch is None else f", {said.batch:,} of them in a step"
    unused = f"\nnot used: {called(training.feed.ignored)}" if training.feed.ignored else ""
    return f"{told}; {counted(table.count, 'row')} of {table.called}{batch}{unused}"


def _loss_rows(training: Training) -> list[tuple[str, ...]]:
    losses, count = training.losses, training.count
    steps = [*range(0, count, _round_width(count)), count]
    return [("step", "loss"), *((f"{n:,}", in_panel(float(losses[n]))) for n in steps)]


def _round_width(count: int) -> int:
    """1, 2, 5, 10, 20 … of which about ten are in the count."""
    width, factors = 1, (2.0, 2.5, 2.0)
    while width * _ROWS < count:
        width, factors = int(width * factors[0]), (*factors[1:], factors[0])
    return width


def _parameter_rows(training: Training) -> list[tuple[str, ...]]:
    first, last = training.at(0).parameters, training.at(training.count).parameters
    rows = [(id_, shown(first[id_]), shown(last[id_])) for id_ in training.parameters]
    return [("parameter", "before", "after"), *rows]


def as_json(training: Training) -> str:
    """One line: the losses before the first step … after the last, all parameters after it.

    What is not finite is null.
    """
    values = {id_: json_of(x) for id_, x in _all_parameters(training).items()}
    document = {"loss": json_of(training.losses), "parameters": values}
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def _all_parameters(training: Training) -> Mapping[str, Value]:
    """In the order of the graph, those that are frozen too."""
    moved = training.at(training.count).parameters
    nodes = training.graph.nodes.values()
    return {
        n.id: moved[n.id] if n.id in moved else array_in(training.graph, n.id)
        for n in nodes
        if n.op == "parameter"
    }


def as_csv(training: Training) -> Iterator[str]:
    """Step, loss and every number of the parameters: a line for each iteration, in pieces."""
    shapes = {id_: np.shape(x) for id_, x in training.at(0).parameters.items()}
    names = [element_id(i, at, shape) for i, shape in shapes.items() for at in np.ndindex(shape)]
    lines = [",".join(["step", "loss", *(f'"{n}"' if "," in n else n for n in names)])]
    for step in range(training.count + 1):
        found = training.at(step)
        numbers = np.concatenate([np.ravel(x) for x in found.parameters.values()]).tolist()
        lines.append(",".join([str(step), *map(repr, (found.loss, *numbers))]))
        if len(lines) > _LINES:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def save(
    graph: Graph, training: Training, run: int, data: Path | None, source: Path | None, output: Path
) -> None:
    """Write the graph with the parameters at the end, and the way that led there.

    ``data`` is the table that was asked for, ``source`` the folder of the graph's file, None
    without one.
    """
    descents = [*graph.descents]
    descents[run - 1 : run] = [training.descent]
    use = _use(graph, training, data, source, output.resolve().parent)
    said = with_learning(graph, descents=descents, data=use)
    again = use is not None or training.feed is None
    way = training.trained(training.count, run - 1) if again else None
    save_file(with_leaf_values(said, training.at(training.count).parameters, way), output)


def _use(
    graph: Graph, training: Training, data: Path | None, source: Path | None, folder: Path
) -> DataUse | None:
    """The data as a document in this folder can name them; else the numbers, if they are few."""
    named = "" if graph.data is None else graph.data.path
    if training.feed is None or (data is None and not named):
        return graph.data
    try:
        file = (data_file(named, source) if data is None else data).resolve()
        if data is None and data_file(named, folder) == file:
            return graph.data
        if file.is_relative_to(folder):
            return DataUse(file.relative_to(folder).as_posix())
        return written_out(training.feed)
    except DataError:
        return None
