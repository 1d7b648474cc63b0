"""Reads LaTeX as it is shown and works out what it says, so that captions can be held to it."""

import re
from collections.abc import Mapping

import numpy as np

from graphviz_app.explain.tones import unmarked
from tests.explain.interval import Interval
from tests.explain.meaning import BY_SIGN, TENSORS, meaning

_TOKEN = re.compile(
    r"\\(?:left|right)\\[lr](?:floor|ceil)"
    r"|\\left[(\[|.]|\\right[)\]|.]|\\begin\{\w+\}|\\end\{\w+\}|\\\\|\\[,; ]|\\[a-zA-Z]+"
    r"|\d+(?:\.\d+)?|[^\s]"
)
_NAMED = (r"\mathrm", r"\hat", r"\bar", r"\tilde", r"\text")


class Unknown(Exception):  # noqa: N818  # not an error: a formula that leaves something out
    """The formula has dots or words in it."""


class Reader:
    """Evaluates one side of an equation. ```names`` and ``derivatives`` are by their LaTeX;
    None stands for a Jacobian."""

    def __init__(
        self,
        latex: str,
        names: Mapping[str, Interval] | None = None,
        derivatives: Mapping[str, Interval | None] | None = None,
        column: bool = False,
    ) -> None:
        self.latex = latex
        self.tokens = _TOKEN.findall(expanded(unmarked(latex)))
        self.at = 0
        self.names = {unmarked(name): value for name, value in (names or {}).items()}
        self.derivatives = {unmarked(name): value for name, value in (derivatives or {}).items()}
        self.column = column

    def value(self) -> Interval:
        found = self.comparison()
        assert self.at == len(self.tokens), (self.latex, self.tokens[self.at :])
        return found

    def peek(self) -> str:
        return str(self.tokens[self.at]) if self.at < len(self.tokens) else ""

    def next(self) -> str:
        self.at += 1
        return str(self.tokens[self.at - 1])

    def expect(self, token: str) -> None:
        found = self.next()
        assert found == token, (self.latex, found, token)

    def sum(self) -> Interval:
        if self.peek() == "{" and self.tokens[self.at + 1] == "}":
            self.at += 2
        total = -self.product() if self.take("-") else self.product()
        while self.peek() in ("+", "-"):
            total = total + self.product() if self.next() == "+" else total - self.product()
        return total

    def take(self, token: str) -> bool:
        taken = self.peek() == token
        self.at += taken
        return taken

    def product(self) -> Interval:
        found = self.juxtaposed()
        while self.peek() in (r"\cdot", r"\odot"):
            sign, other = self.next(), self.juxtaposed()
            both = found.low.size > 1 and other.low.size > 1
            if both and found.low.shape != other.low.shape and found.low.ndim == 2:
                assert 1 in (*found.low.shape, *other.low.shape), self.latex
            if sign == r"\cdot" and both:
                found = (found * other).summed()  # the product of two vectors
                continue
            assert sign == r"\cdot" or both or found.low.ndim == 2, self.latex
            found = found * other
        return found

    def juxtaposed(self) -> Interval:
        found = self.powered()
        while self.peek() in (r"\,", r"\sqrt"):
            self.take(r"\,")
            other = self.powered()
            number = not (found.low.ndim and other.low.ndim)
            found = found * other if number else found @ other
        return found

    def powered(self) -> Interval:
        base = self.atom()
        while self.peek() in ("^", "_"):
            if self.next() == "_":
                base = self.element(base, "".join(self._braced())[1:-1])
            elif self.peek() == r"\top":
                self.next()
                base = base.turned() if base.low.ndim > 1 else base
            elif re.match(r"\{\(\d+\)\}", "".join(self.tokens[self.at : self.at + 5])):
                self.at += 5  # x⁽²⁾: which of several operands
            else:
                base = base.power(self.group())
        return base

    def element(self, base: Interval, at: str) -> Interval:
        """What is at a place; one row or column is the vector that it stands for."""
        place: list[int | slice] = []
        for part in at.removeprefix(r"\left[").removesuffix(r"\right]").split(","):
            ends = [int(end) if end else None for end in part.split(":")]
            place.append(slice(*ends) if len(ends) > 1 else int(part))
        vector = 1 in base.low.shape and len(place) == 1
        picked = [(x.ravel() if vector else x)[tuple(place)] for x in base]
        return Interval(*(x.reshape(1, -1) if x.ndim == 1 else x for x in picked))

    def group(self) -> Interval:
        if self.peek() != "{":
            return Interval.of(float(self.next()))
        self.next()
        found = self.comparison()
        self.expect("}")
        return found

    def number(self, token: str) -> Interval:
        decimals = len(token.partition(".")[2])
        rounded = decimals >= 3 or (decimals == 1 and float(token) >= 9999)
        exact = not rounded or float(token) == 0.0
        return Interval.of(float(token), 0.0 if exact else 0.501 * 10.0**-decimals)

    def atom(self) -> Interval:
        name = self._name()
        if name is not None:
            return name
        token = self.next()
        if re.fullmatch(r"\d+(\.\d+)?", token):
            return self.number(token)
        if token in (r"\dots", r"\vdots", r"\text", "?"):
            raise Unknown(self.latex)
        if token == "{":
            found = self.sum()
            self.expect("}")
            return found
        if token == r"\left(":
            found = self.comparison()
            self.expect(r"\right)")
            return found
        if token == r"\left[":
            return self.bracket()
        if token == r"\left|":
            found = self.comparison().size()
            self.expect(r"\right|")
            return found
        return self.function(token)

    def bracket(self) -> Interval:
        """A vector, or 1 and 0 for a condition."""
        parts = [self.comparison()]
        while self.take(","):
            parts.append(self.comparison())
        self.expect(r"\right]")
        if len(parts) == 1 and self.was_condition:
            return parts[0]
        if len(parts) == 1 and not self.holds_number:
            return parts[0].mapped(lambda x: (x != 0).astype(float))
        return self.vector([parts])

    was_condition = False
    holds_number = False

    def comparison(self) -> Interval:
        start = self.at
        left = self.sum()
        signs = {">": np.greater, "<": np.less, r"\geq": np.greater_equal, r"\leq": np.less_equal}
        signs |= {"=": np.equal, r"\neq": np.not_equal}
        self.was_condition = self.peek() in signs
        self.holds_number = not self.was_condition and bool(
            re.fullmatch(r"-?\d+\.\d{3,}.*", "".join(self.tokens[start : self.at]))
        )
        if not self.was_condition:
            return left
        test, right = signs[self.next()], self.sum()
        self.was_condition = True
        corners = [test(a, b) for a in left for b in right]
        return Interval(
            np.logical_and.reduce(corners).astype(float),
            np.logical_or.reduce(corners).astype(float),
        )

    def vector(self, rows: list[list[Interval]]) -> Interval:
        low = np.array([[float(x.low) for x in row] for row in rows])
        return Interval(low, np.array([[float(x.high) for x in row] for row in rows]))

    def function(self, token: str) -> Interval:
        if token == r"\frac":
            return self.group() / self.group()
        if token == r"\sqrt":
            return self.group().mapped(lambda x: np.sqrt(np.maximum(x, 0.0)))
        if token == r"\ln":
            return self.powered().mapped(np.log)
        if token == r"\pi":
            return Interval.of(np.pi)
        if token in (r"\left\lfloor", r"\left\lceil"):
            inside = self.comparison()
            self.expect(token.replace("left", "right", 1).replace(r"\l", r"\r"))
            return inside.mapped(np.floor if "floor" in token else np.ceil)
        if token == r"\infty":
            return Interval.of(np.inf)
        if token == r"\mathbf":
            self.at += 3
            self.expect("_")
            return self.ones()
        if token == r"\sum":
            return self.sigma()
        if token == r"\begin{bmatrix}":
            return self.matrix()
        if token == r"\begin{cases}":
            return self.cases()
        if token == r"\mathrm":
            self.expect("{")
            token = ""
            while self.peek() != "}":
                token += self.next()
            self.next()
        if token == "e":
            self.expect("^")
            return self.group().mapped(np.exp)
        if token == "repeat":
            return self.repeated()
        if token == "mean":
            axis, arguments = self.axis(), self.arguments()
            total = arguments[0].summed(axis)
            count = arguments[0].low.size / total.low.size
            return total * Interval.of(1.0 / count)
        if token == r"\log":
            token += str(int(self.base()))
        op = BY_SIGN.get({r"\sigma": "σ"}.get(token, token.removeprefix("\\")))
        if op is None and token.replace("\\_", "_") in TENSORS:
            raise Unknown(self.latex)  # what those compute is held to PyTorch
        assert op is not None, (self.latex, token)
        with np.errstate(all="ignore"):
            return Interval.through(meaning(op), *self.arguments())

    def base(self) -> float:
        """Of a logarithm."""
        self.expect("_")
        return float(self.group().low)

    def ones(self) -> Interval:
        sizes = [int(n) for n in re.findall(r"\d+", "".join(self._braced()))]
        if len(sizes) == 1:
            sizes = [sizes[0], 1] if self.column else [1, sizes[0]]
        return Interval.of(np.ones(sizes))

    def _braced(self) -> list[str]:
        start, depth = self.at, 0
        while True:
            token = self.next()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                return self.tokens[start : self.at]

    def arguments(self) -> list[Interval]:
        self.expect(r"\left(")
        found = [self.comparison()]
        while self.take(","):
            found.append(self.comparison())
        self.expect(r"\right)")
        return found

    def axis(self) -> int | tuple[int, ...] | None:
        if not self.take("_"):
            return None
        words = "".join(self._braced())
        if "=" in words:
            raise Unknown(self.latex)
        if "rows" in words or "columns" in words:
            return -2 if "rows" in words else -1
        return tuple(map(int, re.findall(r"\d", words)))

    def repeated(self) -> Interval:
        """As often along a new axis as is wanted, which broadcasting sees to."""
        axis, found = self.axis(), self.arguments()[0]
        assert isinstance(axis, tuple)
        return Interval(*(np.expand_dims(x, axis) if x.ndim < 3 else x for x in found))

    def sigma(self) -> Interval:
        axis = self.axis()
        return self.product().summed(axis)

    def matrix(self) -> Interval:
        rows = [[self.sum()]]
        while self.peek() != r"\end{bmatrix}":
            token = self.next()
            if token == "&":
                rows[-1].append(self.sum())
            else:
                rows.append([self.sum()])
        self.next()
        return self.vector(rows)

    def cases(self) -> Interval:
        first = self.comparison()
        for token in ("&", r"\mathrm", "{", "i", "f", "}", r"\ "):
            self.expect(token)
        condition = self.comparison()
        self.expect(r"\\")
        second = self.comparison()
        while self.next() != r"\end{cases}":
            pass
        holds = condition.low != 0
        return Interval(
            np.where(holds, first.low, second.low), np.where(holds, first.high, second.high)
        )

    # Names and derivatives, which are looked up by how they are written

    def _name(self) -> Interval | None:
        if self.peek() == r"\partial":
            start = self.at
            self._atom_text()
            self.expect("/")
            self._atom_text()
            name = _joined(self.tokens[start : self.at])
            found = self.derivatives[name] if self.derivatives else None
            if found is None:
                raise Unknown(self.latex)
            return found
        for end in range(min(self.at + 30, len(self.tokens)), self.at, -1):
            text = _joined(self.tokens[self.at : end])
            if text in self.names and not (end < len(self.tokens) and self.tokens[end] == "_"):
                self.at = end
                return self.names[text]
        return None

    def _atom_text(self) -> None:
        self.expect(r"\partial")
        depth = 0
        while True:
            token = self.next()
            depth += token in ("{", r"\begin{cases}") or token.startswith(r"\left")
            depth -= token in ("}", r"\end{cases}") or token.startswith(r"\right")
            command = token in _NAMED or token == r"\partial"
            command |= token in (r"\sqrt", r"\frac")
            goes_on = self.peek() in ("_", "^", "{", r"\left(") or token in ("_", "^")
            if depth == 0 and not command and not goes_on:
                return


_SERIES = re.compile(r"\\sum_\{(\w)=(\d+)\}\^\{(\d+)\} ")
_BREAKS = (" + ", " - ", " = ", r"\right", "}", r" \odot")


def expanded(latex: str) -> str:
    """Sums over a running index, written out: Σᵢ xᵢ is (x₁ + x₂ + x₃)."""
    while (match := _SERIES.search(latex)) and not latex.startswith("s_", match.end()):
        letter, first, last = match[1], int(match[2]), int(match[3])
        end = _end_of_term(latex, match.end())
        term = latex[match.end() : end]
        terms = (with_index(term, letter, k) for k in range(first, last + 1))
        latex = rf"{latex[: match.start()]}\left({' + '.join(terms)}\right){latex[end:]}"
    return latex


def _end_of_term(latex: str, at: int) -> int:
    depth = 0
    while at < len(latex) and (depth or not latex.startswith(_BREAKS, at)):
        depth += (latex[at] == "{") + latex.startswith(r"\left", at)
        depth -= (latex[at] == "}") + latex.startswith(r"\right", at)
        at += 1
    return at


def with_index(latex: str, letter: str, index: int) -> str:
    """The formula with a number in the index's place."""
    if index > 9:
        latex = re.sub(rf"_{letter}(?![a-zA-Z])", f"_{{{letter}}}", latex)
    return re.sub(rf"(?<![a-zA-Z\\]){letter}(?![a-zA-Z])", str(index), latex)


def _joined(tokens: list[str]) -> str:
    return "".join(tokens)


def key(latex: str) -> str:
    """A name or a derivative as it is looked up."""
    return _joined(_TOKEN.findall(unmarked(latex)))
