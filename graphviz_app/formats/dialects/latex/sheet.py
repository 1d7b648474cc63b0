"""Formulas below each other: what each of them gives, and what none of them gives a value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.latex.cursor import Letters
from graphviz_app.formats.dialects.latex.formula import Formula
from graphviz_app.formats.dialects.latex.matrices import by_cases, numbers_in
from graphviz_app.formats.dialects.latex.names import INDICES, spelled
from graphviz_app.formats.dialects.latex.passages import Passage
from graphviz_app.formats.dialects.latex.tokens import Place, Token, tokens
from graphviz_app.formats.dialects.latex.words import FUNCTIONS, GREEK, RELATIONS

_NUMBER = re.compile(r"-?\s*(?:\d+(?:(?:\.|\{,\})\d+)?|\.\d+)(?:e-?\d+)?")
_DERIVATIVE = re.compile(
    r"\\d?frac\s*\{\s*(?:\\partial|d)\s*(?P<of>.+?)\}\s*\{\s*(?:\\partial|d)\s*(?P<by>.+?)\}\s*"
)
_SIGN = re.compile(
    r"\\[{}]|[({\[\])}]|=|≈|≔"
    r"|\\(?:approx|simeq|equiv|leftarrow|gets|coloneqq|doteq|triangleq)(?![a-z])"
)
_RATES = ("eta", "alpha")
_FRESH = ("y", "f", "L", "out")


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
        self._formulas = [(Place(f.line, f.words), f.words) for f in formulas]
        for place, words in self._formulas:
            self._look_at(place, words)
        self.lines = [self._line(place, words) for place, words in self._formulas]

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
            if line in done or id(line) in under_way:
                return
            under_way.add(id(line))
            for name in line.uses:
                if name in given and name != line.name:
                    put(given[name])
            done.append(line)

        for line in self.lines:
            put(line)
        return done

    # What is known beforehand

    def _look_at(self, place: Place, words: str) -> None:
        """Names of several letters, functions and tables."""
        left = _sides(words)[0][1] if len(_sides(words)) > 1 else []
        run = "".join(token.text for token in left)
        if len(left) > 1 and all(token.kind == "letter" for token in left):
            self.letters.words.add(run)
        if _called(left) and self._is_called_again(left[0].text, words):
            self.letters.functions.add(spelled(left[0].text))
        elif left and left[0].text in (*GREEK, *_RATES, "e") and len(left) == 1:
            self.letters.known.add(spelled(left[0].text))
        elif left and left[0].kind == "letter" and not _called(left):
            self.letters.known.add(left[0].text)

    def _is_called_again(self, name: str, here: str) -> bool:
        call = re.compile(rf"(?<![A-Za-z]){re.escape(name)}\s*(?:\\left)?\(")
        whole = sum(len(call.findall(words)) for _, words in self._formulas)
        return whole > len(call.findall(here))

    # One formula

    def _line(self, place: Place, words: str) -> Line:
        sides = _sides(words)
        if found := _DERIVATIVE.match(words):
            return self._derivative(place, found, sides)
        if len(sides) == 1:
            return self._value(place, self._fresh(), {}, words)
        relation, left = sides[1][0], sides[0][1]
        if relation == "←" or ("\\partial" in words or "\\nabla" in words):
            return Line(place, why="a step of learning is taken by itself")
        if _called(left):
            return self._function(place, left, words)
        name, free = self._name(place, left)
        return self._value(place, name, free, *_texts(words)[1:])

    def _value(self, place: Place, name: str, free: dict[str, int], *sides: str) -> Line:
        """``name = first side``; numbers on further sides are claims about it."""
        self.letters.known.add(name)
        first, *others = sides
        numbers = numbers_in(first)
        if numbers is not None:
            self._know_size(name, numbers)
            return Line(place, f"{name} = {numbers}", name)
        if _NUMBER.fullmatch(first.strip()):
            return Line(place, f"{name} = {_number(first)}", name)
        value, uses = self._read(place, first, free)
        claims = [f"{name} == {_number(side)}" for side in others[-1:] if _is_number(side)]
        return Line(place, f"{name} = {value}", name, uses, claims=tuple(claims))

    def _read(self, place: Place, words: str, free: dict[str, int]) -> tuple[str, tuple[str, ...]]:
        cases = by_cases(words)
        pieces = [words] if cases is None else list(cases)
        said: list[str] = []
        self.letters.used = []
        for piece in pieces:
            formula = Formula(tokens(piece), place, self.letters)
            formula.free = dict(free)
            said.append(formula.whole().text if not _is_sign(piece) else piece)
        text = said[0] if cases is None else "{} if {} {} {} else {}".format(*said)
        return text, tuple(dict.fromkeys(self.letters.used))

    def _know_size(self, name: str, numbers: str) -> None:
        if numbers.startswith("[["):
            self.letters.matrices.add(name)
        elif numbers.startswith("["):
            self.letters.vectors[name] = numbers.count(",") + 1

    def _name(self, place: Place, left: Sequence[Token]) -> tuple[str, dict[str, int]]:
        """The name on the left, and the index that counts its elements."""
        texts = [token.text for token in left]
        free = {}
        if texts[-2:-1] == ["_"] and texts[-1] in INDICES and not _is_one_of_many(texts):
            free = {texts[-1]: 2}
        formula = Formula(left, place, self.letters)
        formula.free = dict(free)
        name = formula.whole().text
        if not name.isidentifier():
            raise place.error(f"left of = stands one name, found '{name}'")
        if name in OPS or name in FUNCTIONS:
            name = f"{name}_1"
        self.letters.vectors.pop(name, None)
        return name, free

    def _function(self, place: Place, left: Sequence[Token], words: str) -> Line:
        """``f(x) = …`` is a function where it is called elsewhere, else a line called f."""
        name = spelled(left[0].text)
        right = _texts(words)[1]
        index = {left[-1].text: 2} if left[-2].text == "_" and left[-1].text in INDICES else {}
        if name not in self.letters.functions or index:
            if name in OPS or name in FUNCTIONS or name == "sigma":
                name = self._fresh()
            return self._value(place, name, index, *_texts(words)[1:])
        operands = [t.text for t in left[2:-1] if t.kind in ("letter", "command")]
        value, uses = self._read(place, right, {})
        name = "sigmoid" if name == "sigma" else name
        outer = tuple(n for n in uses if n not in map(spelled, operands))
        head = f"def {name}({', '.join(map(spelled, operands))})"
        return Line(place, f"{head}: return {value}", name, outer)

    def _derivative(
        self, place: Place, found: re.Match[str], sides: Sequence[tuple[str, list[Token]]]
    ) -> Line:
        """A derivative that is a number is a claim; one that is a formula is worked out anyway."""
        texts = _texts(place.words)
        of, by = (self._read(place, found[key], {})[0] for key in ("of", "by"))
        if len(sides) > 1 and _is_number(texts[-1]):
            return Line(place, f"d({of}, {by}) == {_number(texts[-1])}")
        return Line(place, why="derivatives are worked out by themselves")

    def _fresh(self) -> str:
        name = next((n for n in _FRESH if n not in self.letters.known), "result")
        self.letters.known.add(name)
        return name


def _is_one_of_many(texts: Sequence[str]) -> bool:
    return len(texts) != 3 and "{" in texts[:-2]


def _called(left: Sequence[Token]) -> bool:
    """Whether a side is ``f(x)``."""
    texts = [token.text for token in left]
    closed = texts[-1:] == [")"] or texts[-3:-1] == [")", "_"]
    return len(texts) > 3 and texts[1] == "(" and closed and left[0].kind != "sign"


def _sides(words: str) -> list[tuple[str, list[Token]]]:
    """What stands between the signs of equality, and which sign stands before it."""
    sides: list[tuple[str, list[Token]]] = [("", [])]
    depth = 0
    for token in tokens(words):
        depth += (token.text in "({[" and token.kind == "sign") - (
            token.text in ")}]" and token.kind == "sign"
        )
        if depth == 0 and token.text in RELATIONS and token.kind != "word":
            sides.append((RELATIONS[token.text], []))
        elif token.text == ":" and token.kind == "sign":
            continue
        else:
            sides[-1][1].append(token)
    return sides


def _texts(words: str) -> list[str]:
    """The same as they are written."""
    return list(_pieces(words))


def _pieces(words: str) -> Iterator[str]:
    depth, start = 0, 0
    for found in _SIGN.finditer(words):
        text = found[0]
        if text in "({[":
            depth += 1
        elif text in ")}]":
            depth -= 1
        elif depth == 0 and text not in ("\\{", "\\}"):
            yield words[start : found.start()].rstrip(" :")
            start = found.end()
    yield words[start:]


def _is_number(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words.strip(" .,;")))


def _number(words: str) -> str:
    return words.strip(" .,;").replace("{,}", ".").replace(" ", "")


def _is_sign(piece: str) -> bool:
    return piece in ("<", ">", "<=", ">=", "==")
