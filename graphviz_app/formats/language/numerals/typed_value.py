"""A value that is typed alone, in a field or on the command line: a number, or lists of them."""

import ast
import math

from graphviz_app.arrays import np
from graphviz_app.core.graph import Value
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats.language.numerals.literal import tensor
from graphviz_app.formats.language.words.grammar import python_expression
from graphviz_app.formats.language.words.script import prepare
from graphviz_app.formats.language.words.typed.decimal_comma import with_point

MAX_TYPED = 200_000
"""Characters of a value; longer tensors belong into the text."""
_REPEATED = 30
"""Characters of it that a message repeats."""


class ValueTextError(GraphAppError):
    """A typed value that is not a number or an even table of numbers."""


def typed_value(text: str) -> Value:
    """``1.5``, ``-2e-3``, ``[1, 2]``, ``[[1, 2], [3, 4]]``; raises ValueTextError, a sentence."""
    words = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    if not words:
        raise ValueTextError("Type a number, for example 1.5.")
    if len(words) > MAX_TYPED:
        raise ValueTextError(f"A value typed here has at most {MAX_TYPED:,} characters.")
    try:
        number = float(words)
    except ValueError:
        return _as_in_a_text(words)
    if not math.isfinite(number):
        raise ValueTextError(f"'{shortened(words, _REPEATED)}' is not a finite number.")
    return number


def _as_in_a_text(words: str) -> Value:
    """What an ``input(…)`` of the text could hold."""
    try:
        script = prepare(words)
        written = python_expression(script.text)
        value = tensor(written, script)
    except ParseError as error:
        raise ValueTextError(f"{error.reason[:1].upper()}{error.reason[1:]}.") from None
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueTextError(_unfinished(words)) from None
    if value is None:
        raise ValueTextError(_not_a_number(words, written))
    return value if isinstance(value, float) else np.array(value, dtype=np.float64)


def _unfinished(words: str) -> str:
    missing = words.count("[") - words.count("]")
    if missing > 0:
        return f"A closing bracket is missing: {missing} more '[' than ']'."
    if missing < 0:
        return "There is one ']' too many."
    if words.startswith("["):
        return "Numbers in a list are separated by commas, for example [1, 2]."
    return _not_a_number(words)


def _not_a_number(words: str, written: ast.expr | None = None) -> str:
    if point := with_point(words):
        return f"A decimal number is written with a point: {point}."
    if isinstance(written, ast.Tuple):
        return "Write a vector in square brackets, for example [1, 2]."
    short = shortened(words, _REPEATED)
    return f"'{short}' is not a number; type one like 1.5, -2e-3 or [1, 2]."
