"""Typeset formulas with how tightly they hold together, and the brackets that asks for."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How tightly a typeset formula holds together."""

    COMPARISON = 1
    SUM = 2
    PREFIX = 3
    PRODUCT = 4
    JUXTAPOSED = 5
    POWER = 6
    FRACTION = 7
    ATOM = 8


class Piece(NamedTuple):
    """A typeset formula and how tightly it holds together."""

    text: str
    level: Level = Level.ATOM

    @property
    def signed(self) -> bool:
        """Whether it begins with a minus sign."""
        return self.text.startswith("-")


def bracketed(piece: Piece) -> Piece:
    """The same in round brackets; a condition in square ones: [x > 0] is the number 1 or 0."""
    if is_condition(piece):
        return Piece(rf"\left[{piece.text}\right]")
    return Piece(rf"\left({piece.text}\right)")


def is_condition(piece: Piece) -> bool:
    """Whether it compares two things."""
    return piece.level == Level.COMPARISON and not piece.text.startswith(r"\begin")


def closed(piece: Piece) -> Piece:
    """The same, in brackets if it is a Σ or Π that would seem to go on over what is added to it."""
    endless = (r"\sum", r"-\sum", r"\prod", r"-\prod")
    return bracketed(piece) if piece.text.startswith(endless) else piece


def atom(piece: Piece) -> Piece:
    """The same, in brackets unless it is an atom."""
    return piece if piece.level == Level.ATOM else bracketed(piece)


def negative(piece: Piece) -> Piece:
    """The opposite: with a minus sign in front."""
    bare = piece.level >= Level.PREFIX and not piece.signed
    return Piece(f"-{(piece if bare else bracketed(piece)).text}", Level.PRODUCT)


def added(pieces: Sequence[Piece]) -> Piece:
    """A sum; what begins with a minus sign is taken away."""
    *before, last = pieces
    first, *rest = [*map(closed, before), last]
    text = first.text
    for piece in rest:
        text += f" - {piece.text[1:]}" if piece.signed else f" + {piece.text}"
    return Piece(text, Level.SUM) if rest else first
