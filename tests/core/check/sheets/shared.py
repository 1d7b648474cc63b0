"""A parameter that is used several times: a recurrent network, a regression over two samples."""

from collections.abc import Iterator
from random import Random

from tests.core.check.sheets.steps import activation, after, away_from_zero
from tests.core.check.sheets.working import Problem, Step, step


def _lines(given: dict[str, float]) -> list[str]:
    kinds = {"x": "input", "t": "target"}
    return [f"{name} = {kinds.get(name[0], 'parameter')}({v})" for name, v in given.items()]


def recurrent(chance: Random, rate: float) -> Problem:
    """Two time steps with the same weights; the gradients add up."""
    given = {name: round(chance.uniform(0.3, 1.5), 2) for name in ("x1", "x2")}
    given |= {name: away_from_zero(chance, 0.2, 0.9) for name in ("w", "u", "v")}
    given |= {"t": chance.choice((0.0, 0.5, 1.0))}
    lines = [*_lines(given), "z1 = w*x1", "h1 = tanh(z1)", "z2 = w*x2 + u*h1", "h2 = tanh(z2)"]
    lines += ["y = v*h2", "L = 0.5*(y - t)**2", f"learning_rate({rate})", "output(L)"]
    title = "# a recurrent network, two steps"
    return Problem(title, tuple(lines), given | {"rate": rate}, RECURRENT)


RECURRENT = (
    step("z1", "w*x1", "wrong operand: w*x2"),
    activation("tanh", "h1", "z1"),
    step(
        "z2",
        "w*x2 + u*h1",
        "term missing: w*x2",
        "term missing: u*h1",
        "wrong operand: w*x1 + u*h1",
    ),
    activation("tanh", "h2", "z2"),
    step("y", "v*h2", "wrong operand: v*h1"),
    step("L", "0.5*(y - t)**2", "factor: (y - t)**2"),
    step("grad(y)", "y - t", "factor: 2*(y - t)", "sign: t - y"),
    step("grad(v)", "grad(y)*h2", "wrong operand: grad(y)*h1", "upstream forgotten: h2"),
    step("grad(h2)", "grad(y)*v", "local derivative forgotten: grad(y)"),
    step(
        "grad(z2)",
        "grad(h2)*(1 - h2**2)",
        "local derivative forgotten: grad(h2)",
        "value for derivative: grad(h2)*h2",
        "power lost: grad(h2)*(1 - h2)",
        "derivative at the wrong point: grad(h2)*tanh_slope(h2)",
        "local derivative twice: grad(h2)*(1 - h2**2)**2",
    ),
    step(
        "grad(h1)",
        "grad(z2)*u",
        "local derivative forgotten: grad(z2)",
        "wrong operand: grad(z2)*w",
        "upstream forgotten: u",
    ),
    step(
        "grad(z1)",
        "grad(h1)*(1 - h1**2)",
        "local derivative forgotten: grad(h1)",
        "derivative at the wrong point: grad(h1)*(1 - h2**2)",
    ),
    step(
        "grad(w)",
        "grad(z1)*x1 + grad(z2)*x2",
        "path missing: grad(z1)*x1",
        "path missing: grad(z2)*x2",
        "wrong operand: grad(z1)*x2 + grad(z2)*x1",
    ),
    step(
        "grad(u)",
        "grad(z2)*h1",
        "wrong operand: grad(z2)*h2",
        "upstream forgotten: h1",
        "value for derivative: grad(z2)*u",
    ),
    *map(after, ("w", "u", "v")),
)


def regression(chance: Random, rate: float) -> Problem:
    """A line through two points with weight decay: mean of squares, a parameter used thrice."""
    given = {name: round(chance.uniform(0.3, 2.5), 2) for name in ("x1", "x2")}
    given |= {"w": away_from_zero(chance, 0.2, 1.2), "b": away_from_zero(chance, 0.1, 0.6)}
    given |= {name: away_from_zero(chance, 0.3, 1.5) for name in ("t1", "t2")}
    decay = chance.choice((0.1, 0.2, 0.5))
    lines = [*_lines(given), "y1 = w*x1 + b", "y2 = w*x2 + b"]
    lines += ["E = ((y1 - t1)**2 + (y2 - t2)**2)/2", f"R = {decay}*w**2", "L = E + R"]
    lines += [f"learning_rate({rate})", "output(L)"]
    title = "# a line through two points, weight decay"
    return Problem(title, tuple(lines), given | {"rate": rate}, tuple(_regression(decay)))


def _regression(decay: float) -> Iterator[Step]:
    for i, other in ((1, 2), (2, 1)):
        slips = (f"bias forgotten: w*x{i}", f"wrong operand: w*x{other} + b")
        yield step(f"y{i}", f"w*x{i} + b", *slips)
    squares = "((y1 - t1)**2 + (y2 - t2)**2)"
    one = "term missing: (y1 - t1)**2/2"
    yield step("E", f"{squares}/2", f"factor: {squares}", one, f"factor: {squares}/4")
    slips = (f"factor: {decay}/2*w**2", f"power lost: {decay}*w")
    yield step("R", f"{decay}*w**2", *slips)
    yield step("L", "E + R", "term missing: E", "sign: E - R")
    for i in (1, 2):
        yield step(f"grad(y{i})", f"y{i} - t{i}", f"factor: 2*(y{i} - t{i})", f"sign: t{i} - y{i}")
    yield from _regression_ends(decay)


def _regression_ends(decay: float) -> Iterator[Step]:
    first, second, third = "grad(y1)*x1", "grad(y2)*x2", f"2*{decay}*w"
    yield step(
        "grad(w)",
        f"{first} + {second} + {third}",
        f"path missing: {first} + {second}",
        f"path missing: {first} + {third}",
        f"path missing: {second} + {third}",
        f"factor: {first} + {second} + {decay}*w",
        f"overwritten: {second}",
        f"overwritten: {third}",
    )
    both = "grad(y1) + grad(y2)"
    missing = ("path missing: grad(y1)", "path missing: grad(y2)")
    yield step("grad(b)", both, *missing, f"factor: ({both})/2")
    yield after("w")
    yield after("b")
