"""A text with formulas in LaTeX, and its translation."""

import math
from itertools import groupby

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats.dialects.latex.passages import Passage, passages
from graphviz_app.formats.dialects.latex.sheet import STEP, Line, Sheet
from graphviz_app.formats.dialects.latex.tokens import Place
from graphviz_app.formats.dialects.translation import Change, Translation
from graphviz_app.formats.language.text import graph_of_text

LATEX = "LaTeX"
_WORDS = "only formulas are read"
_GUESSES = (("1",), ("1", "0.5"), ("0.5", "0.25"))
"""Values for names that have none, by turns."""
_ALL = 2
_OTHERS = {"1": "2", "0.5": "0.25", "0.25": "0.5"}
"""The first element of a vector whose second is that number."""


def translated_latex(text: str) -> Translation:
    """Say the formulas of a text in this language; raises ParseError where that is not certain."""
    found = list(passages(text))
    formulas = [passage for passage in found if passage.kind == "formula"]
    if not formulas:
        raise ParseError("there is no formula in this text; write one, such as y = x^2", 1, 1)
    sheet = Sheet(formulas)
    kept = [line for line in sheet.in_order() if line.text]
    if not any(line.name for line in kept):
        place = Place(formulas[0].line, formulas[0].words)
        raise place.error("only derivatives stand here: write what they are of, L = (y - t)^2")
    rows = [(line.text, line.place.line) for line in kept]
    own = [(passage.words, passage.line) for passage in found if passage.kind == "own"]
    claims = [(claim, line.place.line) for line in kept for claim in line.claims]
    rows = _rates(sheet, [*own, *rows, *claims])
    given = {words.partition(" = ")[0] for words, _ in own}
    missing = [name for name in sheet.missing() if name not in given]
    leaves = _leaves(missing, sheet, rows)
    first = {name: line.place.line for line in reversed(kept) for name in line.uses}
    leaves = [(words, first.get(words.partition(" =")[0], 1)) for words, _ in leaves]
    remarks = [(p.words, p.line) for p in found if p.kind == "remark" and p.words]
    whole = [*remarks, *leaves, *rows]
    return Translation(
        "\n".join(words for words, _ in whole) + "\n",
        LATEX,
        tuple(_changes(kept, leaves)),
        tuple(_left_out(sheet, found)),
        {number: line for number, (_, line) in enumerate(whole, 1)},
    )


Rows = list[tuple[str, int]]


def _leaves(names: list[str], sheet: Sheet, rows: Rows) -> Rows:
    """A value for each name that has none: 1, and others where that shows nothing."""
    guesses = [
        [
            (f"{name} = input({_value(name, sheet, values[i % len(values)])})", 1)
            for i, name in enumerate(names)
        ]
        for values in _GUESSES
    ]
    shown = [_shows([*leaves, *rows]) if names else _ALL for leaves in guesses]
    return guesses[shown.index(max(shown))]


def _value(name: str, sheet: Sheet, number: str) -> str:
    if name in sheet.letters.vectors:
        cells = [_OTHERS[number], number] * sheet.letters.vectors[name]
        return f"[{', '.join(cells[: sheet.letters.vectors[name]])}]"
    return f"[[{number}, 0], [0, {number}]]" if name in sheet.letters.matrices else number


def _shows(rows: Rows) -> int:
    """Whether all numbers are finite (1), and not all gradients 0 (2)."""
    try:
        trace = run(graph_of_text("\n".join(words for words, _ in rows)), partial=True)
        values = [trace.value(name) for name in trace.graph.nodes]
        leaves = [name for name in trace.graph.nodes if not trace.graph.incoming[name]]
        gradients = [trace.gradient(name) for name in leaves]
    except (GraphAppError, KeyError, ValueError):
        return _ALL  # what is wrong is told when it is read
    if not all(np.all(np.isfinite(value)) for value in values):
        return 0
    return 1 + any(np.any(gradient) for gradient in gradients)


def _rates(sheet: Sheet, rows: Rows) -> Rows:
    """``\\eta = 0.1`` is the learning rate where no formula that is kept uses it."""
    used = {name for line in sheet.lines if line.text for name in line.uses}
    if not any(line.why == STEP for line in sheet.lines):
        return rows
    said: Rows = []
    for words, line in rows:
        name, _, value = words.partition(" = ")
        rate = name in ("eta", "alpha") and name not in used
        positive = rate and not math.isnan(_as_float(value)) and _as_float(value) > 0
        said.append((f"learning_rate({value})" if positive else words, line))
    return said


def _as_float(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return math.nan


def _changes(kept: list[Line], leaves: Rows) -> list[Change]:
    changes = [
        Change(line, words.partition(" =")[0], f"{words} (it has no value)")
        for words, line in leaves
    ]
    for line in kept:
        became = "; ".join([line.text, *line.claims])
        if became != line.place.words:
            changes.append(Change(line.place.line, line.place.words, became))
    return changes


def _left_out(sheet: Sheet, found: list[Passage]) -> list[Change]:
    steps = [Change(x.place.line, x.place.words, x.why) for x in sheet.lines if not x.text]
    words: list[Change] = []
    for prose, some in groupby(found, key=lambda passage: passage.kind == "prose"):
        if prose:
            parts = list(some)
            words.append(Change(parts[0].line, " ".join(p.words for p in parts), _WORDS))
    return sorted([*steps, *words], key=lambda change: change.line)
