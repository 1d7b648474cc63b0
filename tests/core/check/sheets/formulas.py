"""Formulas worked by hand: a chain of functions, a quotient, softmax through every stage."""

from collections.abc import Iterator
from random import Random

from tests.core.check.sheets.courses import CLASSES, shares
from tests.core.check.sheets.steps import away_from_zero
from tests.core.check.sheets.working import Problem, Step, step


def _formula(title: str, given: dict[str, float], stages: str, steps: tuple[Step, ...]) -> Problem:
    """A problem of inputs and named stages; the last one is the output."""
    lines = [f"{name} = input({number})" for name, number in given.items()]
    lines += stages.split("; ")
    last = lines[-1].split(" = ")[0]
    return Problem(f"# {title}", (*lines, f"output({last})"), given, steps)


def chain(chance: Random) -> Problem:
    """f = ln(exp(sin x) + y): every stage has a derivative of its own."""
    given = {"x": round(chance.uniform(0.3, 1.3), 2), "y": round(chance.uniform(1.2, 3), 2)}
    stages = "u = sin(x); v = exp(u); m = v + y; f = log(m)"
    return _formula("a chain of functions", given, stages, CHAIN)


CHAIN = (
    step("u", "sin(x)", "degrees for radians: sin(x*pi/180)", "derivative for value: cos(x)"),
    step("v", "exp(u)", "wrong operand: exp(x)"),
    step("m", "v + y", "term missing: v", "sign: v - y"),
    step("f", "log(m)", "log10 for ln: log10(m)", "derivative for value: 1/m"),
    step(
        "grad(m)",
        "1/m",
        "value for derivative: f",
        "log10 for ln: 1/m/log(10)",
        "derivative at the wrong point: 1/f",
    ),
    step("grad(v)", "grad(m)", "sign: -grad(m)"),
    step(
        "grad(u)",
        "grad(v)*v",
        "local derivative forgotten: grad(v)",
        "upstream forgotten: v",
        "derivative at the wrong point: grad(v)*exp(v)",
        "local derivative twice: grad(v)*v**2",
    ),
    step(
        "d(u, x)",
        "cos(x)",
        "degrees for radians: cos(x*pi/180)",
        "value for derivative: u",
        "derivative at the wrong point: cos(u)",
        "sign: -cos(x)",
    ),
    step(
        "grad(x)",
        "grad(u)*d(u, x)",
        "local derivative forgotten: grad(u)",
        "upstream forgotten: d(u, x)",
        "value for derivative: grad(u)*u",
    ),
    step("grad(y)", "grad(m)", "sign: -grad(m)"),
)


def quotient(chance: Random) -> Problem:
    """f = a²·b/(a + b) with a and b used several times."""
    given = {name: round(chance.uniform(0.6, 2.5), 2) for name in ("a", "b")}
    stages = "p = a*b; n = p*a; k = a + b; f = n/k"
    return _formula("a quotient, a and b are used several times", given, stages, QUOTIENT)


QUOTIENT = (
    step("p", "a*b", "wrong operand: a*a"),
    step("n", "p*a", "wrong operand: p*b"),
    step("k", "a + b", "term missing: a"),
    step("f", "n/k", "wrong operand: k/n"),
    step("grad(n)", "1/k", "wrong operand: 1/n"),
    step("grad(k)", "-n/k**2", "sign: n/k**2", "power lost: -n/k"),
    step(
        "grad(p)",
        "grad(n)*a",
        "wrong operand: grad(n)*b",
        "upstream forgotten: a",
        "local derivative forgotten: grad(n)",
    ),
    step(
        "grad(a)",
        "grad(p)*b + grad(n)*p + grad(k)",
        "path missing: grad(p)*b + grad(n)*p",
        "path missing: grad(p)*b + grad(k)",
        "path missing: grad(n)*p + grad(k)",
        "overwritten: grad(p)*b",
        "overwritten: grad(n)*p",
        "overwritten: grad(k)",
    ),
    step(
        "grad(b)",
        "grad(p)*a + grad(k)",
        "path missing: grad(p)*a",
        "path missing: grad(k)",
        "wrong operand: grad(p)*b + grad(k)",
        "local derivative forgotten: grad(p) + grad(k)",
        "sign: grad(p)*a - grad(k)",
    ),
)


def whole_softmax(chance: Random) -> Problem:
    """Softmax and cross-entropy with the derivative worked class by class."""
    given = {f"s{i}": away_from_zero(chance, 0.2, 1.6) for i in CLASSES}
    hot = chance.choice(CLASSES)
    stages = "; ".join(f"e{i} = exp(s{i})" for i in CLASSES) + "; V = e1 + e2 + e3; "
    stages += "; ".join(f"p{i} = e{i}/V" for i in CLASSES) + f"; L = -log(p{hot})"
    title = "softmax and cross-entropy, class by class"
    return _formula(title, given, stages, tuple(_softmax_steps(f"p{hot}")))


def _softmax_steps(p: str) -> Iterator[Step]:
    up = f"grad({p})"
    yield from shares(CLASSES)
    yield step("L", f"-log({p})", f"log10 for ln: -log10({p})", f"sign: log({p})")
    yield step(up, f"-1/{p}", f"sign: 1/{p}", f"log10 for ln: -1/{p}/log(10)")
    for other in ("p1", "p2", "p3"):
        yield _softmax_back(up, p, other)


def _softmax_back(up: str, p: str, other: str) -> Step:
    if p == other:
        return step(
            f"grad(s{p[1]})",
            f"{up}*{p}*(1 - {p})",
            f"upstream forgotten: {p}*(1 - {p})",
            f"local derivative forgotten: {up}",
            f"sign: -{up}*{p}*(1 - {p})",
        )
    return step(
        f"grad(s{other[1]})",
        f"-{up}*{p}*{other}",
        f"sign: {up}*{p}*{other}",
        f"upstream forgotten: -{p}*{other}",
        "cross terms ignored: 0",
    )
