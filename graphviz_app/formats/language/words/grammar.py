"""How Python's syntax maps to operators, read from the operator table itself."""

import ast
import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from string import Template

from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.restoring import restored, with_names

LEAVES = tuple(op.name for op in OPS.values() if op.is_leaf)
ALIASES = {alias: op.name for op in OPS.values() for alias in op.aliases}
ALIASES |= {"σ": "sigmoid", "Σ": "sum"}
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "π": math.pi, "e": math.e}
"""Names that stand for a number as long as nobody gives them a value."""
FOLDED = tuple(op.name for op in OPS.values() if op.folds)
"""Operators of two operands that may be called with more: max(a, b, c)."""
LEARNING = ("frozen", "descent", "data")
"""Words that say something of learning, where a text has no ``def`` of that name."""
STATEMENTS = ("output", "learning_rate", *LEARNING, "expand", "group", "grad", "after", "d")
"""Words that are called but are not operators."""
KEPT_WORDS = frozenset(STATEMENTS).difference(LEARNING)
"""Those that no ``def`` can be called."""
HOLE = "..."
"""An operand that is still missing, as it is written."""


def python(text: str) -> ast.Module:
    """Python's syntax tree of a text; raises as ``ast.parse``.

    For the message of a syntax error CPython opens the file of the given name, ``<unknown>`` if
    none is given: no file can have the empty name.
    """
    with quiet():
        return restored(ast.parse(text, filename=""), text)


def python_expression(text: str) -> ast.expr:
    """The same of one expression."""
    with quiet():
        tree = ast.parse(text, filename="", mode="eval")
    with_names(tree, text)
    return tree.body


@contextmanager
def quiet() -> Iterator[None]:
    """Without the warnings of Python's parser: they are about programs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def operator_called(name: str) -> str | None:
    """The operator that a call of this name means, also written ``ReLU`` or ``Sigmoid``."""
    found = ALIASES.get(name, name)
    if found in OPS:
        return found
    return _IN_CAPITALS.get(name.lower()) if name != name.lower() else None


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

_IN_CAPITALS = {name.replace("_", ""): name for name in OPS} | {name: name for name in OPS}
"""``relu`` and ``leakyrelu``: what names of operators in capitals are, made small."""
