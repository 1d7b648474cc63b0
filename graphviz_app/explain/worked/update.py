"""One step of gradient descent, and what it does to the output; and all results in a table."""

from collections.abc import Mapping

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.step import after, new_values
from graphviz_app.explain.numerals import shape_words
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.term import Term, opposite, times, total
from graphviz_app.explain.tones import Tone, toned
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import (
    Block,
    Equation,
    Lines,
    Maths,
    Paragraph,
    Table,
    Words,
)
from graphviz_app.explain.worked.told import (
    MAX_SIDE,
    name_of,
    result_of,
    typed_latex,
    value_latex,
)

MAX_RESULTS = 40
"""Rows of the table of results."""


def update(asked: Asked) -> tuple[Block, ...]:
    """``w ← w − η·∂L/∂w`` for each parameter that is asked for, and L before and after."""
    new = {} if asked.chosen else new_values(asked.run.trace)
    told = [id_ for id_ in asked.by if id_ in new]
    if not told:
        return ()
    rows = tuple(_moved(asked, id_, new[id_]) for id_ in told[:MAX_RESULTS])
    more = len(told) - len(rows)
    left_out = (Paragraph((f"Left out here: {more:,} more.",)),) if more else ()
    return (Lines((rows,)), *left_out, *_compared(asked))


def _moved(asked: Asked, id_: str, new: Value) -> Equation:
    terms, rate = RunTerms(asked.run), asked.graph.learning_rate
    gradient = terms.gradient(id_) or Term(Piece("1"), Piece("1"))
    assert rate is not None  # there are new values
    eta = Term(Piece(r"\eta"), Piece(typed_latex(rate)))
    made = total([terms.node(id_), opposite(times([eta, gradient]))])
    result = result_of(new, terms.value(new).text, "value")
    name = terms.symbols.node(id_).text
    numbers = () if r"\text" in made.numbers.text else (made.numbers.text,)
    return Equation(name, (made.symbols.text,), (*numbers, result), sign=r"\leftarrow")


def _compared(asked: Asked) -> tuple[Block, ...]:
    """The output before and after the step."""
    output, again = asked.run.output, after(asked.run.trace)
    if output is None or again is None or output not in again.values:
        return ()
    before, now = asked.run.trace.value(output), again.value(output)
    name = name_of(asked.run, output)
    shown = f"{value_latex(before)}", toned(value_latex(now), "value")
    when = "When all parameters are updated, " if asked.narrow else "After the step "
    how = f" {_verb(before, now)} from "
    return (Paragraph((when, name, how, Maths(shown[0]), " to ", Maths(shown[1]), ".")),)


def _verb(before: Value, now: Value) -> str:
    if np.ndim(before) or not np.isfinite(before) or not np.isfinite(now):
        return "goes"
    return (
        "stays, to these digits, and goes"
        if before == now
        else ("falls" if now < before else "rises")
    )


def results(asked: Asked) -> tuple[Block, ...]:
    """Every gradient that was asked for, with the value it belongs to and the new one."""
    run = asked.run
    new = {} if asked.chosen else new_values(run.trace)
    known = [id_ for id_ in asked.by if id_ in run.trace.gradients]
    if not known or run.output is None:
        return ()
    moved = any(id_ in new for id_ in known)
    header: tuple[Words, ...] = (("Name",), ("Value",), ("Gradient of ", name_of(run, run.output)))
    rows = [_result(asked, id_, new, moved) for id_ in known[:MAX_RESULTS]]
    table = Table((*header, ("After the step",)) if moved else header, tuple(rows))
    more = len(known) - len(rows)
    left_out = (Paragraph((f"Left out here: {more:,} more.",)),) if more else ()
    return (table, *left_out)


def _result(asked: Asked, id_: str, new: Mapping[str, Value], moved: bool) -> tuple[Words, ...]:
    trace, room = asked.run.trace, 3 if moved else 4
    cells = (
        (name_of(asked.run, id_),),
        _cell(trace.value(id_), "value", room),
        _cell(trace.gradients[id_], "gradient", room),
    )
    last = _cell(new[id_], "value", room) if id_ in new else ()
    return (*cells, last) if moved else cells


def _cell(value: Value, tone: Tone, room: int) -> Words:
    """A value in a table, which has ``room`` for so many columns of numbers; else its shape."""
    shape = np.shape(value)
    fits = len(shape) < 3 and max(shape, default=0) <= MAX_SIDE and (shape or (1,))[-1] <= room
    return (Maths(toned(value_latex(value), tone)),) if fits else (shape_words(value),)
