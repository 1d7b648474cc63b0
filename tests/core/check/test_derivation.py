"""How quantities follow from others: tapes up to what is known, and derivatives of some of them."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check.book import Book, Known
from graphviz_app.core.check.derivation import Derivation
from graphviz_app.core.check.quantities import Quantities
from graphviz_app.core.check.rules import Rules
from graphviz_app.core.check.softmax import softmaxes
from graphviz_app.formats import parse

SPLIT = "x = input(0.7)\nu = sin(x)\nv = x**2\ny = u*v + x\nz = exp(y)\n"
SOFTMAX = (
    "s1 = parameter(0.5)\ns2 = parameter(-0.2)\ne1 = exp(s1)\ne2 = exp(s2)\nV = e1 + e2\n"
    "p1 = e1/V\np2 = e2/V\nL = -log(p2)\n"
)


def quantities(text: str) -> Quantities:
    return Quantities(run(parse(text)))


def exactly(number: float) -> Known:
    return Known(number, number, number, number)


def test_everything_follows_from_the_leaves_as_the_engine_has_it() -> None:
    q = quantities(SPLIT)
    derivation, book = Derivation(q, Rules(tensors=False)), Book()
    for id_, i in q.program.index.items():
        assert book.plain(derivation, q.value(i))[0] == pytest.approx(q.trace.value(id_))
        assert book.plain(derivation, q.gradient(i))[0] == pytest.approx(q.trace.gradient(id_))


def test_a_tape_starts_at_what_is_known() -> None:
    q = quantities(SPLIT)
    at, derivation = q.program.index, Derivation(q, Rules(tensors=False))
    tape = derivation.tape(q.value(at["y"]), {q.value(at["u"]), q.value(at["v"])})
    assert set(tape.known) == {at["u"], at["v"]}
    assert at["z"] not in [step.quantity for step in tape.steps]


def test_a_known_derivative_takes_the_place_of_the_ways_through_it() -> None:
    q = quantities(SPLIT)
    at, derivation, book = q.program.index, Derivation(q, Rules(tensors=False)), Book()
    trace, seed = q.trace, q.seed(at["u"], ())
    book.known[q.derivative(seed, at["x"])] = exactly(5.0)
    found = book.plain(derivation, q.gradient(at["x"]))[0]
    through_v = trace.gradient("v") * 2 * 0.7
    assert found == pytest.approx(trace.gradient("u") * 5.0 + through_v + trace.gradient("y"))


def test_a_number_used_twice_is_moved_once() -> None:
    q = quantities("x = input(3)\na = 2*x\ny = a - a\nz = a*a\n")
    at, derivation = q.program.index, Derivation(q, Rules(tensors=False))
    book = Book({q.value(at["a"]): Known(6.0, 6.0, 5.9, 6.1)})
    difference = book.follows(derivation, q.value(at["y"]))
    assert (difference.low, difference.high) == (0.0, 0.0)
    square = book.follows(derivation, q.value(at["z"]))
    assert square.low == pytest.approx(5.9**2, abs=0.03)
    assert square.high == pytest.approx(6.1**2, abs=0.03)


def test_a_softmax_is_differentiated_by_its_shares() -> None:
    q = quantities(SOFTMAX)
    at, found = q.program.index, softmaxes(q)
    assert found[at["e1"]].shares == (at["p1"], at["p2"])
    book = Book({q.value(at["p1"]): exactly(0.7), q.value(at["p2"]): exactly(0.3)})
    derivation = Derivation(q, Rules(tensors=False), found)
    assert book.plain(derivation, q.gradient(at["s1"]))[0] == pytest.approx(0.7)
    assert book.plain(derivation, q.gradient(at["s2"]))[0] == pytest.approx(0.3 - 1)


def test_what_is_no_softmax_is_none() -> None:
    assert not softmaxes(quantities(SOFTMAX.replace("V = e1 + e2", "V = e1 + 2*e2")))
    assert not softmaxes(quantities(f"{SOFTMAX}q = V + 1\noutput(q)\n"))
