"""Texts of networks, of given layers or made at random."""

from random import Random


def network(*layers: int, activation: str = "sigmoid") -> str:
    """Inputs and layers, connected throughout, and a squared error of the last layer."""
    return _text(layers, activation, Random(1), kept=1.0, skipping=0.0)


def random_network(seed: int) -> str:
    """One with missing connections, connections that skip a layer, and unlike layers."""
    chance = Random(seed)
    layers = [chance.randint(1, 6) for _ in range(chance.randint(2, 5))]
    activation = chance.choice(("sigmoid", "relu", "tanh", ""))
    kept = chance.choice((0.5, 0.8, 1.0))
    return _text(layers, activation, chance, kept, skipping=chance.choice((0.0, 0.15)))


def _text(
    layers: tuple[int, ...] | list[int],
    activation: str,
    chance: Random,
    kept: float,
    skipping: float,
) -> str:
    names = [f"x{i + 1}" for i in range(layers[0])]
    lines = [f"{name} = input({chance.uniform(-1, 1):.2f})" for name in names]
    earlier: list[str] = []
    for depth, count in enumerate(layers[1:], 1):
        here = [f"h{depth}_{j + 1}" for j in range(count)]
        for name in here:
            sources = [one for one in names if chance.random() <= kept] or names[:1]
            sources += [one for one in earlier if chance.random() < skipping]
            lines += _neuron(name, sources, activation, chance)
        earlier, names = earlier + names, here
    lines += ["t = target(1)", "L = " + " + ".join(f"(t - {name})**2" for name in names)]
    return "\n".join(lines)


def _neuron(name: str, sources: list[str], activation: str, chance: Random) -> list[str]:
    weights = [f"w_{name}_{k + 1}" for k in range(len(sources))]
    lines = [f"{weight} = parameter({chance.uniform(-1, 1):.2f})" for weight in weights]
    total = " + ".join(f"{w}*{x}" for w, x in zip(weights, sources, strict=True))
    if chance.random() < 0.7:
        lines.append(f"b_{name} = parameter({chance.uniform(-1, 1):.2f})")
        total += f" + b_{name}"
    return [*lines, f"{name} = {activation}({total})"]
