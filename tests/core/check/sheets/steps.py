"""Steps that every hand solution has: a weighted sum, an activation, a weight, an update."""

from random import Random

from tests.core.check.sheets.working import Step, step

FROM_OUTPUT = {
    "sigmoid": "{a}*(1 - {a})",
    "tanh": "1 - {a}*{a}",
    "relu": "float({a} > 0)",
    "leaky_relu": "1.0 if {a} > 0 else 0.01",
}
"""The derivative of an activation from its output, as it is worked by hand."""


def away_from_zero(chance: Random, least: float, most: float) -> float:
    """A number of either sign with two decimals."""
    return round(chance.uniform(least, most), 2) * chance.choice((-1, 1))


def weighted(z: str, pairs: list[tuple[str, str]], bias: str = "") -> Step:
    """A weighted sum of ``pairs`` of a weight and what it stands beside."""
    parts = [f"{w}*{a}" for w, a in pairs]
    ends = [bias] if bias else []
    slips = [f"bias forgotten: {' + '.join(parts)}"] if bias else []
    if len(parts) > 1:
        for part in parts:
            kept = [other for other in parts if other != part]
            slips.append(f"term missing: {' + '.join(kept + ends)}")
        ins = [a for _, a in pairs[1:] + pairs[:1]]
        shifted = [f"{w}*{a}" for (w, _), a in zip(pairs, ins, strict=True)]
        slips.append(f"wrong operand: {' + '.join(shifted + ends)}")
    return step(z, " + ".join(parts + ends), *slips)


def activation(function: str, a: str, z: str) -> Step:
    if function == "identity":
        return step(a, z)
    return step(a, f"{function}({z})", f"derivative for value: {function}_slope({z})")


def through(function: str, a: str, z: str) -> list[Step]:
    """The local derivative of an activation, and the gradient before it."""
    up = f"grad({a})"
    if function == "identity":
        return [step(f"grad({z})", up, f"sign: -{up}")]
    local = f"d({a}, {z})"
    return [
        step(
            local,
            FROM_OUTPUT[function].format(a=a),
            f"derivative at the wrong point: {function}_slope({a})",
            f"value for derivative: {function}({z})",
        ),
        step(
            f"grad({z})",
            f"{up}*{local}",
            f"local derivative forgotten: {up}",
            f"local derivative twice: {up}*{local}**2",
            f"upstream forgotten: {local}",
            f"value for derivative: {up}*{a}",
            f"sign: -{up}*{local}",
        ),
    ]


def grad_weight(w: str, z: str, ins: list[str], k: int) -> Step:
    """The gradient of the weight that stands beside ``ins[k]`` in ``z``."""
    up = f"grad({z})"
    return step(
        f"grad({w})",
        f"{up}*{ins[k]}",
        f"local derivative forgotten: {up}",
        f"upstream forgotten: {ins[k]}",
        f"value for derivative: {up}*{w}",
        f"sign: -{up}*{ins[k]}",
        *(f"wrong operand: {up}*{other}" for other in ins if other != ins[k]),
    )


def after(parameter: str) -> Step:
    """A parameter after one step of gradient descent."""
    change = f"rate*grad({parameter})"
    return step(
        f"after({parameter})",
        f"{parameter} - {change}",
        f"plus for minus: {parameter} + {change}",
        f"learning rate forgotten: {parameter} - grad({parameter})",
        f"step for new value: {change}",
        f"step for new value: -{change}",
    )
