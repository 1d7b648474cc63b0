"""Rows of captions as data for the page: formulas, and which numbers belong into them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.tones import marked
from graphviz_app.explain.worked.written.html import maths
from graphviz_app.explain.worked.written.printable import printable
from graphviz_app.export.html.quantities import Quantity
from graphviz_app.export.html.templates import PLACE, PLACED, template_of
from graphviz_app.export.html.variants import Numbers

Row = Sequence[Any]
"""Places of symbols and numbers among the formulas, a remark, whether they hold for all values,
and what else tells it: quantities."""
_MATH = re.compile(r"^<math[^>]*>|</math>$")
_ROW = re.compile(r"^<mrow>(.*)</mrow>$", re.DOTALL)
_SINGLE = re.compile(r"<mrow>(<(m[ion]|mtext)[^>]*>[^<]*</\2>)</mrow>")
_SIGN = re.compile(r"&#x0*(?!26;|3[cC];|3[eE];)([0-9a-fA-F]+);")
_MOST = 64
"""Elements of a tensor that are looked for in formulas."""


class Rows:
    """Makes rows; keeps formulas and slots that several share."""

    def __init__(self, numbers: Numbers) -> None:
        self.formulas: list[str] = []
        self.slots: list[tuple[Quantity, int]] = []
        self.anything: Sequence[Quantity] = ()
        """What may stand in any row, if nothing that is nearer fits."""
        self._numbers = numbers
        self._places: dict[str, int] = {}
        self._slots: dict[tuple[str, int], int] = {}

    def row(
        self,
        told: Sequence[Explanation],
        near: Iterable[Quantity],
        generic: Mapping[str, Quantity | None],
        *,
        gated: bool = False,
    ) -> Row:
        """``told``: the same of each run; what is told of the first is what is shown at first.

        ``gated``: the formula may be another one for other values, though it was not in these runs.
        """
        first = told[0]
        same = all(marked(one.symbols) == marked(first.symbols) for one in told)
        whole = same and not gated
        numbers = self._template(told, list(near), generic.get("of")) if whole else None
        bare = whole and not any(one.numbers for one in told)
        safe = numbers is not None or bare
        if numbers is None:
            numbers = self._formula(marked(first.numbers), {})
        symbols = self._formula(marked(first.symbols), {})
        said = escape(printable(first.remark))
        left = self._formula(marked(first.symbols).partition(" = ")[0], {}) if same else None
        rest = {name: quantity for name, quantity in generic.items() if quantity is not None}
        return [symbols, numbers, said, int(safe), {**rest, "left": left} if not safe else 0]

    def only_once(self, told: Explanation) -> Row:
        """A row that holds for the values given."""
        symbols, numbers = (self._formula(marked(text), {}) for text in told[:2])
        return [symbols, numbers, escape(printable(told.remark)), 0, 0]

    def _template(
        self,
        told: Sequence[Explanation],
        near: Sequence[Quantity],
        result: Quantity | None,
    ) -> int | None:
        known: dict[tuple[str, int], tuple[Quantity, int]] = {}
        values: list[Sequence[float]] = []
        for quantity in (*near, *self.anything):
            found = self._numbers.of(quantity)
            for cell in range(min(len(found[0]), _MOST)):
                if (repr(quantity), cell) not in known:
                    known[repr(quantity), cell] = quantity, cell
                    values.append([float(one[cell]) for one in found])
        template = template_of([marked(one.numbers) for one in told], values, 0)
        if template is None:
            return None
        all_known = list(known.values())
        texts: dict[str, str] = {}
        end = template.latex.rfind("= ")
        for number, slot in enumerate(template.slots):
            last = template.latex.index(PLACE.format(number)) > end
            fitting = [all_known[i] for i in slot.candidates]
            fitting = [one for one in fitting if one[0] in near] or fitting
            fitting = _meant(fitting, result, last)
            if not self._numbers.are_always_alike(fitting):
                return None
            place = self._slot(*fitting[0])
            texts[f"{number:04d}"] = f"@{place}{'b' if slot.brackets else ''};"
        return self._formula(template.latex, texts)

    def _slot(self, quantity: Quantity, cell: int) -> int:
        key = repr(quantity), cell
        if key not in self._slots:
            self._slots[key] = len(self.slots)
            self.slots.append((quantity, cell))
        return self._slots[key]

    def _formula(self, latex: str, texts: Mapping[str, str]) -> int | None:
        """Its place among the formulas; None for an empty one."""
        if not latex:
            return None
        made = _plain(_SINGLE.sub(r"\1", _ROW.sub(r"\1", _MATH.sub("", maths(latex)))))
        made = PLACED.sub(lambda match: texts.get(match[1], match[0]), made)
        if made not in self._places:
            self._places[made] = len(self.formulas)
            self.formulas.append(made)
        return self._places[made]


def _plain(markup: str) -> str:
    """With signs for their numbers, but for those that are markup."""
    return _SIGN.sub(lambda match: chr(int(match[1], 16)), markup)


def _meant(
    fitting: Sequence[tuple[Quantity, int]], result: Quantity | None, last: bool
) -> list[tuple[Quantity, int]]:
    """The result stands behind the last equals sign, and nowhere else if something else fits."""
    own = [one for one in fitting if one[0] == result]
    if last and own:
        return own[:1]
    others = [one for one in fitting if one[0] != result]
    return others or own
