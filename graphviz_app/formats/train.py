"""Training as it is asked for from Python and on the command line."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from numbers import Integral, Real

from graphviz_app.arrays import np
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Iteration, Training
from graphviz_app.core.learning.update import descents_of
from graphviz_app.core.wording import counted, near, shortened
from graphviz_app.errors import DataError, GraphError
from graphviz_app.formats.descent_rules import FIELDS, NUMBERS, SEED, WORDS, name_problem, unused
from graphviz_app.formats.tables.files import read_table

Data = Table | Mapping[str, object] | str | os.PathLike[str]
"""A table, columns by name (of vectors: rows of numbers), or a file that holds one."""
_AHEAD = 256
"""Steps that are done at once while their iterations are handed out."""


def train(
    graph: Graph,
    steps: int | None = None,
    optimizer: str | None = None,
    rate: float | None = None,
    *,
    data: Data | None = None,
    run: int = 1,
    **said: object,
) -> Iterator[Iteration]:
    """The iterations of a descent: first that before any step, last that at which it ends.

    With ``steps`` there are so many steps, unless it explodes; else it ends where the loss has
    stopped falling, too.

    What is not said is as in the graph's descent number ``run``, if it has one; ``said`` are the
    other fields of ``Descent``: batch, seed, start, loss, momentum, weight_decay, decline …
    Raises GraphError, EvaluationError or DataError for what cannot be trained.
    """
    first = {"steps": steps, "optimizer": optimizer, "rate": rate}
    given = {name: value for name, value in {**first, **said}.items() if value is not None}
    training = Training(graph, asked(graph, run, given), given_table(graph, data))
    if steps is not None:
        training.insist(training.limit)
    return _iterations(training)


def _iterations(training: Training) -> Iterator[Iteration]:
    step, ahead = 0, 1
    yield training.at(0)
    while training.advance(ahead):
        ahead = min(2 * ahead, _AHEAD)
        while step < training.count:
            step += 1
            yield training.at(step)


def asked(graph: Graph, run: int, said: Mapping[str, object]) -> Descent:
    """The graph's descent number ``run``, from 1, with what is said; raises GraphError."""
    descents = descents_of(graph)
    if not 1 <= run <= len(descents):
        count = counted(len(graph.descents), "descent")
        raise GraphError(f"there is no run {run}: the graph has {count}")
    descent = replace(descents[run - 1], **dict(map(_checked, said, said.values())))  # type: ignore[arg-type]
    for name in said:
        if problem := unused(name, descent.optimizer, descent.decline):
            raise GraphError(problem)
    return descent


def _checked(name: str, value: object) -> tuple[str, object]:
    """A field of a descent; raises GraphError for what it cannot be."""
    if name not in FIELDS:
        raise GraphError(f"a descent has no '{shortened(name)}'{near(name, FIELDS)}")
    if name in WORDS:
        return name, _word(name, str(value).lower())
    if name == "name":
        if problem := name_problem(str(value)):
            raise GraphError(problem)
        return name, str(value)
    if name == "start" and isinstance(value, Mapping):
        return name, value
    return name, _number(name, value)


def _word(name: str, word: str) -> str:
    words = WORDS[name]
    if word not in words:
        listed = f"{', '.join(words[:-1])} or {words[-1]}"
        raise GraphError(f"{name} is {listed}, not '{shortened(word)}'{near(word, words)}")
    return word


def _number(name: str, value: object) -> float | int:
    rule = SEED if name == "start" else NUMBERS[name]
    number = _as_number(value)
    if number is None or not rule.holds(number):
        said = f"values of parameters, or {rule.said}" if name == "start" else rule.said
        raise GraphError(f"{name} is {said}, not {shortened(str(value))}")
    return int(number) if rule.whole else float(number)


def _as_number(value: object) -> float | int | None:
    """Numbers of NumPy, too; None for what is none, and for what is too large."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return int(value) if abs(int(value)) < 2**1023 else None
    return float(value) if isinstance(value, Real) else None


def given_table(graph: Graph, data: Data | None) -> Table | None:
    """The rows to train on: those that are given, else those written in the graph."""
    if isinstance(data, Table):
        return data
    if isinstance(data, Mapping):
        return _of_columns(data)
    if isinstance(data, str | os.PathLike):
        return read_table(data)
    if data is not None:
        raise DataError("data is a table, columns by name, or the path of a file")
    if graph.data is None:
        return None
    if graph.data.path:
        path = graph.data.path
        raise DataError(f"the graph names its data '{path}': say where it is, data='…/{path}'")
    return Table.of(graph.data.columns)


def _of_columns(data: Mapping[str, object]) -> Table:
    """Of columns by name, those of vectors and matrices element by element."""
    columns: dict[str, Sequence[float]] = {}
    for name, rows in data.items():
        try:
            array = np.asarray(rows, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            raise DataError(f"the data of '{name}' is not one number, or as many, a row") from None
        if not array.ndim or not np.isfinite(array).all():
            raise DataError(f"the data of '{name}' is not a list of finite numbers, one for a row")
        for at in np.ndindex(array.shape[1:]):
            element = f"{name}[{', '.join(map(str, at))}]" if at else str(name)
            columns[element] = array[(slice(None), *at)].tolist()
    return Table.of(columns)
