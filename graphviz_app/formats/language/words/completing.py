"""A line that is half typed, with what is missing at its end as far as that is certain."""

from collections.abc import Sequence

from graphviz_app.formats.language.words.grammar import HOLE
from graphviz_app.formats.language.words.tokens import CLOSING, Token, tokenize
from graphviz_app.patterns import late

_LINE = late(r"\s*[^\W\d]\w*\s*(?:[-+*/@]|\*\*)?=(?!=)\s*[^\s#]")
_ELSE = f" else {HOLE}"
_WAITING_FOR_OPERAND = {"+", "-", "*", "/", "**", "@", "<", "<=", ">", ">=", "==", "!=", ","}


def completed(statement: str) -> str | None:
    """``z = tanh(w*x +`` as ``z = tanh(w*x + ...)``; None if that is not all it lacks."""
    if not _LINE.match(statement):
        return None
    tokens = [token for token in tokenize(statement) if token.kind != "newline"]
    closing = _closing(tokens)
    if closing is None:
        return None
    last = tokens[-1]
    written = statement[: last.start + len(last.text)]
    if last.kind == "open" or last.text in _WAITING_FOR_OPERAND or last.text in {"if", "else"}:
        written += f" {HOLE}"
    chosen = [token.text for token in tokens if token.kind == "name"]
    return written + _ELSE * max(0, chosen.count("if") - chosen.count("else")) + closing


def _closing(tokens: Sequence[Token]) -> str | None:
    """The brackets that are still open, closed; None if one of them is closed wrongly."""
    waiting: list[str] = []
    for token in tokens:
        if token.kind == "open":
            waiting.append(CLOSING[token.text])
        elif token.kind == "close" and (not waiting or waiting.pop() != token.text):
            return None
    return "".join(reversed(waiting))
