"""An operator applied to operands: its value, and what it hands back to each of them."""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.expression import formula
from graphviz_app.core.op import Op
from graphviz_app.core.operators.composite import Tape
from graphviz_app.core.operators.formulas import completed
from graphviz_app.formats.code.javascript.library import runtime
from graphviz_app.formats.code.javascript.numbers import NumberFunctions, Written, literal
from graphviz_app.formats.code.javascript.tensors import TensorFormulas, call, setting

_WORD = re.compile(r"\w+")


class Operand(NamedTuple):
    """What stands for a value, and one of its values, which tells its shape."""

    source: str
    value: Any

    @property
    def shape(self) -> tuple[int, ...]:
        """Empty for a number."""
        return np.shape(self.value)


class Applied(NamedTuple):
    """An operator, its operands, attributes and value."""

    op: Op
    operands: Sequence[Operand]
    attrs: Mapping[str, Any]
    y: Operand

    @property
    def is_of_numbers(self) -> bool:
        """Whether it is the formula itself."""
        return not any(one.shape for one in (*self.operands, self.y))

    def letters(self) -> dict[str, str]:
        """What stands for operands, attributes and the value."""
        names = self.op.letters(len(self.operands))
        given = dict.fromkeys(self.op.operands[len(names) :], "null")
        given |= {name: one.source for name, one in zip(names, self.operands, strict=True)}
        settings = {name: setting(name, value) for name, value in self.attrs.items()}
        return {**given, **settings, "y": self.y.source}


class Applications:
    """Writes what is applied, in lines where it takes several."""

    def __init__(self) -> None:
        self.numbers = NumberFunctions()
        self._tensors = TensorFormulas(self.numbers)
        self._names = count()
        self._tapes: dict[str, tuple[Tape, Sequence[Operand]]] = {}

    def value(self, one: Applied, lines: list[str]) -> str:
        """The value; raises GraphError where there is no JavaScript for it."""
        op = one.op
        if op.elementwise and not op.variadic:
            if one.is_of_numbers:
                return self.numbers.value(op, one.letters())
            return self._by_element(one, self.numbers.value(op, _own(op)))
        if f"t_{op.name}" in runtime() and not (f"f_{op.name}" in runtime() and one.is_of_numbers):
            letters = one.letters()
            return call(op, [operand.source for operand in one.operands], letters)
        tape, places = self._tapes[one.y.source] = self._tape(one, lines)
        return places[tape.end].source

    def pulled(self, one: Applied, slot: int, g: str, lines: list[str]) -> str | None:
        """What an operand receives of g, before repeats are summed; None if it only steers."""
        op = one.op
        if op.vjp(slot) is None:
            return None
        written = self._pullback(one, slot)
        if op.elementwise and not op.variadic:
            return self._share(one, slot, g)
        if written:
            letters = {**one.letters(), "g": g, "slot": literal(slot)}
            return self._tensors.source(completed(formula(written), op.others), letters)
        return self._back(one, slot, g, lines)

    def _pullback(self, one: Applied, slot: int) -> str:
        """The formula that holds for the shapes at hand."""
        op = one.op
        at = 0 if op.variadic else slot
        written = op.pullbacks[at] if at < len(op.pullbacks) else ""
        if not callable(written):
            return written
        names = op.letters(len(one.operands))
        shapes = {name: x.shape for name, x in zip(names, one.operands, strict=True)}
        return written({**shapes, "g": one.y.shape, "y": one.y.shape}, {**one.attrs, "slot": slot})

    def _by_element(self, one: Applied, body: str) -> str:
        given = ", ".join(operand.source for operand in one.operands)
        return f"each(({', '.join(one.op.operands)}) => {self._set(one, body)}, {given})"

    def _set(self, one: Applied, body: str) -> str:
        """A function's body in which attributes are known."""
        attrs = {name: setting(name, value) for name, value in one.attrs.items()}
        return body.format_map(attrs) if attrs else body

    def _share(self, one: Applied, slot: int, g: str) -> str | None:
        op = one.op
        if one.is_of_numbers:
            return self.numbers.share(op, slot, {**one.letters(), "g": g})
        body = self.numbers.share(op, slot, {**_own(op), "g": "g", "y": "y"})
        if body is None:
            return None
        sources = [g, one.y.source, *(operand.source for operand in one.operands)]
        used = {*_WORD.findall(body)}
        pairs = zip(("g", "y", *op.operands), sources, strict=False)
        given = {letter: source for letter, source in pairs if letter in used}
        letters, all_given = ", ".join(given), ", ".join(given.values())
        return f"each(({letters}) => {self._set(one, body)}, {all_given})"

    # Operators that stand for several others

    def _tape(self, one: Applied, lines: list[str]) -> tuple[Tape, Sequence[Operand]]:
        tape = Tape(one.op, [x.value for x in one.operands], one.attrs)
        places = list(one.operands)
        for i in range(len(places), len(tape.values)):
            places.append(Operand(self._placed(tape, i, places, lines), tape.values[i]))
        return tape, places

    def _placed(self, tape: Tape, i: int, places: Sequence[Operand], lines: list[str]) -> str:
        part = tape.parts[i]
        if part is None:
            return literal(float(tape.values[i]))
        name = f"t{next(self._names)}"
        y = Operand(name, tape.values[i])
        inner = Applied(part.op, [places[j] for j in part.operands], part.attrs, y)
        lines.append(f"const {name} = {self.value(inner, lines)};")
        return name

    def _back(self, one: Applied, slot: int, g: str, lines: list[str]) -> str:
        """Back over the parts, from the last to the operand."""
        tape, places = self._tapes.get(one.y.source) or self._tape(one, lines)
        arrived: dict[int, str] = {tape.end: g}
        for i in range(len(places) - 1, slot, -1):
            part = tape.parts[i]
            if part is None or i not in arrived:
                continue
            inner = Applied(part.op, [places[j] for j in part.operands], part.attrs, places[i])
            for place, j in enumerate(part.operands):
                if tape.parts[j] is None and j != slot:
                    continue  # another operand, or a number that stands in the formula
                share = self.pulled(inner, place, arrived[i], lines)
                if share is not None:
                    arrived[j] = self._gathered(arrived.get(j), inner, place, share, lines)
        return arrived.get(slot) or f"zerosLike({one.operands[slot].source})"

    def _gathered(
        self, so_far: str | None, one: Applied, place: int, share: str, lines: list[str]
    ) -> str:
        plain = one.is_of_numbers
        share = share if plain else f"t_sum_to({share}, {literal(one.operands[place].shape)})"
        name = f"g{next(self._names)}"
        if so_far is not None:
            share = f"{so_far} + {share}" if plain else f"plus({so_far}, {share})"
        lines.append(f"const {name} = {share};")
        return name


def _own(op: Op) -> Written:
    """Letters that stand for themselves; attributes are put in later."""
    return {letter: letter for letter in op.operands} | {name: f"{{{name}}}" for name in op.attrs}
