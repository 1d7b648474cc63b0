"""Two words that cannot stand beside each other, and what was probably meant."""

import re

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.grammar import LEARNING, STATEMENTS, operator_called
from graphviz_app.formats.language.words.tokens import Token, ends_operand
from graphviz_app.formats.language.words.typed.superscripts import SUPERSCRIPTS
from graphviz_app.patterns import late

_REMARK = late(r"\s*(//|%|--|/\*|;)\s*(.*?)\s*(?:\*/)?\s*$")
_DECLARED = late(
    r"\s*(?:let|var|const|val|auto|float|double|int|real|set|where|given)\s+(\w+\s*=[^=].*)"
)
_DEFINED = late(r"\s*(?:def\s+)(\w+\s*\([\w\s,]*\))\s*=\s*([^=\s].*)")
_LETTER = late(r"([\w.]+)\s+[xX]\s+([\w.]+)")
_RUN_TOGETHER = late(rf"((?<![\w.])[\d.]+|\w*[{SUPERSCRIPTS}]+)([^\W\d]\w*)")
_TWO_LINES = late(r"\s*([^\W\d]\w*\s*=[^=()\[\],]+),\s*([^\W\d]\w*\s*=(?!=)[^=]+)(?:#.*)?$")
_ARROW = late(r"\s*([^#=]*?[^#=\s]|[^\W\d]\w*\s*=[^#=]*?)\s*(=>|->|→|⇒)\s*([^#]*[^#\s])")
_WORDS = {"times": "*", "plus": "+", "minus": "-", "over": "/", "div": "/"}
_REMARKED = "'//' is not an operator here: / divides, and # begins a remark"


def foreign_line(words: str) -> str:
    """For a line as it is written elsewhere: a remark, a declaration; '' if it is none."""
    if remark := _REMARK.match(words):
        return f"remarks begin with #, not with {remark[1]}; write # {remark[2]}".rstrip()
    if declared := _DECLARED.match(words):
        return f"a line is name = expression, with nothing before it: write {declared[1].strip()}"
    if defined := _DEFINED.match(words):
        return f"a def has a colon: write def {defined[1]}: return {defined[2].strip()}"
    if both := _TWO_LINES.match(words):
        return f"two lines in one are separated by ;, write {both[1].strip()}; {both[2].strip()}"
    if arrow := _ARROW.match(words):
        return _arrow(*arrow.groups())
    if factors := _LETTER.search(words.split("#")[0]):
        return f"a product is written with *, not with x: write {factors[1]}*{factors[2]}"
    return ""


def _arrow(left: str, sign: str, right: str) -> str:
    """For ``x*2 => y`` and ``y -> x*2``."""
    said = f"'{sign}' is not part of the language"
    if "=" in left or left.isidentifier() == right.isidentifier():
        return f"{said}: a line is name = expression"
    name, value = (left, right) if left.isidentifier() else (right, left)
    return f"{said}: a line is name = expression, write {name} = {value}"


def product(left: str, right: str) -> str:
    """Two names multiplied as their letters suggest: of a matrix with ``@``."""
    return f"{left} @ {right}" if left[0].isupper() else f"{left}*{right}"


def after_remark(words: str, column: int) -> str:
    """For what stands behind ``//`` in a line; '' if nothing does."""
    return _REMARKED if "//" in words[: max(column - 1, 0)] else ""


def run_together(words: str, column: int) -> str:
    """For ``3x`` or ``x²y`` at or just before a 1-based column."""
    for match in _RUN_TOGETHER.finditer(words):
        if match.start() < column <= match.end() + 1:
            meant = f"{match[1]}*{match[2]}"
            if match[2] in {"e", "E"}:
                return f"this number has no end: write {match[0]}3, or {meant}"
            what = "number" if match[1].replace(".", "").isdecimal() else "power"
            return f"a {what} and a name are run together: write {meant}, not {match[0]}"
    return "a number and a name are run together: write 2*x, not 2x"


def misplaced(token: Token, previous: Token | None) -> str:
    """Why this token cannot stand after the one before it; '' if that is not clear."""
    if token.text in {"&&", "||", "++", "--"}:
        return doubled(token.text)
    if token.text == ":=":
        return "a line is written name = expression, with = alone"
    if token.text == "<>":
        return "'<>' is not an operator: write !="
    if token.text == "?" and previous and previous.text == "=":
        return "what is asked for is claimed with two equal signs, as in h1 == ?"
    if token.text == "?":
        return "'?' is not part of the language: write u if condition else v"
    if token.text == ";":
        return "a list has commas, [1, 2], and a matrix is a list of lists, [[1, 2], [3, 4]]"
    if previous and previous.text == "=" and token.text in {"<", ">"}:
        return f"'={token.text}' is not an operator: write {token.text}= to compare"
    if token.text == "if" and previous and previous.kind == "sign":
        return "a choice is written u if condition else v"
    if token.text == "|":
        return "a | is missing: |x| is the absolute value"
    if token.text == "!" or token.kind == "other":
        return f"the character '{token.text}' is not part of the language"
    if token.text == "=" and previous and previous.text in {"=", "=="}:
        return "there is one = too many"
    if token.text == "=":
        return "left of = stands one name, and there is one = in a line"
    if ends_operand(previous) and token.kind in {"name", "number", "string", "open"}:
        assert previous is not None
        return adjacent(previous, token)
    if token.kind in {"sign", "close"}:
        after = f" after '{previous.text}'" if previous else " at the beginning"
        return f"'{token.text}' cannot stand{after}: an operand is missing"
    return ""


def adjacent(left: Token, right: Token, *, inside: bool = False, called: str = "") -> str:
    """For two operands without an operator between them; ``inside`` brackets, of a call."""
    if right.text in _WORDS and not operator_called(left.text):
        return f"'{right.text}' is not an operator: write {_WORDS[right.text]}"
    if right.text == "mod":
        return "there is no remainder here: allowed are + - * / ** and @"
    if operator_called(left.text) or left.text in STATEMENTS:
        operand = "…" if right.kind == "open" or right.text == "of" else right.text
        return f"{left.text} is called with round brackets: write {left.text}({operand})"
    missing = "a comma or an operator" if inside else "an operator or a new line"
    example = ""
    if {left.kind, right.kind} == {"number"} and not inside:
        return f"{missing} is missing between '{left.text}' and '{right.text}'"
    if {left.kind, right.kind} <= {"name", "number"}:
        op = OPS.get(operator_called(called) or "")
        numbers = inside and left.kind == right.kind == "number"
        listed = numbers or called in LEARNING or (op is not None and op.most > 1)
        both = f"{left.text}, {right.text}" if listed else product(left.text, right.text)
        example = f", for example {both}"
    elif right.text == "(":
        example = f", for example {left.text}*(…)"
    return f"{missing} is missing between '{left.text}' and '{right.text}'{example}"


def doubled(sign: str) -> str:
    """For ``&&`` and ``++``."""
    if sign in {"&&", "||"}:
        return f"'{sign}' is not an operator: multiply conditions, (a > 0)*(b > 0)"
    return f"'{sign}' is not an operator: write x {sign[0]}= 1"


def reserved(word: str) -> str:
    """For a word of Python's own."""
    return f"'{word}' is a word that Python keeps for itself; choose another name, such as {word}_"


def prime(words: str, column: int) -> str:
    """For ``W'`` and ``f'(x)``; the prime stands at a 1-based column."""
    if words[column : column + 1] == "(":
        return "a name has no prime ('); a derivative is claimed as d(y, x) == 0.5"
    if words[column - 2 : column - 1].isupper():
        return "a name has no prime ('); a transposed matrix is written W.T"
    return "a name has no prime ('); give it another one"


def opens_call(text: str) -> bool:
    """Whether a text ends inside round brackets."""
    waiting: list[str] = []
    for sign in re.findall(r"[()\[\]]", text.rpartition("\n")[2]):
        if sign in "([":
            waiting.append(sign)
        elif waiting:
            waiting.pop()
    return waiting[-1:] == ["("]
