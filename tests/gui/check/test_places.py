"""Where the graph shows what a claim is about, and what can be asked of what is selected."""

from typing import get_args

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Claim
from graphviz_app.core.read_as import read_as
from graphviz_app.core.reading import Element, Reading
from graphviz_app.formats import parse
from graphviz_app.gui.check.places import elements_of, questions_about
from tests.gui.check.sheets import NEURON

NET = NEURON.replace("L = (1 - a)**2", "L = (1 - a)**2 + 0.1*z")


def reading_of(kind: Kind, text: str = NEURON) -> Reading:
    return read_as(run(parse(text)), kind).reading


def ends(reading: Reading, element: Element) -> tuple[str, str]:
    assert isinstance(element, int)
    return reading.edges[element][:2]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_claim_has_a_place_in_every_reading(kind: Kind) -> None:
    reading = reading_of(kind)
    for id_ in ("x", "w", "b", "z", "a", "L"):
        for claim in (Claim("value", id_, ""), Claim("grad", id_, ""), Claim("after", id_, "")):
            assert elements_of(reading, claim), (kind, claim)
    assert elements_of(reading, Claim("d", "a", "", "z"))


def test_a_local_derivative_is_shown_at_its_edge() -> None:
    reading = reading_of("lines")
    (edge,) = elements_of(reading, Claim("d", "a", "", "z"))
    assert ends(reading, edge) == ("z", "a")
    assert elements_of(reading, Claim("d", "L", "", "w")) == ("L",)  # there is none between


def test_a_weight_is_shown_where_it_stands() -> None:
    reading = reading_of("neurons")
    (edge,) = elements_of(reading, Claim("grad", "w", ""))
    assert ends(reading, edge) == ("x", "a")


def test_one_element_is_shown_where_elements_are_drawn() -> None:
    text = "x = input([1, 2])\nW = parameter([[1, 2], [3, 4]])\nh = tanh(W @ x)\nL = sum(h)\n"
    reading = reading_of("neurons", text)
    elements = elements_of(reading, Claim("value", "h", "", element=(1,)))
    assert elements == ("h[1]",)
    assert len(elements_of(reading, Claim("value", "h", ""))) == 2


def asked(reading: Reading, element: Element, rate: bool = True) -> list[tuple[str, ...]]:
    claims = questions_about(reading, element, rate)
    return [(claim.kind, claim.of, *([claim.by] if claim.by else [])) for claim in claims]


def test_a_neuron_can_be_asked_for_all_its_lines() -> None:
    about = asked(reading_of("neurons"), "a")
    assert about == [("value", "z"), ("grad", "z"), ("value", "a"), ("grad", "a")]


def test_an_edge_with_a_weight_can_be_asked_for_both() -> None:
    reading = reading_of("neurons")
    index = next(i for i, edge in enumerate(reading.edges) if edge.weight == "w")
    assert asked(reading, index) == [("d", "a", "x"), ("grad", "w"), ("after", "w")]
    assert ("after", "w") not in asked(reading, index, rate=False)


def test_the_parts_of_a_line_are_not_asked_for() -> None:
    reading = reading_of("operators")
    assert asked(reading, "z.mul1") == []


def test_where_other_ways_lead_there_the_edge_alone_is_asked_for() -> None:
    for text, alone in ((NEURON, False), (NET, True)):
        reading = reading_of("lines", text)
        index = next(
            i for i, edge in enumerate(reading.edges) if edge[1] == "L" and edge[0] in "az"
        )
        edges = [i for i, e in enumerate(reading.edges) if e[:2] == ("z", "L")] or [index]
        (claim,) = questions_about(reading, edges[0], rate=False)[:1]
        assert claim.edge is alone


def test_nothing_is_asked_of_an_edge_into_a_folded_group() -> None:
    text = 'x = input(2)\nwith group("g"):\n    a = x*2\n    b = a*a\nL = b*3\n'
    reading = read_as(run(parse(text)), "lines", ("g",)).reading
    assert [asked(reading, index) for index in range(len(reading.edges))] == [[], [("d", "L", "b")]]
