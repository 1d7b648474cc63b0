"""What the words of a line are: comments, names that are defined, calls, numbers, claims."""

from collections.abc import Iterator

from graphviz_app.formats.language.editor.definitions import CLAIM, DEFINITION
from graphviz_app.formats.language.words.grammar import LEAVES, STATEMENTS
from graphviz_app.formats.language.words.typed.signs import FRACTIONS
from graphviz_app.patterns import late

KEYWORDS = frozenset({"def", "return", "with", "if", "else", "True", "False", "None", "and", "or"})

_TOKEN = late(
    r"(?P<comment>#.*)"
    r"|(?P<string>\"[^\"]*\"?|'[^']*'?)"
    r"|(?P<number>(?:(?<=[(\[,=])[-−]|(?<=[(\[,=] )[-−]|(?<![\w.]))"
    rf"(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[{FRACTIONS}])"
    r"|(?P<word>[^\W\d][\w\N{PRIME}\N{RIGHT SINGLE QUOTATION MARK}]*)"
)


def kinds(line: str, goes_on: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where in a line what stands: (start, length, kind).

    Kinds: comment, string, number, leaf, call, statement, keyword, definition, claim. A line that
    ``goes_on`` with a statement from above defines and claims nothing.
    """
    claim = None if goes_on else CLAIM.match(line)
    defined = None if goes_on else DEFINITION.match(line)
    for piece in _TOKEN.finditer(line):
        kind = piece.lastgroup or ""
        if kind == "word":
            kind = _kind_of_word(piece[0], line[piece.end() :].lstrip())
            if not kind and defined and piece.end() <= defined.end():
                kind = "definition"
        if claim and kind == "number" and piece.end() > claim.start("number") >= 0:
            kind = "claim"
        if kind:
            yield piece.start(), piece.end() - piece.start(), kind


def _kind_of_word(word: str, after: str) -> str:
    if word in KEYWORDS:
        return "keyword"
    if not after.startswith("("):
        return ""
    if word in LEAVES:
        return "leaf"
    return "statement" if word in STATEMENTS else "call"
