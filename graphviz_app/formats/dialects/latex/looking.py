"""What is looked for in all formulas before the first one is read."""

import re
from collections.abc import Sequence

from graphviz_app.formats.dialects.latex.cursor import Letters
from graphviz_app.formats.dialects.latex.equation import left_of, sides_of
from graphviz_app.formats.dialects.latex.names import spelled
from graphviz_app.formats.dialects.latex.tokens import Token, tokens

_TABLE = re.compile(r"[A-Z]\s*\}?\s*\^\s*\{?\s*(?:\\top|\\intercal|T)(?![a-zA-Z])|matrix\}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
WORD = 3
"""Letters from which on what is written together may be one name."""


def look_at(formulas: Sequence[str], letters: Letters) -> None:
    """Note names of several letters, functions, and whether there are tables."""
    lefts = [sides_of(words)[0].signs for words in formulas if len(sides_of(words)) > 1]
    runs = [run for words in formulas for run in _runs(tokens(words))]
    single = {run for run in runs if len(run) == 1}
    for run in runs:
        one = len(run) >= WORD and not set(run) <= single
        if one and _VOWEL.search(run):
            letters.words.add(run)
        elif one:
            letters.unclear.add(run)
    for signs in lefts:
        _look_at_left(signs, formulas, letters)
    letters.unclear -= letters.words
    letters.tables = any(_TABLE.search(words) for words in formulas)


def _look_at_left(signs: Sequence[Token], formulas: Sequence[str], letters: Letters) -> None:
    left = left_of(signs)
    run = next(iter(_runs(signs)), "")
    if len(run) > 1 and signs[0].kind == "letter":
        letters.words.add(run)
    if left.operands is None:
        if signs and signs[0].kind in ("letter", "command"):
            letters.known.add(spelled(signs[0].text))
    elif len(left.name) == 1 and _calls(left.name[0].text, formulas) > 1:
        letters.functions.add(left.name[0].text)
        letters.functions.add(spelled(left.name[0].text))
    elif len(left.name) > 1:
        letters.called.add("".join(token.text for token in left.name))


def _calls(name: str, formulas: Sequence[str]) -> int:
    call = re.compile(rf"(?<![A-Za-z]){re.escape(name)}\s*(?:\\left)?\(")
    return sum(len(call.findall(words)) for words in formulas)


def _runs(signs: Sequence[Token]) -> list[str]:
    """Letters that are written together."""
    found: list[str] = []
    end = -1
    for token in signs:
        if token.kind != "letter":
            continue
        if token.at == end:
            found[-1] += token.text
        else:
            found.append(token.text)
        end = token.at + 1
    return found
