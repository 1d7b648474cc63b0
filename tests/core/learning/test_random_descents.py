"""Any descent of any exercise on any rows: 100 steps to twelve digits as PyTorch takes them."""

from random import Random
from typing import Any

import pytest

pytest.importorskip("torch")

import torch

from graphviz_app.core.learning.descending.batches import rows_of
from graphviz_app.core.learning.settings import OPTIMIZERS, Descent
from graphviz_app.core.learning.table import Table
from graphviz_app.core.learning.training import Training
from graphviz_app.formats import parse
from tests.core.learning.exercises import Exercise, random_exercise

STEPS = 100
Columns = dict[str, list[float]]


def _descent(chance: Random) -> Descent:
    return Descent(
        chance.choice(OPTIMIZERS),
        rate=chance.choice((0.01, 0.003)),
        steps=STEPS,
        momentum=chance.choice((0.9, 0.5)),
        alpha=chance.choice((0.99, 0.9)),
        beta1=chance.choice((0.9, 0.8)),
        beta2=chance.choice((0.999, 0.99)),
        epsilon=chance.choice((1e-8, 1e-3)),
        weight_decay=chance.choice((0.0, 0.01, 0.1)),
        decline=chance.choice(("constant", "step", "cosine")),
        every=chance.choice((7, 10)),
        gamma=chance.choice((0.1, 0.7)),
        batch=chance.choice((None, 1, 3, 8)),
        seed=chance.choice((None, 0, 5)),
        loss=chance.choice(("mean", "sum")),
    )


def _columns(exercise: Exercise, chance: Random) -> Columns:
    """Rows around those of the exercise; targets are shuffled where they are classes."""
    count = chance.choice((1, 4, 10, 70))
    rows: list[dict[str, float]] = []
    for _ in range(count):
        targets = [*exercise.targets.values()]
        chance.shuffle(targets)
        inputs = {i: x + chance.uniform(-1, 1) for i, x in exercise.inputs.items()}
        rows.append({**inputs, **dict(zip(exercise.targets, targets, strict=True))})
    return {i: [row[i] for row in rows] for i in rows[0]}


def _optimizer(descent: Descent, parameters: list[Any]) -> Any:
    said: dict[str, Any] = {"lr": descent.rate, "weight_decay": descent.weight_decay}
    match descent.optimizer:
        case "adam":
            betas = (descent.beta1, descent.beta2)
            return torch.optim.Adam(parameters, betas=betas, eps=descent.epsilon, **said)
        case "rmsprop":
            eps = descent.epsilon
            return torch.optim.RMSprop(parameters, alpha=descent.alpha, eps=eps, **said)
        case "sgd":
            return torch.optim.SGD(parameters, **said)
    nesterov = descent.optimizer == "nesterov"
    return torch.optim.SGD(parameters, momentum=descent.momentum, nesterov=nesterov, **said)


def _schedule(descent: Descent, optimizer: Any) -> Any:
    schedules = torch.optim.lr_scheduler
    if descent.decline == "step":
        return schedules.StepLR(optimizer, step_size=descent.every, gamma=descent.gamma)
    steps = descent.steps if descent.decline == "cosine" else 10**9
    return schedules.CosineAnnealingLR(optimizer, T_max=steps)


def _theirs(exercise: Exercise, descent: Descent, columns: Columns) -> list[dict[str, float]]:
    """The parameters that move, before each step and after the last."""
    moving = {
        i: torch.tensor(x, dtype=torch.float64, requires_grad=True)
        for i, x in exercise.parameters.items()
        if i not in exercise.frozen
    }
    optimizer = _optimizer(descent, [*moving.values()])
    schedule = None if descent.decline == "constant" else _schedule(descent, optimizer)
    count = len(next(iter(columns.values())))
    way = [{i: float(x.detach()) for i, x in moving.items()}]
    for number in range(1, STEPS + 1):
        rows = rows_of(descent, count, number)
        batch = {i: [column[row] for row in rows] for i, column in columns.items()}
        losses = exercise.values({**exercise.parameters, **moving, **batch})["L"]
        optimizer.zero_grad()
        (losses.mean() if descent.loss == "mean" else losses.sum()).backward()
        optimizer.step()
        if schedule is not None:
            schedule.step()
        way.append({i: float(x.detach()) for i, x in moving.items()})
    return way


@pytest.mark.parametrize("seed", range(40))
def test_every_step_is_pytorchs(seed: int) -> None:
    exercise, chance = random_exercise(seed), Random(seed)
    descent, columns = _descent(chance), _columns(exercise, chance)
    training = Training(parse(exercise.text), descent, Table.of(columns))
    training.advance(STEPS)
    way = _theirs(exercise, descent, columns)
    for step in range(training.count + 1):  # where it stalls, it ends earlier
        size = max(map(abs, way[step].values()))
        assert training.at(step).parameters == pytest.approx(way[step], rel=1e-12, abs=1e-12 * size)
