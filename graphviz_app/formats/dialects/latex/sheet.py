"""Formulas below each other: what each of them gives, and what none of them gives a value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.latex.cursor import Letters
from graphviz_app.formats.dialects.latex.equation import Left, Side, left_of, sides_of
from graphviz_app.formats.dialects.latex.formula import Formula
from graphviz_app.formats.dialects.latex.looking import look_at
from graphviz_app.formats.dialects.latex.matrices import by_cases, numbers_in
from graphviz_app.formats.dialects.latex.names import INDICES, spelled
from graphviz_app.formats.dialects.latex.passages import Passage
from graphviz_app.formats.dialects.latex.tokens import Place, Token, tokens
from graphviz_app.formats.dialects.latex.words import FUNCTIONS

STEP = "a step of learning is taken by itself"
_DERIVATIVE = re.compile(
    r"\\d?frac\s*\{\s*(?:\\partial|d)\s*(?P<of>.+?)\}\s*\{\s*(?:\\partial|d)\s*(?P<by>.+?)\}\s*"
)
_FRESH = ("y", "f", "L", "out")
_COMPARISONS = ("<", ">", "<=", ">=", "==")


@dataclass
class Line:
    """What a formula says: ``name = value``, a claim, or why it is left out."""

    place: Place
    text: str = ""
    name: str = ""
    uses: tuple[str, ...] = ()
    why: str = ""
    claims: tuple[str, ...] = ()


class Sheet:
    """Reads formulas; raises ParseError."""

    def __init__(self, formulas: Sequence[Passage]) -> None:
        self.letters = Letters()
        look_at([f.words for f in formulas], self.letters)
        self.lines = [
            line for f in formulas for line in self._lines(Place(f.line, f.words), f.words)
        ]

    def missing(self) -> list[str]:
        """Names that are used and get no value, in the order in which they are met."""
        given = {line.name for line in self.lines}
        used = dict.fromkeys(name for line in self.lines for name in line.uses)
        return [name for name in used if name not in given]

    def in_order(self) -> list[Line]:
        """Each line below those that it uses."""
        given = {line.name: line for line in self.lines if line.name}
        done: list[Line] = []
        under_way: set[int] = set()

        def put(line: Line) -> None:
            if id(line) in under_way:
                return
            under_way.add(id(line))
            for name in line.uses:
                if name in given and name != line.name:
                    put(given[name])
            done.append(line)

        for line in self.lines:
            put(line)
        return done

    # One formula

    def _lines(self, place: Place, words: str) -> Iterator[Line]:
        sides = sides_of(words)
        if found := _DERIVATIVE.match(words):
            yield self._derivative(place, found, sides)
        elif len(sides) == 1:
            yield from self._values(place, self._fresh(), {}, sides)
        elif sides[1].relation == "←" or "\\partial" in words or "\\nabla" in words:
            yield Line(place, why=STEP)
        else:
            left = left_of(sides[0].signs)
            if left.operands is None:
                name, free = self._name(place, left)
                yield from self._values(place, name, free, sides[1:])
            else:
                yield from self._function(place, left, sides[1:])

    def _values(
        self, place: Place, name: str, free: dict[str, int], sides: Sequence[Side]
    ) -> Iterator[Line]:
        """``name = first side``; of ``a = b = formula`` both, of a number at the end a claim."""
        self.letters.known.add(name)
        first, *others = sides
        numbers = numbers_in(first.words)
        if numbers is not None:
            self._know_size(name, numbers)
            yield Line(place, f"{name} = {numbers}", name)
        elif first.number is not None:
            yield Line(place, f"{name} = {first.number}", name)
        else:
            value, uses = self._read(place, first.words, free)
            if value.isidentifier() and others and others[0].number is None:
                yield from self._values(place, value, free, others)
                others = []
            last = others[-1].number if others else None
            claims = () if last is None else (f"{name} == {last}",)
            yield Line(place, f"{name} = {value}", name, uses, claims=claims)

    def _read(self, place: Place, words: str, free: dict[str, int]) -> tuple[str, tuple[str, ...]]:
        cases = by_cases(words)
        pieces = [words] if cases is None else list(cases)
        said: list[str] = []
        self.letters.used = []
        for piece in pieces:
            formula = Formula(tokens(piece), place, self.letters)
            formula.free = dict(free)
            said.append(piece if piece in _COMPARISONS else formula.whole().text)
        text = said[0] if cases is None else "{} if {} {} {} else {}".format(*said)
        return text, tuple(dict.fromkeys(self.letters.used))

    def _know_size(self, name: str, numbers: str) -> None:
        if numbers.startswith("[["):
            self.letters.matrices.add(name)
        elif numbers.startswith("["):
            self.letters.vectors[name] = numbers.count(",") + 1

    def _name(self, place: Place, left: Left) -> tuple[str, dict[str, int]]:
        """The name on the left, and the index that counts its elements."""
        texts = [token.text for token in left.name]
        free = {left.element: 2} if left.element else {}
        if len(texts) == 1 and texts[0] in FUNCTIONS:
            return self._fresh(), free
        if texts[-2:-1] == ["_"] and texts[-1] in INDICES and "{" not in texts[:-2]:
            free = {texts[-1]: 2}
        name = self._named(place, left.name, free)
        if name in OPS or name in FUNCTIONS:
            name = self._fresh()
        return name, free

    def _named(self, place: Place, signs: Sequence[Token], free: dict[str, int]) -> str:
        formula = Formula(signs, place, self.letters)
        formula.free = dict(free)
        vectors = dict(self.letters.vectors)
        name = formula.whole().text
        if not name.isidentifier():
            raise place.error(f"left of = stands one name, found '{name}'")
        self.letters.vectors = vectors
        return name

    def _function(self, place: Place, left: Left, sides: Sequence[Side]) -> Iterator[Line]:
        """``f(x) = …`` is a function where it is called elsewhere, else a line called f."""
        assert left.operands is not None
        if left.name[0].text not in self.letters.functions or left.element:
            name, free = self._name(place, left)
            name = self._fresh() if name == "sigma" else name
            yield from self._values(place, name, free, sides)
            return
        name = spelled(left.name[0].text)
        name = "sigmoid" if name == "sigma" else name
        operands = [spelled(t.text) for t in left.operands if t.kind in ("letter", "command")]
        value, uses = self._read(place, sides[0].words, {})
        outer = tuple(used for used in uses if used not in operands)
        head = f"def {name}({', '.join(operands)})"
        yield Line(place, f"{head}: return {value}", name, outer)

    def _derivative(self, place: Place, found: re.Match[str], sides: Sequence[Side]) -> Line:
        """A derivative that is a number is a claim; one that is a formula is worked out anyway."""
        number = sides[-1].number
        if len(sides) > 1 and number is not None:
            of, by = (self._read(place, found[key], {})[0] for key in ("of", "by"))
            return Line(place, f"d({of}, {by}) == {number}")
        return Line(place, why="derivatives are worked out by themselves")

    def _fresh(self) -> str:
        name = next((n for n in _FRESH if n not in self.letters.known), "result")
        self.letters.known.add(name)
        return name
