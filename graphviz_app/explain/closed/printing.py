"""Expressions of sympy as LaTeX, with the names as they are set everywhere else.

Part of the worker: it imports nothing of the program.
"""

from collections.abc import Mapping

import sympy
from sympy.printing.latex import LatexPrinter

_FEW = 6
"""Digits of a number in a formula."""


class Printer(LatexPrinter):  # type: ignore[misc]  # comes without types
    """As the program writes mathematics: ln for the logarithm, σ, · between numbers."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__({"ln_notation": True, "mul_symbol": "dot", "inv_trig_style": "full"})
        self._names = names

    def _as_ordered_terms(self, expr: sympy.Add, order: str | None = None) -> list[sympy.Expr]:
        """What is taken away stands behind what it is taken from."""
        terms = list(super()._as_ordered_terms(expr, order=order))
        return sorted(terms, key=lambda term: term.could_extract_minus_sign())

    def _print_Symbol(self, expr: sympy.Symbol, *_: object) -> str:  # noqa: N802
        return self._names[expr.name]

    def _print_sigmoid(self, expr: sympy.Expr, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\sigma{power}\left({self._print(expr.args[0])}\right)"

    def _print_Float(self, expr: sympy.Float) -> str:  # noqa: N802
        mantissa, _, exponent = f"{float(expr):.{_FEW}g}".partition("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
