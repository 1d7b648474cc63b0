"""Steps of every optimizer from a run, PyTorch's beside them, and what their captions say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.learning.optimizers import at_start, stepped
from graphviz_app.core.learning.rates import first_rate, rate_at
from graphviz_app.core.learning.settings import OPTIMIZERS, Descent
from graphviz_app.core.learning.update import Moved, Update, trained
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.telling import Explanation
from tests.explain.caption_checks import EXACT, sides
from tests.explain.interval import Array, Interval
from tests.explain.shown import Reader, Unknown, key

DESCENTS = [
    Descent(name, weight_decay=decay, decline=decline, every=2, gamma=0.5, steps=9)
    for name, decay in product(OPTIMIZERS, (0.0, 0.02))
    for decline in (("constant", "step", "cosine") if name in ("sgd", "adam") else ("constant",))
]


def named(descent: Descent) -> str:
    return f"{descent.optimizer}-{descent.weight_decay}-{descent.decline}"


def update_after(run: ReadRun, descent: Descent, count: int, rows: int = 0) -> Update:
    """Step ``count + 1`` where the gradients of all before it were half of the run's."""
    first = first_rate(run.graph, descent)
    moved = []
    for id_ in trained(run.graph):
        value, gradient = run.trace.value(id_), run.trace.gradients[id_]
        state = at_start(descent, value)
        for number in range(1, count + 1):
            rate = rate_at(first, descent, number)
            state = stepped(descent, rate, number, value, gradient / 2.0, state).state
        rate = rate_at(first, descent, count + 1)
        one = stepped(descent, rate, count + 1, value, gradient, state)
        moved.append(Moved(id_, value, gradient, one.new, {**one.state, **one.told}, state))
    return Update(descent, rate_at(first, descent, count + 1), count + 1, tuple(moved), rows)


def by_pytorch(update: Update, moved: Moved) -> Array:
    """The new value; the steps before had half of the gradient, and are taken back."""
    torch = pytest.importorskip("torch")
    start = torch.tensor(np.asarray(moved.value), dtype=torch.float64)
    weight = start.clone().requires_grad_()
    optimizer = _torch(update, weight)
    for number in range(1, update.number + 1):
        last = number == update.number
        with torch.no_grad():
            weight.copy_(start)
        gradient = np.asarray(moved.gradient) / (1.0 if last else 2.0)
        weight.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
    found: Array = weight.detach().numpy()
    return found


def _torch(update: Update, weight: Any) -> Any:
    torch = pytest.importorskip("torch")
    of, lr = update.descent, update.rate
    decay = of.weight_decay
    match of.optimizer:
        case "rmsprop":
            eps, alpha = of.epsilon, of.alpha
            return torch.optim.RMSprop([weight], lr, alpha=alpha, eps=eps, weight_decay=decay)
        case "adam":
            betas, eps = (of.beta1, of.beta2), of.epsilon
            return torch.optim.Adam([weight], lr, betas=betas, eps=eps, weight_decay=decay)
        case "momentum" | "nesterov" as name:
            nesterov, mu = name == "nesterov", of.momentum
            return torch.optim.SGD([weight], lr, mu, weight_decay=decay, nesterov=nesterov)
    return torch.optim.SGD([weight], lr, weight_decay=decay)


class Told:
    """What the letters of a step stand for, line by line."""

    def __init__(self, graph: Graph, update: Update, moved: Moved, name: str) -> None:
        self.update, self.name = update, name
        descent = update.descent
        self.names: dict[str, Interval] = {
            key(name): Interval.of(_row(moved.value)),
            r"\eta": Interval.of(first_rate(graph, descent)),
            r"\mu": Interval.of(descent.momentum),
            r"\alpha": Interval.of(descent.alpha),
            key(r"\beta_1"): Interval.of(descent.beta1),
            key(r"\beta_2"): Interval.of(descent.beta2),
            r"\varepsilon": Interval.of(descent.epsilon),
            r"\lambda": Interval.of(descent.weight_decay),
            r"\gamma": Interval.of(descent.gamma),
            **{key(letter): Interval.of(_row(old)) for letter, old in moved.before.items()},
        }
        gradient = np.asarray(_row(moved.gradient))
        self.derivatives: dict[str, Interval | None] = {
            key(rf"\partial L/\partial {name}"): Interval.of(gradient)
        }
        shares = [(k + 1.0) * gradient for k in range(update.rows)]  # of each row
        total = sum(shares)
        wanted = gradient * (update.rows if descent.loss == "mean" else 1.0)
        for k, share in enumerate(shares):
            row = key(rf"\partial L_{k + 1}/\partial {name}")
            self.derivatives[row] = Interval.of(share * np.divide(1.0, total / wanted))
        self.checked = 0

    def skip_to_the_end(self, moved: Moved) -> None:
        """Know what brief captions leave out: the rate of the step, and Adam's means."""
        self.names[rf"\eta_{{{self.update.number}}}"] = Interval.of(self.update.rate)
        if self.update.descent.optimizer == "adam":
            for letter in "mv":
                self.names[letter] = Interval.of(_row(moved.state[letter]))

    def take(self, rows: Sequence[Explanation]) -> Interval:
        """Work out the rows one after the other; the last is the new value."""
        found = Interval.of(np.nan)
        for row in _apart(rows):
            sign = r" \leftarrow " if r" \leftarrow " in row.symbols else " = "
            left, _, right = row.symbols.partition(sign)
            found = Reader(right, self.names, self.derivatives).value()
            for side in filter(None, sides(row.numbers.removeprefix("= "))):
                self._meets(side, found, row)
            self.names[key(left)] = found
        return found

    def _meets(self, side: str, found: Interval, row: Explanation) -> None:
        try:
            shown = Reader(side).value()
        except Unknown:
            return
        assert shown.shaped(found).meets(found, EXACT), (side, row, found)
        self.checked += 1


def _apart(rows: Sequence[Explanation]) -> Iterator[Explanation]:
    """Lines that are drawn together, each by itself."""
    for row in rows:
        if not row.symbols.startswith("{"):
            yield row
            continue
        symbols, numbers = (part.split(r", \quad ") for part in (row.symbols, row.numbers))
        for one, said in zip(symbols, numbers, strict=True):
            yield Explanation(one[1:-1], f"= {said[1:-1].partition(' = ')[2]}")


def _row(value: Value) -> Value:
    array = np.asarray(value, dtype=np.float64)
    return array.reshape(1, -1) if array.ndim == 1 else array


def with_rows(update: Update, rows: int, loss: str) -> Update:
    """The same step, of a batch."""
    descent = replace(update.descent, loss=loss)  # type: ignore[arg-type]  # mean or sum
    return replace(update, descent=descent, rows=rows)
