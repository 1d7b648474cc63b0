"""Sheets of a first course: logistic and softmax regression, a formula in stages."""

from collections.abc import Iterator
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

CLASSES = (1, 2, 3)


def logistic(chance: Random, rate: float) -> Problem:
    """Logistic regression with two features and binary cross-entropy."""
    given = {x: round(chance.uniform(0.45, 2.2), 2) for x in ("x1", "x2")}
    given |= {w: away_from_zero(chance, 0.1, 0.9) for w in ("w1", "w2")}
    given |= {"b": away_from_zero(chance, 0.2, 0.9), "t": chance.choice((0.0, 1.0))}
    kinds = {"x": "input", "w": "parameter", "b": "parameter", "t": "target"}
    lines = [f"{name} = {kinds[name[0]]}({number})" for name, number in given.items()]
    lines += ["z = w1*x1 + w2*x2 + b", "p = sigmoid(z)"]
    lines += ["L = -(t*log(p) + (1 - t)*log(1 - p))", f"learning_rate({rate})", "output(L)"]
    title = "# logistic regression, binary cross-entropy"
    return Problem(title, tuple(lines), given | {"rate": rate}, tuple(_logistic_steps()))


def _logistic_steps() -> Iterator[Step]:
    yield weighted("z", [("w1", "x1"), ("w2", "x2")], "b")
    yield activation("sigmoid", "p", "z")
    said, other = "p if t else 1 - p", "1 - p if t else p"
    yield step(
        "L",
        f"-log({said})",
        f"sign: log({said})",
        f"log10 for ln: -log10({said})",
        f"target and output swapped: -log({other})",
    )
    slope = "-t/p + (1 - t)/(1 - p)"
    yield step("grad(p)", slope, f"sign: -({slope})")
    yield from through("sigmoid", "p", "z")
    for k, w in enumerate(("w1", "w2")):
        yield grad_weight(w, "z", ["x1", "x2"], k)
        yield after(w)


def softmax(chance: Random, rate: float) -> Problem:
    """Softmax regression with two features, three classes and cross-entropy."""
    given = {x: round(chance.uniform(0.3, 1.8), 2) for x in ("x1", "x2")}
    given |= {f"w{i}{k}": away_from_zero(chance, 0.1, 0.9) for i in CLASSES for k in (1, 2)}
    hot = chance.choice(CLASSES)
    given |= {f"t{i}": float(i == hot) for i in CLASSES}
    kinds = {"x": "input", "w": "parameter", "t": "target"}
    lines = [f"{name} = {kinds[name[0]]}({number})" for name, number in given.items()]
    lines += [f"s{i} = w{i}1*x1 + w{i}2*x2" for i in CLASSES]
    lines += [f"e{i} = exp(s{i})" for i in CLASSES] + ["V = e1 + e2 + e3"]
    lines += [f"p{i} = e{i}/V" for i in CLASSES]
    lines += ["L = -(t1*log(p1) + t2*log(p2) + t3*log(p3))"]
    lines += [f"learning_rate({rate})", "output(L)"]
    title = "# softmax regression with three classes, cross-entropy"
    return Problem(title, tuple(lines), given | {"rate": rate}, tuple(_softmax_steps()))


def _softmax_steps() -> Iterator[Step]:
    for i in CLASSES:
        yield weighted(f"s{i}", [(f"w{i}1", "x1"), (f"w{i}2", "x2")])
    yield from shares(CLASSES)
    p = "p1 if t1 else p2 if t2 else p3"
    yield step("L", f"-log({p})", f"sign: log({p})", f"log10 for ln: -log10({p})")
    for i in CLASSES:
        slips = (f"sign: t{i} - p{i}", f"cross terms ignored: (p{i} - 1)*t{i}")
        yield step(f"grad(s{i})", f"p{i} - t{i}", *slips)
    for i in CLASSES:
        yield from (grad_weight(f"w{i}{k}", f"s{i}", ["x1", "x2"], k - 1) for k in (1, 2))
    yield from (after(f"w{i}1") for i in CLASSES)


def shares(classes: tuple[int, ...]) -> Iterator[Step]:
    """The stages of softmax: powers of e, their sum, the shares."""
    for i in classes:
        yield step(f"e{i}", f"exp(s{i})")
    powers = [f"e{i}" for i in classes]
    without = [" + ".join(e for e in powers if e != left_out) for left_out in powers]
    yield step("V", " + ".join(powers), *(f"term missing: {rest}" for rest in without))
    for i in classes:
        plain = " + ".join(f"s{j}" for j in classes)
        yield step(
            f"p{i}", f"e{i}/V", f"wrong operand: V/e{i}", f"function forgotten: s{i}/({plain})"
        )


def stages(chance: Random) -> Problem:
    """A formula in stages, in which x and y are used more than once."""
    given = {"x": round(chance.uniform(0.5, 1.4), 2), "y": -round(chance.uniform(0.3, 1.2), 2)}
    lines = [f"{name} = input({number})" for name, number in given.items()]
    lines += ["s = sigmoid(y)", "n = x + s", "m = x + y", "q = m**2", "k = q + 1", "f = n/k"]
    title = "# a formula in stages; x and y are used more than once"
    return Problem(title, (*lines, "output(f)"), given, STAGES)


STAGES = (
    step("s", "sigmoid(y)", "derivative for value: sigmoid_slope(y)"),
    step("n", "x + s", "term missing: x", "wrong operand: x + y", "sign: x - s"),
    step("m", "x + y", "sign: x - y"),
    step("q", "m**2", "factor: 2*m**2", "power lost: m", "derivative for value: 2*m"),
    step("k", "q + 1", "term missing: q", "sign: q - 1"),
    step("f", "n/k", "wrong operand: k/n"),
    step("grad(n)", "1/k", "wrong operand: 1/n", "sign: -1/k"),
    step("grad(k)", "-n/k**2", "power lost: -n/k", "sign: n/k**2"),
    step(
        "grad(m)",
        "grad(k)*2*m",
        "factor: grad(k)*m",
        "upstream forgotten: 2*m",
        "local derivative forgotten: grad(k)",
        "value for derivative: grad(k)*m**2",
        "sign: -grad(k)*2*m",
    ),
    step("grad(s)", "grad(n)", "sign: -grad(n)"),
    step(
        "grad(x)",
        "grad(n) + grad(m)",
        "path missing: grad(m)",
        "path missing: grad(n)",
        "sign: -grad(n) - grad(m)",
    ),
    step(
        "d(s, y)",
        "s*(1 - s)",
        "derivative at the wrong point: sigmoid_slope(s)",
        "value for derivative: s",
    ),
    step(
        "grad(y)",
        "grad(m) + grad(s)*d(s, y)",
        "path missing: grad(m)",
        "path missing: grad(s)*d(s, y)",
        "local derivative forgotten: grad(m) + grad(s)",
        "upstream forgotten: grad(m) + d(s, y)",
    ),
)
