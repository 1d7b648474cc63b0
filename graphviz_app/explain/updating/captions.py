"""How parameters move in a step, in symbols and then in numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.expression import formula
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.notation import name_latex, plain_name
from graphviz_app.explain.numerals import setting_piece
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.telling import Explanation, Remark, equation, remarks
from graphviz_app.explain.term import Term, of_formula
from graphviz_app.explain.tones import Tone, marked, unmarked
from graphviz_app.explain.updating.formulas import NEW, Line, lines_of
from graphviz_app.explain.updating.letters import (
    PASSED,
    OneOf,
    letters_of,
    made,
    one_of,
    rate_term,
    symbol,
)
from graphviz_app.explain.updating.remarks import (
    frozen_in,
    frozen_words,
    means_words,
    said_of,
    unmoved,
)

MAX_NAMES = 6
MEANS = ("m_hat", "v_hat")
"""What Adam divides."""


class Told(NamedTuple):
    """A line of a step, what it makes, and the number that this comes to."""

    name: str
    said: Explanation
    value: Value
    kept: bool
    """Whether it is written with an arrow: the old value is on the right, too."""
    tone: Tone


ANY = ("theta", "vartheta", "p")
"""What a parameter is called of which only one of several is told."""


def update_caption(run: ReadRun, update: Update, id_: str) -> Explanation:
    """``w ← w − η·∂L/∂w`` and ``= −0.8 − 0.5·(−0.2175) = −0.6912``; the last of its lines.

    ``id_`` may be an element of a parameter; of what does not move it is said why.
    """
    return update_rows(run, update, id_)[-1]


def update_rows(run: ReadRun, update: Update, id_: str) -> tuple[Explanation, ...]:
    """All lines of one parameter's step: its velocity, Adam's m̂ and v̂, and where it goes."""
    one = one_of(update, id_)
    if one is None:
        return (Explanation(name_latex(id_), "", remarks(unmoved(run, id_))),)
    *before, last = (line.said for line in update_lines(run, update, id_))
    return (*before, last._replace(remarks=said_of(run, update, one.moved)))


def brief_rows(run: ReadRun, update: Update, id_: str) -> tuple[Explanation, ...]:
    """The same in at most three: the rate is only named, and Adam's lines are drawn together."""
    lines, *_, last = update_lines(run, update, id_), *update_rows(run, update, id_)
    if update.descent.optimizer == "adam" and lines:
        return _of_means([line for line in lines if line.name in MEANS], update), last
    return (*(line.said for line in lines[:-1] if line.name != "eta"), last)


def _of_means(lines: Sequence[Told], update: Update) -> Explanation:
    """``m̂ = …, v̂ = …``, each in braces: no relation of the whole."""
    said = [(marked(line.said.symbols), marked(line.said.numbers)) for line in lines]
    names = [symbols.partition(" = ")[0] for symbols, _ in said]
    ends = [numbers.rpartition("= ")[2] for _, numbers in said]
    symbols = r", \quad ".join(rf"{{{symbols}}}" for symbols, _ in said)
    numbers = r", \quad ".join(rf"{{{n} = {end}}}" for n, end in zip(names, ends, strict=True))
    return Explanation(symbols, numbers, remarks(means_words(update)))


def updates_caption(run: ReadRun, update: Update, ids: Sequence[str]) -> Explanation:
    """``θ ← θ − η·∂L/∂θ``, with the numbers of the first of several that move at once."""
    movers = [id_ for id_ in ids if one_of(update, id_) is not None]
    still = frozen_words(frozen_in(run, ids))
    if len(movers) < 2:
        row = update_caption(run, update, [*movers, *ids][0])
        return row._replace(remarks=(*row.remarks, *remarks(still if movers else "")))
    theta = next(letter for letter in (*ANY, "theta_") if letter not in run.graph.nodes)
    first = one_of(update, movers[0])
    assert first is not None
    row = _told(RunTerms(run), update, OneOf(theta, first.moved), lines_of(update))[-1].said
    said = (*remarks(_one_of_many(theta, movers), still), *said_of(run, update, first.moved))
    return row._replace(remarks=said)


def _one_of_many(theta: str, movers: Sequence[str]) -> Remark:
    names = [plain_name(id_) for id_ in movers]
    rest = ", ".join(names[1:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    least = f"{'p' if theta == 'p' else 'θ'} = {names[0]}"
    whole = f"{least}, one of {len(names)} parameters; likewise {rest}"
    return Remark(whole, f"{least}, 1 of {len(names)}", least)


def update_lines(run: ReadRun, update: Update, id_: str) -> Sequence[Told]:
    """All lines with their values; none of what does not move."""
    one = one_of(update, id_)
    return () if one is None else _told(RunTerms(run), update, one, lines_of(update))


def _told(terms: RunTerms, update: Update, one: OneOf, lines: Sequence[Line]) -> list[Told]:
    """Line by line: what one makes is known in those below it."""
    known: dict[str, Term] = dict(letters_of(terms, update, one))
    rows = []
    for line in lines:
        tree = formula(line.formula)
        shape = np.shape(one.moved.value)
        right = of_formula(tree, known, () if line.name == "eta" else shape)
        result, value = _result(terms, update, one.moved, line.name)
        name = known["w"].symbols if line.name == NEW else _symbol(terms, update, line.name)
        sign = r"\leftarrow" if line.kept else "="
        text = f"{unmarked(name.text)} {sign} {right.symbols.text}"
        said = Explanation(text, equation(right, result, value))
        rows.append(Told(line.name, said, value, line.kept, _tone(line)))
        if line.name in PASSED:
            known[line.name] = made(terms, line.name, value)
    return rows


def _tone(line: Line) -> Tone:
    """What a line comes to: a value, or what is made of gradients."""
    if line.name == NEW:
        return "value"
    return "gradient" if line.name in PASSED else ""


def _symbol(terms: RunTerms, update: Update, name: str) -> Piece:
    return rate_term(terms, update).symbols if name == "eta" else symbol(terms, name)


def _result(terms: RunTerms, update: Update, moved: Moved, name: str) -> tuple[Piece, Value]:
    """What a line comes to."""
    if name == "eta":
        return setting_piece(update.rate), update.rate
    value = moved.new if name == NEW else _passed(update, moved)[name]
    return terms.value(value), value


def _passed(update: Update, moved: Moved) -> Mapping[str, Value]:
    """What the step goes through, and g: the gradient with what decay adds to it."""
    decay = update.descent.weight_decay
    g = moved.gradient + decay * moved.value if decay else moved.gradient
    return {"g": g, **moved.state}
