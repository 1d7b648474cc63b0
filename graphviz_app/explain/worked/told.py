"""From what a caption says to an equation of a solution, with room for larger tensors."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.wording import counted
from graphviz_app.explain.formula import Spelling
from graphviz_app.explain.numerals import (
    is_small,
    measured_piece,
    number_piece,
    shape_words,
    value_piece,
)
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.tones import Tone, marked, toned
from graphviz_app.explain.worked.solution import Equation, Lines, Maths, Paragraph
from graphviz_app.explain.worked.written.breaking import is_same, outer_equals
from graphviz_app.numbers import as_typed

Step = TypeVar("Step")
MAX_SIDE = 6
"""Rows and columns up to which a matrix is written out; of a larger one its corners."""
MAX_TYPED = 10
"""Characters of a given number that are written as they were typed."""
MAX_GROUPS = 60
"""Steps of a pass that are told; of more the first ones and the last."""
_LAST = 12


def equation_of(
    said: Explanation, value: Value | None, tone: Tone, *, remark: str = ""
) -> Equation:
    """The same as an equation; its result, of this value, in a tone."""
    left, *symbols = outer_equals(marked(said.symbols))
    numbers = outer_equals(marked(said.numbers)) if said.numbers else []
    numbers = numbers[1:] if numbers and not numbers[0] else numbers
    numbers = [*(n for n in numbers[:-1] if r"\partial" not in n), *numbers[-1:]]
    if value is not None and numbers:
        numbers[-1] = result_of(value, numbers[-1], tone)
    kept = [part for i, part in enumerate(symbols) if not i or not is_same(part, symbols[i - 1])]
    return Equation(left, tuple(kept), tuple(numbers), remark)


def result_of(value: Value, written: str, tone: Tone) -> str:
    """A result in its tone; of a tensor of which a caption has only the shape, its numbers."""
    return toned(written if is_small(value) else tensor(value), tone)


def value_latex(value: Value) -> str:
    """A number, a vector or a matrix."""
    return value_piece(value).text if is_small(value) else tensor(value)


def typed_latex(value: Value) -> str:
    """The same with the digits that were typed: 0.25, [1, 2]."""
    if np.ndim(value) == 0:
        return _typed(float(value))
    array = np.asarray(value)
    if array.ndim > 2 or max(array.shape, default=0) > MAX_SIDE or not array.size:
        return tensor(value)
    if array.ndim == 1:
        return rf"\left[{', '.join(map(_typed, array))}\right]"
    rows = r" \\ ".join(" & ".join(map(_typed, row)) for row in array)
    return rf"{{\begin{{bmatrix}} {rows} \end{{bmatrix}}}}"


def _typed(x: float) -> str:
    """As it is typed, if that is short."""
    text = as_typed(float(x))
    return text if len(text) <= MAX_TYPED and "e" not in text else number_piece(float(x)).text


def tensor(value: Value) -> str:
    """A vector or matrix; of a large one the corners, of more axes the shape."""
    array = np.asarray(value)
    if array.ndim not in (1, 2) or not array.size:
        return rf"\text{{{shape_words(value)}}}"
    cells = _ends([_row(row) for row in np.atleast_2d(array)], r"\vdots")
    rows = r" \\ ".join(" & ".join(row) for row in cells)
    made = rf"{{\begin{{bmatrix}} {rows} \end{{bmatrix}}}}"
    whole = max(array.shape) <= MAX_SIDE
    return made if whole else rf"{made} \text{{ ({shape_words(value)})}}"


def _row(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[str]:
    shown = numbers if len(numbers) <= MAX_SIDE else [*numbers[:3], None, numbers[-1]]
    return [r"\dots" if x is None else measured_piece(float(x)).text for x in shown]


def _ends(rows: list[list[str]], dots: str) -> list[list[str]]:
    if len(rows) <= MAX_SIDE:
        return rows
    return [*rows[:3], [dots] * len(rows[0]), rows[-1]]


def name_of(run: ReadRun, id_: str) -> Maths:
    """A node as it is called in formulas."""
    return Maths(Spelling(run.graph).node(id_).text)


def bounded(
    steps: Sequence[Step], told: Callable[[Step], tuple[Equation, ...]]
) -> tuple[Lines | Paragraph, ...]:
    """All steps; of very many the first ones and the last, and how many are left out."""
    if len(steps) <= MAX_GROUPS:
        return _lines(map(told, steps))
    left_out = Paragraph((f"Left out here: {counted(len(steps) - MAX_GROUPS, 'step')}.",))
    first, last = steps[: MAX_GROUPS - _LAST], steps[-_LAST:]
    return (*_lines(map(told, first)), left_out, *_lines(map(told, last)))


def _lines(groups: Iterable[tuple[Equation, ...]]) -> tuple[Lines, ...]:
    shown = tuple(group for group in groups if group)
    return (Lines(shown),) if shown else ()
