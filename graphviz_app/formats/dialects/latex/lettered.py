"""Names in a formula, with what stands above and below them."""

from graphviz_app.formats.dialects.latex.cursor import Cursor
from graphviz_app.formats.dialects.latex.names import INDICES, indexed, spelled
from graphviz_app.formats.dialects.latex.tokens import Token
from graphviz_app.formats.dialects.latex.words import ACCENTS, BOLD, WORDS

_CLOSING = {"(": ")", "[": "]"}


class Lettered(Cursor):
    """Reads names."""

    free: dict[str, int]
    """Indices that count elements here, and up to how many."""
    _bold = False
    """Whether the name that is read is printed bold: a vector, or a matrix."""

    def _bare_name(self) -> str:
        token = self._next()
        if token.kind == "letter":
            return self._run(token)
        if token.text in WORDS and token.kind == "command":
            return self._raw()
        if token.text in ACCENTS:
            self._bold = self._bold or token.text in BOLD
            inner = self._inner_name()
            return inner + ACCENTS[token.text]
        return token.text

    def _run(self, token: Token) -> str:
        """A letter; several that are one name elsewhere are that name."""
        run = token.text
        while self._now.kind == "letter" and self._now.at == token.at + len(run):
            run += self._next().text
        if run in self._letters.unclear:
            raise self._place.error(
                f"'{run}' can be one name or a product: write \\mathrm{{{run}}}, "
                f"or {' '.join(run)} for the product"
            )
        if len(run) > 1 and run not in self._letters.words:
            self._at -= len(run) - 1
            return token.text
        return run

    def _inner_name(self) -> str:
        if self._take("{"):
            inner = spelled(self._bare_name())
            inner, _ = self._with_indices(inner)
            self._close("}")
            return inner
        return spelled(self._bare_name())

    def _with_indices(self, name: str) -> tuple[str, bool]:
        """With what stands below it, and with the layer that stands above it in brackets."""
        vector = False
        while True:
            if self._take("_"):
                index = self._raw()
                if index in self.free:
                    vector = True
                elif index in INDICES or not set(index) & set(self.free):
                    name = indexed(name, index)
                else:
                    raise self._place.error(
                        f"'{name}_{index}' has two indices: write a matrix product, W x, "
                        "or its terms one by one"
                    )
            elif self._is("^") and (layer := self._layer()) is not None:
                self._at += len(layer) + 5
                vector = vector or layer in self.free
                name = name if layer in self.free else indexed(name, layer)
            else:
                return name, vector

    def _layer(self) -> str | None:
        """What stands in ``^{(1)}`` or ``^{[1]}``; None if something else stands above."""
        texts = [token.text for token in self._signs[self._at : self._at + 8]]
        if texts[1:2] == ["{"] and texts[2:3] in (["("], ["["]):
            closing = _CLOSING[texts[2]]
            if closing in texts and texts.index(closing) + 1 < len(texts):
                end = texts.index(closing)
                inner = texts[3:end]
                if texts[end + 1] == "}" and len(inner) == 1 and len(inner[0]) == 1:
                    return inner[0]
        return None
