"""Every kind of slip by a small sheet of its own, and the sheets of courses."""

import json
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Slip, check
from graphviz_app.formats import parse

DATA = Path(__file__).parents[3] / "data"
SHEETS: list[dict[str, Any]] = json.loads((DATA / "slips.json").read_text("utf-8"))
NEURON = """
x1 = input(1.5)
x2 = input(0.7)
w1 = parameter(-0.8)
w2 = parameter(0.6)
b = parameter(0.25)
t = target(1)
z = w1*x1 + w2*x2 + b
a = sigmoid(z)
L = (a - t)**2
learning_rate(0.2)
"""
"""z = −0.53, a = 0.3705, dL/da = −1.2590, a′ = 0.2332, dL/dz = −0.2936, dL/dw1 = −0.4404."""
CHAIN = """
w = parameter(0.7)
u = parameter(-1.3)
h = tanh(0.9*w)
y = u*h
p = log(y**2 + 3)
q = sin(p)
output(q)
learning_rate(0.1)
"""
TWO = """
x = input(0.6)
a = x**3
b = exp(x)
f = a*b
"""
DEAD = "z = input(-0.5)\nh = relu(z)\nL = (h - 1)**2\nz == -0.500\nh == 0.000\n"
SOFTMAX = """
s1 = parameter(0.5)
s2 = parameter(-0.2)
s3 = parameter(0.1)
t1 = target(0.2)
t2 = target(0.3)
t3 = target(0.5)
e1 = exp(s1)
e2 = exp(s2)
e3 = exp(s3)
V = e1 + e2 + e3
p1 = e1/V
p2 = e2/V
p3 = e3/V
L = -(t1*log(p1) + t2*log(p2) + t3*log(p3))
"""


def slip_of(text: str) -> Slip | None:
    """The slip of the last claim, which is the only wrong one."""
    judged = check(run(parse(text))).judged
    assert [one.verdict for one in judged[:-1]] == ["right"] * (len(judged) - 1)
    assert judged[-1].verdict == "wrong"
    return judged[-1].slip


KINDS = (
    (NEURON, "grad(a) == 1.2590", "sign", "a minus sign was lost"),
    (NEURON, "grad(a) == -0.6295", "factor", "the factor 2 of the derivative of (a − t)² was"),
    (NEURON, "L == 0.1981", "factor", "or the factor 2 is missing"),
    (NEURON, "z == -0.9500", "term missing", "w2·x2"),
    (NEURON, "z == -0.7800", "bias forgotten", "the bias b was forgotten"),
    (NEURON, "z == 1.8700", "sign", "w1·x1 has the wrong sign"),
    (NEURON, "a == 0.2332", "derivative for value", "σ′ was taken for σ"),
    (NEURON, "a == -0.5300", "function forgotten", "σ was not applied to z"),
    (NEURON, "a == 0.3705\ngrad(z) == -1.2590", "local derivative forgotten", "σ′(z)"),
    (NEURON, "a == 0.3705\ngrad(z) == -0.0685", "local derivative twice", "σ′(z)"),
    (NEURON, "a == 0.3705\nd(a, z) == 0.3705", "value for derivative", "σ was taken"),
    (NEURON, "d(a, z) == 0.2416", "derivative at the wrong point", "at a instead of z"),
    (NEURON, "d(a, z) == -0.8109", "derivative at the wrong point", "z in the place of σ(z)"),
    (NEURON, "grad(z) == -0.2936\ngrad(w1) == 1.5000", "upstream forgotten", "grad(z)"),
    (NEURON, "grad(z) == -0.2936\ngrad(w1) == -0.2055", "wrong operand", "x2 was used in the"),
    (NEURON, "grad(z) == -0.2936\ngrad(w1) == 0.2349", "value for derivative", "the value of w1"),
    (NEURON, "grad(w1) == -0.4404\nafter(w1) == -0.8881", "plus for minus", "goes against"),
    (NEURON, "grad(w1) == -0.4404\nafter(w1) == -0.3596", "learning rate forgotten", "rate"),
    (NEURON, "grad(w1) == -0.4404\nafter(w1) == -0.0881", "step for new value", "only the step"),
    (NEURON, "grad(w1) == -0.4404\nafter(w1) == -0.6238", "learning rate doubled", "doubled"),
    (NEURON, "grad(w1) == -0.4404\nafter(w1) == -0.8000", "step forgotten", "not changed"),
    (NEURON, "z == -0.0530", "decimal shifted", "the decimal point was shifted"),
    (NEURON, "grad(w1) == -0.4044", "digits swapped", "two digits were exchanged"),
    (NEURON, "grad(b) == -0.2936\ngrad(w2) == -0.4404", "wrong operand", "x1 was used"),
    (CHAIN, "p == 0.5473", "log10 for ln", "and not log₁₀"),
    (CHAIN, "q == 0.0220", "degrees for radians", "angles are in radians"),
    (CHAIN, "q == 0.3056", "derivative for value", "sin′ was taken for sin"),
    (CHAIN, "grad(y) == -0.1949", "power lost", "the power"),
    (TWO, "grad(x) == 1.9679", "path missing", "the way through b is missing"),
    (TWO, "a == 0.216\ngrad(b) == 0.6000", "wrong operand", "x was used in the place of a"),
    (DEAD, "d(h, z) == 1.000", "derivative at the wrong point", "z is negative"),
    (SOFTMAX, "grad(s1) == -0.1077", "cross terms ignored", "only p1 was counted"),
)


@pytest.mark.parametrize(
    ("given", "claims", "kind", "words"), KINDS, ids=[f"{k}-{c[-8:]}" for _, c, k, _ in KINDS]
)
def test_a_slip_is_named(given: str, claims: str, kind: str, words: str) -> None:
    slip = slip_of(given + claims)
    assert slip is not None
    assert slip.kind == kind
    assert words in slip.sentence


@pytest.mark.parametrize(
    "sheet", [s for s in SHEETS if s["slip"]], ids=lambda sheet: str(sheet["id"])
)
def test_the_slip_of_a_sheet_is_found(sheet: dict[str, Any]) -> None:
    found = check(run(parse(sheet["text"])))
    assert found.first_wrong is not None
    slip = found.judged[found.first_wrong].slip
    assert slip is not None
    assert slip.kind in sheet["slip"]["kinds"]


def test_hand_solutions_get_their_slips() -> None:
    kinds = {}
    for name in ("three-two-one-network", "two-two-two-network"):
        found = check(run(parse((DATA / "homework" / f"{name}.cg").read_text("utf-8"))))
        assert found.first_wrong is not None
        slip = found.judged[found.first_wrong].slip
        assert slip is not None
        kinds[name] = slip.kind, slip.sentence
    assert kinds == {
        "three-two-one-network": (
            "factor",
            "the factor 2 of the derivative of (y − a3_1)² was dropped",
        ),
        "two-two-two-network": ("sign", "a minus sign was lost"),
    }


def test_a_number_that_no_slip_leads_to_has_none() -> None:
    assert slip_of(f"{NEURON}z == 12.3456") is None


def test_the_likeliest_is_named_and_the_others_after_it() -> None:
    slip = slip_of(f"{NEURON}grad(a) == -1.2590\ngrad(z) == -1.2590")
    assert slip is not None
    assert (slip.kind, slip.others[:1]) == ("local derivative forgotten", ("neighbour's number",))
