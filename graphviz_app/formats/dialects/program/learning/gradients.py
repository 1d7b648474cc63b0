"""Gradients of functions: ``jax.grad(f)(x)``, ``grad(f)(x)`` of autograd."""

import ast
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.formats.dialects.program.libraries import Libraries

_MAKERS = frozenset(
    ("jax.grad", "autograd.grad", "autograd.elementwise_grad", "jax.value_and_grad")
)


class Asked(NamedTuple):
    """A function, and where its gradient is wanted."""

    function: str
    operands: Sequence[ast.expr]


def made_gradient(node: ast.stmt, libraries: Libraries) -> tuple[str, str]:
    """The name of a gradient and of its function, of ``df = grad(f)``; empty names if none."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call):
            of = _function(call, libraries)
            return (name, of) if of else ("", "")
    return "", ""


def asked_gradient(node: ast.stmt, libraries: Libraries, made: Mapping[str, str]) -> Asked | None:
    """What a line works out that calls a gradient."""
    match node:
        case (
            ast.Assign(value=ast.Call(func=func, args=operands))
            | ast.Expr(value=ast.Call(func=func, args=operands))
        ):
            function = _function(func, libraries)
            if isinstance(func, ast.Name):
                function = made.get(func.id, "")
            return Asked(function, operands) if function else None
    return None


def _function(node: ast.expr, libraries: Libraries) -> str:
    match node:
        case ast.Call(func=func, args=[ast.Name(id=name), *_]) if libraries.path(func) in _MAKERS:
            return name
    return ""
