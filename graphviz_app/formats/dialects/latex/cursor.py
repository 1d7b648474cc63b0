"""The signs of a formula, taken one by one; and what its names are together with the others."""

from collections.abc import Sequence

from graphviz_app.formats.dialects.latex.tokens import Place, Token
from graphviz_app.formats.dialects.latex.words import ACCENTS, REFUSED, WORDS

END = Token("end", "", 0)


class Letters:
    """What the formulas of a text together say about their names."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        """Names of several letters: on the left of an equation, or words."""
        self.unclear: set[str] = set()
        """Letters that are written together, and may be a name or a product."""
        self.called: set[str] = set()
        """Names with an index that are defined as h_1(x) = …, which is one value."""
        self.tables = False
        """Whether capital letters stand for matrices."""
        self.known: set[str] = set()
        """Names on the left of equations."""
        self.functions: set[str] = set()
        """Names that are defined as f(x) = …."""
        self.vectors: dict[str, int] = {}
        """Names of which elements are counted, and how many there are."""
        self.matrices: set[str] = set()
        """Names whose value is a table, or that are transposed."""
        self.used: list[str] = []
        """Every name, in the order in which it is met."""


class Cursor:
    """Goes through the signs; raises ParseError."""

    def __init__(self, signs: Sequence[Token], place: Place, letters: Letters) -> None:
        self._signs, self._place, self._letters = signs, place, letters
        self._at = 0

    @property
    def _now(self) -> Token:
        return self._signs[self._at] if self._at < len(self._signs) else END

    @property
    def _after(self) -> Token:
        """The sign behind the one of now."""
        return self._signs[self._at + 1] if self._at + 1 < len(self._signs) else END

    def _next(self) -> Token:
        token = self._now
        self._at += 1
        return token

    def _is(self, *texts: str) -> bool:
        return self._now.text in texts and self._now.kind in ("sign", "command")

    def _take(self, text: str) -> bool:
        if self._is(text):
            self._at += 1
            return True
        return False

    def _unexpected(self) -> Exception:
        token = self._now
        if token is END:
            return self._place.error("the formula ends where a value is expected")
        if token.text in REFUSED:
            return self._place.error(
                f"\\{token.text} is {REFUSED[token.text]}, which has no counterpart here: "
                "write its terms out"
            )
        sign = f"\\{token.text}" if token.kind == "command" else token.text
        return self._place.error(f"'{sign}' is not understood in this formula")

    def _close(self, sign: str) -> None:
        if not self._take(sign):
            raise self._place.error(f"'{sign}' is missing in this formula")

    def _written(self, start: int) -> str:
        """The signs since a place."""
        return "".join(token.text for token in self._signs[start : self._at])

    def _skip(self) -> None:
        """Go behind the bracket that opens here."""
        depth = 0
        while self._now is not END:
            token = self._next()
            depth += (token.text == "(") - (token.text == ")")
            if not depth:
                return

    def _raw(self) -> str:
        """The signs of an index, as they are."""
        if not self._take("{"):
            return self._next().text
        depth, words = 1, ""
        while self._now is not END:
            token = self._next()
            depth += (token.text == "{") - (token.text == "}")
            if not depth:
                return words
            if token.text not in "{}" and token.text not in (*WORDS, *ACCENTS):
                words += token.text if token.text != "_" else ""
        raise self._place.error("'}' is missing in this formula")
