"""Slips of the pen: what Python calls a syntax error, said so that it helps."""

import keyword
import re
from bisect import bisect_right
from itertools import chain

from graphviz_app.core.oplib import OPS
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.grammar import STATEMENTS
from graphviz_app.formats.language.words.respelling import as_typed
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.tokens import (
    CLOSING,
    BracketSlip,
    Token,
    bracket_slip,
    ends_operand,
    tokenize,
)
from graphviz_app.formats.limits import MAX_BRACKETS

_USED_WORDS = {"if", "else", "with", "def", "return"}
_TOO_DEEP = (
    f"this is nested too deeply (at most {MAX_BRACKETS} brackets inside each other); "
    "give the inner parts names of their own"
)
_FOREIGN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*<[!?\w]"), "this is XML or HTML, not the text of a graph"),
    (
        re.compile(r"\s*(strict\s+)?(di)?graph\b[^=\n]*\{"),
        "this is a DOT file; here a graph is typed as formulas, such as z = w*x + b",
    ),
)
"""How the files of other programs begin."""
_NEAR_LINES = 5
_NEAR_LETTERS = 400
_KNOWN: tuple[tuple[str, str], ...] = (
    ("too many nested parentheses", _TOO_DEEP),
    ("too many levels of indentation", "this is indented more than 99 levels deep"),
    (
        "unindent does not match",
        "this line is indented less than the one above, but not as far back as any block before it",
    ),
    ("inconsistent use of tabs", "tabs and spaces are mixed in the indentation; use spaces"),
    (
        "unexpected indent",
        "this line is indented, but no 'with group(…):' or 'def' opens a block above it",
    ),
    ("expected an indented block", "the lines that belong to this block must be indented"),
    (
        "expected 'else' after 'if' expression",
        "a choice needs both branches: write u if condition else v",
    ),
    ("expected ':'", "a ':' is missing, as in with group(\"name\"): or def name(u):"),
    ("unterminated string", "this quote is never closed; remarks begin with #"),
    ("unterminated triple-quoted", "this quote is never closed; remarks begin with #"),
    ("leading zeros", "a number does not begin with 0: write 12, not 012"),
    ("invalid decimal literal", "a number and a name are run together: write 2*x, not 2x"),
    ("invalid imaginary literal", "a number and a name are run together: write 2*x, not 2x"),
    ("invalid hexadecimal literal", "this is not a number"),
    ("invalid octal literal", "this is not a number"),
    ("invalid digit", "this is not a number"),
    ("positional argument follows keyword", "operands come before names such as axis=0"),
    ("unexpected character after line continuation", "after \\ the line must end"),
    (
        "Missing parentheses",
        "functions are called with brackets, as in exp(x), and nothing needs printing",
    ),
    (
        "invalid syntax. Perhaps you forgot a comma",
        "a comma or an operator is missing here, as in [1, 2] or max(a, b)",
    ),
    ("unexpected EOF", "the text ends in the middle of a line"),
    ("duplicate argument", "two arguments of this def have the same name"),
    ("keyword argument repeated", "this name is given twice in one call"),
)


def explain_whole(script: Script, error: SyntaxError) -> ParseError:
    """As ``explain``, for a text as a whole: it may be no graph at all."""
    if not error.msg.startswith("too many nested"):
        for pattern, sentence in _FOREIGN:
            if pattern.match(script.text):
                return script.error(sentence, 1, 1)
    return explain(script, error)


def explain(script: Script, error: SyntaxError) -> ParseError:
    """Our sentence, at our place, for an error of Python's parser."""
    if error.msg.startswith("too many nested"):
        return _at_deepest(script)
    slip = bracket_slip(script.text)
    line = min(max(error.lineno or 1, 1), len(script.lines))
    if slip is not None and not error.msg.startswith(("unterminated", "invalid character")):
        return unmatched(script, slip)
    column = max(error.offset or 1, 1)
    for beginning, sentence in _KNOWN:
        if error.msg.startswith(beginning):
            if beginning in {"unexpected indent", "unindent does not match"}:
                words = script.lines[line - 1]
                column = len(words) - len(words.lstrip()) + 1
            return script.error(sentence, line, column)
    if error.msg.startswith("Exceeds the limit"):
        return _many_digits(script, line)
    if error.msg.startswith("invalid character"):
        return _character(script, line, column)
    if error.msg.startswith("invalid non-printable"):
        return script.error("an invisible character stands here; delete it", line, column)
    if "cannot assign" in error.msg or "illegal target" in error.msg:
        return _assignment(script, line, column)
    return _unexpected(script, line, column)


def too_deep(script: Script) -> ParseError:
    """For an expression on which Python's parser runs out of stack: the longest line."""
    start, longest, count, first = 0, -1, 0, 0
    for token in chain(tokenize(script.text), [Token("newline", "\n", len(script.text))]):
        if token.kind != "newline":
            first = first if count else token.start
            count += 1
            continue
        if count > longest:
            longest, start = count, first
        count = 0
    return _place(script, start, _TOO_DEEP)


def _at_deepest(script: Script) -> ParseError:
    depth = 0
    for token in tokenize(script.text):
        depth = max(0, depth + (token.kind == "open") - (token.kind == "close"))
        if depth > MAX_BRACKETS - 1:
            return _place(script, token.start, _TOO_DEEP)
    return too_deep(script)


def _place(script: Script, position: int, sentence: str) -> ParseError:
    return script.error(sentence, *script.place(position))


def unmatched(script: Script, slip: BracketSlip) -> ParseError:
    """For a bracket without partner."""
    opened, closed = slip
    if closed is None:
        assert opened is not None
        sentence = f"this {opened.text} is never closed; a {CLOSING[opened.text]} is missing"
        return _place(script, opened.start, sentence)
    if opened is None:
        return _place(
            script, closed.start, f"this {closed.text} closes nothing; no bracket is open"
        )
    line, column = script.place(opened.start)
    return _place(
        script,
        closed.start,
        f"found {closed.text} where {CLOSING[opened.text]} must close the {opened.text} "
        f"of line {line}, column {column}",
    )


def _many_digits(script: Script, line: int) -> ParseError:
    match = re.search(r"\d{1000,}", script.lines[line - 1])
    column = match.start() + 1 if match else 1
    return script.error("this number has too many digits for a 64-bit number", line, column)


def _character(script: Script, line: int, column: int) -> ParseError:
    words = script.lines[line - 1]
    sign = words[column - 1] if column <= len(words) else "?"
    hint = {"“": ' "', "”": ' "', "²": " **2", "³": " **3", "·": " *", "⋅": " *"}.get(sign)
    if sign == "\N{HORIZONTAL ELLIPSIS}":
        hint = " three dots, ... , for an operand that is missing"
    also = f"; write{hint}" if hint else ""
    return script.error(f"the character '{sign}' is not part of the language{also}", line, column)


def _assignment(script: Script, line: int, column: int) -> ParseError:
    words = script.lines[line - 1]
    equals = re.search(r"(?<![=<>!])=(?!=)", words)
    left = words[: equals.start()].strip() if equals else words.strip()
    if keyword.iskeyword(left):
        return script.error(_reserved(left), line, column)
    if re.match(r"(grad|after|d)\s*\(", left):
        return script.error("a claim is written with two equal signs: grad(w) == 0.5", line, column)
    return script.error(
        f"left of = stands one name, found '{left[:40]}'; a claim is written with ==", line, column
    )


def _unexpected(script: Script, line: int, column: int) -> ParseError:
    """Look at the two tokens on both sides of the place."""
    position = script.starts[line - 1] + column - 1
    previous, token = _around(script, position)
    ended = token is None or token.kind == "newline"
    for word in (previous, token):
        if word and keyword.iskeyword(word.text) and word.text not in _USED_WORDS:
            return _place(script, word.start, _reserved(word.text))
    if previous and previous.text in {"&&", "||", "++", "--"}:
        return _place(script, previous.start, _doubled(previous.text))
    there = "the end of the line" if ended or token is None else f"'{token.text}'"
    if token and not ended:
        sentence = _misplaced(token, previous)
        if sentence:
            return _place(script, token.start, sentence)
    if previous and previous.kind == "sign":
        start = previous.start if ended else position
        return _place(
            script, start, f"after '{previous.text}' an operand is missing: found {there}"
        )
    return script.error(
        f"found {there} where a line 'name = expression' cannot go on", line, column
    )


def _around(script: Script, position: int) -> tuple[Token | None, Token | None]:
    """The token that ends before a place, if it is of the same line, and the one that does not."""
    line = bisect_right(script.starts, position)
    start = max(script.starts[max(0, line - _NEAR_LINES)], position - _NEAR_LETTERS)
    previous = None
    for relative in tokenize(script.text[start : position + _NEAR_LETTERS]):
        token = relative._replace(start=relative.start + start, text=as_typed(relative.text))
        if token.start + len(token.text) > position:
            return previous, token
        previous = None if token.kind == "newline" else token
    return previous, None


def _misplaced(token: Token, previous: Token | None) -> str:
    """Why this token cannot stand after the one before it; '' if that is not clear."""
    if token.text in {"&&", "||", "++", "--"}:
        return _doubled(token.text)
    if token.text == ":=":
        return "a line is written name = expression, with = alone"
    if token.text == "<>":
        return "'<>' is not an operator: write !="
    if token.text == "?":
        return "'?' is not part of the language: write u if condition else v"
    if token.text == "!" or token.kind == "other":
        return f"the character '{token.text}' is not part of the language"
    if token.text == "=" and previous and previous.text in {"=", "=="}:
        return "there is one = too many"
    if token.text == "=":
        return "left of = stands one name, and there is one = in a line"
    if ends_operand(previous) and token.kind in {"name", "number", "string", "open"}:
        assert previous is not None
        return _adjacent(previous, token)
    if token.kind in {"sign", "close"}:
        after = f" after '{previous.text}'" if previous else " at the beginning"
        return f"'{token.text}' cannot stand{after}: an operand is missing"
    return ""


def _adjacent(left: Token, right: Token) -> str:
    if left.text in OPS or left.text in STATEMENTS:
        return f"{left.text} is called with brackets: write {left.text}({right.text})"
    example = ""
    if {left.kind, right.kind} <= {"name", "number"}:
        example = f", for example {left.text}*{right.text}"
    return f"an operator or a new line is missing between '{left.text}' and '{right.text}'{example}"


def _doubled(sign: str) -> str:
    if sign in {"&&", "||"}:
        return f"'{sign}' is not an operator: multiply conditions, (a > 0)*(b > 0)"
    return f"'{sign}' is not an operator: write x {sign[0]}= 1"


def _reserved(word: str) -> str:
    return f"'{word}' is a word that Python keeps for itself; choose another name, such as {word}_"
