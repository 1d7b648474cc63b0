"""Formulas, as nested lists, as expressions of sympy, each beside its number.

Part of the worker: it imports nothing of the program. Where a formula has cases, that of the
numbers is taken, and its condition is remembered: there the closed form holds.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import mpmath
import sympy

DIGITS = 30
"""Decimal digits of the numbers."""
MOST_EXACT = 1000
"""Denominators up to which a decimal is a fraction."""


class sigmoid(sympy.Function):  # type: ignore[misc]  # noqa: N801  # as it is written
    """σ(u) = 1/(1 + e^−u), kept together; σ′ = σ(1 − σ)."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Its derivative."""
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, arg: sympy.Expr, **_hints: object) -> sympy.Expr:
        return 1 / (1 + sympy.exp(-arg))


class Pair(NamedTuple):
    """An expression, and its number at the point."""

    expr: sympy.Expr
    at: mpmath.mpf


class NoFormError(Exception):
    """There is no closed form; the message says why, as a clause."""


class Algebra:
    """Builds pairs; ``conditions`` are what was assumed of the numbers."""

    def __init__(self) -> None:
        self.conditions: list[sympy.Expr] = []

    def built(self, tree: Any, known: Mapping[str, Pair]) -> Pair:
        """A tree: ``["n", 0.5]``, ``["v", "w"]``, or an operator before its operands."""
        word, *rest = tree
        if word == "n":
            return number(float(rest[0]))
        if word == "v":
            return known[rest[0]]
        if word == "where":
            return self._chosen(rest, known)
        operands = [self.built(operand, known) for operand in rest]
        if word in _COMPARED:
            return number(float(self._holds(word, *operands)))
        if word in _BY_SIGN:
            return self._by_sign(word, operands)
        if word not in _FUNCTIONS:
            raise NoFormError(f"{word} has none")
        symbolic, numeric = _FUNCTIONS[word]
        try:
            at = mpmath.mpmathify(numeric(*(operand.at for operand in operands)))
        except (ZeroDivisionError, ValueError, OverflowError):
            raise NoFormError(f"{word} is not defined here") from None
        if not isinstance(at, mpmath.mpf):
            raise NoFormError(f"{word} is not a real number here")
        return Pair(symbolic(*(operand.expr for operand in operands)), at)

    def _chosen(self, rest: Sequence[Any], known: Mapping[str, Pair]) -> Pair:
        test, first, second = rest
        return self.built(first if self.built(test, known).at else second, known)

    def _by_sign(self, word: str, operands: Sequence[Pair]) -> Pair:
        """|u|, sign, max and min: by which is larger here."""
        a, b = (*operands, number(0))[:2]
        if word in ("max", "min"):
            take_first = self._holds(">=" if word == "max" else "<=", a, b)
            return a if take_first else b
        sign = 1 if self._holds(">", a, b) else -1 if self._holds("<", a, b) else 0
        return number(sign) if word == "sign" else Pair(sign * a.expr, sign * a.at)

    def _holds(self, word: str, a: Pair, b: Pair) -> bool:
        """Whether a comparison is so; if it could be otherwise elsewhere, it is remembered."""
        true = bool(_COMPARED[word](a.at, b.at))
        if not (a.expr - b.expr).is_number:
            said = _SAID[word] if true else _SAID[_OTHERWISE[word]]
            self.conditions.append(said(a.expr, b.expr))
        return true


def number(x: float) -> Pair:
    """A decimal as the fraction that was written, where that is a simple one."""
    exact = sympy.Rational(repr(x)) if abs(x) < 1e12 else sympy.Float(x, DIGITS)
    if exact.is_Rational and exact.q > MOST_EXACT:
        exact = sympy.Float(repr(x), DIGITS)
    return Pair(exact, mpmath.mpf(x))


Rule = tuple[Callable[..., Any], Callable[..., Any]]


def _same(function: Callable[..., Any]) -> Rule:
    return function, function


_FUNCTIONS: Mapping[str, Rule] = {
    "add": _same(lambda a, b: a + b),
    "sub": _same(lambda a, b: a - b),
    "mul": _same(lambda a, b: a * b),
    "div": _same(lambda a, b: a / b),
    "neg": _same(lambda a: -a),
    "pow": _same(lambda a, b: a**b),
    "square": _same(lambda a: a**2),
    "exp": (sympy.exp, mpmath.exp),
    "log": (sympy.log, mpmath.log),
    "sqrt": (sympy.sqrt, mpmath.sqrt),
    "sigmoid": (sigmoid, lambda a: 1 / (1 + mpmath.exp(-a))),
    "erf": (sympy.erf, mpmath.erf),
    "tanh": (sympy.tanh, mpmath.tanh),
    "sinh": (sympy.sinh, mpmath.sinh),
    "cosh": (sympy.cosh, mpmath.cosh),
    "sin": (sympy.sin, mpmath.sin),
    "cos": (sympy.cos, mpmath.cos),
    "tan": (sympy.tan, mpmath.tan),
    "asin": (sympy.asin, mpmath.asin),
    "acos": (sympy.acos, mpmath.acos),
    "atan": (sympy.atan, mpmath.atan),
    "asinh": (sympy.asinh, mpmath.asinh),
    "acosh": (sympy.acosh, mpmath.acosh),
    "atanh": (sympy.atanh, mpmath.atanh),
}
"""What is kept together, by its name; everything else comes as what it stands for."""
_BY_SIGN = frozenset(("abs", "sign", "max", "min"))
_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_OTHERWISE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_SAID = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "==": sympy.Eq,
         "!=": sympy.Ne}  # fmt: skip
