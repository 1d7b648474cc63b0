"""Holds what an Explanation shows to what the engine computed."""

import re
from collections.abc import Iterable

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Arrival
from graphviz_app.explain.explain import (
    Explanation,
    backward_caption,
    forward_caption,
    line_local_derivative,
    share_caption,
)
from graphviz_app.explain.formula import is_written_number
from graphviz_app.explain.local import over
from graphviz_app.explain.numerals import is_small, plain
from graphviz_app.explain.run_terms import RunTerms
from tests.explain.interval import Interval
from tests.explain.plain_reading import told as worked_out
from tests.explain.shown import Reader, Unknown, key

EXACT = 1e-9
_DOTS = re.compile(r"^\\dots \+ |^\\dots (?=- )|( \+ \\dots)$")
_FACTOR = re.compile(r"\\cdot|\\odot|\\,")


def sides(latex: str) -> list[str]:
    """What stands between equals signs outside brackets."""
    found, depth, start = [], 0, 0
    for i, sign in enumerate(latex):
        opens = sign in "{([" or latex.startswith((r"\begin", r"\left|", r"\left\l"), i)
        closes = sign in "})]" or latex.startswith((r"\end", r"\right|", r"\right\r"), i)
        depth += opens - closes
        if depth == 0 and latex.startswith(" = ", i):
            found.append(latex[start:i].strip())
            start = i + 3
    return [*found, latex[start:].strip()]


def addends(latex: str) -> list[str]:
    """What is added up outside brackets; what is taken away has its minus sign."""
    found, depth, start = [], 0, 0
    for i, sign in enumerate(latex):
        depth += (sign in "{([") - (sign in "})]")
        if depth == 0 and latex.startswith((" + ", " - "), i):
            found.append(latex[start:i].strip())
            start = i + 3 if latex[i + 1] == "+" else i + 1
    return [*found, latex[start:].strip()]


class Checker:
    """The names and derivatives of one run, as they are written."""

    def __init__(self, run: ReadRun) -> None:
        self.run, self.trace, self.reading = run, run.trace, run.reading
        self.checked = 0
        self._names: dict[bool, dict[str, Interval]] = {}
        self._derivatives: dict[bool, dict[str, Interval]] = {}

    def _oriented(self, value: Value, terms: RunTerms) -> Interval:
        array = np.asarray(value, dtype=np.float64)
        if array.ndim == 1:
            array = array.reshape((-1, 1) if terms.columns else (1, -1))
        return Interval.of(array)

    def names(self, terms: RunTerms) -> dict[str, Interval]:
        """Values by how their nodes are written, of those that are written as a name."""
        if terms.columns not in self._names:
            written = {id_: key(terms.symbols.node(id_).text) for id_ in self.trace.values}
            self._names[terms.columns] = {
                name: self._oriented(self.trace.values[id_], terms)
                for id_, name in written.items()
                if re.fullmatch(r"\\?[^\W\d][\w\\{},^]*", name)
            }
        return self._names[terms.columns]

    def derivatives(self, terms: RunTerms, first: Iterable[str]) -> dict[str, Interval]:
        """Gradients by their LaTeX: one each, also where two nodes have the same formula.

        What only steers may look like another; then those in ``first`` count.
        """
        if self.trace.output is None:
            return {}
        if terms.columns not in self._derivatives:
            self._derivatives[terms.columns] = self._gradients(terms, self.trace.gradients)
        return {**self._derivatives[terms.columns], **self._gradients(terms, first)}

    def _gradients(self, terms: RunTerms, ids: Iterable[str]) -> dict[str, Interval]:
        found: dict[str, Interval] = {}
        said: dict[str, Value] = {}
        for id_ in ids:
            if id_ not in self.trace.gradients:
                continue
            gradient = self.trace.gradients[id_]
            name = key(terms.gradient_of(terms.symbols.variable(id_)))
            constant = is_written_number(self.trace.graph, id_)
            if self._receives(id_) and not constant:
                assert same(said.setdefault(name, gradient), gradient), (name, id_)
            found[name] = self._oriented(gradient, terms)
        return found

    def _receives(self, id_: str) -> bool:
        outgoing = self.trace.graph.outgoing[id_]
        return any(self.trace.contribution(*edge) is not None for edge in outgoing)

    def read(self, latex: str, terms: RunTerms, known: dict[str, Interval | None]) -> Interval:
        return Reader(latex, self.names(terms), known, terms.columns).value()

    def edge_terms(self, index: int) -> tuple[RunTerms, dict[str, Interval | None]]:
        edge = self.reading.edges[index]
        members = self.reading.members[edge.target]
        terms = RunTerms(self.run, members if self.reading.is_of_lines else (edge.target,))
        known: dict[str, Interval | None] = {**self.derivatives(terms, (edge.source, edge.target))}
        local = self.run.local(index)
        shapes = {terms.shape(edge.target), terms.shape(edge.source)}
        simple = local is not None and {np.shape(local)} == shapes
        shown = self._oriented(local, terms) if local is not None and simple else None
        of = terms.symbols.variable(edge.target)
        for by in (terms.symbols.variable(edge.source), terms.symbols.operand(edge.members[0])):
            known.setdefault(key(over(of, by)), shown)
        return terms, known

    def backward(self, index: int, arrival: Arrival | None) -> Explanation:
        """The caption of one edge; with its numbers it must be what the engine added."""
        found = backward_caption(self.run, index, arrival)
        share = self.run.contribution(index)
        assert share is not None
        terms, known = self.edge_terms(index)
        _, *said = sides(found.symbols)
        assert all(("dots" in side) == (arrival is not None) for side in said), found
        if arrival is None:
            edge = self.reading.edges[index]
            assert same(share, self.trace.gradients[edge.source]), found
        self._check([_DOTS.sub("", side) for side in said], found.numbers, share, terms, known)
        assert found.numbers.startswith("= ") == (arrival is None) or not found.numbers
        return found

    def share(self, index: int) -> None:
        """The Why of an edge speaks of its share alone."""
        found = share_caption(self.run, index)
        share = self.run.contribution(index)
        assert share is not None
        assert not found.symbols.startswith(r"\partial") or len(sides(found.symbols)) == 1
        self._check([found.symbols], found.numbers, share, *self.edge_terms(index))

    def local(self, index: int) -> None:
        """The local derivative in symbols and numbers."""
        found = line_local_derivative(self.run, index)
        local = self.run.local(index)
        if local is None or not found.symbols:
            return
        terms, known = self.edge_terms(index)
        self._check(sides(found.symbols)[1:], found.numbers, local, terms, known)

    def forward(self, node: str) -> None:
        """What a node computes."""
        found = forward_caption(self.run, node)
        terms = RunTerms(self.run, self.reading.members.get(node, (node,)))
        value = self.trace.values[node]
        self._check(sides(found.symbols)[1:], found.numbers, value, terms, {})

    def _check(
        self,
        said: list[str],
        numbers: str,
        truth: Value,
        terms: RunTerms,
        known: dict[str, Interval | None],
    ) -> None:
        wanted = self._oriented(truth, terms)
        where = f"{said} ‖ {numbers}"
        if not np.all(np.isfinite(np.asarray(truth))):
            return  # what is not finite is told as a problem
        for side in said:
            try:
                found = self.read(side, terms, known).shaped(wanted)
                if terms.numbers.whole and "1 - " in side:
                    continue  # the names have lost digits that the run has kept
                assert found.meets(wanted, EXACT), (where, wanted)
                self.checked += 1
            except Unknown:
                continue
        told = [side for side in sides(numbers.removeprefix("= ")) if side]
        for side in told:
            try:
                found = self.read(side, terms, {})
                assert found.meets(wanted, EXACT), (side, where, wanted)
                text = None if re.search(r",|\\ln [^\d]", side) else plain(side)
                assert not text or Interval.of(worked_out(text, {})).meets(found, EXACT), text
                self.checked += 1
            except Unknown:
                assert side != told[-1] or not is_small(truth), where
        if said and len(told) == 2 and not re.search(r"sum|dots", where):
            alike = [factors(said[-1]), factors(told[0])]
            assert None in alike or alike[0] == alike[1], where
        assert not re.search(r"[+-] -|[+-] \+|\( ?\)", numbers), where
        assert len(told) == len(set(told)), where


def same(a: Value, b: Value) -> bool:
    """Equal up to the last digits, or both not finite."""
    return bool(np.allclose(a, b, rtol=1e-9, atol=1e-300, equal_nan=True))


def factors(latex: str) -> int | None:
    """How many factors stand side by side outside brackets; None for a sum."""
    flat, blocks = latex, 1
    while blocks:
        flat, blocks = re.subn(r"\\begin\{(?:(?!\\begin).)*?\\end\{\w+\}", "#", flat)
    while True:
        shorter = re.sub(r" \\cdot 10\^\{-?\d+\}", "", flat)
        shorter = re.sub(r"\\left[(\[|][^()\[\]|]*\\right[)\]|]|\{[^{}]*\}", "#", shorter)
        if shorter == flat:
            return None if re.search(r" [+-] ", flat) else len(_FACTOR.findall(flat)) + 1
        flat = shorter
