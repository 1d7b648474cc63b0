"""Typing a value: what is accepted, and a field that opens over the canvas."""

import ast
import math
import re

import numpy as np
from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from graphviz_app.core.graph import Value
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.widgets.canvas_field import CanvasField
from graphviz_app.numbers import as_typed
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MAX_TYPED = 200_000
"""Characters of a value; longer tensors belong into the text."""
MAX_NESTING = 8
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_ASIDE = re.compile(r"[^\d\s.,+\-eE\[\]()_infatyINFATY]")


class ValueTextError(GraphAppError):
    """A typed value that is not a number or an even table of numbers."""


def parse_value(text: str) -> Value:
    """``1.5``, ``-2e-3``, ``1,5``, ``[1, 2]``, ``[[1, 2], [3, 4]]``; raises ValueTextError."""
    words = text.strip().replace("−", "-").replace("\N{NO-BREAK SPACE}", " ")
    if not words:
        raise ValueTextError("Type a number, for example 1.5.")
    if len(words) > MAX_TYPED:
        raise ValueTextError(f"A value typed here has at most {MAX_TYPED:,} characters.")
    if _DECIMAL_COMMA.fullmatch(words):
        words = words.replace(",", ".")
    if not words.startswith("["):
        return _number(words)
    return _tensor(words)


def _number(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        raise ValueTextError(_not_a_number(words)) from None
    if not math.isfinite(number):
        raise ValueTextError(f"'{_short(words)}' is not a finite number.")
    return number


def _not_a_number(words: str) -> str:
    if words[0] in "(," or ("," in words and not _ASIDE.search(words)):
        return "Write a vector in square brackets, for example [1, 2]."
    return f"'{_short(words)}' is not a number; type one like 1.5, -2e-3 or [1, 2]."


def _tensor(words: str) -> Value:
    if max_depth(words) > MAX_NESTING:
        raise ValueTextError(f"A tensor has at most {MAX_NESTING} dimensions.")
    try:
        nested = _literal(ast.parse(words, filename="", mode="eval").body)
    except (SyntaxError, MemoryError, RecursionError):
        raise ValueTextError(_unfinished(words)) from None
    try:
        array = np.array(nested, dtype=np.float64)
    except ValueError:
        raise ValueTextError("The rows of this tensor have different lengths.") from None
    if array.size == 0:
        raise ValueTextError("This list is empty; write its numbers, for example [1, 2].")
    if not np.isfinite(array).all():
        raise ValueTextError("One of the numbers is too large for a 64-bit number.")
    return array


def max_depth(words: str) -> int:
    """How deep square brackets stand inside each other."""
    depth = deepest = 0
    for sign in words:
        depth += (sign == "[") - (sign == "]")
        deepest = max(deepest, depth)
    return deepest


def _unfinished(words: str) -> str:
    missing = words.count("[") - words.count("]")
    if missing > 0:
        return f"A closing bracket is missing: {missing} more '['  than ']'.".replace("  ", " ")
    if missing < 0:
        return "There is one ']' too many."
    return "Numbers in a list are separated by commas, for example [1, 2]."


def _literal(node: ast.expr) -> object:
    match node:
        case ast.List(elts=items):
            return [_literal(item) for item in items]
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as number):
            return _finite(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -_finite(number)
        case ast.UnaryOp(op=ast.UAdd(), operand=ast.Constant(value=int() | float() as number)):
            return _finite(number)
    raise ValueTextError(f"'{_short(ast.unparse(node))}' is not a number; a list holds numbers.")


def _finite(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:29]}…"


class ValueEditor(CanvasField):
    """Opens over a node, with its value selected."""

    committed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget, canvas: QWidget | None = None) -> None:
        super().__init__(theme, "value", parent, canvas)
        self.setObjectName("valueEditor")
        self._id = ""
        self._before = ""

    @property
    def node(self) -> str:
        """Whose value is typed, or was last."""
        return self._id

    def edit(self, id_: str, value: Value, rect: QRect) -> None:
        """Open over ``rect`` (in the parent's pixels) with the value selected."""
        self._id = id_
        self._before = as_typed(value)
        self.open_over(rect, self._before)

    @override
    def commit(self) -> bool:
        try:
            value = parse_value(self.text())
        except ValueTextError as error:
            self.complain(str(error))
            return False
        changed = self.text() != self._before
        super().commit()
        if changed:
            self.committed.emit(self._id, value)
        return True
