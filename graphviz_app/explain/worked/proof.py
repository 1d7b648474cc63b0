"""The proof: each gradient held against central differences."""

import numpy as np

from graphviz_app.core.gradcheck import EPS, gradient_check
from graphviz_app.explain.numerals import measured_piece, shape_words
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import Block, Maths, Paragraph, Table, Words
from graphviz_app.explain.worked.told import name_of
from graphviz_app.numbers import superscript

MAX_WORK = 400_000
"""Runs of single operators that the differences may cost."""
MAX_ROWS = 40
GOOD = 1e-7


def proof(asked: Asked) -> tuple[Block, ...]:
    """A row per leaf that is asked for; a sentence about kinks."""
    trace = asked.run.trace
    if asked.run.output is None or trace.problems:
        return ()
    sizes = (np.size(trace.value(id_)) for id_ in trace.values if not asked.graph.incoming[id_])
    if 2 * sum(sizes) * len(asked.graph.nodes) > MAX_WORK:
        return (Paragraph(("Not checked: there are too many numbers.",)),)
    report = gradient_check(trace)
    rows = [
        _row(asked, check.node, check.gradient, check.difference, check.error)
        for check in report.leaves
        if check.node in asked.by
    ]
    step = Maths(rf"h = 10^{{{round(np.log10(EPS))}}}")
    lead = Paragraph(("Central differences with ", step, " against the gradients above:"))
    header: tuple[Words, ...] = (("Name",), ("Gradient",), ("Difference",), ("Error",))
    if not rows:
        return ()
    return (lead, Table(header, tuple(rows[:MAX_ROWS])), *_kinks(asked, report.kinks))


def _row(
    asked: Asked, id_: str, gradient: object, difference: object, error: float
) -> tuple[Words, ...]:
    shown = [_digits(number) for number in (gradient, difference)]
    return (name_of(asked.run, id_),), (Maths(shown[0]),), (Maths(shown[1]),), (_error(error),)


def _digits(value: object) -> str:
    array = np.asarray(value, float)
    return rf"\text{{{shape_words(array)}}}" if array.ndim else measured_piece(float(array)).text


def _error(error: float) -> str:
    """``below 10⁻⁷``, or its power of ten."""
    if error < GOOD:
        return f"below 10{superscript(-7)}"
    return f"{error:.1e}" if not np.isfinite(error) else f"about 10{superscript(_power(error))}"


def _power(error: float) -> int:
    return int(np.ceil(np.log10(error)))


def _kinks(asked: Asked, kinks: tuple[str, ...]) -> tuple[Block, ...]:
    if not kinks:
        return ()
    names = ", ".join(plain_symbol(asked.graph, id_) for id_ in kinks[:MAX_ROWS])
    return (Paragraph((f"At a kink ({names}) a difference proves nothing.",)),)
