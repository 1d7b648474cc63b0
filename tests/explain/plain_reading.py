"""Reads formulas in plain text as they are shown, and works out what they say."""

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from graphviz_app.core.graph import Value
from tests.explain.meaning import BY_SIGN, FUNCTIONS, meaning

_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SIGNS = {"·": "*", "×": "*", "÷": "/", "−": "-", "^": "**", "½": "(1/2)", "¼": "(1/4)"}
_WORDS = {"≤": "<=", "≥": ">=", "≠": "!=", " = ": " == ", "Σ": "total"}
_SIGNED = {
    op.symbol: op.name
    for op in FUNCTIONS
    if not (op.symbol.isascii() and op.symbol.isidentifier()) and "u" not in op.symbol
}
"""Functions whose sign Python does not read: σ, √, log₂."""
_AROUND = {
    (match[1], match[2]): op.name
    for op in FUNCTIONS
    if (match := re.fullmatch(r"([^\w|])u(\W)", op.symbol))
}
"""Signs on either side of the operand: ⌊u⌋."""
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **{name: meaning(op) for name, op in BY_SIGN.items()},
    "total": np.sum,
    "mean": np.mean,
    "size": np.abs,
    "row": lambda *x: np.asarray(x, dtype=np.float64) if len(x) > 1 else 1.0 * x[0],
}


def told(text: str, values: Mapping[str, Value]) -> Value:
    """What a formula in plain text says; the names stand for ``values``."""
    known = {"e": np.e, "π": np.pi, **_FUNCTIONS, **values}
    with np.errstate(all="ignore"):
        found = eval(python(text), {"__builtins__": {}}, known)
    return np.asarray(found, dtype=np.float64)


def python(text: str) -> str:
    """The formula as Python: ``|t − a|²`` is ``size(t - a)**(2)``."""
    text = re.sub(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: f"**({m[0].translate(_RAISED)})", _sizes(text))
    for (left, right), name in _AROUND.items():
        text = text.replace(left, f"{name}(").replace(right, ")")
    for shown, typed in {**_SIGNS, **_WORDS, **_SIGNED}.items():
        text = text.replace(shown, typed)
    text = re.sub(r"\bln ([\w.]+)(?![\w.(])", r"ln(\1)", text)
    text = text.replace("[", "row(").replace("]", ")").replace("⊙", "*")
    return re.sub(r"(\w+)ᵀ|(\([^()]*\))ᵀ", r"\1\2.T", text)


def _sizes(text: str) -> str:
    """|…| as a function: a bar opens where an operand may begin."""
    found = ""
    for sign in text:
        opens = not found or found[-1] in " ([⌊⌈/^−"
        found += ("size(" if opens else ")") if sign == "|" else sign
    return found


def needless_brackets(text: str) -> list[str]:
    """Brackets without which the formula would say the same; of a minus sign they are meant."""
    meaning = ast.dump(ast.parse(python(text)))
    opened: list[int] = []
    found = []
    for i, sign in enumerate(text):
        opened += [i] * (sign == "(")
        if sign != ")":
            continue
        start = opened.pop()
        bare = text[:start] + text[start + 1 : i] + text[i + 1 :]
        called = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "√Σσ")
        if not called and text[start + 1] != "−" and _means(bare) == meaning:
            found.append(text[start : i + 1])
    return found


def _means(text: str) -> str:
    try:
        return ast.dump(ast.parse(python(text)))
    except SyntaxError:
        return ""
