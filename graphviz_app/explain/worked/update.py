"""One step of gradient descent, and what it does to the output; and all results in a table."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Update, first_update, learns
from graphviz_app.core.step import after, new_values
from graphviz_app.explain.numerals import shape_words
from graphviz_app.explain.step_words import optimizer_words
from graphviz_app.explain.tones import Tone, marked, toned, unmarked
from graphviz_app.explain.updating import goes, update_lines
from graphviz_app.explain.updating.remarks import frozen_words
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
    value_latex,
)
from graphviz_app.explain.worked.written.breaking import outer_equals

MAX_RESULTS, MAX_LONG = 40, 12
"""Rows of the table of results; parameters that are told in several lines each."""


def update(asked: Asked) -> tuple[Block, ...]:
    """The optimizer's lines for each parameter that is asked for, and L before and after."""
    step = None if asked.chosen else first_update(asked.run.trace)
    still = _frozen(asked)
    if step is None:
        return ()
    told = [id_ for id_ in asked.by if id_ in step.new_values]
    if not told:
        return still
    most = MAX_RESULTS if step.descent.optimizer == "sgd" else MAX_LONG
    groups = [tuple(_lines(asked, step, id_)) for id_ in told[:most]]
    if all(len(group) == 1 for group in groups):
        groups = [tuple(line for group in groups for line in group)]
    more = len(told) - most
    left_out = (Paragraph((f"Left out here: {more:,} more.",)),) if more > 0 else ()
    return (*_by(step), Lines(tuple(groups)), *left_out, *still, *_compared(asked))


def _by(step: Update) -> tuple[Block, ...]:
    """Which optimizer it is, where it is not plain descent."""
    if step.descent.optimizer == "sgd" and not step.descent.weight_decay:
        return ()
    return (Paragraph((f"The first step of {optimizer_words(step)}.",)),)


def _lines(asked: Asked, step: Update, id_: str) -> Iterator[Equation]:
    for line in update_lines(asked.run, step, id_):
        sign = r"\leftarrow" if line.kept else "="
        left, _, right = marked(line.said.symbols).partition(f" {sign} ")
        numbers = [side for side in outer_equals(marked(line.said.numbers)) if side]
        if numbers:
            numbers[-1] = result_of(line.value, unmarked(numbers[-1]), line.tone)
        yield Equation(left, (right,), tuple(numbers), sign=sign)


def _frozen(asked: Asked) -> tuple[Block, ...]:
    """What no step moves."""
    ids = [id_ for id_ in asked.by if id_ in asked.graph.frozen]
    if asked.chosen or not ids or not learns(asked.graph):
        return ()
    return (Paragraph((f"{frozen_words(ids)}: no step moves {_them(ids)}.",)),)


def _them(ids: Sequence[str]) -> str:
    return "it" if len(ids) == 1 else "them"


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
    if np.ndim(before) or np.ndim(now):
        return "goes"
    verb = goes(float(np.asarray(before)), float(np.asarray(now)))
    return "stays, to these digits, and goes" if verb == "stays" else verb


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
