"""What Python's parser has found, put right where the text was respelt for it."""

import ast
import re
from collections.abc import Sequence

from graphviz_app.core.graph import PRIME

DOUBLE_PRIME = "\N{MODIFIER LETTER DOUBLE PRIME}"
LAMBDA = "\N{LATIN SMALL LETTER LAMBDA WITH STROKE}ambda"
"""Stands for a name that Python keeps for itself, and is as long."""
_TARGET = re.compile(r"\][ \t]*=(?!=)")
_FIELDS = ("id", "attr", "arg", "name")


def restored(tree: ast.Module, text: str) -> ast.Module:
    """The tree with names as they are meant, and a ``def`` for ``f(x, y) = x*y``."""
    with_names(tree, text)
    if _TARGET.search(text):
        _restore_defs(tree.body)
    return tree


def with_names(tree: ast.AST, text: str) -> None:
    """Put the names right that could not stand in the text."""
    if LAMBDA not in text and DOUBLE_PRIME not in text:
        return
    for node in ast.walk(tree):
        for name in _FIELDS:
            if isinstance(word := getattr(node, name, None), str):
                meant = word.replace(LAMBDA, "lambda").replace(DOUBLE_PRIME, PRIME * 2)
                setattr(node, name, meant)


def _restore_defs(statements: list[ast.stmt]) -> None:
    for index, statement in enumerate(statements):
        match statement:
            case ast.With():
                _restore_defs(statement.body)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name() as name, slice=given)]):
                names = given.elts if isinstance(given, ast.Tuple) else [given]
                if all(isinstance(one, ast.Name) for one in names):
                    statements[index] = _definition(statement, name.id, names)


def _definition(line: ast.Assign, name: str, parameters: Sequence[ast.expr]) -> ast.FunctionDef:
    """The line as a ``def``, in its place."""
    arguments = [
        ast.copy_location(ast.arg(arg=one.id), one)
        for one in parameters
        if isinstance(one, ast.Name)
    ]
    given = ast.arguments(
        posonlyargs=[], args=arguments, kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    value = ast.copy_location(ast.Return(line.value), line.value)
    function = ast.FunctionDef(name=name, args=given, body=[value], decorator_list=[])
    return ast.copy_location(function, line)
