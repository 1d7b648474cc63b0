"""What would fit, where nothing does: each is tried before it is offered."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.choices import Kind
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.reading.folded import folded_below, group_paths
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.purpose.lengths import CM, in_cm, in_points, typed_cm
from graphviz_app.export.purpose.looks import is_other
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.purpose.searching import NEARLY, fitting
from graphviz_app.export.purpose.trying import Try, Workshop

_WIDER = 6
"""Widths that are tried."""
_WIDEST = 60 * CM
_POWER, _FACTOR, _STEP = 1.3, 1.12, 0.5 * CM
_ENOUGH = 3
"""Remedies beside which numbers need not be left out."""
_OTHERS: Mapping[Kind, str] = {"lines": "By lines", "neurons": "As neurons"}


class Remedy(NamedTuple):
    """A change with which it fits."""

    option: str
    """As it is typed: ``--reading lines``."""
    words: str
    """As it is offered in the window: ``By lines``."""
    view: View
    """What is to be said of the view …"""
    purpose: Purpose
    """… and of the purpose."""
    text: float
    """Points that the smallest text then has."""


class UnfittedError(ExportError):
    """The text would be smaller than asked for: how large it would be, and what would help."""

    def __init__(self, message: str, text: float, remedies: Sequence[Remedy]) -> None:
        super().__init__(message)
        self.text = text
        self.remedies = tuple(remedies)


def unfitted(workshop: Workshop, said: View, purpose: Purpose, best: Try) -> Pieces[UnfittedError]:
    """The sentence for a purpose that cannot be met."""
    helpful = yield from _helpful(workshop, _views(workshop, said), purpose)
    helpful += yield from _wider(workshop, said, purpose, best)
    if len(helpful) < _ENOUGH:
        helpful += yield from _helpful(workshop, _barer(said), purpose)
    helpful += _smaller(said, purpose, best)
    return UnfittedError(_sentence(purpose, best, helpful), best.text, helpful)


def _helpful(
    workshop: Workshop, views: Iterable[tuple[str, str, View]], purpose: Purpose
) -> Pieces[list[Remedy]]:
    """Those of the views with which it fits."""
    helpful = []
    for option, words, view in views:
        found = yield from fitting(workshop, view, purpose)
        if found is not None:
            helpful.append(Remedy(option, words, view, purpose, found.text))
    return helpful


def _smaller(said: View, purpose: Purpose, best: Try) -> list[Remedy]:
    """The text that there is room for."""
    least = replace(purpose, least_text=math.floor(best.text * 10) / 10)
    if not least.aim > 0:
        return []
    size = in_points(least.aim)
    option = f"--min-text {size.replace(' ', '')}"
    return [Remedy(option, f"Text of {size}", said, least, best.text)]


def _views(workshop: Workshop, said: View) -> Iterator[tuple[str, str, View]]:
    """Other views of what is said now, with the option and the words for each."""
    trace = workshop.trace
    if said.style == "cards" and said.reading != "neurons":
        yield "--style wires", "Signs on wires", said._replace(style="wires")
    if said.direction in ("LR", "TB"):
        yield "--direction auto", "In any direction", said._replace(direction="auto")
    if said.reading is not None:
        for kind, words in _OTHERS.items():
            if kind != said.reading and is_other(trace, kind):
                yield f"--reading {kind}", words, said._replace(reading=kind)
    groups = folded_below(group_paths(workshop.reading), 0)
    if groups and said.folded != groups:
        yield "--groups 0", "With groups folded", said._replace(folded=groups)


def _barer(said: View) -> Iterator[tuple[str, str, View]]:
    """Views of the same with fewer numbers."""
    if said.gradients is not False and said.values is not False:
        yield "--show values", "Values alone", _showing(said, values=True)
    if said.values is not False:
        yield "--show none", "Without numbers", _showing(said, values=False)


def _showing(said: View, *, values: bool) -> View:
    """With values at most."""
    shown = said._replace(values=values, gradients=False, locals=False, shapes=False)
    return shown._replace(compact=None).as_printed


def _wider(workshop: Workshop, said: View, purpose: Purpose, best: Try) -> Pieces[list[Remedy]]:
    """A width that fits, hardly wider than it has to be, to half a centimetre."""
    if purpose.width is None or purpose.is_page:
        return []
    width = purpose.width * (purpose.aim / best.text) ** _POWER
    for _ in range(_WIDER):
        width = math.ceil(width / _STEP - 1e-6) * _STEP
        if width > _WIDEST:
            break
        wider = replace(purpose, width=width)
        look = best.look._replace(height=wider.most_height)
        found = yield from workshop.tried(look, wider, wider.aim - NEARLY)
        if found is not None:
            wider, found = yield from _tightened(workshop, said, wider, found)
            return [_as_wide_as(wider, said, found)]
        width *= _FACTOR
    return []


def _tightened(
    workshop: Workshop, said: View, purpose: Purpose, found: Try
) -> Pieces[tuple[Purpose, Try]]:
    """The width at which text that is larger than it need be would just be large enough."""
    assert purpose.width is not None  # that is what is tried
    width = math.ceil(purpose.width * purpose.aim / found.text / _STEP - 1e-6) * _STEP
    if width >= purpose.width:
        return purpose, found
    tight = replace(purpose, width=width)
    smaller = yield from fitting(workshop, said, tight)
    return (purpose, found) if smaller is None else (tight, smaller)


def _as_wide_as(purpose: Purpose, said: View, found: Try) -> Remedy:
    width = purpose.width
    assert width is not None  # that is what is offered
    return Remedy(f"--width {typed_cm(width)}", f"{in_cm(width)} wide", said, purpose, found.text)


def _sentence(purpose: Purpose, best: Try, remedies: Sequence[Remedy]) -> str:
    sides = [in_cm(side) for side in (purpose.width, purpose.height) if side is not None]
    where = f"in {' × '.join(sides)} " if sides else ""
    now = f"{where}its smallest text would have {in_points(best.text)}"
    told = [f"{remedy.option} ({in_points(remedy.text)})" for remedy in remedies]
    several = f"{', '.join(told[:-1])} or {told[-1]}" if len(told) > 1 else "".join(told)
    return f"{now}, not {in_points(purpose.aim)}: use {several}"
