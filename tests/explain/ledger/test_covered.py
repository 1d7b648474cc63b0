"""What a person is asked for is not told by the ledger, nor by what it adds up to."""

import re

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers
from graphviz_app.core.paths import ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.explain.ledger.steps import step_caption
from graphviz_app.explain.ledger.tables import as_csv, as_latex, as_markdown, as_text
from graphviz_app.explain.ledger.wording import product_text
from graphviz_app.formats import parse

TEXT = "x = input(2)\na = 3.5*x\nb = x**2 + a\ny = 0.7*a*b"
WRITERS = (as_csv, as_latex, as_markdown, as_text)


@pytest.mark.parametrize(
    "covers", [Covers(gradients=frozenset({"x"})), Covers(locals=frozenset({("a", "x")}))]
)
def test_neither_the_sum_nor_what_would_tell_it_is_written(covers: Covers) -> None:
    true = ledger(read_as(run(parse(TEXT)), "lines"), "x", "y")
    run_read = read_as(covered(run(parse(TEXT)), covers), "lines")
    book = ledger(run_read, "x", "y")
    assert book.agrees is True
    for write in WRITERS:
        told = write(run_read, book, "size")
        numbers = {float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+\.\d+", told)}
        assert not [n for n in numbers if n == pytest.approx(true.derivative, abs=1e-3)]
        assert "?" in told


def test_products_with_a_covered_factor_are_covered() -> None:
    covers = Covers(locals=frozenset({("a", "x")}))
    run_read = read_as(covered(run(parse(TEXT)), covers), "lines")
    told = {path.nodes: product_text(path) for path in ledger(run_read, "x", "y").paths}
    assert told["x", "a", "y"] == "?"
    assert told["x", "b", "y"] != "?"


def test_a_walk_does_not_tell_it_either() -> None:
    covers = Covers(gradients=frozenset({"x"}))
    run_read = read_as(covered(run(parse(TEXT)), covers), "lines")
    path = ledger(run_read, "x", "y").paths[0]
    last = len(path.edges) - 1
    assert step_caption(run_read, path, last).numbers.endswith("= ?")
