"""``expand(h)``: which operators of a text are opened."""

from dataclasses import replace

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.language.standing import parse_standing
from graphviz_app.formats.language.text import read_whole
from graphviz_app.formats.language.writer import to_text

TEXT = "z = input(0.5)\nw = parameter(2)\nh = sigmoid(w*z)\nL = tanh(h)**2\n"


def test_a_line_that_is_expanded_has_the_same_numbers() -> None:
    plain, opened = run(parse(TEXT)), run(parse(TEXT + "expand(h, L.tanh1)\n"))
    assert opened.value("L") == pytest.approx(plain.value("L"), rel=1e-12)
    assert opened.gradient("w") == pytest.approx(plain.gradient("w"), rel=1e-12)
    assert "h.exp1" in opened.graph.nodes


def test_claims_may_be_about_the_parts() -> None:
    graph = parse(TEXT + "expand(h)\nd(L, h.exp1) == 0.5\n")
    assert graph.claims[0].by == "h.exp1"


def test_all_ways_of_reading_agree() -> None:
    text = TEXT + "expand(h)\n"
    assert parse(text) == read_whole(text) == parse_standing(text).graph
    assert parse(text).opened == read_whole(text).opened


def test_what_is_written_without_its_text_reads_the_same() -> None:
    graph = parse(TEXT + "expand(h)\n")
    again = parse(to_text(replace(graph, source="")))
    assert run(again).value("L") == pytest.approx(run(graph).value("L"), rel=1e-15)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("expand(q)", "there is no 'q'"),
        ("expand()", "expand takes names: write expand(h)"),
        ("expand(1)", "expand takes names"),
        ("expand(z)", "'z' (input) has no parts"),
        ("expand(h)\nexpand(h)", "'h' is already expanded"),
        ("y = expand(h)", "expand(…) stands on a line of its own"),
    ],
)
def test_what_cannot_be_expanded_is_told_in_its_place(line: str, words: str) -> None:
    with pytest.raises(ParseError) as told:
        parse(TEXT + line)
    assert words in told.value.reason
    assert told.value.line >= 5
    standing = parse_standing(TEXT + line)
    assert [error.reason for error in standing.errors] == [told.value.reason]
    assert "h" in standing.graph.nodes


def test_a_cell_that_does_not_fit_its_operands_is_told_and_not_expanded() -> None:
    letters = "".join(f"{name} = input(1)\n" for name in "xhcWUb")
    text = f"{letters}s = lstm_cell(x, h, c, W, U, b)\nexpand(s)"
    with pytest.raises(ParseError, match="'s' cannot be expanded: lstm_cell has 4 gates"):
        parse(text)
    assert "s" in parse_standing(text).graph.nodes
