"""Each optimizer goes PyTorch's way: 100 steps to twelve digits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.descending.batches import rows_of
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from tests.core.learning.ways import NETWORK, VECTORS, XOR

torch = pytest.importorskip("torch")
Parameters = Iterable[Any]
Make = Callable[[Parameters], Any]
STEPS = 100
OPTIMIZERS: dict[str, tuple[Descent, Make]] = {
    "sgd": (Descent("sgd", rate=0.1), lambda p: torch.optim.SGD(p, lr=0.1)),
    "momentum": (
        Descent("momentum", rate=0.05, momentum=0.8),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8),
    ),
    "nesterov": (
        Descent("nesterov", rate=0.05),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    ),
    "rmsprop": (
        Descent("rmsprop", rate=0.01, alpha=0.95, epsilon=0.1),
        lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.95, eps=0.1),
    ),
    "adam": (
        Descent("adam", rate=0.02, beta1=0.85),
        lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.85, 0.999)),
    ),
}


def _losses(values: dict[str, Any], columns: dict[str, Any]) -> Any:
    """The network's, row by row, in PyTorch."""
    h1 = torch.tanh(values["w11"] * columns["x1"] + values["w12"] * columns["x2"] + values["b1"])
    h2 = torch.tanh(values["w21"] * columns["x1"] + values["w22"] * columns["x2"] + values["b2"])
    y = torch.sigmoid(values["v1"] * h1 + values["v2"] * h2 + values["c"])
    return 0.5 * (y - columns["t"]) ** 2


def _of_vectors(values: dict[str, Any], columns: dict[str, Any]) -> Any:
    h = torch.tanh(values["W"] @ columns["x"] + values["b"])
    return ((values["V"] @ h - columns["t"]) ** 2).sum()[None]


def _theirs(
    training: Training, make: Make, losses: Callable[..., Any], columns: dict[str, Any],
    declining: Callable[[Any], Any] | None = None,
) -> Iterable[dict[str, np.ndarray]]:  # fmt: skip
    """The parameters after each step, as PyTorch has them."""
    start = training.at(0).parameters
    values = {
        id_: torch.tensor(np.asarray(x), dtype=torch.float64, requires_grad=True)
        for id_, x in start.items()
    }
    optimizer = make(values.values())
    schedule = declining(optimizer) if declining else None
    count = 1 if training.feed is None else training.feed.count
    for number in range(1, STEPS + 1):
        rows = list(rows_of(training.descent, count, number))
        batch = {name: x[rows] if training.feed else x for name, x in columns.items()}
        optimizer.zero_grad()
        found = losses(values, batch)
        (found.mean() if training.descent.loss == "mean" else found.sum()).backward()
        optimizer.step()
        if schedule is not None:
            schedule.step()
        yield {id_: x.detach().numpy().copy() for id_, x in values.items()}


def _compare(
    graph: Graph, descent: Descent, table: Table | None, make: Make,
    losses: Callable[..., Any] = _losses, declining: Callable[[Any], Any] | None = None,
) -> None:  # fmt: skip
    training = Training(graph, replace(descent, steps=STEPS), table)
    assert training.advance(STEPS) == STEPS
    columns = {"x": torch.tensor([0.5, -1.0]).double(), "t": torch.tensor([1.0, 0.0]).double()}
    if table is not None:
        columns = {n: torch.from_numpy(c) for n, c in zip(table.names, table.rows.T, strict=True)}
    for step, wanted in enumerate(_theirs(training, make, losses, columns, declining), 1):
        mine = training.at(step).parameters
        size = max(float(np.abs(x).max()) for x in wanted.values())
        for id_, value in wanted.items():
            np.testing.assert_allclose(mine[id_], value, rtol=1e-12, atol=1e-12 * size)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("decay", [0.0, 0.01])
def test_each_optimizer_takes_pytorchs_steps(name: str, decay: float) -> None:
    descent, make = OPTIMIZERS[name]

    def decaying(parameters: Parameters) -> Any:
        optimizer = make(parameters)
        for group in optimizer.param_groups:
            group["weight_decay"] = decay
        return optimizer

    _compare(parse(NETWORK), replace(descent, weight_decay=decay), XOR, decaying)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_vectors_and_matrices_take_them_too(name: str) -> None:
    descent, make = OPTIMIZERS[name]
    _compare(parse(VECTORS), descent, None, make, _of_vectors)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("loss", ["mean", "sum"])
def test_batches_take_them_too(name: str, loss: Any) -> None:
    descent, make = OPTIMIZERS[name]
    for table, size in ((XOR, 3), (_many(), 70)):
        given = replace(descent, batch=size, seed=5, loss=loss, rate=descent.rate)
        _compare(parse(NETWORK), given, table, make)


def _many() -> Table:
    rows = [(0.37 * n % 1, 0.61 * n % 1) for n in range(200)]
    first, second = (list(column) for column in zip(*rows, strict=True))
    return Table.of({"x1": first, "x2": second, "t": [float(a > b) for a, b in rows]})


def _declines(steps: int) -> Sequence[tuple[dict[str, Any], Callable[[Any], Any]]]:
    schedules = torch.optim.lr_scheduler
    return (
        (
            {"decline": "step", "every": 7, "gamma": 0.7},
            lambda o: schedules.StepLR(o, step_size=7, gamma=0.7),
        ),
        ({"decline": "cosine"}, lambda o: schedules.CosineAnnealingLR(o, T_max=steps)),
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("at", [0, 1], ids=["step", "cosine"])
def test_the_rate_declines_as_pytorchs(name: str, at: int) -> None:
    descent, make = OPTIMIZERS[name]
    said, declining = _declines(STEPS)[at]
    _compare(parse(NETWORK), replace(descent, **said), XOR, make, declining=declining)
