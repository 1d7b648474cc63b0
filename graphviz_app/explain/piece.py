"""Pieces of formulas put together, with the brackets that they need."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.brackets import Form, Level, Part, parts
from graphviz_app.explain.tones import Tone, is_negative, toned, without_minus


class Piece(NamedTuple):
    """A formula, how tightly it holds together, and whether it is a row: a + b, −a · b, Σ a · b."""

    text: str
    level: Level = Level.ATOM
    row: bool = False

    @property
    def signed(self) -> bool:
        """Whether it begins with a minus sign."""
        return is_negative(self.text)

    def in_tone(self, tone: Tone) -> "Piece":
        """The same, all of it in one tone."""
        return self._replace(text=toned(self.text, tone))


Bracket = Callable[[Piece], Piece]
_NOTHING = Piece("")


def bracketed(piece: Piece) -> Piece:
    """The same in round brackets; a condition in square ones: [x > 0] is the number 1 or 0."""
    if is_condition(piece):
        return Piece(rf"\left[{piece.text}\right]")
    return Piece(rf"\left({piece.text}\right)")


def is_condition(piece: Piece) -> bool:
    """Whether it compares two things."""
    return piece.level == Level.COMPARISON


def fill(form: Form, pieces: Mapping[str, Piece], bracket: Bracket = bracketed) -> Piece:
    """The template with every operand put in, in brackets where it needs them."""
    text, level, rows = "", form.level, []
    for part in parts(form):
        piece = pieces[part.name] if part.name else _NOTHING
        bare = _is_bare(piece, part)
        text += part.before + (piece if bare else bracket(piece)).text
        if not part.inside:
            rows.append(piece.row and (bare or form.level == Level.SERIES))
            level = min(level, piece.level) if bare and piece.level == Level.SERIES else level
    row = len(rows) > 1 or (form.level in (Level.SIGN, Level.SERIES) and any(rows))
    return Piece(text, level, row)


def _is_bare(piece: Piece, part: Part) -> bool:
    if piece.level == Level.SERIES and part.need == Level.SUM:
        return False  # Σ would seem to go on over what is added
    return piece.level >= part.need and (part.leads or not piece.signed)


def closed(piece: Piece) -> Piece:
    """The same, in brackets if it is a Σ or Π that would seem to go on over what is added to it."""
    return bracketed(piece) if piece.level == Level.SERIES else piece


def atom(piece: Piece) -> Piece:
    """The same, in brackets unless it is an atom."""
    return piece if piece.level == Level.ATOM else bracketed(piece)


_NEGATIVE = Form("-$a", Level.SIGN)


def negative(piece: Piece) -> Piece:
    """The opposite: with a minus sign in front."""
    return fill(_NEGATIVE, {"a": piece})


def added(pieces: Sequence[Piece]) -> Piece:
    """A sum; what begins with a minus sign is taken away."""
    *before, last = pieces
    first, *rest = [*map(closed, before), last]
    text = first.text
    for piece in rest:
        text += f" - {without_minus(piece.text)}" if piece.signed else f" + {piece.text}"
    return Piece(text, Level.SUM, row=True) if rest else first
