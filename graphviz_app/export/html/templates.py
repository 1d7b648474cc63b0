"""Formulas with places for numbers, found by running a graph with several values of its leaves.

A caption is told for each of these runs. Where all say the same but for their numbers, and a place
has in each of them what the same number of the run is, that number belongs there whatever the
values: the page fills it in. What does not hold for all runs is only told of the values given.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from graphviz_app.numbers import MINUS, in_panel

_TONE = "[\ue000\ue001\ue002\ue003]*"
_NUMBER = re.compile(
    rf"(?P<sign> [+-] )?(?P<open>{_TONE}(?:\\left\()?{_TONE})(?P<minus>-?)"
    r"(?P<digits>\d+(?:\.\d+)?(?: \\cdot 10\^\{-?\d+\})?)"
    rf"(?P<close>{_TONE}(?:\\right\))?)"
)
_BRACKETS = re.compile(r"\\left\(|\\right\)")
_FREE = re.compile(r"(?:^|[=(\[,&]|\\\\|\\left[(\[])\s*$")
"""After this a minus sign needs no brackets."""
_ADDED = re.compile(rf" \+ \\left\(({_TONE}-[^()]*)\\right\)")
"""A product that is added has brackets if it begins with a minus sign."""
_RAISED = re.compile("[}\ue002]*\\^")
PLACE = "7700{:04d}77"
"""A number that stands for a place until the formula is MathML."""
PLACED = re.compile(r"7700(\d{4})77")


class _Number(NamedTuple):
    """A number in a formula, and what stands around it."""

    between: str
    before: str
    text: str
    added: bool
    """Whether it is one of several that are added: its sign may be that of the sum."""
    after: str

    @property
    def around(self) -> tuple[str, str, bool, str]:
        """What is the same in all runs."""
        return self.between, self.before, self.added, self.after


class Slot(NamedTuple):
    """A candidate's place in a formula."""

    candidates: tuple[int, ...]
    """All that fit, the likeliest first."""
    brackets: bool


class Template(NamedTuple):
    """LaTeX with ``PLACE``s, counted from a first one; and what belongs there."""

    latex: str
    slots: tuple[Slot, ...]


def template_of(
    formulas: Sequence[str], candidates: Sequence[Sequence[float]], first: int
) -> Template | None:
    """The formula of all runs; None where they are not alike.

    ``candidates``: per number that could be meant its value in each run, the likeliest first.
    ``first``: the number of the first place.
    """
    cuts = [_cut(formula) for formula in formulas]
    if len({tuple(one.around for one in cut) for cut, _ in cuts}) != 1:
        return None
    if len({rest for _, rest in cuts}) != 1:
        return None
    written = [tuple(_text(value) for value in values) for values in candidates]
    slots: list[Slot] = []
    text = ""
    for same in zip(*(cut for cut, _ in cuts), strict=True):
        one, numbers = same[0], tuple(number.text for number in same)
        found = _found(numbers, written, one.added)
        if found is None:
            return None
        sign, fitting = found
        text += one.between
        ahead = _bare(text + one.before)
        needs = one.added or not _FREE.search(ahead) or bool(_RAISED.match(one.after))
        if not fitting:
            text += sign + one.before + _constant(one, needs)
        else:
            text += sign + one.before + PLACE.format(first + len(slots))
            slots.append(Slot(fitting, needs))
        text += one.after
    return Template(text + cuts[0][1], tuple(slots))


def _constant(one: _Number, needs_brackets: bool) -> str:
    """A number that is the same in all runs."""
    if one.added:
        return one.text.removeprefix("-")
    negative = one.text.startswith("-")
    return rf"\left({one.text}\right)" if negative and needs_brackets else one.text


def _bare(text: str) -> str:
    return re.sub("[\ue000-\ue003]", "", text)


def _found(
    numbers: Sequence[str], written: Sequence[Sequence[str]], added: bool
) -> tuple[str, tuple[int, ...]] | None:
    """The sign before a place and the candidates that fit there; without any, a constant."""
    plus = " + " if added else ""
    turned = tuple(map(_opposite, numbers))
    if "." in numbers[0] or len({*numbers}) > 1:
        for sign, wanted in ((plus, numbers), (" - ", turned)):
            fitting = tuple(i for i, texts in enumerate(written) if texts == wanted)
            if fitting and (added or wanted is numbers):
                return sign, fitting
    if len({*numbers}) > 1:
        return None
    return (" - " if added and numbers[0].startswith("-") else plus), ()


def _cut(formula: str) -> tuple[tuple[_Number, ...], str]:
    """Its numbers, each after what stands before it; and its end."""
    formula = _ADDED.sub(r" + \1", formula)
    numbers: list[_Number] = []
    end = 0
    for match in _NUMBER.finditer(formula):
        sign, before, after = match["sign"] or "", match["open"], match["close"]
        negative = (sign == " - ") != bool(match["minus"])
        if match["minus"] and _is_bracketed(formula, match):
            before, after = _BRACKETS.sub("", before), _BRACKETS.sub("", after)
        between = formula[end : match.start()]
        text = ("-" if negative else "") + match["digits"]
        end = match.end()
        if r"\left(" not in match["open"] and r"\right)" in after:
            after = after.removesuffix(r"\right)")  # it closes what began before
            end -= len(r"\right)")
        numbers.append(_Number(between, before, text, bool(sign), after))
    return tuple(numbers), formula[end:]


def _is_bracketed(formula: str, match: "re.Match[str]") -> bool:
    """Whether it has brackets for its minus sign, and they are not those of a function."""
    if r"\left(" not in match["open"] or r"\right)" not in match["close"]:
        return False
    return bool(match["sign"]) or formula[: match.start()][-1:] in ("", " ", "{", "(")


@lru_cache(maxsize=65536)
def _text(value: float) -> str:
    """As captions write it."""
    text = in_panel(value).replace(MINUS, "-")
    return re.sub(r"·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power, text)


def _power(match: re.Match[str]) -> str:
    raised = match[1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return rf" \cdot 10^{{{raised}}}"


def _opposite(text: str) -> str:
    return text.removeprefix("-") if text.startswith("-") else f"-{text}"
