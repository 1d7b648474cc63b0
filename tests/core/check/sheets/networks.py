"""Fully connected networks and one step of gradient descent, worked neuron by neuron."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.core.check.sheets.steps import (
    activation,
    after,
    away_from_zero,
    grad_weight,
    through,
    weighted,
)
from tests.core.check.sheets.working import Problem, Step, step


@dataclass(frozen=True)
class Network:
    """What a network is: neurons per layer, its functions, its loss."""

    sizes: tuple[int, ...]
    hidden: str = "sigmoid"
    last: str = "sigmoid"
    half: bool = True

    @property
    def depth(self) -> int:
        return len(self.sizes) - 1

    @property
    def neurons(self) -> list[tuple[int, int]]:
        """Layer and number of each, both from 1."""
        return [(k, j) for k in range(1, self.depth + 1) for j in range(1, self.sizes[k] + 1)]

    @property
    def title(self) -> str:
        loss = "half squared error" if self.half else "squared error"
        shape = "-".join(map(str, self.sizes))
        return f"# {shape} network, {self.hidden}, {self.last}, {loss}"

    def function(self, layer: int) -> str:
        return self.last if layer == self.depth else self.hidden

    def outs(self, layer: int) -> list[str]:
        """The names of what a layer gives on: 0 are the inputs."""
        if layer == 0:
            return [f"x{i}" for i in range(1, self.sizes[0] + 1)]
        letter = "y" if layer == self.depth else "h"
        return [f"{letter}{layer}_{j}" for j in range(1, self.sizes[layer] + 1)]

    def weights(self, layer: int, j: int) -> list[str]:
        return [f"w{layer}_{j}{i}" for i in range(1, self.sizes[layer - 1] + 1)]


def network(chance: Random, net: Network, rate: float) -> Problem:
    """A network with numbers drawn at random."""
    given, kinds = _leaves(net, chance)
    lines = [f"{name} = {kind}({given[name]})" for name, kind in kinds.items()]
    for layer, j in net.neurons:
        z, a, function = f"z{layer}_{j}", net.outs(layer)[j - 1], net.function(layer)
        lines.append(f"{z} = {_sum(net, layer, j).rule}")
        lines.append(f"{a} = {z}" if function == "identity" else f"{a} = {function}({z})")
    lines += [f"L = {_loss(net).rule}", f"learning_rate({rate})", "output(L)"]
    return Problem(net.title, tuple(lines), given | {"rate": rate}, tuple(_steps(net)))


def network_twice(chance: Random, net: Network, rate: float) -> Problem:
    """A network, one step with all its parameters, and the forward pass with the new ones."""
    once = network(chance, net, rate)
    biases = tuple(after(f"b{layer}_{j}") for layer, j in net.neurons)
    forward = once.steps[: 2 * len(net.neurons) + 1]
    return replace(once, steps=(*once.steps, *biases, *map(_again, forward)))


def _again(one: Step) -> Step:
    """A step of the forward pass with what is known after the update."""
    slips = [f"{kind}: {_renewed(rule)}" for kind, rule in one.slips]
    return step(f"after({one.claim})", _renewed(one.rule), *slips)


def _renewed(rule: str) -> str:
    return re.sub(r"\b[wbzhy]\d_\d+", lambda name: f"after({name[0]})", rule)


def _leaves(net: Network, chance: Random) -> tuple[dict[str, float], dict[str, str]]:
    """The leaves' numbers and kinds."""
    given = {x: round(chance.uniform(0.2, 1.85), 2) for x in net.outs(0)}
    for layer, j in net.neurons:
        given |= {w: away_from_zero(chance, 0.15, 0.95) for w in net.weights(layer, j)}
        given[f"b{layer}_{j}"] = away_from_zero(chance, 0.1, 0.6)
    for j in range(1, net.sizes[-1] + 1):
        given[f"t{j}"] = chance.choice((0.0, 0.1, 0.3, 0.8, 1.0))
    kinds = {"x": "input", "t": "target"}
    return given, {name: kinds.get(name[0], "parameter") for name in given}


def _steps(net: Network) -> Iterator[Step]:
    for layer, j in net.neurons:
        yield _sum(net, layer, j)
        yield activation(net.function(layer), net.outs(layer)[j - 1], f"z{layer}_{j}")
    yield _loss(net)
    for layer, j in sorted(net.neurons, key=lambda neuron: -neuron[0]):
        yield from _backward(net, layer, j)
    for layer, j in net.neurons:
        yield from map(after, net.weights(layer, j))


def _sum(net: Network, layer: int, j: int) -> Step:
    pairs = zip(net.weights(layer, j), net.outs(layer - 1), strict=True)
    return weighted(f"z{layer}_{j}", list(pairs), f"b{layer}_{j}")


def _loss(net: Network) -> Step:
    half = "0.5*" if net.half else ""
    pairs = [(f"t{j}", y) for j, y in enumerate(net.outs(net.depth), 1)]
    rule = " + ".join(f"{half}({t} - {y})**2" for t, y in pairs)
    first_power = " + ".join(f"{half}({t} - {y})" for t, y in pairs)
    slips = [f"factor: {2.0 if net.half else 0.5}*({rule})", f"power lost: {first_power}"]
    return step("L", rule, *slips)


def _backward(net: Network, layer: int, j: int) -> Iterator[Step]:
    a, z = net.outs(layer)[j - 1], f"z{layer}_{j}"
    yield _grad_output(net, j) if layer == net.depth else _grad_hidden(net, layer, j)
    yield from through(net.function(layer), a, z)
    for k, w in enumerate(net.weights(layer, j)):
        yield grad_weight(w, z, net.outs(layer - 1), k)
    yield step(f"grad(b{layer}_{j})", f"grad({z})", f"sign: -grad({z})")


def _grad_output(net: Network, j: int) -> Step:
    off = f"({net.outs(net.depth)[j - 1]} - t{j})"
    rule, other = (off, f"2*{off}") if net.half else (f"2*{off}", off)
    return step(f"grad({net.outs(net.depth)[j - 1]})", rule, f"sign: -{rule}", f"factor: {other}")


def _grad_hidden(net: Network, layer: int, i: int) -> Step:
    above = range(1, net.sizes[layer + 1] + 1)
    rows = {f"grad(z{layer + 1}_{j})": net.weights(layer + 1, j) for j in above}
    parts = [f"{up}*{ws[i - 1]}" for up, ws in rows.items()]
    new = [f"{up}*({ws[i - 1]} - rate*grad({ws[i - 1]}))" for up, ws in rows.items()]
    crossed = [f"{up}*{ws[i % len(ws)]}" for up, ws in rows.items()]
    slips = [
        f"sign: -({' + '.join(parts)})",
        f"updated weight used: {' + '.join(new)}",
        f"local derivative forgotten: {' + '.join(rows)}",
        f"upstream forgotten: {' + '.join(ws[i - 1] for ws in rows.values())}",
        f"wrong operand: {' + '.join(crossed)}",
    ]
    if len(parts) > 1:
        slips += [f"path missing: {part}" for part in parts]
    return step(f"grad({net.outs(layer)[i - 1]})", " + ".join(parts), *slips)
