"""How graphs are looked at: what a person has chosen stays, what a document says ends with it."""

from dataclasses import replace

from graphviz_app.core.view import USUAL, View
from graphviz_app.formats import parse
from graphviz_app.gui.canvas.showing.wishes import Wishes

GRAPH = parse("x = input(2)\ny = x*x\n")


def test_what_is_chosen_tells_what_has_become_different() -> None:
    wishes = Wishes()
    assert wishes.take(View(direction="TB", values=True)) == {"direction"}
    assert wishes.take(View(direction="TB")) == set()
    assert wishes.view == USUAL._replace(direction="TB")


def test_a_choice_holds_for_the_next_graph_but_the_reading_does_not() -> None:
    wishes = Wishes()
    wishes.take(View(reading="lines", locals=True, stride="level", engine="dot"))
    assert (wishes.kind, wishes.stride) == ("lines", "level")
    wishes.begin(GRAPH)
    assert wishes.view == USUAL._replace(locals=True, stride="level", engine="dot")


def test_what_a_document_says_comes_before_what_is_chosen() -> None:
    wishes = Wishes()
    wishes.take(View(direction="TB", values=False))
    wishes.begin(replace(GRAPH, view=View(reading="lines", direction="LR")))
    assert wishes.view == USUAL._replace(reading="lines", direction="LR", values=False)
    assert wishes.chosen.direction == "TB"
