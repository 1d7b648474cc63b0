"""How Python's syntax maps to operators, read from the operator table itself."""

import ast
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from string import Template

from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS

LEAVES = tuple(op.name for op in OPS.values() if op.is_leaf)
ALIASES = {"maximum": "max", "minimum": "min", "absolute": "abs", "ln": "log", "average": "mean"}
FOLDED = ("max", "min")
"""Operators of two operands that may be called with more: max(a, b, c)."""
STATEMENTS = ("output", "learning_rate", "expand", "group", "grad", "after", "d")
"""Words that are called but are not operators."""
HOLE = "..."
"""An operand that is still missing, as it is written."""


def python(text: str) -> ast.Module:
    """Python's syntax tree of a text; raises as ``ast.parse``.

    For the message of a syntax error CPython opens the file of the given name, ``<unknown>`` if
    none is given: no file can have the empty name.
    """
    with quiet():
        return ast.parse(text, filename="")


def python_expression(text: str) -> ast.expr:
    """The same of one expression."""
    with quiet():
        return ast.parse(text, filename="", mode="eval").body


@contextmanager
def quiet() -> Iterator[None]:
    """Without the warnings of Python's parser: they are about programs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def is_hole(node: ast.expr) -> bool:
    """Whether this is ``...``, an operand that is still missing."""
    return isinstance(node, ast.Constant) and node.value is ...


def _signs() -> tuple[Mapping[type, str], Mapping[type, str], Mapping[type, str]]:
    """Python's operator class → op, for two operands, one operand and comparisons."""
    binary: dict[type, str] = {}
    unary: dict[type, str] = {}
    compare: dict[type, str] = {}
    for op in OPS.values():
        if not op.python or op.attrs:
            continue
        written = python_expression(_example(op))
        match written:
            case ast.BinOp(left=ast.Name(), right=ast.Name()):
                binary[type(written.op)] = op.name
            case ast.UnaryOp(operand=ast.Name()):
                unary[type(written.op)] = op.name
            case ast.Compare():
                compare[type(written.ops[0])] = op.name
    return binary, unary, compare


def _example(op: Op) -> str:
    return Template(op.python).substitute({letter: letter for letter in op.operands})


BINARY, UNARY, COMPARE = _signs()
