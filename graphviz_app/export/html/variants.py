"""Runs of the same graph with other values of its leaves, by which captions become templates."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from graphviz_app.arrays import Array
from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.export.html.quantities import Quantity

COUNT = 3
WILD = 16
"""How many runs there are of which only the numbers are looked at."""
_SPREAD = (0.04, 0.4)
"""How far values are moved: a little, and so far that gates and signs turn."""
_TRIES = 4
_SEED = 7


def variants_of(base: ReadRun) -> Sequence[ReadRun]:
    """The run itself, and others in which as much is known and finite."""
    chance = np.random.default_rng(_SEED)
    found = [base]
    for number in range(_TRIES * COUNT):
        if len(found) > COUNT:
            break
        trace = _other(base.trace, _SPREAD[number % 2], chance)
        if trace is not None and not trace.problems:
            found.append(ReadRun(trace, base.reading))
    return found


def wild_runs(base: ReadRun) -> Sequence[ReadRun]:
    """The same graph with leaves of any sign and size: what is alike in all of them is the same."""
    chance = np.random.default_rng(_SEED)
    made = (_other(base.trace, 2.0, chance) for _ in range(WILD))
    return [ReadRun(trace, base.reading) for trace in made if trace is not None]


def _other(base: Trace, spread: float, chance: np.random.Generator) -> Trace | None:
    """With all leaves moved, or else those that are not whole: classes and places are whole."""
    for whole in (True, False):
        given = dict(_moved(base, spread, chance, whole))
        trace = run(base.program, given, partial=True)
        if trace.values.keys() == base.values.keys():
            return trace
    return None


def _moved(
    trace: Trace, spread: float, chance: np.random.Generator, whole: bool
) -> Iterator[tuple[str, Value]]:
    for i, step in enumerate(trace.program.instructions):
        value = trace.results.values[i]
        if not step.op.is_leaf or step.node.op == "constant" or value is None:
            continue
        old = np.asarray(value, dtype=np.float64)
        if not whole and bool((old == np.rint(old)).all()):
            continue
        new = old + spread * (1.0 + np.abs(old)) * chance.normal(size=old.shape)
        yield step.node.id, new if new.ndim else float(new)


class Numbers:
    """Values of quantities in each of several runs."""

    def __init__(self, runs: Sequence[ReadRun], wild: Sequence[ReadRun] = ()) -> None:
        """``wild``: more runs, which tell apart what is the same in these by chance."""
        self._runs = runs
        self._wild = Numbers(wild) if wild else None
        self._known: dict[str, Sequence[Array]] = {}

    def are_always_alike(self, cells: Sequence[tuple[Quantity, int]]) -> bool:
        """Whether elements of quantities are one number, whatever the values of leaves."""
        if self._wild is None or len(cells) < 2:
            return True
        columns = [self._wild._column(*cell) for cell in cells]
        return all(np.allclose(columns[0], other, 1e-9, 1e-12) for other in columns[1:])

    def _column(self, quantity: Quantity, cell: int) -> Array:
        column: Array = np.nan_to_num(np.array([one[cell] for one in self.of(quantity)]))
        return column

    def of(self, quantity: Quantity) -> Sequence[Array]:
        """Per run all elements."""
        key = repr(quantity)
        if key not in self._known:
            self._known[key] = [np.ravel(value_in(one, quantity)) for one in self._runs]
        return self._known[key]


@np.errstate(all="ignore")
def value_in(one: ReadRun, quantity: Quantity) -> Value:
    """What a quantity is in a run; zero where nothing has come back."""
    kind, parts = quantity
    trace = one.trace
    ids = [step.node.id for step in trace.program.instructions]
    if kind == "c":
        numbers = [_added(trace, edges) for edges in parts]
    else:
        known: Mapping[str, Value] = trace.values if kind == "v" else trace.gradients
        numbers = [known.get(ids[i], 0.0) for i in parts]
    return numbers[0] if len(numbers) == 1 else np.array(numbers, dtype=np.float64)


def _added(trace: Trace, edges: Sequence[int]) -> Value:
    shares = [share for edge in edges if (share := trace.contribution_at(edge)) is not None]
    return sum(shares[1:], start=shares[0]) if shares else 0.0


def schedules_of(first: Schedule, runs: Sequence[ReadRun]) -> Sequence[Schedule]:
    """The first run's moments, told of each run."""
    alone = Schedule(runs[0], stride=first.stride)
    return [alone, *(alone.renewed(one) for one in runs[1:])]
