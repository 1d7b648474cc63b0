"""Functions, fractions, roots, norms and sums in a formula."""

from abc import ABC, abstractmethod

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.latex.lettered import Lettered
from graphviz_app.formats.dialects.latex.names import INDICES
from graphviz_app.formats.dialects.latex.tokens import Token
from graphviz_app.formats.dialects.latex.words import FUNCTIONS
from graphviz_app.formats.dialects.program.patched import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    Said,
    filled,
)

OPENING = {"(": ")", "[": "]", "{": "}"}


class Called(Lettered, ABC):
    """Reads what has a form of its own; the rest is a formula again."""

    _norms = 0
    """How many that have been opened are not closed yet."""

    @abstractmethod
    def _sum(self) -> Said:
        """Terms with + and −."""

    @abstractmethod
    def _term(self) -> Said:
        """Factors."""

    @abstractmethod
    def _factor(self) -> Said:
        """One factor, with its power."""

    @abstractmethod
    def _base(self) -> Said:
        """One factor without it."""

    @abstractmethod
    def _begins(self) -> bool:
        """Whether a factor begins here, without a sign for the product."""

    @abstractmethod
    def _product(self, left: Said, sign: str, right: Said) -> Said:
        """Two factors."""

    def _fraction(self) -> Said:
        above, below = self._argument(), self._argument()
        return Said(f"{above.within(PRODUCT)}/{below.within(PRODUCT + 1)}", PRODUCT)

    def _argument(self) -> Said:
        if self._take("{"):
            inner = self._sum()
            self._close("}")
            return inner
        token = self._now
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            self._signs = [*self._signs[: self._at], *_digits(token), *self._signs[self._at + 1 :]]
        return self._base()

    def _root(self) -> Said:
        degree = None
        if self._take("["):
            degree = self._sum()
            self._close("]")
        inner = self._argument()
        if degree is None or degree.text == "2":
            return Said(f"sqrt({inner.text})")
        return Said(f"{inner.within(ATOM)}**(1/{degree.within(SIGN)})", POWER)

    def _norm(self) -> Said:
        self._norms += 1
        inner = self._sum()
        self._norms -= 1
        self._at += 1
        name = inner.text
        self._letters.vectors.setdefault(name, 2) if name.isidentifier() else None
        if self._take("_"):
            self._argument()
        squares = Said(f"sum({inner.within(ATOM)}**2)")
        if self._is("^") and self._after.text in ("2", "{"):
            start = self._at
            self._at += 1
            if self._argument().text == "2":
                return squares
            self._at = start
        return Said(f"sqrt({squares.text})")

    # Functions

    def _function(self, name: str) -> Said:
        base = Said("")
        if self._take("_"):
            base = self._argument()
        power = None
        if self._take("^"):
            power = self._argument()
        called = self._call(FUNCTIONS[name])
        if base.text and name in ("log", "ln"):
            called = filled("a/log(b)", {"a": called, "b": base})
        return called if power is None else Said(f"{called.within(ATOM)}**{power.text}", POWER)

    def _call(self, name: str) -> Said:
        if self._is("(", "[", "{"):
            closing = OPENING[self._next().text]
            operands = [self._sum()]
            while self._take(","):
                operands.append(self._sum())
            self._close(closing)
        else:
            operands = [self._bare_operand()]
        if name == "softmax" and name not in OPS:
            along = ", axis=-1, keepdims=True" if self._letters.tables else ""
            return filled(f"exp(a)/sum(exp(a){along})", {"a": operands[0]})
        return Said(f"{name}({', '.join(operand.text for operand in operands)})")

    def _bare_operand(self) -> Said:
        """What stands behind a function without brackets: factors, up to a sign or a function."""
        left = self._factor()
        while self._begins() and self._now.text not in FUNCTIONS and self._now.kind != "word":
            if self._is("(", "[", "sum", "{"):
                break
            left = self._product(left, "*", self._factor())
        return left

    def _total(self) -> tuple[Said, str]:
        r"""The body of ``\sum_{i=1}^{n}``, and n."""
        self._at += 1
        index, upper = "", ""
        while self._is("_", "^"):
            below = self._next().text == "_"
            words = self._raw()
            if below:
                index = words.partition("=")[0].strip()
            else:
                upper = words
        if index and index not in INDICES:
            raise self._place.error(f"a sum over '{index}' is not understood: write its terms out")
        before = dict(self.free)
        if index:
            self.free[index] = int(upper) if upper.isdigit() else 2
        body = self._term()
        self.free = before
        return body, upper


def _digits(token: Token) -> list[Token]:
    r"""``\frac12`` is one half."""
    return [Token("number", digit, token.at) for digit in token.text]
