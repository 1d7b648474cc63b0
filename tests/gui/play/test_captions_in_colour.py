"""What is told as a value is one, and what is told as a gradient is one."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.explain import Explanation, symbol
from graphviz_app.explain.tones import (
    Formula,
    is_negative,
    marked,
    runs,
    toned,
    unmarked,
    without_minus,
)
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.numbers import MINUS, in_panel
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import caption_of

_NUMBER = re.compile(r"-?\d+\.\d{4,}(?! \\cdot 10)")
READINGS: tuple[Kind, ...] = ("operators", "lines", "neurons")


def said(text: str, kind: Kind) -> Iterator[tuple[ReadRun, Explanation]]:
    """All that the captions of a run say."""
    trace = run(parse(text))
    schedule = Schedule(ReadRun(trace, read(trace.graph, kind)))
    for step in range(len(schedule.moments)):
        frame = frame_at(schedule, step + 0.5)
        caption = caption_of(frame)
        for row in caption.parts or caption.rows:
            yield frame.run, row


def in_tone(formula: str, tone: str) -> list[str]:
    return [part for kind, part in runs(marked(formula)) if kind == tone]


def entries(values: Iterable[Value]) -> set[str]:
    """Every number in them as it is shown."""
    numbers = (float(x) for value in values for x in np.ravel(np.asarray(value)))
    return {in_panel(x).replace(MINUS, "-") for x in numbers}


def numbers_in(formula: str, tone: str) -> list[str]:
    return [number for part in in_tone(formula, tone) for number in _NUMBER.findall(part)]


@pytest.mark.parametrize("kind", READINGS)
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_a_number_in_the_colour_of_gradients_is_one(path: Path, kind: Kind) -> None:
    for told, row in said(path.read_text(encoding="utf-8"), kind):
        known = told.trace
        deltas = [told.delta(id_) for id_ in told.reading.neurons]
        shares = [known.before_sum(edge) for edge in known.graph.edges.values()]
        parts = [x for x in (*deltas, *shares) if x is not None]
        found = entries([*known.gradients.values(), *parts])
        for number in numbers_in(row.numbers, "gradient"):
            assert number in found, (number, row)


@pytest.mark.parametrize("kind", READINGS)
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_a_number_in_the_colour_of_values_is_one(path: Path, kind: Kind) -> None:
    for told, row in said(path.read_text(encoding="utf-8"), kind):
        found = entries(told.trace.values.values())
        for number in numbers_in(row.numbers, "value"):
            assert number in found, (number, row)


@pytest.mark.parametrize("kind", READINGS)
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_only_the_output_s_derivatives_are_in_the_colour_of_gradients(
    path: Path, kind: Kind
) -> None:
    for told, row in said(path.read_text(encoding="utf-8"), kind):
        for part in in_tone(row.symbols, "gradient"):
            assert told.seed is not None
            of = symbol(told.graph, told.seed)
            names = (rf"\partial {of}/", rf"\partial \left(\sum {of}\right)/", r"\delta", "s_")
            assert part.startswith(names), (part, row)
        assert r"\partial" not in "".join(in_tone(row.symbols, "value")), row


def test_a_contribution_has_the_colours_of_its_factors() -> None:
    text = "x = input(0.8)\nw = parameter(0.5)\nb = parameter(0.1)\nh = sigmoid(w*x + b)\nL = h**2"
    rows = [row for _, row in said(text, "neurons")]
    row = next(row for row in rows if row.symbols.startswith(r"\partial L/\partial w"))
    assert list(runs(marked(row.symbols))) == [
        ("", r"\partial L/\partial w = "),
        ("gradient", r"\delta"),
        ("", r" \cdot "),
        ("value", "x"),
    ]
    assert [tone for tone, _ in runs(marked(row.numbers))] == ["", "gradient", "", "value", ""]


def test_local_derivatives_have_no_colour() -> None:
    text = "x = input(2)\nz = x**3 + x\nL = z**2"
    rows = [row for _, row in said(text, "lines")]
    row = next(row for row in rows if r"\partial z/\partial x" in row.symbols)
    assert r"\partial z/\partial x" in "".join(in_tone(row.symbols, ""))


def test_a_formula_is_read_as_without_its_tones() -> None:
    formula = Formula(f"{toned('-x', 'value')} + {toned('y', 'gradient')}")
    assert formula == "-x + y"
    assert unmarked(formula.marked) == formula
    assert is_negative(formula.marked)
    assert without_minus(formula.marked) == f"{toned('x', 'value')} + {toned('y', 'gradient')}"


def test_one_tone_does_not_lie_in_another() -> None:
    inner = toned("x", "value")
    assert toned(rf"\partial L/\partial {inner}", "gradient") == toned(
        r"\partial L/\partial x", "gradient"
    )
