"""Values explained: what a node computes, in symbols and then in numbers."""

from collections.abc import Sequence

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import Trace
from graphviz_app.explain.formula import MISSING, summands
from graphviz_app.explain.notation import width
from graphviz_app.explain.piece import Piece, bracketed, is_condition, negative
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.series import MAX_ADDED, added_numbers, sum_text
from graphviz_app.explain.telling import Explanation, equation, remarks
from graphviz_app.explain.term import Term

MAX_TERMS = 6
"""Terms of a sum above which it is written with Σ if they form a series."""
MAX_NUMBERS = 120
"""Characters of numbers above which only the result is told."""
MAX_IN_FULL, MAX_SYMBOLS, DEEP = 12, 160, 24
"""Summands, characters and operators in each other that are written out where there is room."""


def forward_caption(run: ReadRun, node: str, *, in_full: bool = False) -> Explanation:
    """``z = w·x + b`` and ``= −0.8000 · 1.5000 + 0.2500 = −0.9500``.

    ``in_full``: with room for several lines, where a caption has dots.
    """
    trace, reading = run.trace, run.reading
    lines = reading.is_of_lines
    terms = RunTerms(run, reading.members.get(node, (node,)))
    own = terms.symbols.node(node).text
    leaf = is_leaf(trace.graph.nodes[node])
    whole = _in_full(terms, node) if in_full and lines and not leaf else None
    made = whole or (Term(Piece(own), Piece("?")) if leaf else _made(terms, node, lines))
    symbols = own if made.symbols.text == own else f"{own} = {made.symbols.text}"
    if is_condition(made.symbols):
        made = Term(bracketed(made.symbols), bracketed(made.numbers))
        unnamed = symbols == own
        symbols = made.symbols.text if unnamed else f"{own} = {made.symbols.text}"
    if node not in trace.values:
        return Explanation(symbols, "")
    result = terms.value(trace.value(node))
    if trace.graph.nodes[node].op == "where":
        return Explanation(symbols, f"= {result.text}", remarks(_branch(trace, node)))
    return Explanation(symbols, equation(made, result, trace.value(node)))


def _made(terms: RunTerms, node: str, line: bool) -> Term:
    """What the node is made of; a long sum by its first terms."""
    if not line:
        return Term(terms.symbols.step(node), terms.numbers.expression(node))
    parts = summands(terms.graph, node)
    whole = terms.symbols.line(node)
    cut = r"\dots" in whole.text
    if len(parts) > MAX_ADDED and (cut or len(parts) > MAX_TERMS):
        long = _long_sum(terms, parts)
        if cut or r"\sum_" in long.symbols.text:
            return long
    numbers = terms.numbers.shown(node, terms.symbols.line_depth(node))
    short = not cut and width(numbers.text) <= MAX_NUMBERS
    return Term(whole, numbers if short else MISSING)


def _in_full(terms: RunTerms, node: str) -> Term | None:
    """The whole line down to the names it uses; None if that would be too long."""
    symbols, numbers = (terms.symbols.shown(node, DEEP), terms.numbers.shown(node, DEEP))
    cut = r"\dots" in symbols.text or len(summands(terms.graph, node)) > MAX_IN_FULL
    long = width(symbols.text) > MAX_SYMBOLS
    if cut or long:
        return None
    return Term(symbols, numbers if width(numbers.text) <= 3 * MAX_NUMBERS else MISSING)


def _long_sum(terms: RunTerms, parts: Sequence[tuple[str, bool]]) -> Term:
    """Σ where the terms form a series, else the first ones and the last."""
    symbols = [_signed(terms.symbols.part(id_), minus) for id_, minus in parts]
    numbers = [_signed(terms.numbers.part(id_), minus) for id_, minus in parts]
    level = Level.SUM
    return Term(Piece(sum_text(symbols), level), Piece(added_numbers(numbers, symbols), level))


def _signed(piece: Piece, minus: bool) -> Piece:
    return negative(piece) if minus else piece


def _branch(trace: Trace, node: str) -> str:
    held = trace.value(trace.graph.incoming[node][0].source)
    if np.ndim(held):
        return ""
    return f"as the condition {'holds' if held else 'does not hold'}"
