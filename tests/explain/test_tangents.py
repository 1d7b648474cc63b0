"""What is said of tangents is what forward mode has computed, in symbols and with numbers."""

from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.graph import Graph
from graphviz_app.core.read_as import read_as
from graphviz_app.explain.local import over
from graphviz_app.explain.notation import dotted
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.tangents import compared, direction_caption, moment_rows, tangent_caption
from graphviz_app.explain.tones import marked, unmarked
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from tests.explain.caption_checks import Checker, sides
from tests.explain.interval import Interval
from tests.explain.shown import Reader, Unknown, key

NEURON = "x = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nz = w*x + b\na = sigmoid(z)"


def forward(graph: Graph, reading: Kind, wrt: str = "") -> ForwardRun:
    made = read_as(run(graph), reading, wrt=wrt)
    assert isinstance(made, ForwardRun)
    return made


class Tangents(Checker):
    """Reads what is said of tangents; their names are exchanged for names without a dot."""

    def __init__(self, made: ForwardRun) -> None:
        super().__init__(made)
        self.made = made

    def check(self, id_: str) -> None:
        """All sides of the equations of one node's tangent."""
        made, found = self.made, tangent_caption(self.made, id_)
        terms = RunTerms(made, made.reading.members.get(id_, (id_,)))
        dots = self._dots(terms)
        known = self._locals(terms, id_)
        truth = self._oriented(made.tangents[id_], terms)
        for said in (*sides(found.symbols), *sides(found.numbers)):
            for dot, name in sorted(dots.items(), key=lambda pair: -len(pair[0])):
                said = said.replace(dot, name)
            if not said or ("partial" in said and r"\, T_" in said):
                continue  # a Jacobian as one symbol
            names = {**self.names(terms), **{dots[d]: x for d, x in self.found.items()}}
            try:
                told = Reader(said.removeprefix("= "), names, known, terms.columns).value()
            except Unknown:
                continue
            slack = 1e-3 * np.max(np.abs(truth.low), initial=1e-3)
            assert np.all(told.low.ravel() <= truth.high.ravel() + slack), (id_, said)
            assert np.all(told.high.ravel() >= truth.low.ravel() - slack), (id_, said)
            self.checked += 1

    def _locals(self, terms: RunTerms, id_: str) -> dict[str, Interval | None]:
        """What ∂y/∂x stands for in the chain rule of a node y: its derivative by an operand."""
        known: dict[str, Interval | None] = {}
        for index in self.made.reading.incoming[id_]:
            edge, local = self.made.reading.edges[index], self.made.local(index)
            of, by = (terms.symbols.variable(end) for end in (edge.target, edge.carries))
            known[key(over(of, by))] = None if local is None else self._oriented(local, terms)
        return known

    def _dots(self, terms: RunTerms) -> dict[str, str]:
        self.found: dict[str, Interval] = {}
        dots: dict[str, str] = {}
        for id_, tangent in self.made.tangents.items():
            dot = dotted(unmarked(terms.symbols.node(id_).text))
            if dot not in dots:
                dots[dot] = key(f"T_{{{len(dots)}}}")
                self.found[dot] = self._oriented(tangent, terms)
        return dots


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("reading", ["operators", "lines"])
def test_every_tangent_of_the_examples_is_what_its_caption_says(path: Path, reading: Kind) -> None:
    checker = Tangents(forward(load(path), reading))
    for id_ in checker.reading.nodes:
        if checker.reading.incoming[id_] and id_ not in checker.reading.boxes:
            checker.check(id_)
    assert checker.checked > 3


def test_the_chain_rule_is_told_by_symbols_then_by_rules_then_by_numbers() -> None:
    row = tangent_caption(forward(parse(NEURON), "operators", "w"), "z.mul1")
    assert row.symbols == (
        r"\left(w \cdot x\right)^{\bullet} = \partial \left(w \cdot x\right)/\partial w \cdot "
        r"\dot{w} + \partial \left(w \cdot x\right)/\partial x \cdot \dot{x} "
        r"= x \cdot \dot{w} + w \cdot \dot{x}"
    )
    assert row.numbers.endswith("= 1.5000")


def test_tangents_have_a_tone_of_their_own_and_a_value_stays_a_value() -> None:
    tangent, value = moment_rows(forward(parse(NEURON), "lines"), "z")
    assert "\ue003" in marked(tangent.symbols)
    assert "\ue003" not in marked(value.symbols)
    assert marked(value.numbers).endswith("\ue000-0.9500\ue002")


def test_what_does_not_depend_on_the_number_is_said_to_stand_still() -> None:
    row = tangent_caption(
        forward(parse("x = input(1)\nu = input(2)\ny = u*u + x"), "operators"), "y.mul1"
    )
    assert row.symbols.endswith("= 0")
    assert row.remark == "it does not depend on x"


def test_at_the_output_both_modes_are_compared() -> None:
    made = forward(parse(NEURON), "lines", "w")
    assert compared(made) == "the same as ∂a/∂w from the backward pass ✓"
    assert tangent_caption(made, "a").remark == compared(made)
    assert tangent_caption(made, "z").remark == ""


def test_the_first_step_says_which_number_moves() -> None:
    row = direction_caption(forward(parse("x = input([1, 2])\ny = sum(x)"), "operators", "x[1]"))
    assert row.symbols == r"\dot{x}_1 = 1"
    assert row.remark.startswith("x[1] moves by 1; all other leaves stand still")


def test_a_neuron_tells_the_product_rule_and_its_activation() -> None:
    made = forward(parse(NEURON + "\nL = (a - 1)**2"), "neurons", "w")
    rows = [row.symbols for row in moment_rows(made, "a")]
    assert rows[:2] == [
        r"\dot{z} = x \cdot \dot{w}",
        r"\dot{a} = a \cdot \left(1 - a\right) \cdot \dot{z}",
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("x", r"\dot{x}"),
        ("h_{12}", r"\dot{h}_{12}"),
        (r"\hat{y}_1", r"\dot{\hat{y}}_1"),
        (r"\mathrm{loss}", r"\dot{\mathrm{loss}}"),
        (r"w \cdot x", r"\left(w \cdot x\right)^{\bullet}"),
    ],
)
def test_a_dot_stands_over_a_letter_and_beside_what_has_no_name(name: str, wanted: str) -> None:
    assert dotted(name) == wanted
