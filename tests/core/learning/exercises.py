"""Networks as exercise sheets have them, made at random, and their steps worked out by PyTorch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import torch

_SIZES = ((2, 2, 1), (3, 2, 1), (3, 4, 2), (2, 2, 2), (2, 3, 3), (1, 2, 1), (2, 2, 2, 1))
_FUNCTIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "exp": torch.exp,
    "log": torch.log,
}
Values = Mapping[str, float]


@dataclass(frozen=True)
class Exercise:
    """Leaves, lines of formulas down to L, and the one step that is asked for."""

    inputs: Values
    parameters: Values
    targets: Values
    lines: Sequence[tuple[str, str]]
    frozen: tuple[str, ...]
    rate: float

    @property
    def text(self) -> str:
        """As a person types it."""
        leaves = {"input": self.inputs, "parameter": self.parameters, "target": self.targets}
        rows = [f"{i} = {op}({x})" for op, those in leaves.items() for i, x in those.items()]
        rows += [f"{name} = {formula}" for name, formula in self.lines]
        frozen = [f"frozen({', '.join(self.frozen)})"] if self.frozen else []
        return "\n".join([*rows, "output(L)", f"learning_rate({self.rate})", *frozen, ""])

    def values(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Every line, by Python's own reading of its formula."""
        leaves = {**self.inputs, **self.targets, **parameters}
        known = {i: torch.as_tensor(x, dtype=torch.float64) for i, x in leaves.items()}
        for name, formula in self.lines:
            known[name] = eval(formula, {**_FUNCTIONS}, known)
        return known

    def steps(self, count: int) -> Iterator[tuple[float, dict[str, float], dict[str, float]]]:
        """Loss, parameters and gradients before each step and after the last."""
        values = dict(self.parameters)
        for _ in range(count + 1):
            tensors = {
                i: torch.tensor(x, dtype=torch.float64, requires_grad=True)
                for i, x in values.items()
            }
            loss = self.values(tensors)["L"]
            loss.backward()
            gradients = {i: 0.0 if x.grad is None else float(x.grad) for i, x in tensors.items()}
            yield float(loss.detach()), values, gradients
            values = {
                i: x if i in self.frozen else x - self.rate * gradients[i]
                for i, x in values.items()
            }


def random_exercise(seed: int) -> Exercise:
    """Weights shared or not, biases of units or of layers, some frozen, every usual loss."""
    draw = _Draw(Random(seed))
    sizes = draw.chance.choice(_SIZES)
    inputs = {f"x{n + 1}": draw.number(2) for n in range(sizes[0])}
    names = draw.network([*inputs], sizes[1:])
    targets = draw.loss(names)
    parameters, chance = draw.parameters, draw.chance
    frozen = tuple(i for i in parameters if chance.random() < 0.15)
    rate = chance.choice((1.0, 0.5, 0.25, 0.1, 0.05))
    return Exercise(inputs, parameters, targets, draw.lines, frozen, rate)


class _Draw:
    """What has been drawn so far."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.parameters: dict[str, float] = {}
        self.lines: list[tuple[str, str]] = []
        self._shares = chance.random() < 0.3
        self._bias = chance.choice(("unit", "layer", "network", ""))
        self._kind = chance.choice(("half", "plain", "mean", "softmax", "cross entropy"))

    def number(self, size: float) -> float:
        return round(self.chance.uniform(-size, size), 2) or 0.1

    def network(self, names: list[str], layers: Sequence[int]) -> list[str]:
        """The layers behind some names; returns the names of the last."""
        hidden = self.chance.choice(("sigmoid", "tanh", "relu"))
        last = {"softmax": "", "cross entropy": "sigmoid"}.get(self._kind)
        for depth, count in enumerate(layers, 1):
            is_last = depth == len(layers)
            output = last if last is not None else self.chance.choice(("sigmoid", "tanh", ""))
            names = [
                self._unit(f"{depth}_{n + 1}", names, output if is_last else hidden)
                for n in range(count)
            ]
        return names

    def _unit(self, place: str, names: Sequence[str], activation: str) -> str:
        terms = [f"{self._weight(f'w{place}{n + 1}')}*{name}" for n, name in enumerate(names)]
        bias = {"unit": f"b{place}", "layer": f"b{place[0]}", "network": "B"}.get(self._bias)
        if bias:
            self.parameters.setdefault(bias, self.number(1))
            terms.append(bias)
        self.lines.append((f"z{place}", " + ".join(terms)))
        if activation:
            self.lines.append((f"a{place}", f"{activation}(z{place})"))
        return f"{'a' if activation else 'z'}{place}"

    def _weight(self, name: str) -> str:
        known = [i for i in self.parameters if i[0] == "w"]
        if self._shares and known and self.chance.random() < 0.25:
            return self.chance.choice(known)
        self.parameters[name] = self.number(1)
        return name

    def loss(self, names: Sequence[str]) -> dict[str, float]:
        """L of these outputs; returns their targets."""
        pairs = [(f"t{n}", name) for n, name in enumerate(names, 1)]
        if self._kind == "softmax":
            self.lines.append(("s", " + ".join(f"exp({name})" for name in names)))
            terms = [f"{t}*log(exp({y})/s)" for t, y in pairs]
            self.lines.append(("L", f"-({' + '.join(terms)})"))
            return {t: float(t == "t1") for t, _ in pairs}
        if self._kind == "cross entropy":
            terms = [f"{t}*log({y}) + (1 - {t})*log(1 - {y})" for t, y in pairs]
            self.lines.append(("L", f"-({' + '.join(terms)})"))
            return {t: float(self.chance.randrange(2)) for t, _ in pairs}
        half = "0.5*" if self._kind == "half" else ""
        total = " + ".join(f"{half}({t} - {y})**2" for t, y in pairs)
        self.lines.append(("L", f"({total})/{len(pairs)}" if self._kind == "mean" else total))
        return {t: round(self.chance.random(), 1) for t, _ in pairs}
