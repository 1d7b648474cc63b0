"""Claims when the whole text has been read: what they are about, and what could not be read."""

import ast
from collections.abc import Collection, Iterator, Sequence

from graphviz_app.core.graph import Claim
from graphviz_app.core.wording import near, shortened
from graphviz_app.errors import AnswerError, ParseError
from graphviz_app.formats.language.claiming.claims import Pending, read_claim
from graphviz_app.formats.language.claiming.subjects import FORM
from graphviz_app.formats.language.words.script import Script, normal, prepare
from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.formats.language.words.trees import syntax_tree
from graphviz_app.formats.language.words.typed.answers import FARTHEST, unreadable_in
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence
from graphviz_app.patterns import late

_OF_A_FORMULA = late(r"an operator or|a comma or|after '|found '|'\?' is|a number and a name")
"""How sentences begin that are about formulas, and of no help where a number stands."""


def resolved(pending: Pending, ids: Collection[str], script: Script) -> Claim:
    """The claim; raises ParseError for a name that is not a node."""
    claim, names = pending
    for name, place in zip((claim.of, claim.by), names, strict=False):
        if name not in ids:
            if not claim.printed and (error := why_unread(script.lines, claim.line)) is not None:
                raise error
            hint = _gradient_hint(name, ids) or near(name, ids)
            raise script.at(place, f"this claim is about '{name}', which is not defined{hint}")
    return claim


def _gradient_hint(name: str, ids: Collection[str]) -> str:
    """For ``dw``, and the like."""
    of = name.removeprefix("d").removeprefix("_")
    return f"; the gradient of '{of}' is written grad({of})" if of != name and of in ids else ""


def unread_answers(text: str, claims: Sequence[Claim]) -> Iterator[AnswerError]:
    """What is wrong with answers of a text that are blank because they cannot be read."""
    blank = [claim.line for claim in claims if not claim.printed and claim.line]
    lines = normal(text).split("\n") if blank else []
    for line in dict.fromkeys(blank):
        if (error := why_unread(lines, line)) is not None:
            yield AnswerError(
                error.reason, error.line, error.column, error.source_line, error.length
            )


def why_unread(lines: Sequence[str], line: int) -> ParseError | None:
    """Why an answer on a 1-based line cannot be read; None if it is left open, or is fine."""
    words = _statement(lines, line - 1)
    indent = len(words) - len(words.lstrip())
    try:
        script = prepare("\n" * (line - 1) + words[indent:], strictly=True)
        for statement in syntax_tree(script).body:
            match statement:
                case ast.Expr(value=ast.Compare() as claim):
                    read_claim(claim, script, strictly=True)
                case ast.Expr():
                    raise script.at(statement, _of_several(statement, script))
    except ParseError as error:
        column = error.column + (indent if error.line == line else 0)
        if _OF_A_FORMULA.match(error.reason) and (place := unreadable_in(lines[line - 1])):
            return _no_number(lines[line - 1], line, *place)
        return ParseError(error.reason, error.line, column, lines[error.line - 1], error.length)
    return None


def _no_number(words: str, line: int, begin: int, end: int) -> ParseError:
    sentence = f"an answer is a number, found '{shortened(words[begin:end])}'; ? leaves it open"
    return ParseError(sentence, line, begin + 1, words, end - begin)


def _of_several(statement: ast.Expr, script: Script) -> str:
    """For ``h1 == 0.6,5``."""
    if sentence := comma_sentence(script.written(statement.value)):
        return sentence
    if not isinstance(statement.value, ast.Tuple):
        return FORM
    return "an answer is one number, written with a point; several are a list, [1, 2]"


def _statement(lines: Sequence[str], index: int) -> str:
    """A line, with those that its open brackets join to it."""
    depth, end = depth_change(lines[index]), index + 1
    while depth > 0 and end < min(len(lines), index + FARTHEST):
        depth += depth_change(lines[end])
        end += 1
    return "\n".join(lines[index:end]) if depth <= 0 else lines[index]
