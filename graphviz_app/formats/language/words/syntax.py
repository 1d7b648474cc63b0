"""Slips of the pen: what Python calls a syntax error, said so that it helps."""

import keyword
import re
from bisect import bisect_right
from itertools import chain

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.respelling import as_typed
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.slips import (
    adjacent,
    after_remark,
    doubled,
    foreign_line,
    misplaced,
    opens_call,
    prime,
    reserved,
    run_together,
)
from graphviz_app.formats.language.words.tokens import (
    CLOSING,
    BracketSlip,
    Token,
    bracket_slip,
    ends_operand,
    tokenize,
)
from graphviz_app.formats.language.words.typed.characters import character
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence
from graphviz_app.formats.limits import MAX_BRACKETS
from graphviz_app.patterns import late

_USED_WORDS = {"if", "else", "with", "def", "return"}
_TOO_DEEP = (
    f"this is nested too deeply (at most {MAX_BRACKETS} brackets inside each other); "
    "give the inner parts names of their own"
)
_FOREIGN: tuple[tuple[re.Pattern[str], str], ...] = (
    (late(r"\s*<[!?\w]"), "this is XML or HTML, not the text of a graph"),
    (
        late(r"\s*(strict\s+)?(di)?graph\b[^=\n]*\{"),
        "this is a DOT file; here a graph is typed as formulas, such as z = w*x + b",
    ),
)
"""How the files of other programs begin."""
_PRIME = late(r"\w'")
_CALLED = late(r"([^\W\d]\w*)\s*\(\s*\Z")
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
    ("invalid hexadecimal literal", "this is not a number"),
    ("invalid octal literal", "this is not a number"),
    ("invalid digit", "this is not a number"),
    ("positional argument follows keyword", "operands come before names such as axis=0"),
    ("unexpected character after line continuation", "after \\ the line must end"),
    (
        "Missing parentheses",
        "nothing needs printing: every value is shown; leave this line out",
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
    column = script.typed(line, max(error.offset or 1, 1) - 1)
    words = script.lines[line - 1]
    if sentence := foreign_line(words):
        return script.error(sentence, line, len(words) - len(words.lstrip()) + 1)
    if error.msg.startswith(("invalid decimal", "invalid imaginary")):
        return script.error(run_together(words, column), line, column)
    if error.msg.startswith("leading zeros") and (sentence := comma_sentence(words)):
        return script.error(sentence, line, column)
    if error.msg.startswith("positional argument") and (sentence := comma_sentence(words)):
        return script.error(sentence, line, _comma(words))
    if error.msg.startswith("unterminated string") and _PRIME.match(words, column - 2):
        return script.error(prime(words, column), line, column)
    for beginning, sentence in _KNOWN:
        if error.msg.startswith(beginning):
            if beginning in {"unexpected indent", "unindent does not match"}:
                column = len(words) - len(words.lstrip()) + 1
            return script.error(sentence, line, column)
    if error.msg.startswith("Exceeds the limit"):
        return _many_digits(script, line)
    if error.msg.startswith("invalid character"):
        return script.error(character(words, column), line, column)
    if error.msg.startswith("invalid non-printable"):
        return script.error("an invisible character stands here; delete it", line, column)
    if "cannot assign" in error.msg or "illegal target" in error.msg:
        return _assignment(script, line, column)
    if sentence := after_remark(words, column):
        return script.error(sentence, line, words.index("//") + 1, 2)
    position = script.starts[line - 1] + max(error.offset or 1, 1) - 1
    return _forgotten(script, error, position) or _unexpected(script, line, column, position)


def _comma(words: str) -> int:
    """The column of the first number that may have a decimal comma."""
    match = re.search(r"\d+,\d", words)
    return match.start() + 1 if match else 1


def _forgotten(script: Script, error: SyntaxError, position: int) -> ParseError | None:
    """Two operands in brackets with nothing between them."""
    if "forgot a comma" not in error.msg:
        return None
    previous: Token | None = None
    for relative in tokenize(script.text[position : position + _NEAR_LETTERS]):
        token = relative._replace(start=relative.start + position)
        begins = token.kind in {"name", "number", "string"} and token.text not in _USED_WORDS
        if previous and ends_operand(previous) and begins:
            called = _CALLED.search(script.text[max(0, position - _NEAR_LETTERS) : position])
            name = called[1] if called else ""
            return _place(script, token.start, adjacent(previous, token, inside=True, called=name))
        previous = token
    return None


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


def _assignment(script: Script, line: int, column: int) -> ParseError:
    words = script.lines[line - 1]
    equals = re.search(r"(?<![=<>!])=(?!=)", words)
    left = words[: equals.start()].strip() if equals else words.strip()
    if keyword.iskeyword(left):
        return script.error(reserved(left), line, column)
    if re.match(r"(grad|after|d)\s*\(", left):
        return script.error("a claim is written with two equal signs: grad(w) == 0.5", line, column)
    return script.error(
        f"left of = stands one name, found '{left[:40]}'; a claim is written with ==", line, column
    )


def _unexpected(script: Script, line: int, column: int, position: int) -> ParseError:
    """Look at the two tokens on both sides of the place."""
    previous, token = _around(script, position)
    ended = token is None or token.kind == "newline"
    for word in (previous, token):
        if word and keyword.iskeyword(word.text) and word.text not in _USED_WORDS:
            return _place(script, word.start, reserved(word.text))
    if previous and previous.text == "%" and ended:
        return _place(script, previous.start, "'%' is no percent sign here: divide by 100")
    if previous and previous.text in {"&&", "||", "++", "--"}:
        return _place(script, previous.start, doubled(previous.text))
    if previous and previous.text == "|":
        sentence = "these bars do not match: |x| is the absolute value, |a|*|b| a product of two"
        return _place(script, previous.start, sentence)
    if token and token.text == ";" and opens_call(script.text[:position]):
        return _place(script, token.start, "operands are separated by commas, as in max(a, b)")
    there = "the end of the line" if ended or token is None else f"'{token.text}'"
    if token and not ended:
        sentence = misplaced(token, previous)
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
