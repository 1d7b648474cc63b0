"""Every equation of a solution is worked out from what it shows: it is the engine's number."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.local import over
from graphviz_app.explain.neuron import delta_latex, sum_latex
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.worked.asked import run_of, wanted
from graphviz_app.explain.worked.solve import told_run
from graphviz_app.formats import load
from tests.explain.caption_checks import EXACT, Checker
from tests.explain.interval import Interval
from tests.explain.shown import Reader, Unknown, key
from tests.explain.worked.sheets import FILES, equations, solved, stem

SYMBOLIC = ("edge-detector", "lstm-cell", "29-convolution")
"""Their operators' derivatives are written as one symbol."""


class Read:
    """What the names in a solution stand for."""

    def __init__(self, run: ReadRun) -> None:
        checker, terms = Checker(run), RunTerms(run)
        self.names = dict(checker.names(terms))
        self.known: dict[str, Interval | None] = {**checker.derivatives(terms, ())}
        for id_ in run.reading.neurons:
            self._neuron(run, terms, id_)
        for index, edge in enumerate(run.reading.edges):
            local, symbols = run.local(index), terms.symbols
            if local is not None and not np.ndim(local):
                name = over(symbols.variable(edge.target), symbols.variable(edge.source))
                self.known.setdefault(key(name), Interval.of(local))

    def _neuron(self, run: ReadRun, terms: RunTerms, id_: str) -> None:
        delta, z = run.delta(id_), run.weighted_sum(id_)
        assert delta is not None
        assert z is not None
        name, total = delta_latex(run, id_), sum_latex(run, id_)
        self.names[key(name)] = Interval.of(delta)
        self.names[key(total)] = Interval.of(z)
        self.known[key(over_output(run, terms, total))] = Interval.of(delta)

    def value(self, part: str, column: bool) -> Interval | None:
        """None of what leaves something out, or has a Jacobian as one symbol."""
        names, known = (_turned(each, column) for each in (self.names, self.known))
        try:
            return Reader(part, {k: x for k, x in names.items() if x}, known, column).value()
        except Unknown:
            return None


def _turned(known: Mapping[str, Interval | None], column: bool) -> dict[str, Interval | None]:
    """Vectors as columns."""
    return {
        name: x.turned() if column and x is not None and x.low.shape[:-1] == (1,) else x
        for name, x in known.items()
    }


def over_output(run: ReadRun, terms: RunTerms, total: str) -> str:
    assert run.output is not None
    output = terms.symbols.node(run.output).text
    return rf"\partial {output}/\partial {total}"


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_symbols_numbers_and_results_agree(path: Path) -> None:
    run = told_run(run_of(load(path), None))
    if run.trace.problems:
        pytest.skip("what is not finite cannot be worked out from what is shown")
    read, checked = Read(run), 0
    for row in equations(solved(path), "Forward pass", "Backward pass"):
        parts = [*row.symbols, *row.numbers]
        if any("\\left(\\partial" in part and "^\\top" in part for part in parts):
            assert path.stem.startswith(SYMBOLIC), parts
            parts = list(row.numbers)
        kept = RunTerms(run).numbers.whole  # digits that the names have lost
        found = [None if kept and "1 - " in part else _both(read, part) for part in parts]
        result = next((one for one in reversed(found) if one is not None), None)
        if result is None:
            continue
        for one, part in zip(found, parts, strict=True):
            if one is not None:
                assert any(a.meets(b, EXACT) for a in one for b in result), (row.left, part)
                checked += 1
    assert checked


def _both(read: Read, part: str) -> list[Interval] | None:
    """A vector may be meant as a row or as a column; as one of them it fits."""
    found: list[Interval | None] = []
    for column in (False, True):
        with suppress(ValueError):
            found.append(read.value(part, column))
    assert found, part
    return [one for one in found if one is not None] or None


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_every_gradient_that_is_asked_for_is_the_engines(path: Path) -> None:
    graph = load(path)
    run = told_run(run_of(graph, None))
    terms = RunTerms(run)
    rows = {row.left: row for row in equations(solved(path), "Backward pass")}
    for id_ in wanted(graph):
        gradient = run.trace.gradients[id_]
        row = rows.get(terms.gradient_of(terms.symbols.variable(id_)))
        if row is None:
            assert not np.any(np.asarray(gradient)), id_
        elif np.all(np.isfinite(np.asarray(gradient))):
            assert _shows(row.numbers[-1] if row.numbers else row.symbols[-1], gradient), id_


def _shows(result: str, gradient: Value) -> bool:
    try:
        found, truth = Reader(result).value(), np.asarray(gradient)
        assert found.low.size == truth.size
        return found.meets(Interval.of(truth.reshape(found.low.shape)), EXACT)
    except Unknown:
        return True
