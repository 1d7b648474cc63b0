"""Brackets: how tightly each operand must hold together where it stands in what is written.

There is one scale and one rule for what is typed, for plain text and for LaTeX, which differ in
their templates.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from graphviz_app.patterns import late


class Level(IntEnum):
    """How tightly something holds together."""

    CHOICE = 0
    COMPARISON = 1
    SUM = 2
    SERIES = 3
    """Σ x, which goes on to the right and would swallow what is added."""
    PREFIX = 4
    """ln x, which goes on to the right."""
    PRODUCT = 5
    SIGN = 6
    JUXTAPOSED = 7
    """A x: factors without a sign between them."""
    POWER = 8
    FRACTION = 9
    ATOM = 10


LEANS_LEFT = (Level.SUM, Level.PRODUCT)
"""As typed: a − b − c needs no brackets, however long it is."""


class Form(NamedTuple):
    """A template (``string.Template``), and how tightly what it makes holds together.

    ``regroups``: of its operands also the last may be such a sum or product, as it says the same.
    ``typed``: it is read back, so the order is exactly Python's.
    """

    template: str
    level: Level
    regroups: bool = False
    typed: bool = False


class Part(NamedTuple):
    """An operand in a template with the text before it; at the end of all text with no name."""

    before: str
    name: str = ""
    need: Level = Level.CHOICE
    """How tightly it must hold together to stand here without brackets."""
    leads: bool = True
    """Whether it may begin with a minus sign."""
    inside: bool = True
    """Whether the template has delimiters around it."""


_OPERAND = late(r"\$([a-zA-Z]\w*)", re.ASCII)
_OPENING = ("{", "(", "[")
_LAST_TYPED = {Level.CHOICE: Level.CHOICE, Level.SIGN: Level.SIGN, Level.POWER: Level.SIGN}
"""What leans right in Python: −−x, a ** −b ** c, a choice after else."""
_LAST_SHOWN = {
    Level.SERIES: Level.PRODUCT,
    Level.PREFIX: Level.FRACTION,
    Level.SIGN: Level.SERIES,
    Level.JUXTAPOSED: Level.JUXTAPOSED,
    Level.POWER: Level.ATOM,
}
_REGROUPED = {Level.SUM: Level.SUM, Level.PRODUCT: Level.SERIES}


@lru_cache(maxsize=4096)
def parts(form: Form) -> tuple[Part, ...]:
    """The template's operands, and the text that ends it."""
    texts = _OPERAND.split(form.template)
    between, names = texts[0::2], texts[1::2]
    found = [_part(form, between, k, name) for k, name in enumerate(names)]
    return (*found, Part(between[-1]))


def _part(form: Form, between: Sequence[str], k: int, name: str) -> Part:
    before, after = between[k], between[k + 1]
    leading = not between[0].strip("{")  # braces around a base are not seen
    first, last = leading and k == 0, k == len(between) - 2 and not after
    inside = not (first or last) and (before.endswith(_OPENING) or not leading)
    if after.startswith("^") or (first and form.level >= Level.POWER):
        need = Level.ATOM
    elif inside:
        need = Level.CHOICE
    else:
        need = _first(form.level) if first else _last(form) if last else _tighter(form.level)
    leads = first or inside or form.typed or form.level <= Level.COMPARISON
    return Part(before, name, need, leads, inside)


def _first(level: Level) -> Level:
    """Sums and products lean left."""
    return _tighter(level) if level <= Level.COMPARISON else level


def _last(form: Form) -> Level:
    if form.typed:
        return _LAST_TYPED.get(form.level, _tighter(form.level))
    known = {**_LAST_SHOWN, **(_REGROUPED if form.regroups else {})}
    return known.get(form.level, _tighter(form.level))


def _tighter(level: Level) -> Level:
    return Level(min(level + 1, Level.ATOM))
