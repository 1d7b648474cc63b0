"""Term: a formula twice, in symbols and with the numbers in their place.

Both are built by the same steps, so that they have the same factors in the same order.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from graphviz_app.core.brackets import Form, Level
from graphviz_app.core.expression import Expr
from graphviz_app.explain.notation import written_out
from graphviz_app.explain.numerals import number_piece
from graphviz_app.explain.piece import Piece, added, bracketed, fill, negative
from graphviz_app.explain.tones import Tone

Shape = tuple[int, ...]
Number = float | Fraction
_ONES = r"\mathbf{1}"


class Term(NamedTuple):
    """A part of a formula: its symbols, its numbers, the shape of its value.

    ``coefficient`` is set for a number that is written in the formula itself, ``is_ones`` for a
    vector or matrix of ones.
    """

    symbols: Piece
    numbers: Piece
    shape: Shape = ()
    coefficient: Number | None = None
    is_ones: bool = False


def in_tone(term: Term, tone: Tone) -> Term:
    """The same, its symbols and its numbers in one tone."""
    symbols, numbers = term.symbols.in_tone(tone), term.numbers.in_tone(tone)
    return term._replace(symbols=symbols, numbers=numbers)


def written(x: Number) -> Term:
    """A number that stands in the formula."""
    piece = number_piece(x)
    return Term(piece, piece, (), x)


def ones(shape: Shape) -> Term:
    """A vector or matrix of ones, with its shape; the number 1 for a number."""
    if not shape:
        return written(1.0)
    sizes = r" \times ".join(map(str, shape))
    piece = Piece(rf"{_ONES}_{{{sizes}}}")
    return Term(piece, piece, shape, is_ones=True)


def filled(template: str, terms: Mapping[str, Term], level: Level, shape: Shape) -> Term:
    """A template with every operand put in, in symbols and in numbers."""
    form = Form(template, level)
    symbols = fill(form, {name: term.symbols for name, term in terms.items()})
    numbers = fill(form, {name: term.numbers for name, term in terms.items()})
    return Term(symbols, numbers, shape)


def of_formula(tree: Expr, terms: Mapping[str, Term], shape: Shape) -> Term:
    """An operator's formula with a term for each of its names, in symbols and in numbers."""
    tables = frozenset(name for name, term in terms.items() if term.shape)
    symbols = written_out(tree, {name: term.symbols for name, term in terms.items()}, tables)
    numbers = written_out(tree, {name: term.numbers for name, term in terms.items()}, tables)
    return Term(symbols, numbers, shape)


def summed(
    term: Term, axes: tuple[int, ...], shape: Shape, sign: str = r"\sum", keep: bool = False
) -> Term:
    """Σ (or a mean) over rows, columns or all elements of what has this shape."""
    script = ""
    if len(axes) < len(shape):
        script = rf"\mathrm{{axis}}\ {', '.join(map(str, axes))}"
        script = rf"\mathrm{{{('rows', 'columns')[axes[0]]}}}" if len(shape) == 2 else script
        script = rf"_{{{script}}}"
    template = rf"{sign}{script} $a" if sign == r"\sum" else rf"{sign}{script}\left($a\right)"
    sizes = ((1 if i in axes else size) for i, size in enumerate(shape) if keep or i not in axes)
    level = Level.SERIES if sign == r"\sum" else Level.ATOM
    return filled(template, {"a": term}, level, tuple(sizes))


def product(factors: Sequence[Term]) -> Term:
    """The factors multiplied, written numbers drawn together in front: −1 · 2 · u is −2·u."""
    minus, drawn = _drawn_together(factors)
    return opposite(times(drawn)) if minus else times(drawn)


def _drawn_together(factors: Sequence[Term]) -> tuple[bool, list[Term]]:
    """Whether the product is taken negative, and its factors with one written number in front."""
    coefficient: Number = Fraction(1)
    others: list[Term] = []
    for factor in factors:
        if factor.coefficient is not None:
            coefficient = _multiplied(coefficient, factor.coefficient)
        else:
            others.append(factor)
    if not others:
        return False, [written(coefficient)]
    size: Number = -coefficient if coefficient < 0 else coefficient
    return coefficient < 0, others if size == 1 else [written(size), *others]


def _multiplied(a: Number, b: Number) -> Number:
    """Exact while both are whole numbers or small fractions."""
    exact = [Fraction(x) for x in (a, b) if not isinstance(x, float) or (x * 4).is_integer()]
    return exact[0] * exact[1] if len(exact) == 2 else float(a) * float(b)


def times(factors: Sequence[Term]) -> Term:
    """The factors as they stand: · where one is a number, ⊙ between vectors and matrices."""
    shape = np.broadcast_shapes(*(factor.shape for factor in factors))
    kept = [factor for factor in factors if not factor.is_ones]
    if kept and np.broadcast_shapes(*(factor.shape for factor in kept)) == shape:
        factors = kept
    signs, before = [], factors[0].shape
    for factor in factors[1:]:
        signs.append(r" \odot " if before and factor.shape else r" \cdot ")
        before = np.broadcast_shapes(before, factor.shape)
    symbols = _joined([_unit(factor) for factor in factors], signs)
    numbers = _joined([factor.numbers for factor in factors], signs)
    return Term(symbols, numbers, shape) if signs else factors[0]


def _unit(factor: Term) -> Piece:
    """The symbols, in brackets where one number stands for a product: there is one factor each."""
    symbols, one = factor.symbols, not factor.numbers.row
    return bracketed(symbols) if symbols.row and symbols.level >= Level.PRODUCT and one else symbols


def _joined(pieces: Sequence[Piece], signs: Sequence[str]) -> Piece:
    *first, last = pieces
    least = [Level.PRODUCT] * len(first) + [Level.SERIES]
    texts = [
        (piece if piece.level >= need and not (i and piece.signed) else bracketed(piece)).text
        for i, (piece, need) in enumerate(zip(pieces, least, strict=True))
    ]
    text = texts[0] + "".join(sign + text for sign, text in zip(signs, texts[1:], strict=True))
    open_end = last.level in (Level.SERIES, Level.PREFIX) and not last.signed
    return Piece(text, Level.PREFIX if open_end else Level.PRODUCT, bool(signs))


def opposite(term: Term) -> Term:
    """With a minus sign in front."""
    return Term(negative(term.symbols), negative(term.numbers), term.shape)


def total(terms: Sequence[Term]) -> Term:
    """The terms added."""
    if len(terms) == 1:
        return terms[0]
    shape = np.broadcast_shapes(*(term.shape for term in terms))
    # In symbols a minus joins the sum; a negative number is put in brackets.
    numbers = [_summand(term, i) for i, term in enumerate(terms)]
    return Term(added([t.symbols for t in terms]), added(numbers), shape)


def _summand(term: Term, place: int) -> Piece:
    lone = term.numbers.signed and not term.symbols.signed
    return bracketed(term.numbers) if place and lone else term.numbers


def scaled(gradient: Term | None, factors: Sequence[Term]) -> Term:
    """The gradient times a local derivative, which keeps its sign: ∂L/∂t · (−1)."""
    if gradient is None:
        return product(factors)
    if not factors:
        return gradient
    if gradient.coefficient is not None:
        return product([gradient, *factors])
    minus, drawn = _drawn_together(factors)
    # Beside a vector or matrix a factor 1 says nothing, and takes room.
    if gradient.shape and len(drawn) == 1 and drawn[0].coefficient == 1:
        return gradient
    return times([gradient, opposite(times(drawn))] if minus else [gradient, *drawn])
