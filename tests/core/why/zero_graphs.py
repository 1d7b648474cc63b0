"""Texts of small graphs in which much of what comes back is 0."""

from random import Random

LEAVES = ("input", "parameter", "target")
VALUES = ("-2", "-1", "0", "1", "2", "0.5", "900", "-900", "1e-200")
FORMS = (
    "relu({a})",
    "max({a}, {b})",
    "min({a}, 0)",
    "{a}*{b}",
    "{a} + {b}",
    "{a} - {b}",
    "sigmoid({a})",
    "tanh({a})",
    "floor({a})",
    "sign({a})",
    "abs({a})",
    "{a}**2",
    "{a}**3",
    "{a} if {b} > {c} else {c}",
    "clip({a}, -1, 1)",
    "exp({a})",
    "prelu({a}, {b})",
    "stop_gradient({a})",
    "{a}*({b} > 0)",
    "hard_tanh({a})",
)
ON_VECTORS = (
    *FORMS,
    "softmax({a})",
    "stack({a}[0], {b}[1], {c}[2])",
    "W @ {a}",
    "amax({a})*{b}",
    "{a} + sum({b})",
    "{a} - mean({a})",
)


def random_numbers(seed: int) -> str:
    """A graph of numbers."""
    return _text(Random(seed), FORMS, lambda chance: chance.choice(VALUES), "{last}")


def random_vectors(seed: int) -> str:
    """A graph of vectors of three, and a matrix."""

    def vector(chance: Random) -> str:
        return f"[{', '.join(chance.choice(VALUES[:7]) for _ in range(3))}]"

    text = _text(Random(seed), ON_VECTORS, vector, "sum({last})")
    return f"W = parameter([[0, 1, 0], [0, 0, 2], [0, 0, 0]])\n{text}"


def _text(chance: Random, forms: tuple[str, ...], value: object, output: str) -> str:
    assert callable(value)
    names = [f"x{k}" for k in range(chance.randint(2, 4))]
    lines = [f"{name} = {chance.choice(LEAVES)}({value(chance)})" for name in names]
    for k in range(chance.randint(2, 7)):
        a, b, c = (chance.choice(names[-4:]) for _ in range(3))
        lines.append(f"n{k} = {chance.choice(forms).format(a=a, b=b, c=c)}")
        names.append(f"n{k}")
    return "\n".join([*lines, f"L = {output.format(last=names[-1])}"])
