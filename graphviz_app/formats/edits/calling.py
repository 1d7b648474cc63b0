"""What a line can be called: whether a name will do, and names for lines that have none.

What is computed is never called like a weight: w, v, W, b and θ are for leaves.
"""

import ast
import keyword
import re
from collections.abc import Collection, Container, Mapping
from types import MappingProxyType

from graphviz_app.core.naming import fresh_name, is_name
from graphviz_app.core.oplib import FAMILIES, OPS
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.written import Written
from graphviz_app.formats.language.words.grammar import ALIASES, BINARY, operator_called
from graphviz_app.formats.language.words.typed.signs import plain
from graphviz_app.formats.limits import MAX_NAME

LEAF_NAMES = {"input": "x", "parameter": "w", "target": "t", "constant": "c"}
ANY = "h"
"""What is computed, whatever it is."""
_WEIGHTED = "z"
_OF_FAMILY = {
    "Activations": "a",
    "Linear algebra": _WEIGHTED,
    "Sums, products and extremes": "s",
    "Softmax": "p",
    "Losses": "L",
}
_OF_OPERATOR = {"add": "s", "sub": "s", "mul": "m", "div": "q"}
STEMS: Mapping[str, str] = MappingProxyType(
    {
        **{op.name: _OF_FAMILY.get(family, ANY) for family, ops in FAMILIES.items() for op in ops},
        **_OF_OPERATOR,
        **LEAF_NAMES,
    }
)
"""How the result of each operator is called, if nobody says."""
_DIGITS = re.compile(r"_?\d+$")


class Names:
    """Hands out names that are free in a text."""

    def __init__(self, lines: Written, wanted: Collection[str] = ()) -> None:
        self._taken = {*lines.graph.nodes, *taken_names(lines), *OPS, *ALIASES}
        self._wanted = set(wanted)
        """Names that somebody will ask for: not to be given to anybody else."""
        self._next: dict[str, int] = {}

    def fresh(self, name: str) -> str:
        """The name, or with the next free number: w, w2, w3; h1 becomes h2."""
        unused = name
        if name in self._taken or not is_name(name):
            stem = _DIGITS.sub("", name)
            number = self._next.get(stem, 2)
            while (unused := f"{stem}{number}") in self._taken or unused in self._wanted:
                number += 1
            self._next[stem] = number + 1
        self._taken.add(unused)
        return unused


def stem_of(expression: ast.expr) -> str:
    """What the value of an expression is called, by its last operator: a sum with products is z."""
    match expression:
        case ast.BinOp(op=ast.Add() | ast.Sub()) if _has_product(expression):
            return _WEIGHTED
        case ast.BinOp():
            return STEMS.get(BINARY.get(type(expression.op), ""), ANY)
        case ast.Call(func=ast.Name(id=name)):
            return STEMS.get(operator_called(name) or "", ANY)
    return ANY


def _has_product(node: ast.expr) -> bool:
    """Whether a term of a sum is a product."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if _is_product(node.right):
            return True
        node = node.left
    return _is_product(node)


def _is_product(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.MatMult)


def taken_names(lines: Written) -> set[str]:
    """Names that mean something in a text already."""
    groups = {node.group for node in lines.graph.nodes.values()}
    parts = {part for group in groups for part in group.split("/") if part}
    numbers = {name for passage in lines.passages for name in passage.constants}
    return {*lines.names, *parts, *numbers, *lines.functions}


def checked_name(lines: Written, typed: str) -> str:
    """The name that was typed, as the text has it; raises GraphError with one that would do."""
    name = plain(typed.strip()).text.replace("\N{PRIME}", "")
    taken = taken_names(lines)
    if not name:
        raise GraphError("type a name, such as z")
    if len(name) > MAX_NAME:
        raise GraphError(f"a name has at most {MAX_NAME} characters")
    if not is_name(name):
        if keyword.iskeyword(name):
            raise GraphError(f"'{name}' is a word of Python{_try(f'{name}_', taken)}")
        raise GraphError(
            "a name has letters, digits and _, and begins with a letter" + _try(_like(name), taken)
        )
    if name in taken:
        raise GraphError(f"'{name}' is the name of something else{_try(f'{name}2', taken)}")
    return name


def _try(name: str, taken: Container[str]) -> str:
    return f"; {fresh_name(name, taken)} is free"


def _like(name: str) -> str:
    """``2x`` → ``x2``."""
    digits = re.match(r"\d+", name)
    return f"{name[digits.end() :]}{digits[0]}" if digits else name
