"""What Python's parser has found, put right where the text was respelt for it."""

import ast
from collections.abc import Sequence

from graphviz_app.core.graph import PRIME
from graphviz_app.patterns import late

DOUBLE_PRIME = "\N{MODIFIER LETTER DOUBLE PRIME}"
LAMBDA = "\N{LATIN SMALL LETTER LAMBDA WITH STROKE}ambda"
"""Stands for a name that Python keeps for itself, and is as long."""
_TARGET = late(r"\][ \t]*=(?!=)")
_FIELDS = ("id", "attr", "arg", "name")


def restored(tree: ast.Module, text: str) -> ast.Module:
    """The tree with names as they are meant, and a ``def`` for ``f(x, y) = x*y``.

    So for ``f = lambda x, y: x*y``.
    """
    with_names(tree, text)
    if "lambda" in text or _TARGET.search(text):
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
                    given_names = _arguments(names)
                    statements[index] = _definition(
                        statement, name.id, given_names, statement.value
                    )
            case ast.Assign(
                targets=[ast.Name(id=word)], value=ast.Lambda(args=arguments, body=value)
            ):
                statements[index] = _definition(statement, word, arguments, value)


def _arguments(parameters: Sequence[ast.expr]) -> ast.arguments:
    names = [one for one in parameters if isinstance(one, ast.Name)]
    args = [ast.copy_location(ast.arg(arg=one.id), one) for one in names]
    return ast.arguments(posonlyargs=[], args=args, kwonlyargs=[], kw_defaults=[], defaults=[])


def _definition(
    line: ast.Assign, name: str, given: ast.arguments, value: ast.expr
) -> ast.FunctionDef:
    """The line as a ``def``, in its place."""
    body = ast.copy_location(ast.Return(value), value)
    function = ast.FunctionDef(name=name, args=given, body=[body], decorator_list=[])
    return ast.copy_location(function, line)
