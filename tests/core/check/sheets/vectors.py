"""A layer written with vectors, whose claims are lists; slips change a list as a whole."""

from collections.abc import Iterator
from random import Random

from tests.core.check.sheets.planting import Planted, is_off
from tests.core.check.sheets.steps import away_from_zero
from tests.core.check.sheets.working import (
    Hand,
    Numbers,
    Problem,
    Rows,
    Step,
    numbers_before,
    step,
    value,
    work,
)

SIZE = (0, 1)
PLACES = [f"W[{i}, {j}]" for i in SIZE for j in SIZE] + [f"b[{i}]" for i in SIZE]
Changes = dict[str, str]


def layer(chance: Random, rate: float) -> Problem:
    """z = W @ x + b, h = sigmoid(z), half the sum of squares."""
    given = {place: away_from_zero(chance, 0.15, 0.9) for place in PLACES}
    given |= {f"x[{j}]": round(chance.uniform(0.3, 1.8), 2) for j in SIZE}
    given |= {f"t[{i}]": chance.choice((0.0, 0.1, 0.8, 1.0)) for i in SIZE}
    kinds = {"W": "parameter", "x": "input", "b": "parameter", "t": "target"}
    lines = [f"{name} = {kind}({_list(given, name)})" for name, kind in kinds.items()]
    lines += ["z = W @ x + b", "h = sigmoid(z)", "L = 0.5*sum((h - t)**2)"]
    lines += [f"learning_rate({rate})", "output(L)"]
    steps = (*_forward(), *_backward())
    return Problem("# a layer of vectors", tuple(lines), given | {"rate": rate}, steps, _lists())


def _list(given: Numbers, name: str) -> str:
    if name == "W":
        return str([[given[f"W[{i}, {j}]"] for j in SIZE] for i in SIZE])
    return str([given[f"{name}[{i}]"] for i in SIZE])


def _lists() -> dict[str, Rows]:
    """The claims that are lists, with the numbers in them."""
    lists: dict[str, Rows] = {name: (tuple(f"{name}[{i}]" for i in SIZE),) for name in ("z", "h")}
    for form in ("grad", "after"):
        for name in ("h", "z", "b"):
            lists[f"{form}({name})"] = (tuple(f"{form}({name}[{i}])" for i in SIZE),)
        lists[f"{form}(W)"] = tuple(tuple(f"{form}(W[{i}, {j}])" for j in SIZE) for i in SIZE)
    return lists


def _forward() -> Iterator[Step]:
    for i in SIZE:
        yield step(f"z[{i}]", f"W[{i}, 0]*x[0] + W[{i}, 1]*x[1] + b[{i}]")
    for i in SIZE:
        yield step(f"h[{i}]", f"sigmoid(z[{i}])")
    yield step("L", "0.5*(h[0] - t[0])**2 + 0.5*(h[1] - t[1])**2")


def _backward() -> Iterator[Step]:
    for i in SIZE:
        yield step(f"grad(h[{i}])", f"h[{i}] - t[{i}]")
    for i in SIZE:
        yield step(f"grad(z[{i}])", f"grad(h[{i}])*h[{i}]*(1 - h[{i}])")
    for i in SIZE:
        for j in SIZE:
            yield step(f"grad(W[{i}, {j}])", f"grad(z[{i}])*x[{j}]")
    for i in SIZE:
        yield step(f"grad(b[{i}])", f"grad(z[{i}])")
    for place in PLACES:
        yield step(f"after({place})", f"{place} - rate*grad({place})")


SLIPS = {
    ("z[{}]", "bias forgotten"): "W[{}, 0]*x[0] + W[{}, 1]*x[1]",
    ("z[{}]", "transposed"): "W[0, {}]*x[0] + W[1, {}]*x[1] + b[{}]",
    ("h[{}]", "derivative for value"): "sigmoid_slope(z[{}])",
    ("grad(h[{}])", "factor"): "2*(h[{}] - t[{}])",
    ("grad(z[{}])", "local derivative forgotten"): "grad(h[{}])",
    ("grad(z[{}])", "upstream forgotten"): "h[{}]*(1 - h[{}])",
    ("grad(z[{}])", "value for derivative"): "grad(h[{}])*h[{}]",
    ("grad(W[{}, 0])", "transposed"): "grad(z[0])*x[{}]",
    ("grad(W[{}, 1])", "transposed"): "grad(z[1])*x[{}]",
    ("after(b[{}])", "plus for minus"): "b[{}] + rate*grad(b[{}])",
    ("after(b[{}])", "learning rate forgotten"): "b[{}] - grad(b[{}])",
    ("after(W[{}, 0])", "plus for minus"): "W[{}, 0] + rate*grad(W[{}, 0])",
    ("after(W[{}, 1])", "plus for minus"): "W[{}, 1] + rate*grad(W[{}, 1])",
}
"""What is done in a list as a whole, by element and kind; ``{}`` is the index."""


def slips(problem: Problem) -> dict[tuple[str, str], Changes]:
    """Every slip of a whole list, by its claim and kind."""
    part = {name: claim for claim, rows in problem.lists.items() for row in rows for name in row}
    rules = {one.claim: one.rule for one in problem.steps}
    found: dict[tuple[str, str], Changes] = {}
    for name, rule in rules.items():
        if name in part:
            found.setdefault((part[name], "sign"), {})[name] = f"-({rule})"
    for (form, kind), rule in SLIPS.items():
        for i in SIZE:
            name = form.replace("{}", str(i))
            found.setdefault((part[name], kind), {})[name] = rule.replace("{}", str(i))
    return found


def every_list_slip(problem: Problem, hand: Hand) -> Iterator[Planted]:
    """All sheets of one layer with one slip in a whole list."""
    right = problem.together(work(problem, hand))
    for (claim, kind), changes in slips(problem).items():
        if _is_another(problem, hand, changes):
            written = problem.together(work(problem, hand, changes))
            follows = tuple(c for c in written if written[c] != right[c] and c != claim)
            text = problem.text(work(problem, hand, changes))
            yield Planted(text, hand, claim, (kind,), right[claim], follows)


def _is_another(problem: Problem, hand: Hand, changes: Changes) -> bool:
    """Whether some element is far enough off."""
    rules = {one.claim: one.rule for one in problem.steps}
    return any(
        is_off(hand, value(rules[name], known), value(rule, known))
        for name, rule in changes.items()
        for known in [numbers_before(problem, hand, name)]
    )
